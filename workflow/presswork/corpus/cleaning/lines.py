"""The lines of a record, with their offsets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

# As `str.splitlines` has it: form feed, vertical tab, U+0085, U+2028 and U+2029 end a line too.
LINE_ENDS = r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"
LINE_END = re.compile(LINE_ENDS)
MIN_PARAGRAPH_WORDS = 12
MIN_PARAGRAPH_CHARACTERS = 30
MAX_TITLE_CHARACTERS = 220
CLOSING = "\"'”’)»」』）"
ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")
# Thai to Khmer, kana and Han: scripts without spaces between words.
# Letters from Greek on, but for the further Latin ones (1E00 to 1EFF, 2C60, A720, AB30, FB00 and FF00).
OTHER_SCRIPTS = re.compile(
    "[\u0370-\u1cff\u1f00-\u1fff\u2c00-\u2c5f\u2c80-\u2dff\u2e80-\ua71f\ua800-\uab2f\uab70-\ud7ff\uf900-\ufaff"
    "\ufb13-\ufdff\ufe70-\ufefe\uff66-\uffdc\U00010000-\U0001efff\U00020000-\U0003ffff]+"
)
UNSPACED = re.compile("[\u0e00-\u109f\u1780-\u17ff\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")


class Line(NamedTuple):
    """A line that is not blank: offsets of its visible text in the record, and that text."""

    start: int
    end: int
    text: str

    @property
    def is_paragraph(self) -> bool:
        """Whether the line reads as running text: long, or closed like a sentence."""
        words = len(self.text.split())
        if UNSPACED.match(self.text):
            return len(self.text) >= MIN_PARAGRAPH_CHARACTERS
        return words >= MIN_PARAGRAPH_WORDS or (words > 3 and self.closes)

    @property
    def closes(self) -> bool:
        """Whether the line ends as a sentence does."""
        return is_closed(self.text)

    @property
    def is_other_script(self) -> bool:
        """Whether most letters are of a script other than the Latin one."""
        if self.text.isascii():
            return False
        others = sum(map(len, OTHER_SCRIPTS.findall(self.text)))
        return others > 0 and 2 * others >= sum(map(str.isalpha, self.text))


def is_closed(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return text.rstrip(CLOSING).endswith(ENDS)


def split_lines(text: str) -> list[Line]:
    """Return the lines of a record that are not blank."""
    return list(_visible_lines(text))


def _visible_lines(text: str) -> Iterator[Line]:
    at = 0
    for line in text.splitlines(keepends=True):
        visible = line.strip()
        if visible:
            start = at + line.index(visible[0])
            yield Line(start, start + len(visible), visible)
        at += len(line)


def find_second_break(gap: str) -> int:
    """Return how much of a gap between paragraphs makes one blank line: up to its second line end."""
    ends = [match.end() for match in LINE_END.finditer(gap)]
    return ends[1] if len(ends) > 2 else len(gap)
