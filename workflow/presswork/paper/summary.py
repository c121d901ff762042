"""A summary of a run in a few lines."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from presswork.core.analyses import FITTED, list_needs
from presswork.core.limits import EXPLORATORY
from presswork.core.reasons import explain_choice
from presswork.figures.drawing.caption_text import count, join
from presswork.paper.numbers.corpus import count_sentences, list_databases

# Number of analyses that are named for each need of the corpus.
NAMED = 3
COMPARE = "compare topics/candidates.csv, and set topics.choose"


def write_summary(
    articles: pl.LazyFrame,
    flow: pl.DataFrame,
    lengths: pl.DataFrame,
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
    prevalence: pl.DataFrame,
    topics: pl.DataFrame,
    labels: pl.DataFrame,
    closeness: pl.DataFrame,
    choice: dict[str, Any],
    support: dict[str, Any],
    term_labels: dict[str, str],
) -> str:
    """Return a few lines on the corpus, its words, its topics, and what other analyses would need.

    `term_labels` are the printed labels of terms; it is said which of these terms the corpus does not have.
    """
    described = articles.select("published", "byline", "title", "source", "database").collect()
    missing = [count(described[name].null_count(), label) for name, label in FIELDS if described[name].null_count()]
    n_words, n_sentences = int(matrix_rows["n_words"].sum()), count_sentences(lengths, matrix_rows)
    top = frequency.filter(~pl.col("stop")).sort("rank").head(5)
    listed = ", ".join(f"{term} {number:,}" for term, number in top.select("term", "count").iter_rows())
    lines = [
        f"articles  {_describe_flow(flow)}" + (f"; missing: {', '.join(missing)}" if missing else ""),
        *_describe_databases(described),
        f"words     {n_words:,} in {count(n_sentences, 'sentence')}, {frequency.height:,} distinct",
        f"terms     {listed or 'none besides stop words'}",
        f"topics    {_describe_choice(choice)}",
    ]
    lines += [f"{'':<10}{line}" for line in _describe_others(choice)]
    named = prevalence.join(labels.select("topic", "label", "origin"), on="topic").sort("topic").head(5)
    for topic, share, label, origin in named.select("topic", "prevalence", "label", "origin").iter_rows():
        heaviest = topics.filter((pl.col("topic") == topic) & (pl.col("rank") <= 5)).sort("rank")["term"]
        mark = " (proposed)" if origin == "proposed" else ""
        lines.append(f"  {topic:>3}  {share:>5.1%}  {label}{mark}: {', '.join(heaviest)}")
    if prevalence.height > 5:
        lines.append(f"       and {prevalence.height - 5} more")
    strange = closeness.filter(~pl.col("fits"))["article_id"].n_unique()
    if choice["status"] == "placed" and strange:
        unlike = count(strange, "article is", "articles are")
        lines.append(f"fit       {unlike} unlike those that the topics were fitted to; see topics/closeness.csv")
    unmatched = labels.filter(pl.col("topic").is_null()).height
    if unmatched:
        lines.append(
            f"names     {count(unmatched, 'name')} of annotations/labels.csv without a topic; see topics/labels.csv"
        )
    absent = [term for term in term_labels if term not in frequency["term"]]
    if absent:
        lines.append(f"labels    {_name_some(absent)}: in figures.labels, but not among the terms")
    return "\n".join([*lines, *_describe_needs(support)]) + "\n"


def _describe_databases(described: pl.DataFrame) -> Iterator[str]:
    """Yield from which databases articles were exported."""
    databases = list_databases(described)
    listed = [f"{n:,} from {name} ({count(n_files, 'file')})" for name, n, n_files in databases]
    if listed:
        yield f"exports   {join(listed)}; what differs: corpus/report.md"


def _describe_needs(support: dict[str, Any]) -> Iterator[str]:
    """Yield one line per need of the corpus, with the analyses that have this need."""
    named = {need: [name for name in names if name != FITTED] for need, names in list_needs(support).items()}
    lines = [f"{_name_some(names)} (needed: {need})" for need, names in named.items() if names]
    for number, line in enumerate(lines, start=1):
        yield f"{'not made' if number == 1 else '':<10}{line}{'; see skipped.csv' if number == len(lines) else ''}"


def _name_some(names: list[str]) -> str:
    if len(names) <= NAMED + 1:
        return ", ".join(names)
    return f"{', '.join(names[:NAMED])} and {len(names) - NAMED} more"


def _describe_flow(flow: pl.DataFrame) -> str:
    read, kept, *_ = flow.sort("step")["left"]
    analysed = flow.sort("step")["left"][-1]
    left_out = f", {kept - analysed:,} left out" if kept > analysed else ""
    return f"{kept:,} read{left_out}" + (f"; {count(read - kept, 'record')} rejected" if read > kept else "")


FIELDS = (("title", "title"), ("byline", "byline"), ("published", "date"))


def _describe_choice(choice: dict[str, Any]) -> str:
    if not choice["k"]:
        return f"none: {explain_choice(choice)}"
    if choice["status"] == "passage groups":
        return f"{choice['k']} groups of passages within the article (topics need more articles)"
    marked = f" (exploratory: {EXPLORATORY})" if choice["status"] == "exploratory" else ""
    articles = count(choice["n_articles"], "article")
    return f"{choice['k']} in {articles}{marked}; {explain_choice(choice, 'null_reason')}"


def _describe_others(choice: dict[str, Any]) -> Iterator[str]:
    """Yield what a reader should know of numbers of topics that are not reported."""
    if choice["chosen_by"] == "person" or not choice["k"]:
        return
    if choice["as_good"]:
        yield f"{join(list(map(str, choice['as_good'])))} do as well within one standard error: {COMPARE}"
    if choice["rule"] == "best_stable":
        yield f"other numbers score higher but are less stable: {COMPARE}"
