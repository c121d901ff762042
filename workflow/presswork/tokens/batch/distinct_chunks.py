"""Distinct chunks: their strings, and all their characters as code points one after the other."""

from functools import cached_property

import numpy as np

from presswork.tokens.batch.arrays import Ints, Points, to_bounds, to_points


class Types:
    """Distinct strings and what is computed of all their characters at once."""

    def __init__(self, strings: list[str]) -> None:
        self.strings = strings

    def __len__(self) -> int:
        return len(self.strings)

    @cached_property
    def flat(self) -> str:
        """All strings, joined by nothing."""
        return "".join(self.strings)

    @cached_property
    def points(self) -> Points:
        """The code points of `flat`, and two zeros that spare a look beyond the end."""
        return to_points(self.flat + "\0\0")

    @cached_property
    def offset(self) -> Ints:
        """Where each string begins in `flat`, and the length of it all."""
        return to_bounds(np.fromiter(map(len, self.strings), np.int64, len(self.strings)))

    @cached_property
    def owner(self) -> Ints:
        """Which string each code point belongs to."""
        return np.repeat(np.arange(len(self.strings)), np.diff(self.offset))
