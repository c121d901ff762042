"""Which topics go together in articles."""

from typing import Any

import numpy as np
import polars as pl
from matplotlib.figure import Figure

from presswork.core.reasons import explain_rows
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count
from presswork.figures.drawing.topic_names import explain_no_topics, name_topics, number_names, tell_articles
from presswork.figures.trace.build import trace_whole

ROW_MM = 4.2
FRAME_MM = 16
LABEL_SHARE = 0.36
LARGEST = 34.0


@figure_options
def draw_topics_correlation(
    correlation: pl.DataFrame, topics: pl.DataFrame, labels: pl.DataFrame, choice: dict[str, Any], width_mm: float
) -> CaptionedFigure:
    """Return a matrix of dots for the pairs of topics; filled where the interval excludes zero."""
    rows = correlation.filter(pl.col("correlation").is_not_null()).sort("topic", "other_topic")
    names = number_names(name_topics(topics, labels))
    note = _describe_sample(rows, correlation, choice)
    surest = rows.filter((pl.col("low") > 0) | (pl.col("high") < 0)).sort(-pl.col("correlation").abs())
    strongest = "" if surest.is_empty() else _tell_pair(surest.row(0, named=True), names)
    return CaptionedFigure(
        name="topics_correlation",
        figure=_draw(rows, names, note, width_mm)
        if rows.height
        else style.draw_sentence("No correlations of topics", note, width_mm),
        rows=rows,
        caption=f"Topics that go together in articles, or exclude each other. {note}" if rows.height else note,
        alt_text=f"A triangle of dots for {count(rows.height, 'pair')} of topics. {strongest}".strip(),
        method="Correlation over articles of the centred log-ratios of the shares, shares below 1% as 1%. Intervals: "
        "infinitesimal jackknife over articles, symmetric in Fisher's z, for all pairs at once (Bonferroni).",
        sources=(
            "Aitchison, J. (1986). The Statistical Analysis of Compositional Data, section 4.6.",
            "Efron, B. (1982). The Jackknife, the Bootstrap and Other Resampling Plans, chapter 6.",
        ),
        marks=rows.select(panel=0, x="topic", y="other_topic"),
    )


def _tell_pair(pair: dict[str, Any], names: list[str]) -> str:
    one, other = names[pair["topic"] - 1], names[pair["other_topic"] - 1]
    return f"Strongest: {one} with {other}, {pair['correlation']:.2f}."


def _describe_sample(rows: pl.DataFrame, correlation: pl.DataFrame, choice: dict[str, Any]) -> str:
    sample = tell_articles(choice)
    if not choice["k"]:
        return f"{sample}. {explain_no_topics(choice)}"
    if rows.is_empty():
        return f"{sample}. No correlations: {'; '.join(explain_rows(correlation))}."
    return (
        f"{sample}. Blue, round: together; orange, square: apart; area: size of the correlation (shares' log-ratios). "
        f"Filled where the 95% interval, for all {count(rows.height, 'pair')} at once, excludes zero, given the model."
    )


def _draw(rows: pl.DataFrame, names: list[str], note: str, width_mm: float) -> Figure:
    k = len(names)
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, (FRAME_MM + ROW_MM * k) * style.MM))
        axes = figure.add_subplot()
        values, sure = rows["correlation"].to_numpy(), ((rows["low"] > 0) | (rows["high"] < 0)).to_numpy()
        # In a narrow figure of many topics the columns lie closer than the rows.
        room = (width_mm * (1 - LABEL_SHARE) / k, ROW_MM)
        size = np.abs(values) * min(LARGEST, (min(room) * 72 / 25.4) ** 2)
        for look, which in zip(style.SERIES, (values > 0, values <= 0), strict=False):
            axes.scatter(
                rows["topic"].filter(which),
                rows["other_topic"].filter(which),
                s=size[which],
                marker=look["marker"],
                facecolors=np.where(sure[which], look["color"], "white").tolist(),
                edgecolors=look["color"],
                linewidths=0.6,
                clip_on=False,
            )
        axes.set_yticks(range(1, k + 1), [style.fit_list(name.split(", "), width_mm * LABEL_SHARE) for name in names])
        step = max(1, round(4 / room[0]))
        axes.set_xticks(range(1, k, step), [str(topic) for topic in range(1, k, step)], fontsize=style.SMALL)
        axes.set_ylim(k + 0.6, 0.4)
        axes.set_xlim(0.4, k - 0.4)
        axes.tick_params(length=0)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
        return style.finish_figure(figure, note, width_mm)


def trace_topics_correlation(shares: pl.LazyFrame) -> pl.DataFrame:
    """Return the articles whose shares are correlated."""
    ids = shares.select("article_id").collect()["article_id"]
    return trace_whole(ids, "article with shares of topics: a correlation is over all of them")
