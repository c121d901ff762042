"""Key terms: what each group writes more often than the rest."""

from typing import Any

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from presswork.core.reasons import PLURAL, explain
from presswork.core.schema import find_tables
from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.appearance import print_terms
from presswork.figures.drawing.caption_text import count, describe_intervals, join
from presswork.figures.drawing.key_groups import (
    FRAME_MM,
    HEAD_MM,
    ROW_MM,
    choose_groups,
    count_columns,
    count_terms,
)
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.tables import IN_GROUP, IN_REFERENCE
from presswork.figures.trace.words import Words
from presswork.terms.comparison.groups import REST, group_articles
from presswork.terms.comparison.keyness import LIST
from presswork.terms.comparison.ranking import LEVEL, list_key_terms

LISTED = 3
PAIR = ("group", "reference")
_BY_RATIO = " Terms are ordered by log ratio."
OF_PAIR = ("unit", "units", "reference_units", "test", "permutations")


@figure_options
def draw_keyness(
    keyness: pl.DataFrame, comparisons: pl.DataFrame, matrix_rows: pl.DataFrame, terms: int, width_mm: float
) -> CaptionedFigure:
    """Return the key terms of each group, or of all articles against a frequency list: a panel for each comparison.

    Where a group was tested, a term is shown if its p, corrected by maxT, is at most LEVEL. Where the groups do not
    differ so far, a sentence says so: only the comparison itself shows that.
    """
    sample = f"n = {count(matrix_rows['article_id'].n_unique(), 'article')}."
    groups = choose_groups(comparisons)
    key = _choose_terms(keyness, count_terms(len(groups), terms, width_mm))
    key = key.join(comparisons.select(*PAIR, *OF_PAIR), on=PAIR, maintain_order="left")
    panels = [panel for group in groups if (panel := key.filter(pl.col("group") == group)).height]
    rows = pl.concat([key.clear(), *panels])
    nothing = _explain(keyness)
    return CaptionedFigure(
        name="keyness",
        figure=_draw(panels, f"{sample} {_describe_marks(rows)}", width_mm)
        if panels
        else style.draw_sentence(nothing, sample, width_mm),
        rows=rows.select(find_tables()["figure_keyness"].schema.names()),
        caption=_describe(rows, panels, groups, comparisons, sample) if panels else f"{nothing} {sample}",
        alt_text=_describe_picture(panels) if panels else nothing,
        method="Log ratio: log2 of the ratio of the rates, a count of 0 taken as 0.5 (or as half the smallest count of "
        "a frequency list). Conservative log ratio: its exact 95% bound nearer to 0, of counts over their "
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


def _describe_pair(panel: pl.DataFrame) -> str:
    """Return what is compared with what, and how many units each has: `bbc (34 stories against 120)`."""
    group, reference, unit, units, others = panel.row(0, named=False)[:2] + panel.select(OF_PAIR[:3]).row(0)
    if units is None:
        return f"{group} against the {reference}"
    against = "" if reference == REST else f" of {reference}"
    return f"{group} ({count(units, unit, PLURAL[unit])} against {others:,}{against})"


def _describe_marks(rows: pl.DataFrame) -> str:
    """Return what lines, ticks and arrowheads are, for the small print."""
    told = {
        "Lines: 95% CI.": rows["low"].count(),
        "Ticks: conservative log ratio (order).": rows["bound"].count(),
        "Arrowheads: not in the reference.": 0.0 in rows["reference_count"],
    }
    return " ".join(said for said, is_so in told.items() if is_so)


def _describe(
    rows: pl.DataFrame, panels: list[pl.DataFrame], groups: list[str], comparisons: pl.DataFrame, sample: str
) -> str:
    with_texts = comparisons.drop_nulls("units")["group"].n_unique()
    n_groups, most = with_texts or comparisons["group"].n_unique(), max(panel.height for panel in panels)
    zero = "0.5" if with_texts else "half the smallest count of the list"
    shown = f"of the {len(groups)} largest of {n_groups} groups" if len(groups) < n_groups else "of each group"
    untested = [panel for panel in panels if panel["p_maxt"].null_count()]
    without = [group for group in groups if group not in rows["group"]]
    tested = f"with p ≤ {LEVEL} by permutation, corrected over all terms and groups (maxT)"
    told = [
        f"{'Candidates for key terms' if len(untested) == len(panels) else 'Key terms'}",
        f" {shown}, at most {most} each" if n_groups > 1 else "",
        f", not on the stop list: {join([_describe_pair(panel) for panel in panels])}. {sample}",
        f" Key terms are those {tested}." if len(untested) < len(panels) else "",
        _describe_untested(untested, len(untested) == len(panels)),
        _describe_without(comparisons, without),
        f" {describe_intervals(rows, 'term')}",
        " Ticks: the conservative log ratio, by which terms are ordered." if rows["bound"].count() else _BY_RATIO,
        f" Arrowheads: not in the reference; a count of 0 is taken as {zero}."
        if 0.0 in rows["reference_count"]
        else "",
    ]
    return "".join(told)


def _describe_without(comparisons: pl.DataFrame, groups: list[str]) -> str:
    """Return which groups have no terms to show: none that is significant, or none that is more frequent."""
    tested = set(comparisons.drop_nulls("permutations")["group"])
    told = {
        f"has p ≤ {LEVEL} by permutation (maxT)": [group for group in groups if group in tested],
        "has a conservative log ratio above 0": [group for group in groups if group not in tested],
    }
    return "".join(f" No term of {join(names)} {reason}." for reason, names in told.items() if names)


def _describe_untested(panels: list[pl.DataFrame], is_all: bool) -> str:
    """Return which groups have candidates only, by the reason why their terms were not tested."""
    groups: dict[str, list[str]] = {}
    for panel in panels:
        groups.setdefault(explain(panel["test"][0], panel.row(0, named=True)), []).append(panel["group"][0])
    if is_all and len(groups) == 1:
        return f" They were not tested for significance ({next(iter(groups))})."
    told = "; ".join(f"{join(names)} ({reason})" for reason, names in groups.items())
    return f" Not tested for significance, only candidates: {told}." if told else ""


def _explain(keyness: pl.DataFrame) -> str:
    """Return why there is nothing to show."""
    if keyness.is_empty():
        return "No key terms: no term is frequent enough to be compared."
    if keyness["p_maxt"].null_count() == keyness.height:
        return "No key terms: no term has a conservative log ratio above 0; nothing was tested."
    return f"No key terms: no term has p ≤ {LEVEL} by permutation, corrected over all terms and groups (maxT)."


def _describe_picture(panels: list[pl.DataFrame]) -> str:
    tops = [f"{panel['group'][0]}: {join(print_terms(panel['term'].head(LISTED).to_list()))}" for panel in panels]
    return f"Dot plot of log ratios, {count(len(panels), 'panel')}. First terms of {'; '.join(tops)}."


def _draw(panels: list[pl.DataFrame], note: str, width_mm: float) -> Figure:
    columns = count_columns(len(panels), width_mm)
    pairs = [panels[start : start + columns] for start in range(0, len(panels), columns)]
    heights = [HEAD_MM + ROW_MM * max(panel.height for panel in pair) for pair in pairs]
    with style.house_style():
        figure = Figure(figsize=(width_mm * style.MM, (FRAME_MM + sum(heights)) * style.MM))
        grid = figure.add_gridspec(len(pairs), columns, height_ratios=heights)
        end = 1.04 * max(
            panel.select(pl.max_horizontal(pl.max("log_ratio"), pl.max("high"))).item() for panel in panels
        )
        for number, panel in enumerate(panels):
            axes = figure.add_subplot(grid[number // columns, number % columns])
            _draw_panel(axes, panel, max(each.height for each in pairs[number // columns]), width_mm / columns)
            axes.set_xlim(0, end)
            style.set_ticks(axes.xaxis)
            if number + columns < len(panels):
                axes.tick_params(axis="x", labelbottom=False)
            else:
                axes.set_xlabel("log ratio (doublings of the rate)", loc="right")
        return style.finish_figure(figure, note, width_mm)


def _draw_panel(axes: Axes, panel: pl.DataFrame, n_rows: int, width_mm: float) -> None:
    places = range(panel.height)
    axes.hlines(places, 0, panel["log_ratio"], color=style.LIGHT, linewidth=0.8)
    known = panel.with_row_index("place").drop_nulls("low")
    axes.hlines(known["place"], known["low"], known["high"], color=style.BLUE, linewidth=1.4)
    axes.plot(panel["bound"], places, "|", color=style.ORANGE, markersize=6, markeredgewidth=1.1)
    for place, (value, low, reference) in enumerate(panel.select("log_ratio", "low", "reference_count").iter_rows()):
        style.draw_estimate(axes, value, place, low is not None, marker="o" if reference else ">")
    labels = [style.fit_label(term, width_mm * 0.34) for term in print_terms(panel["term"].to_list())]
    axes.set_yticks(places, labels)
    axes.set_ylim(n_rows - 0.4, -0.6)
    axes.tick_params(axis="y", length=0)
    untested = ", not tested" if panel["p_maxt"].null_count() else ""
    room = width_mm * 0.48 - style.measure_label(untested, style.SMALL) / style.POINTS_PER_MM
    axes.set_title(
        f"{style.fit_label(panel['group'][0], room)}{untested}",
        loc="left",
        fontsize=style.SMALL,
        fontweight="bold",
    )


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
