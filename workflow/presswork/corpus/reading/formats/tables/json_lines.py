"""JSON: lines of objects, objects over many lines, an array of objects, or an object that holds one array."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import Any, BinaryIO

from presswork.corpus.reading.encoding import SETTLE, UNSTATED, Stated
from presswork.corpus.reading.formats import streams
from presswork.corpus.reading.formats.record import (
    SPLIT,
    Notice,
    Record,
    Rejected,
    build_record,
    map_columns,
)
from presswork.corpus.reading.formats.tables.addresses import ADDRESSES_ONLY, Addresses
from presswork.corpus.reading.formats.text_lines import TextLines

REMEDY = "write one JSON object per line, or an array of objects"
ARRAY_OF_OBJECTS = re.compile(r"\[\s*(\{|\]|\Z)")
BLANK = re.compile(r"[\s,\[\]\ufeff]*")
NEXT_OBJECT = re.compile(r"[\n,\[]\s*\{")
KINDS = {str: "text", list: "a list", dict: "an object", bool: "true or false", type(None): "null"}
MARK = "\ufeff"
DEPTH = 3
MAX_BROKEN = 1000
# An object, or another value, and the keys that it has more than once.
Found = tuple[Any, list[str]] | Rejected
# From the keys of an object to which of them holds which field.
FindFields = Callable[[tuple[str, ...]], dict[str, str]]


def read_json_lines(
    stream: BinaryIO, columns: Mapping[str, str], stated: Stated = UNSTATED
) -> Iterator[Record | Notice]:
    """Yield a record for each object, or why it gives none; holds one object at a time."""
    lines = TextLines(stream, stated, "\n")
    # Most objects have the same keys.
    find = lru_cache(256)(lambda keys: map_columns(list(keys), columns))
    number, without = 0, _WithoutText()
    try:
        for found in _read_objects(iter(lines), find):
            if isinstance(found, Rejected):
                yield replace(found, record=number)
            elif not isinstance(found[0], dict) or "text" not in find(tuple(found[0])):
                without.read(found[0], number)
            else:
                row, repeated = found
                if repeated:
                    detail = f"repeated keys: {', '.join(repeated)}; the first value of each was used"
                    yield Notice(number, "repeated key", detail, "give each value its own key")
                yield build_record(row, find(tuple(row)), number, lines.decoder.encoding)
            number += 1
        yield from without.close()
    except ValueError as error:
        yield Rejected(None, "binary", str(error), "export it in UTF-8; if it is text, " + SETTLE)
    yield from lines.list_notices()


@dataclass
class _Group:
    """Values without a text that are rejected together: the first, its number, and what all of them hold."""

    first: Any
    number: int
    addresses: Addresses = field(default_factory=Addresses)

    def reject(self) -> Rejected:
        """Return the rejection; a single value is named by its number."""
        n_values = self.addresses.n_rows
        found = self.addresses.reject([*self.first] if isinstance(self.first, dict) else [])
        if found.reason == ADDRESSES_ONLY:
            return found
        if not isinstance(self.first, dict):
            kind = KINDS.get(type(self.first), "a number")
            found = Rejected(None, "no object", f"value {self.number + 1} is {kind}", REMEDY)
        if n_values == 1:
            return replace(found, record=self.number)
        return replace(found, detail=f"{n_values:,} values, the first of them: {found.detail}")


class _WithoutText:
    """Values without a key of texts: those of a kind are told together, as the rows of a table are."""

    def __init__(self) -> None:
        self.groups: dict[tuple[bool, bool], _Group] = {}

    def read(self, value: Any, number: int) -> None:
        """Count a value."""
        own = Addresses()
        for each in value if isinstance(value, list) else [value]:
            own.read(each.items() if isinstance(each, dict) else [("", each)])
        kind = (isinstance(value, dict), own.are_addresses())
        if kind not in self.groups:
            self.groups[kind] = _Group(value, number)
        self.groups[kind].addresses.add(own)

    def close(self) -> Iterator[Rejected]:
        """Yield the rejections."""
        yield from (group.reject() for group in self.groups.values())


def _read_objects(lines: Iterator[str], find: FindFields) -> Iterator[Found]:
    first = next((line for line in lines if line.strip(f" \t\r\n{MARK}")), "").lstrip(MARK)
    found = _read_values(chain([first], lines)) if _goes_on(first) else _read_lines(chain([first], lines))
    for each in found:
        rows = None if isinstance(each, Rejected) else _find_array(each[0], find)
        found_rows = ((row, []) for row in rows) if rows is not None else (each,)
        yield from (each if isinstance(each, Rejected) else (_lift(each[0], find), each[1]) for each in found_rows)


def _lift(row: Any, find: FindFields) -> Any:
    """Return an object without a text of its own together with what the object in it holds that has one."""
    if not isinstance(row, dict) or "text" in find(tuple(row)):
        return row
    inner = next((each for each in row.values() if isinstance(each, dict) and "text" in find(tuple(each))), {})
    return {**inner, **{key: value for key, value in row.items() if value is not inner}}


def _goes_on(first: str) -> bool:
    """Whether an object or array that begins on the first line goes on after it."""
    text = first.strip()
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return bool(ARRAY_OF_OBJECTS.match(text)) or (text[:1] == "{" and error.pos >= len(text) - 1)
    except RecursionError:
        return False
    return bool(ARRAY_OF_OBJECTS.match(text))


def _read_lines(lines: Iterator[str]) -> Iterator[Found]:
    is_inside = False
    for line in lines:
        was_inside, is_inside = is_inside, not line.endswith("\n") and len(line) > streams.MAX_RECORD_BYTES
        if was_inside or not line.strip():
            continue
        if len(line) > streams.MAX_RECORD_BYTES:
            yield Rejected(None, "too long", f"an object of more than {streams.MAX_RECORD_BYTES:,} characters", SPLIT)
            continue
        try:
            yield _check(json.loads(line), line)
        except (ValueError, RecursionError) as error:
            if str(error).startswith("Extra data"):
                yield from _read_values(iter([line]))
            else:
                yield Rejected(None, "broken JSON", f"{error}: {line[:40]}", REMEDY)


def _read_values(lines: Iterator[str]) -> Iterator[Found]:
    """Yield the objects of a file in which they are separated by commas or line ends, within brackets or without."""
    decoder = json.JSONDecoder()
    text, wanted, n_broken = "", 0, 0
    for line in chain(lines, [None]):
        text += line or ""
        if line is not None and len(text) < wanted:
            continue
        place = 0
        while (start := BLANK.match(text, place).end()) < len(text):  # type: ignore[union-attr]
            try:
                row, place = decoder.raw_decode(text, start)
            except (ValueError, RecursionError) as error:
                if line is not None and len(text) - start < streams.MAX_RECORD_BYTES:
                    break
                yield Rejected(None, "broken JSON", f"{error}: {text[start : start + 40]}", REMEDY)
                following = NEXT_OBJECT.search(text, start + 1)
                n_broken += 1
                place = following.start() if following and n_broken < MAX_BROKEN else len(text)
                continue
            yield _check(row, text[start:place])
        text = text[start:]
        # An object that has no end so far is only tried again when twice as much is there.
        wanted = 2 * len(text)


def _check(row: Any, written: str) -> Found:
    """Return an object with the keys that it has more than once: of these, only the last values are in it."""
    if not isinstance(row, dict) or not any(written.count(f'"{key}"') > 1 for key in row):
        return row, []
    repeated: dict[str, None] = {}

    def keep_first(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for key, value in pairs:
            if key in kept:
                repeated[key] = None
            kept[key] = kept.get(key) or value
        return kept

    return json.loads(written, object_pairs_hook=keep_first), list(repeated)


def _find_array(row: Any, find: FindFields) -> list[Any] | None:
    """Return the array of objects that an object without a text of its own holds: the one with texts, or with titles
    and addresses, if there are several.
    """
    if not isinstance(row, dict):
        return None
    if turned := _turn(row):
        return turned
    own = find(tuple(row))
    if "text" in own:
        return None
    arrays = list(_walk(row, DEPTH))
    if {"title", "url"} <= own.keys():
        # An article without its text may hold an array of tags, a feed has both, too.
        arrays = [array for array in arrays if {"title", "text"} <= find(tuple(array[0])).keys()]
    for wanted in (set(), {"text"}, {"title", "url"}):
        found = [array for array in arrays if wanted <= find(tuple(array[0])).keys()]
        if len(found) == 1:
            return found[0]
    return None


def _turn(row: dict[str, Any]) -> list[Any] | None:
    """Return the rows of a table that pandas wrote as one object: of columns, or of rows by their number."""
    first = next(iter(row.values()), None)
    if not isinstance(first, dict) or not all(isinstance(each, dict) for each in row.values()):
        return None
    if all(map(str.isdigit, row)):
        return list(row.values())
    if all(map(str.isdigit, first)) and first and all(each.keys() == first.keys() for each in row.values()):
        return [{name: column[number] for name, column in row.items()} for number in first]
    return None


def _walk(value: Any, depth: int) -> Iterator[list[Any]]:
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        yield value
    elif isinstance(value, dict) and depth:
        for each in value.values():
            yield from _walk(each, depth - 1)
