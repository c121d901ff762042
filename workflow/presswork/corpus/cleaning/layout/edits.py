"""Kinds of characters that a layout adds to a text, with the name of each rule in the ledger."""

from dataclasses import dataclass

LINE_BREAK = "line break within a paragraph"
WORD_BREAK = "line end within a word"
DIVISION = "hyphen of a word divided at a line end"
INDENT = "blanks around a line break"
QUOTE_MARK = "quotation mark of an e-mail"
SOFT_HYPHEN = "soft hyphen"
BYTE_ORDER_MARK = "byte order mark"
ZERO_WIDTH = "zero-width character"
ZERO_WIDTH_BLANK = "zero-width space between words"

# A kept character that the clean text shows as a blank.
SHOWN_AS_BLANK = (LINE_BREAK, ZERO_WIDTH_BLANK)
# Cuts that end no word and no sentence.
WITHIN_TEXT = (
    *SHOWN_AS_BLANK, WORD_BREAK, DIVISION, INDENT, QUOTE_MARK, SOFT_HYPHEN, BYTE_ORDER_MARK, ZERO_WIDTH,
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """Characters `start` to `end` of a text that its flow leaves out or shows as one space, by this rule."""

    start: int
    end: int
    rule: str

    @property
    def is_shown(self) -> bool:
        """Whether a space replaces it; it is then one character."""
        return self.rule in SHOWN_AS_BLANK
