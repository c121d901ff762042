"""Decodes bytes to text, names the encoding and reports every doubt."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from presswork.corpus.reading.legacy_encodings import LEGACY, SAMPLE_BYTES, UNICODE, Guess, guess_encoding, skip_ascii

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
DECLARED_WITHIN = 4096
MAX_REPLACED = 0.1
# Encodings that pages declare or persons name, beside those that are guessed.
KNOWN = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-32", *UNICODE),
    *(f"iso8859-{part}" for part in (3, 4, 6, 8, 9, 10, 13, 14, 16)),
    *("big5", "cp437", "cp1258", "euc_jp", "euc_kr", "gb2312", "gbk", "hz", "iso2022_jp", "koi8-t", "mac-iceland"),
    *("shift_jis", "tis-620"),
)
REPLACED = "\ufffd"
BAD_BYTE = re.compile("[\udc80-\udcff]")
# Fewer bytes than these in lines of their own are damage, more are another encoding.
FOREIGN_FROM = 3
# UTF-16 has a NUL for each blank and line end, and for each letter of the Latin alphabet.
MANY_NULS = 0.02
# Pairs of bytes that are valid UTF-8 by chance.
CHANCE = 20
LISTED_LINES = 5
SETTLE = "set corpus.encoding, or fill in a column encoding in annotations/metadata.csv"


@dataclass(frozen=True)
class Stated:
    """Encodings stated by the user: that of this file, and that of files that are not in Unicode."""

    this: str = ""
    legacy: str = ""


@dataclass(frozen=True)
class Doubt:
    """What is uncertain about the letters of a file: in short, what was found, and what to do."""

    reason: str
    detail: str
    remedy: str


UNSTATED = Stated()


def find_codec(name: str) -> str | None:
    """Return the codec for the name of an encoding, as browsers understand it: Latin-1 means Windows-1252; or None."""
    try:
        codec = codecs.lookup(name.strip()).name
    except (LookupError, UnicodeError):
        return None
    if codec in ("iso8859-1", "ascii"):
        return "cp1252"
    return codec if codec in {codecs.lookup(known).name for known in (*KNOWN, *LEGACY)} else None


@dataclass
class Decoder:
    """Decodes the blocks of a file, each of whole lines, and remembers what was uncertain.

    A byte order mark or the user decides; then UTF-8 (single bad bytes become U+FFFD); then the encoding in which
    the bytes read most like a language. Lines of another encoding than the rest are decoded on their own.
    """

    stated: Stated = UNSTATED
    fixed: "codecs.IncrementalDecoder | None" = None
    name: str = "utf-8"
    guess: Guess | None = None
    sample: bytes = b""
    n_bytes: int = 0
    n_lines: int = 0
    n_valid: int = 0
    n_bad: int = 0
    first_bad: tuple[int, int] = (0, 0)
    n_foreign: int = 0
    foreign: list[int] = field(default_factory=list)

    @property
    def encoding(self) -> str:
        """The name of the encoding, so far."""
        legacy = self.guess.encoding if self.guess else None
        name = f"{self.name} and {legacy}" if legacy and self.n_valid else legacy or self.name
        return f"{name}, {self.n_bad} replaced" if self.n_bad else name

    def decode(self, block: bytes, is_last: bool = True) -> str:
        """Return the text of the next block. Raises ValueError if the bytes are not text in any encoding."""
        start = 0 if self.n_bytes else self._look_at(block)
        self.n_bytes += start
        text = self._decode(block[start:], is_last)
        self.n_bytes += len(block) - start
        self.n_lines += text.count("\n")
        return text

    def _look_at(self, start: bytes) -> int:
        """Find what the start of a file says of its encoding; return the length of a mark that is no text."""
        mark, name = next(((mark, name) for mark, name in MARKS if start.startswith(mark)), (b"", ""))
        if self.stated.this or (mark and name != "utf-8-sig"):
            self._fix(self.stated.this or name)
            return 0
        self.name = name or self.name
        if start.count(0) > MANY_NULS * len(start) or b"\x1b$" in start:
            with suppress(ValueError):
                guessed = guess_encoding(start).encoding
                if guessed in UNICODE or guessed.startswith("iso2022"):
                    self._fix(guessed)
        return len(mark)

    def _fix(self, name: str) -> None:
        self.fixed, self.name = codecs.getincrementaldecoder(name)(), name

    def _decode(self, block: bytes, is_last: bool) -> str:
        try:
            text = self.fixed.decode(block, is_last) if self.fixed else block.decode()
        except UnicodeDecodeError as error:
            if self.fixed is None:
                return self._decode_damaged(block)
            self.fixed.errors = "replace"
            text = self.fixed.decode(block, is_last)
            self.fixed.errors = "strict"
            self._note_bad(text.count(REPLACED), self.n_bytes + error.start, self._line_of(text))
        self.n_valid += 0 if self.fixed else len(block) - len(text)
        return text

    def _line_of(self, text: str) -> int:
        return self.n_lines + text.count("\n", 0, text.index(REPLACED)) + 1

    def _note_bad(self, n_bad: int, offset: int, line: int) -> None:
        self.first_bad = self.first_bad if self.n_bad else (offset, line)
        self.n_bad += n_bad

    def _decode_damaged(self, block: bytes) -> str:
        lines = [Line(each) for each in block.split(b"\n")]
        foreign = [line for line in lines if line.n_bad > line.n_valid]
        n_valid = self.n_valid + sum(line.n_valid for line in lines if line.n_bad <= line.n_valid)
        n_foreign = sum(line.n_bad for line in foreign)
        is_unicode = n_valid * CHANCE >= n_foreign and n_valid > 0
        if foreign and (self.guess or not is_unicode or n_foreign >= FOREIGN_FROM):
            self._guess(b"\n".join(line.data for line in foreign))
        if self.guess and not is_unicode:
            return self._decode_legacy(block, self.guess.encoding, self.n_bytes, self.n_lines + 1)
        self.n_valid = n_valid
        return "\n".join(self._decode_lines(lines, self.guess.encoding if self.guess else ""))

    def _guess(self, foreign: bytes) -> None:
        """Guess the encoding of the lines that are not UTF-8, from those of earlier blocks too."""
        if self.stated.legacy:
            self.guess = Guess(self.stated.legacy)
        elif len(self.sample) < SAMPLE_BYTES:
            before, earlier = self.guess, self.sample
            self.sample = b"\n".join((earlier, skip_ascii(foreign)[:SAMPLE_BYTES]))
            self.guess = guess_encoding(self.sample)
            if before and earlier.decode(before.encoding, "replace") != earlier.decode(self.guess.encoding, "replace"):
                self.guess = Guess(self.guess.encoding, (before.encoding, *self.guess.others))

    def _decode_lines(self, lines: list["Line"], legacy: str) -> Iterator[str]:
        offset = self.n_bytes
        for number, line in enumerate(lines, self.n_lines + 1):
            if legacy and line.n_bad > line.n_valid:
                self.n_foreign += 1
                self.foreign += [number] if self.n_foreign <= LISTED_LINES else []
                yield self._decode_legacy(line.data, legacy, offset, number)
            elif bad := BAD_BYTE.search(line.text):
                self._note_bad(line.n_bad, offset + len(line.text[: bad.start()].encode()), number)
                yield BAD_BYTE.sub(REPLACED, line.text)
            else:
                yield line.text
            offset += len(line.data) + 1

    def _decode_legacy(self, data: bytes, name: str, offset: int, line: int) -> str:
        text = data.decode(name, "replace")
        if n_bad := text.count(REPLACED):
            before = text[: text.index(REPLACED)]
            self._note_bad(n_bad, offset + len(before.encode(name, "replace")), line + before.count("\n"))
        return text

    def list_doubts(self) -> Iterator[Doubt]:
        """Yield what was uncertain about the blocks that were decoded."""
        if self.guess and self.guess.others:
            others = ", ".join(self.guess.others[:3])
            detail = f"read as {self.guess.encoding}; nearly as likely, with other letters: {others}"
            yield Doubt("encoding guessed", detail, f"if letters look wrong, {SETTLE}")
        if self.n_foreign and self.guess:
            lines = ", ".join(map(str, self.foreign)) + (", ..." if self.n_foreign > LISTED_LINES else "")
            detail = f"lines not in UTF-8, read as {self.guess.encoding}: {self.n_foreign:,} ({lines})"
            yield Doubt("mixed encodings", detail, "check these lines, and save the file again as UTF-8")
        if self.n_bad:
            name = self.guess.encoding if self.guess and not self.n_valid else self.name
            offset, line = self.first_bad
            detail = (
                f"bytes not valid in {name}, replaced by U+FFFD: {self.n_bad:,}, first at offset {offset} (line {line})"
            )
            yield Doubt("bad bytes", detail, "correct these bytes in the file if the lost letters matter")


class Line:
    """A line of bytes: as text with its bad bytes marked, how many these are, and how many bytes UTF-8 adds."""

    __slots__ = ("data", "n_bad", "n_valid", "text")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.n_bad = self.n_valid = 0
        if data.isascii():
            self.text = data.decode("ascii")
            return
        self.text = data.decode("utf-8", "surrogateescape")
        self.n_bad = len(BAD_BYTE.findall(self.text))
        self.n_valid = len(data) - len(self.text)


@dataclass(frozen=True)
class Decoded:
    """The text of a file, the name of its encoding, and what is uncertain about it."""

    text: str
    encoding: str
    doubts: tuple[Doubt, ...] = ()


def decode(data: bytes, stated: Stated = UNSTATED) -> Decoded:
    """Return the text of a file, by the rules of `Decoder`. Raises ValueError if the bytes are not text."""
    decoder = Decoder(stated)
    text = decoder.decode(data)
    if "\0" in text:
        raise ValueError("the file is not text: it contains NUL characters")
    return Decoded(text, decoder.encoding, tuple(decoder.list_doubts()))


def decode_page(data: bytes, stated: Stated = UNSTATED) -> Decoded:
    """Return the text of an HTML page: as `decode`, but the encoding that the page declares goes before a guess.

    A few broken bytes in it are replaced, as browsers do. Raises ValueError if the bytes are not text.
    """
    found = CHARSET.search(data[:DECLARED_WITHIN])
    declared = find_codec(found[1].decode()) if found else None
    if not declared or declared.startswith("utf") or stated.this:
        return decode(data, stated)
    decoded = decode(data, Stated(legacy=declared))
    n_beyond = len(data) - len(data.translate(None, bytes(range(128, 256))))
    if decoded.text.count(REPLACED) > MAX_REPLACED * n_beyond:
        return decode(data, stated)
    return decoded
