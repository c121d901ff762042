"""Recognises the format of a file by its content; the extension decides only if the content does not."""

import csv
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from io import StringIO
from pathlib import Path

from presswork.corpus.reading.encoding import MARKS
from presswork.corpus.reading.formats.compound_file import MARK, recognise_compound
from presswork.corpus.reading.formats.record import Rejected, map_columns

HEAD_BYTES = 1 << 16
MARKS_TABLE = Path(__file__).with_name("binary_marks.csv")
# What editors put in front of any file: a byte order mark, line ends.
BLANKS = b"\xef\xbb\xbf \t\r\n"
ZIP = b"PK\x03\x04"
# What the names of its parts say of a ZIP archive, and how to read it; nothing: we do.
ZIPPED = (
    (b"application/epub+zip", ".epub", ""),
    (b"opendocument.text", ".odt", ""),
    (b"opendocument.spreadsheet", ".ods", ""),
    (b"vnd.oasis.opendocument", "an OpenDocument presentation or drawing", "save its text as .odt or .txt"),
    (b"word/", ".docx", ""),
    (b"xl/", ".xlsx", ""),
    (b"ppt/", "slides (PPTX)", "save their text as .txt or .docx"),
    (b"Index/", "an Apple Pages or Numbers document", "export it as .docx, or a sheet as CSV UTF-8"),
)
ZIP_ENDINGS = (".docx", ".odt", ".epub", ".xlsx", ".ods")
GZIP = b"\x1f\x8b"
PACKED_WEB_ARCHIVE = re.compile(r"\.w?arc\.gz\Z", re.IGNORECASE)
WEB_ARCHIVES = {b"WARC/0.": ".warc", b"WARC/1.": ".warc", b"filedesc://": ".arc"}
PLAIN = (".txt", ".md")
SHEETS = (".xlsx", ".xls", ".ods")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<!--(?:(?!-->).)*+-->\s*+)*+"
    r"(?:(<!doctype html|<html|<head\b|<body\b)|<(?:div|p|article|section|main|h[1-6])\b[^>]*+>)",
    re.IGNORECASE | re.DOTALL,
)
# What programs for the web save under the ending of a workbook.
TABLE = re.compile(r"\s*+(?:<\?xml[^>]*+>\s*+)?<(?:!doctype html|html|head|body|meta|style|table|div|center)\b", re.I)
CLOSED = re.compile(r"</(?:div|p|article|section|main|h[1-6])>", re.IGNORECASE)
XML = re.compile(r"\s*+(?:<\?xml[^>]*+>\s*+(?:<[!?][^>]*+>\s*+)*+<([\w:.-]+)|<(nitf|newsItem|NewsML|rss|feed)\b)")
# One page, or its first words in TEI.
TRAFILATURA_XML = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)?(?:<doc\b[^>]*+>\s*+<main\b|<TEI\b[^>]*+>(?=.*ident=\"Trafilatura\"))", re.DOTALL
)
# Root elements of exports from Factiva.
FACTIVA_XML = ("PPSResponse", "GetArticleResponse")
HEADER = re.compile(r"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n")
EXCEL = "urn:schemas-microsoft-com:office:spreadsheet"
FLAT = "opendocument.text"
MAIL = re.compile(r"^(MIME-Version|Message-ID|Received|Content-Type):", re.IGNORECASE | re.MULTILINE)
# A page is saved by a browser, and no message has come from anyone.
PAGE = re.compile(r"multipart/related|^From: .{0,9}Saved by|^Snapshot-Content-Location:", re.IGNORECASE | re.MULTILINE)
SENT = re.compile(r"^(?:To|Message-ID|Received|Delivered-To):", re.IGNORECASE | re.MULTILINE)
BOX = re.compile(r"From [^\n]{0,200}\d\d:\d\d[^\n]{0,40}\n")
# Above the first reference, some databases name themselves.
RIS = re.compile(r"(?:[ \t]*+\r?\n|[\w-]{3,20}+:[^\n]*+\n)*+TY {1,2}- ?[A-Z]{3,7}\s*\n[A-Z][A-Z0-9] {1,2}-")
# An empty pair of brackets above a text is a picture, as Pandoc writes it.
JSON = re.compile(r"""\s*(\{\s*(["}]|\Z)|\[\s*(\{|\]?\s*\Z))""")
SEPARATOR = re.compile(r"""\s*"?sep=(.)"?\s*\Z""", re.IGNORECASE)
DELIMITERS = ",\t;|"
MIN_ROWS = 5


def recognise(head: bytes, name: str, columns: Mapping[str, str], known: Mapping[str, object]) -> str | Rejected:
    """Return the ending under which a file is read, by the start of its content, or why it is not.

    `name` is its name, `columns` what the configuration says of columns, `known` the endings that are read.
    """
    ending = Path(name).suffix.lower()
    by_bytes = _recognise_web_archive(head, name) or _recognise_bytes(head, ending)
    text = "" if by_bytes else _peek_text(head)
    is_open = ending in (*PLAIN, *SHEETS) or ending not in known
    found = by_bytes or (_recognise_text(text, ending, columns, is_open) if text.strip() else None)
    if found or ending in known:
        return found or ending
    is_text = text.strip() and "\0" not in text and "\ufffd" not in text
    looks = "; its content looks like plain text" if is_text else ""
    remedy = (
        "if it is an article, rename it to end in .txt"
        if is_text
        else f"save it in one of these formats: {', '.join(known)}"
    )
    return Rejected(None, "unknown format", (ending or "no ending") + looks, remedy)


def _refuse(what: str, ending: str, remedy: str) -> Rejected:
    named = f"its extension is {ending}" if ending else "its name has no extension"
    return Rejected(None, "unsupported format", f"{what}, by its content; {named}", remedy)


@cache
def _load_marks() -> tuple[tuple[bytes, int, str, str], ...]:
    with MARKS_TABLE.open(encoding="utf-8", newline="") as rows:
        return tuple(
            (
                row["mark"].encode().decode("unicode_escape").encode("latin-1"),
                int(row["offset"]),
                row["what"],
                row["remedy"],
            )
            for row in csv.DictReader(rows)
        )


def _recognise_bytes(head: bytes, ending: str) -> str | Rejected | None:
    if head.lstrip(BLANKS)[:5] == b"%PDF-":
        return ".pdf"
    if head.lstrip(BLANKS).startswith(b"{\\rtf"):
        return ".rtf"
    if head.startswith(b"PAR1"):
        return ".parquet"
    if head.startswith(ZIP):
        for part, what, remedy in ZIPPED:
            if part in head:
                return _refuse(what, ending, remedy) if remedy else what
        return ending if ending in ZIP_ENDINGS else _refuse("a ZIP archive", ending, "rename it to end in .zip")
    if head.startswith(MARK):
        found = recognise_compound(head, ending)
        return found if isinstance(found, str) else _refuse(found[0], ending, found[1])
    start = head.lstrip(BLANKS)
    for mark, offset, what, remedy in _load_marks():
        if start.startswith(mark) if offset == 0 else head[offset : offset + len(mark)] == mark:
            return _refuse(what, ending, remedy)
    return None


def _recognise_web_archive(head: bytes, name: str) -> str | None:
    """Return the ending of a web archive, whose compression is part of its format; None for any other file."""
    start = head
    if head.startswith(GZIP):
        try:
            start = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, HEAD_BYTES)
        except zlib.error:
            start = b""
        if PACKED_WEB_ARCHIVE.search(name + ".gz") or PACKED_WEB_ARCHIVE.search(name):
            return ".warc"
    return next((ending for mark, ending in WEB_ARCHIVES.items() if start.startswith(mark)), None)


