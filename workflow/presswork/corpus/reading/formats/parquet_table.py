"""Parquet: a row for each record."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from presswork.corpus.reading.formats.record import Record, Rejected, build_record, map_columns, reject_without_text
from presswork.corpus.reading.formats.streams import open_seekable

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

BATCH_ROWS = 256


def read_parquet_table(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Rejected]:
    """Yield a record for each row, or why the row gives none; holds a batch of rows at a time."""
    import pyarrow
    from pyarrow.parquet import ParquetFile

    seekable = open_seekable(stream)
    try:
        with ParquetFile(seekable) as table:
            yield from _read_rows(table, columns)
    except (pyarrow.ArrowException, OSError, OverflowError, ValueError) as error:
        detail = (str(error).splitlines() or [type(error).__name__])[0]
        yield Rejected(None, "broken Parquet", detail, "export the table again")


def _read_rows(table: "ParquetFile", columns: Mapping[str, str]) -> Iterator[Record | Rejected]:
    from pyarrow import types

    names = [field.name for field in table.schema_arrow if not types.is_binary(field.type)]
    fields = map_columns(names, columns)
    if "text" not in fields:
        yield reject_without_text(names)
        return
    number = 0
    for batch in table.iter_batches(BATCH_ROWS, columns=list(fields.values())):
        for row in batch.to_pylist():
            yield build_record(row, fields, number, "utf-8")
            number += 1
