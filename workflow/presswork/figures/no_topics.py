"""What figures of topics are where there are none: a sentence that says why."""

from typing import Any

import polars as pl

from presswork.figures.captioned_figure import CaptionedFigure
from presswork.figures.drawing import style
from presswork.figures.drawing.topic_names import count_articles, explain_no_topics, tell_articles


def draw_no_topics(
    name: str,
    rows: pl.DataFrame,
    choice: dict[str, Any],
    width_mm: float,
    method: str,
    sources: tuple[str, ...] = (),
    reason: str = "",
) -> CaptionedFigure:
    """Return the figure with a sentence instead of a plot; `rows` are empty.

    The sentence says why there are no topics or, if there are, it is the `reason` why this figure shows nothing.
    """
    reason = reason or explain_no_topics(choice)
    return CaptionedFigure(
        name=name,
        figure=style.draw_sentence(reason, f"{count_articles(choice)}.", width_mm),
        rows=rows,
        caption=f"{reason} {tell_articles(choice)}.",
        alt_text=f"A sentence instead of a plot: {reason}",
        method=method,
        sources=sources,
    )
