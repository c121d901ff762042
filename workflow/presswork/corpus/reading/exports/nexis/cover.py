"""The cover page of an export from Nexis: how many documents it has, and the list of results."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.reading.exports.export import UnknownLayoutError
from presswork.corpus.reading.exports.labelled import Labelled, find_blocks
from presswork.corpus.reading.exports.nexis.head import is_day

LISTED = re.compile(
    r"(?:^|(?<=\r))[^\S\r\n]*(?:Documents|Dokumente|Documentos|Documenti|Documenten) \((\d{1,6})\)[^\S\r\n]*(?=\r|$)",
    re.IGNORECASE | re.MULTILINE,
)
RESULT = re.compile(r"(\d{1,6})\. (.+)")
# Download Request: Selected Items: 1-10, 12
ITEMS = re.compile(
    r"[^:]{1,60}:[^:]{0,60}\b(?:Items|Documents?(?:\(s\))?|documenten|Dokumente|Documentos|Documenti)\s*:\s*"
    r"(\d[\d, -]*)",
    re.IGNORECASE,
)
RANGE = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?")
# A list of results shows so much of a headline, at least.
MIN_LISTED = 15


class Results(NamedTuple):
    """The list of results: how many there are, the headlines that it shows, and the line of the last one."""

    stated: int
    titles: tuple[str, ...]
    last: int


def find_results(lines: Sequence[Line]) -> Results | None:
    """Return the list of results of an export, None where there is none or where it is not complete."""
    start = next((number for number, line in enumerate(lines) if LISTED.fullmatch(line.text)), None)
    if start is None:
        return None
    stated = int(LISTED.fullmatch(lines[start].text)[1])  # type: ignore[index]
    titles: list[str] = []
    last = start
    for number in range(start + 1, len(lines)):
        found = RESULT.fullmatch(lines[number].text)
        if len(titles) < stated and found and int(found[1]) == len(titles) + 1:
            titles.append(found[2])
            last = number
    return Results(stated, tuple(titles), last) if stated and len(titles) == stated else None


def is_list(lines: Sequence[Line]) -> bool:
    """Return whether lines have a list of results: below each of them stand the terms of the search."""
    results = find_results(lines)
    numbers = [number for number, line in enumerate(lines[:-1]) if results and RESULT.fullmatch(line.text)]
    return 2 * sum(":" in lines[number + 1].text for number in numbers) > len(numbers)


def find_first(text: str, lines: Sequence[Line], labels: Mapping[int, Labelled], results: Results) -> int:
    """Return the line at which the first article begins, below the list of results; raises UnknownLayoutError."""
    last = results.last
    below = (number for number in sorted(labels) if number > last)
    end = next((n for n in below if labels[n].label.field == "length" or labels[n].label.reach == "body"), len(lines))
    listed = _fold(results.titles[0])
    title = next((number for number in range(last + 1, end) if _is_listed(_fold(lines[number].text), listed)), None)
    if title is not None:
        return title
    day = next((number for number in reversed(range(last + 1, end)) if is_day(lines[number])), None)
    if day is None or day - 2 <= last:
        expected = "headline, outlet and day of the first article below the list of results"
        raise UnknownLayoutError(lines[last].start, expected)
    starts = find_blocks(text, lines)
    return next((number for number in range(day - 2, last, -1) if number in starts), day - 2)


def _is_listed(line: str, listed: str) -> bool:
    """Return whether a line is the headline in a list of results, which may show only how it begins."""
    shown, whole = sorted((line, listed), key=len)
    return shown == whole or (len(shown) >= MIN_LISTED and whole.startswith(shown))


def _fold(line: str) -> str:
    return " ".join(line.split()).casefold()


def read_items(lines: Sequence[Line]) -> int | None:
    """Return how many documents were selected, as the cover page of an older export says."""
    found = next((match for line in lines if (match := ITEMS.fullmatch(line.text))), None)
    if not found or found[1].rstrip().endswith(","):
        return None
    return sum(max(int(match[2] or match[1]) - int(match[1]) + 1, 0) for match in RANGE.finditer(found[1]))
