"""ProQuest: where an article's day and author are if their labels do not give them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.labelled import mark_day
from presswork.corpus.reading.formats.record import Cut

ANONYMOUS = "anonymous"
# What stands between headline and labels: author, outlet and day.
CITATION = "above an article"
# A credit that names authors and tells nothing more of them.
CREDITED = re.compile(
    r"(?!credit\b|.*\b(?:is|was|lives|covers|writes|works|teaches)\b)(?:by\s+)?(?P<name>[^\W\d_][^@:]{1,80}?)[\s;.]*",
    re.IGNORECASE,
)


def choose_day(text: str, marks: list[Cut]) -> list[Cut]:
    """Return the marks with the day from the line Publication info if the label of the day has lost its blanks."""
    days = [mark for mark in marks if mark.field == "published"]
    own = next((mark for mark in marks if mark.rule == "Publication info label"), None)
    dates = find_dates(text[own.start : own.end]) if own else []
    if not own or not dates or any(find_dates(text[day.start : day.end]) for day in days):
        return marks
    line = Line(own.start, own.end, text[own.start : own.end])
    first = mark_day(line, line.start + dates[-1].start, own.rule)
    kept = [replace(mark, field=None) if mark in days else mark for mark in marks]
    return [each for mark in kept for each in (first if mark is own else [mark])]


def choose_fields(text: str, marks: Sequence[Cut]) -> Iterator[Cut]:
    """Yield the marks with the author from the credit where no author is given, and the page once."""
    is_signed, is_paged = False, False
    for mark in marks:
        value, field = text[mark.start : mark.end], mark.field
        if field == "byline":
            field = None if value.strip().lower() == ANONYMOUS else field
            is_signed = is_signed or field is not None
        elif field == "page":
            field = None if is_paged else field
            is_paged = True
        elif not is_signed and mark.rule == "Credit label" and (name := CREDITED.fullmatch(value)):
            start, end = mark.start + name.start("name"), mark.start + name.end("name")
            parts = (Cut(mark.start, start, mark.rule), Cut(start, end, mark.rule, "byline"))
            yield from (part for part in (*parts, Cut(end, mark.end, mark.rule)) if part.start < part.end)
            is_signed = True
            continue
        yield Cut(mark.start, mark.end, mark.rule, field)


def choose_author(text: str, marks: list[Cut]) -> list[Cut]:
    """Return the marks with the author from the citation above an article if no label gives one."""
    outlet = next((text[mark.start : mark.end] for mark in marks if mark.field == "outlet"), "").strip()
    if not outlet or any(mark.field == "byline" for mark in marks):
        return marks
    for place, mark in enumerate(marks):
        cited = text.find(outlet, mark.start, mark.end) if mark.rule == CITATION else -1
        name = text[mark.start : max(cited, mark.start)].rstrip(" .")
        if name and name.lower() != ANONYMOUS:
            end = mark.start + len(name)
            parts = [Cut(mark.start, end, mark.rule, "byline"), Cut(end, mark.end, mark.rule)]
            return [*marks[:place], *parts, *marks[place + 1 :]]
    return marks
