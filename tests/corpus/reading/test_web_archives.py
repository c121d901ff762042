"""Web archives: the pages in them are read as files of their own, and everything else is counted."""

import gzip
import io
import zipfile
import zlib

import polars as pl
import pytest
import zstandard

from presswork.corpus.reading.encoding import Stated
from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.records import read_records, read_seeds
from presswork.corpus.report import _list_sources
from web_archives import HTML, MEMBER, PAGE, SENTENCES, URL, make_arc, make_record, make_response


def read(folder, name, data, state=None):
    path = folder / name
    path.write_bytes(data)
    return list(read_records(path, {}, *([state] if state else [])))


def read_counts(found):
    (notice,) = [each for each in found if isinstance(each, Notice)]
    return dict(each.rsplit(": ", 1) for each in notice.detail.split("; "))


@pytest.mark.parametrize("name", ["a.warc", "a.txt", "a"])
def test_a_page_has_its_address_and_the_time_of_its_capture(tmp_path, name):
    (page,) = read(tmp_path, name, make_record())
    assert (page.member, page.given["url"], page.given["title"]) == (MEMBER, URL, "Weir mended")
    assert "published" not in page.given
    assert all(sentence in page.text for sentence in SENTENCES)


def test_the_address_of_the_capture_goes_before_the_one_that_the_page_states(tmp_path):
    stated = PAGE.replace("<title>", '<link rel="canonical" href="http://other.example/"><title>')
    (page,) = read(tmp_path, "a.warc", make_record(payload=stated))
    assert page.given["url"] == URL


def test_the_source_of_a_page_names_its_archive(tmp_path):
    (tmp_path / "a.warc").write_bytes(make_record())
    dealt = read_seeds(str(tmp_path), {})["dealt"]
    assert [row["source"] for _, rows in dealt.pieces for row in rows.to_dicts()] == [f"a.warc/{MEMBER}"]


@pytest.mark.parametrize("is_packed", [False, True], ids=["plain", "gzip"])
def test_arc_is_read(tmp_path, is_packed):
    data = make_arc(make_response(), make_response(PAGE.replace("weir", "dam")))
    found = read(tmp_path, "a.arc.gz" if is_packed else "a.arc", gzip.compress(data) if is_packed else data)
    pages = [each for each in found if isinstance(each, Record)]
    assert [page.given["url"] for page in pages] == ["http://a.example/0", "http://a.example/1"]
    assert [page.member[:15] for page in pages] == ["20140216050221/"] * 2


def test_gzip_is_read_with_one_member_for_each_record_or_for_all(tmp_path):
    records = [make_record(), make_record(f"{URL}/2")]
    for data in (b"".join(map(gzip.compress, records)), gzip.compress(b"".join(records))):
        assert [page.given["url"] for page in read(tmp_path, "a.warc.gz", data)] == [URL, f"{URL}/2"]


@pytest.mark.parametrize(
    ("name", "member"), [("a.wacz", "archive/b.warc.gz"), ("a.zip", "b.warc.gz"), ("a.zip", "b.warc")]
)
def test_web_archives_in_a_zip_are_read_and_indexes_in_a_wacz_are_not(tmp_path, name, member):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, gzip.compress(make_record()) if member.endswith(".gz") else make_record())
        if name == "a.wacz":
            archive.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n{"url": "x", "text": "A text."}\n')
    (page,) = read(tmp_path, name, buffer.getvalue())
    assert page.member == f"{member}/{MEMBER}"


def test_what_is_no_page_is_counted_by_reason_in_one_notice(tmp_path):
    records = [
        make_record("urn:pageinfo", "software: crawler", kind="warcinfo"),
        make_record(payload="", kind="request"),
        make_record(),
        make_record(payload=PAGE.replace("weir", "dam")),
        make_record(payload="", kind="revisit"),
        make_record("http://news.example/robots.txt", "User-agent: *"),
        make_record("http://news.example/old", status="301 Moved Permanently", headers={"Location": URL}),
        make_record("http://news.example/gone", status="404 Not Found"),
        make_record("http://news.example/broken", status="500 Internal Server Error"),
        make_record("http://news.example/a.png", b"\x89PNG\r\n", headers={"Content-Type": "image/png"}),
        make_record("http://news.example/data", '{"weir": "mended"}'),
        make_record("http://news.example/script", "let weir = 1", headers={"Server": "x"}),
        make_record("http://news.example/blank", " \n"),
        make_record("http://news.example/br", b"\x0b\x02\x80", headers={**HTML, "Content-Encoding": "br"}),
    ]
    page, notice = found = read(tmp_path, "a.warc", b"".join(records))
    assert page.given["url"] == URL
    assert type(notice) is Notice
    assert read_counts(found) == {
        "HTTP errors": "2",
        "crawl metadata": "1",
        "empty pages": "1",
        "not HTML": "3",
        "repeated captures": "1",
        "compressed by Brotli": "1",
        "redirects": "1",
        "requests": "1",
        "revisits": "1",
        "robots.txt": "1",
    }


