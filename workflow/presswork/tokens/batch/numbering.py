"""Numbers for distinct strings."""

import numpy as np

from presswork.tokens.batch.arrays import Ints


class Numbering(dict[str, int]):
    """Numbers strings from 0 in order of first use."""

    def __missing__(self, string: str) -> int:
        self[string] = number = len(self)
        return number

    def number_all(self, strings: list[str]) -> Ints:
        """Return the number of each string."""
        return np.fromiter(map(self.__getitem__, strings), np.int32, len(strings))
