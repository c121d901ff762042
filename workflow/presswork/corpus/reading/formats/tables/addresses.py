"""Tables without a column of texts, such as lists of results: recognised, to say what to do."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from presswork.corpus.reading.formats.record import Rejected, reject_without_text
from presswork.corpus.reading.formats.tables.column_names import spell_column

ADDRESS = re.compile(r"https?://[^\s/]+\.\w")
# A cell of more words with full stops may be the text, under a name that is not known.
PROSE_WORDS = 80
ADDRESSES_ONLY = "web addresses only"
REMEDY = (
    "fetch the pages and read these, for example with trafilatura (JSON) or wget (HTML); if a column holds the texts, "
    "set corpus.columns"
)
# A longer name is the text of an article.
MAX_NAME = 200
ADD_NAMES = "write the names of the columns above the first row, such as title, text, date and url"
ONLY_SUMMARIES = (
    "export the whole texts, or, to analyse the summaries, set corpus.columns: {text: name of their column}"
)
# What a column of summaries is called: the first words of an article, or what a search engine shows of it.
SUMMARIES = frozenset(
    (
        *("description", "desc", "summary", "snippet", "abstract", "excerpt", "teaser", "lead", "lead paragraph"),
        *("standfirst", "og description", "zusammenfassung", "vorspann", "resume", "chapo", "resumen", "bajada"),
        *("resumo", "riassunto", "sommario", "samenvatting", "анонс"),
    )
)


class Addresses:
    """Counts the rows of a table without a column of texts: those with a web address, and those with prose."""

    def __init__(self) -> None:
        self.n_rows = self.n_addresses = self.n_prose = 0
        self.columns: Counter[str] = Counter()

    def read(self, row: Iterable[tuple[str, object]]) -> None:
        """Count a row, given as its columns and their values."""
        has_address = has_prose = False
        for name, cell in row:
            if not isinstance(cell, str):
                continue
            has_address = has_address or ("://" in cell and ADDRESS.search(cell) is not None)
            if len(cell) > PROSE_WORDS and ". " in cell and _is_long(cell):
                has_prose = True
                self.columns[name] += 1
        self.n_rows += 1
        self.n_addresses += has_address
        self.n_prose += has_prose

    def add(self, other: "Addresses") -> None:
        """Add the counts of other rows."""
        self.n_rows += other.n_rows
        self.n_addresses += other.n_addresses
        self.n_prose += other.n_prose
        self.columns.update(other.columns)

    def are_addresses(self) -> bool:
        """Return whether most rows have a web address, and few have prose."""
        return 2 * self.n_prose <= self.n_rows < 2 * self.n_addresses

    def reject(self, names: list[str]) -> Rejected:
        """Return the rejection of the table, by what it holds."""
        if any(len(name) > MAX_NAME for name in names):
            rejected = reject_without_text(names, "the first row does not name columns; ")
            return replace(rejected, remedy=ADD_NAMES)
        if 2 * self.n_prose > self.n_rows:
            return reject_without_text(names, f"'{self.columns.most_common(1)[0][0]}' holds long texts; ")
        if not self.are_addresses():
            summaries = next((name for name in names if spell_column(name) in SUMMARIES), None)
            rejected = reject_without_text(names, f"'{summaries}' holds summaries; " if summaries else "")
            return replace(rejected, remedy=ONLY_SUMMARIES) if summaries else rejected
        noun = "web address" if self.n_addresses == 1 else "web addresses"
        columns = f" (columns: {', '.join(names)})" if names else ""
        detail = f"the file lists {self.n_addresses:,} {noun} and no text{columns}"
        return Rejected(None, ADDRESSES_ONLY, detail, REMEDY)


def _is_long(text: str) -> bool:
    return len(text.split(maxsplit=PROSE_WORDS)) > PROSE_WORDS
