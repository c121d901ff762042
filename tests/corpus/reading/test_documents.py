"""RTF, OpenDocument, EPUB, MHTML and compound files: the text that they show, and what is said of what is left out."""

import io
import struct
import zipfile

import docx
import pytest

from presswork.corpus.reading.formats.readers import READERS
from presswork.corpus.reading.formats.recognise import recognise
from presswork.corpus.reading.formats.record import Notice, Record, Rejected, leave_out
from presswork.corpus.reading.records import read_records

FIRST = "The weir above the town was mended on Monday, after the flood had carried off half of its stones."
SECOND = "Anglers had asked for a ladder for the fish, and the council has promised to build one in spring."


def read(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("latin-1"))
    return list(read_records(path, {}))


def read_one(folder, name, data):
    (found,) = read(folder, name, data)
    return found


def pack(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def tell(found):
    return [(each.reason, each.detail) for each in found.notices]


def list_kept(found):
    lines = leave_out(found.text, ((cut.start, cut.end) for cut in found.cuts)).splitlines()
    return [line.strip() for line in lines if line.strip()]


FONTS = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset238 Times CE;}{\f2\fcharset204 Times Cyr;}{\f3\fcharset128 Min;}}"
RTF = {
    "paragraphs": (r"One.\par Two.\line Three.\tab Four.", "One.\nTwo.\nThree.\tFour."),
    "code pages of fonts": (
        FONTS + r"\f0 caf\'e9 \f1 \'f8eka \f2 \'e4\'e0 \f3 \'93\'fa\plain{\f1 \'e8}",
        "café řeka да 日č",
    ),
    "a byte in two": (FONTS + r"\f3 \'83A\'83\'5c", "アソ"),
    "Unicode": (r"\u1055?\u8217\'92s \uc2\u8364 EUx{\uc0\u233}\u233 ??", "П’s €xéé"),
    "beyond 65,536": (r"\u-10179?\u-8704?", "\U0001f600"),
    "signs": (r"a\~b\_c\-d \emdash  \lquote x\rquote \{\}\\", "a\xa0b\u2011c\xadd — ‘x’{}\\"),
    "instead of a sign": (r"\u8212\emdash x", "—x"),
    "lines of the file": ("One \r\ntwo,\\\nthree.", "One two,\nthree."),
    "table": (r"\trowd a\cell b\cell\row\trowd c\cell\cell\row d\par", "a\tb\nc\t\nd"),
    "table in a table": (
        r"a\nestcell b\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}c\cell\row",
        "a\tb\nc",
    ),
    "link": (r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt the {\ul lake}}} rose', "the lake rose"),
    "a mark of what may be skipped within text": (
        "{\\i0\\*\\cs7 The quick} {\\*\\cs8 no}{\r\n\\*\\cs9 no}fox",
        "The quick fox",
    ),
    "hidden": (r"a{\v hidden}b\v hidden\v0 c\v hidden\plain d", "abcd"),
    "deleted": (r"a{\deleted gone}{\revised new}", "anew"),
    "headers": (r"{\header Page 1}{\headerf\par x}{\footerr y}One.", "One."),
    "list": (r"{\listtext\'b7\tab}One.\par{\pntext 2.\tab}Two.", "One.\nTwo."),
    "pictures": (r"a{\pict{\*\blipuid 0f}{\*\x y}89504e47}{\*\shppict{\pict ff}}{\nonshppict{\pict ff}}b", "ab"),
    "binary picture": ("a{\\pict{\\*\\blipuid 0f}\\bin5 }}{{\\}b", "ab"),
    "text box": (r"a{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt box\par}}{\shprslt box}}b", "abox\nb"),
    "two spellings": (r"{\upr{caf?}{\*\ud{caf\u233 ?}}} open", "café open"),
    "unknown": (r"{\*\future x{y}}{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}{\info{\title T}}One.", "One."),
    "next page": (r"One.\page Two.\sect Three.", "One.\n\nTwo.\n\nThree."),
}


