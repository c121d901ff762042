"""What is measured of the lines that may be a headline."""

import numpy as np
import pytest

from presswork.corpus.cleaning.headline_features import (
    FEATURES,
    Page,
    count_capitals,
    count_prose,
    count_repeats,
    count_until,
    measure_candidates,
    measure_lead_over,
)
from presswork.corpus.cleaning.line_features import measure_pages
from presswork.corpus.cleaning.line_look import read_words

PROSE = (
    "The council of Mariupol decided on Monday that the bridge over the river shall be repaired before winter comes."
)
LINES = ["Home", "Council repairs the bridge of Mariupol", PROSE, PROSE.replace("Monday", "Tuesday"), "12345"]


def page(lines, kept):
    features = measure_pages([lines], read_words("word,kind\nthe,function\n"))[1]
    return Page(lines, features, np.array(kept, dtype=np.float64), np.array(kept, dtype=bool))


def test_the_nearest_marked_line_below_is_counted_up_to_a_limit():
    marks = np.array([True, False, False, True, False])
    assert count_until(marks, 10).tolist() == [3, 2, 1, 10, 10]
    assert count_until(marks, 2).tolist() == [2, 2, 1, 2, 2]


def test_prose_is_counted_above_or_below_a_line_without_it():
    sums = np.concatenate([[0.0], np.cumsum([1.0, 2.0, 4.0, 8.0])])
    places = np.arange(4)
    assert count_prose(sums, places, 2).tolist() == [6, 12, 8, 0]
    assert count_prose(sums, places, -2).tolist() == [0, 1, 3, 6]


def test_a_line_is_compared_with_the_longest_before_the_next_paragraph():
    words = np.array([5.0, 9.0, 3.0, 20.0, 4.0])
    assert measure_lead_over(words, words >= 12).tolist() == [-4, 6, 3, 16, 4]


@pytest.mark.parametrize(("text", "share"), [("Kyiv is Calling", 2 / 3), ("12 Days", 1), ("12", 0), ("", 0)])
def test_capitals_are_a_share_of_the_words_that_begin_with_a_letter(text, share):
    assert count_capitals(text) == share


def test_repeats_are_found_whatever_case_and_marks_and_short_words_have_none():
    lines = ["Bridge is open!", "news: bridge  is OPEN", "open"]
    assert count_repeats(lines, [lines[0], lines[2]]) == [1, 0]


def test_short_lines_with_letters_above_the_text_are_the_candidates():
    places, features = measure_candidates(page(LINES, [0, 0, 1, 1, 0]))
    assert places.tolist() == [0, 1]
    assert features.shape == (2, len(FEATURES))
    until, shared = (features[:, FEATURES.index(name)].tolist() for name in ("until_paragraph", "lead_words"))
    assert until == [2, 1]
    assert shared == [0, 3]


def test_a_page_without_running_text_has_no_candidate():
    places, features = measure_candidates(page(LINES, [0] * 5))
    assert len(places) == 0 and features.shape == (0, len(FEATURES))
