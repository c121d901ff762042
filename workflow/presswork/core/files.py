"""Text and JSON files whose bytes depend on content alone, written whole or not at all."""

import json
from pathlib import Path
from typing import Any

from presswork.core.tables import SIGNIFICANT_DIGITS


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with \\n line ends; the old file stays until the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(text.encode("utf-8"))
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def round_numbers(value: Any) -> Any:
    """Return a JSON value with every float rounded to the published precision."""
    if isinstance(value, float):
        return float(f"{value:.{SIGNIFICANT_DIGITS}g}")
    if isinstance(value, dict):
        return {key: round_numbers(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [round_numbers(each) for each in value]
    return value


def write_json(path: Path, value: Any) -> None:
    """Write JSON with sorted keys and rounded numbers."""
    write_text(path, json.dumps(round_numbers(value), sort_keys=True, ensure_ascii=False, indent=2) + "\n")