def test_an_archive_without_pages_is_rejected_with_what_it_holds(tmp_path):
    (found,) = read(tmp_path, "a.warc", make_record(payload="", kind="request") * 3)
    assert (type(found), found.reason, found.detail) == (Rejected, "contains no articles", "requests: 3")


def test_a_page_whose_server_states_no_type_is_known_by_its_content(tmp_path):
    (page,) = read(tmp_path, "a.warc", make_record(headers={"Server": "x"}))
    assert page.member == MEMBER


def test_a_page_saved_without_http_headers_is_read_by_the_type_of_its_record(tmp_path):
    (page,) = read(tmp_path, "a.warc", make_record(kind="resource"))
    assert page.member == MEMBER


def chunk(data, size=100):
    parts = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize("name", ["a.warc", "a", "a.zip"])
def test_an_archive_may_be_compressed_whatever_its_name(tmp_path, name):
    data = gzip.compress(make_record()) + gzip.compress(make_record(f"{URL}/2"))
    if name == "a.zip":
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("b.warc", data)
        data = buffer.getvalue()
    assert [page.given["url"] for page in read(tmp_path, name, data)] == [URL, f"{URL}/2"]


RAW_DEFLATE = zlib.compressobj(wbits=-15)
CHUNKED = {"Transfer-Encoding": "chunked"}


@pytest.mark.parametrize(
    ("payload", "headers"),
    [
        (chunk(PAGE.encode()), CHUNKED),
        (PAGE, CHUNKED),
        (gzip.compress(PAGE.encode()), {"Content-Encoding": "gzip"}),
        (gzip.compress(PAGE.encode()), {"content-encoding": "X-GZIP"}),
        (zlib.compress(PAGE.encode()), {"Content-Encoding": "deflate"}),
        (RAW_DEFLATE.compress(PAGE.encode()) + RAW_DEFLATE.flush(), {"Content-Encoding": "deflate"}),
        (zstandard.compress(PAGE.encode()), {"Content-Encoding": "zstd"}),
        (PAGE, {"Content-Encoding": "gzip"}),
        (PAGE, {"Content-Encoding": "zstd"}),
        (chunk(gzip.compress(PAGE.encode())), {"Transfer-Encoding": "Chunked", "Content-Encoding": "gzip"}),
    ],
    ids=[
        "chunks",
        "no chunks",
        "gzip",
        "x-gzip",
        "zlib",
        "deflate",
        "zstd",
        "gzip only stated",
        "zstd only stated",
        "chunks of gzip",
    ],
)
def test_payloads_are_unpacked(tmp_path, payload, headers):
    (page,) = read(tmp_path, "a.warc", make_record(payload=payload, headers={**HTML, **headers}))
    assert all(sentence in page.text for sentence in SENTENCES)


def test_the_server_states_the_encoding_where_neither_the_page_nor_the_user_does(tmp_path):
    koi8 = {"Content-Type": 'text/html; charset="KOI8-R"'}
    russian = PAGE.replace("Anglers", "Рыболовы")
    stating = russian.replace("<title>", '<meta charset="windows-1251"><title>')
    records = [
        make_record("http://a.example/1", russian.encode("koi8-r"), headers=koi8),
        make_record("http://a.example/2", stating.encode("cp1251"), headers=koi8),
        make_record("http://a.example/3", russian, headers=koi8),
        make_record("http://a.example/4", russian.encode("iso8859-5"), headers=koi8),
    ]
    last = "20210503120000/http://a.example/4"
    state = {last: Stated("iso8859-5")}
    pages = read(tmp_path, "a.warc", b"".join(records), lambda member: state.get(member, Stated()))
    assert [page.encoding for page in pages] == ["koi8-r", "cp1251", "utf-8", "iso8859-5"]
    assert all("Рыболовы had asked" in page.text for page in pages)


def test_the_report_counts_pages_under_the_ending_of_their_archive():
    described = pl.DataFrame({"source": ["a.warc/20210503120000/http://a.example/b.php?c=d.e", "b.html"]})
    assert _list_sources(described, described.head(1)) == [(".html", 1, 0), (".warc", 1, 1)]
