"""EPUB: the documents of a book in their order, and the articles of newspapers."""

import io

import pytest

from documents import FIRST, SECOND, list_kept, pack, read, read_one
from presswork.corpus.reading.formats.e_books.e_book import read_e_book
from presswork.corpus.reading.formats.record import Notice, Record, Rejected


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


def test_what_a_broken_book_lacks_is_said_in_words():
    (found,) = read_e_book(io.BytesIO(pack({"mimetype": "application/epub+zip"})), {})
    assert found.detail == "There is no item named 'META-INF/container.xml' in the archive"


def test_fonts_may_be_encrypted(tmp_path):
    data = make_epub(**{"META-INF/encryption.xml": CIPHER.format("OPS/font.otf")})
    assert [type(each) for each in read(tmp_path, "a.epub", data)] == [Record, Record, Notice]
