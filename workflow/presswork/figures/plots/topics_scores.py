"""How numbers of topics compare, beside articles without topics."""

import math
from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.core.limits import STABLE_MODEL
from presswork.core.reasons import explain_choice, explain_rows
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import ONE_ARTICLE, count, join
from presswork.figures.drawing.topic_names import count_articles, explain_no_topics, say_topics, tell_articles
from presswork.figures.trace.build import trace_whole

# The title of each panel, and what the caption says of it: first the three that the rule multiplies, and their product.
NAMES = {
    "explained": ("share explained", "share of left-out articles explained"),
    "npmi": ("coherence", "coherence (NPMI)"),
    "stability": ("stability", "stability over refits"),
    "merit": ("overall score", "overall score (the product of these three)"),
    "exclusivity": ("exclusivity", "exclusivity"),
    "diversity": ("diversity", "diversity"),
    "heldout": ("held-out, nats", "log likelihood of held-out words, in nats"),
}
MORE = {
    "not_turned": " The best score was that of the largest number tried; more may do better.",
    "best_stable": " The best score of all was that of a number whose refits are less stable.",
}
# Drawn in the panel of the other, as diamonds.
BESIDE = {"npmi_weight": "npmi"}
DIAMONDS: dict[str, Any] = {"marker": "D", "linestyle": (0, (1, 1.4))}
COLUMNS = 2
# What the labels of the vertical axis and the margins take of a panel; labels of the other one lie so far apart.
AXIS_MM, APART_MM = 12, 1.2
PANEL_MM = 30
FRAME_MM = 14
# So far beside each other lie engines, and diamonds beside dots, as a share of the axis; half the length of a dash.
STEP, DASH = 0.02, 0.03


@figure_options
def draw_topics_scores(criteria: pl.DataFrame, choice: dict[str, Any], width_mm: float) -> CaptionedFigure:
    """Return a panel for each criterion over the numbers of topics tried, to scale, the chosen one marked."""
    rows = criteria.filter(pl.col("value").is_not_null()).sort("criterion", "engine", "k")
    engines = [choice["engine"], *sorted(set(rows["engine"]) - {choice["engine"]})]
    panels = [name for name in NAMES if name in set(rows["criterion"])]
    placed = rows.with_columns(x=_place(rows, engines))
    tried = rows["k"].unique().sort().to_list()
    span = f"{tried[0]} to {tried[-1]}" if tried[1:] else f"{tried[0]}"
    noun = say_topics(choice)
    names = join([NAMES[name][1] for name in panels]).replace("articles", f"{choice['unit']}s")
    return CaptionedFigure(
        name="topics_scores",
        figure=_draw(placed, panels, engines, choice, width_mm),
        rows=rows,
        caption=f"Scores of models with {span} {noun}: {names}. {_describe_sample(rows, choice, engines)}",
        alt_text=f"{count(len(panels), 'panel')} of scores over the number of {noun}, {span}. {_tell_choice(choice)}",
        method=_describe_method(rows, choice),
        sources=(
            "Lau, J. H., Newman, D. & Baldwin, T. (2014). Machine reading tea leaves.",
            "Greene, D., O'Callaghan, D. & Cunningham, P. (2014). How many topics? Stability analysis.",
        ),
        marks=placed.select(
            panel=pl.col("criterion").replace(BESIDE).replace_strict(panels, range(len(panels)), return_dtype=pl.Int64),
            x="x",
            y=pl.coalesce("low", "value"),
            y_to=pl.coalesce("high", "value"),
        ),
    )


def _describe_method(rows: pl.DataFrame, choice: dict[str, Any]) -> str:
    made = rows.drop_nulls("low")
    intervals = f" Intervals: {'; '.join(explain_rows(made))}." if made.height else ""
    null = " Shuffled corpora have one article per story; articles of similar length exchange counts of equal size."
    chosen = f"Number of {say_topics(choice)}: {explain_choice(choice)}."
    return f"Scores are means over random starts.{intervals}{null if choice['null_comparison'] else ''} {chosen}"


def _tell_choice(choice: dict[str, Any]) -> str:
    if not choice["k"]:
        return explain_no_topics(choice)
    reported = f"Dashed line: {choice['k']} {say_topics(choice)}, the number reported"
    if choice["chosen_by"] == "person":
        return f"{reported}, chosen by a person; the rule takes {choice['by_rule']}."
    more = MORE.get(choice["rule"], "")
    return (
        f"{reported}: the smallest within one standard error of the best overall score, among those with a mean "
        f"stability of {STABLE_MODEL} or more or, if there are none, the most stable.{more}"
    )


def _describe_sample(rows: pl.DataFrame, choice: dict[str, Any], engines: list[str]) -> str:
    parts = [f"{tell_articles(choice)}.", _tell_choice(choice)]
    bare = rows.filter(pl.col("low").is_null())
    if bare.height < rows.height:
        parts.append("Lines: 95% CI.")
    if choice["n_articles"] == 1:
        parts.append(ONE_ARTICLE)
    elif bare.height:
        parts.append(f"Open marks: no interval ({'; '.join(explain_rows(bare))}).")
    if set(BESIDE) & set(rows["criterion"]):
        parts.append("Diamonds: coherence of the terms with the highest weights.")
    if null := choice["null_comparison"]:
        parts.append(
            f"Grey bars: coherence in {null['nulls']} shuffled corpora (null model), from the mean to the highest."
        )
    if rows["distinct"].drop_nulls().len():
        parts.append("Dash across a bar: the coherence they are compared with, of a fit to one article per story.")
    if len(engines) > 1:
        parts.append(f"{'; '.join(f'{name}: {look}' for name, look in zip(engines, style.LOOKS))}.")
        if "nmf" in engines:
            parts.append(
                "The share explained, and so the overall score, is of weights for nmf and of log likelihood for LDA, "
                "and cannot be compared between them."
            )
    scale = "The horizontal axes are logarithmic"
    other = ", except that of held-out words" if "heldout" in rows["criterion"] else ""
    return " ".join([*parts, f"{scale}; the vertical ones start at zero{other}."])


