"""Key terms: what the largest groups write more often than the rest."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.core.reasons import PLURAL, explain_rows
from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.caption_text import count, join
from presswork.figures.drawing.key_groups import choose_groups
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.tables import IN_GROUP, IN_REFERENCE
from presswork.figures.trace.words import Words
from presswork.terms.comparison.groups import REST, group_articles
from presswork.terms.comparison.keyness import LIST
from presswork.terms.comparison.ranking import LEVEL, explain_order, list_key_terms

ROW_MM = 4.2
HEAD_MM = 11
TITLE = 0.56
FRAME_MM = 28
LISTED = 3
PAIR = ("group", "reference")
UNITS = ("unit", "units", "reference_units")
MARKS = "Open: not in the reference, counted as 0.5."


@figure_options
def draw_keyness(
    keyness: pl.DataFrame, comparisons: pl.DataFrame, matrix_rows: pl.DataFrame, terms: int, width_mm: float
) -> CaptionedFigure:
    """Return the key terms of the two largest groups, or of all articles against a frequency list.

    Where a group was tested, a term is shown if its p, corrected by maxT, is at most LEVEL. Where the groups do not
    differ so far, a sentence says so: only the comparison itself shows that.
    """
    n_articles = count(matrix_rows["article_id"].n_unique(), "article")
    key = _choose_terms(keyness, terms).join(comparisons.select(*PAIR, *UNITS), on=PAIR, maintain_order="left")
    panels = [key.filter(pl.col("group") == group) for group in choose_groups(comparisons)]
    panels = [panel for panel in panels if panel.height]
    note = _describe_sample(n_articles, panels) if panels else f"n = {n_articles}. {_explain(keyness)}"
    rows = pl.concat([key.clear(), *panels]).select(find_tables()["figure_keyness"].schema.names())
    return CaptionedFigure(
        name="keyness",
        figure=_draw(panels, note, width_mm) if panels else style.draw_sentence("No key terms", note, width_mm),
        rows=rows,
        caption=f"{_describe_panels(panels, comparisons['group'].n_unique())}{note}",
        alt_text=_describe_picture(panels),
        method="Log ratio: log2 of the ratio of the rates, a count of 0 counted as 0.5 (as half the least count of a "
        "frequency list). Order: the conservative log ratio, its exact 95% bound nearer to 0, of counts over their "
        "overdispersion under permutation; of plain counts where nothing was permuted.",
        sources=(
            "Hardie, A. (2014). Log Ratio: an informal introduction.",
            "Evert, S. (2022). Measuring keyness.",
            "Rao, J. N. K. & Scott, A. J. (1992). A simple method for the analysis of clustered binary data.",
            "Westfall, P. H. & Young, S. S. (1993). Resampling-Based Multiple Testing.",
            "Efron, B. & Stein, C. (1981). The jackknife estimate of variance.",
            "Welch, B. L. (1947). The generalization of Student's problem.",
        ),
        marks=rows.select(
            panel=pl.col("group").rle_id(), x=0.0, x_to=pl.max_horizontal("log_ratio", "high"), y=pl.col("rank") - 1
        ),
    )


def _choose_terms(keyness: pl.DataFrame, terms: int) -> pl.DataFrame:
    """Return the first key terms of each group, numbered anew without stop words."""
    first = list_key_terms(keyness, terms).with_columns(
        rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("group"), bound=pl.coalesce("lrc_units", "lrc")
    )
    return first.rename({"log_ratio_low": "low", "log_ratio_high": "high"})


def _count_units(panel: pl.DataFrame, column: str) -> str:
    unit = panel["unit"][0]
    return count(panel[column][0], unit, PLURAL[unit])


def _describe_panel(panel: pl.DataFrame, name_mm: float = 1000) -> str:
    """Return what is compared with what, names no wider than this, and how many units each has."""
    group, reference = (style.fit_label(panel[column][0], name_mm) for column in ("group", "reference"))
    if panel["units"][0] is None:
        return f"{group} against the {reference}"
    named = "the rest" if reference == "rest" else reference
    return f"{group} ({_count_units(panel, 'units')}) against {named} ({_count_units(panel, 'reference_units')})"


def _describe_panels(panels: list[pl.DataFrame], n_groups: int) -> str:
    if not panels:
        return ""
    shown = f", for the largest {len(panels)} of {n_groups} groups" if 1 < len(panels) < n_groups else ""
    return f"Key terms that are not on the stop list{shown}: {join(list(map(_describe_panel, panels)))}. "


def _describe_sample(n_articles: str, panels: list[pl.DataFrame]) -> str:
    rows = pl.concat(panels)
    missing, tested = rows["low"].null_count(), rows["p_maxt"].drop_nulls().len()
    parts = [f"n = {n_articles}."]
    if tested:
        parts.append(f"All have p ≤ {LEVEL}, by permutation, corrected over all terms and groups (maxT).")
    if tested < rows.height:
        parts.append("Without p: effect sizes only.")
    if missing < rows.height:
        units = join(sorted({PLURAL[unit] for unit in rows["unit"].drop_nulls()}))
        parts.append(f"Lines: 95% intervals over {units}.")
    if missing:
        reasons = explain_rows(rows.filter(pl.col("low").is_null()))
        which = "No interval" if missing == rows.height else f"No interval for {count(missing, 'term')}"
        parts.append(f"{which}: {'; '.join(reasons)}.")
    parts.append(explain_order(rows))
    if rows["bound"].count():
        parts.append("Ticks: the value that decides the order.")
    if (rows["reference_count"] == 0).any():
        parts.append(MARKS)
    return " ".join(parts)


def _explain(keyness: pl.DataFrame) -> str:
    """Return why there is nothing to show."""
    if keyness.is_empty():
        return "No key terms: no term is frequent enough to be compared."
    if keyness["p_maxt"].null_count() == keyness.height:
        return "No key terms: none has a bound above 0; nothing was tested. No intervals."
    return f"No key terms: none has p ≤ {LEVEL} by permutation, corrected over all terms (maxT). No intervals."


def _describe_picture(panels: list[pl.DataFrame]) -> str:
    if not panels:
        return "A sentence instead of a plot: there are no key terms to show."
    tops = [f"{_describe_panel(panel)}: {join(panel['term'].head(LISTED).to_list())}" for panel in panels]
    return f"Dot plot of log ratios. First key terms: {'; '.join(tops)}."


def _draw(panels: list[pl.DataFrame], note: str, width_mm: float) -> Figure:
    heights = [HEAD_MM + ROW_MM * panel.height for panel in panels]
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, (FRAME_MM + sum(heights)) * style.MM))
        grid = figure.subplots(len(panels), sharex=True, squeeze=False, height_ratios=heights)
        for axes, panel in zip(grid[:, 0], panels, strict=True):
            _draw_panel(axes, panel, width_mm)
        grid[0, 0].set_xlim(left=0)
        style.set_ticks(grid[-1, 0].xaxis)
        grid[-1, 0].set_xlabel("log ratio, doublings of the rate", loc="right")
        return style.finish_figure(figure, note, width_mm)


def _draw_panel(axes: Axes, panel: pl.DataFrame, width_mm: float) -> None:
    places = range(panel.height)
    axes.hlines(places, 0, panel["log_ratio"], color=style.LIGHT, linewidth=0.8)
    axes.plot(panel["bound"], places, "|", color=style.GREY, markersize=4)
    known = panel.with_row_index("place").drop_nulls("low")
    axes.hlines(known["place"], known["low"], known["high"], color=style.BLUE, linewidth=1.4)
    for place, (value, reference) in enumerate(panel.select("log_ratio", "reference_count").iter_rows()):
        axes.plot(value, place, "o", color=style.BLUE, markersize=3.5, mfc=style.BLUE if reference else "white")
    axes.set_yticks(places, [style.fit_label(term, width_mm * 0.36) for term in panel["term"]])
    axes.set_ylim(panel.height - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    title = style.wrap_label(_describe_panel(panel, width_mm * 0.5), width_mm * TITLE)
    axes.set_title("\n".join(title), loc="left", fontsize=style.SMALL, linespacing=1.25)


def trace_keyness(
    marks: Marks, words: Words, articles: pl.LazyFrame, counted: pl.DataFrame, settings: dict[str, Any]
) -> pl.DataFrame:
    """Return the occurrences of each term in the articles of its group, and in those that it is compared with."""
    options = settings["terms"]["keyness"]
    members = group_articles(words.matrix_rows, articles, counted, options).members.select("article_id", group="group")
    pairs = marks.rows.select("mark", own="group", reference="reference").join(members, how="cross")
    is_own = pl.col("group") == pl.col("own")
    is_other = ~is_own & ((pl.col("reference") == REST) | (pl.col("group") == pl.col("reference")))
    part = pl.when(is_own).then(pl.lit(IN_GROUP)).when(is_other).then(pl.lit(IN_REFERENCE))
    listed = marks.rows.filter(pl.col("reference") == LIST).select("mark", part=pl.lit("in the corpus"))
    everywhere = listed.join(words.matrix_rows.select("article_id").unique(), how="cross")
    compared = pairs.select("mark", "article_id", part=part).drop_nulls("part")
    return words.find(marks.rows.select("mark", "term"), pl.concat([compared, everywhere], how="diagonal"))
