"""The records of a WARC or ARC, one at a time; behind damage, reading goes on with the next record."""

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from presswork.corpus.reading.file_names import spell_name
from presswork.corpus.reading.formats.record import Notice, Rejected, UnreadableError
from presswork.corpus.reading.formats.streams import CHUNK

MAX_HEADER_BYTES = 1 << 16
# The first line of a record: WARC/1.0, or URL, address, time, type and length.
WARC, ARC = rb"WARC/\d", rb"[A-Za-z][\w+.-]*:.* \S+ \d{8,} \S+ -?\w+\s*\Z"
STARTS = {"warc": re.compile(WARC), "arc": re.compile(ARC), None: re.compile(WARC + b"|" + ARC)}
REMEDY = "copy or download the archive again: it is damaged or truncated"


class _Surviving(io.RawIOBase):
    """A stream that seems to end where it is damaged; reading may go on behind."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.error: UnreadableError | None = None
        self.has_read = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        try:
            size = 0 if self.error else cast(io.BufferedReader, self.stream).readinto1(buffer)
        except UnreadableError as error:
            self.error, size = error, 0
        self.has_read |= size > 0
        return size

    def go_on(self) -> UnreadableError | None:
        """Go behind the damage and return it; None where there is none, or where nothing was read since the last."""
        error = self.error if self.has_read else None
        self.error = None if error else self.error
        self.has_read = False
        return error


class _Lines:
    """A stream as warcio reads it, with the offset in it; a header may not fill the memory."""

    def __init__(self, stream: io.RawIOBase) -> None:
        self.stream = io.BufferedReader(stream, CHUNK)
        self.offset = self.header = 0

    def read(self, size: int) -> bytes:
        data = self.stream.read(size)
        self.offset += len(data)
        return data

    def readline(self, size: int = MAX_HEADER_BYTES) -> bytes:
        line = self.stream.readline(size)
        self.offset += len(line)
        self.header += len(line)
        if self.header > MAX_HEADER_BYTES:
            raise ValueError(f"a header of more than {MAX_HEADER_BYTES:,} bytes")
        return line


class ArchiveRecords:
    """Iterates over the records of an archive; afterwards, `tell_damage` says where it could not be read."""

    def __init__(self, stream: BinaryIO) -> None:
        self.surviving = _Surviving(stream)
        self.lines = _Lines(self.surviving)
        self.kind: str | None = None
        self.last = "before the first record"
        self.n_damages = 0
        self.damage = self.end = ""

    def __iter__(self) -> Iterator[Any]:
        from warcio.recordloader import ArcWarcRecordLoader

        loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
        number = 0
        while line := self._find_start() or self._find_behind():
            number += 1
            place = self.lines.offset - len(line)
            self.lines.header = 0
            try:
                record = loader.parse_record_stream(self.lines, line, self.kind, no_record_parse=True)
                _check_length(record)
            # What a library raises on hostile input is not to be foreseen, and one bad record must not end the file.
            except Exception as error:
                self._note(place, str(error))
                continue
            self.kind = record.format
            self.last = f"in record {number:,} ({spell_name(find_url(record))[:100]})"
            yield record
            while record.raw_stream.read(CHUNK):
                pass
            if record.raw_stream.limit:
                left = record.raw_stream.limit
                self.end = f"{self.last}, {left:,} of {record.length:,} bytes are missing"

    def _find_start(self) -> bytes:
        """Return the first line of the next record, empty at the end; what stands before it belongs to none."""
        read, is_start = self.lines.stream.readline, STARTS[self.kind].match
        skipped, place = 0, self.lines.offset
        while (line := read(MAX_HEADER_BYTES)) and not is_start(line):
            if skipped or line.strip():
                skipped += len(line)
            else:
                place += len(line)
        self.lines.offset = place + skipped + len(line)
        if skipped:
            self._note(place, f"{skipped:,} bytes that belong to no record")
        return line

    def _find_behind(self) -> bytes:
        """Return the first line of the first record behind damage to the compression, empty if there is none."""
        place = self.lines.offset
        while error := self.surviving.go_on():
            if line := self._find_start():
                self._note(place, error.rejected.detail)
                self.end = ""
                return line
            self.surviving.error = self.surviving.error or error
        return b""

    def _note(self, place: int, what: str) -> None:
        self.n_damages += 1
        self.damage = self.damage or f"{self.last}, at byte {place:,} of the unpacked archive: {what}"

    def tell_damage(self) -> Iterator[Notice]:
        """Yield what is damaged: where reading went on, and where it ended."""
        if self.n_damages:
            others = f"; other places: {self.n_damages - 1:,}" if self.n_damages > 1 else ""
            yield Notice(None, "damaged archive", f"{self.damage}{others}", REMEDY)
        error = self.surviving.error.rejected if self.surviving.error else None
        if error or self.end:
            told = "; ".join(filter(None, (error.detail if error else "", self.end or self.last)))
            reason, remedy = (error.reason, error.remedy) if error else ("broken container", REMEDY)
            yield Rejected(None, reason, f"{told}, at byte {self.lines.offset:,} of the unpacked archive", remedy)


def _check_length(record: Any) -> None:
    """Raise ValueError for a record whose length is missing or no number; warcio takes it for an empty one."""
    name = "length" if record.format == "arc" else "Content-Length"
    stated = (record.rec_headers.get_header(name) or "").strip()
    if not stated.isdecimal() or record.length is None:
        raise ValueError(f"a record of length '{stated[:20]}'")


def find_url(record: Any) -> str:
    """Return the address that a record is of, empty if it names none."""
    name = "uri" if record.format == "arc" else "WARC-Target-URI"
    return (record.rec_headers.get_header(name) or "").strip().replace(" ", "%20")
