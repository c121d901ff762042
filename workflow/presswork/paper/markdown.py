"""Escapes text and tables for Markdown."""

import re
from collections.abc import Sequence

from presswork.core.shown_text import escape_markdown, mark_hidden, protect_markdown

OURS = re.compile(r"(\s?\[@[^\]]+\]|`[^`]+`)")


def protect_prose(text: str) -> str:
    """Return the Markdown of this package (paragraphs, `code`, [@citation]) with all other markup escaped."""
    return "".join(part if OURS.fullmatch(part) else protect_markdown(part) for part in OURS.split(text))


def quote(name: str) -> str:
    """Return a name from the data on one line, without anything that would be read as a citation or code."""
    return mark_hidden(" ".join(name.split())).replace("[@", "[ @").replace("`", "'")


def write_markdown_table(heads: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[bool] = ()) -> str:
    """Return a table in Markdown; columns for which `right` is true are aligned right, and code stays code."""
    sides = ("---:" if is_right else "---" for is_right in (*right, *([False] * (len(heads) - len(right)))))
    lines = [_write_row(heads), f"|{'|'.join(sides)}|", *map(_write_row, rows)]
    return "\n".join(lines) + "\n"


def _write_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell if _is_code(cell) else escape_markdown(cell) for cell in cells)} |"


def _is_code(cell: str) -> bool:
    return cell.startswith("`") and cell.endswith("`") and not set(cell[1:-1]) & set("`|")
