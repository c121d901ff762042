"""From bytes to text, with the encoding named."""

import codecs
import re

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
BEYOND_ASCII = [bytes([byte]) for byte in range(128, 256)]


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    A byte order mark decides; then UTF-8 if the bytes are valid; then Windows-1252, unless it gives control characters;
    then what charset-normalizer finds. Raises ValueError where the bytes are no text.
    """
    name = detect_encoding(data)
    return data.decode(name), name


def detect_encoding(data: bytes, is_whole: bool = True) -> str:
    """Return the name of the encoding, by the rules of `decode`, from the whole file or from its start.

    Raises ValueError where the bytes are no text.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    candidates = ["utf-8"] if b"\0" in data else ["utf-8", "cp1252"]
    for name in candidates:
        try:
            # The start of a file may end within a character.
            text = codecs.getincrementaldecoder(name)().decode(data, final=is_whole)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return name
    return _detect(data)


def decode_page(data: bytes) -> tuple[str, str]:
    """Return the text of an HTML page and the name of its encoding.

    As `decode`, but the encoding that the page declares goes before Windows-1252; a few broken bytes in it are
    replaced, as browsers do. Raises ValueError where the bytes are no text.
    """
    declared = CHARSET.search(data[:DECLARED_WITHIN])
    if declared and detect_encoding(data) not in ("utf-8", *(name for _, name in MARKS)):
        try:
            name = _follow_browsers(declared[1].decode())
            text = data.decode(name, "replace")
        except LookupError:
            return decode(data)
        n_replaced = text.count("\ufffd")
        if n_replaced <= MAX_REPLACED * sum(map(data.count, BEYOND_ASCII)):
            return text, f"{name}, {n_replaced} replaced" if n_replaced else name
    return decode(data)


def _follow_browsers(name: str) -> str:
    """Return the codec for a declared encoding: browsers read Windows-1252 where a page says Latin-1."""
    found = codecs.lookup(name).name
    return "cp1252" if found in ("iso8859-1", "ascii") else found


def _detect(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or "\0" in str(best):
        raise ValueError("the bytes are no text in any encoding known here")
    return best.encoding
