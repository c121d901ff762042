"""DOCX, OpenDocument, MHTML and compound files: the text that they show, and what is said of what is left out."""

import io
import struct
import zipfile

import docx
import pytest

from documents import FIRST, SECOND, pack, read, read_one, tell
from presswork.corpus.reading.formats.readers import READERS
from presswork.corpus.reading.formats.recognise import recognise
from presswork.corpus.reading.formats.record import Rejected

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
NAMESPACES = " ".join(
    f'xmlns:{short}="{ODF}{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    )
)
MIMETYPE = "application/vnd.oasis.opendocument.text"


def make_content(body, styles=""):
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    ).encode()


def make_odt(body, styles="", **parts):
    return pack({"mimetype": MIMETYPE, **parts, "content.xml": make_content(body, styles)})


CELLS = "<table:table-row>{}</table:table-row>"
CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
HIDDEN = (
    '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="T2" style:parent-style-name="T1"/>'
)
ODT = {
    "paragraphs": ("<text:h>One</text:h><text:p>Two <text:span>thr</text:span>ee</text:p><text:p/>", "One\nTwo three"),
    "blanks": ("<text:p> a\n  b<text:s text:c='3'/>c<text:tab/>d<text:line-break/>e </text:p>", "a b   c\td\ne"),
    "list": (
        "<text:list><text:list-item><text:number>1.</text:number><text:p>a</text:p></text:list-item></text:list>",
        "a",
    ),
    "table": (
        "<table:table>"
        + CELLS.format(CELL.format("a") + CELL.format("b"))
        + CELLS.format(CELL.format("c"))
        + "</table:table><text:p>d</text:p>",
        "a\tb\nc\nd",
    ),
    "deleted": (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>a<text:change/>b</text:p>",
        "ab",
    ),
    "comment": ("<text:p>a<office:annotation><text:p>Why?</text:p></office:annotation>b</text:p>", "ab"),
    "hidden": (
        '<text:p>a<text:span text:style-name="T1">x</text:span>b</text:p><text:p text:style-name="T2">x</text:p>'
        '<text:section text:display="none"><text:p>x</text:p></text:section><text:hidden-text>x</text:hidden-text>',
        "ab",
    ),
    "text box": (
        "<text:p>a<draw:frame><svg:title>x</svg:title><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b"
        "</text:p>",
        "ab\nbox",
    ),
    "index": (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>x</text:index-title-template>"
        "</text:table-of-content-source></text:table-of-content><text:p>a</text:p>",
        "a",
    ),
}


@pytest.mark.parametrize(("body", "text"), ODT.values(), ids=ODT)
@pytest.mark.parametrize("name", ["a.odt", "a.doc", "a.zip.txt"])
def test_an_open_document_is_read_as_it_is_shown(tmp_path, name, body, text):
    found = read_one(tmp_path, name, make_odt(body, HIDDEN))
    assert (found.text.strip("\n"), found.encoding, found.notices) == (text, "utf-8", ())


def test_a_style_of_another_part_hides_text_too(tmp_path):
    styles = make_content("<text:p>x</text:p>", HIDDEN).replace(b"office:text", b"office:other")
    body = '<text:p>a<text:span text:style-name="T1">x</text:span></text:p>'
    assert read_one(tmp_path, "a.odt", make_odt(body, **{"styles.xml": styles})).text == "a"


def test_notes_of_an_open_document_are_counted(tmp_path):
    body = "<text:note-body><text:p>x</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    found = read_one(tmp_path, "a.odt", make_odt(f"<text:p>a{note}b{note}</text:p>"))
    assert (found.text, tell(found)) == ("ab", [("notes not read", "footnotes and endnotes: 2")])


@pytest.mark.parametrize("name", ["a.fodt", "a.xml", "a.txt"])
def test_a_document_of_one_file_is_read_too(tmp_path, name):
    data = make_content("<text:p>a<text:s/>b</text:p>").replace(b"-content", b"")
    data = data.replace(b"<office:document ", f'<office:document office:mimetype="{MIMETYPE}" '.encode())
    assert read_one(tmp_path, name, data).text == "a b"


