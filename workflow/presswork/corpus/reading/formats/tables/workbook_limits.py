"""Refuses workbooks with a password, and those too large: a library holds each cell of the rectangle around values."""

import re
import zipfile
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO, cast
from xml.parsers.expat import ExpatError, ParserCreate

from presswork.corpus.reading.formats.extracted import reject_broken
from presswork.corpus.reading.formats.record import Rejected, UnreadableError
from presswork.corpus.reading.formats.streams import (
    BROKEN,
    MAX_DOCUMENT_BYTES,
    Allowance,
    break_off,
    guard,
    read_whole,
)
from presswork.corpus.reading.formats.tables.old_workbook import list_cells, read_stream

# A cell takes 32 bytes, and its text is held twice.
MAX_CELLS = 10_000_000
MAX_BYTES = MAX_DOCUMENT_BYTES // 2
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = Rejected(
    None, "encrypted", "it is protected by a password", "open it, remove the password and save it again"
)
# The first record of a workbook, and below it that of a password.
LOCKED = re.compile(rb"\x09\x08\x10\0\0\x06\x05\0.{12}(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
REMEDY = "delete what stands far from the table, or save the sheet as CSV UTF-8"
SHARED = "sharedstrings.xml"
SHARED_TEXT = re.compile(rb"<(?:\w+:)?si[\s/>]")
# A row, or a cell and the number of its text among the shared ones.
EXCEL = re.compile(rb"<(?:\w+:)?(?:(row)|c)(?=[\s/>])([^<>]*)>(?:\s*<(?:\w+:)?v>\s*(\d{1,9})|(</))?")
PLACE = re.compile(rb"\sr=[\"'](?:([A-Z]{1,3}))?(\d{1,9})[\"']")
IS_SHARED = re.compile(rb"\st=[\"']s[\"']")
CALC = re.compile(rb"<table:(?:(table-row)|(?:covered-)?table-cell|(table))(?=[\s/>])([^<>]*)>(</)?")
ROWS = re.compile(rb"table:number-rows-repeated=[\"'](\d{1,9})")
COLUMNS = re.compile(rb"table:number-columns-repeated=[\"'](\d{1,9})")


@dataclass
class _Box:
    """The rectangle from the first cell of a sheet to the last value, and the bytes of text in the workbook."""

    n_rows: int = 0
    n_columns: int = 0
    n_bytes: int = 0

    def add(self, row: int, column: int, n_bytes: int) -> None:
        self.n_rows, self.n_columns = max(self.n_rows, row), max(self.n_columns, column)
        self.n_bytes += n_bytes
        if self.n_rows * self.n_columns > MAX_CELLS:
            detail = f"a sheet with values in {self.n_rows:,} rows and {self.n_columns:,} columns"
            raise UnreadableError("too large", detail, REMEDY)
        if self.n_bytes > MAX_BYTES:
            raise UnreadableError("too large", f"cells of more than {MAX_BYTES:,} bytes", REMEDY)

    def begin(self) -> None:
        """Begin another sheet."""
        self.n_rows = self.n_columns = 0


def find_obstacle(stream: BinaryIO) -> Rejected | None:
    """Return why a workbook cannot be read: a password, or a format that is not read.

    Raises UnreadableError if it is broken or too large.
    """
    if stream.read(len(OLD)) == OLD:
        data = OLD + read_whole(stream, MAX_BYTES)
        return _find_password(data) or _measure_old(data)
    stream.seek(0)
    return _check_sheets(stream)


def _find_password(data: bytes) -> Rejected | None:
    """Return the rejection of a file of Office before 2007, or one packed into such a file, that has a password."""
    return ENCRYPTED if "EncryptedPackage".encode("utf-16-le") in data or LOCKED.search(data) else None


def _measure_old(data: bytes) -> Rejected | None:
    """Measure the sheets of a workbook of before 2007, which the library holds all at once."""
    n_cells, box = 0, _Box()
    try:
        for row, column, n_characters in list_cells(read_stream(data)):
            if not row:
                n_cells += box.n_rows * box.n_columns
                box.begin()
            box.add(row, column, n_characters)
            if n_cells + box.n_rows * box.n_columns > MAX_CELLS:
                raise UnreadableError("too large", f"sheets with more than {MAX_CELLS:,} cells in all", REMEDY)
    except ValueError as error:
        return reject_broken(None, "spreadsheet", error)
    return None


def _check_sheets(stream: BinaryIO) -> Rejected | None:
    allowance = Allowance(MAX_BYTES, stream.seek(0, 2))
    box = _Box()
    try:
        with zipfile.ZipFile(stream) as archive:
            if any(name.lower().endswith("workbook.bin") for name in archive.namelist()):
                return Rejected(None, "unsupported format", "a binary workbook of Excel (XLSB)", "save it as .xlsx")
            # Excel's sheets name their texts by number, and no other part of a locked file can be read.
            names = sorted(archive.namelist(), key=lambda name: not name.lower().endswith((SHARED, "manifest.xml")))
            ends: list[int] = []
            for name in names:
                with archive.open(name) as member:
                    data = guard(cast(BinaryIO, member), allowance).read()
                if name.lower().endswith(SHARED):
                    ends = [*(match.start() for match in SHARED_TEXT.finditer(data)), len(data)]
                elif name == "META-INF/manifest.xml" and b"encryption-data" in data:
                    return ENCRYPTED
                elif name == "content.xml":
                    # The library never comes to the end of a sheet that breaks off.
                    ParserCreate().Parse(data, True)
                    _measure_calc(data, box)
                elif b"sheetData" in data:
                    box.begin()
                    _measure_excel(data, ends, box)
    except (*BROKEN, ExpatError) as error:
        raise break_off(error) from error
    return None


def _measure_excel(data: bytes, ends: list[int], box: _Box) -> None:
    lengths = [end - start for start, end in pairwise(ends)]
    longest = max(lengths, default=0)
    row = column = 0
    for is_row, attributes, number, closes in EXCEL.findall(data):
        place = PLACE.search(attributes)
        if is_row:
            row, column = int(place[2]) if place else row + 1, 0
            continue
        column = _read_letters(place[1]) if place and place[1] else column + 1
        if closes or attributes.endswith(b"/"):
            continue
        n_bytes = 0
        if IS_SHARED.search(attributes):
            n_bytes = lengths[int(number)] if number and int(number) < len(lengths) else longest
        box.add(int(place[2]) if place else row, column, n_bytes)


def _read_letters(letters: bytes) -> int:
    """Return the number of a column: 1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = 26 * number + letter - 64
    return number


def _measure_calc(data: bytes, box: _Box) -> None:
    """Measure sheets in which a row or cell is written once and repeated."""
    row = column = repeated = 0
    starts = list(CALC.finditer(data))
    ends = [*(match.start() for match in starts), len(data)][1:]
    for match, end in zip(starts, ends, strict=True):
        if match[2]:
            box.begin()
            row = column = repeated = 0
        elif match[1]:
            row, column = row + repeated, 0
            repeated = _count(ROWS, match[3])
        else:
            n_cells = _count(COLUMNS, match[3])
            column += n_cells
            if not match[4] and (not match[3].endswith(b"/") or b"value=" in match[3]):
                box.add(row + repeated, column, (end - match.end()) * n_cells * repeated)


def _count(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
