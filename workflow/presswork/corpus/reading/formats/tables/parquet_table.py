"""Parquet: a row for each record."""

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from presswork.corpus.reading.formats.record import (
    Notice,
    Record,
    Rejected,
    build_record,
    map_columns,
)
from presswork.corpus.reading.formats.streams import MAX_MEMBER_BYTES, Allowance, open_seekable
from presswork.corpus.reading.formats.tables.addresses import Addresses

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

BATCH_ROWS = 256


def read_parquet_table(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield a record for each row, or why the row gives none; holds a batch of rows at a time.

    Raises UnreadableError if the rows have far more text than their file has bytes.
    """
    import pyarrow
    from pyarrow.parquet import ParquetFile

    seekable = open_seekable(stream)
    allowance = Allowance(MAX_MEMBER_BYTES, seekable.seek(0, io.SEEK_END))
    try:
        with ParquetFile(seekable) as table:
            kinds = {field.name: field.type for field in table.schema_arrow if not pyarrow.types.is_binary(field.type)}
        names = list(kinds)
        fields = map_columns(names, columns)
        strings = [name for name in names if kinds[name] in (pyarrow.string(), pyarrow.large_string())]
        used = list(fields.values()) if "text" in fields else strings
        addresses = Addresses()
        # A value that recurs is held once: of two kilobytes, a file can make gigabytes of rows.
        with ParquetFile(seekable, read_dictionary=[name for name in strings if name in used]) as table:
            _check_size(table, allowance)
            for number, row in enumerate(_read_rows(table, used) if used else ()):
                allowance.spend(sum(len(value) for value in row.values() if isinstance(value, str)))
                if "text" in fields:
                    yield build_record(row, fields, number, "utf-8")
                else:
                    addresses.read(row.items())
        if "text" not in fields:
            yield addresses.reject(names)
    except (pyarrow.ArrowException, KeyError, OSError, OverflowError, ValueError) as error:
        detail = (str(error).splitlines() or [type(error).__name__])[0]
        yield Rejected(None, "broken Parquet", detail, "export the table again")


def _check_size(table: "ParquetFile", allowance: Allowance) -> None:
    groups = map(table.metadata.row_group, range(table.metadata.num_row_groups))
    largest = max((group.total_byte_size for group in groups), default=0)
    Allowance(allowance.allowed, allowance.allowed).spend(largest)


def _read_rows(table: "ParquetFile", names: list[str]) -> Iterator[dict[str, Any]]:
    for batch in table.iter_batches(BATCH_ROWS, columns=names):
        values = [batch.column(name) for name in names]
        for number in range(batch.num_rows):
            yield {name: column[number].as_py() for name, column in zip(names, values, strict=True)}
