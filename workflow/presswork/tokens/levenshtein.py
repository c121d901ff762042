"""Levenshtein's distance (1966) of many pairs of words at once."""

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]


def encode(words: list[str]) -> Codes:
    """Return the words' letters as numbers, a row a word, padded with zeros to one width."""
    codes = np.zeros((len(words), max(map(len, words), default=0)), dtype=np.int32)
    for at, word in enumerate(words):
        codes[at, : len(word)] = [ord(letter) for letter in word]
    return codes


def measure_levenshtein(left: Codes, right: Codes, left_lengths: Codes, right_lengths: Codes) -> Codes:
    """Return the distance for each row of two arrays of letters, in edits; the lengths are those of the words."""
    row = np.broadcast_to(np.arange(right.shape[1] + 1, dtype=np.int32), (len(left), right.shape[1] + 1)).copy()
    result = np.where(left_lengths == 0, right_lengths, 0).astype(np.int32)
    pick = np.arange(len(left))
    for i in range(int(left_lengths.max(initial=0))):
        previous = row[:, 0].copy()
        row[:, 0] = i + 1
        for j in range(int(right_lengths.max(initial=0))):
            changed = previous + (left[:, i] != right[:, j])
            previous = row[:, j + 1].copy()
            row[:, j + 1] = np.minimum(np.minimum(row[:, j + 1], row[:, j]) + 1, changed)
        done = left_lengths == i + 1
        result[done] = row[pick[done], right_lengths[done]]
    return result
