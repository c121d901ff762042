"""Reads and writes all tables.

Bytes depend only on the content: rows are sorted by the table's key, floats are rounded to six significant digits, and
codec, compression level and row groups are fixed. No text in a CSV file can act as a formula in a spreadsheet or as a
control sequence in a terminal.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from presswork.core.errors import PressworkError
from presswork.core.files import SIGNIFICANT_DIGITS, write_whole
from presswork.core.schema import Column, Table

# Separates the codes in a cell that has several.
LISTED = "; "
ROW_GROUP = 1 << 18
# Spreadsheets run text that begins like this as a formula; after an apostrophe, they show it as text.
FORMULA = r"^('*[=+\-@\t\r\n])"
PROTECTED = r"^'('*[=+\-@\t\r\n])"
# All control characters except whitespace; those above U+007F have no pictures.
CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}]"
PICTURES = {chr(code): chr(0x2400 + code) for code in range(32) if code not in (9, 10, 13)}
PICTURES |= {"\x7f": "\u2421"} | {chr(code): "\ufffd" for code in range(0x80, 0xA0)}


def round_significant(values: pl.Series) -> pl.Series:
    """Return floats rounded to `SIGNIFICANT_DIGITS`, each the nearest double to its decimal."""
    rounded = [None if value is None else float(f"{value:.{SIGNIFICANT_DIGITS}g}") for value in values.to_list()]
    return pl.Series(values.name, rounded, dtype=pl.Float64)


def conform(frame: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Return the frame in the form of the table's schema: columns, types, sorted rows, rounded numbers.

    Raises PressworkError if a column is missing, unknown or of another type, has empty cells that are not allowed, or
    has a cell with an unknown code.
    """
    if set(frame.columns) != set(table.schema):
        raise PressworkError(
            f"The table '{table.name}' has other columns than its schema.",
            found=sorted(frame.columns),
            expected=sorted(table.schema),
        )
    frame = frame.select(table.schema.names())
    for column in table.columns:
        _check_column(frame[column.name], column, table.name)
    frame = frame.cast(table.schema)
    numbers = [round_significant(frame[name]) for name, kind in table.schema.items() if kind == pl.Float64()]
    return frame.with_columns(numbers).sort(table.key, maintain_order=True)


def _check_column(values: pl.Series, column: Column, table: str) -> None:
    found: object
    expected: object
    if values.dtype != column.dtype and values.null_count() < len(values):
        problem, found, expected = "has a column of another type than its schema", values.dtype, column.dtype
    elif not column.nullable and values.null_count():
        problem, found = "has empty cells where none may be", f"{values.null_count()} empty cells"
        expected = "a value in each row"
    elif column.codes and (unknown := set(values.drop_nulls().unique().str.split(LISTED).explode()) - {*column.codes}):
        problem, found, expected = "has cells that hold none of the column's codes", sorted(unknown), [*column.codes]
    else:
        return
    raise PressworkError(f"The table '{table}' {problem}.", field=column.name, found=found, expected=expected)


def write_table(path: Path, data: pl.DataFrame | Iterable[pl.DataFrame], table: Table) -> None:
    """Write a table as Parquet or CSV, depending on the file name extension. Several frames are written in turn.

    The frames of an iterable must be in the order of the key; only one at a time is in memory.
    """
    frames = [data] if isinstance(data, pl.DataFrame) else data
    write = _write_csv if path.suffix == ".csv" else _write_parquet
    with write_whole(path) as partial:
        write(partial, (conform(frame, table) for frame in frames), table)


def _write_csv(path: Path, frames: Iterator[pl.DataFrame], table: Table) -> None:
    with path.open("wb") as handle:
        for number, frame in enumerate(chain([pl.DataFrame(schema=table.schema)], frames)):
            safe = frame.with_columns(pl.col(pl.String).str.replace(FORMULA, "'$1"))
            texts = [name for name, kind in safe.schema.items() if kind == pl.String]
            safe = safe.with_columns(_show_controls(safe[name]) for name in texts)
            safe.write_csv(handle, include_header=number == 0, line_terminator="\n")


def _show_controls(texts: pl.Series) -> pl.Series:
    """Return texts in which control characters are replaced by their pictures, so that terminals ignore them."""
    return texts.str.replace_many(PICTURES) if texts.str.contains(CONTROLS).any() else texts


def _write_parquet(path: Path, frames: Iterator[pl.DataFrame], table: Table) -> None:
    with _open_parquet(path, table) as writer:
        for frame in frames:
            _append(writer, frame)


def _open_parquet(path: Path, table: Table) -> pq.ParquetWriter:
    schema = pl.DataFrame(schema=table.schema).to_arrow().schema
    return pq.ParquetWriter(path, schema, compression="zstd", compression_level=3, use_dictionary=True)


def _append(writer: pq.ParquetWriter, frame: pl.DataFrame) -> None:
    writer.write_table(frame.to_arrow().cast(writer.schema), row_group_size=ROW_GROUP)


def read_table(path: Path, table: Table) -> pl.DataFrame:
    """Return a table from Parquet or CSV with the types of its schema and the texts as they were before writing."""
    if path.suffix == ".csv":
        cells = pl.read_csv(path, schema=table.schema, glob=False)
        return cells.with_columns(pl.col(pl.String).str.replace(PROTECTED, "$1"))
    return pl.read_parquet(path, glob=False)


def scan_table(path: Path) -> pl.LazyFrame:
    """Return a Parquet table as a lazy frame, which reads only what is used."""
    return pl.scan_parquet(path, glob=False)


def scan_rows(path: Path, table: Table) -> pl.LazyFrame:
    """Return a table from Parquet or CSV, like `read_table`, as a lazy frame."""
    if path.suffix == ".csv":
        return pl.scan_csv(path, schema=table.schema, glob=False).with_columns(
            pl.col(pl.String).str.replace(PROTECTED, "$1")
        )
    return scan_table(path)


@dataclass(frozen=True)
class Dataset:
    """A folder of Parquet files of one table, written from pairs of part name and rows; a part may come in pieces."""

    pieces: Iterator[tuple[str, pl.DataFrame]]
    table: Table

    def write_to(self, folder: Path) -> None:
        """Write each part as `folder/<name>.parquet`."""
        folder.mkdir(parents=True, exist_ok=True)
        writers: dict[str, pq.ParquetWriter] = {}
        try:
            for name, frame in self.pieces:
                if name not in writers:
                    writers[name] = _open_parquet(folder / f"{name}.parquet", self.table)
                _append(writers[name], conform(frame, self.table))
        finally:
            for writer in writers.values():
                writer.close()
