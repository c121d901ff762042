"""Compound files, as Office before 2007 and Outlook write them: which program wrote one, by its streams."""

import struct

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SPREADSHEET = ".xls"
SPREADSHEETS = (SPREADSHEET, ".xlsx", ".xlsm", ".ods")
# A message has many streams, whose names begin alike, and the one that all have may be listed late.
MESSAGE, MESSAGES = (
    "__properties_version1.0",
    ("__nameid_version1.0", "__substg1.0_", "__recip_version", "__attach_ver"),
)
# Names of streams, what the file is, and how to read it.
STREAMS = (
    ("EncryptedPackage", "a document of Office with a password", "save it without a password"),
    ("WordDocument", "a Word document of before 2007 (DOC)", "open it in Word or LibreOffice and save it as .docx"),
    ("Workbook", SPREADSHEET, ""),
    ("WORKBOOK", SPREADSHEET, ""),
    ("Book", SPREADSHEET, ""),
    ("BOOK", SPREADSHEET, ""),
    ("PowerPoint Document", "slides of PowerPoint before 2007 (PPT)", "save their text as .docx or .txt"),
    (MESSAGE, "a message of Outlook (MSG)", "open it and save it as .txt, .html or .eml"),
)
UNKNOWN = "a document of Office before 2007 (DOC, XLS or MSG)"
REMEDY = "open it and save it as .docx or .txt, or a sheet as .xlsx"
SECTOR = 512
ENTRY = 128
# How the streams of a workbook and of a Word document begin, which are usually the first of their file.
BEGINNINGS = ((b"\x09\x08", "Workbook"), (b"\xec\xa5", "WordDocument"))


def recognise_compound(head: bytes, ending: str) -> str | tuple[str, str]:
    """Return the ending under which a compound file is read, or what it is and how to read it, by its first bytes.

    The list of its streams may come later: then the ending of its name decides whether it is a spreadsheet.
    """
    names = _list_streams(head)
    names |= {name for beginning, name in BEGINNINGS if not names and head[SECTOR:].startswith(beginning)}
    names |= {MESSAGE for name in names if name.startswith(MESSAGES)}
    for name, what, remedy in STREAMS:
        if name in names:
            return (what, remedy) if remedy else what
    if ending == ".msg" and not names:
        return STREAMS[-1][1:]
    return SPREADSHEET if ending in SPREADSHEETS else (UNKNOWN, REMEDY)


def _list_streams(head: bytes) -> set[str]:
    """Return the names in the first sector of the directory, if it is among the first bytes."""
    if len(head) < SECTOR:
        return set()
    (shift,), (sector,) = struct.unpack_from("<H", head, 30), struct.unpack_from("<I", head, 48)
    size = 1 << min(shift, 16)
    start = (sector + 1) * size
    entries = (head[at : at + ENTRY] for at in range(start, min(start + size, len(head)), ENTRY))
    return {_read_name(entry) for entry in entries if len(entry) == ENTRY}


def _read_name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
