"""Blanks by the classes that NLTK's regular expressions distinguish."""

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]

# What may stand beside a chunk: an edge of its sentence, or a blank. Most expressions ask for a plain space; `\s` of
# the regex module leaves out four separators that `str.split` splits at; Toktok makes a no-break space a plain one.
EDGE, SPACE, BLANK, SEPARATOR, NO_BREAK = range(5)
SAMPLES = ("", " ", "\n", "\x1c", "\u00a0")
SEPARATORS = "\x1c\x1d\x1e\x1f"
WIDE_BLANKS = "\u0085\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"


BLANKS = b" \t\n\x0b\x0c\r" + SEPARATORS.encode()
# The kind of each byte, for `bytes.translate`.
KINDS = bytes(
    0 if byte not in BLANKS else SPACE if byte == ord(" ") else SEPARATOR if chr(byte) in SEPARATORS else BLANK
    for byte in range(256)
)
