"""Seeks recurring text in records as they are read, and decides on it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import polars as pl

from presswork.corpus.cleaning.recurring.cuts import Known, know_phrase
from presswork.corpus.cleaning.recurring.decisions import Decision, decide, find_unmatched, read_decisions
from presswork.corpus.cleaning.recurring.sample import Sample
from presswork.corpus.cleaning.recurring.text import ANYWHERE, Finding, find_recurring
from presswork.corpus.fields.metadata import name_outlet
from presswork.corpus.reading.formats.record import leave_out

DAY_CHARACTERS = 10


class RecurringSearch:
    """Reads records one by one; then it has the texts that recur, those that are cut, and rows that match no article.

    `furniture` has the user's decisions, each table as CSV. Raises PressworkError for a wrong one.
    """

    def __init__(self, furniture: Sequence[str]) -> None:
        self.decisions = read_decisions(furniture)
        self.sample = Sample()
        self._unseen: list[tuple[Decision, Known]] = [
            (row, know_phrase(row.text, ANYWHERE, "")) for row in self.decisions
        ]

    def read(self, row: Mapping[str, Any]) -> None:
        """Read a record as it is dealt."""
        outlet, title = name_outlet(row), row["title"]
        if row.get("database"):
            # The labels of an export recur in each article, and are cut without this.
            text = leave_out(row["text"], ((cut.start, cut.end) for cut in row["cuts"]))
        else:
            text = row["text"].removeprefix(title) if title else row["text"]
        self.sample.add(row["sha256"], outlet, (row["published"] or "")[:DAY_CHARACTERS], text)
        self._unseen = [pair for pair in self._unseen if not _stands_in(text, outlet, *pair)]

    @cached_property
    def findings(self) -> list[Finding]:
        """The texts that recur."""
        return find_recurring(self.sample)

    @cached_property
    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables `recurring` and `recurring_cuts`."""
        return decide(self.findings, Counter(article.outlet for article in self.sample), self.decisions)

    def find_unmatched(self) -> list[dict[str, Any]]:
        """Return a remark on each decision that speaks of nothing in the corpus."""
        return find_unmatched(self.findings, [row for row in self.decisions if not row.cut or self._is_unseen(row)])

    def _is_unseen(self, row: Decision) -> bool:
        return any(row is each for each, _ in self._unseen)


def _stands_in(text: str, outlet: str, row: Decision, known: Known) -> bool:
    return row.outlet in ("", outlet) and any(known.find(text, 0, len(text)))