def _place(rows: pl.DataFrame, engines: list[str]) -> pl.Series:
    """Return where the marks of rows are on the axis: engines beside each other, and diamonds beside dots."""
    span = _measure_span(rows) or 1.0
    order = {engine: number - (len(engines) - 1) / 2 for number, engine in enumerate(engines)}
    steps = [2 * order[engine] + (name in BESIDE) for engine, name in rows.select("engine", "criterion").iter_rows()]
    return rows["k"] * (pl.Series(steps, dtype=pl.Float64) * STEP * span).exp()


def _measure_span(rows: pl.DataFrame) -> float:
    """Return the length of the logarithmic axis."""
    tried = rows["k"].unique().sort()
    return math.log(tried[-1] / tried[0])


def _draw(rows: pl.DataFrame, panels: list[str], engines: list[str], choice: dict[str, Any], width_mm: float) -> Figure:
    lines = -(-len(panels) // COLUMNS)
    null = " Grey: shuffled corpora (null model)." if choice["null_comparison"] else ""
    known = " Lines: 95% CI." if rows["low"].null_count() < rows.height else ""
    note = f"{count_articles(choice)}.{known}{' Dashed: number reported.' if choice['k'] else ''}{null}"
    label, panel_mm = f"number of {say_topics(choice)}", width_mm / COLUMNS - AXIS_MM
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, (FRAME_MM + PANEL_MM * lines) * style.MM))
        for place, name in enumerate(panels, 1):
            axes = figure.add_subplot(lines, COLUMNS, place)
            own = rows.filter(pl.col("criterion").replace(BESIDE) == name)
            _draw_panel(axes, own, engines)
            if name != "heldout":
                lowest = own.select(pl.min_horizontal("value", "low").min()).item()
                highest = own.select(pl.max_horizontal("value", "high", "null_highest").max()).item()
                axes.set_ylim(min(0.0, 1.08 * lowest), 1.08 * highest or 1)
            _set_numbers(axes, rows["k"].unique().sort().to_list(), choice["k"], panel_mm)
            axes.set_title(NAMES[name][0], loc="left", fontsize=style.FONT_SIZE)
            if place > len(panels) - COLUMNS:
                has_room = style.measure_label(label, style.FONT_SIZE) < panel_mm * style.POINTS_PER_MM
                axes.set_xlabel(label if has_room else say_topics(choice), loc="right")
        return style.finish_figure(figure, note, width_mm)


def _set_numbers(axes: Axes, ks: list[int], chosen: int | None, width_mm: float) -> None:
    """Mark the chosen number; label it and as many others as there is room for, from the ends inwards."""
    axes.set_xscale("log")
    ends = ks[0] / (ks[-1] / ks[0] or 1) ** 0.06 / 1.02, ks[-1] * (ks[-1] / ks[0]) ** 0.06 * 1.02
    axes.set_xlim(ends)
    scale = width_mm / math.log(ends[1] / ends[0])
    half = {k: style.measure_label(str(k)) / style.POINTS_PER_MM / 2 for k in ks}
    labelled: list[int] = []
    for k in [*([chosen] if chosen in ks else []), ks[0], ks[-1], *ks]:
        gaps = [abs(math.log(k / other)) * scale - half[k] - half[other] for other in labelled]
        if min(gaps, default=APART_MM) >= APART_MM:
            labelled.append(k)
    axes.set_xticks(labelled, [str(k) for k in labelled], fontsize=style.SMALL)
    axes.set_xticks(ks, ["" for _ in ks], minor=True)
    if chosen:
        axes.axvline(chosen, color=style.GREY, linewidth=0.6, linestyle=(0, (3, 2)), zorder=0)


def _draw_panel(axes: Axes, rows: pl.DataFrame, engines: list[str]) -> None:
    for number, engine in enumerate(engines):
        look = style.SERIES[number]
        for (criterion,), own in rows.filter(pl.col("engine") == engine).group_by("criterion", maintain_order=True):
            own = own.sort("k")
            own_look = look | (DIAMONDS if criterion in BESIDE else {})
            null = own.drop_nulls("null_mean")
            if number == 0 and null.height:
                axes.vlines(null["k"], null["null_mean"], null["null_highest"], color=style.LIGHT, linewidth=5)
                # What they are compared with has one article per story, and may be far from the fit to all articles.
                held = null.drop_nulls("distinct")
                reach = math.exp(DASH * _measure_span(rows))
                axes.hlines(held["distinct"], held["k"] / reach, held["k"] * reach, color=look["color"], linewidth=1)
            bounded = own.drop_nulls("low")
            axes.vlines(bounded["x"], bounded["low"], bounded["high"], color=look["color"], linewidth=1)
            for known, face in ((True, look["color"]), (False, "white")):
                marked = own["low"].is_not_null().eq(known).arg_true().to_list()
                line = own_look if known else own_look | {"linestyle": "none"}
                axes.plot(
                    own["x"],
                    own["value"],
                    **line,
                    markersize=2.5,
                    linewidth=0.6,
                    markerfacecolor=face,
                    markevery=marked,
                )
    style.set_ticks(axes.yaxis)


def trace_topics_scores(unit_rows: pl.DataFrame) -> pl.DataFrame:
    """Return the articles fitted to: each score is one of a whole model."""
    return trace_whole(unit_rows["article_id"], "article fitted to: a score is of a whole model, not of sentences")
