"""The chosen topics with their terms, prevalence and stability; passage groups, for one article."""

from typing import Any

import polars as pl
from matplotlib.figure import Figure

from presswork.figures.numbers import count
from presswork.figures.plate import Plate
from presswork.figures.style import BLUE, GREY, LIGHT, SMALL, add_note, fit_label, house_style, new_figure

ROW_MM = 7.5
FRAME_MM = 20
LISTED = 10
STABLE = 0.7


def draw_topics(topics: pl.DataFrame, prevalence: pl.DataFrame, choice: dict[str, Any], width_mm: float) -> Plate:
    """Return topics by prevalence with intervals; those that refits do not find again are grey and open."""
    terms = (
        topics.sort("topic", "rank")
        .filter(pl.col("rank") <= LISTED)
        .group_by("topic")
        .agg(pl.col("term").str.join(", "))
    )
    rows = prevalence.join(terms.rename({"term": "terms"}), on="topic", how="left").sort("topic")
    note = describe_topics(choice, rows)
    draw = _draw if rows.height else _draw_nothing
    noun = "Passage groups" if choice["unit"] == "passage" else "Topics"
    how = f"{noun} of {count(choice['n_rows'], choice['unit'])} ({choice['status']}). " if rows.height else ""
    return Plate(
        name="topics",
        figure=draw(rows, choice, note, width_mm),
        rows=rows,
        caption=f"{how}{note}",
        alt_text=_describe_picture(rows, choice, noun),
        method=f"Non-negative matrix factorisation of TF-IDF (scikit-learn); number of groups: {choice['rule']}. "
        "p(term | topic) is re-estimated from shares and counts.",
        sources=("Rieger, J. et al. (2024). LDAPrototype: choosing the medoid of several runs.",),
    )


def describe_topics(choice: dict[str, Any], rows: pl.DataFrame) -> str:
    """Return what a reader must know of the sample, the intervals and what was not tested."""
    n_articles = count(choice["n_articles"], "article")
    if rows.is_empty():
        return f"No topics: n = {n_articles}. {choice['rule'].capitalize()}."
    unstable = rows.filter(pl.col("stability") < STABLE).height
    stable = (
        f"Grey and open: cosine below {STABLE} in refits on resampled {choice['unit']}s ({unstable} of {rows.height}). "
    )
    if choice["unit"] == "passage":
        sample = (
            f"n = {n_articles} in {count(choice['n_rows'], 'passage')}: a description of this text. No intervals: one "
        )
        return f"{sample}article is no sample of articles. {stable}{_sentence(choice['null_reason'])}"
    lines = "Lines: 95 % intervals over articles, the model taken as given"
    return f"n = {n_articles}. {lines}. {stable}{_sentence(choice['null_reason'])}"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _describe_picture(rows: pl.DataFrame, choice: dict[str, Any], noun: str) -> str:
    if rows.is_empty():
        return "A sentence instead of a plot: the corpus has too few articles for topics."
    first = ", ".join(rows["terms"][0].split(", ")[:4])
    return f"{noun} by mean share, {rows.height} in all. The largest, {rows['prevalence'][0]:.0%}: {first}."


def _draw(rows: pl.DataFrame, choice: dict[str, Any], note: str, width_mm: float) -> Figure:
    noun = "passage group" if choice["unit"] == "passage" else "topic"
    with house_style():
        figure, axes = new_figure(width_mm, FRAME_MM + ROW_MM * rows.height)
        for place, row in enumerate(rows.iter_rows(named=True)):
            stable = row["stability"] >= STABLE
            colour = BLUE if stable else GREY
            axes.hlines(place, 0, row["prevalence"], color=LIGHT, linewidth=0.8)
            if row["low"] is not None:
                axes.hlines(place, row["low"], row["high"], color=colour, linewidth=1.4)
            axes.plot(row["prevalence"], place, "o", color=colour, markersize=4, mfc=colour if stable else "white")
            axes.annotate(
                fit_label(row["terms"], width_mm * 0.82),
                (0, place),
                xycoords=("axes fraction", "data"),
                xytext=(2, 3.2),
                textcoords="offset points",
                fontsize=SMALL,
                va="bottom",
            )
        axes.set_yticks(range(rows.height), [str(topic) for topic in rows["topic"]])
        axes.set_ylim(rows.height - 0.6, -0.75)
        axes.set_xlim(left=0)
        axes.xaxis.set_major_formatter(lambda value, _: f"{100 * value:.3g} %")
        axes.tick_params(axis="y", length=0)
        axes.set_ylabel(noun)
        axes.set_xlabel(f"mean share of the {choice['unit']}s")
        add_note(figure, note, width_mm)
    return figure


def _draw_nothing(rows: pl.DataFrame, choice: dict[str, Any], note: str, width_mm: float) -> Figure:
    with house_style():
        figure, axes = new_figure(width_mm, FRAME_MM + 10)
        axes.set_axis_off()
        axes.text(0.5, 0.5, "no topics: too few articles", ha="center", va="center", color=GREY)
        add_note(figure, note, width_mm)
    return figure
