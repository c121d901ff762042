"""Reads raw files into records and deals them into shards by their content."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from presswork.core.digests import digest_text
from presswork.core.tables import Dataset, find_tables
from presswork.corpus.formats import READERS
from presswork.corpus.formats.record import Record, Rejected
from presswork.corpus.sources import deal, name_shards
from presswork.corpus.tables import GIVEN

BATCH_CHARACTERS = 4_000_000
BRACES = Rejected(None, "braces in the name", "{ or } in the path", "rename the file or folder")


def deal_records(
    sources: list[Path], seeds: str, columns: dict[str, str], untracked: Sequence[str] = ()
) -> dict[str, Any]:
    """Return the shards' names, the records of each shard as a stream, and what had to be rejected.

    A record's shard depends on its content alone, so that one more article changes one shard. `untracked` are files
    whose names Snakemake cannot follow.
    """
    shards = name_shards(sum(path.stat().st_size for path in sources))
    rejected = [{"source": Path(path).relative_to(seeds).as_posix(), **vars(BRACES)} for path in untracked]
    return {
        "shards": {"shards": shards},
        "dealt": Dataset(_deal(sources, Path(seeds), columns, shards, rejected), find_tables()["dealt"]),
        "unreadable": (pl.DataFrame(rejected, schema=find_tables()["unreadable"].schema) for _ in range(1)),
    }


def read_records(path: Path, columns: Mapping[str, str]) -> Iterator[Record | Rejected]:
    """Yield the records of a raw file, or why there are none, by the file's ending."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        yield Rejected(None, "unknown format", path.suffix or "no ending", f"save it as one of: {known}")
        return
    try:
        yield from reader(path, columns)
    except OSError as error:
        yield Rejected(None, "unreadable", error.strerror or str(error), "check the file and your rights to read it")


def _deal(
    sources: list[Path], seeds: Path, columns: Mapping[str, str], shards: list[str], rejected: list[dict[str, Any]]
) -> Iterator[tuple[str, pl.DataFrame]]:
    """Yield (shard, rows) as a shard fills up; where it is cut depends on the shard's own rows alone."""
    schema = find_tables()["dealt"].schema
    waiting: list[list[dict[str, Any]]] = [[] for _ in shards]
    sizes = [0] * len(shards)
    for path in sources:
        source = path.relative_to(seeds).as_posix()
        for record in read_records(path, columns):
            if isinstance(record, Rejected):
                rejected.append({"source": source, **vars(record)})
                continue
            row = _describe(record, source)
            shard = deal(row["sha256"], len(shards))
            waiting[shard].append(row)
            sizes[shard] += len(record.text)
            if sizes[shard] > BATCH_CHARACTERS:
                yield shards[shard], pl.DataFrame(waiting[shard], schema=schema)
                waiting[shard], sizes[shard] = [], 0
    for name, rows in zip(shards, waiting, strict=True):
        yield name, pl.DataFrame(rows, schema=schema)


def _describe(record: Record, source: str) -> dict[str, Any]:
    given = {name: record.given.get(name) for name in GIVEN}
    place = {"source": source, "record": record.record, "sha256": digest_text(record.text)}
    return {**place, "text": record.text, "encoding": record.encoding, **given}
