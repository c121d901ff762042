"""The decoded lines of a file of any size."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from presswork.corpus.reading.encoding import UNSTATED, Decoder, Stated
from presswork.corpus.reading.formats import record, streams


class TextLines:
    """Yields the lines of a stream with their ends, whatever it is encoded in; holds about a megabyte.

    A line that is longer than a record may be comes in pieces. `newline` is as in `open`: "" for every kind of line
    end, or the one that counts. Raises ValueError if the bytes are not text.
    """

    def __init__(self, stream: BinaryIO, stated: Stated = UNSTATED, newline: str = "") -> None:
        self.stream = stream
        self.newline = newline
        self.decoder = Decoder(stated)

    def __iter__(self) -> Iterator[str]:
        rest = ""
        for block in self._decode_blocks():
            line = ""
            for following in io.StringIO(rest + block, newline=self.newline):
                if line:
                    yield line
                line = following
            # The last line may go on in the next block, and an end of two characters may be divided.
            whole = line.endswith("\n") or len(line) > record.MAX_RECORD_CHARACTERS
            if whole:
                yield line
            rest = "" if whole else line
        if rest:
            yield rest

    def _decode_blocks(self) -> Iterator[str]:
        waiting: list[bytes] = []
        size = 0
        while data := self.stream.read(streams.CHUNK):
            end = data.rfind(b"\n") + 1
            size += len(data)
            if end or self.decoder.fixed or size > streams.MAX_RECORD_BYTES:
                end = end or len(data)
                yield self.decoder.decode(b"".join((*waiting, data[:end])), False)
                waiting, size = [data[end:]], len(data) - end
            else:
                waiting.append(data)
        yield self.decoder.decode(b"".join(waiting), True)

    def list_notices(self) -> Iterator[record.Notice]:
        """Yield what was uncertain about the letters of the lines so far."""
        for doubt in self.decoder.list_doubts():
            yield record.Notice(None, doubt.reason, doubt.detail, doubt.remedy)