@pytest.mark.parametrize(("body", "text"), RTF.values(), ids=RTF)
def test_rich_text_is_read_as_it_is_shown(tmp_path, body, text):
    found = read_one(tmp_path, "a.rtf", "{\\rtf1\\ansi\\deff0 " + body + "}")
    assert (found.text.strip("\n"), found.encoding, found.notices) == (text, "cp1252", ())


@pytest.mark.parametrize(
    ("head", "page", "text"),
    [
        (r"\ansi\ansicpg1250", "cp1250", "ř"),
        (r"\ansi\ansicpg1251", "cp1251", "ш"),
        (r"\ansi\ansicpg10000", "mac_roman", "¯"),
        (r"\mac", "mac_roman", "¯"),
        (r"\pc", "cp437", "°"),
        (r"\ansi\ansicpg99999", "cp1252", "ø"),
    ],
)
def test_the_code_page_of_a_document_is_on_record(tmp_path, head, page, text):
    found = read_one(tmp_path, "a.rtf", "{\\rtf1" + head + " \\'f8}")
    assert (found.text, found.encoding) == (text, page)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (r"{\rtf1 One{\footnote Note.}{\footnote\ftnalt Note.}.}", "notes not read"),
        (r"{\rtf1\ansicpg1252 One\'81.}", "bad bytes"),
        (r"{\rtf1 One{\b .", "truncated file"),
        (r"{\rtf1 One.}{\rtf1 Two.}", "text not read"),
    ],
)
def test_what_of_a_document_is_not_read_is_told(tmp_path, data, reason):
    found = read_one(tmp_path, "a.rtf", data)
    assert found.text.rstrip("\ufffd.") == "One"
    assert [each[0] for each in tell(found)] == [reason]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Plain text.", "broken RTF"),
        ("{\\rtf1 " + "{" * 20_000, "broken RTF"),
        (r"{\rtf1{\pict ff}\par}", "no text"),
        ("{\\rtf1 \\bin999999999 ", "no text"),
    ],
)
def test_rich_text_without_text_is_rejected(tmp_path, data, reason):
    found = read_one(tmp_path, "a.rtf", data)
    assert isinstance(found, Rejected)
    assert found.reason == reason


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


def make_page(title, *paragraphs):
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    heading = f"<h1>{title}</h1>" if title else ""
    return (
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
        f'<body><a id="p1"/>{heading}{body}</body></html>'
    )


CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><metadata>
<dc:title>Weirs of the North</dc:title><dc:creator>Ann Example</dc:creator><dc:creator>Bo Beispiel</dc:creator>
<dc:date opf:event="modification">2020-01-01</dc:date><dc:date opf:event="publication">2019-05-03</dc:date></metadata>
<manifest><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="t/two%20b.xhtml#top" media-type="application/xhtml+xml"/>
<item id="a" href="t/one.xhtml" media-type="application/xhtml+xml"/>
<item id="s" href="map.svg" media-type="image/svg+xml"/>
<item id="p" href="plate.xhtml" media-type="application/xhtml+xml"/>
<item id="x" href="t/lost.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/>
<itemref idref="s"/><itemref idref="p"/>MORE</spine>
<guide><reference type="cover" href="cover.xhtml"/></guide></package>"""


def make_epub(package=PACKAGE, **parts):
    pages = {
        "OPS/cover.xhtml": make_page("Weirs", "of the North"),
        "OPS/nav.xhtml": make_page("Contents", "One"),
        "OPS/plate.xhtml": '<html><body><img src="a.png"/></body></html>',
        "OPS/t/one.xhtml": make_page("The first weir", FIRST, SECOND),
        "OPS/t/two b.xhtml": make_page("", SECOND, FIRST),
        "OPS/map.svg": "<svg/>",
    }
    own = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OPS/book.opf": package}
    return pack(own | pages | parts)


@pytest.mark.parametrize("name", ["a.epub", "a.zip.doc"])
def test_a_book_gives_a_record_for_each_of_its_documents_in_reading_order(tmp_path, name):
    first, second, notice = read(tmp_path, name, make_epub())
    assert [first.record, second.record] == [2, 3]
    assert first.text == f"The first weir\n\n{FIRST}\n\n{SECOND}"
    assert second.text.endswith(f"{SECOND}\n\n{FIRST}")
    book = {"byline": "Ann Example; Bo Beispiel", "published": "2019-05-03"}
    assert dict(first.given) == {"title": "The first weir", **book}
    assert dict(second.given) == {"title": "Weirs of the North", **book}
    assert type(notice) is Notice
    told = ("cover.xhtml (cover)", "nav.xhtml (navigation)", "map.svg (image/svg+xml)", "plate.xhtml (no text)")
    assert all(each in notice.detail for each in told)


NAV = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
<nav epub:type="landmarks"><ol><li><a href="t/one.xhtml">Start</a></li></ol></nav>
<nav epub:type="toc"><ol><li><span>Part I</span><ol>
<li><a href="t/one.xhtml">A weir &amp; a <i>dam</i></a></li></ol></li>
<li><a href="t/two%20b.xhtml#x">Stones</a></li><li><a href="t/two%20b.xhtml">Later</a></li></ol></nav></body></html>"""
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>A weir &amp; a dam</text>
</navLabel><content src="../t/one.xhtml#p1"/><navPoint><navLabel><text>Stones</text></navLabel>
<content src="../t/two%20b.xhtml"/></navPoint></navPoint></navMap></ncx>"""
NCX_ITEM = '<item id="y" href="x/toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'


@pytest.mark.parametrize(
    ("package", "parts"),
    [
        (PACKAGE, {"OPS/nav.xhtml": NAV}),
        (PACKAGE.replace("</manifest>", NCX_ITEM), {"OPS/x/toc.ncx": NCX}),
        (PACKAGE.replace("</manifest>", NCX_ITEM), {"OPS/x/toc.ncx": NCX, "OPS/nav.xhtml": "<html"}),
    ],
    ids=["EPUB 3", "EPUB 2", "a broken page"],
)
def test_the_table_of_contents_of_a_book_names_its_documents(tmp_path, package, parts):
    found = read(tmp_path, "a.epub", make_epub(package, **parts))
    assert [each.given["title"] for each in found[:2]] == ["A weir & a dam", "Stones"]
    assert found[0].text.startswith("A weir & a dam\n\n")


def test_a_title_within_a_document_is_not_its_own(tmp_path):
    page = make_page("", FIRST, f'<a id="x"/>{SECOND}')
    second = read(tmp_path, "a.epub", make_epub(**{"OPS/nav.xhtml": NAV, "OPS/t/two b.xhtml": page}))[1]
    assert second.given["title"] == "Weirs of the North"


def test_a_page_that_only_leads_to_others_is_not_read(tmp_path):
    page = make_page("Contents", '<a href="one.xhtml">A weir and a dam</a>', '<a class="a" href="x.xhtml#y">Stones</a>')
    first, notice = read(tmp_path, "a.epub", make_epub(**{"OPS/t/two b.xhtml": page}))
    assert (first.record, "two b.xhtml (navigation)" in notice.detail) == (2, True)


def test_a_place_in_a_document_is_not_the_whole_document(tmp_path):
    guide = PACKAGE.replace("</guide>", '<reference type="toc" href="t/one.xhtml#contents"/></guide>')
    assert [each.record for each in read(tmp_path, "a.epub", make_epub(guide))[:2]] == [2, 3]


BAR = '<div class="{}"><a href="../index_u2.html#article_0">Section menu</a> | <a href="../../x.html">Menu</a></div>'
FROM = '<div class="{}"><p>This article was downloaded by <strong>calibre</strong> from <a href="{}">{}</a></p></div>'
NEWS = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>Northern Post [Mon, 03 May 2021]</dc:title><dc:creator>calibre</dc:creator>
<dc:date>2021-05-03T06:00:00+00:00</dc:date></metadata><manifest>
<item id="m" href="index_u3.html" media-type="application/xhtml+xml"/>
<item id="f" href="feed_0/index_u2.html" media-type="application/xhtml+xml"/>
<item id="a" href="feed_0/article_0/index.html" media-type="application/xhtml+xml"/>
<item id="b" href="feed_0/article_1/index_u1.html" media-type="application/xhtml+xml"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="ncx"><itemref idref="m"/><itemref idref="f"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
NEWS_NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Local</text></navLabel>
<content src="feed_0/index_u2.html"/><navPoint><navLabel><text>Weir mended</text></navLabel>
<content src="feed_0/article_0/index.html"/></navPoint><navPoint><navLabel><text>Stones found</text></navLabel>
<content src="feed_0/article_1/index_u1.html"/></navPoint></navPoint></navMap></ncx>"""


