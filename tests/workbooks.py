"""Makes small workbooks by hand: XLSX and ODS as ZIP archives of XML, XLS as records in a compound file."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from html import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
# Styles of cells: as entered, a day, a day with a time.
DAY, MOMENT = 1, 2
HIDDEN = ' state="hidden"'
Cells = Sequence[Sequence[object]]


def count_days(day: date) -> float:
    """Return the serial number of a day or moment in Excel."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    return (moment - datetime(1899, 12, 30)).total_seconds() / 86400


def zip_parts(parts: Mapping[str, str]) -> bytes:
    """Return a ZIP archive of texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            # The type of an OpenDocument file is found at its start, as it is.
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), text, packing)
    return buffer.getvalue()


def name_cell(row: int, column: int) -> str:
    """Return the name of a cell, A1 for 0, 0."""
    return f"{chr(65 + column)}{row + 1}"


def spell_excel_cell(place: str, value: object) -> str:
    """Return a cell as XLSX writes it; a text that begins with an equals sign and a bar is a formula and its value."""
    if value is None or value == "":
        return f'<c r="{place}" s="0"/>'
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        style = MOMENT if isinstance(value, datetime) else DAY
        return f'<c r="{place}" s="{style}"><v>{count_days(value)}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    text = str(value)
    if text.startswith("=") and "|" in text:
        formula, result = text[1:].split("|", 1)
        return f'<c r="{place}" t="str"><f>{escape(formula)}</f><v>{escape(result)}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def spell_excel_rows(rows: Cells) -> str:
    """Return the rows of a sheet as XLSX writes them."""
    return "".join(
        f'<row r="{number + 1}">'
        + "".join(spell_excel_cell(name_cell(number, place), value) for place, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows)
    )


def make_xlsx(
    sheets: Mapping[str, Cells | str], hidden: Sequence[str] = (), merged: Sequence[str] = (), shared: str = ""
) -> bytes:
    """Return a workbook of sheets by name, given as rows or as XML; `merged` are ranges of the first one."""
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="r{number}"{HIDDEN * (name in hidden)}/>'
        for number, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    ranges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{links}'
        f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/>'
        '<xf numFmtId="22"/></cellXfs></styleSheet>',
    }
    if shared:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{shared}</sst>'
    for number, rows in enumerate(sheets.values(), 1):
        data = rows if isinstance(rows, str) else spell_excel_rows(rows)
        cells = f"<mergeCells>{ranges}</mergeCells>" if ranges and number == 1 else ""
        parts[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{cells}</worksheet>'
        )
    return zip_parts(parts)


def spell_calc_cell(value: object) -> str:
    """Return a cell as ODS writes it."""
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def make_ods(sheets: Mapping[str, Cells | str], hidden: Sequence[str] = (), manifest: str = "") -> bytes:
    """Return a workbook of sheets by name, given as rows or as XML."""
    names = ("office", "style", "text", "table")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    tables = ""
    for name, rows in sheets.items():
        body = (
            rows
            if isinstance(rows, str)
            else "".join(f"<table:table-row>{''.join(map(spell_calc_cell, row))}</table:table-row>" for row in rows)
        )
        style = ' table:style-name="hidden"' * (name in hidden)
        tables += f'<table:table table:name="{escape(name)}"{style}>{body}</table:table>'
    styles = '<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/>'
    entry = (
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
        f'<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{manifest}'
        "</manifest:file-entry>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return zip_parts(
        {
            "mimetype": ODS,
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{space}">{entry}</manifest:manifest>',
            "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}</style:style>"
            f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
            "</office:document-content>",
        }
    )


def spell_record(number: int, data: bytes) -> bytes:
    """Return a record of a workbook of Excel before 2007."""
    return struct.pack("<HH", number, len(data)) + data


def _spell_old_cell(row: int, column: int, value: object, texts: list[str]) -> bytes:
    if isinstance(value, date):
        return spell_record(0x203, struct.pack("<HHHd", row, column, 1, count_days(value)))
    if isinstance(value, int | float):
        return spell_record(0x203, struct.pack("<HHHd", row, column, 0, value))
    texts.append(str(value))
    return spell_record(0xFD, struct.pack("<HHHI", row, column, 0, len(texts) - 1))


def make_xls(rows: Cells) -> bytes:
    """Return a workbook of Excel 97 with one sheet of texts, numbers and days."""
    texts: list[str] = []
    cells = b"".join(
        _spell_old_cell(row, column, value, texts)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    )
    begin = struct.pack("<HHHHII", 0x600, 0, 0, 0, 0, 0)
    sheet = spell_record(0x809, begin[:2] + b"\x10\0" + begin[4:]) + cells + spell_record(0x0A, b"")
    strings = b"".join(struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts)
    # Two kinds of cells: as entered, and a day (format 14).
    kinds = b"".join(spell_record(0xE0, struct.pack("<HH", 0, number) + b"\0" * 16) for number in (0, 14))
    shared = spell_record(0xFC, struct.pack("<II", len(texts), len(texts)) + strings)
    start = spell_record(0x809, begin[:2] + b"\x05\0" + begin[4:]) + kinds
    bound = struct.pack("<IBBBB", 0, 0, 0, 6, 0) + b"Sheet1"
    globals_size = len(start) + len(spell_record(0x85, bound)) + len(shared) + 4
    bound = struct.pack("<I", globals_size) + bound[4:]
    return wrap_stream("Workbook", start + spell_record(0x85, bound) + shared + spell_record(0x0A, b"") + sheet)


def make_old_book(records: bytes) -> bytes:
    """Return a workbook of Excel 97 of these records."""
    return wrap_stream("Workbook", records)


def wrap_stream(name: str, data: bytes) -> bytes:
    """Return a compound file (as of Office before 2007) with one stream."""
    data += b"\0" * (max(4096, -(-len(data) // 512) * 512) - len(data))
    n_sectors, end, free = len(data) // 512, 0xFFFFFFFE, 0xFFFFFFFF
    # The sectors: the table of sectors, the directory, the stream.
    chain = [0xFFFFFFFD, end, *range(3, n_sectors + 2), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108)
    return head + table + _entry("Root Entry", 5, end, 0, 1) + _entry(name, 2, 2, len(data)) + b"\0" * 256 + data


def _entry(name: str, kind: int, first: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    spelled = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    entry = spelled.ljust(64, b"\0") + struct.pack("<H", len(spelled)) + links + b"\0" * 36
    return entry + struct.pack("<IQ", first, size)
