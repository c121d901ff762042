"""JSON lines: an object a line, each a record."""

import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from presswork.corpus.reading.formats.record import (
    SPLIT,
    Record,
    Rejected,
    build_record,
    map_columns,
    reject_without_text,
)
from presswork.corpus.reading.formats.streams import MAX_RECORD_BYTES, read_lines


def read_json_lines(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Rejected]:
    """Yield a record for each line, or why the line gives none; holds one line at a time."""
    for number, line in enumerate(read_lines(stream)):
        if line is None:
            yield Rejected(number, "too long", f"line {number + 1} has more than {MAX_RECORD_BYTES:,} bytes", SPLIT)
        elif line.strip():
            yield _read_line(line, number, columns)


def _read_line(line: bytes, number: int, columns: Mapping[str, str]) -> Record | Rejected:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return Rejected(number, "broken JSON", f"line {number + 1}: {error}", "write one JSON object a line, in UTF-8")
    if not isinstance(row, dict):
        return Rejected(
            number, "no object", f"line {number + 1} is a {type(row).__name__}", "write one JSON object a line"
        )
    fields = map_columns(list(row), columns)
    if "text" not in fields:
        missing = reject_without_text(list(row))
        return Rejected(number, missing.reason, missing.detail, missing.remedy)
    return build_record(row, fields, number, "utf-8")
