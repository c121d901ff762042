"""Reads raw files into records and distributes them over shards by their content."""

import inspect
import logging
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from presswork.core.content import watch_content
from presswork.core.digests import digest_text
from presswork.core.schema import find_tables
from presswork.core.tables import Dataset
from presswork.corpus.cleaning.recurring.search import RecurringSearch
from presswork.corpus.fields.date_orders import DateOrders
from presswork.corpus.reading.encoding import UNSTATED, Stated
from presswork.corpus.reading.formats.readers import OPENERS, READERS, TEXTUAL
from presswork.corpus.reading.formats.recognise import HEAD_BYTES, PACKED_WEB_ARCHIVE, recognise
from presswork.corpus.reading.formats.record import (
    Cut,
    Notice,
    Record,
    Rejected,
    UnreadableError,
    describe_remark,
    tell_skipped,
)
from presswork.corpus.reading.formats.streams import Part
from presswork.corpus.reading.references import References
from presswork.corpus.reading.source_files import (
    deal,
    find_files,
    find_obstacle,
    measure_size,
    name_shards,
    spell_source,
)
from presswork.corpus.reading.stated_encodings import read_stated
from presswork.corpus.tables import GIVEN

BATCH_CHARACTERS = 4_000_000
WAITING_CHARACTERS = 64_000_000
TOLD_EVERY = 1000
progress = logging.getLogger("presswork")


def read_seeds(
    seeds: str,
    columns: dict[str, str],
    metadata: Sequence[str] = (),
    decisions: Sequence[str] = (),
    encoding: str = "",
) -> dict[str, Any]:
    """Return what `deal_records` gives for all files of a seeds folder that may hold articles."""
    names, _ = find_files(Path(seeds))
    return deal_records([Path(seeds, name) for name in names], seeds, columns, metadata, decisions, encoding)


def deal_records(
    sources: list[Path],
    seeds: str,
    columns: dict[str, str],
    metadata: Sequence[str] = (),
    decisions: Sequence[str] = (),
    encoding: str = "",
) -> dict[str, Any]:
    """Return the shards' names, the records of each shard as a stream, what recurs, what of it is cut, remarks on files
    and records, and the files.

    A record's shard depends on its content alone, so that one more article changes one shard. `metadata` (the user's
    annotations, as CSV) may state the encoding of a file, `encoding` is that of files that are not in Unicode.
    `decisions` are the user's tables as CSV on text that recurs. What recurs, what of it is cut, the remarks, and the
    files with the digest of the bytes that were read are streams of one table each. They raise RuntimeError if they are
    read before the records.
    """
    shards = name_shards(measure_size(sources))
    remarks: list[dict[str, Any]] = []
    read: list[dict[str, Any]] = []
    search, orders = RecurringSearch(decisions), DateOrders()
    stated = read_stated(list(metadata), encoding)
    dealt = _deal(sources, Path(seeds), columns, stated, shards, remarks, search, orders, read)
    tables = find_tables()
    return {
        "dealt": Dataset(dealt, tables["dealt"]),
        "recurring": _after(dealt, lambda: search.tables["recurring"]),
        "recurring_cuts": _after(dealt, lambda: search.tables["recurring_cuts"]),
        "date_orders": _after(dealt, orders.tabulate),
        "remarks": _after(dealt, lambda: pl.DataFrame(remarks + search.find_unmatched(), tables["remarks"].schema)),
        "sources": _after(dealt, lambda: pl.DataFrame(read, tables["sources"].schema)),
        "shards": {"shards": shards},
    }


