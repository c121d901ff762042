"""Damaged web archives: what can be read is kept, and where reading failed is told."""

import gzip
import io
import tarfile
import zipfile

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


def damage(packed, place, n_bytes=1):
    """Return compressed bytes with some of them flipped."""
    flipped = bytes(byte ^ 0xFF for byte in packed[place : place + n_bytes])
    return packed[:place] + flipped + packed[place + n_bytes :]


FIVE = [gzip.compress(make_record(f"{URL}/{number}")) for number in range(5)]


@pytest.mark.parametrize("place", [0, 3, 12, 100, 250, -6], ids=str)
def test_where_gzip_is_damaged_only_the_damaged_record_is_lost(tmp_path, place):
    packed = [FIVE[0], damage(FIVE[1], place % len(FIVE[1])), *FIVE[2:4], damage(FIVE[4], 200, 40)]
    pages, notices = read(tmp_path, "a.warc.gz", b"".join(packed))
    assert {f"{URL}/0", f"{URL}/2", f"{URL}/3"} <= set(list_urls(pages))
    assert "damaged archive" in [each.reason for each in notices]
    (rejected,) = [each for each in notices if isinstance(each, Rejected)]
    assert rejected.reason == "broken container"


def test_a_byte_of_a_page_that_gzip_finds_to_be_wrong_is_told_with_its_record(tmp_path):
    stored = [gzip.compress(make_record(f"{URL}/{number}"), compresslevel=0) for number in range(3)]
    changed = stored[1].replace(b"carried off", b"carried oft")
    pages, (notice,) = read(tmp_path, "a.warc.gz", stored[0] + changed + stored[2])
    assert list_urls(pages) == [f"{URL}/{number}" for number in range(3)]
    assert (type(notice), notice.reason) == (Notice, "damaged archive")
    assert f"in record 2 ({URL}/1)" in notice.detail
    assert "incorrect data check" in notice.detail


@pytest.mark.parametrize("name", ["a.warc.gz", "a.zip", "a.wacz", "a.tar"])
def test_damage_is_told_the_same_way_inside_of_other_archives(tmp_path, name):
    data = FIVE[0] + damage(FIVE[1], 100) + FIVE[2]
    if name != "a.warc.gz":
        buffer = io.BytesIO()
        if name == "a.tar":
            with tarfile.open(fileobj=buffer, mode="w") as archive:
                info = tarfile.TarInfo("archive/b.warc.gz")
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        else:
            with zipfile.ZipFile(buffer, "w") as archive:
                archive.writestr("archive/b.warc.gz", data)
        data = buffer.getvalue()
    pages, notices = read(tmp_path, name, data)
    assert [list_urls(pages)[0], list_urls(pages)[-1]] == [f"{URL}/0", f"{URL}/2"]
    assert [each.reason for each in notices if each.reason != "truncated page"] == ["damaged archive"]


def test_an_archive_that_is_damaged_throughout_ends(tmp_path):
    pages, notices = read(tmp_path, "a.warc.gz", FIVE[0] + b"\x1f\x8b\x08\0" * 200_000)
    assert list_urls(pages) == [f"{URL}/0"]
    assert [each.reason for each in notices] == ["broken container"]


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
    large = b"<html><p>" + b"a " * (MAX_PAGE_BYTES // 2 + 1)
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
