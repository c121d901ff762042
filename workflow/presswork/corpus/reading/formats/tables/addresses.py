"""Tables of web addresses without texts, such as lists of results: recognised, to say what to do."""

import re
from collections.abc import Iterable

from presswork.corpus.reading.formats.record import Rejected, reject_without_text

ADDRESS = re.compile(r"https?://[^\s/]+\.\w")
# A cell of more words with full stops may be the text, under a name that is not known.
PROSE_WORDS = 80
ADDRESSES_ONLY = "web addresses only"
REMEDY = (
    "fetch the pages and read these, for example with trafilatura (JSON) or wget (HTML); if a column holds the texts, "
    "set corpus.columns"
)


class Addresses:
    """Counts the rows of a table without a column of texts: those with a web address, and those with prose."""

    def __init__(self) -> None:
        self.n_rows = self.n_addresses = self.n_prose = 0

    def read(self, cells: Iterable[object]) -> None:
        """Count a row."""
        texts = [cell for cell in cells if isinstance(cell, str)]
        self.n_rows += 1
        self.n_addresses += any(ADDRESS.search(text) for text in texts)
        self.n_prose += any(len(text) > PROSE_WORDS and ". " in text and _is_long(text) for text in texts)

    def reject(self, names: list[str]) -> Rejected:
        """Return the rejection of the table: as one of addresses if most rows have one, and few have prose."""
        if 2 * self.n_addresses <= self.n_rows or 2 * self.n_prose > self.n_rows:
            return reject_without_text(names)
        noun = "web address" if self.n_addresses == 1 else "web addresses"
        detail = f"the file lists {self.n_addresses:,} {noun} and no text (columns: {', '.join(names)})"
        return Rejected(None, ADDRESSES_ONLY, detail, REMEDY)


def _is_long(text: str) -> bool:
    return len(text.split(maxsplit=PROSE_WORDS)) > PROSE_WORDS
