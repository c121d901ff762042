"""A list of references (RIS), which databases export next to the texts: a record is an article's fields."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO

from presswork.corpus.reading.encoding import UNSTATED, Stated, decode
from presswork.corpus.reading.formats.record import Notice, Reference, Rejected
from presswork.corpus.reading.formats.streams import read_whole

TAGGED = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
# The tags of each field, in the order in which they are looked for.
TAGS = {
    "id": ("AN", "ID"),
    "title": ("TI", "T1"),
    "byline": ("AU", "A1"),
    "outlet": ("T2", "JF", "JO", "J2"),
    "published": ("DA", "Y1", "PY"),
    "language": ("LA",),
    "url": ("UR", "LK"),
}
# Where the address of an article has its number.
NUMBERED = re.compile(r"/docview/(\d+)|docref=([\w/.:@%-]*\w)")
YEAR = re.compile(r"\d{4}/*")
SHOWN = 100
# Characters of a value; abstracts are longer, and not used.
MAX_VALUE = 2000


def read_reference_list(stream: BinaryIO, columns: Mapping[str, str], stated: Stated = UNSTATED) -> Iterator[Notice]:
    """Yield the references of a list; raises UnreadableError if the file is too large."""
    try:
        decoded = decode(read_whole(stream), stated)
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "export the references again in UTF-8")
        return
    for number, tags in enumerate(_split(decoded.text.splitlines())):
        yield _describe(number, read_fields(tags))


def _split(lines: Iterable[str]) -> Iterator[dict[str, list[str]]]:
    """Yield the values of each reference by tag; a line without a tag goes on with the value above."""
    tags: dict[str, list[str]] = {}
    last = ""
    for line in lines:
        found = TAGGED.fullmatch(line.strip())
        if found and found[1] in ("TY", "ER"):
            yield from (tags,) if tags else ()
            tags, last = {}, ""
        elif found:
            last = found[1]
            tags.setdefault(last, []).append(found[2].strip())
        elif last and line.strip() and len(tags[last][-1]) < MAX_VALUE:
            tags[last][-1] += f" {line.strip()}"
    yield from (tags,) if tags else ()


def read_fields(tags: Mapping[str, list[str]]) -> dict[str, str]:
    """Return the fields of a reference, given its values by tag."""
    values = {
        field: next(([each for each in tags[name] if each] for name in names if any(tags.get(name, ()))), [])
        for field, names in TAGS.items()
    }
    fields = {field: "; ".join(found) if field == "byline" else found[0] for field, found in values.items() if found}
    days = (each for name in TAGS["published"] for each in tags.get(name, ()) if not YEAR.fullmatch(each))
    fields["published"] = next(days, "").strip("/ ")
    if number := NUMBERED.search(fields.get("url", "")):
        fields["id"] = number[1] or number[2]
    return {field: value for field, value in fields.items() if value}


def _describe(number: int, fields: dict[str, str]) -> Reference:
    named = ", ".join(fields[name] for name in ("title", "outlet", "published") if name in fields)
    remedy = "export the article with its text, such as TXT or HTML, into the same folder"
    return Reference(number, "reference without text", named[: 3 * SHOWN], remedy, fields=fields)