def _after(dealt: Generator[Any, None, None], tabulate: Callable[[], pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """Yield a table that is not known until all records are dealt."""
    if inspect.getgeneratorstate(dealt) != inspect.GEN_CLOSED:
        raise RuntimeError("the records must be read before what recurs and the remarks")
    yield tabulate()


def read_records(
    path: Path, columns: Mapping[str, str], state: Callable[[str | None], Stated] = lambda member: UNSTATED
) -> Iterator[Record | Notice]:
    """Yield the records of a raw file or of the members of an archive, or why there are none, by their content.

    `state` returns what the user says of the encoding of a member, or of the file itself for None.
    """
    if obstacle := find_obstacle(path):
        yield Rejected(None, *obstacle)
        return
    is_empty, skipped = True, []
    try:
        for part in _open_parts(path):
            if isinstance(part, str):
                skipped.append(part)
                continue
            is_empty = False
            if isinstance(part, Notice):
                yield part
            else:
                yield from _read_part(part, columns, state)
        if is_empty or skipped:
            yield tell_skipped(skipped, is_empty)
    except UnreadableError as error:
        yield error.rejected
    except OSError as error:
        yield Rejected(None, "unreadable", error.strerror or str(error), "check the file and its permissions")


def _read_watched(
    path: Path,
    seeds: Path,
    columns: Mapping[str, str],
    state: Callable[[str | None], Stated],
    read: list[dict[str, Any]],
) -> Iterator[Record | Notice]:
    """Yield what `read_records` does, and add the file to those that were read, with the digest of its bytes."""
    with watch_content(path) as digest:
        if digest:
            read.append({"source": spell_source(path, seeds), "sha256": digest})
        yield from read_records(path, columns, state)


def _open_parts(path: Path) -> Iterator[Part | Notice | str]:
    """Yield the parts of a file, remarks on them, and the names of members that are never articles."""
    ending = _find_container(path.name)
    if ending:
        yield from OPENERS[ending](path)
        return
    with path.open("rb", buffering=HEAD_BYTES) as stream:
        yield Part(path.name, stream)


def _find_container(name: str) -> str | None:
    # The compression of a web archive is part of its format.
    if PACKED_WEB_ARCHIVE.search(name):
        return None
    return next((ending for ending in OPENERS if name.lower().endswith(ending)), None)


def _read_part(
    part: Part, columns: Mapping[str, str], state: Callable[[str | None], Stated]
) -> Iterator[Record | Notice]:
    """Yield what a part holds, under its name as a member; of what holds parts of its own, theirs."""
    stated = state(part.member)
    stated = replace(stated, legacy=part.charset or stated.legacy)
    for each in _read_stream(part, columns, stated):
        member = "/".join(filter(None, (part.member, each.member))) or None
        if isinstance(each, Part):
            yield from _read_part(replace(each, member=member), columns, state)
        elif isinstance(each, Record):
            yield replace(each, member=member, given={**each.given, **part.given})
        else:
            yield replace(each, member=member)


def _read_stream(part: Part, columns: Mapping[str, str], stated: Stated) -> Iterator[Record | Notice | Part]:
    if _find_container(part.name):
        ending = Path(part.name).suffix.lower()
        yield Rejected(None, "nested container", f"{ending} inside another file", "unpack it, and add what it holds")
        return
    is_empty = True
    try:
        kind = recognise(part.stream.peek(HEAD_BYTES)[:HEAD_BYTES], part.name, columns, READERS)  # type: ignore[attr-defined]
        if isinstance(kind, Rejected):
            yield kind
            return
        reader = READERS[kind]
        for each in reader(part.stream, columns, stated) if reader in TEXTUAL else reader(part.stream, columns):
            is_empty &= isinstance(each, Notice) and not isinstance(each, Rejected)
            yield each
    except UnreadableError as error:
        is_empty = False
        yield error.rejected
    if is_empty:
        yield Rejected(None, "empty", "it has no rows or records", "export it again, or remove it")


def _deal(
    sources: list[Path],
    seeds: Path,
    columns: Mapping[str, str],
    stated: Callable[[str], Stated],
    shards: list[str],
    remarks: list[dict[str, Any]],
    search: RecurringSearch,
    orders: DateOrders,
    read: list[dict[str, Any]],
) -> Generator[tuple[str, pl.DataFrame], None, None]:
    """Yield (shard, rows) as a shard fills up; where it is cut depends on the shard's own rows alone."""
    schema = find_tables()["dealt"].schema
    waiting: list[list[dict[str, Any]]] = [[] for _ in shards]
    sizes = [0] * len(shards)
    # All shards wait in memory at once, so that many of them must be cut more often.
    full = min(BATCH_CHARACTERS, WAITING_CHARACTERS // len(shards))
    told: set[tuple[str, str]] = set()
    references = References()
    # What a list of references says of articles is known before their texts are read.
    ordered = sorted(sources, key=lambda each: each.suffix.lower() != ".ris")
    for number, path in enumerate(ordered, 1):
        state = partial(_state, stated, path, seeds)
        for place, found in enumerate(_read_watched(path, seeds, columns, state, read), 1):
            if place % TOLD_EVERY == 0:
                progress.info("%s (file %d of %d): %d records", path.name, number, len(ordered), place)
            source = spell_source(path, seeds, found.member)
            record = references.complete(source, found)
            if record is None:
                continue
            if isinstance(record, Notice):
                remarks.append(describe_remark(record, source))
                continue
            remarks += [describe_remark(notice, source) for notice in _list_new(record, source, told)]
            if record.record is not None:
                orders.read(source, record.given.get("published"))
            row = _describe(record, source)
            search.read(row)
            shard = deal(row["sha256"], len(shards))
            waiting[shard].append(row)
            sizes[shard] += len(record.text)
            if sizes[shard] > full:
                yield shards[shard], pl.DataFrame(map(_describe_cuts, waiting[shard]), schema=schema)
                waiting[shard], sizes[shard] = [], 0
    remarks += [describe_remark(remark, source) for source, remark in references.list_remarks()]
    for name, rows in zip(shards, waiting, strict=True):
        yield name, pl.DataFrame(map(_describe_cuts, rows), schema=schema)


def _state(stated: Callable[[str], Stated], path: Path, seeds: Path, member: str | None) -> Stated:
    return stated(spell_source(path, seeds, member))


def _list_new(record: Record, source: str, told: set[tuple[str, str]]) -> list[Notice]:
    """Return the notices of a record; what holds for its whole table is told with the first record that says it."""
    new = [each for each in record.notices if each.record == record.record or (source, each.reason) not in told]
    told |= {(source, each.reason) for each in new if each.record != record.record}
    return new


def _describe(record: Record, source: str) -> dict[str, Any]:
    given = {name: record.given.get(name) for name in GIVEN}
    place = {"source": source, "record": record.record, "sha256": digest_text(record.text)}
    read = {name: getattr(record, name) for name in ("text", "encoding", "extractor", "database")}
    return {**place, **read, "cuts": record.cuts, **given}


def _describe_cuts(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with cuts as the table has them: while rows wait in memory, they take a third of the room."""
    return {**row, "cuts": [{name: getattr(cut, name) for name in Cut.__slots__} for cut in row["cuts"]]}
