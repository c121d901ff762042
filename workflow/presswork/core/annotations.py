"""The tables that a person adds in the folder `annotations`, as spreadsheets save them: one reader for all."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from presswork.core.errors import PressworkError

# Where the comma is the decimal sign, spreadsheets part the cells of a CSV by semicolons.
DELIMITERS = ",;\t"
QUOTING: dict[str, Any] = {"strict": True, "skipinitialspace": True}


@dataclass(frozen=True)
class Form:
    """What a person's table looks like: its file, the columns it needs, and others it may have (None: any, unread)."""

    file: str
    needed: tuple[str, ...]
    others: tuple[str, ...] | None = None

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that are read."""
        return (*self.needed, *(self.others or ()))


@dataclass(frozen=True)
class Row:
    """A row of a person's table: the line where it starts, and its cells by column, without blanks around them."""

    line: int
    cells: dict[str, str]


def read_rows(text: str, form: Form) -> list[Row]:
    """Return the rows of a table as CSV that have a filled cell, with columns in lower case.

    Commas, semicolons or tabs part the cells, as the header has it. Raises PressworkError for a text with NUL
    characters, for a header that lacks a needed column or has one twice or one that is not allowed, for quotation marks
    that do not match, and for a row with an empty cell in a needed column or with a cell too many.
    """
    _check_characters(text, form)
    lines = _split_cells(text.removeprefix("\ufeff"), form)
    names = [name.lower() for name in next(lines, (0, []))[1]]
    while names and not names[-1]:
        names.pop()
    _check_header(names, form)
    return [_read_row(line, cells, names, form) for line, cells in lines]


def refuse_line(form: Form, line: int, found: str, expected: str, remedy: str) -> PressworkError:
    """Return the error of a line of a person's table."""
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
        raise refuse_line(form, line, "a NUL character", "plain text", "save the table anew as CSV in UTF-8")


def _split_cells(text: str, form: Form) -> Iterator[tuple[int, list[str]]]:
    """Yield the line where each row starts, and its cells; rows without any text are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_choose_delimiter(text, form), **QUOTING)
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        expected = "quotation marks around a cell with a comma or a line break; within it, each of them twice"
        raise refuse_line(form, line, str(error), expected, "correct the quotation marks from this line on") from error


def _choose_delimiter(text: str, form: Form) -> str:
    """Return the sign that parts most names of columns in the header, of equal ones the first."""
    header = text.lstrip().partition("\n")[0].lower()
    parts = {sign: {name.strip(' "\r') for name in header.split(sign)} for sign in DELIMITERS}
    return max(parts, key=lambda sign: len(parts[sign] & set(form.read)))


def _check_header(names: list[str], form: Form) -> None:
    known = set(names) if form.others is None else set(form.read)
    problems = {
        "has no header": [] if names else [""],
        "lacks a column": [name for name in form.needed if name not in names],
        "has a column twice": sorted({name for name in names if name and names.count(name) > 1}),
        "has a column that says nothing here": sorted(set(names) - known),
    }
    for problem, columns in problems.items():
        if columns:
            others = ["and others if you like"] if form.others is None else []
            raise PressworkError(
                f"A table that you gave {problem}.",
                file=form.file,
                field=", ".join(columns) or None,
                found=", ".join(filter(None, names)) or "no header",
                expected=", ".join([*form.read, *others]),
                remedy="correct the header, the first line of the file; commas part its names",
            )


def _read_row(line: int, cells: list[str], names: list[str], form: Form) -> Row:
    # Behind a column that is not read stands a note; behind one that is read, the rest of a cell that fell apart.
    if any(cells[len(names) :]) and names[-1] in form.read:
        found, expected = f"{len(cells)} cells", f"{len(names)}, as the header has"
        raise refuse_line(form, line, found, expected, "put quotation marks around a cell with a comma in it")
    by_name = dict(zip(names, [*cells, *[""] * len(names)], strict=False))
    empty = [name for name in form.needed if not by_name[name]]
    if empty:
        found, expected = f"a cell is empty: {', '.join(empty)}", f"a value for {' and '.join(form.needed)}"
        raise refuse_line(form, line, found, expected, "fill it in, or remove the row")
    return Row(line, by_name)