def _peek_text(head: bytes) -> str:
    """Return the start of a file as text, good enough to find marks in ASCII."""
    for mark, name in MARKS:
        if head.startswith(mark):
            return head.decode(name, "replace")
    if head.count(0) * 3 > len(head):
        return head.decode("utf-16-be" if head[:1] == b"\0" else "utf-16-le", "replace")
    return head.decode("utf-8", "replace")


def _recognise_text(text: str, ending: str, columns: Mapping[str, str], is_open: bool) -> str | Rejected | None:
    """Return the format of a text by its marks; `is_open` says whether it may be a table for all that its name says."""
    if ending in SHEETS and TABLE.match(text):
        return "HTML table"
    page = HTML.match(text)
    # Markdown may begin with an element of HTML, and an article may speak of one.
    if page and (page[1] or (ending != ".md" and (ending != ".txt" or CLOSED.search(text)))):
        return ".html"
    if TRAFILATURA_XML.match(text):
        return "Trafilatura XML"
    if (found := XML.match(text)) and ending not in HTML_ENDINGS:
        return _recognise_xml(found[1] or found[2], text, ending)
    if (found := HEADER.match(text)) and MAIL.search(found[0]):
        if PAGE.search(found[0]) and not SENT.search(found[0]):
            return ".mhtml"
        return ".eml"
    if (found := BOX.match(text)) and HEADER.match(text, found.end()):
        return ".mbox"
    if RIS.match(text):
        return ".ris"
    if JSON.match(text):
        return ".jsonl"
    if ending in SHEETS and "\0" not in text:
        return ".csv"
    with suppress(csv.Error):
        return ".csv" if is_open and _is_table(text, columns) else None
    return None


def _recognise_xml(root: str, text: str, ending: str) -> str | Rejected:
    if root in FACTIVA_XML:
        return "Factiva XML"
    if root.rpartition(":")[2] == "Workbook" and EXCEL in text:
        return "Excel XML"
    if root == "office:document" and FLAT in text:
        return ".fodt"
    return _refuse(f"XML with the root element {root}", ending, "convert it to JSON, CSV or .txt")


def _is_table(text: str, columns: Mapping[str, str]) -> bool:
    """Whether a text file is a table: its first line names known columns, or its lines have as many tabs each."""
    lines = [line.rstrip("\r") for line in text.split("\n", MIN_ROWS + 1)[: MIN_ROWS + 1]]
    if not any(delimiter in lines[0] for delimiter in DELIMITERS):
        return False
    if SEPARATOR.match(lines[0]):
        return True
    delimiter = find_delimiter(lines[0], columns)
    names, *rows = csv.reader(lines, delimiter=delimiter)
    fields = map_columns(names, columns)
    if "text" in fields and len(fields) > 1 and rows and rows[0] and all(name == name.strip() for name in names):
        return True
    return len(lines) > MIN_ROWS and lines[0].count("\t") > 1 and len({line.count("\t") for line in lines[:-1]}) == 1


def find_delimiter(header: str, columns: Mapping[str, str]) -> str:
    """Return what divides the cells of a header: with which most columns are known; where none
    is, the tab, else with which there are most.
    """

    def count(delimiter: str) -> tuple[int, bool, int]:
        names = next(csv.reader(StringIO(header), delimiter=delimiter), [])
        n_known = len(map_columns(names, columns))
        # Prose and lists in the first row of a table without a header have commas and semicolons.
        return n_known, not n_known and delimiter == "\t", len(names)

    found = [delimiter for delimiter in DELIMITERS if delimiter in header]
    return max(found, key=count) if len(found) > 1 else "".join(found) or ","
