"""Readability: published values, the formulas by hand, and syllables."""

import numpy as np
import pytest

from presswork.statistics.vocabulary.readability import (
    coleman_liau_grade,
    flesch_kincaid_grade,
    flesch_reading_ease,
    lix,
    smog_grade,
)
from presswork.statistics.vocabulary.syllables import count_syllables


@pytest.mark.parametrize(
    ("sentence", "ease"), [("The cat in the hat at green ham and eggs.", 112.085), ("Once upon a time.", 97.025)]
)
def test_published_values_of_flesch(sentence, ease):
    words = sentence.rstrip(".").split()
    assert flesch_reading_ease(1, len(words), sum(map(count_syllables, words))) == pytest.approx(ease)


def test_formulas_by_hand():
    # 10 sentences of 20 words; 1.5 syllables and 5 letters a word; a quarter long.
    assert flesch_kincaid_grade(10, 200, 300) == pytest.approx(0.39 * 20 + 11.8 * 1.5 - 15.59)
    assert coleman_liau_grade(10, 200, 1000) == pytest.approx(0.0588 * 500 - 0.296 * 5 - 15.8)
    assert lix(10, 200, 50) == pytest.approx(45)
    assert smog_grade(60, 240) == pytest.approx(1.043 * np.sqrt(120) + 3.1291)


def test_smog_needs_thirty_sentences_and_all_need_a_sentence():
    assert np.isnan(smog_grade([29, 30], [90, 90])).tolist() == [True, False]
    assert np.isnan([lix(0, 0, 0), flesch_reading_ease(0, 0, 0)]).all()


SYLLABLES = {
    1: "the one made makes called asked league eyes through there ms 2022 1990s",
    2: "people table little being going statement wanted spokesman something business Ryan McCain U.S. BC create café",
    3: "area Syria energy president BBC example everyone capital nuclear",
    4: "January February military society reality terrorism information political situation negotiate American",
    5: "university congratulations opportunity negotiation communication",
}


@pytest.mark.parametrize(
    ("word", "syllables"),
    [(word, number) for number, words in SYLLABLES.items() for word in words.split()],
)
def test_syllables_of_common_words_are_those_of_a_dictionary(word, syllables):
    assert count_syllables(word) == syllables


def test_parts_of_a_compound_count_for_themselves():
    assert count_syllables("vice-president") == count_syllables("vice") + count_syllables("president")
    assert count_syllables("US") == 2 and count_syllables("us") == 1
