"""What a page states of itself for machines, and the day on which what it states and what it prints agree."""

import re
from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What a page says of itself for machines, and the headline that it shows.
STATED = '//meta|//link|//head/title|//script[contains(@type, "json")]|//h1|//*[@rel="author" or @itemprop="author"]'
UNPRINTED = "//head|//meta|//link|//script|//style|//footer|//h1"
PUBLISHED = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d\d-\d\d)')
DAY = re.compile(r"\d{4}-\d\d-\d\d")
# A line that is a date has a year, few words, and no label of something else.
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MAX_DATE_WORDS = 6
NOT_DATE = re.compile(
    r"[A-Za-z]:|©|updat|modif|aktualis|geändert|\bstand\b|mis à jour|actualiz|copyright", re.IGNORECASE
)
HEAD_TAGS = ("meta", "link", "title", "script")
CHANGED = re.compile("modif|updat|revis|expir", re.IGNORECASE)
# Without a last day htmldate takes today's, and the same page would give another date tomorrow.
DATES: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "min_date": "1995-01-01",
    "max_date": "2099-12-31",
}


def read_metadata(tree: "HtmlElement") -> Mapping[str, str]:
    """Return the title, byline, outlet, address and day of a page as it states them; takes the tree apart.

    Where days contradict each other, the value of `published` names them with where they stand, which is no day.
    """
    from trafilatura.metadata import extract_metadata

    stated = extract_metadata(_pick(tree, STATED), date_config=DATES)
    values = {
        "title": " ".join((stated.title or "").split()),
        "byline": (stated.author or "").strip(),
        "outlet": (stated.sitename or stated.hostname or "").strip(),
        "published": _confirm_date(tree, stated.date) or "",
        "url": (stated.url or "").strip(),
    }
    return {name: value for name, value in values.items() if value}


def _pick(tree: "HtmlElement", path: str) -> "HtmlElement":
    """Return a page of copies of the elements at a path, without those that tell of a change."""
    from lxml.html import fromstring

    page = fromstring("<html><head></head><body></body></html>")
    for element in tree.xpath(path):
        names = (element.get(name, "") for name in ("property", "name", "itemprop"))
        if not any(map(CHANGED.search, names)):
            copied = deepcopy(element)
            copied.tail = None
            page[element.tag not in HEAD_TAGS].append(copied)
    return page


def _confirm_date(tree: "HtmlElement", stated: str | None) -> str | None:
    """Return the day that a page states for machines, unless what it prints or marks up leaves a doubt.

    A page that prints no day must state one alone, and as that of publication.
    """
    from htmldate import find_date

    if not stated:
        return None
    marked = min(DAY.findall(" ".join(tree.xpath("//time/@datetime"))), default=stated)
    if marked < stated:
        return f"{stated} in its metadata, {marked} in an element for times"
    published = _find_published(tree)
    drop_elements(tree, UNPRINTED)
    printed = find_date(tree, **DATES)
    if printed and printed != stated:
        return f"{stated} in its metadata, {printed} in print"
    if printed or published == {stated}:
        return stated
    others = [f"{day} as the day of publication" for day in sorted(published - {stated})]
    return ", ".join([f"{stated} in its metadata", *others]) if others else None


def _find_published(tree: "HtmlElement") -> set[str]:
    """Return the days that a page states, for machines, as those of publication."""
    scripts = " ".join(tree.xpath('//script[contains(@type, "json")]/text()'))
    properties = tree.xpath('//meta[contains(@property, "published")]/@content')
    return {*PUBLISHED.findall(scripts), *DAY.findall(" ".join(properties))}


def confirm_printed(given: Mapping[str, str], lines: Iterable[str]) -> Mapping[str, str]:
    """Return the fields with a doubt about the day, if lines above the text are days and none is the one stated."""
    stated = given.get("published", "")
    printed = sorted(set(filter(None, map(_read_line, lines))))
    if not DAY.fullmatch(stated) or not printed or stated in printed:
        return given
    return {**given, "published": f"{stated} in its metadata, {printed[0]} in print"}


def _read_line(line: str) -> str | None:
    """Return the day of a line that is a date, as htmldate reads it."""
    from htmldate import find_date
    from lxml.html import builder

    if not YEAR.search(line) or len(line.split()) > MAX_DATE_WORDS or NOT_DATE.search(line):
        return None
    day = find_date(builder.HTML(builder.BODY(builder.SPAN(line, {"class": "date"}))), **DATES)
    return str(day) if day else None


def drop_elements(tree: "HtmlElement", path: str) -> None:
    """Remove the elements at a path, with what they hold, from a tree."""
    for element in tree.xpath(path):
        if element.getparent() is not None:
            element.drop_tree()
