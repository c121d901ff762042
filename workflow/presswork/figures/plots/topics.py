"""The chosen topics with their terms, prevalence and stability; passage groups, for one article."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.core.limits import HIGHEST_MM, STABLE
from presswork.core.reasons import explain_choice
from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.appearance import print_terms
from presswork.figures.drawing.caption_text import count, join, percent
from presswork.figures.drawing.topic_intervals import describe_intervals, draw_interval, find_end, note_intervals
from presswork.figures.drawing.topic_limits import explain_limits
from presswork.figures.drawing.topic_names import (
    count_articles,
    name_topic,
    say_topics,
    tell_articles,
    tell_names,
    tell_shown,
)
from presswork.figures.no_topics import draw_no_topics
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.topic_texts import TopicTexts

ROW_MM = 7.2
FRAME_MM = 17
LISTED = 10
ENGINES = {
    "nmf": "Non-negative matrix factorisation of TF-IDF (hierarchical alternating least squares)",
    "gibbs": "Latent Dirichlet allocation by collapsed Gibbs sampling (pyrmallet)",
    "variational": "Latent Dirichlet allocation by variational Bayes (scikit-learn)",
}
GAP = 6  # points between a name and the terms
LOOK: dict[str, Any] = {"textcoords": "offset points", "va": "bottom"}


@figure_options
def draw_topics(
    topics: pl.DataFrame,
    labels: pl.DataFrame,
    prevalence: pl.DataFrame,
    topic_refits: pl.DataFrame,
    agreement: pl.DataFrame,
    choice: dict[str, Any],
    n_topics: int,
    width_mm: float,
) -> CaptionedFigure:
    """Return at most `n_topics` topics, and as many as fit a page, with name, terms, prevalence and a tick per refit.

    The names of those that all other engines find too are bold.
    """
    first = topics.sort("topic", "rank").filter(pl.col("rank") <= LISTED)
    terms = first.group_by("topic").agg(terms=pl.col("term").str.join(", "))
    rows = (
        prevalence.join(labels.select("topic", "label", "origin"), on="topic", how="left")
        .join(terms, on="topic", how="left")
        .join(agreement.group_by("topic").agg(agreement=pl.col("cosine").min()), on="topic", how="left")
        .sort("topic")
        .select(find_tables()["figure_topics"].schema.names())
    )
    shown = rows.head(min(n_topics, int((HIGHEST_MM - FRAME_MM) // ROW_MM)))
    noun = say_topics(choice)
    method = (
        f"{ENGINES[choice['engine']]}. Number of {noun}: {explain_choice(choice)}. Terms are in the order of their "
        "weight, p(term | topic), times the share of the term's weight that lies in the topic."
    )
    sources = ("Rieger, J. et al. (2024). LDAPrototype: choosing the medoid of several runs.",)
    if rows.is_empty():
        return draw_no_topics("topics", rows, choice, width_mm, method, sources)
    how = f"{noun.capitalize()} by prevalence, the mean share per {choice['unit']}, with their top terms. "
    told = _describe_sample(choice, labels, shown, agreement["engine"].unique().sort().to_list())
    return CaptionedFigure(
        name="topics",
        figure=_draw(shown, topic_refits, choice, width_mm),
        rows=rows,
        caption=f"{how}{told} {explain_limits(choice)}",
        alt_text=_describe_picture(shown, choice),
        method=method,
        sources=sources,
        marks=rows.select(
            panel=pl.when(pl.int_range(pl.len()) < shown.height).then(0),
            x=0.0,
            x_to=find_end(),
            y=pl.int_range(pl.len()),
        ),
    )


def _describe_sample(choice: dict[str, Any], labels: pl.DataFrame, shown: pl.DataFrame, others: list[str]) -> str:
    told = f"{tell_articles(choice)}.{tell_shown(shown.height, labels, choice)} {describe_intervals(shown)}"
    if shown["found"].null_count() < shown.height:
        told += " Ticks: prevalence in each refit."
    told += tell_names(labels, choice, shown.height)
    if others:
        told += f" Bold: {join(others)} {'finds' if len(others) == 1 else 'find'} it too (cosine {STABLE} or more)."
    return told


def _describe_picture(shown: pl.DataFrame, choice: dict[str, Any]) -> str:
    largest = shown.sort("prevalence", descending=True).row(0, named=True)
    first = join(print_terms(largest["terms"].split(", ")[:4]))
    number = count(shown.height, say_topics(choice).removesuffix("s"))
    return (
        f"Dot plot of the prevalence of {number}. The largest of them, with {largest['prevalence']:.1%}: "
        f"{name_topic(largest['topic'], largest['label'])}. Its top terms: {first}."
    )


def _draw(shown: pl.DataFrame, refits: pl.DataFrame, choice: dict[str, Any], width_mm: float) -> Figure:
    has_refits = shown["found"].null_count() < shown.height
    note = f"{count_articles(choice)}.{note_intervals(shown)}{' Ticks: refits.' if has_refits else ''}"
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + ROW_MM * shown.height)
        for place, row in enumerate(shown.iter_rows(named=True)):
            own = refits.filter(topic=row["topic"])["prevalence"]
            axes.vlines(own, place + 0.14, place + 0.3, color=style.GREY, alpha=0.6, linewidth=0.5)
            draw_interval(axes, place, row, markersize=4)
            _write_name(axes, place, row, width_mm * 0.94)
        axes.set_yticks([])
        axes.set_ylim(shown.height - 0.6, -0.75)
        axes.set_xlim(left=0)
        style.set_ticks(axes.xaxis, label=percent)
        axes.set_xlabel(f"prevalence (mean share per {choice['unit']})", loc="right")
        return style.finish_figure(figure, note, width_mm)


def _write_name(axes: Axes, place: int, row: dict[str, Any], width_mm: float) -> None:
    """Write a topic's name above its line, and as many of the terms that are not in it as fit behind it."""
    weight = "bold" if (row["agreement"] or 0) >= STABLE else "normal"
    name = style.fit_label(name_topic(row["topic"], row["label"]), width_mm, style.FONT_SIZE)
    # Bold letters are wider.
    used = style.measure_label(name, style.FONT_SIZE) * (1.2 if weight == "bold" else 1) + GAP
    others = [term for term in row["terms"].split(", ") if term not in (row["label"] or "").split(", ")]
    terms = style.fit_list(print_terms(others), width_mm - used / style.POINTS_PER_MM)
    at_left = axes.annotate(
        name, (0, place), xycoords=("axes fraction", "data"), xytext=(2, 3), fontsize=style.FONT_SIZE,
        fontweight=weight, **LOOK,
    )  # fmt: skip
    behind = axes.annotate(
        terms.removesuffix("…"),
        (1, 0),
        xycoords=at_left,
        xytext=(GAP, 0),
        color=style.GREY,
        fontsize=style.SMALL,
        **LOOK,
    )
    for text in (at_left, behind):
        # They fit the figure, and take nothing from the width of the axes.
        text.set_in_layout(False)


def trace_topics(marks: Marks, texts: TopicTexts) -> pl.DataFrame:
    """Return the articles that a topic's prevalence is the mean over, and sentences of those most typical of it."""
    return texts.find(texts.list_units(marks.rows))
