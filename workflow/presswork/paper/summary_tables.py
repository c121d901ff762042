"""Tables of a paper: the corpus, its most frequent terms, key terms and topics."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.analyses import find_left_out
from presswork.core.reasons import PLURAL, explain_rows
from presswork.core.shown_text import escape_markdown
from presswork.figures.drawing.caption_text import count, join
from presswork.figures.drawing.topic_limits import explain_limits
from presswork.figures.drawing.topic_names import explain_no_topics
from presswork.paper.latex import define_note
from presswork.paper.methods.topics import describe_refits
from presswork.paper.numbers.corpus import describe_articles
from presswork.paper.numbers.number import decimal, percent, probability, rate, whole
from presswork.paper.numbers.terms import list_top_terms
from presswork.paper.printed import (
    RIGHT,
    TEXT,
    PrintedTable,
    align,
    clip,
    write_html,
    write_latex_table,
    write_markdown,
)
from presswork.terms.comparison.keyness import LIST
from presswork.terms.comparison.ranking import LEVEL, explain_order, list_key_terms

GROUPS = 12
MONTHS = 18
KEY_ROWS = 36
MOST_KEYS = 10
TOPICS = 25
TOPIC_TERMS = 8
INTERVAL = "95% CI"
# By whether all comparisons were tested, and whether any was.
CAPTIONS = {
    (True, True): "Key terms.",
    (False, True): "Key terms, and candidates that were not tested.",
    (False, False): "Candidates for key terms, which were not tested.",
}
Rows = tuple[tuple[str, ...], ...]


def write_tables(
    articles: pl.LazyFrame,
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
    keyness: pl.DataFrame,
    comparisons: pl.DataFrame,
    support: dict[str, Any],
    prevalence: pl.DataFrame,
    labels: pl.DataFrame,
    topics: pl.DataFrame,
    choice: dict[str, Any],
    terms: int,
    term_labels: dict[str, str],
) -> dict[str, str]:
    """Return all tables as `latex` and `markdown`, and `corpus` and `terms` as HTML pages.

    `terms` is how many of the most frequent terms are listed, `term_labels` how some terms are printed. If the corpus
    does not support key terms or topics, a note with the reason takes the place of their table.
    """
    described = describe_articles(articles, matrix_rows)
    frequency, keyness, topics = (_label_terms(table, term_labels) for table in (frequency, keyness, topics))
    corpus, common = tabulate_corpus(described), tabulate_terms(frequency, described, terms)
    why = {name: find_left_out(f"paper/tables/{name}.html", support) for name in ("keyness", "topics")}
    tables = [corpus, common]
    tables += [] if why["keyness"] else [tabulate_keyness(keyness, comparisons)]
    tables += [] if why["topics"] else [tabulate_topics(prevalence, labels, topics, choice)]
    notes = {
        name: f"The table of {name.replace('keyness', 'key terms')} was not made: {each.reason}."
        for name, each in why.items()
        if each
    }
    latex = [*map(write_latex_table, tables), *(define_note("table", *each) for each in notes.items())]
    markdown = [*map(write_markdown, tables), *(f"{escape_markdown(note)}\n" for note in notes.values())]
    return {
        "corpus": write_html(corpus),
        "terms": write_html(common),
        "latex": "".join(latex),
        "markdown": "# Tables\n\n" + "\n".join(markdown),
    }


def write_keyness(keyness: pl.DataFrame, comparisons: pl.DataFrame, term_labels: dict[str, str]) -> str:
    """Return the table of key terms as an HTML page."""
    return write_html(tabulate_keyness(_label_terms(keyness, term_labels), comparisons))


def write_topics(
    prevalence: pl.DataFrame,
    labels: pl.DataFrame,
    topics: pl.DataFrame,
    choice: dict[str, Any],
    term_labels: dict[str, str],
) -> str:
    """Return the table of topics as an HTML page."""
    return write_html(tabulate_topics(prevalence, labels, _label_terms(topics, term_labels), choice))


def _label_terms(table: pl.DataFrame, term_labels: dict[str, str]) -> pl.DataFrame:
    """Return a table with its terms as figures and tables print them."""
    return table.with_columns(pl.col("term").replace(term_labels))


def tabulate_corpus(described: pl.DataFrame) -> PrintedTable:
    """Return articles, words and dates of the whole corpus and of each outlet, group and period."""
    blocks: list[tuple[str, Rows]] = [("", (_describe_part("All articles", described),))]
    for grouping in ("outlet", "group"):
        known = described.with_columns(pl.col(grouping).fill_null("(unknown)"))
        if described[grouping].null_count() < described.height:
            blocks.append((f"By {grouping}", tuple(_describe_parts(known, grouping))))
    dated = described.drop_nulls("published")
    if dated.height:
        months = dated["published"].dt.truncate("1mo").n_unique()
        name = "month" if months <= MONTHS else "year"
        shape = "%Y-%m" if name == "month" else "%Y"
        periods = dated.with_columns(period=pl.col("published").dt.strftime(shape)).sort("period")
        rows = (_describe_part(str(key), part) for (key,), part in periods.group_by("period", maintain_order=True))
        blocks.append((f"By {name}", tuple(rows)))
    undated = described["published"].null_count()
    one = described.height == 1
    note = "Words do not include headlines." + ("" if one else " Median: median number of words per article.")
    note += f" {count(undated, 'article has', 'articles have')} no date of publication." if undated else ""
    columns = align("", "Articles", "Words", "" if one else "Median", "First day", "Last day")
    if one:
        blocks = [(head, tuple((*row[:3], "", *row[4:]) for row in rows)) for head, rows in blocks]
    return PrintedTable("corpus", "The corpus.", columns, tuple(blocks), note).without_empty_columns()


def _describe_parts(described: pl.DataFrame, grouping: str) -> Iterator[tuple[str, ...]]:
    """Yield the largest parts, and one row for all smaller ones."""
    names = described[grouping].value_counts().sort("count", grouping, descending=[True, False])[grouping].to_list()
    shown = names if len(names) <= GROUPS else names[: GROUPS - 1]
    for name in shown:
        yield _describe_part(name, described.filter(pl.col(grouping) == name))
    others = described.filter(~pl.col(grouping).is_in(shown))
    if others.height:
        yield _describe_part(f"{len(names) - len(shown)} others", others)


def _describe_part(name: str, part: pl.DataFrame) -> tuple[str, ...]:
    days = part["published"].drop_nulls()
    first, last = (str(days.min()), str(days.max())) if len(days) else ("", "")
    median = part["n_words"].median()
    return (
        clip(name),
        whole(part.height),
        whole(int(part["n_words"].sum())),
        whole(median) if isinstance(median, float) else "",
        first,
        last,
    )


def tabulate_terms(frequency: pl.DataFrame, described: pl.DataFrame, terms: int) -> PrintedTable:
    """Return the most frequent terms with rates, 95% CI and dispersion; of one article, counts without rates."""
    top = list_top_terms(frequency, terms)
    one = described.height == 1
    rows = tuple(_describe_term(row) for row in top.iter_rows(named=True))
    columns = align("Term", "Count", "Articles", "Per million words", INTERVAL, "DPnorm")
    n_words = int(described["n_words"].sum())
    parts = [f"n = {count(described.height, 'article')}, {count(n_words, 'word')}.", *_explain_ties(frequency, top)]
    parts += _explain_intervals(top)
    if top["dp_norm"].count():
        over = "passages" if one else "articles"
        parts.append(f"DPnorm: deviation of proportions over {over} (0: even; Gries 2008, Lijffijt & Gries 2012).")
    rows = tuple((*row[:2], "", "", "", row[5]) for row in rows) if one else rows
    caption = f"The {count(top.height, 'most frequent term')}, without stop words."
    return PrintedTable("terms", caption, columns, (("", rows),), " ".join(parts)).without_empty_columns()


def _describe_term(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        clip(row["term"]),
        whole(row["count"]),
        whole(row["articles"]),
        rate(row["per_million"]),
        _range(row["per_million_low"], row["per_million_high"], rate),
        "" if row["dp_norm"] is None else decimal(row["dp_norm"]),
    )


def _explain_ties(frequency: pl.DataFrame, top: pl.DataFrame) -> Iterator[str]:
    """Yield how many terms that are not listed are as frequent as the last one that is."""
    least = top["count"].min()
    tied = frequency.filter(~pl.col("stop"), pl.col("count") == least).height - top.filter(count=least).height
    if tied:
        more = count(tied, "more term has", "more terms have")
        yield f"{more} the count of the last one; equal counts are in alphabetical order."


def _explain_intervals(top: pl.DataFrame) -> Iterator[str]:
    if top["per_million_low"].count():
        yield f"{INTERVAL} over {PLURAL[top['unit'][0]]}."
    if reasons := explain_rows(top.filter(pl.col("per_million_low").is_null())):
        yield _explain_missing(reasons)


def _explain_missing(reasons: list[str]) -> str:
    return f"No {INTERVAL}: {'; '.join(reasons)}."


def tabulate_keyness(keyness: pl.DataFrame, comparisons: pl.DataFrame) -> PrintedTable:
    """Return the first key terms of each group with log ratio, 95% CI and corrected p; without a test, candidates."""
    compared = comparisons.filter(pl.col("terms") > 0).sort("articles", "group", descending=[True, False])
    each = max(1, min(MOST_KEYS, KEY_ROWS // max(1, compared.height)))
    listed = list_key_terms(keyness, each)
    blocks = []
    for row in compared.iter_rows(named=True):
        own = listed.filter((pl.col("group") == row["group"]) & (pl.col("reference") == row["reference"]))
        terms = tuple(_describe_key(key) for key in own.iter_rows(named=True))
        blocks.append((_describe_comparison(row), terms or (("none", "", "", "", "", ""),)))
    tested = compared["permutations"].count()
    columns = align("Key term" if tested else "Term", "Count", "In reference", "Log ratio", INTERVAL, "p")
    note = _explain_keyness(listed, compared)
    caption = CAPTIONS[tested == compared.height, tested > 0 or compared.is_empty()]
    return PrintedTable("keyness", caption, columns, tuple(blocks), note).without_empty_columns()


def _describe_comparison(row: dict[str, Any]) -> str:
    reference = "the rest" if row["reference"] == "rest" else clip(row["reference"])
    if row["units"] is None:
        return f"{clip(row['group'])} compared with {reference}"
    units, others = (count(row[name], row["unit"], PLURAL[row["unit"]]) for name in ("units", "reference_units"))
    untested = ": candidates, not tested" if row["permutations"] is None else ""
    return f"{clip(row['group'])} ({units}) compared with {reference} ({others}){untested}"


def _describe_key(row: dict[str, Any]) -> tuple[str, ...]:
    return (
        clip(row["term"]),
        whole(row["count"]),
        whole(row["reference_count"]),
        decimal(row["log_ratio"]),
        _range(row["log_ratio_low"], row["log_ratio_high"], decimal),
        "" if row["p_maxt"] is None else probability(row["p_maxt"]),
    )


def _explain_keyness(listed: pl.DataFrame, compared: pl.DataFrame) -> str:
    if compared.is_empty():
        return "No key terms: no term is frequent enough to be compared."
    parts = ["Log ratio: log2 of the rate divided by the rate in the reference."]
    absent = listed.filter(pl.col("reference_count") == 0)
    least = {True: "half the smallest count of the list", False: "0.5"}
    replaced = join([least[is_list] for is_list in (absent["reference"] == LIST).unique().sort()])
    parts += [f"A count of 0 in the reference is replaced by {replaced}."] if absent.height else []
    parts += [explain_order(listed)]
    tests = explain_rows(compared.drop_nulls("permutations"), "test")
    family = f"corrected for {max(compared['family'].to_list()):,} comparisons; key terms have p ≤ {LEVEL:g}"
    parts += [f"p: {join(tests)}, {family}."] if tests else []
    untested = explain_rows(compared.filter(pl.col("permutations").is_null()), "test")
    parts += [f"Not tested: {'; '.join(untested)}."] if untested else []
    blank = listed.filter(pl.col("log_ratio_low").is_null())
    reasons = explain_rows(blank.join(compared.select("group", "reference", "unit"), on=["group", "reference"]))
    parts += [_explain_missing(reasons)] if reasons and reasons != untested else []
    return " ".join(filter(None, parts))


def tabulate_topics(
    prevalence: pl.DataFrame, labels: pl.DataFrame, topics: pl.DataFrame, choice: dict[str, Any]
) -> PrintedTable:
    """Return the topics with their terms, prevalence, 95% CI and stability."""
    named = prevalence.join(labels.drop_nulls("topic").select("topic", "label", "origin"), on="topic").sort("topic")
    rows = tuple(_describe_topic(row, topics) for row in named.head(TOPICS).iter_rows(named=True))
    noun = "passage groups" if choice["n_articles"] == 1 else "topics"
    numbers = (
        ("Prevalence (%)", RIGHT),
        (INTERVAL, RIGHT),
        (f"{INTERVAL} given the model", RIGHT),
        ("Stability", RIGHT),
    )
    columns = (("", RIGHT), ("Name and first terms", TEXT), *numbers)
    parts = [f"n = {count(choice['n_articles'], 'article')}."]
    if named.height > TOPICS:
        parts.append(f"Listed: the {TOPICS} most prevalent of {named.height} {noun}.")
    parts += [] if named.height else [explain_no_topics(choice)]
    reasons = explain_rows(named.filter(pl.col("low").is_null()))
    parts += [_explain_missing(reasons)] if reasons else []
    parts += ["*: name proposed from the corpus."] if "proposed" in named["origin"] else []
    matched = noun.removesuffix("s")
    stability = f"Stability: mean cosine similarity to the matched {matched} in {describe_refits(choice)}."
    parts += [stability] if named.height else []
    parts.append(explain_limits(choice))
    exploratory = ", exploratory" if choice["status"] == "exploratory" else ""
    caption = f"{noun.capitalize()} of {count(choice['n_rows'], choice['unit'])}{exploratory}."
    return PrintedTable("topics", caption, columns, (("", rows),), " ".join(parts)).without_empty_columns()


def _describe_topic(row: dict[str, Any], topics: pl.DataFrame) -> tuple[str, ...]:
    terms = topics.filter((pl.col("topic") == row["topic"]) & (pl.col("rank") <= TOPIC_TERMS)).sort("rank")["term"]
    mark = "*" if row["origin"] == "proposed" else ""
    return (
        str(row["topic"]),
        f"{clip(row['label'])}{mark}: {', '.join(map(clip, terms))}",
        percent(row["prevalence"]),
        _range(row["low"], row["high"], percent),
        _range(row["model_low"], row["model_high"], percent),
        decimal(row["stability"]),
    )


def _range(low: float | None, high: float | None, shape: Any) -> str:
    return "" if low is None or high is None else f"{shape(low)} to {shape(high)}"
