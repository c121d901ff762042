"""A figure's sidecar says where on the drawn page the mark of each row is: known answers against the pixels."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from matplotlib.figure import Figure
from PIL import Image

import presswork
from presswork.core.errors import PressworkError
from presswork.figures.captioned_figure import save_figure
from presswork.figures.drawing.style import house_style

RED = "#ff0000"
DAYS = [date(2022, 1, 1), date(2022, 3, 1), date(2022, 12, 31)]


def save(folder, figure, marks, n_rows=1):
    """Save a figure as a notebook does; return its marks and its pixels."""
    rows = pl.DataFrame({"row": range(n_rows)})
    captioned = presswork.CaptionedFigure("mine", figure, rows, "A caption.", "An alt text.", "A method.", marks=marks)
    paths = {kind: folder / f"mine.{kind}" for kind in ("pdf", "svg", "png", "csv", "json")}
    sidecar = save_figure(captioned, paths, {"notebook": "mine.ipynb"})
    return sidecar["marks"], np.asarray(Image.open(paths["png"]).convert("RGB")).astype(int)


def find_red(pixels):
    """Return left, top, right and bottom of what is red, in percent of the picture."""
    down, across = np.nonzero((pixels[..., 0] > 200) & (pixels[..., 1] < 90))
    height, width = pixels.shape[:2]
    return [
        100 * across.min() / width,
        100 * down.min() / height,
        100 * (across.max() + 1) / width,
        100 * (down.max() + 1) / height,
    ]


def find_middle(box):
    return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]


def read_mark(mark):
    left, top, width, height = map(float, mark.split())
    return [left, top, left + width, top + height]


@pytest.mark.parametrize("scale", ["linear", "log"])
@pytest.mark.parametrize("panel", [0, 1])
def test_a_point_is_where_its_pixels_are(tmp_path, scale, panel):
    with house_style():
        figure = Figure(figsize=(5, 3))
        panels = figure.subplots(1, 2)
        for axes in panels:
            axes.set(xscale=scale, yscale=scale, xlim=(1, 1000), ylim=(1, 1000))
        panels[panel].plot(200, 300, "o", color=RED, markersize=4)
    (mark,), pixels = save(tmp_path, figure, pl.DataFrame({"panel": [panel], "x": [200], "y": [300]}))
    assert read_mark(mark)[:2] == read_mark(mark)[2:]
    assert find_middle(read_mark(mark)) == pytest.approx(find_middle(find_red(pixels)), abs=0.2)


def test_a_bar_reaches_from_one_end_to_the_other(tmp_path):
    with house_style():
        figure = Figure(figsize=(3, 2))
        axes = figure.add_subplot()
        axes.fill_between([2, 5], 1, 3, color=RED, linewidth=0)
        axes.set(xlim=(0, 10), ylim=(4, 0))
    marks = pl.DataFrame({"panel": [0], "x": [5], "x_to": [2], "y": [1], "y_to": [3]})
    (mark,), pixels = save(tmp_path, figure, marks)
    assert read_mark(mark) == pytest.approx(find_red(pixels), abs=0.3)


def test_days_are_counted_as_matplotlib_does(tmp_path):
    with house_style():
        figure = Figure(figsize=(3, 2))
        axes = figure.add_subplot()
        axes.plot(DAYS, [0, 0, 0])
        axes.plot(DAYS[1:2], [1], "o", color=RED, markersize=4)
    days = pl.Series(DAYS).to_physical()
    marks = pl.DataFrame({"panel": 0, "x": days, "y": [0, 1, 0]})
    places, pixels = save(tmp_path, figure, marks, 3)
    assert find_middle(read_mark(places[1])) == pytest.approx(find_middle(find_red(pixels)), abs=0.2)


def test_a_row_without_a_value_has_no_place_and_a_figure_need_not_say(tmp_path):
    figure = Figure(figsize=(3, 2))
    figure.add_subplot().set_yscale("log")
    marks = pl.DataFrame({"panel": 0, "x": [1, None, 1], "y": [1, 1, 0]})
    places, _ = save(tmp_path, figure, marks, 3)
    assert places[0] and places[1:] == [None, None]
    assert save(tmp_path, figure, pl.DataFrame())[0] == []


@pytest.mark.parametrize("marks", [{"panel": [0], "x": [1], "y": [1]}, {"x": [1, 2], "y": [1, 2]}])
def test_marks_that_are_not_those_of_the_rows_are_an_error(tmp_path, marks):
    figure = Figure(figsize=(2, 1))
    figure.add_subplot()
    with pytest.raises(PressworkError, match="not those of its rows"):
        save(tmp_path, figure, pl.DataFrame(marks), 2)
