"""Numbers of pages and headlines that the PDF of an export repeats on each page."""

import re
from collections.abc import Sequence

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.labelled import find_blocks

PAGE = re.compile(
    r"(?:Page|Seite|P[áa]gina) \d{1,5}(?P<count> (?:of|von|de|sur|di|van) \d{1,5})?",
    re.IGNORECASE,
)
MAX_LINES = 4
MAX_HEADER = 600


def find_pages(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """Return the lines with the number of a page, by number, and how many lines of a page header follow each.

    Older exports have headline, outlet and day in the header, at the end of each page's text.
    """
    pages = [number for number, line in enumerate(lines) if PAGE.fullmatch(line.text)]
    if not pages:
        return {}
    starts = {*find_blocks(text, lines), len(lines)}
    found = {}
    for number in pages:
        end = next((n for n in range(number + 1, number + 2 + MAX_LINES) if n in starts), None)
        header = " ".join(line.text for line in lines[number + 1 : end]) if end else ""
        if end and 0 < len(header) < MAX_HEADER and find_dates(header):
            found[number] = end - number - 1
        elif PAGE.fullmatch(lines[number].text)["count"] or end == number + 1:  # type: ignore[index]
            found[number] = 0
    return found


def count_repeated(lines: Sequence[Line], page: int, title: str) -> int:
    """Return how many lines below the number of a page repeat the headline, as newer exports do."""
    whole = _squash(title[: MAX_HEADER + 1])
    for count in range(1, MAX_LINES + 1):
        shown = _squash(" ".join(line.text for line in lines[page + 1 : page + 1 + count]))
        if whole and shown == whole:
            return count
        if not whole.startswith(shown) or len(title) > MAX_HEADER:
            break
    return 0


def _squash(text: str) -> str:
    """Return a text without what differs between a headline and its copy in a header."""
    return re.sub(r"\W+", "", text[: 2 * MAX_HEADER]).casefold()
