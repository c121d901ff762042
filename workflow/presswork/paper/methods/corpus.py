"""How the articles were read, cleaned, selected and split into words, as a paper says it."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.corpus.language_names import name_language
from presswork.figures.drawing.caption_text import count, join
from presswork.paper.markdown import quote
from presswork.paper.numbers.corpus import BLANKS, count_sentences, describe_articles, measure_cut
from presswork.paper.numbers.number import percent

EXTRACTORS = {
    "trafilatura": "@barbaresi2021trafilatura",
    "pypdf": "@package-pypdf",
    "python-docx": "@package-python-docx",
}
LAYERS = {
    "token": "as they stand, letter case kept",
    "lower": "in lower case",
    "variant": "in lower case, with spellings of one word put together",
    "lemma": "as dictionary forms in lower case, by simplemma {simplemma} [@barbaresi2023simplemma]",
    "stem": "as Snowball stems [@porter2001snowball]",
    "phrase": "in lower case, with multiword terms as one term",
}
TOKENIZERS = {"nltk": "its word tokeniser for English", "toktok": "its Toktok tokeniser"}
NEAR = (
    "near-duplicates (pairs of which the longer text has at least {similarity:.0%} of the runs of five words of the "
    "shorter) [@broder1997resemblance]"
)
KEPT = {
    "outlet": "the earliest full version in each outlet was counted",
    "once": "the earliest full version was counted",
    "each": "all were counted",
}


def describe_corpus(
    articles: pl.LazyFrame,
    flow: pl.DataFrame,
    rejected: pl.DataFrame,
    ledger: pl.LazyFrame,
    dealt: list[pl.LazyFrame],
    lengths: pl.DataFrame,
    matrix_rows: pl.DataFrame,
    settings: dict[str, Any],
    versions: dict[str, str],
) -> Iterator[str]:
    """Yield the sentences on what was read, what was left out, and what is analysed."""
    steps = flow.sort("step")
    described = describe_articles(articles, matrix_rows)
    n_files = pl.concat([articles.select("source").collect(), rejected.select("source")])["source"].n_unique()
    read = f"{count(steps['left'][0], 'record')} from {count(n_files, 'file')}"
    yield f"We read {read} with Presswork {versions['presswork']} [@presswork]."
    yield from _describe_extraction(dealt)
    if steps["removed"][1]:
        reasons = join(rejected["reason"].unique().sort().to_list())
        yield f"Of these, {steps['removed'][1]:,} gave no article ({reasons})."
    yield _describe_cleaning(ledger)
    yield from _describe_selection(steps, settings["corpus"], versions)
    yield from _describe_duplicates(steps, settings["corpus"])
    n_sentences = count_sentences(lengths, matrix_rows)
    size = f"{count(int(described['n_words'].sum()), 'word')} in {count(n_sentences, 'sentence')}"
    noun = count(described.height, "article")
    yield f"What is analysed [@presswork-corpus] is {noun} of {size}{_describe_origin(described)}."


def _describe_extraction(dealt: list[pl.LazyFrame]) -> Iterator[str]:
    used = (
        pl.concat(dealt).select(pl.col("extractor").drop_nulls().value_counts(sort=True)).unnest("extractor").collect()
    )
    for name, n in used.sort("extractor").iter_rows():
        library = name.rsplit(" ", 1)[0]
        cited = f" [{EXTRACTORS[library]}]" if library in EXTRACTORS else ""
        yield f"The text of {count(n, 'record')} was extracted by {name}{cited}."


def _describe_cleaning(ledger: pl.LazyFrame) -> str:
    cut = ledger.filter(~pl.col("kept"), ~pl.col("rule").is_in(BLANKS))
    # How many articles a text recurs in is part of the rule in the ledger.
    named = pl.col("rule").str.replace(r"^recurs in at least .*", "text that recurs in an outlet")
    rules = cut.select(named.unique().sort()).collect()["rule"].to_list()
    if not rules:
        return "Cleaning rules found nothing to cut; headlines are kept apart from the running text."
    share = percent(measure_cut(ledger)).replace("<", "less than")
    return (
        f"Cleaning cut {share}% of the characters ({_list(rules)}); the rule behind each cut is on record. Headlines "
        "are kept apart from the running text."
    )


def _list(rules: list[str], most: int = 8) -> str:
    shown = rules if len(rules) <= most else [*rules[: most - 1], f"{len(rules) - most + 1} other rules"]
    return join(shown)


def _describe_selection(steps: pl.DataFrame, corpus: dict[str, Any], versions: dict[str, str]) -> Iterator[str]:
    """Yield what each step of the selection left out; that on language only where it left out something."""
    for place, (name, removed) in enumerate(steps[2:-1].select("name", "removed").iter_rows()):
        left_out = f"{count(removed, 'article')} {'was' if removed == 1 else 'were'} left out"
        if place == 0 and removed:
            found = f"py3langid {versions['py3langid']} [@lui2012langid; @package-py3langid]"
            yield f"{left_out} since {found} found another language than {name_language(corpus['language'])}."
        elif place:
            wanted = {"published": "were", "of": "were", "match": "", "have": ""}[name.split(" ")[0]]
            yield f"We kept articles that {f'{wanted} {quote(name)}'.strip()}; {left_out}."


def _describe_duplicates(steps: pl.DataFrame, corpus: dict[str, Any]) -> Iterator[str]:
    if steps["left"][1] > 1:
        near = NEAR.format(similarity=corpus["similarity"])
        removed = steps["removed"][-1]
        left_out = f"{count(removed, 'article')} {'was' if removed == 1 else 'were'} left out"
        yield f"Of {near} {KEPT[corpus['duplicates']]}; {left_out}."


def _describe_origin(described: pl.DataFrame) -> str:
    days, outlets = described["published"].drop_nulls(), described["outlet"].drop_nulls().n_unique()
    parts = []
    if outlets:
        parts.append(f"from {count(outlets, 'outlet')}")
    if len(days):
        dated = "" if len(days) == described.height else f" ({len(days):,} of them dated)"
        parts.append(f"published from {days.min()!s} to {days.max()!s}{dated}")
    missing = [name for name, known in (("outlet", outlets), ("day of publication", len(days))) if not known]
    known = f", {', '.join(parts)}" if parts else ""
    return known + (f"; {join(missing)} {'are' if len(missing) > 1 else 'is'} not known" if missing else "")


def describe_words(
    languages: pl.DataFrame, frequency: pl.DataFrame, settings: dict[str, Any], versions: dict[str, str]
) -> Iterator[str]:
    """Yield the sentences on sentences, tokens, words, terms and stop words."""
    code, layer = settings["corpus"]["language"], settings["terms"]["layer"]
    own = languages.filter(pl.col("language") == code)
    splitter, tokenizer = own.select("splitter", "tokenizer").row(0) if own.height else ("punkt", "nltk")
    rule = "a rule (a full stop, question or exclamation mark before a blank)"
    finds = "Punkt [@kiss2006punkt]" if splitter == "punkt" else rule
    nltk = f"NLTK {versions['nltk']} [@bird2009nltk]"
    yield f"Sentences were found with {finds} and tokens with {nltk}, {TOKENIZERS[tokenizer]}."
    yield (
        "A word is a token with a letter or digit that is no clitic ('s, n't); the words of headlines are not counted. "
        f"Words are counted {LAYERS[layer].format(**versions)}, which gives {count(frequency.height, 'distinct term')}."
    )
    n_stop = frequency.filter("stop").height
    owner = {"extend": "Presswork's", "replace": "our own"}[settings["tokens"]["stopwords"]]
    yield (
        f"Of these, {count(n_stop, 'is', 'are')} on the stop list for {name_language(code)} ({owner}): they are "
        "counted, but not shown among the most frequent terms, and do not enter topics."
    )
