"""Repairs mojibake, text decoded with the wrong encoding, such as "donâ€™t"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# U+0085 as the end of a line: the next begins with a capital, a quote or another one. Else it was an ellipsis.
NEXT_LINE = re.compile(r"(?<=[\x20-\x7e\x85])\x85(?=[\x85A-Z\"“‘]|$)")


@dataclass(frozen=True)
class Repair:
    """A line that was repaired: its number from 1, how it came, how it reads now, and the steps between."""

    line: int
    found: str
    repaired: str
    steps: str


def repair_mojibake(text: str) -> tuple[str, list[Repair]]:
    """Return the text with its mojibake repaired line by line, and the repairs.

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
        if not line.isascii() and is_bad(NEXT_LINE.sub("\n", line)):
            fixed = fix_encoding_and_explain(line)
            if fixed.text != line:
                steps = ", ".join(" ".join(step) for step in fixed.explanation or ())
                yield Repair(number, line, fixed.text, steps)
