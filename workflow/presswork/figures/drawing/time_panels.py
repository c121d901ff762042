"""Panels of values over time: a line with its band, broken at gaps."""

from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl
from matplotlib.axes import Axes

from presswork.core.limits import HIGHEST_MM
from presswork.figures.drawing.caption_text import count
from presswork.figures.drawing.style import BLUE, ORANGE, SMALL, set_ticks
from presswork.figures.drawing.time_axis import set_time_axis
from presswork.figures.drawing.time_span import Span

RAW, STANDARDISED = "raw", "standardised"
# The rate that the figure is about is bold, and another one beside it thin; they differ in dashes and marks too.
MAIN: dict[str, Any] = {"color": BLUE, "linestyle": "-", "marker": "o", "linewidth": 1.4, "markersize": 2.8}
BESIDE: dict[str, Any] = {
    "color": ORANGE,
    "linestyle": (0, (4, 1.6)),
    "marker": "s",
    "linewidth": 0.6,
    "markersize": 1.8,
}
# Bounds of a 95% CI, and those with the model taken as fixed, which stand where the first are missing.
BANDS = (("low", "high"), ("model_low", "model_high"))
DASHES = (0, (2, 1))
# So much of the axis lies below zero, so that marks at zero are whole.
BELOW = 0.04
# Millimetres that a period needs in a panel, and those from which on it has a dot with a line instead of a band; of the
# axis with its labels; of a panel, of the least width and height.
PERIOD_MM, DOT_MM = 0.8, 1.6
AXIS_MM, LEAST_MM, PANEL_MM, FRAME_MM = 17, 40, 32, 18


