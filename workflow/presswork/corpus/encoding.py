"""From bytes to text, with the encoding named."""

import codecs

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file and the name of its encoding.

    A byte order mark decides; then UTF-8 if the bytes are valid; then Windows-1252, unless it gives control characters;
    then what charset-normalizer finds. Raises ValueError where the bytes are no text.
    """
    for mark, name in MARKS:
        if data.startswith(mark):
            return data.decode(name), name
    candidates = ["utf-8"] if b"\0" in data else ["utf-8", "cp1252"]
    for name in candidates:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, name
    return _detect(data)


def _detect(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None or "\0" in str(best):
        raise ValueError("the bytes are no text in any encoding known here")
    return str(best), best.encoding
