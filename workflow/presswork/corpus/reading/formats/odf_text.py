"""The text that an OpenDocument text shows."""

import re
from collections.abc import Mapping
from typing import BinaryIO

from presswork.corpus.reading.formats.streams import CHUNK

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE, OFFICE = (f"{{{NAMESPACE}{name}:1.0}}" for name in ("text", "table", "office"))
STYLE, DRAWING = (f"{{{NAMESPACE}{name}:1.0}}" for name in ("style", "drawing"))
SVG = f"{{{NAMESPACE}svg-compatible:1.0}}"
BODY = f"{OFFICE}text"
NOTE = f"{TEXT}note"
PARAGRAPHS = (f"{TEXT}p", f"{TEXT}h")
CELL, ROW = f"{TABLE}table-cell", f"{TABLE}table-row"
# What is not part of the text: deletions, comments, forms, captions for machines, embedded objects, numbers of lists.
UNSHOWN = frozenset(
    (
        *(f"{TEXT}{name}" for name in ("tracked-changes", "hidden-text", "hidden-paragraph", "number")),
        *(f"{OFFICE}{name}" for name in ("annotation", "forms", "binary-data", "event-listeners")),
        *(f"{DRAWING}{name}" for name in ("object", "object-ole")),
        *(f"{SVG}{name}" for name in ("title", "desc")),
        f"{TABLE}covered-table-cell",
        NOTE,
    )
)
BLANKS = re.compile(r"[ \t\r\n]+")
# Signs that XML cannot contain stand for blanks that count, until the others are folded.
SIGNS = {f"{TEXT}s": "\1", f"{TEXT}tab": "\2", f"{TEXT}line-break": "\3"}
SHOWN_AS = str.maketrans({"\1": " ", "\2": "\t", "\3": "\n"})
MAX_SPACES = 100
MAX_EVENTS = 2_000_000


class OpenText:
    """Collects the text of a document from its parts: first the styles, for what they hide, then the content.

    Each paragraph has a line, each row of a table too, with its cells divided by tabs. `n_notes` is the number of notes
    left out. Raises ValueError for XML that word processors do not write, or beyond `limit` characters.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.lines: list[str] = []
        self.n_notes = 0
        self._hiding: set[str] = set()
        self._style = ""
        self._is_body = False
        # How deep the current element is inside one that is not shown.
        self._skipped = 0
        self._blocks = self.lines
        self._rows: list[tuple[list[str], list[str]]] = []
        self._cells: list[list[str]] = []
        self._paragraphs: list[tuple[list[str], int, list[str]]] = []
        self._n_events = self._size = 0

    def feed(self, part: BinaryIO) -> None:
        """Read a part of the document."""
        from lxml.etree import XMLParser, XMLSyntaxError

        parser: XMLParser[object] = XMLParser(target=_Target(self), resolve_entities=False, no_network=True)
        try:
            while data := part.read(CHUNK):
                parser.feed(data)
            parser.close()
        except XMLSyntaxError as error:
            raise ValueError(str(error)) from error

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Enter an element."""
        self._count()
        if not self._is_body:
            self._is_body = tag == BODY
            self._read_style(tag, attributes)
        elif self._skipped or self._is_hidden(tag, attributes):
            self.n_notes += tag == NOTE and not self._skipped
            self._skipped += 1
        elif tag in PARAGRAPHS:
            self._paragraphs.append((self._blocks, len(self._blocks), []))
            self._blocks.append("")
        elif tag == ROW:
            self._rows.append((self._blocks, []))
        elif tag == CELL and self._rows:
            self._blocks = []
            self._cells.append(self._blocks)
        elif tag in SIGNS and self._paragraphs:
            count = attributes.get(f"{TEXT}c", "1")
            number = min(int(count), MAX_SPACES) if count.isdecimal() and len(count) < 10 else 1
            self._paragraphs[-1][2].append(SIGNS[tag] * (number if SIGNS[tag] == "\1" else 1))

    def end(self, tag: str) -> None:
        """Leave an element."""
        if self._skipped:
            self._skipped -= 1
        elif tag == BODY:
            self._is_body = False
        elif tag in PARAGRAPHS and self._paragraphs:
            blocks, place, pieces = self._paragraphs.pop()
            blocks[place] = BLANKS.sub(" ", "".join(pieces)).strip(" ").translate(SHOWN_AS)
        elif tag == CELL and self._rows and self._cells:
            blocks, cells = self._rows[-1]
            cells.append("\n".join(filter(None, self._cells.pop())))
            self._blocks = blocks
        elif tag == ROW and self._rows:
            self._blocks, cells = self._rows.pop()
            self._blocks.append("\t".join(cells).rstrip("\t"))

    def data(self, text: str) -> None:
        """Read characters."""
        self._count()
        if self._paragraphs and not self._skipped:
            self._size += len(text)
            if self._size > self.limit:
                raise ValueError(f"more than {self.limit:,} characters")
            self._paragraphs[-1][2].append(text)

    def _count(self) -> None:
        self._n_events += 1
        if self._n_events > MAX_EVENTS:
            raise ValueError(f"more than {MAX_EVENTS:,} elements")

    def _read_style(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Remember a style that hides text, or whose parent does."""
        if tag == f"{STYLE}style":
            self._style = attributes.get(f"{STYLE}name", "")
            if attributes.get(f"{STYLE}parent-style-name") in self._hiding:
                self._hiding.add(self._style)
        elif tag == f"{STYLE}text-properties" and attributes.get(f"{TEXT}display") == "none":
            self._hiding.add(self._style)

    def _is_hidden(self, tag: str, attributes: Mapping[str, str]) -> bool:
        return (
            tag in UNSHOWN
            # What an index is made from.
            or tag.endswith("-source")
            or attributes.get(f"{TEXT}display") == "none"
            or attributes.get(f"{TEXT}style-name") in self._hiding
        )


class _Target:
    """What lxml calls while it reads; it builds no tree."""

    def __init__(self, text: OpenText) -> None:
        self.start, self.end, self.data = text.start, text.end, text.data

    def doctype(self, *declared: object) -> None:
        raise ValueError("its XML declares entities, which word processors never write")

    def close(self) -> None:
        """Lxml asks for it."""