class Panels(NamedTuple):
    """How panels over time are arranged: as many as fit a page, in columns, each so wide without its labels (mm)."""

    shown: int
    columns: int
    width_mm: float
    n_periods: int

    @property
    def lines(self) -> int:
        """Return the number of rows of panels."""
        return -(-self.shown // self.columns)

    @property
    def height_mm(self) -> float:
        """Return the height of the figure."""
        return FRAME_MM + max(self.lines, 1.5) * PANEL_MM

    @property
    def is_dotted(self) -> bool:
        """Return whether periods are dots with vertical lines, or a line with a band."""
        return self.width_mm >= DOT_MM * self.n_periods


def arrange_panels(wanted: int, n_periods: int, width_mm: float) -> Panels:
    """Return as many columns as leave each period 0.8 mm, at least one, and as many panels as fit the page's height."""
    room = max(LEAST_MM, AXIS_MM + PERIOD_MM * n_periods)
    most = max(1, int(width_mm // room))
    shown = min(wanted, most * int((HIGHEST_MM - FRAME_MM) // PANEL_MM))
    lines = -(-shown // most)
    columns = -(-shown // lines)
    return Panels(shown, columns, width_mm / columns - AXIS_MM, n_periods)


def count_periods(rows: pl.DataFrame, span: Span) -> int:
    """Return how many periods the axis covers."""
    return rows.filter(pl.col("start").is_between(*span))["start"].n_unique()


def draw_periods(
    axes: Axes, rows: pl.DataFrame, column: str, label: Callable[[float], str], span: Span, panels: Panels
) -> None:
    """Draw the series of a column by `start` within a span, with the bounds that `rows` has of `BANDS`.

    The standardised series is bold. The raw one beside it is a thin line, with marks and bounds only where there is no
    standardised value. Bounds with the model taken as fixed are dashed; a mark without any is open. `label` writes a
    value of the axis.
    """
    inside = rows.filter(pl.col("start").is_between(*span)).sort("start")
    bands = [band for band in BANDS if band[0] in rows.columns]
    top = max(_find_top(inside, column, high) for _, high in bands)
    axes.set_ylim(-BELOW * top, top)
    corrected, raw = (inside.filter(pl.col("series") == series) for series in (STANDARDISED, RAW))
    known = corrected.drop_nulls(column)["start"].implode()
    if known.is_empty() or not known.list.len()[0]:
        _draw_series(axes, raw, raw, column, bands, MAIN, panels.is_dotted)
    else:
        alone = raw.with_columns(pl.when(~pl.col("start").is_in(known)).then(column).alias(column))
        _draw_series(axes, raw, alone, column, bands, BESIDE, panels.is_dotted)
        _draw_series(axes, corrected, corrected, column, bands, MAIN, panels.is_dotted)
    set_time_axis(axes, span, rows["unit"][0], panels.width_mm)
    set_ticks(axes.yaxis, label=label)
    axes.tick_params(labelsize=SMALL)


def _draw_series(
    axes: Axes,
    line: pl.DataFrame,
    marked: pl.DataFrame,
    column: str,
    bands: list[tuple[str, str]],
    look: dict[str, Any],
    is_dotted: bool,
) -> None:
    """Draw a line, and marks with bounds at the values of `marked`: dots with lines, or a band with dots in gaps."""
    colour, is_open = look["color"], pl.lit(True)
    axes.plot(line["start"].to_list(), _fill(line, column), **look | {"marker": ""})
    dots = marked.drop_nulls(column) if is_dotted else marked[_find_alone(line[column])].drop_nulls(column)
    for (low, high), is_fixed in zip(bands, (False, True), strict=False):
        has = is_open & pl.col(low).is_not_null() & pl.col(column).is_not_null()
        bounds = marked.with_columns(pl.when(has).then(bound).alias(bound) for bound in (low, high))
        if not is_dotted:
            edge = {"linestyle": DASHES, "edgecolor": colour, "linewidth": 0.5} if is_fixed else {"linewidth": 0}
            days = bounds["start"].to_list()
            axes.fill_between(days, _fill(bounds, low), _fill(bounds, high), color=colour, alpha=0.2, **edge)
        single = bounds if is_dotted else bounds[_find_alone(bounds[low])]
        single = single.drop_nulls(low)
        style = DASHES if is_fixed else "-"
        axes.vlines(single["start"].to_list(), single[low], single[high], color=colour, linewidth=0.8, linestyle=style)
        is_open &= pl.col(low).is_null()
    for shown, face in ((dots.filter(~is_open), colour), (dots.filter(is_open), "white")):
        if shown.height:
            marks = look | {"linestyle": "", "markerfacecolor": face, "clip_on": False}
            axes.plot(shown["start"].to_list(), shown[column], **marks)


def _fill(points: pl.DataFrame, column: str) -> pl.Series:
    return points[column].cast(pl.Float64).fill_null(float("nan"))


def _find_alone(value: pl.Series) -> list[int]:
    """Return the places of values between two gaps, which no line shows."""
    is_gap = [True, *value.is_null(), True]
    return [place for place in range(len(value)) if is_gap[place] and is_gap[place + 2] and not is_gap[place + 1]]


def locate_periods(rows: pl.DataFrame, panel: str, column: str, span: Span) -> pl.DataFrame:
    """Return the marks of rows in the order of their panels: the values of a column by `start`, none off the axis."""
    inside = pl.col("start").is_between(*span)
    return rows.select(
        panel=pl.when(inside).then(pl.col(panel).rle_id()),
        x=pl.col("start").to_physical(),
        y=pl.when(inside).then(column),
    )


def describe_dated(rows: pl.DataFrame, panel: str, n_articles: int, without: str = "") -> str:
    """Return on how many articles a figure over time is based: `n = 13 dated articles (of 40)`.

    `without` is what else some of the articles that are left out lack.
    """
    dated = int(rows.filter(pl.col("series") == RAW, pl.col(panel) == pl.col(panel).first())["articles"].sum())
    if dated >= n_articles:
        return f"n = {count(n_articles, 'article')}"
    if without:
        return f"n = {dated:,} of {count(n_articles, 'article')} (those with a date and {without})"
    return f"n = {count(dated, 'dated article')} (of {n_articles:,})"


def describe_series(rows: pl.DataFrame, column: str, span: Span) -> str:
    """Return what bold and thin lines are, for the small print; nothing where there is one series only."""
    inside = rows.filter(pl.col("start").is_between(*span), pl.col("series") == STANDARDISED)
    return "Bold: standardised by outlet; thin: raw." if inside[column].count() else ""


def explain_series(rows: pl.DataFrame, column: str, span: Span) -> str:
    """Return for the caption what standardisation is, or why a corpus of several outlets has none on this axis."""
    both = rows.filter(pl.col("start").is_between(*span), pl.col("series") == STANDARDISED)
    if both.is_empty():
        return ""
    if not both[column].count():
        return "Raw: in no period does every outlet have an article, so nothing can be standardised by outlet."
    missing = both.filter(pl.col("articles") > 0)[column].null_count()
    where = ", in periods in which every outlet has an article" if missing else ""
    return f"Bold, blue: each outlet weighted by its share of the whole corpus{where}. Thin, orange: raw."


def list_marked(rows: pl.DataFrame, panel: str, column: str, span: Span) -> pl.DataFrame:
    """Return the rows that have a mark: standardised values, and raw ones of periods without these."""
    inside = rows.filter(pl.col("start").is_between(*span)).drop_nulls(column)
    corrected = inside.filter(pl.col("series") == STANDARDISED).select(panel, "start", is_beside=True)
    marked = inside.join(corrected, on=[panel, "start"], how="left", maintain_order="left")
    return marked.filter((pl.col("series") == STANDARDISED) | pl.col("is_beside").is_null()).drop("is_beside")


def describe_cut(rows: pl.DataFrame, column: str, panel: str, span: Span) -> str:
    """Return that bands reach beyond the axis, where they do in a panel."""
    inside = rows.filter(pl.col("start").is_between(*span))
    highs = [high for _, high in BANDS if high in rows.columns]
    for (name,), own in list_marked(rows, panel, column, span).group_by(panel):
        top = max(_find_top(inside.filter(pl.col(panel) == name), column, high) for high in highs)
        if any((own[high] > top).any() for high in highs):
            return "Lines or bands that leave a panel reach beyond twice its highest value."
    return ""


def _find_top(rows: pl.DataFrame, column: str, high: str) -> float:
    """Return the end of the axis: all values, and bands up to twice the highest value."""
    value = rows.select(pl.col(column).max()).item() or 1.0
    bound = rows.select(pl.col(high).max()).item() or 0.0
    return 1.05 * max(value, min(bound, 2 * value))
