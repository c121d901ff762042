"""Damaged web archives: what can be read is kept, and where reading failed is told."""

import gzip

import pytest

from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.formats.web_archives.web_archive import MAX_PAGE_BYTES
from presswork.corpus.reading.records import read_records
from web_archives import HTML, MEMBER, PAGE, SENTENCES, URL, make_arc, make_record, make_response

THREE = [make_record(f"{URL}/{number}") for number in range(3)]
SIZE = len(THREE[0])


def read(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    found = list(read_records(path, {}))
    return [each for each in found if isinstance(each, Record)], [each for each in found if isinstance(each, Notice)]


def list_urls(pages):
    return [page.given["url"] for page in pages]


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_of_an_archive_that_is_cut_off_everything_before_the_cut_is_kept(tmp_path, packed):
    data = b"".join(map(gzip.compress, THREE)) if packed else b"".join(THREE)
    pages, (truncated, broken) = read(tmp_path, "a.warc.gz" if packed else "a.warc", data[:-60])
    assert list_urls(pages) == [f"{URL}/{number}" for number in range(3)]
    assert SENTENCES[0] in pages[-1].text
    assert (truncated.reason, truncated.member) == ("truncated page", f"{MEMBER}/2")
    assert (type(broken), broken.reason) == (Rejected, "broken container")
    assert f"in record 3 ({URL}/2)" in broken.detail
    assert "bytes are missing, at byte" in broken.detail


def test_an_archive_that_ends_between_records_is_whole(tmp_path):
    pages, notices = read(tmp_path, "a.warc", b"".join(THREE[:2]))
    assert (len(pages), notices) == (2, [])


def test_where_gzip_is_damaged_the_pages_before_are_kept(tmp_path):
    packed = [gzip.compress(each) for each in THREE]
    damaged = packed[1][:100] + bytes([packed[1][100] ^ 0xFF]) + packed[1][101:]
    pages, notices = read(tmp_path, "a.warc.gz", packed[0] + damaged + packed[2])
    assert list_urls(pages)[0] == f"{URL}/0"
    assert "broken container" in [each.reason for each in notices]


def test_behind_damage_reading_goes_on_with_the_next_record(tmp_path):
    pages, (notice,) = read(tmp_path, "a.warc", THREE[0] + b"x" * 1000 + b"\nyy\n" + THREE[1])
    assert list_urls(pages) == [f"{URL}/0", f"{URL}/1"]
    assert notice.reason == "damaged archive"
    assert notice.detail == (
        f"in record 1 ({URL}/0), at byte {SIZE:,} of the unpacked archive: 1,004 bytes that belong to no record"
    )


@pytest.mark.parametrize("length", [b"abc", b"-1", b""], ids=["word", "negative", "none"])
def test_a_record_without_a_length_is_damage(tmp_path, length):
    start, rest = THREE[0].split(b"Content-Length: ", 1)
    pages, (notice,) = read(
        tmp_path, "a.warc", start + b"Content-Length: " + length + rest[rest.index(b"\r") :] + THREE[1]
    )
    assert list_urls(pages) == [f"{URL}/1"]
    assert "a record of length" in notice.detail
    assert notice.detail.endswith("other places: 1")


def test_a_length_that_is_too_short_costs_only_what_it_leaves_out(tmp_path):
    length = int(THREE[0].split(b"Content-Length: ", 1)[1].split(b"\r", 1)[0])
    short = THREE[0].replace(b"Content-Length: %d" % length, b"Content-Length: %d" % (length - 7))
    pages, (notice,) = read(tmp_path, "a.warc", short + THREE[1])
    assert list_urls(pages) == [f"{URL}/0", f"{URL}/1"]
    assert "11 bytes that belong to no record" in notice.detail


def test_arc_is_read_on_behind_damage(tmp_path):
    data = make_arc(make_response(), make_response())
    place = data.index(b"http://a.example/1")
    pages, (_, notice) = read(tmp_path, "a.arc", data[:place] + b"garbage\n" + data[place:])
    assert list_urls(pages) == ["http://a.example/0", "http://a.example/1"]
    assert "8 bytes" in notice.detail


def test_a_payload_that_breaks_off_is_kept_as_far_as_it_goes(tmp_path):
    packed = gzip.compress(PAGE.encode())[:-20]
    record = make_record(payload=packed, headers={**HTML, "Content-Encoding": "gzip"})
    (page,), (notice,) = read(tmp_path, "a.warc", record)
    assert SENTENCES[0] in page.text
    assert (notice.reason, notice.member) == ("truncated page", MEMBER)


def test_a_page_that_the_crawler_cut_off_is_told(tmp_path):
    _, (notice,) = read(tmp_path, "a.warc", make_record(stated={"WARC-Truncated": "length"}))
    assert (notice.reason, notice.member) == ("truncated page", MEMBER)
    assert "WARC-Truncated: length" in notice.detail


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_page_that_would_fill_the_memory_is_rejected_and_the_next_is_read(tmp_path, coding):
    large = b"<html><p>" + b"a " * MAX_PAGE_BYTES
    payload = gzip.compress(large * 10) if coding == "gzip" else large
    record = make_record(payload=payload, headers={**HTML, "Content-Encoding": coding})
    (page,), (rejected,) = read(tmp_path, "a.warc", record + THREE[1])
    assert page.given["url"] == f"{URL}/1"
    assert (type(rejected), rejected.reason, rejected.member) == (Rejected, "too long", MEMBER)


@pytest.mark.parametrize(
    "start",
    [b"WARC/1.0\r\n" + b"x" * 500_000 + b"\r\n\r\n", b"WARC/1.0\r\n" + b"a: b\r\n" * 50_000 + b"\r\n"],
    ids=["line", "lines"],
)
def test_a_header_that_would_fill_the_memory_is_damage(tmp_path, start):
    pages, (notice,) = read(tmp_path, "a.warc", start + THREE[0])
    assert list_urls(pages) == [f"{URL}/0"]
    assert "a header of more than 65,536 bytes" in notice.detail


def test_addresses_may_be_anything(tmp_path):
    addresses = ["http://[x/robots", "http://a.example/\x01\u2028é", "x"]
    pages, notices = read(tmp_path, "a.warc", b"".join(map(make_record, addresses)))
    assert (len(pages), notices) == (3, [])
    assert pages[1].given["url"] == r"http://a.example/\x01\u2028é"


def test_nothing_is_written_to_the_terminal(tmp_path, capfd):
    read(tmp_path, "a.warc", make_record("http://a.example/a b") + b"garbage" + make_record())
    assert capfd.readouterr() == ("", "")
