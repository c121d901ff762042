"""The text that an RTF document shows, by the RTF specification 1.9.1."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from presswork.corpus.reading.encoding import REPLACED
from presswork.corpus.reading.formats.rtf.code_pages import CHARACTER_SETS, find_page, read_fonts

TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|((?:\\'[0-9a-fA-F]{2}){1,1000})|\\(.)|([{}])|([^\\{}\r\n]+)", re.DOTALL
)
EDGE = re.compile(rb"\\bin(\d{1,10}) ?|\\[\\{}]|[{}]")
OPENED, NEAR = re.compile(rb"\{[\r\n ]*\Z"), 20
# A document of 2 MB has 260,000.
MAX_TOKENS = 5_000_000
MAX_DEPTH = 10_000
MAX_FONT_BYTES = 1 << 22
BREAKS = {
    **dict.fromkeys(("par", "line", "lbr", "column", "row", "nestrow"), "\n"),
    **dict.fromkeys(("page", "sect"), "\n\n"),
    **dict.fromkeys(("tab", "cell", "nestcell"), "\t"),
}
SIGNS = {
    **{"emdash": "—", "endash": "–", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005"},
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "zwj": "\u200d", "zwnj": "\u200c"},
}
SYMBOLS = {b"~": "\xa0", b"_": "\u2011", b"-": "\xad", b"{": "{", b"}": "}", b"\\": "\\"}
NEW_LINES = (b"\n", b"\r")
# What is not part of the text: tables, pictures, headers and footers, instructions of fields, what older programs read
# instead, and the numbers of lists, which other formats do not hold as text either.
UNSHOWN_WORDS = (
    "colortbl stylesheet filetbl info pict objdata nonshppict header headerl headerr headerf footer footerl footerr"
    " footerf footnote ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn annotation xe rxe txe tc tcn fldinst fldtype"
    " datafield pntext pntxta pntxtb listtext bkmkstart bkmkend shprslt sp private template nonesttables generator"
)
UNSHOWN = frozenset(UNSHOWN_WORDS.split())
# Of the groups that readers may skip, those with text, or with the end of a row.
SHOWN = frozenset(("shpinst", "nesttableprops", "ud"))
HIDING = frozenset(("v", "deleted", "mvf"))


@dataclass(frozen=True)
class RichText:
    """The text of a document, its code page, and how much was not read.

    `n_notes` footnotes, `n_bad` bytes that the code page does not have, `n_open` groups that are not closed,
    `n_behind` characters after the end.
    """

    text: str
    code_page: str
    n_notes: int
    n_bad: int
    n_open: int
    n_behind: int


class _Scope(NamedTuple):
    """What holds up to the end of a group: the font, the characters that stand in for a Unicode one, what hides."""

    font: int | None = None
    n_instead: int = 1
    hiding: frozenset[str] = frozenset()


PLAIN = _Scope()


def read_rich_text(data: bytes, limit: int) -> RichText:
    """Return what an RTF document shows; raises ValueError beyond `limit` characters or where groups nest too deep."""
    return _Reader(data, limit).read()


@dataclass
class _Reader:
    data: bytes
    limit: int
    page: str = "cp1252"
    default_font: int | None = None
    fonts: dict[int, str] = field(default_factory=dict)
    scope: _Scope = PLAIN
    outer: list[_Scope] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    at: int = 0
    # Characters still to be passed over, since a Unicode character stands for them.
    n_instead: int = 0
    size: int = 0
    n_tokens: int = 0
    # How many pieces there were at the brace that closes the document.
    end: int | None = None
    n_notes: int = 0
    n_bad: int = 0

    def read(self) -> RichText:
        while match := self._find(TOKEN):
            word, number, hexes, symbol, brace, plain = match.groups()
            if plain or hexes:
                self._add_bytes(plain or bytes.fromhex(hexes.replace(b"\\'", b"").decode()))
                continue
            self._flush()
            if word:
                self._read_word(word.decode().lower(), int(number) if number else None)
            elif symbol:
                self._read_symbol(symbol)
            else:
                self._cross(brace)
        return self._end()

    def _find(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """Return what comes next, and go to its end."""
        self.n_tokens += 1
        if self.n_tokens > MAX_TOKENS:
            raise ValueError(f"more than {MAX_TOKENS:,} control words")
        match = pattern.search(self.data, self.at)
        self.at = match.end() if match else len(self.data)
        return match

    def _end(self) -> RichText:
        self._flush()
        # Characters beyond the first 65,536 are written as pairs of surrogates.
        text = "".join(self.pieces[: self.end]).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        behind = "" if self.end is None else "".join(self.pieces[self.end :]).strip("\0\x1a \n")
        return RichText(text.replace("\0", ""), self.page, self.n_notes, self.n_bad, len(self.outer), len(behind))

    def _cross(self, brace: bytes) -> None:
        self.n_instead = 0
        if brace == b"{":
            self.outer.append(self.scope)
            if len(self.outer) > MAX_DEPTH:
                raise ValueError(f"groups are nested more than {MAX_DEPTH:,} deep")
            return
        if self.outer:
            self.scope = self.outer.pop()
        if not self.outer and self.end is None:
            self.end = len(self.pieces)

    def _add_bytes(self, data: bytes) -> None:
        skipped = min(self.n_instead, len(data))
        self.n_instead -= skipped
        if not self.scope.hiding:
            self.waiting += data[skipped:]

    def _flush(self) -> None:
        if not self.waiting:
            return
        font = self.default_font if self.scope.font is None else self.scope.font
        page = self.fonts.get(font, self.page) if font is not None else self.page
        text = self.waiting.decode(page, "replace")
        self.waiting.clear()
        self.n_bad += text.count(REPLACED)
        self._add(text)

    def _add(self, text: str) -> None:
        if self.scope.hiding:
            return
        self.pieces.append(text)
        self.size += len(text)
        if self.size > self.limit:
            raise ValueError(f"more than {self.limit:,} characters")

    def _add_sign(self, sign: str) -> None:
        if self.n_instead:
            self.n_instead -= 1
        else:
            self._add(sign)

    def _read_symbol(self, symbol: bytes) -> None:
        if symbol in SYMBOLS:
            self._add_sign(SYMBOLS[symbol])
        elif symbol in NEW_LINES:
            self._add("\n")
        # Within text, it means nothing; OpenOffice wrote it there.
        elif symbol == b"*" and OPENED.search(self.data, max(0, self.at - NEAR), self.at - 2):
            match = TOKEN.search(self.data, self.at)
            if not match or not match[1] or match[1].decode().lower() not in SHOWN:
                self._skip_group()

    def _read_word(self, word: str, number: int | None) -> None:
        if word in BREAKS:
            self._break(word)
        elif word in SIGNS:
            self._add_sign(SIGNS[word])
        elif word == "u" and number is not None:
            self._add(chr(number % 0x10000))
            self.n_instead = self.scope.n_instead
        elif word in HIDING:
            shown = self.scope.hiding - {word}
            self.scope = self.scope._replace(hiding=shown if number == 0 else shown | {word})
        elif word in UNSHOWN:
            self.n_notes += word == "footnote"
            self._skip_group()
        elif word == "upr":
            # Its first group is for readers without Unicode.
            self.at = self.data.find(b"{", self.at) + 1 or len(self.data)
            self._skip_group()
            self.at += 1
        elif word == "bin":
            self.at += max(number or 0, 0)
        else:
            self._read_setting(word, number or 0)

    def _break(self, word: str) -> None:
        if word in ("row", "nestrow") and self.pieces and self.pieces[-1] == "\t":
            self.pieces.pop()
        self._add(BREAKS[word])

    def _read_setting(self, word: str, number: int) -> None:
        if word == "f":
            self.scope = self.scope._replace(font=number)
        elif word == "plain":
            self.scope = self.scope._replace(font=None, hiding=frozenset())
        elif word == "uc":
            self.scope = self.scope._replace(n_instead=max(number, 0))
        elif word == "deff":
            self.default_font = number
        elif word in CHARACTER_SETS:
            self.page = CHARACTER_SETS[word]
        elif word == "ansicpg":
            self.page = find_page(number) or self.page
        elif word == "fonttbl":
            start = self.at
            self._skip_group()
            self.fonts |= read_fonts(self.data[start : min(self.at, start + MAX_FONT_BYTES)])

    def _skip_group(self) -> None:
        """Go to the brace that closes the current group."""
        depth = 1
        while match := self._find(EDGE):
            depth += (match[0] == b"{") - (match[0] == b"}")
            if not depth:
                self.at = match.start()
                return
            self.at += int(match[1] or 0)
