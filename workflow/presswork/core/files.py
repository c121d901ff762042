"""Writes text and JSON files with reproducible bytes; a file is written completely or not at all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from presswork.core.errors import PressworkError

SIGNIFICANT_DIGITS = 6


@contextmanager
def write_whole(path: Path) -> Iterator[Path]:
    """Yield a temporary path whose file replaces this one when it is complete; missing folders are created."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, with \\n line ends.

    Raises PressworkError with the line for any other encoding.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise PressworkError(
            "A file is not encoded in UTF-8.",
            file=path,
            found=f"line {line}: the byte {error.object[error.start]:#04x}",
            expected="text in UTF-8",
            remedy="save it again as UTF-8; spreadsheets call the format 'CSV UTF-8'",
        ) from error


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with \\n line ends; an existing file stays until the new one is complete."""
    with write_whole(path) as partial:
        partial.write_bytes(text.encode("utf-8"))


def round_numbers(value: Any) -> Any:
    """Return a JSON value with every float rounded to the published precision."""
    if isinstance(value, float):
        return float(f"{value:.{SIGNIFICANT_DIGITS}g}")
    if isinstance(value, dict):
        return {key: round_numbers(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [round_numbers(each) for each in value]
    return value


def encode_json(value: Any) -> bytes:
    """Return a value as JSON in UTF-8, with sorted keys and rounded numbers."""
    text = json.dumps(round_numbers(value), sort_keys=True, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8")


def write_json(path: Path, value: Any) -> None:
    """Write JSON as `encode_json` gives it."""
    write_text(path, encode_json(value).decode("utf-8"))
