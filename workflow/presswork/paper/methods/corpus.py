"""Methods of the corpus: how articles were read, cleaned, selected and split into words, in the words of a paper."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.language_names import name_language
from presswork.corpus.export_report import find_marks, join_labels
from presswork.figures.drawing.caption_text import count, join
from presswork.paper.markdown import quote
from presswork.paper.numbers.corpus import BLANKS, count_sentences, describe_articles, list_databases, measure_cut
from presswork.paper.numbers.number import percent
from presswork.tokens.news_words import NEWS_CLASSES, lists_news_words

# Libraries that extract text; readers of Presswork's own need no mention.
EXTRACTORS = {
    "trafilatura": "@barbaresi2021trafilatura",
    "pypdf": "@package-pypdf",
    "python-docx": "@package-python-docx",
}
LOWER = "in lower case"
LAYERS = {
    "token": "as written, with letter case",
    "lower": "in lower case",
    "variant": "in lower case, with spelling variants merged",
    "lemma": "as dictionary forms in lower case, by simplemma {simplemma} [@barbaresi2023simplemma]",
    "stem": "as Snowball stems [@porter2001snowball]",
    "phrase": "in lower case, with each multiword term as one term",
}
TOKENIZERS = {"nltk": "the English word tokeniser", "toktok": "the Toktok tokeniser"}
NEAR = (
    "near-duplicates [@broder1997resemblance] (the longer text has at least {similarity:.0%} of the sequences of five "
    "words of the shorter)"
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
    """Yield one sentence after another on what was read, what was left out, and what is analysed."""
    steps = flow.sort("step")
    described = describe_articles(articles, matrix_rows)
    n_files = pl.concat([articles.select("source").collect(), rejected.select("source")])["source"].n_unique()
    read = f"{count(steps['left'][0], 'record')} from {count(n_files, 'file')}"
    yield f"We read {read} with Presswork {versions['presswork']} [@presswork]."
    yield from _describe_exports(articles)
    yield from _describe_extraction(dealt)
    if steps["removed"][1]:
        reasons = _count_reasons(rejected)
        failed = count(steps["removed"][1], "record")
        yield f"{failed} could not be read as {'an article' if steps['removed'][1] == 1 else 'articles'} ({reasons})."
    exported = articles.select("article_id", "database").collect()
    yield _describe_cleaning(join_labels(find_marks(exported, ledger, dealt)), described["outlet"].count() > 0)
    yield from _describe_selection(steps, settings["corpus"], versions)
    yield from _describe_duplicates(steps, described["outlet"].n_unique(), settings["corpus"])
    n_sentences = count_sentences(lengths, matrix_rows)
    size = f"{count(int(described['n_words'].sum()), 'word')} in {count(n_sentences, 'sentence')}"
    noun = count(described.height, "article")
    yield f"The corpus [@presswork-corpus] has {noun} with {size}{_describe_origin(described)}."


def _describe_exports(articles: pl.LazyFrame) -> Iterator[str]:
    """Yield from which databases articles were exported."""
    databases = list_databases(articles.select("source", "database").collect())
    if databases:
        listed = [f"{name} ({count(n, 'article')} in {count(n_files, 'file')})" for name, n, n_files in databases]
        yield f"Articles were exported from {join(listed)}; each export was divided into its articles by its labels."


def _describe_extraction(dealt: list[pl.LazyFrame]) -> Iterator[str]:
    used = (
        pl.concat(dealt).select(pl.col("extractor").drop_nulls().value_counts(sort=True)).unnest("extractor").collect()
    )
    listed = []
    for name, n in used.sort("extractor").sort("count", descending=True, maintain_order=True).iter_rows():
        library = name.rsplit(" ", 1)[0]
        if library in EXTRACTORS:
            listed.append((f"{name} [{EXTRACTORS[library]}]", n))
    if len(listed) == 1:
        yield f"The text of {count(listed[0][1], 'record')} was extracted by {listed[0][0]}."
    elif listed:
        number = count(sum(n for _, n in listed), "record")
        yield f"The text of {number} was extracted by {join([f'{name} ({n:,})' for name, n in listed])}."


def _count_reasons(rejected: pl.DataFrame) -> str:
    """Return why records were rejected: `no text`, of several reasons with their numbers, `no text: 36, no body: 3`."""
    counts = rejected["reason"].value_counts(name="n").sort("n", "reason", descending=[True, False])
    listed = [f"{reason}: {n:,}" for reason, n in counts.select("reason", "n").iter_rows()]
    return ", ".join(listed) if len(listed) > 1 else counts["reason"][0]


def _describe_cleaning(ledger: pl.LazyFrame, has_outlets: bool) -> str:
    cut = ledger.filter(~pl.col("kept"), ~pl.col("rule").is_in(BLANKS))
    # How many articles a text recurs in is part of the rule in the ledger.
    recurs = f"text that recurs in several articles{' of an outlet' if has_outlets else ''}"
    named = pl.col("rule").str.replace(r"^recurs in at least .*", recurs)
    named = named.str.replace("^unlike", "text unlike")
    sizes = cut.group_by(rule=named).agg((pl.col("end") - pl.col("start")).sum().alias("n"))
    rules = sizes.sort("n", "rule", descending=[True, False]).collect()["rule"].to_list()
    if not rules:
        return "The cleaning rules cut nothing. Headlines are kept separate from the body."
    share = percent(measure_cut(ledger)).replace("<", "less than")
    return (
        f"Cleaning cut {share}% of the characters ({_list(rules)}); a table lists each cut with its rule. Headlines "
        "are kept separate from the body."
    )


def _list(rules: list[str], most: int = 8) -> str:
    shown = rules if len(rules) <= most else [*rules[: most - 1], f"{len(rules) - most + 1} other rules"]
    return join(shown)


def _describe_selection(steps: pl.DataFrame, corpus: dict[str, Any], versions: dict[str, str]) -> Iterator[str]:
    """Yield what each step of the selection left out; that on language only where it left out something."""
    for place, (name, removed) in enumerate(steps[2:-1].select("name", "removed").iter_rows()):
        if place == 0 and removed:
            found = f"py3langid {versions['py3langid']} [@lui2012langid; @package-py3langid]"
            language = name_language(corpus["language"])
            yield f"{_left_out(removed)} because {found} found a language other than {language}."
        elif place:
            yield f"We kept articles {quote(name)}; {_left_out(removed)}."


def _describe_duplicates(steps: pl.DataFrame, n_outlets: int, corpus: dict[str, Any]) -> Iterator[str]:
    if steps["left"][1] > 1:
        near = NEAR.format(similarity=corpus["similarity"])
        which = "once" if corpus["duplicates"] == "outlet" and n_outlets == 1 else corpus["duplicates"]
        if removed := steps["removed"][-1]:
            yield f"Of {near}, {KEPT[which]}; {_left_out(removed)}."
        elif which == "each":
            yield f"Of {near}, {KEPT[which]}."
        else:
            yield f"No {near} were found{' within an outlet' if which == 'outlet' else ''}."


def _left_out(n: int) -> str:
    return f"{count(n, 'article was', 'articles were')} left out" if n else "none was left out"


def _describe_origin(described: pl.DataFrame) -> str:
    days, outlets = described["published"].drop_nulls(), described["outlet"].drop_nulls().n_unique()
    parts = []
    if outlets:
        parts.append(f"from {count(outlets, 'outlet')}")
    if len(days):
        dated = "" if len(days) == described.height else f" ({len(days):,} of them dated)"
        parts.append(f"published from {days.min()!s} to {days.max()!s}{dated}")
    missing = [name for name, known in (("outlets", outlets), ("dates of publication", len(days))) if not known]
    known = f", {', '.join(parts)}" if parts else ""
    return known + (f"; {join(missing)} are not known" if missing else "")


def describe_words(
    languages: pl.DataFrame, frequency: pl.DataFrame, settings: dict[str, Any], versions: dict[str, str]
) -> Iterator[str]:
    """Yield one sentence after another on sentences, tokens, words, terms and stop words."""
    code, layer = settings["corpus"]["language"], settings["terms"]["layer"]
    own = languages.filter(pl.col("language") == code)
    splitter, tokenizer = own.select("splitter", "tokenizer").row(0) if own.height else ("punkt", "nltk")
    rule = "a rule (a full stop, question mark or exclamation mark before a space)"
    finds = "Punkt [@kiss2006punkt]" if splitter == "punkt" else rule
    nltk = f"NLTK {versions['nltk']} [@bird2009nltk]"
    has_acronyms = layer != "token" and (frequency["term"] != frequency["term"].str.to_lowercase()).any()
    case = LAYERS[layer].replace(LOWER, f"{LOWER} except for acronyms" if has_acronyms else LOWER)
    yield f"Text was split into sentences with {finds} and into tokens with {TOKENIZERS[tokenizer]} of {nltk}."
    yield (
        "A word is a token with a letter or digit that is not a clitic ('s, n't); headlines are not counted. Words are "
        f"counted {case.format(**versions)}, which gives {count(frequency.height, 'distinct term')}."
    )
    n_stop = frequency.filter("stop").height
    owner = {"extend": "Presswork's", "replace": "our own"}[settings["tokens"]["stopwords"]]
    listed = count(n_stop, "is", "are") if n_stop else "none is"
    news = f", with {join([f'{name}s' for name in NEWS_CLASSES])}" if lists_news_words(settings) else ""
    what = "counted, but left out of lists of frequent terms and out of topics"
    effect = f": {'it is' if n_stop == 1 else 'they are'} {what}" if n_stop else ""
    yield f"Of these, {listed} on the stop list for {name_language(code)} ({owner}{news}){effect}."
