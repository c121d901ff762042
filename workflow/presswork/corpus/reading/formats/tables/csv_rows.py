"""The rows of a CSV file, also where quotes are written wrongly; a quote that is never closed costs no other row."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from presswork.corpus.reading.formats import record

# What is looked at to find the end of a row whose quotes are written wrongly.
MAX_MENDED_LINES = 1000
LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+\Z")


@dataclass(frozen=True)
class Row:
    """The cells of a row, the line on which it begins (from 1), and what is odd about its quotes."""

    cells: list[str]
    line: int
    problem: str = ""


class _Lines:
    """Lines that can be taken back."""

    def __init__(self, lines: Iterator[str], number: int) -> None:
        self.lines = lines
        self.number = number
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.taken.append(line)
        return line

    def keep(self) -> int:
        """Return the number of the first line of a row that is read, and forget its lines."""
        first, self.number = self.number, self.number + len(self.taken)
        self.taken = []
        return first

    def put_back(self, lines: list[str]) -> None:
        self.lines = chain(lines, self.lines)
        del self.taken[len(self.taken) - len(lines) :]


def read_rows(lines: Iterator[str], delimiter: str, number: int = 1) -> Iterator[Row]:
    """Yield the rows of a table whose first line is line `number` of its file.

    Quotes in cells are doubled, or escaped by a backslash where rows fit only so. A quote that no quote closes ends
    with its line. Cells of more characters than a record may have end the reading.
    """
    # Other libraries in the process may have set another limit.
    csv.field_size_limit(record.MAX_RECORD_CHARACTERS)
    source = _Lines(lines, number)
    width = 0
    while True:
        # The parser is made anew after a row that breaks it: it keeps the state in which it broke.
        rows = csv.reader(source, delimiter=delimiter, strict=True)
        try:
            for cells in rows:
                taken = source.taken
                problem = _find_swallowed(cells, taken, delimiter, width) if len(taken) > 1 else ""
                width = width or len(cells)
                yield Row(cells, source.keep(), problem)
            return
        except csv.Error as error:
            if "field larger" in str(error):
                yield Row([], source.number, f"line {source.number}: {error}")
                return
            cells, n_lines, problem = _mend(source, delimiter, width)
            source.put_back(source.taken[n_lines:])
            line = source.keep()
            width = width or len(cells)
            yield Row(cells, line, f"line {line}: {problem}" if problem else "")


def _find_swallowed(cells: list[str], lines: list[str], delimiter: str, width: int) -> str:
    """Return what is odd about a row of several lines: that most of them look like rows of their own.

    Prose has a blank behind its commas.
    """
    inner = [line for line in lines[1:] if line.strip()]
    # On its last line, the cell ends at the quote.
    n_like_rows = sum(
        line.count(delimiter) == width - 1 and f"{delimiter} " not in line and delimiter in line.partition('"')[0]
        for line in inner
    )
    return (
        f"one cell spans {n_like_rows} lines that look like rows" if width > 2 and 2 * n_like_rows > len(inner) else ""
    )


def _mend(source: _Lines, delimiter: str, width: int) -> tuple[list[str], int, str]:
    """Return the cells of a row whose quotes are written wrongly, how many lines it has, and what is odd about it."""
    if any('\\"' in line for line in source.taken):
        found = _parse_escaped(source, delimiter)
        if found and len(found[0]) == width:
            return *found, ""
    for line in source:
        if len(source.taken) > MAX_MENDED_LINES or line.count('"') > 1:
            break
    text = "".join(source.taken)
    mended = _parse_loosely(text, delimiter, width) if width else None
    if mended:
        return *mended, "quotation marks within a cell are not doubled"
    line = source.taken[0].rstrip("\r\n")
    literal = line.split(delimiter)
    if len(literal) == width and line.count('"') % 2 == 0:
        return literal, 1, "quotation marks were read literally"
    return (
        next(csv.reader([line], delimiter=delimiter), []),
        1,
        "a quotation mark is not closed; the row was ended at the end of its line",
    )


def _parse_escaped(source: _Lines, delimiter: str) -> tuple[list[str], int] | None:
    rows = csv.reader(chain(list(source.taken), source), delimiter=delimiter, escapechar="\\", strict=True)
    try:
        return next(rows), rows.line_num
    except (csv.Error, StopIteration):
        return None


def _parse_loosely(text: str, delimiter: str, width: int) -> tuple[list[str], int] | None:
    """Return the cells of the first row and its lines, if quotes that no separator follows do not close a cell."""
    part = re.escape(delimiter)
    closing = re.compile(rf'(?<!")"(?:"")*(?=[ \t]*(?:{part}|\r?\n|\r|\Z))')
    opening = re.compile(rf'\n(?:[^"\n]*{part})?"')
    end = re.compile(rf"[^{part}\r\n]*")
    cells: list[str] = []
    place, ends = 0, ""
    while len(cells) < width:
        if text[place : place + 1] == '"':
            closed = closing.search(text, place + 1)
            if text[place : place + 2] == '""' and not closing.match(text, place):
                closed = closing.match(text, place + 1) or closed
            if not closed or opening.search(text, place, closed.start()):
                return None
            cells.append(text[place + 1 : closed.end() - 1].replace('""', '"'))
            place = closed.end()
        else:
            found = end.match(text, place)
            cells.append(found[0] if found else "")
            place += len(cells[-1])
        ends = text[place : place + 1]
        place += 1
        if ends != delimiter:
            break
    is_row = len(cells) == width and ends in ("\n", "\r", "")
    return (cells, len(LINE.findall(text, 0, place + text.startswith("\n", place)))) if is_row else None
