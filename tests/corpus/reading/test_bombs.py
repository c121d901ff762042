"""Small files that would fill the memory or never end are rejected at once, and the run goes on."""

import gzip
import io
import resource
import tarfile
import zipfile

import docx
import pyarrow as pa
import pytest
from pyarrow import parquet

from presswork.corpus.reading.formats.record import Record, Rejected
from presswork.corpus.reading.records import read_records
from web_archives import make_record

TEXT = "The weir above the town was mended on Monday, after the flood had carried off half of its stones. "


def read(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return list(read_records(path, {}))


def make_tar(size=None, **headers):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a.txt")
        info.pax_headers = headers
        archive.addfile(info)
    data = bytearray(buffer.getvalue())
    if size is not None:
        data[124:136] = size
        data[148:156] = b" " * 8
        data[148:156] = b"%06o\0 " % sum(data[:512])
    return bytes(data)


@pytest.mark.parametrize("size", [b"\xff" * 12, b"\x80" + b"\xff" * 11], ids=["below zero", "beyond all"])
def test_a_member_of_impossible_size_ends_its_archive(tmp_path, size):
    (found,) = read(tmp_path, "a.tar", make_tar(size))
    assert (type(found), found.reason) == (Rejected, "broken container")


def test_a_remark_that_would_fill_the_memory_ends_its_archive(tmp_path):
    (found,) = read(tmp_path, "a.tar.gz", gzip.compress(make_tar(comment="x" * (2 << 20))))
    assert "2,097" in found.detail


def make_parquet(values, rows):
    buffer = io.BytesIO()
    indices = pa.array([number % len(values) for number in range(rows)], pa.int32())
    table = pa.table({"text": pa.DictionaryArray.from_arrays(indices, pa.array(values))})
    parquet.write_table(table, buffer, compression="zstd", dictionary_pagesize_limit=1 << 26)
    return buffer.getvalue()


def test_a_value_that_recurs_without_end_is_read_as_far_as_is_allowed(tmp_path):
    data = make_parquet([TEXT * 20_000], 3000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    *records, last = read(tmp_path, "a.parquet", data)
    assert len(data) < 20_000
    assert all(isinstance(each, Record) for each in records)
    assert (len(records), last.reason) == (8, "unpacks too large")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000


def test_a_table_that_is_larger_than_its_file_can_be_is_not_read(tmp_path):
    (found,) = read(tmp_path, "a.parquet", make_parquet([TEXT * 200_000], 300))
    assert found.reason == "unpacks too large"


def test_a_document_that_declares_entities_is_rejected(tmp_path):
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Before ENTITY after.")
    document.save(buffer)
    hostile = io.BytesIO()
    with zipfile.ZipFile(buffer) as given, zipfile.ZipFile(hostile, "w") as made:
        for part in given.infolist():
            data = given.read(part)
            if part.filename == "word/document.xml":
                data = data.replace(b"ENTITY", b"&x;")
                data = data.replace(b"<w:document", b'<!DOCTYPE w [<!ENTITY x "y">]><w:document', 1)
            made.writestr(part, data)
    (found,) = read(tmp_path, "a.docx", hostile.getvalue())
    assert found.reason == "broken DOCX"
    assert "entities" in found.detail


LARGE = {
    "text": "<p>" + TEXT * 50_000 + "</p>",
    "elements": "<p>" + TEXT + "</p>" + "<b>x</b>" * 200_000,
    "tags": "<p>" + TEXT + "</p>" + "<b>" * 1_600_000,
}


@pytest.mark.parametrize(
    ("name", "kind"), [("a.html", "text"), ("a.warc", "text"), ("a.html", "elements"), ("a.warc", "tags")]
)
def test_a_page_that_shows_too_much_is_rejected_wherever_it_is(tmp_path, name, kind):
    page = f"<!DOCTYPE html><html><body>{LARGE[kind]}</body></html>"
    data = make_record(payload=page) if name == "a.warc" else page.encode()
    (found,) = read(tmp_path, name, data)
    assert (type(found), found.reason) == (Rejected, "too long")


@pytest.mark.parametrize("name", ["a.html", "a.warc"])
@pytest.mark.parametrize("unseen", ["<script>var a = '{}'</script>", "<img src='data:image/png;base64,{}'>"])
def test_programs_and_pictures_in_a_page_may_be_large(tmp_path, name, unseen):
    page = f"<!DOCTYPE html><html><body><p>{TEXT * 5}</p>{unseen.format('A' * 9_000_000)}</body></html>"
    data = make_record(payload=page) if name == "a.warc" else page.encode()
    (found,) = read(tmp_path, name, data)
    assert TEXT.strip() in found.text
