"""Labels and numbers: cut and broken to their width, written as a person writes them."""

import pytest

from drawn_figures import NASTY
from presswork.figures.drawing.caption_text import count, join
from presswork.figures.drawing.style import SMALL, fit_label, fit_list, measure_label, wrap_label


@pytest.mark.parametrize("text", [*NASTY, "", "x" * 5000])
@pytest.mark.parametrize("width_mm", [2, 10, 40])
def test_a_label_fits_its_width(text, width_mm):
    assert measure_label(fit_label(text, width_mm)) <= width_mm * 72 / 25.4 or fit_label(text, width_mm) == "…"


def test_a_label_that_fits_stays_whole():
    assert fit_label("Zelenskiy", 40) == "Zelenskiy"


def test_lists_break_at_commas_and_notes_at_words():
    assert fit_list(["alpha", "beta", "gamma"], 18) == "alpha, beta"
    lines = wrap_label("one two three four five six", 15)
    assert " ".join(lines) == "one two three four five six" and len(lines) > 1
    assert all(measure_label(line, SMALL) <= 15 * 72 / 25.4 for line in lines)


def test_numbers_read_as_a_person_writes_them():
    assert (count(1, "article"), count(3824, "article")) == ("1 article", "3,824 articles")
    assert (join(["a"]), join(["a", "b", "c"])) == ("a", "a, b and c")
