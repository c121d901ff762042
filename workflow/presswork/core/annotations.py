"""Reads the tables that users put into the folder `annotations`, as spreadsheets save them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presswork.core.errors import PressworkError

# Spreadsheets separate cells by semicolons in countries where the comma is the decimal sign.
DELIMITERS = ",;\t"
QUOTING: dict[str, Any] = {"strict": True, "skipinitialspace": True}


@dataclass(frozen=True)
class Form:
    """The format of a table: its file, required columns, and optional ones (None: any other column, ignored)."""

    file: str
    needed: tuple[str, ...]
    others: tuple[str, ...] | None = None

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that are read."""
        return (*self.needed, *(self.others or ()))


@dataclass(frozen=True)
class Row:
    """A row of a table: the line where it starts, and its cells by column, stripped of surrounding spaces."""

    line: int
    cells: dict[str, str]


def read_rows(text: str, form: Form) -> list[Row]:
    """Return the rows of a CSV table that are not empty, with column names in lower case.

    Cells are separated by commas, semicolons or tabs, whichever the header row uses. Raises PressworkError for NUL
    characters, for a header row in which a required column is missing, a column is repeated or a column is not allowed,
    for unmatched quotation marks, and for a row with an empty required cell or with too many cells.
    """
    _check_characters(text, form)
    lines = _split_cells(text.removeprefix("\ufeff"), form)
    names = [name.lower() for name in next(lines, (0, []))[1]]
    while names and not names[-1]:
        names.pop()
    _check_header(names, form)
    return [_read_row(line, cells, names, form) for line, cells in lines]


def refuse_line(form: Form, line: int, found: str, expected: str, remedy: str) -> PressworkError:
    """Return the error for a line of a table."""
    return PressworkError(
        "There is a mistake in a table in annotations/.",
        file=form.file,
        found=f"line {line}: {found}",
        expected=expected,
        remedy=remedy,
    )


def _check_characters(text: str, form: Form) -> None:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise refuse_line(form, line, "a NUL character", "plain text", "save the table again as CSV in UTF-8")


def _split_cells(text: str, form: Form) -> Iterator[tuple[int, list[str]]]:
    """Yield the line where each row starts, and its cells; empty rows are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_choose_delimiter(text, form), **QUOTING)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        expected = "quotation marks around a cell that contains a comma or a line break, and doubled within it"
        raise refuse_line(form, line, str(error), expected, "correct the quotation marks from this line on") from error


def _choose_delimiter(text: str, form: Form) -> str:
    """Return the delimiter that separates the most known column names in the header row; in a tie, the first one."""
    header = text.lstrip().partition("\n")[0].lower()
    parts = {sign: {name.strip(' "\r') for name in header.split(sign)} for sign in DELIMITERS}
    return max(parts, key=lambda sign: len(parts[sign] & set(form.read)))


def _check_header(names: list[str], form: Form) -> None:
    known = set(names) if form.others is None else set(form.read)
    problems = {
        "has no header row": [] if names else [""],
        "lacks a column": [name for name in form.needed if name not in names],
        "has a column twice": sorted({name for name in names if name and names.count(name) > 1}),
        "has a column that it cannot have": sorted(set(names) - known),
    }
    for problem, columns in problems.items():
        if columns:
            others = ["and others if you like"] if form.others is None else []
            raise PressworkError(
                f"A table in annotations/ {problem}.",
                file=form.file,
                field=", ".join(columns) or None,
                found=", ".join(filter(None, names)) or "no header row",
                expected=", ".join([*form.read, *others]),
                remedy="correct the header row, which is the first line of the file",
            )


def _read_row(line: int, cells: list[str], names: list[str], form: Form) -> Row:
    # An extra cell after a column that is not read is a note; after one that is read, it is part of a broken cell.
    if any(cells[len(names) :]) and names[-1] in form.read:
        found, expected = f"{len(cells)} cells", f"{len(names)}, as in the header row"
        raise refuse_line(form, line, found, expected, "put quotation marks around a cell that contains a comma")
    by_name = dict(zip(names, [*cells, *[""] * len(names)], strict=False))
    empty = [name for name in form.needed if not by_name[name]]
    if empty:
        found, expected = f"a cell is empty: {', '.join(empty)}", f"a value for {' and '.join(form.needed)}"
        raise refuse_line(form, line, found, expected, "fill it in, or remove the row")
    return Row(line, by_name)
