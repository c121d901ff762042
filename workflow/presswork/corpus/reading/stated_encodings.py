"""Encodings stated by the user: one option for all files, and a column of the annotations for single files."""

import unicodedata
from collections.abc import Callable

from presswork.core.annotations import Row, read_rows, refuse_line
from presswork.core.errors import PressworkError
from presswork.corpus.fields.corrections import FORM
from presswork.corpus.reading.encoding import Stated, find_codec

EXPECTED = "the name of an encoding, for example utf-8, cp1252, iso-8859-2, koi8-r or mac-roman"


def read_stated(metadata: list[str], legacy: str) -> Callable[[str], Stated]:
    """Return a function from the path of a file to what is said of its encoding.

    `metadata` are annotation tables as CSV; in their column `encoding` a row with a `source` names that file's.
    `legacy` is the encoding of files that are not in Unicode. Raises PressworkError for a name that is no encoding.
    """
    usual = find_codec(legacy) if legacy else ""
    if usual is None:
        raise PressworkError(
            "corpus.encoding is not a known encoding.",
            found=f"corpus.encoding: {legacy}",
            expected=EXPECTED,
            remedy="correct the name in the configuration",
        )
    rows = (row for table in metadata for row in read_rows(table, FORM))
    named = {unicodedata.normalize("NFC", row.cells["source"]): _find(row) for row in rows if _names_one(row)}
    return lambda source: Stated(named.get(unicodedata.normalize("NFC", source), ""), usual)


def _names_one(row: Row) -> bool:
    return bool(row.cells.get("source") and row.cells.get("encoding"))


def _find(row: Row) -> str:
    codec = find_codec(row.cells["encoding"])
    if codec is None:
        found = f"encoding {row.cells['encoding']}"
        raise refuse_line(FORM, row.line, found, EXPECTED, "correct the name, or leave the cell empty")
    return codec
