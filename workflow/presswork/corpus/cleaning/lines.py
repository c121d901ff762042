"""The lines of a record, with their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
LINE_END = re.compile(r"\r\n|\r|\n")
MIN_PARAGRAPH_WORDS = 12
MAX_TITLE_CHARACTERS = 220


@dataclass(frozen=True)
class Line:
    """A line that is not blank: where its visible text starts and ends in the record, and that text."""

    start: int
    end: int
    text: str

    @property
    def is_paragraph(self) -> bool:
        """Whether the line reads as running text: long, or closed like a sentence."""
        words = self.text.split()
        return len(words) >= MIN_PARAGRAPH_WORDS or (len(words) > 3 and self.closes)

    @property
    def closes(self) -> bool:
        """Whether the line ends as a sentence does."""
        return self.text.rstrip("\"'”’)»").endswith((".", "!", "?", "…"))


def split_lines(text: str) -> list[Line]:
    """Return the lines of a record that are not blank."""
    return list(_visible_lines(text))


def _visible_lines(text: str) -> Iterator[Line]:
    for match in LINE.finditer(text):
        visible = match[0].strip()
        if visible:
            start = match.start() + match[0].index(visible)
            yield Line(start, start + len(visible), visible)


def find_second_break(gap: str) -> int:
    """Return where a gap between paragraphs stops being one blank line: after its second line end, else its length."""
    ends = [match.end() for match in LINE_END.finditer(gap)]
    return ends[1] if len(ends) > 2 else len(gap)
