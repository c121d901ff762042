"""JSON lines: an object a line, each a record."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from presswork.corpus.formats.record import Record, Rejected, build_record, map_columns, reject_without_text


def read_json_lines(path: Path, columns: Mapping[str, str]) -> Iterator[Record | Rejected]:
    """Yield a record for each line, or why the line gives none."""
    with path.open("rb") as handle:
        for number, line in enumerate(handle):
            if line.strip():
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
