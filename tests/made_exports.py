"""Made-up articles as news databases export them, for tests and benchmarks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """An article to export: its paragraphs, headline, outlet, section, byline and number."""

    paragraphs: tuple[str, ...]
    title: str = "Ferry sold to a baker"
    outlet: str = "The Lake Post"
    section: str = "NEWS; Pg. 4"
    byline: str = "Ann Example"
    number: int = 1

    @property
    def text(self) -> str:
        """The paragraphs, with a blank line between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def n_words(self) -> int:
        """The number of words of the paragraphs."""
        return len(self.text.split())


def spell_nexis(article: Written, n_articles: int) -> str:
    """Return an article of an older export from Nexis, which numbers its documents."""
    return (
        f"\n{' ' * 25}{article.number} of {n_articles} DOCUMENTS\n\n{' ' * 30}{article.outlet}\n\n"
        f"{' ' * 22}May 4, 2021 Tuesday\n\n{article.title}\n\nBYLINE: {article.byline}\n\nSECTION: {article.section}\n"
        f"\nLENGTH: {article.n_words:,} words\n\n{article.text}\n\nLOAD-DATE: May 5, 2021\n\nLANGUAGE: ENGLISH\n\n"
        f"PUBLICATION-TYPE: Newspaper\n\nACC-NO: {article.number:06d}\n\n{' ' * 20}Copyright 2021 {article.outlet}\n"
        f"{' ' * 25}All Rights Reserved\n\n"
    )


def spell_nexis_uni(article: Written, n_articles: int) -> str:
    """Return an article of an export from Nexis Uni, with a line End of Document."""
    return (
        f"{article.title}\n{article.outlet}\nMay 4, 2021 Tuesday\n\nCopyright 2021 {article.outlet} All Rights Reserved"
        f"\n\nSection: {article.section}\nLength: {article.n_words:,} words\nByline: {article.byline}\nBody\n\n"
        f"{article.text}\n\nLoad-Date: May 5, 2021\n\nEnd of Document\n\n"
    )


def spell_factiva(article: Written, n_articles: int) -> str:
    """Return an article of an export from Factiva with codes."""
    first, *others = article.paragraphs
    body = f"LP\t{first}\n\n" + (f"TD\t{others[0]}\n\n" if others else "") + "".join(f"{p}\n\n" for p in others[1:])
    return (
        f"SE\t{article.section}\n\nHD\t{article.title}\n\nBY\t{article.byline}\n\nWC\t{article.n_words:,} words\n\n"
        f"PD\t4 May 2021\n\nSN\t{article.outlet}\n\nLA\tEnglish\n\n{body}"
        f"NS\tgcat : Political/General News\n\nAN\tDocument LAKEP0002021050{article.number:010d}\n\n"
    )


def spell_proquest(article: Written, n_articles: int) -> str:
    """Return an article of an export from ProQuest."""
    return (
        f"{'_' * 60}\n\nDocument {article.number} of {n_articles}\n\n{article.title}\n\nAuthor: {article.byline}\n\n"
        f"Publication info: {article.outlet} ; Springfield [Springfield]04 May 2021: A.4.\n\n"
        f"Full text: {article.text}\n\nSubject: Ferries\n\nPublication title: {article.outlet}\n\n"
        f"Section: {article.section}\n\nPublication date: May 4, 2021\n\nLanguage of publication: English\n\n"
        f"ProQuest document ID: {2_500_000_000 + article.number}\n\n"
    )


Spell = Callable[[Written, int], str]
SPELLINGS: dict[str, Spell] = {
    "nexis": spell_nexis,
    "nexis uni": spell_nexis_uni,
    "factiva": spell_factiva,
    "proquest": spell_proquest,
}


def spell_export(spell: Spell, articles: Iterable[Written]) -> str:
    """Return the text of an export of some articles."""
    listed = list(articles)
    return "".join(spell(article, len(listed)) for article in listed)
