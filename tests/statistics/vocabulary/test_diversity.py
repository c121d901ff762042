"""Lexical diversity: published examples, and the definitions written out word by word."""

from itertools import chain

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from presswork.statistics.vocabulary.diversity import (
    count_types,
    mean_segmental_ratio,
    moving_average_ratio,
    sampled_diversity,
    textual_diversity,
    yule_k,
)


def code(*texts):
    """Return the words of texts as numbers, and the texts' lengths."""
    split = [text.split() if isinstance(text, str) else list(text) for text in texts]
    numbers = {word: number for number, word in enumerate(dict.fromkeys(chain.from_iterable(split)))}
    return np.array([numbers[word] for words in split for word in words], dtype=np.int64), np.array(
        list(map(len, split))
    )


def yule(*texts):
    words, lengths = code(*texts)
    return yule_k(*count_types(words, lengths), lengths)


def hdd(sample, *texts):
    words, lengths = code(*texts)
    return sampled_diversity(*count_types(words, lengths), lengths, sample)


def test_published_values_of_yules_k():
    assert yule("a b c d d e e f f f", "a b c d d e e f f f g g g g") == pytest.approx([1000, 1122.449], abs=5e-4)


@pytest.mark.parametrize(("window", "ratio"), [(2, 5 / 6), (3, 2 / 3), (4, 1 / 2)])
def test_published_values_of_mattr(window, ratio):
    assert moving_average_ratio(*code("one one two one one two one"), window)[0] == pytest.approx(ratio)


@pytest.mark.parametrize(("window", "ratio"), [(2, 0.875), (3, 2 / 3), (4, 0.625)])
def test_published_values_of_msttr(window, ratio):
    text = "apple orange apple orange pear pear apple orange"
    assert mean_segmental_ratio(*code(text), window)[0] == pytest.approx(ratio)


def test_published_values_of_one_text():
    text = "test text with some text numbers hyphenhere and text punctuations"
    assert hdd(5, text)[0] == pytest.approx(0.883333, abs=5e-7)
    assert textual_diversity(*code(text), 1)[0] == pytest.approx(14.0)
    assert yule(text)[0] == pytest.approx(600)


def test_a_factor_closes_below_the_ratio_and_not_at_it():
    at_ratio = [*range(18), *range(7)]
    assert len(set(at_ratio)) / len(at_ratio) == 0.72
    # 18 types in 25 words close no factor: what remains is one whole factor, in both directions.
    assert textual_diversity(*code(at_ratio), 1)[0] == pytest.approx(25)
    below = [*at_ratio, 0]
    assert textual_diversity(*code(below), 1)[0] == pytest.approx(26)


def mtld_factors(words):
    factors, run = 0.0, []
    for word in words:
        run.append(word)
        if len(set(run)) / len(run) < 0.72:
            factors, run = factors + 1, []
    return factors + ((1 - len(set(run)) / len(run)) / 0.28 if run else 0)


TEXTS = st.lists(st.lists(st.integers(0, 12), min_size=0, max_size=60), min_size=1, max_size=4)


@given(TEXTS, st.integers(1, 12))
def test_definitions_by_hand(texts, window):
    words, lengths = code(*texts)
    moving, segmental = moving_average_ratio(words, lengths, window), mean_segmental_ratio(words, lengths, window)
    mtld, drawn = textual_diversity(words, lengths, 1), hdd(window, *texts)
    for number, text in enumerate(texts):
        if len(text) < window:
            assert np.isnan([moving[number], segmental[number], drawn[number]]).all()
            continue
        ratios = [len(set(text[start : start + window])) / window for start in range(len(text) - window + 1)]
        assert moving[number] == pytest.approx(np.mean(ratios))
        assert segmental[number] == pytest.approx(np.mean(ratios[::window]))
        counts = np.unique(text, return_counts=True)[1]
        seen = stats.hypergeom.sf(0, len(text), counts, window)
        assert drawn[number] == pytest.approx(seen.sum() / window)
        factors = [mtld_factors(text), mtld_factors(text[::-1])]
        if min(factors) == 0:
            assert np.isnan(mtld[number]), "no word is repeated"
        else:
            assert mtld[number] == pytest.approx(np.mean([len(text) / each for each in factors]))


def test_hdd_is_the_share_of_types_in_random_samples():
    generator = np.random.default_rng(1)
    text = generator.zipf(1.6, 200) % 90
    drawn = [len(set(generator.choice(text, 42, replace=False))) / 42 for _ in range(4000)]
    assert hdd(42, text)[0] == pytest.approx(np.mean(drawn), abs=0.004)


def test_too_short_a_text_has_no_value_and_leaves_the_others_alone():
    long = list(range(50)) * 3
    words, lengths = code(long, [1, 1, 2], long)
    for values in (
        moving_average_ratio(words, lengths, 100),
        mean_segmental_ratio(words, lengths, 100),
        textual_diversity(words, lengths, 100),
    ):
        assert np.isnan(values[1]) and values[0] == values[2] > 0
