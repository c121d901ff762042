"""Tables in HTML or in the XML of Excel 2003, which many programs save as .xls: each of their rows is a record."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from presswork.corpus.reading.encoding import UNSTATED, Stated, decode_page
from presswork.corpus.reading.formats.extracted import reject_broken
from presswork.corpus.reading.formats.record import Notice, Record, Rejected, add_notices
from presswork.corpus.reading.formats.streams import CHUNK, read_whole
from presswork.corpus.reading.formats.tables.sheets import Sheet, read_sheets

MAX_BYTES = 1 << 25
# Elements, and cells that a span of columns adds.
MAX_CELLS = 1_000_000
# Excel has no more columns.
MAX_COLUMNS = 16_384
NAME = "{urn:schemas-microsoft-com:office:spreadsheet}"
# Comments on cells, and what a page does not show.
UNSHOWN = frozenset({"comment", "script", "style", "title"})
BREAKS = frozenset({"br", "p", "div", "li"})
BLANKS = re.compile(r"[ \t\r\n]+")
# libxml2 takes a time for the attributes of a tag that grows with their square.
LONG_TAG = re.compile(r"<[^<>]{20000,}")


def read_html_table(
    stream: BinaryIO, columns: Mapping[str, str], stated: Stated = UNSTATED
) -> Iterator[Record | Notice]:
    """Yield a record for each row of the tables of a page that have a column of texts, or why the row gives none."""
    from lxml.etree import HTMLParser

    try:
        decoded = decode_page(read_whole(stream, MAX_BYTES), stated)
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "save the table again as .xlsx")
        return
    tables = _Tables(is_page=True)
    try:
        if LONG_TAG.search(decoded.text):
            raise ValueError("a tag of more than 20,000 characters")
        parser: HTMLParser[object] = HTMLParser(target=tables, encoding="utf-8")
        data = decoded.text.encode("utf-8", "replace")
        for start in range(0, len(data), CHUNK):
            parser.feed(data[start : start + CHUNK])
        parser.close()
    # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        yield reject_broken("lxml", "HTML", error)
        return
    for each in tables.read(columns):
        yield add_notices(each, decoded.doubts)


def read_excel_xml(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield a record for each row of the sheets that have a column of texts, or why the row gives none."""
    from lxml.etree import XMLParser

    tables = _Tables(is_page=False)
    try:
        parser: XMLParser[object] = XMLParser(target=tables, resolve_entities=False, no_network=True)
        data = read_whole(stream, MAX_BYTES)
        for start in range(0, len(data), CHUNK):
            parser.feed(data[start : start + CHUNK])
        parser.close()
    # As above.
    except Exception as error:
        yield reject_broken("lxml", "XML", error)
        return
    yield from tables.read(columns)


class _Tables:
    """What a parser tells of tables: the rows of each, as texts; tables within cells belong to the cell.

    Line ends in the source of a page are blanks. Raises ValueError for more cells than a workbook may have.
    """

    def __init__(self, is_page: bool) -> None:
        self.is_page = is_page
        self.tables: list[tuple[str, list[list[str]]]] = []
        self._name = ""
        self._row: list[str] | None = None
        self._cell: list[str] | None = None
        self._skipped = self._inner = self._n_cells = 0
        # The values of cells that reach into the next rows, by column, and into how many.
        self._held: dict[int, tuple[str, int]] = {}
        self._span = (1, 1)

    def read(self, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
        """Yield the records of the tables."""
        filled = ((name, rows) for name, rows in self.tables if rows)
        return read_sheets(Sheet(name or "table", True, iter(rows), (), columns) for name, rows in filled)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Enter an element."""
        self._count()
        name = tag.rpartition("}")[2].lower()
        if self._skipped or name in UNSHOWN:
            self._skipped += 1
        elif name == "worksheet":
            self._name = attributes.get(f"{NAME}Name", "")
        elif self._cell is not None:
            self._inner += name == "table"
            self._cell.append("\n" if name in BREAKS else "")
        elif name == "table":
            self.tables.append((self._name, []))
            self._held = {}
        elif name in ("tr", "row") and self.tables:
            self._row = []
        elif name in ("td", "th", "cell") and self._row is not None:
            self._begin_cell(attributes)

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        row = self._row if self._row is not None else []
        self._cell, self._span = [], (1, 1)
        if attributes:
            index = _read_count(attributes.get(f"{NAME}Index"), 0)
            while len(row) < index - 1:
                self._add("")
            self._span = (
                _read_count(attributes.get("rowspan"), 1) + _read_count(attributes.get(f"{NAME}MergeDown"), 0),
                _read_count(attributes.get("colspan"), 1) + _read_count(attributes.get(f"{NAME}MergeAcross"), 0),
            )
        while len(row) in self._held:
            self._add("")

    def _add(self, text: str) -> None:
        """Add a cell to the row, or the value of one that reaches into it."""
        if self._row is None:
            return
        held, left = self._held.pop(len(self._row), (text, 0))
        if left > 1:
            self._held[len(self._row)] = (held, left - 1)
        self._row.append(held)
        self._count()

    def _count(self) -> None:
        self._n_cells += 1
        if self._n_cells > MAX_CELLS:
            raise ValueError(f"more than {MAX_CELLS:,} cells")

    def end(self, tag: str) -> None:
        """Leave an element."""
        name = tag.rpartition("}")[2].lower()
        if self._skipped:
            self._skipped -= 1
        elif name == "table" and self._inner:
            self._inner -= 1
        elif self._inner:
            return
        elif name in ("td", "th", "cell") and self._cell is not None:
            self._end_cell("".join(self._cell))
        elif name in ("tr", "row") and self._row is not None and self._cell is None:
            last = max(self._held, default=-1)
            while len(self._row) <= last:
                self._add("")
            self.tables[-1][1].append(self._row)
            self._row = None

    def _end_cell(self, written: str) -> None:
        text = "\n".join(line.strip() for line in written.split("\n")).strip()
        down, across = self._span
        self._cell = None
        place = len(self._row or ())
        for number in range(across):
            self._add("" if number else text)
        if down > 1:
            self._held[place] = (text, down - 1)

    def data(self, data: str) -> None:
        """Read text."""
        if self._cell is not None and not self._skipped:
            self._cell.append(BLANKS.sub(" ", data) if self.is_page else data)

    def close(self) -> None:
        """Do nothing: what was read is kept."""


def _read_count(number: str | None, least: int) -> int:
    return max(least, min(int(number), MAX_COLUMNS)) if number and number.isascii() and number.isdigit() else least
