"""Readability of texts, from counts of sentences, words, syllables, letters and long words.

Every function takes arrays of counts, one value per text, and returns one value per text. All except LIX are for
English.
"""

import numpy as np
from numpy.typing import ArrayLike

from presswork.statistics.arrays import Numbers

LONG_WORD = 7
POLYSYLLABLE = 3
SMOG_SENTENCES = 30


def flesch_reading_ease(sentences: ArrayLike, words: ArrayLike, syllables: ArrayLike) -> Numbers:
    """Return the reading ease of Flesch (1948): 206.835 - 1.015 words / sentences - 84.6 syllables / words."""
    return 206.835 - 1.015 * _ratio(words, sentences) - 84.6 * _ratio(syllables, words)


def flesch_kincaid_grade(sentences: ArrayLike, words: ArrayLike, syllables: ArrayLike) -> Numbers:
    """Return the grade of Kincaid et al. (1975): 0.39 words / sentences + 11.8 syllables / words - 15.59."""
    return 0.39 * _ratio(words, sentences) + 11.8 * _ratio(syllables, words) - 15.59


def smog_grade(sentences: ArrayLike, polysyllables: ArrayLike) -> Numbers:
    """Return the grade of SMOG (McLaughlin 1969): 1.043 sqrt(30 polysyllables / sentences) + 3.1291.

    NaN for fewer than 30 sentences, for which it is not defined. Polysyllables have three or more syllables.
    """
    grade = 1.043 * np.sqrt(SMOG_SENTENCES * _ratio(polysyllables, sentences)) + 3.1291
    return np.where(np.asarray(sentences) >= SMOG_SENTENCES, grade, np.nan)


def coleman_liau_grade(sentences: ArrayLike, words: ArrayLike, letters: ArrayLike) -> Numbers:
    """Return the grade of Coleman & Liau (1975): 0.0588 letters - 0.296 sentences, both per 100 words, - 15.8."""
    return 5.88 * _ratio(letters, words) - 29.6 * _ratio(sentences, words) - 15.8


def lix(sentences: ArrayLike, words: ArrayLike, long_words: ArrayLike) -> Numbers:
    """Return LIX (Björnsson 1968), for any language: words / sentences + 100 long words / words.

    Long words have more than six letters.
    """
    return _ratio(words, sentences) + 100 * _ratio(long_words, words)


def _ratio(upper: ArrayLike, lower: ArrayLike) -> Numbers:
    divisor = np.asarray(lower, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(divisor > 0, np.asarray(upper, dtype=float) / divisor, np.nan)
