"""Time in figures: the axis covers what holds the articles, ticks are round dates, and marks say what they are."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from matplotlib.dates import date2num

from drawn_figures import look_wrong
from presswork.core.limits import HIGHEST_MM
from presswork.figures.captioned_figure import CaptionedFigure
from presswork.figures.drawing.style import finish_figure, house_style, new_figure
from presswork.figures.drawing.time_axis import choose_ticks, describe_outside, name_period
from presswork.figures.drawing.time_panels import (
    AXIS_MM,
    arrange_panels,
    describe_cut,
    draw_periods,
    explain_series,
    list_marked,
    locate_periods,
)
from presswork.figures.drawing.time_span import choose_span

LOOSE = [("day", 31), ("week", 80), ("month", 18), ("month", 360)]


def weeks(first, number):
    return [first + timedelta(7 * week) for week in range(number)]


def months(first, number):
    return [date(first + month // 12, month % 12 + 1, 1) for month in range(number)]


def rows_of(starts, values, unit="month", series="raw", low=None, articles=10):
    columns = {"unit": unit, "start": starts, "value": values, "series": series, "articles": articles, "term": "war"}
    bounds = {name: pl.Series(low if low else [None] * len(starts), dtype=pl.Float64) for name in ("low", "high")}
    return pl.DataFrame(columns).with_columns(**bounds)


def counted(starts, articles, unit="week"):
    return pl.DataFrame({"start": starts, "articles": articles, "unit": unit})


def draw(rows, panel_mm=70.0):
    span = choose_span(rows)
    panels = arrange_panels(1, rows["start"].n_unique(), panel_mm + AXIS_MM)
    with house_style():
        figure, axes = new_figure(panel_mm + AXIS_MM, 40)
        draw_periods(axes, rows, "value", str, span, panels)
        finish_figure(figure, "n = 1.", 89)
    return CaptionedFigure("x", figure, pl.DataFrame(), "", "", ""), axes


def test_one_stray_article_does_not_stretch_the_axis_from_eighteen_months_to_nine_years():
    own = weeks(date(2021, 1, 4), 78)
    rows = counted([date(2013, 5, 6), *own], [1, *[180] * 78])
    assert choose_span(rows) == (own[0], own[-1])
    told = "Not on the time axis: 1 article (the week of 6 May 2013); the .csv has all periods."
    assert describe_outside(rows, choose_span(rows)) == told


def test_the_axis_covers_everything_where_the_rest_would_be_half_as_long_or_holds_a_hundredth():
    steady = counted(months(2000, 240), [5] * 240, "month")
    assert (
        choose_span(steady) == (date(2000, 1, 1), date(2019, 12, 1))
        and describe_outside(steady, choose_span(steady)) == ""
    )
    early = counted([date(2000, 1, 1), *months(2018, 12)], [20, *[80] * 12], "month")
    assert choose_span(early)[0] == date(2000, 1, 1)
    few = counted([date(2000, 1, 1), date(2018, 1, 1)], [1, 18], "month")
    assert choose_span(few) == (date(2000, 1, 1), date(2018, 1, 1))


def test_what_adjoins_the_rest_stays_on_the_axis():
    own = months(2018, 24)
    rows = counted([date(2000, 1, 1), *own], [1, 1, *[100] * 23], "month")
    assert choose_span(rows) == (own[0], own[-1])


def test_many_periods_outside_are_counted():
    rows = counted([*months(2000, 4), *months(2018, 12)], [1, 2, 0, 1, *[90] * 12], "month")
    assert "4 articles (January 2000, February 2000 and April 2000)" in describe_outside(rows, choose_span(rows))
    more = counted([*months(2000, 4), *months(2018, 12)], [1, 2, 1, 1, *[90] * 12], "month")
    assert "5 articles (4 periods from January 2000 to April 2000)" in describe_outside(more, choose_span(more))


def test_periods_are_named_in_words():
    day = date(2013, 5, 6)
    names = [name_period(day, unit) for unit in ("day", "week", "month")]
    assert names == ["6 May 2013", "the week of 6 May 2013", "May 2013"]


@pytest.mark.parametrize(
    ("first", "last", "unit", "panel_mm", "labels"),
    [
        (date(2016, 12, 1), date(2017, 3, 1), "month", 27, ["Dec\n2016", "Jan\n2017", "Feb", "Mar"]),
        (
            date(2021, 1, 4),
            date(2022, 6, 27),
            "week",
            70,
            ["Mar\n2021", "May", "Jul", "Sep", "Nov", "Jan\n2022", "Mar", "May"],
        ),
        (date(1945, 1, 1), date(2006, 1, 1), "month", 70, ["1950", "1960", "1970", "1980", "1990", "2000"]),
        (date(2022, 3, 1), date(2022, 3, 7), "day", 27, ["1 Mar\n2022", "3 Mar", "5 Mar", "7 Mar"]),
        (date(2022, 3, 14), date(2022, 3, 14), "day", 27, ["14 Mar\n2022"]),
    ],
)
def test_ticks_are_round_dates_as_many_as_fit(first, last, unit, panel_mm, labels):
    assert choose_ticks(first, last, unit, panel_mm)[1] == labels


@pytest.mark.parametrize("panel_mm", [25, 43, 72, 166])
@pytest.mark.parametrize(("unit", "number"), LOOSE)
def test_labels_of_time_never_touch_and_there_are_two_at_least(unit, number, panel_mm):
    step = {"day": 1, "week": 7}.get(unit)
    starts = [date(1999, 11, 1) + timedelta(step * n) for n in range(number)] if step else months(1999, number)
    captioned, axes = draw(rows_of(starts, [1.0] * number, unit), panel_mm)
    assert look_wrong(captioned) == [] and len(axes.get_xticks()) >= 2


def test_the_standardised_rate_is_bold_and_differs_from_the_raw_one_without_colours():
    both = [rows_of(months(2022, 4), [4.0, 3, 2, 1], series=series) for series in ("raw", "standardised")]
    _, axes = draw(pl.concat(both))
    raw, bold = (line for line in axes.get_lines() if len(line.get_xdata()) == 4 and line.get_linestyle() != "None")
    assert bold.get_linewidth() > 2 * raw.get_linewidth() and bold.get_linestyle() != raw.get_linestyle()


def test_the_raw_rate_has_marks_and_intervals_only_where_it_stands_alone():
    raw = rows_of(months(2022, 3), [4.0, 3, 2], low=[1.0, 1, 1])
    corrected = rows_of(months(2022, 3), [None, 3.5, 2.5], series="standardised", low=[None, 2.0, None])
    rows, span = pl.concat([raw, corrected]), (date(2022, 1, 1), date(2022, 3, 1))
    marked = list_marked(rows, "term", "value", span).sort("start")
    assert marked.select("series", "value").rows() == [("raw", 4.0), ("standardised", 3.5), ("standardised", 2.5)]
    _, axes = draw(rows)
    faces = {
        float(y): line.get_markerfacecolor() for line in axes.get_lines() for y in line.get_ydata() if line.get_marker()
    }
    assert faces[2.5] == "white" and faces[3.5] != "white" != faces[4.0]
    assert sum(len(lines.get_segments()) for lines in axes.collections) == 2


def test_few_periods_have_vertical_lines_and_many_have_bands_and_dots_only_between_gaps():
    few, many = arrange_panels(1, 12, 89), arrange_panels(1, 360, 89)
    assert few.is_dotted and not many.is_dotted
    values = [None if month in (99, 101) else 1.0 for month in range(360)]
    _, axes = draw(rows_of(months(1990, 360), values))
    dots = [len(line.get_xdata()) for line in axes.get_lines() if line.get_marker() == "o"]
    assert sum(dots) == 1 and axes.collections


def test_a_line_is_broken_at_a_gap():
    _, axes = draw(rows_of(months(2022, 5), [1.0, 2, None, 2, 1]))
    assert np.flatnonzero(np.isnan(axes.get_lines()[0].get_ydata())).tolist() == [2]


@pytest.mark.parametrize(
    ("wanted", "n_periods", "width_mm", "columns", "shown"),
    [
        (6, 12, 89, 2, 6),
        (6, 80, 89, 1, 6),
        (6, 12, 183, 3, 6),
        (6, 80, 183, 2, 6),
        (8, 80, 89, 1, 6),
        (20, 4, 183, 4, 20),
    ],
)
def test_panels_are_wide_enough_for_their_periods_and_fit_the_page(wanted, n_periods, width_mm, columns, shown):
    panels = arrange_panels(wanted, n_periods, width_mm)
    assert (panels.columns, panels.shown) == (columns, shown) and panels.height_mm <= HIGHEST_MM


def test_rows_outside_the_axis_have_no_mark():
    rows = rows_of([date(2000, 1, 1), *months(2018, 2)], [1.0, 2, 3])
    marks = locate_periods(rows, "term", "value", (date(2018, 1, 1), date(2018, 2, 1)))
    assert marks["panel"].to_list() == [None, 0, 0] and marks["y"].to_list() == [None, 2.0, 3.0]


def test_a_caption_says_that_a_band_is_cut_only_where_one_is():
    span = (date(2022, 1, 1), date(2022, 2, 1))
    rows = rows_of(months(2022, 2), [1.0, 2.0], low=[0.5, 1.0])
    assert describe_cut(rows, "value", "term", span) == ""
    assert "twice its highest value" in describe_cut(rows.with_columns(high=9.0), "value", "term", span)


def test_a_caption_explains_standardisation_as_far_as_there_is_any():
    raw, span = rows_of(months(2022, 2), [1.0, 2.0]), (date(2022, 1, 1), date(2022, 2, 1))
    both = pl.concat([raw, raw.with_columns(series=pl.lit("standardised"))])
    nothing = both.with_columns(pl.when(pl.col("series") == "raw").then("value").alias("value"))
    assert explain_series(raw, "value", span) == ""
    assert "in no period does every outlet have an article" in explain_series(nothing, "value", span)
    assert explain_series(both, "value", span).startswith("Bold, blue: each outlet weighted by its share")


def test_a_mark_at_zero_stands_above_the_axis():
    captioned, axes = draw(rows_of(months(2022, 3), [0.0, 3.0, 2.0]))
    captioned.figure.draw_without_rendering()
    radius = axes.get_lines()[-1].get_markersize() / 2 * captioned.figure.dpi / 72
    assert axes.transData.transform((0, 0))[1] - axes.get_window_extent().y0 > radius
    assert min(tick for tick in axes.get_yticks() if tick >= axes.get_ylim()[0]) == 0


def test_a_single_period_is_in_the_middle_of_its_axis(recwarn):
    _, axes = draw(rows_of([date(2022, 3, 1)], [2.0]))
    low, high = axes.get_xlim()
    assert low < high and (low + high) / 2 == date2num(date(2022, 3, 1)) and not recwarn.list
