"""The chosen topics with their terms, prevalence and stability; passage groups, for one article."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.core.limits import STABLE
from presswork.core.reasons import explain_choice
from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, join, percent
from presswork.figures.drawing.topic_intervals import describe_intervals, draw_interval
from presswork.figures.drawing.topic_limits import explain_limits
from presswork.figures.drawing.topic_names import explain_no_topics, tell_articles
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.topic_texts import TopicTexts

ROW_MM = 7.5
FRAME_MM = 20
LISTED = 10
ENGINES = {
    "nmf": "Non-negative matrix factorisation of TF-IDF (hierarchical alternating least squares)",
    "gibbs": "Latent Dirichlet allocation by collapsed Gibbs sampling (pyrmallet)",
    "variational": "Latent Dirichlet allocation by variational Bayes (scikit-learn)",
}
GAP = 6  # points between a name and the terms
LOOK: dict[str, Any] = {"textcoords": "offset points", "fontsize": style.SMALL, "va": "bottom"}


@figure_options
def draw_topics(
    topics: pl.DataFrame,
    labels: pl.DataFrame,
    prevalence: pl.DataFrame,
    topic_refits: pl.DataFrame,
    agreement: pl.DataFrame,
    choice: dict[str, Any],
    width_mm: float,
) -> CaptionedFigure:
    """Return topics by prevalence with names and intervals, and each refit as a tick below.

    Those on which refits do not agree are open, with the interval of the model taken as given. The numbers of those
    that all other engines find too are bold.
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
    note = _describe_sample(choice, rows, agreement["engine"].unique().sort().to_list())
    noun = "Passage groups" if choice["n_articles"] == 1 else "Topics"
    status = " (exploratory)" if choice["status"] == "exploratory" else ""
    how = f"{noun} of {count(choice['n_rows'], choice['unit'])}{status}. " if rows.height else ""
    return CaptionedFigure(
        name="topics",
        figure=_draw(rows, topic_refits, choice, note, width_mm)
        if rows.height
        else style.draw_sentence(explain_choice(choice), note, width_mm),
        rows=rows,
        caption=f"{how}{note} {explain_limits(choice)}".strip(),
        alt_text=_describe_picture(rows, choice, noun),
        method=f"{ENGINES[choice['engine']]}; number of topics: {explain_choice(choice)}. Terms are in the order of "
        "weight, p(term | topic), times the share of the term's weight that lies in the topic.",
        sources=("Rieger, J. et al. (2024). LDAPrototype: choosing the medoid of several runs.",),
        marks=rows.select(
            panel=0, x=0.0, x_to=pl.max_horizontal("prevalence", "high", "model_high"), y=pl.int_range(pl.len())
        ),
    )


def _describe_sample(choice: dict[str, Any], rows: pl.DataFrame, others: list[str]) -> str:
    sample = tell_articles(choice)
    if rows.is_empty():
        return f"{sample}. {explain_no_topics(choice)}"
    passages = f" in {count(choice['n_rows'], 'passage')}" if choice["n_articles"] == 1 else ""
    parts = [f"{sample}{passages}.", describe_intervals(rows)]
    if rows["found"].null_count() < rows.height:
        parts.append("Ticks: prevalence in each refit.")
    if "proposed" in rows["origin"]:
        parts.append("Italic: names proposed from the corpus.")
    if others:
        parts.append(
            f"Bold: {join(others)} {'finds' if len(others) == 1 else 'find'} it too (cosine {STABLE} or more)."
        )
    return " ".join(parts)


def _describe_picture(rows: pl.DataFrame, choice: dict[str, Any], noun: str) -> str:
    if rows.is_empty():
        return f"A sentence instead of a plot: {explain_choice(choice)}."
    first = ", ".join(rows["terms"][0].split(", ")[:4])
    name = f"{rows['label'][0]} ({rows['origin'][0]})" if rows["origin"][0] == "proposed" else rows["label"][0]
    return f"{noun} by mean share, {rows.height} in all. The largest, {rows['prevalence'][0]:.0%}: {name}; {first}."


def _draw(rows: pl.DataFrame, refits: pl.DataFrame, choice: dict[str, Any], note: str, width_mm: float) -> Figure:
    noun = "passage groups" if choice["n_articles"] == 1 else "topics"
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + ROW_MM * rows.height)
        for place, row in enumerate(rows.iter_rows(named=True)):
            own = refits.filter(topic=row["topic"])["prevalence"]
            axes.vlines(own, place + 0.14, place + 0.34, color=style.GREY, alpha=0.6, linewidth=0.5)
            draw_interval(axes, place, row, markersize=4)
            _write_name(axes, place, row, width_mm * 0.84)
        axes.set_yticks(range(rows.height), [str(topic) for topic in rows["topic"]])
        for label, cosine in zip(axes.get_yticklabels(), rows["agreement"], strict=True):
            label.set_fontweight("bold" if cosine is not None and cosine >= STABLE else "normal")
        axes.set_ylim(rows.height - 0.6, -0.75)
        axes.set_xlim(left=0)
        style.set_ticks(axes.xaxis)
        axes.xaxis.set_major_formatter(lambda value, _: percent(value))
        axes.tick_params(axis="y", length=0)
        axes.set_title(noun, loc="left", fontsize=style.FONT_SIZE)
        axes.set_xlabel(f"mean share of the {choice['unit']}s", loc="right")
        return style.finish_figure(figure, note, width_mm)


def _write_name(axes: Axes, place: int, row: dict[str, Any], width_mm: float) -> None:
    """Write a topic's name above its line, a proposed one in italics, and as many of its terms as fit behind it."""
    name = style.fit_label(row["label"], width_mm)
    used = style.measure_label(name) + GAP
    terms = style.fit_list(row["terms"].split(", "), width_mm - used / style.POINTS_PER_MM)
    slant = "italic" if row["origin"] == "proposed" else "normal"
    at_left = axes.annotate(
        name, (0, place), xycoords=("axes fraction", "data"), xytext=(2, 3.2), fontstyle=slant, **LOOK
    )
    axes.annotate(terms.removesuffix("…"), (1, 0), xycoords=at_left, xytext=(GAP, 0), color=style.GREY, **LOOK)


def trace_topics(marks: Marks, texts: TopicTexts) -> pl.DataFrame:
    """Return the articles that a topic's prevalence is the mean over, and sentences of those most typical of it."""
    return texts.find(texts.list_units(marks.rows))