@pytest.mark.parametrize(
    ("data", "reason", "what"),
    [
        (make_odt("<text:p>x</text:p>", **{"META-INF/manifest.xml": "<m:encryption-data/>"}), "encrypted", "password"),
        (make_odt("<text:p></text:p>"), "no text", "no text"),
        (make_odt("<text:p>x"), "broken ODT", "mismatch"),
        (make_odt("<a>" * 500_000), "broken ODT", "mismatch"),
        (pack({"mimetype": MIMETYPE}), "broken ODT", "content.xml"),
        (pack({"mimetype": MIMETYPE, "content.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "broken ODT", "entities"),
        (b"PK\x03\x04 no more", "broken ODT", "zip"),
        (pack({"mimetype": MIMETYPE, "content.xml": b"<a>" + b" " * (1 << 25)}), "unpacks too large", "bytes"),
    ],
)
def test_an_open_document_without_text_is_rejected(tmp_path, data, reason, what):
    found = read_one(tmp_path, "a.odt", data)
    assert isinstance(found, Rejected)
    assert (found.reason, what in found.detail) == (reason, True)


WORDS = (
    "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>The weir</w:t></w:r>"
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t> no</w:t></w:r>"
    '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> was</w:t><w:tab/><w:t>re</w:t><w:softHyphen/><w:t>built</w:t></w:r>'
    "<w:r><w:footnoteReference/></w:r></w:p><w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:ruby><w:rt><w:r><w:t>no</w:t>"
    "</w:r></w:rt><w:rubyBase><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t></w:r></w:rubyBase></w:ruby></w:p>"
)


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
}


@pytest.mark.parametrize("names", [{}, STRICT], ids=["usual", "strict"])
def test_a_word_document_is_read_as_it_is_shown(tmp_path, names):
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    with zipfile.ZipFile(buffer) as parts:
        own = {name: parts.read(name) for name in parts.namelist()}
    own["word/document.xml"] = own["word/document.xml"].replace(b"<w:body>", f"<w:body>{WORDS}".encode())
    for usual, strict in names.items():
        own = {name: data.replace(usual, strict) for name, data in own.items()}
    record = read_one(tmp_path, "a.docx", pack(own))
    assert record.text == "The weir was\tre\xadbuilt\nco\u2011op"
    assert tell(record) == [("notes not read", "footnotes and endnotes: 1")]


PAGE = (
    "<html><head><title>Weir mended</title></head><body><article><h1>Weir mended</h1>"
    f"<p>{FIRST}</p><p>{SECOND}</p><p>caf=E9</p></article></body></html>"
)
ARCHIVE = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/weir
Subject: Weir
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html"; boundary="--=_x.1"

A preamble.

----=_x.1
Content-Type: text/css

p {{ color: red }}
----=_x.1
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable
Content-Location: LOCATION

{PAGE}
----=_x.1
Content-Type: text/html

<p>An advert.</p>
----=_x.1--
"""


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.doc", "a.txt"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_page_of_a_web_archive_is_read(tmp_path, name, end):
    data = ARCHIVE.replace("LOCATION", "https://example.org/a").replace("\n", end)
    found = read_one(tmp_path, name, data)
    assert found.text == f"Weir mended\n\n{FIRST}\n\n{SECOND}\n\ncafé"
    assert (found.given["title"], found.given["url"]) == ("Weir mended", "https://example.org/a")


def test_the_address_of_a_web_archive_is_in_its_head_or_nowhere(tmp_path):
    assert read_one(tmp_path, "a.mhtml", ARCHIVE).given["url"] == "https://example.org/weir"
    data = ARCHIVE.replace("https://example.org/weir", "file:///home/ann/weir.html")
    assert "url" not in read_one(tmp_path, "b.mhtml", data).given


@pytest.mark.parametrize(
    "data",
    [
        ARCHIVE.replace("text/html", "text/plain"),
        ARCHIVE.replace("----=_x.1", "--other"),
        ARCHIVE.split("text/html;")[0] + "----=_x.1\nContent-Type: multipart/mixed; boundary=y\n\n--y\n" * 2000,
        "not an archive",
    ],
)
def test_a_web_archive_without_a_page_is_rejected(tmp_path, data):
    found = read_one(tmp_path, "a.mhtml", data)
    assert (type(found), found.reason) == (Rejected, "broken MHTML")


def test_a_message_with_pictures_is_no_web_archive():
    data = ARCHIVE.replace("MIME-Version", "To: bo@example.org\nMIME-Version")
    assert recognise(data.encode(), "a.mhtml", {}, READERS) != ".mhtml"


def make_compound(*names, first=b"", sector=0):
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2) + b"\0" * 62 for name in names
    )
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + struct.pack("<H16xI", 9, sector)
    return head.ljust(512, b"\0") + first + entries.ljust(1024, b"\0")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.doc", make_compound("Root Entry", "WordDocument"), "(DOC)"),
        ("a.xls", make_compound("Root Entry", "WordDocument"), "(DOC)"),
        ("a.doc", make_compound(first=b"\xec\xa5", sector=99), "(DOC)"),
        ("a", make_compound("Root Entry", "PowerPoint Document"), "(PPT)"),
        ("a.msg", make_compound("Root Entry", "__properties_version1.0"), "(MSG)"),
        ("a", make_compound("Root Entry", "__nameid_version1.0", "__substg1.0_1000001F"), "(MSG)"),
        ("a.msg", make_compound(sector=99), "(MSG)"),
        ("a.docx", make_compound("EncryptedPackage"), "password"),
        ("a.dat", make_compound(sector=99), "before 2007"),
        ("a.dat", make_compound()[:40], "before 2007"),
    ],
)
def test_a_compound_file_is_named_by_what_is_in_it(tmp_path, name, data, what):
    found = read_one(tmp_path, name, data)
    assert (type(found), found.reason) == (Rejected, "unsupported format")
    assert what in found.detail


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", make_compound("Root Entry", "Workbook")),
        ("a.dat", make_compound("Root Entry", "Book")),
        ("a.dat", make_compound(first=b"\x09\x08\x10\0", sector=99)),
        ("a.xls", make_compound(sector=99)),
    ],
)
def test_a_workbook_of_before_2007_goes_to_the_reader_of_spreadsheets(tmp_path, name, data):
    assert read_one(tmp_path, name, data).reason == "broken spreadsheet"


EXPORT = "\n".join(
    f"   {number} of 2 DOCUMENTS\n\nThe Lake Post\n\nMay 4, 2021 Tuesday\n\nFerry {number} sold\n\n"
    f"BYLINE: Ann Example\n\nLENGTH: 36 words\n\n{FIRST}\n\n{SECOND}\n\nLOAD-DATE: May 5, 2021\n"
    for number in (1, 2)
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.rtf", "{\\rtf1\\ansi " + EXPORT.replace("\n", "\\par ") + "}"),
        ("a.odt", make_odt("".join(f"<text:p>{line}</text:p>" for line in EXPORT.split("\n")))),
        ("a.mhtml", ARCHIVE.replace(PAGE, "".join(f"<p>{line}</p>" for line in EXPORT.split("\n")))),
    ],
)
def test_an_export_in_any_of_them_is_divided(tmp_path, name, data):
    first, second = read(tmp_path, name, data)
    assert [first.given["title"], second.given["title"]] == ["Ferry 1 sold", "Ferry 2 sold"]
    assert first.database == "Nexis"
