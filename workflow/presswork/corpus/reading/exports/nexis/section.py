"""The section of an article from Nexis, and the page that stands within it."""

import re
from collections.abc import Iterator

from presswork.corpus.reading.formats.record import Cut

PAGE = re.compile(
    r"(?:^|(?P<sign>[;,])\s*)(?:pages?|pp?|pgs?|seiten?|s|blz|p[áa]gs?|p[áa]ginas?)\b\.?\s*"
    r"(?P<page>[\w-]*\d[\w-]*(?:\s*[,-]\s*[A-Z]?\d[\w-]*)*)",
    re.IGNORECASE,
)
# Without a word for page: Financial; E01.
BARE_PAGE = re.compile(r"(?P<sign>;)\s*(?P<page>[A-Z]{1,2}\d{1,3})(?=\s*(?:;|$))")


def mark_section(mark: Cut, value: str) -> Iterator[Cut]:
    """Yield the marks of a section and of the page that stands within it: NEWS; Pg. 4."""
    found = PAGE.search(value) or BARE_PAGE.search(value)
    if not found:
        yield mark
        return
    below = found.end() + len(value[found.end() :]) - len(value[found.end() :].lstrip(" ;,"))
    # The sign stays with the section above the page if there is more of it below.
    above = found.end("sign") if found["sign"] and below < len(value) else found.start()
    page = found.start("page")
    ends = [0, above, page, found.end(), below, len(value)]
    fields = ["section", None, "page", None, "section"]
    for field, start, end in zip(fields, ends, ends[1:], strict=False):
        if start < end:
            yield Cut(mark.start + start, mark.start + end, mark.rule, field)
