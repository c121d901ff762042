"""Pairs of names with similar spellings, found without comparing all pairs."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cpdist

from presswork.tokens.spellings.derivation import Derivation
from presswork.tokens.spellings.name_keys import list_deletion_keys, list_sound_keys
from presswork.tokens.spellings.spelling_distance import Alignment, SpellingDistance, fold

NAME = r"^\p{L}[\p{L}\p{M}'’\-]*\p{L}$"
SHORTEST = 4
CAPITAL = 0.8
ACRONYM = 0.5
COMMON = 20_000
LARGEST = 0.17
LARGEST_PART = 0.3
LETTERS_A_CHANGE = 4
MOST_DIFFERENT = 4
Places = NDArray[np.int32]
SCHEMA = {"a": pl.String, "b": pl.String, "distance": pl.Float64, "relative": pl.Float64, "changes": pl.String}


def select_names(words: pl.DataFrame) -> pl.DataFrame:
    """Return the words that are names by their capitals, most frequent first, without acronyms."""
    named = (pl.col("capital") >= CAPITAL) & (pl.col("upper") < ACRONYM)
    spelled = pl.col("lower").str.contains(NAME) & (pl.col("lower").str.len_chars() >= SHORTEST)
    return words.filter(named & spelled).sort(-pl.col("count"), "lower")


def find_name_pairs(names: pl.DataFrame, distance: SpellingDistance, derivation: Derivation) -> pl.DataFrame:
    """Return the pairs of names with a distance of at most `LARGEST` per letter of the longer one, with the changes.

    If there are more than `COMMON` names, one of a pair is among the most frequent and the other occurs at least twice.
    """
    if names.height > COMMON:
        names = names.filter((pl.col("count") > 1) | (pl.int_range(pl.len()) < COMMON))
    spelled = [fold(name) for name in names["lower"]]
    first, second = _meet(names["lower"].to_list())
    near = _are_near(spelled, first, second)
    words = names["lower"].to_list()
    rows = []
    for at, other in zip(first[near].tolist(), second[near].tolist()):
        a, b = sorted((words[at], words[other]))
        alignment = distance.measure(a, b)
        relative = alignment.distance / max(len(spelled[at]), len(spelled[other]))
        if relative <= LARGEST and _have_like_parts(a, b, distance) and not derivation.relates(a, b):
            rows.append((a, b, alignment.distance, relative, describe_edits(alignment)))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").sort("a", "b")


def describe_edits(alignment: Alignment) -> str:
    """Return a description of the edits: kh/j (the letter kha in Spanish)."""
    named = [f"{a or 'nothing'}/{b or 'nothing'} ({why})" if a or b else why for a, b, _, why in alignment.edits]
    return ", ".join(named)


def _have_like_parts(first: str, second: str, distance: SpellingDistance) -> bool:
    """Return whether words with hyphens have the same number of similar parts: D-Ohio is not R-Ohio."""
    parts, others = first.split("-"), second.split("-")
    if len(parts) != len(others):
        return False
    return all(distance.measure(*pair).distance <= LARGEST_PART * max(map(len, pair)) for pair in zip(parts, others))


def _meet(names: list[str]) -> tuple[Places, Places]:
    """Return the indices of pairs of names that share a key, the more frequent name first."""
    found = []
    for list_keys in (list_sound_keys, list_deletion_keys):
        keys = [(key, at) for at, name in enumerate(names) for key in list_keys(name)]
        frame = pl.DataFrame(keys, schema={"key": pl.String, "at": pl.Int32}, orient="row")
        frame = frame.filter(pl.len().over("key") > 1).with_columns(pl.col("key").hash())
        common = frame.lazy().filter(pl.col("at") < COMMON)
        pairs = common.join(frame.lazy(), on="key").filter(pl.col("at") < pl.col("at_right"))
        found.append(pairs.select("at", "at_right").unique().collect(engine="streaming"))
    places = pl.concat(found).unique().sort("at", "at_right")
    return places["at"].to_numpy(), places["at_right"].to_numpy()


def _are_near(words: list[str], first: Places, second: Places) -> NDArray[np.bool_]:
    """Return which pairs are near enough to measure, by common letters and Levenshtein distance."""
    lengths = np.array([len(word) for word in words], dtype=np.int32)
    sets = np.array([sum({1 << ord(letter) % 32 for letter in word}) for word in words], dtype=np.uint32)
    near: NDArray[np.bool_] = np.bitwise_count(sets[first] ^ sets[second]) <= MOST_DIFFERENT
    allowed = 1 + np.minimum(lengths[first], lengths[second]) // LETTERS_A_CHANGE
    near &= np.abs(lengths[first] - lengths[second]) <= allowed
    places = np.flatnonzero(near)
    left, right = ([words[at] for at in side[places]] for side in (first, second))
    near[places] = cpdist(left, right, scorer=Levenshtein.distance, dtype=np.int32) <= allowed[places]
    return near
