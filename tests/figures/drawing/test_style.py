"""The style: two widths, small print, ticks, and series that differ without colours."""

import itertools

import matplotlib.colors
import polars as pl
import pytest

from drawn_figures import look_wrong
from presswork.core.configuration import complete_configuration
from presswork.core.errors import PressworkError
from presswork.figures.captioned_figure import CaptionedFigure
from presswork.figures.drawing import style
from presswork.figures.drawing.style import SERIES, draw_sentence, finish_figure, house_style, new_figure, set_ticks
from presswork.figures.inputs import find_inputs


def grey(colour):
    """Return how light a colour is in greys, 0 to 100 (CIE L*)."""
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in matplotlib.colors.to_rgb(colour)
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def test_what_must_be_told_apart_differs_in_greys_or_in_marks_and_dashes():
    for one, other in itertools.combinations(SERIES, 2):
        is_lighter = abs(grey(one["color"]) - grey(other["color"])) >= 20
        assert is_lighter or (one["marker"] != other["marker"] and one["linestyle"] != other["linestyle"])
    assert all(grey("white") - grey(look["color"]) >= 40 for look in SERIES)
    assert abs(grey(style.LIGHT) - grey(style.GREY)) >= 20 and grey("white") - grey(style.LIGHT) >= 10


def test_letters_that_the_slanted_font_lacks_are_set_upright():
    with house_style():
        figure, axes = new_figure(89, 30)
        written = [axes.text(0, 0.2, "الحرب", fontstyle="italic"), axes.text(0, 0.8, "war", fontstyle="italic")]
        finish_figure(figure, "n = 1.", 89)
    assert [text.get_fontstyle() for text in written] == ["normal", "italic"]


def test_small_print_has_two_lines_at_most_and_changes_the_height_not_the_axes():
    def draw(note):
        with house_style():
            figure, axes = new_figure(89, 60)
            finish_figure(figure, note, 89)
            figure.draw_without_rendering()
        return axes.get_window_extent().height / figure.dpi, figure._supxlabel

    one, _ = draw("n = 3 articles.")
    long, text = draw("n = 3 articles, " + "and words, " * 8 + "too. Lines: 95% CI. " + "More words follow. " * 20)
    none, nothing = draw("")
    assert one == pytest.approx(long, abs=0.05) and one == pytest.approx(none, abs=0.07)
    assert text.get_text().count("\n") == 1 and text.get_text().endswith(".") and nothing is None


def test_ticks_of_large_numbers_do_not_touch():
    for end in (7, 1_200, 2_100_000, 3.4e9):
        with house_style():
            figure, axes = new_figure(60, 40)
            axes.plot([0, end], [0, end])
            set_ticks(axes.xaxis)
            set_ticks(axes.yaxis)
            finish_figure(figure, "n = 1.", 60)
        shown = CaptionedFigure("x", figure, pl.DataFrame(), "", "", "")
        assert look_wrong(shown) == []
        labels = [label.get_text() for label in axes.get_xticklabels() if label.get_visible()]
        assert len(labels) >= 2 and (end < 1000 or any("," in label for label in labels))


@pytest.mark.parametrize(("width", "width_mm"), [("single", 89), ("double", 183), (120, 120), (85.5, 85.5)])
def test_a_width_is_a_journals_column_its_page_or_a_number(width, width_mm):
    configuration = complete_configuration({"figures": {"width_mm": width}})
    assert find_inputs("flow", configuration).options["width_mm"] == width_mm


def test_another_width_is_an_error_that_names_what_is_allowed():
    with pytest.raises(PressworkError, match="single or double or number from 60 up to 300"):
        complete_configuration({"figures": {"width_mm": "wide"}})


def test_a_sentence_instead_of_a_figure_fits():
    assert look_wrong(draw_sentence("no topics " * 40, "n = 1. " * 60, 60)) == []
