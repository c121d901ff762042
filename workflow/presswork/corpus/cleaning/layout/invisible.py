"""Finds invisible characters that web pages, editors and copying leave in a text."""

import re
from collections.abc import Iterator

from presswork.corpus.cleaning.layout.divided_words import JoinWords
from presswork.corpus.cleaning.layout.edits import BYTE_ORDER_MARK, SOFT_HYPHEN, ZERO_WIDTH, ZERO_WIDTH_BLANK, Edit

# Soft hyphen, spaces and joiners without width, marks of direction, byte order mark.
INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\u061c\ufeff]+")
SOFT_HYPHEN_SIGN = "\u00ad"
LINE_END_BEHIND = re.compile(r"[^\S\r\n]*[\r\n]")
RULES = {SOFT_HYPHEN_SIGN: SOFT_HYPHEN, "\ufeff": BYTE_ORDER_MARK}
ZERO_WIDTH_SPACE = "\u200b"
# Arabic, Indic and emoji spelling need them between their letters.
JOINERS = "\u200c\u200d"
# Thai, Lao, Tibetan, Burmese, Khmer: this space is what stands between words.
UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]")
LAST_LETTERS = re.compile(r"[^\W\d_]+$")
LETTERS = re.compile(r"[^\W\d_]+")
LONGEST = 60


def find_invisible(text: str, join: JoinWords) -> list[Edit]:
    """Return the invisible characters; a zero-width space between two words becomes a space."""
    return [edit for match in INVISIBLE.finditer(text) for edit in _judge(text, match, join)]


def _judge(text: str, match: re.Match[str], join: JoinWords) -> Iterator[Edit]:
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    blank = ZERO_WIDTH_SPACE in match[0] and _is_blank(text, match, join)
    for start, character in enumerate(match[0], match.start()):
        if character in JOINERS and not (_is_european(before) and _is_european(after)):
            continue
        # At a line end it divides a word: there `breaks` decides.
        if character == SOFT_HYPHEN_SIGN and LINE_END_BEHIND.match(text, start + 1):
            continue
        shown = blank and character == ZERO_WIDTH_SPACE
        yield Edit(start, start + 1, ZERO_WIDTH_BLANK if shown else RULES.get(character, ZERO_WIDTH))
        blank = blank and not shown


def _is_blank(text: str, match: re.Match[str], join: JoinWords) -> bool:
    first = LAST_LETTERS.search(text[max(0, match.start() - LONGEST) : match.start()])
    second = LETTERS.match(text, match.end())
    if not first or not second:
        return False
    return bool(UNSPACED.match(second[0])) or join.are_two_words(first[0], second[0])


def _is_european(character: str) -> bool:
    """Return whether a character needs no joiner: not a letter, or a letter of a script before Armenian in Unicode."""
    return character < "\u0530"
