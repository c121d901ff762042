"""Texts that hold several articles in no known layout of a database: by the marks that each article has."""

import re

from presswork.corpus.cleaning.lines import MAX_TITLE_CHARACTERS, MIN_PARAGRAPH_WORDS, Line, split_lines
from presswork.corpus.fields.date_lines import is_date_line
from presswork.corpus.reading.formats.record import Record, Rejected

REASON = "several articles"
REMEDY = "export each article to its own file, split the file, or export a table with one row per article"
NOUN = (
    r"(?:documents?|dokumente?n?|documentos?|documenti|articles?|artikel|artículos?|articoli|records?|results?|stories)"
)
# 1 of 3 DOCUMENTS, Document 1 of 3.
OF = re.compile(r"\d[ \t]+(?:of|von|sur|de|di|van|/)[ \t]+\d", re.IGNORECASE)
# A few signs may stand beside it, and any number of blanks.
BESIDE = r"[^\S\n]*+(?:[^\w\s]{1,20}+[^\S\n]*+){0,3}+"
COUNTED = re.compile(
    rf"^{BESIDE}(?:{NOUN}\W{{0,3}})?(\d{{1,6}})[ \t]+(?:of|von|sur|de|di|van|/)[ \t]+\d{{1,6}}"
    rf"(?:[ \t]+{NOUN})?{BESIDE}$",
    re.IGNORECASE | re.MULTILINE,
)
HAS_NOUN = re.compile(NOUN, re.IGNORECASE)
# What each article of an export has once, by a word of it in lower case. Two of the same are two articles.
ONCE = {
    "length": r"length[ \t]*:[ \t]*\d[\d,.]*[ \t]*words",
    "länge": r"länge[ \t]*:[ \t]*\d[\d,.]*[ \t]*wörter",
    "longueur": r"longueur[ \t]*:[ \t]*\d[\d,.]*[ \t]*mots",
    "longitud": r"longitud[ \t]*:[ \t]*\d[\d,.]*[ \t]*palabras",
    "load-date": r"load-date[ \t]*:",
    "publication-type": r"publication-type[ \t]*:",
    "end of document": r"end of document[ \t*_]*$",
    "ende des dokuments": r"ende des dokuments[ \t*_]*$",
    "fin du document": r"fin du document[ \t*_]*$",
    "fin del documento": r"fin del documento[ \t*_]*$",
    "fine del documento": r"fine del documento[ \t*_]*$",
    "fim do documento": r"fim do documento[ \t*_]*$",
    "einde van": r"einde van (?:het )?document[ \t*_]*$",
    "document": r"(?:an[ \t]+)?document[ \t]+[a-z]{2,10}\d{8,}\w*[ \t]*$",
    "wc": r"wc[ \t]+\d[\d,.]*[ \t]+\w+[ \t]*$",
    "proquest document id": r"proquest document id[ \t]*:",
    "publication title": r"publication title[ \t]*:",
    "full text": r"full text[ \t]*:",
    "dokumentnummer": r"dokumentnummer[ \t]*:",
    "certificat émis": r"certificat émis[ \t]+le\b",
    "news·": r"news·\d{8}·\w+",
}
# Markdown has signs of quotation and emphasis around them.
MARKS = {word: re.compile(rf"^[ \t>*_]*{pattern}", re.IGNORECASE | re.MULTILINE) for word, pattern in ONCE.items()}
# What an article may have more than once: two kinds of labels, each repeated, are a sign.
LABELS = ("BYLINE", "SECTION", "HEADLINE", "DATELINE", "LANGUAGE", "GRAPHIC", "SOURCE", "Byline", "Section", "Headline")
ROW = re.compile(r"^[ \t]*([_=*#~–—-])\1{9,}[ \t]*$", re.MULTILINE)
SIGNS = tuple(sign * 10 for sign in "_=*#~–—-")
BYLINE = re.compile(r"(?:By|BY|Von|VON|Par|Por|Di|Door|BYLINE:|Byline:)\s+\S")
HEAD_LINES = 8
# Lines with marks of exports have so many characters at most.
MAX_MARK = 150


def keep_short_lines(text: str) -> str:
    """Return the lines of a text that are short enough for marks of exports; to search them takes little time."""
    lines = text.splitlines() if "\r" in text else text.split("\n")
    return "\n".join([line for line in lines if len(line) <= MAX_MARK])


def refuse_several(found: Record, shown: str) -> Record | Rejected:
    """Return the rejection of a record whose text holds several articles, else the record; `shown`: its short lines."""
    counted = count_articles(found.text, shown)
    if counted is None:
        return found
    number, mark = counted
    return Rejected(found.record, REASON, f"{number} documents in one file, judged by the mark '{mark}'", REMEDY)


def count_articles(text: str, shown: str) -> tuple[int, str] | None:
    """Return how many articles a text holds and the mark that says so; None where nothing says that it is several.

    The marks are sought in `shown`, the short lines of the text.
    """
    counted = _count_numbers(shown) or _count_marks(shown) or _count_labels(shown)
    return counted or (_count_blocks(text) if any(sign in shown for sign in SIGNS) else None)


def _count_numbers(text: str) -> tuple[int, str] | None:
    if not OF.search(text):
        return None
    numbers = {match[1]: match[0] for match in COUNTED.finditer(text) if HAS_NOUN.search(match[0])}
    return (len(numbers), _spell(next(iter(numbers.values())))) if len(numbers) > 1 else None


def _count_marks(text: str) -> tuple[int, str] | None:
    lower = text.lower()
    # Most texts have none of these words twice, and to look for a word takes little time.
    found = [list(pattern.finditer(text)) for word, pattern in MARKS.items() if lower.count(word) > 1]
    most = max(found, key=len, default=[])
    return (len(most), _spell(most[0][0])) if len(most) > 1 else None


def _count_labels(text: str) -> tuple[int, str] | None:
    counts = {
        label: len(re.findall(rf"^[ \t]*{label}[ \t]*:", text, re.MULTILINE))
        for label in LABELS
        if text.count(label) > 1
    }
    repeated = [label for label, count in counts.items() if count > 1]
    return (counts[repeated[0]], f"{repeated[0]}:") if len(repeated) > 1 else None


def _count_blocks(text: str) -> tuple[int, str] | None:
    """Return how many of the blocks between rows of signs look like articles, if two or more do."""
    rows = list(ROW.finditer(text))
    edges = [0, *(match.end() for match in rows)]
    ends = [*(match.start() for match in rows), len(text)]
    number = (
        sum(_is_article(split_lines(text[start:end])) for start, end in zip(edges, ends, strict=True)) if rows else 0
    )
    return (number, _spell(rows[0][0])[:12]) if number > 1 else None


def _is_article(lines: list[Line]) -> bool:
    """Return whether lines have a headline, an author or day below it, and running text below that."""
    if not lines or len(lines[0].text) > MAX_TITLE_CHARACTERS or lines[0].closes:
        return False
    head = lines[1:HEAD_LINES]
    signs = (place for place, line in enumerate(head, 1) if _is_byline(line) or is_date_line(line.text))
    place = next(signs, None)
    return place is not None and any(len(line.text.split()) >= MIN_PARAGRAPH_WORDS for line in lines[place + 1 :])


def _is_byline(line: Line) -> bool:
    """Return whether a line names an author; a sentence may begin with "By", too."""
    return not line.closes and bool(BYLINE.match(line.text))


def _spell(mark: str) -> str:
    return " ".join(mark.split())[:60]
