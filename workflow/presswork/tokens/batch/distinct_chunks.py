"""Distinct chunks: their strings, and all their characters as concatenated code points."""

from functools import cached_property

import numpy as np

from presswork.tokens.batch.arrays import Ints, Points, to_bounds, to_points


class Types:
    """Distinct strings, with arrays over all their characters."""

    def __init__(self, strings: list[str]) -> None:
        self.strings = strings

    def __len__(self) -> int:
        return len(self.strings)

    @cached_property
    def flat(self) -> str:
        """All strings, concatenated."""
        return "".join(self.strings)

    @cached_property
    def points(self) -> Points:
        """The code points of `flat`, followed by two zeros so that lookahead stays within the array."""
        return to_points(self.flat + "\0\0")

    @cached_property
    def offset(self) -> Ints:
        """The start of each string in `flat`, and the total length."""
        return to_bounds(np.fromiter(map(len, self.strings), np.int64, len(self.strings)))

    @cached_property
    def owner(self) -> Ints:
        """The string that each code point belongs to."""
        return np.repeat(np.arange(len(self.strings)), np.diff(self.offset))