@pytest.mark.parametrize("name", ["calibre_navbar calibre_rescale_70", "calibrenavbar", "touchscreen_navbar"])
def test_a_newspaper_from_calibre_gives_its_articles_and_not_the_pages_that_lead_to_them(tmp_path, name):
    def make_article(first, second, url):
        above, below = BAR.format(name), FROM.format(name, url, url)
        page = "<html><head><title>Unknown</title></head><body>{}<p>{}</p><p>{}</p>{}</body></html>"
        return page.format(above, first, second, below)

    pages = {
        "OPS/index_u3.html": make_page("Northern Post", "Local"),
        "OPS/feed_0/index_u2.html": make_page("Local", "Weir mended", FIRST, "Stones found", SECOND),
        "OPS/feed_0/article_0/index.html": make_article(FIRST, SECOND, "https://post.example/weir?a=1&amp;b=2"),
        "OPS/feed_0/article_1/index_u1.html": make_article(SECOND, FIRST, "https://post.example/stones"),
        "OPS/toc.ncx": NEWS_NCX,
    }
    own = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, "OPS/book.opf": NEWS}
    weir, stones, notice = read(tmp_path, "a.epub", pack(own | pages))
    paper = {"outlet": "Northern Post", "published": "2021-05-03T06:00:00+00:00"}
    assert dict(weir.given) == {"title": "Weir mended", "url": "https://post.example/weir?a=1&b=2", **paper}
    assert dict(stones.given) == {"title": "Stones found", "url": "https://post.example/stones", **paper}
    assert list_kept(weir) == ["Weir mended", FIRST, SECOND]
    assert "index_u3.html (navigation), OPS/feed_0/index_u2.html (navigation)" in notice.detail


def test_a_document_that_a_book_lacks_is_rejected_alone(tmp_path):
    found = read(tmp_path, "a.epub", make_epub(PACKAGE.replace("MORE", '<itemref idref="x"/>')))
    assert [type(each) for each in found] == [Record, Record, Rejected, Notice]
    assert (found[2].record, found[2].reason) == (6, "broken EPUB")


CIPHER = '<encryption><CipherReference URI="{}"/></encryption>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_epub(**{"META-INF/encryption.xml": CIPHER.format("OPS/t/two%20b.xhtml")}), "encrypted"),
        (make_epub("<package/>"), "no text"),
        (make_epub("<package>"), "broken EPUB"),
        (make_epub(**{"META-INF/container.xml": "<container/>"}), "broken EPUB"),
        (pack({"mimetype": "application/epub+zip"}), "broken EPUB"),
        (make_epub(**{"OPS/book.opf": " " * (1 << 23)}), "too long"),
    ],
)
def test_a_book_that_cannot_be_read_is_rejected(tmp_path, data, reason):
    found = read_one(tmp_path, "a.epub", data)
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_fonts_may_be_encrypted(tmp_path):
    data = make_epub(**{"META-INF/encryption.xml": CIPHER.format("OPS/font.otf")})
    assert [type(each) for each in read(tmp_path, "a.epub", data)] == [Record, Record, Notice]


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
