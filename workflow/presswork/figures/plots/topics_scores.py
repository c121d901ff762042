"""How numbers of topics compare, beside articles without topics."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.core.reasons import explain, explain_choice, explain_rows
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, join
from presswork.figures.drawing.topic_names import explain_no_topics, tell_articles
from presswork.figures.trace.build import trace_whole

# The title of each panel, and what the caption says of it: first the three that the rule multiplies, and their product.
NAMES = {
    "explained": ("explained", "share of left-out articles explained"),
    "npmi": ("coherence", "coherence (NPMI)"),
    "stability": ("stability", "stability"),
    "merit": ("their product", "the product of these three"),
    "exclusivity": ("exclusivity", "exclusivity"),
    "diversity": ("diversity", "diversity"),
    "heldout": ("held-out, nats", "held-out words, nats"),
}
# Drawn open, in the panel of the other: coherence of the terms by weight beside that of those by character.
OPEN = {"npmi_weight": "npmi"}
COLUMNS = 2
# A number of topics below the axis, with the axis's own labels, needs so much width.
TICK_MM = 7
PANEL_MM = 30
FRAME_MM = 14
# Half of the length of a dash, as a share of the axis.
DASH = 0.035
# Engines lie so far beside each other, in numbers of topics, and what is drawn open so far beside what is filled.
BESIDE, OPEN_BESIDE = 0.16, 0.08


@figure_options
def draw_topics_scores(criteria: pl.DataFrame, choice: dict[str, Any], width_mm: float) -> CaptionedFigure:
    """Return a panel for each criterion over the numbers of topics tried, the chosen one marked."""
    rows = criteria.filter(pl.col("value").is_not_null()).sort("criterion", "engine", "k")
    engines = [choice["engine"], *sorted(set(rows["engine"]) - {choice["engine"]})]
    note = _describe_sample(rows, choice, engines)
    panels = [name for name in NAMES if name in set(rows["criterion"])]
    tried = rows["k"].unique().sort().to_list()
    span = f"{tried[0]} to {tried[-1]} topics" if tried[1:] else f"{tried[0]} topics"
    return CaptionedFigure(
        name="topics_scores",
        figure=_draw(rows, panels, engines, choice, note, width_mm),
        rows=rows,
        caption=f"Scores for {span}: {join([NAMES[name][1] for name in panels])}. {note}",
        alt_text=f"{count(len(panels), 'panel')} of scores over the number of topics. {_tell_choice(choice)}",
        method=f"Means over random starts; intervals: {'; '.join(explain_rows(rows)) or 'none'}. Grey: shuffled "
        "corpora of one article per story, in which articles of similar length exchange counts. Number of topics: "
        f"{explain_choice(choice)}.",
        sources=(
            "Lau, J. H., Newman, D. & Baldwin, T. (2014). Machine reading tea leaves.",
            "Greene, D., O'Callaghan, D. & Cunningham, P. (2014). How many topics? Stability analysis.",
        ),
        marks=_locate_scores(rows, panels, engines, tried),
    )


def _tell_choice(choice: dict[str, Any]) -> str:
    if not choice["k"]:
        return explain_no_topics(choice)
    if choice["chosen_by"] == "person":
        return f"Dashed: {choice['k']}, chosen by a person (the stated rule takes {choice['by_rule']})."
    more = " More topics than were tried may do better." if choice["rule"] == "not_turned" else ""
    return f"Dashed: {choice['k']}, chosen by the stated rule.{more}"


def _describe_sample(rows: pl.DataFrame, choice: dict[str, Any], engines: list[str]) -> str:
    sample = f"{tell_articles(choice)}. {_tell_choice(choice)}"
    has_interval = rows["low"].null_count() < rows.height
    lines = "Lines: 95% intervals." if has_interval else f"No intervals: {explain('no_sample', {})}."
    if has_interval and rows["low"].null_count():
        lines = "Lines: 95% intervals, if there are any."
    null = choice["null_comparison"]
    beside = f" Grey: mean to highest of {null['nulls']} shuffled corpora." if null else ""
    if rows["distinct"].drop_nulls().len():
        beside += " Dash across: what they are held against, one article a story."
    several = f" {'; '.join(f'{name}: {look}' for name, look in zip(engines, style.LOOKS))}."
    if "nmf" in engines:
        several += " Explained, and so the product, is of weights by nmf, of log likelihood by LDA: not to be compared."
    hollow = " Open: coherence of the terms with the highest weights." if set(OPEN) & set(rows["criterion"]) else ""
    return f"{sample} {lines}{hollow}{beside}{several if len(engines) > 1 else ''}"


def _draw(
    rows: pl.DataFrame, panels: list[str], engines: list[str], choice: dict[str, Any], note: str, width_mm: float
) -> Figure:
    lines = -(-len(panels) // COLUMNS)
    ks = rows["k"].unique().sort().to_list()
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, (FRAME_MM + PANEL_MM * lines) * style.MM))
        for place, name in enumerate(panels, 1):
            axes = figure.add_subplot(lines, COLUMNS, place)
            own = rows.filter(pl.col("criterion").replace(OPEN) == name)
            _draw_panel(axes, own, ks, engines, choice, int(width_mm / COLUMNS / TICK_MM))
            axes.set_title(NAMES[name][0], loc="left", fontsize=style.FONT_SIZE)
            if place > len(panels) - COLUMNS:
                axes.set_xlabel("number of topics", loc="right")
        return style.finish_figure(figure, note, width_mm)


def _find_place(k: int, engine: str, criterion: str, ks: list[int], engines: list[str]) -> float:
    """Return the place of a number of topics on the axis; engines, and filled and open, lie beside each other."""
    beside = BESIDE * (engines.index(engine) - (len(engines) - 1) / 2)
    return ks.index(k) + beside + (OPEN_BESIDE if criterion in OPEN else 0)


def _locate_scores(rows: pl.DataFrame, panels: list[str], engines: list[str], ks: list[int]) -> pl.DataFrame:
    ends = [pl.coalesce(bound, "value").alias(bound) for bound in ("low", "high")]
    marks = [
        (panels.index(OPEN.get(criterion, criterion)), _find_place(k, engine, criterion, ks, engines), low, high)
        for criterion, engine, k, low, high in rows.select("criterion", "engine", "k", *ends).iter_rows()
    ]
    return pl.DataFrame(
        marks, dict.fromkeys(("panel", "x", "y", "y_to"), pl.Float64) | {"panel": pl.Int64}, orient="row"
    )


def _draw_panel(
    axes: Axes, rows: pl.DataFrame, ks: list[int], engines: list[str], choice: dict[str, Any], most: int
) -> None:
    if choice["k"]:
        axes.axvline(ks.index(choice["k"]), color=style.GREY, linewidth=0.6, linestyle=(0, (3, 2)))
    for number, engine in enumerate(engines):
        look = style.SERIES[number]
        for (criterion,), own in rows.filter(pl.col("engine") == engine).group_by("criterion", maintain_order=True):
            own = own.sort("k")
            places = [_find_place(k, engine, str(criterion), ks, engines) for k in own["k"]]
            placed = own.with_columns(place=pl.Series(places))
            null = placed.drop_nulls("null_mean")
            if number == 0 and null.height:
                axes.vlines(null["place"], null["null_mean"], null["null_highest"], color=style.LIGHT, linewidth=5)
                # What is held against them has one article a story, and may be far from the fit to all articles.
                half = DASH * len(ks)
                held = null.drop_nulls("distinct").select(
                    "distinct", left=pl.col("place") - half, right=pl.col("place") + half
                )
                axes.hlines(held["distinct"], held["left"], held["right"], color=look["color"], linewidth=1)
            bounded = placed.drop_nulls("low")
            axes.vlines(bounded["place"], bounded["low"], bounded["high"], color=look["color"], linewidth=1)
            fill = "white" if criterion in OPEN else look["color"]
            axes.plot(placed["place"], placed["value"], **look, markersize=2.5, linewidth=0.6, markerfacecolor=fill)
    step = -(-len(ks) // most)
    axes.set_xticks(range(0, len(ks), step), [str(k) for k in ks[::step]], fontsize=style.SMALL)
    axes.set_xlim(-0.6, len(ks) - 0.4)
    style.set_ticks(axes.yaxis)


def trace_topics_scores(unit_rows: pl.DataFrame) -> pl.DataFrame:
    """Return the articles fitted to: each score is one of a whole model."""
    return trace_whole(unit_rows["article_id"], "article fitted to: a score is of a whole model, not of sentences")
