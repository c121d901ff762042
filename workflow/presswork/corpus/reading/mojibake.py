"""Undoes mojibake: text that was decoded with another encoding than it was written in, such as "donâ€™t"."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Repair:
    """A line that was repaired: its number from 1, how it came, how it reads now, and the steps between."""

    line: int
    found: str
    repaired: str
    steps: str


def repair_mojibake(text: str) -> tuple[str, list[Repair]]:
    """Return the text with its mojibake undone, line by line, and what was repaired.

    ftfy decides (Speer 2019): a line changes only where re-encoding makes it more likely text, and in nothing but its
    encoding: quotes, ligatures and width stay.
    """
    if text.isascii():
        return text, []
    # Not splitlines: half of a broken letter may be U+0085, which it takes for a line end.
    lines = text.split("\n")
    repairs = list(_repair_lines(lines))
    for repair in repairs:
        lines[repair.line - 1] = repair.repaired
    return "\n".join(lines), repairs


def _repair_lines(lines: list[str]) -> Iterator[Repair]:
    from ftfy import fix_encoding_and_explain
    from ftfy.badness import is_bad

    for number, line in enumerate(lines, 1):
        # The test costs a tenth of the repair, and plain letters cannot be broken.
        if not line.isascii() and is_bad(line):
            fixed = fix_encoding_and_explain(line)
            if fixed.text != line:
                steps = ", ".join(" ".join(step) for step in fixed.explanation or ())
                yield Repair(number, line, fixed.text, steps)
