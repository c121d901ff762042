"""Lines that recur over the pages of a corpus: what a site prints on every page is furniture."""

from collections import Counter

import polars as pl

from presswork.corpus.cleaning.lines import split_lines

MAX_WORDS = 11
MIN_PAGES = 5
MIN_SHARE = 0.02
HELD_LINES = 1_000_000


class RecurringLines:
    """Counts short lines page by page; lines seen once are forgotten when too many are held."""

    def __init__(self) -> None:
        self.n_pages = 0
        self.counts: Counter[str] = Counter()

    def read(self, text: str) -> None:
        """Count each short line of a page once; a line that closes like a sentence is running text."""
        self.n_pages += 1
        lines = {line.text for line in split_lines(text) if not line.closes and len(line.text.split()) <= MAX_WORDS}
        self.counts.update(lines)
        if len(self.counts) > HELD_LINES:
            self.counts = Counter({line: number for line, number in self.counts.items() if number > 1})

    def tabulate(self) -> pl.DataFrame:
        """Return the lines that stand on at least five pages and on one in fifty, with how many pages have them."""
        least = max(MIN_PAGES, MIN_SHARE * self.n_pages)
        rows = [(line, number) for line, number in self.counts.items() if number >= least]
        schema = {"line": pl.String, "pages": pl.Int64}
        return pl.DataFrame(rows, schema=schema, orient="row").sort("line")
