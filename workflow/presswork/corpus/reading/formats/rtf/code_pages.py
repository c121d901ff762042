"""Code pages of RTF: that of a document, and those of its fonts."""

import re
from codecs import lookup

FONT = re.compile(rb"\\(f|fcharset|cpg)(\d{1,5})(?!\d)")
CHARACTER_SETS = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
# Microsoft's numbers of code pages that Python names otherwise.
PAGES = {10000: "mac_roman", 10007: "mac_cyrillic", 10029: "mac_latin2", 1361: "johab", 65001: "utf-8"}
FONT_SETS = {
    **{0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950"},
    **{161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"},
    **{222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850"},
}


def find_page(number: int) -> str | None:
    """Return the codec of one of Microsoft's code pages, None where Python has none."""
    name = PAGES.get(number, f"cp{number}")
    try:
        return name if lookup(name) else None
    except LookupError:
        return None


def read_fonts(table: bytes) -> dict[int, str]:
    """Return the code pages of the fonts of a table that state a character set."""
    pages: dict[int, str] = {}
    font = None
    for match in FONT.finditer(table):
        number = int(match[2])
        if match[1] == b"f":
            font = number
            continue
        page = FONT_SETS.get(number) if match[1] == b"fcharset" else find_page(number)
        if font is not None and page:
            pages[font] = page
    return pages
