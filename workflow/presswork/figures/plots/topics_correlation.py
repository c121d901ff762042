"""Which topics go together in articles."""

from typing import Any

import polars as pl
from matplotlib.figure import Figure

from presswork.core.limits import HIGHEST_MM
from presswork.core.reasons import explain_rows
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count
from presswork.figures.drawing.topic_names import (
    count_articles,
    name_topics,
    tell_articles,
    tell_names,
)
from presswork.figures.no_topics import draw_no_topics
from presswork.figures.trace.build import trace_whole

ROW_MM = 7.0
FRAME_MM = 17
LABEL_SHARE = 0.42
METHOD = (
    "Correlation over articles of the centred log-ratios of the shares, shares below 1% as 1%. Intervals: "
    "infinitesimal jackknife over articles, symmetric in Fisher's z, for all pairs at once (Bonferroni)."
)
SOURCES = (
    "Aitchison, J. (1986). The Statistical Analysis of Compositional Data, section 4.6.",
    "Efron, B. (1982). The Jackknife, the Bootstrap and Other Resampling Plans, chapter 6.",
)
LOOKS = {True: style.SERIES[0], False: style.SERIES[1]}


@figure_options
def draw_topics_correlation(
    correlation: pl.DataFrame, labels: pl.DataFrame, choice: dict[str, Any], n_topics: int, width_mm: float
) -> CaptionedFigure:
    """Return the strongest correlations of two topics with their intervals, at most `n_topics` and what fits a page."""
    rows = correlation.filter(pl.col("correlation").is_not_null()).sort("topic", "other_topic")
    if rows.is_empty():
        reason = f"No correlations: {'; '.join(explain_rows(correlation))}." if choice["k"] else ""
        return draw_no_topics("topics_correlation", rows, choice, width_mm, METHOD, SOURCES, reason)
    order = pl.col("correlation").abs().round(6).rank("ordinal", descending=True) - 1
    most = min(n_topics, rows.height, int((HIGHEST_MM - FRAME_MM) // ROW_MM))
    placed = rows.with_columns(order=order)
    strongest = placed.filter(pl.col("order") < most)
    # From the closest pair to the one most apart.
    shown = strongest.sort(-pl.col("correlation"), "order").with_row_index("place").drop("order")
    names = name_topics(labels)
    places = rows.join(shown.select("topic", "other_topic", "place"), on=["topic", "other_topic"], how="left")
    return CaptionedFigure(
        name="topics_correlation",
        figure=_draw(shown, names, choice, width_mm),
        rows=rows,
        caption=_describe_rows(shown, rows, labels, choice),
        alt_text=_describe_picture(shown, names),
        method=METHOD,
        sources=SOURCES,
        marks=places.sort("topic", "other_topic").select(
            panel=pl.when(pl.col("place").is_not_null()).then(0),
            x=pl.coalesce("low", "correlation"),
            x_to=pl.coalesce("high", "correlation"),
            y="place",
        ),
    )


def _describe_rows(shown: pl.DataFrame, rows: pl.DataFrame, labels: pl.DataFrame, choice: dict[str, Any]) -> str:
    which = (
        f" Shown: the {count(shown.height, 'strongest pair')} of {rows.height:,}; the .csv has all."
        if shown.height < rows.height
        else ""
    )
    apart = "; orange, square: topics that exclude each other" if (shown["correlation"] <= 0).any() else ""
    together = "Blue, round: topics that go together in articles"
    pairs = "" if rows.height == 1 else f", for all {count(rows.height, 'pair')} at once"
    return (
        f"Correlations of the shares (as log-ratios) of two topics over articles. {tell_articles(choice)}.{which} "
        f"{together}{apart}. Lines: 95% CI{pairs}, with the model taken as fixed.{tell_names(labels, choice)}"
    )


def _describe_picture(shown: pl.DataFrame, names: dict[int, str]) -> str:
    pair = shown.sort(-pl.col("correlation").abs(), "place").row(0, named=True)
    return (
        f"Dot plot of the correlations of {count(shown.height, 'pair')} of topics. The strongest: "
        f"{names[pair['topic']]} with {names[pair['other_topic']]}, {pair['correlation']:.2f}."
    )


def _draw(shown: pl.DataFrame, names: dict[int, str], choice: dict[str, Any], width_mm: float) -> Figure:
    label_mm = width_mm * LABEL_SHARE
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + ROW_MM * shown.height)
        for row in shown.iter_rows(named=True):
            look, place = LOOKS[row["correlation"] > 0], row["place"]
            known = row["low"] is not None
            axes.hlines(place, 0, row["correlation"], color=style.LIGHT, linewidth=0.8)
            if known:
                axes.hlines(place, row["low"], row["high"], color=look["color"], linewidth=1.2)
            face = look["color"] if known else "white"
            mark = look["marker"]
            axes.plot(row["correlation"], place, mark, color=look["color"], markersize=4, markerfacecolor=face)
        axes.axvline(0, color=style.GREY, linewidth=0.6)
        pairs = [
            "\n".join(style.fit_label(names[row[key]], label_mm) for key in ("topic", "other_topic"))
            for row in shown.iter_rows(named=True)
        ]
        axes.set_yticks(range(shown.height), pairs, linespacing=1.1)
        axes.set_ylim(shown.height - 0.4, -0.6)
        axes.spines["left"].set_visible(False)
        style.set_ticks(axes.xaxis)
        axes.tick_params(axis="y", length=0)
        axes.set_xlabel("correlation of two topics", loc="right")
        return style.finish_figure(figure, f"{count_articles(choice)}. Lines: 95% CI.", width_mm)


def trace_topics_correlation(shares: pl.LazyFrame) -> pl.DataFrame:
    """Return the articles whose shares are correlated."""
    ids = shares.select("article_id").collect()["article_id"]
    return trace_whole(ids, "article with shares of topics: a correlation is over all of them")
