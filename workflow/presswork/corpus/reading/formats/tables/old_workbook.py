"""Measures a workbook of Excel before 2007 before it is read: a library holds all of its sheets at once.

Source: [MS-CFB] for the streams of the file, [MS-XLS] for the records of the workbook.
"""

import struct
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice

STREAMS = ("workbook", "book")
ENTRY = 128
END = 0xFFFFFFFA
# The first record of a sheet, the size that a sheet states, the texts that cells share, and more of them.
BEGINS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
DIMENSIONS, SHARED, CONTINUES = 0x0200, 0x00FC, 0x003C
CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E, 0x00BD, 0x00D6, 0x00FD, 0x0406})
NAMES_SHARED, SPANS_COLUMNS = 0x00FD, 0x00BD
MAX_ROWS, MAX_COLUMNS = 1 << 16, 1 << 8


def read_stream(data: bytes, names: Sequence[str] = STREAMS) -> bytes:
    """Return the first stream of a compound file with one of the names, whatever their case.

    Raises ValueError if there is none.
    """
    try:
        return _Streams(data).read(names)
    except (IndexError, struct.error) as error:
        raise ValueError("the list of its streams is damaged") from error


class _Streams:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.shift, self.short_shift = struct.unpack_from("<HH", data, 30)
        if not 9 <= self.shift <= 12 or self.short_shift != 6:
            raise ValueError(f"its sectors have 2^{self.shift} bytes")
        self.directory, _, self.cutoff, self.short_start, _, more, n_more = struct.unpack_from("<IIIIIII", data, 48)
        self.table = array("I")
        parts = [*struct.unpack_from("<109I", data, 76)]
        for _ in range(min(n_more, len(data) >> self.shift)):
            if more >= END:
                break
            *listed, more = array("I", self._sector(more))
            parts += listed
        for part in parts:
            if part < END:
                self.table.frombytes(self._sector(part))

    def read(self, names: Sequence[str]) -> bytes:
        directory = self._join(self.table, self.directory)
        entries = [directory[at : at + ENTRY] for at in range(0, len(directory) - ENTRY + 1, ENTRY)]
        by_name = {_read_name(entry): struct.unpack_from("<II", entry, 116) for entry in reversed(entries)}
        start, size = next((by_name[name] for name in names if name in by_name), (END, 0))
        if start >= END:
            raise ValueError(f"it has no stream {' or '.join(names)}")
        if size >= self.cutoff:
            return self._join(self.table, start)[:size]
        short, short_size = self._join(self.table, struct.unpack_from("<I", entries[0], 116)[0]), 1 << self.short_shift
        chain = _follow(array("I", self._join(self.table, self.short_start)), start)
        return b"".join(short[number * short_size : (number + 1) * short_size] for number in chain)[:size]

    def _sector(self, number: int) -> bytes:
        sector = self.data[(number + 1) << self.shift : (number + 2) << self.shift]
        return sector[: len(sector) // 4 * 4]

    def _join(self, table: Sequence[int], start: int) -> bytes:
        return b"".join(map(self._sector, _follow(table, start)))


def _follow(table: Sequence[int], start: int) -> Iterator[int]:
    """Yield the sectors of a chain; raises ValueError if it never ends."""
    for _ in range(len(table) + 1):
        if start >= END:
            return
        yield start
        start = table[start]
    raise ValueError("a chain of sectors never ends")


def _read_name(entry: bytes) -> str:
    return (
        entry[: max(min(struct.unpack_from("<H", entry, 64)[0], 64) - 2, 0)].decode("utf-16-le", "replace").casefold()
    )


def list_cells(book: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield each cell of the workbook stream: row and column from 1, and the characters of its text if it is shared.

    A sheet begins with a cell at 0, 0. Raises ValueError for a sheet that states more rows or columns than there can
    be, for which the library would claim memory.
    """
    lengths: list[int] = []
    records = _list_records(book)
    for kind, start, size in records:
        if kind in BEGINS:
            yield 0, 0, 0
        elif kind == SHARED:
            lengths = list(_measure_shared(_list_segments(book, start, size)))
        elif kind == DIMENSIONS and size >= 8:
            _check_size(struct.unpack_from("<IIHH" if size >= 14 else "<HHHH", book, start))
        elif kind in CELLS and size >= 4:
            row, column = struct.unpack_from("<HH", book, start)
            n_characters = 0
            if kind == NAMES_SHARED and size >= 10:
                (number,) = struct.unpack_from("<I", book, start + 6)
                n_characters = lengths[number] if number < len(lengths) else max(lengths, default=0)
            elif kind == SPANS_COLUMNS:
                (column,) = struct.unpack_from("<H", book, start + size - 2)
            yield row + 1, column + 1, n_characters


def _check_size(stated: tuple[int, ...]) -> None:
    top, bottom, left, right = stated
    if bottom - top > MAX_ROWS or right - left > MAX_COLUMNS:
        raise ValueError(f"a sheet that states {bottom - top:,} rows and {right - left:,} columns")


def _list_records(book: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the kind of each record, where its data begins, and its size."""
    at = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        at += 4
        if at + size > len(book):
            return
        yield kind, at, size
        at += size


def _list_segments(book: bytes, start: int, size: int) -> list[bytes]:
    """Return the data of a record and of those that continue it."""
    segments = [book[start : start + size]]
    for kind, at, more in islice(_list_records(book[start - 4 :]), 1, None):
        if kind != CONTINUES:
            break
        segments.append(book[start - 4 + at : start - 4 + at + more])
    return segments


def _measure_shared(segments: list[bytes]) -> Iterator[int]:
    """Yield the characters of each shared text; a text may go on in the next segment, after a byte on its letters."""
    number, at = 0, 8
    try:
        while True:
            if at >= len(segments[number]):
                number, at = number + 1, 0
                continue
            n_characters, flags = struct.unpack_from("<HB", segments[number], at)
            at += 3
            (n_runs,) = struct.unpack_from("<H", segments[number], at) if flags & 8 else (0,)
            at += 2 if flags & 8 else 0
            (n_extra,) = struct.unpack_from("<I", segments[number], at) if flags & 4 else (0,)
            at += 4 if flags & 4 else 0
            left, width = n_characters, 1 + (flags & 1)
            while (taken := min(left, (len(segments[number]) - at) // width)) < left:
                left, number, at = left - taken, number + 1, 1
                width = 1 + (segments[number][0] & 1)
            at += left * width
            skipped = 4 * n_runs + n_extra
            while at + skipped > len(segments[number]):
                skipped, number, at = at + skipped - len(segments[number]), number + 1, 0
            at += skipped
            yield n_characters
    # The texts, or the file, end here.
    except (IndexError, struct.error):
        return
