"""Each format becomes records, alone and inside containers; what is broken or hostile becomes a row that says why."""

import gzip
import io
import os
import random
import re
import struct
import tarfile
import zipfile

import docx
import polars as pl
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.errors import DependencyError

from conftest import HEADLINE_MODEL, LINE_MODEL, RULES, WORDS
from documents import make_pdf, write_pdf
from presswork.corpus.articles import clean_shard, join_body
from presswork.corpus.cleaning.record_parts import clean_extracted
from presswork.corpus.reading.encoding import decode_page
from presswork.corpus.reading.file_names import leads_outside, spell_name
from presswork.corpus.reading.formats import compressed, record, streams
from presswork.corpus.reading.formats.html.html_page import read_html_page
from presswork.corpus.reading.formats.pdf_document import read_pdf_document
from presswork.corpus.reading.formats.record import Record, Rejected
from presswork.corpus.reading.formats.tables.csv_table import read_csv_table
from presswork.corpus.reading.formats.tables.json_lines import read_json_lines
from presswork.corpus.reading.records import deal_records, read_records, read_seeds

PARAGRAPH = "The minister said on Monday that the plan would be ready before the end of the year, and not later."
PAGE = f"""<html><head><title>The plan | Paper</title>
<meta property="og:title" content="The plan"><meta name="author" content="Jane Doe">
<meta property="og:site_name" content="The Paper"><link rel="canonical" href="https://paper.example.org/plan">
<meta property="article:published_time" content="2020-01-02T10:00:00+00:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>The plan</h1><time datetime="2020-01-02">2 January 2020</time>
<p>{PARAGRAPH}</p>
<p>Nobody in the opposition wanted it, least of all the members from the north of the country, who had said so.</p>
<p>The bill goes to the second chamber in spring, where the government has a majority of no more than two votes.</p>
<p>Last year a similar bill failed there, after a long night of speeches, because one member had missed her train.</p>
</article><div id="comments"><p>First!</p></div><footer>© 2024 The Paper</footer></body></html>"""
ROWS = [{"title": "One", "text": PARAGRAPH}, {"title": "Two", "text": "Second text."}]
JSON_LINES = b'{"title": "One", "text": "First text."}\n{"title": "Two", "text": "Second text."}\n'
TEXTS = ["One\n\nFirst text.", "Two\n\nSecond text."]


def make_docx():
    document = docx.Document()
    document.add_paragraph("First paragraph.")
    document.add_table(1, 2).rows[0].cells[1].text = "In a cell."
    document.add_paragraph("Last paragraph.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def make_parquet(rows):
    buffer = io.BytesIO()
    pl.DataFrame(rows).write_parquet(buffer)
    return buffer.getvalue()


def make_zip(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_tar(members, mode="w"):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            if isinstance(data, bytes):
                info.size = len(data)
            else:
                info.type, info.linkname = data.encode(), "a.txt"
            archive.addfile(info, io.BytesIO(data if isinstance(data, bytes) else b""))
    return buffer.getvalue()


def encrypt(archive):
    """The archive with the mark of encryption on its first member."""
    flags = struct.pack("<H", 1)
    central = archive.index(b"PK\x01\x02")
    return archive[:6] + flags + archive[8 : central + 8] + flags + archive[central + 10 :]


def read(folder, name, data, columns=None):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_records(path, columns or {}))


def reasons(found):
    return [(each.member, getattr(each, "reason", None)) for each in found]


@pytest.mark.parametrize(
    ("name", "data", "texts"),
    [
        ("a.txt", b"Text.", ["Text."]),
        ("a.MD", b"# Title", ["# Title"]),
        ("a.jsonl", JSON_LINES, TEXTS),
        ("a.ndjson", JSON_LINES, TEXTS),
        ("a.csv", b"title,text\nOne,First text.\nTwo,Second text.\n", TEXTS),
        ("a.csv", b"title;text\nOne;First text.\nTwo;Second text.\n", TEXTS),
        ("a.tsv", b"title\ttext\nOne\tFirst text.\nTwo\tSecond text.\n", TEXTS),
        ("a.parquet", make_parquet(ROWS), [f"One\n\n{PARAGRAPH}", TEXTS[1]]),
        ("a.docx", make_docx(), ["First paragraph.\n\nIn a cell.\nLast paragraph."]),
        ("a.pdf", make_pdf([["On a page."]]), ["On a page."]),
        ("a.txt.gz", gzip.compress(b"Text.", mtime=0), ["Text."]),
        ("a.jsonl.gz", gzip.compress(JSON_LINES, mtime=0) + gzip.compress(JSON_LINES), TEXTS * 2),
        ("a.jsonl.zst", zstandard.compress(JSON_LINES) + zstandard.compress(JSON_LINES), TEXTS * 2),
        ("a.csv.zst", zstandard.compress(b"text\nText.\n"), ["Text."]),
    ],
)
def test_each_format_gives_its_records(tmp_path, name, data, texts):
    assert [each.text for each in read(tmp_path, name, data)] == texts


MEMBERS = {
    "a/b.txt": b"Text.",
    "c.jsonl": JSON_LINES,
    "d.parquet": make_parquet(ROWS[1:]),
    "e.docx": make_docx(),
    "f.pdf": make_pdf([["On a page."]]),
    "README.txt": b"no article",
    ".hidden/x.txt": b"no article",
}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", make_zip(MEMBERS)),
        ("a.tar", make_tar(MEMBERS)),
        ("a.tar.gz", make_tar(MEMBERS, "w:gz")),
        ("a.tgz", make_tar(MEMBERS, "w:gz")),
        ("a.tar.zst", zstandard.compress(make_tar(MEMBERS))),
    ],
)
def test_members_of_a_container_are_read_as_files_and_named(tmp_path, name, data):
    *records, notice = read(tmp_path, name, data)
    assert notice.reason == "members not read"
    found = [(each.member, each.text.splitlines()[-1]) for each in records]
    lines = [("c.jsonl", "First text."), ("c.jsonl", "Second text."), ("d.parquet", "Second text.")]
    assert found == [("a/b.txt", "Text."), *lines, ("e.docx", "Last paragraph."), ("f.pdf", "On a page.")]


def test_the_source_of_a_member_is_the_container_and_its_name(tmp_path):
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    path.write_bytes(make_zip({"b.txt": "Text.", "c.txt": ""}))
    result = deal_records([path], str(tmp_path), {})
    ((_, rows),) = result["dealt"].pieces
    assert rows["source"].to_list() == ["in/a.zip/b.txt"]
    assert next(result["remarks"])["source"].to_list() == ["in/a.zip/c.txt"]


def test_a_page_gives_its_article_and_what_it_states_of_itself(tmp_path):
    (page,) = read(tmp_path, "a.html", PAGE)
    assert page.text.startswith(f"Home\n\nThe plan\n\n2 January 2020\n\n{PARAGRAPH}")
    clean = join_body(page.text, clean_extracted(page.text, "The plan", page.extractor, page.cuts))
    assert clean.startswith(PARAGRAPH) and clean.endswith("missed her train.")
    assert page.extractor.startswith("trafilatura ")
    assert page.given == {
        "title": "The plan",
        "byline": "Jane Doe",
        "outlet": "The Paper",
        "published": "2020-01-02",
        "url": "https://paper.example.org/plan",
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('content="2020-01-02T10', 'content="2020-01-09T10'),
        ('datetime="2020-01-02"', 'datetime="2019-12-24"'),
        ('"article:published_time"', '"article:modified_time"'),
    ],
)
def test_a_day_that_a_page_contradicts_or_does_not_state_is_no_date(tmp_path, old, new):
    (page,) = read(tmp_path, "a.html", PAGE.replace(old, new))
    assert not re.fullmatch(r"\d{4}-\d\d-\d\d", page.given.get("published", ""))


def test_a_footer_and_running_text_give_no_date(tmp_path):
    text = f"<p>{PARAGRAPH}</p><p>It was first announced on 5 March 2019, the minister said in the north.</p>"
    (page,) = read(tmp_path, "a.htm", f"<html><body><article>{text}</article><footer>© 2024</footer></body></html>")
    assert "published" not in page.given


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=windows-1251>Привет".encode("cp1251"), "cp1251"),
        ("<meta charset='iso-8859-1'>“naïve”".encode("cp1252"), "cp1252"),
        (b"<meta charset=utf-8>" + "ü".encode() * 20 + b"\xfc<", "utf-8, 1 replaced"),
        ("<meta charset=utf-8>naïve".encode("cp1252"), "cp1252"),
        ("<meta charset=nonsense>naïve".encode("cp1252"), "cp1252"),
        ("<meta charset=windows-1251>naïve".encode(), "utf-8"),
    ],
)
def test_the_encoding_that_a_page_declares_is_followed_where_it_can_be(data, encoding):
    assert decode_page(data).encoding == encoding


def test_what_a_library_extracted_is_kept_with_its_name(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    ((_, rows),) = deal_records([path], str(tmp_path), {})["dealt"].pieces
    tables = clean_shard(rows.lazy(), pl.DataFrame(), RULES, WORDS, LINE_MODEL, HEADLINE_MODEL, [])
    kept = tables["ledger"].filter("kept", pl.col("rule") != "paragraph break")
    assert kept["field"].to_list() == ["title", "published"] + ["body"] * 4
    assert kept["rule"][2].startswith("extracted by trafilatura ")
    assert tables["articles"]["text"][0].startswith(PARAGRAPH)


@given(st.text(), st.text(max_size=5))
def test_the_spans_tile_whatever_was_extracted(text, title):
    spans = clean_extracted(f"{title}\n\n{text}", title, "x 1")
    assert "".join(f"{title}\n\n{text}"[span.start : span.end] for span in spans) == f"{title}\n\n{text}"


def test_furniture_in_an_extracted_text_is_left_to_the_library():
    text = f"{PARAGRAPH}\n\nLeave a Comment"
    assert join_body(text, clean_extracted(text, None, "x 1")) == text


GOOD_GZIP = gzip.compress(random.Random(1).randbytes(3000).hex().encode())
GOOD_ZSTD = zstandard.compress(random.Random(1).randbytes(3000).hex().encode())
GOOD_ZIP = make_zip({"a.txt": random.Random(1).randbytes(3000).hex()})
BOMB = b"text\n" + b"a" * (20 << 20)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt.gz", GOOD_GZIP[:-500], "broken container"),
        ("a.txt.gz", b"no gzip", "broken container"),
        ("a.txt.zst", GOOD_ZSTD[:-500], "broken container"),
        ("a.txt.zst", b"no zstandard", "broken container"),
        ("a.zip", GOOD_ZIP[:-500], "broken container"),
        ("a.tar", make_tar({"a.txt": b"x" * 2000})[:1500], "broken container"),
        ("a.tar", b"no archive", "broken container"),
        ("a.tar.gz", make_tar({"a.txt": os.urandom(9000)}, "w:gz")[:-3000], "broken container"),
        ("a.csv.gz", gzip.compress(BOMB, mtime=0), "unpacks too large"),
        ("a.jsonl.zst", zstandard.compress(BOMB), "unpacks too large"),
        ("a.zip", make_zip({"a.csv": BOMB}), "unpacks too large"),
        ("a.zip", encrypt(make_zip({"a.txt": "Text."})), "encrypted"),
        ("a.zip", make_zip({"../a.txt": "Text."}), "unsafe name"),
        ("a.tar", make_tar({"/etc/a.txt": b"Text."}), "unsafe name"),
        ("a.tar", make_tar({"a.txt": tarfile.SYMTYPE.decode()}), "not a regular file"),
        ("a.tar", make_tar({"a.txt": tarfile.CHRTYPE.decode()}), "not a regular file"),
        ("a.zip", make_zip({"b.zip": GOOD_ZIP}), "nested container"),
        ("a.tar", make_tar({"b.txt.gz": GOOD_GZIP}), "nested container"),
        ("a.zip.gz", gzip.compress(GOOD_ZIP, mtime=0), "nested container"),
        ("a.zip", make_zip({"a.exe": b"MZ"}), "unknown format"),
        ("a.html", "<html><body><script>let a = 1</script></body></html>", "no text"),
        ("a.html", b"\0\1\2" * 9, "binary"),
        ("a.docx", b"PK", "broken DOCX"),
        ("a.docx", make_zip({"a.xml": "x"}), "broken DOCX"),
        ("a.pdf", b"no document", "broken PDF"),
        ("a.pdf", make_pdf([[]]), "no text layer"),
        ("a.parquet", b"PAR1 broken", "broken Parquet"),
        ("a.parquet", make_parquet({"n": [1]}), "no text column"),
        ("a.parquet", make_parquet({"text": ["broken"]}).replace(b"text", b"\xc1ext"), "broken Parquet"),
        ("a.csv", b"text\nnul \0 in it\n", "binary"),
        ("a.csv", b'text\n"open\n' + b"x\n" * 11_000_000, "broken CSV"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "data",
)
def test_bad_input_ends_as_a_reject_with_a_remedy(tmp_path, name, data, reason):
    found = read(tmp_path, name, data)[-1]
    assert isinstance(found, Rejected)
    assert found.reason == reason
    assert found.detail and found.remedy


def test_a_broken_member_does_not_stop_the_members_after_it(tmp_path):
    archive = make_zip({"a.txt": "x" * 50, "b.txt": "Text."})
    place = archive.index(b"a.txt") + len("a.txt")
    broken = archive[:place] + b"\xff\xff" + archive[place + 2 :]
    assert reasons(read(tmp_path, "a.zip", broken)) == [("a.txt", "broken container"), ("b.txt", None)]


def test_a_tar_that_is_cut_between_members_gives_what_it_has_and_says_so(tmp_path):
    archive = make_tar({"a.txt": b"Text.", "b.txt": b"More."})
    assert reasons(read(tmp_path, "a.tar", archive[:1024])) == [("a.txt", None), (None, "broken container")]


@pytest.fixture
def short_records(monkeypatch):
    monkeypatch.setattr(streams, "MAX_RECORD_BYTES", 400)
    monkeypatch.setattr(streams.read_whole, "__defaults__", (400,))
    monkeypatch.setattr(record, "MAX_RECORD_CHARACTERS", 100)


@pytest.mark.usefixtures("short_records")
def test_a_record_that_is_too_long_is_rejected_and_the_next_one_read(tmp_path):
    long = b'{"text": "' + b"x" * 1000 + b'"}\n'
    found = read(tmp_path, "a.jsonl", long + b'{"text": "' + b"y" * 200 + b'"}\n' + b'{"text": "Text."}\n')
    assert reasons(found) == [(None, "too long"), (None, "too long"), (None, None)]
    assert [each.record for each in found] == [0, 1, 2]
    assert reasons(read(tmp_path, "a.txt", b"x" * 1000)) == [(None, "too long")]


class Endless(io.RawIOBase):
    """Rows without end."""

    def __init__(self, start, row):
        self.waiting, self.row, self.given = start, row, 0

    def readable(self):
        return True

    def readinto(self, buffer):
        while len(self.waiting) < len(buffer):
            self.waiting += self.row * 1000
        buffer[:], self.waiting = self.waiting[: len(buffer)], self.waiting[len(buffer) :]
        self.given += len(buffer)
        return len(buffer)


@pytest.mark.parametrize(
    ("reader", "start", "row"),
    [(read_json_lines, b"", b'{"text": "Text."}\n'), (read_csv_table, b"text\n", b"Text.\n")],
)
def test_rows_are_read_as_they_are_asked_for(reader, start, row):
    endless = Endless(start, row)
    records = reader(io.BufferedReader(endless), {})
    assert next(records).text == next(records).text == "Text."
    assert endless.given < 4 << 20


def test_a_compressed_file_is_unpacked_as_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(compressed, "BITE", 16)
    lines = b"".join(b'{"text": "%s"}\n' % os.urandom(200).hex().encode() for _ in range(9000))
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(zstandard.compress(lines)[:-8])
    records = read_records(path, {})
    assert isinstance(next(records), Record)
    assert list(records)[-1].reason == "broken container"


def test_names_are_spelled_as_valid_text():
    name = os.fsdecode(b"a\nb\xff.txt")
    assert spell_name(name) == r"a\nb\xff.txt"
    assert spell_name("Zürich 東京.txt") == "Zürich 東京.txt"


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/a", "C:\\a", "..\\a", ""])
def test_names_that_lead_out_of_a_container_are_known(name):
    assert leads_outside(name)
    assert not leads_outside("a/b..c.txt")


def test_a_file_is_read_whatever_its_name_and_a_link_to_nowhere_is_rejected(tmp_path):
    (tmp_path / "good.txt").write_text("Text.")
    (tmp_path / "a\nb.txt").write_text("Text.")
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Text.")
    (tmp_path / "{x}.txt").write_text("Text.")
    (tmp_path / "circle.txt").symlink_to("circle.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    result = read_seeds(str(tmp_path), {})
    ((_, read),) = result["dealt"].pieces
    assert sorted(read["source"]) == [r"a\nb.txt", r"caf\xe9.txt", "good.txt", "{x}.txt"]
    (remarks,) = result["remarks"]
    assert dict(remarks.select("source", "reason").iter_rows()) == {
        "circle.txt": "not a regular file",
        "loop": "linked folder",
    }
    assert remarks["rejected"].all()


def test_an_unreadable_file_is_rejected(tmp_path):
    (tmp_path / "a.txt").mkdir()
    assert reasons(read_records(tmp_path / "a.txt", {})) == [(None, "unreadable")]
    assert reasons(read_records(tmp_path / "a.zip", {})) == [(None, "unreadable")]


def test_a_page_is_read_without_looking_at_the_clock_or_the_network(monkeypatch):
    monkeypatch.setattr("socket.socket", None)
    (page,) = read_html_page(io.BytesIO(b"http://example.org/page"), {})
    assert (page.reason, page.detail) == ("broken HTML", "the file has no HTML tags")


def encrypt_pdf(**passwords):
    writer = PdfWriter(clone_from=io.BytesIO(make_pdf([["On a page."]])))
    writer.encrypt(**passwords, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_pdf_is_read_unless_opening_it_needs_a_password(tmp_path):
    (record,) = read_pdf_document(io.BytesIO(encrypt_pdf(user_password="", owner_password="x")), {})
    assert record.text == "On a page."
    (rejected,) = read_pdf_document(io.BytesIO(encrypt_pdf(user_password="x")), {})
    assert (rejected.reason, bool(rejected.remedy)) == ("encrypted", True)


def test_a_pdf_whose_encryption_is_not_known_is_named_as_that(monkeypatch):
    def fail(*_):
        raise DependencyError("cryptography is required for AES algorithm")

    monkeypatch.setattr("pypdf.PdfReader.pages", property(fail))
    (rejected,) = read_pdf_document(io.BytesIO(make_pdf([["On a page."]])), {})
    assert (rejected.reason, "AES" in rejected.detail) == ("encrypted", True)


@pytest.mark.parametrize(
    ("is_mixed", "details"), [(True, ["lines of page 1 seem to run across two columns"]), (False, [])]
)
def test_a_page_of_a_pdf_whose_lines_run_across_columns_is_told(is_mixed, details):
    rows = range(700, 620, -10)
    left, right = ([(x, y, "the ferry was sold") for y in rows] for x in (60, 320))
    pieces = [piece for row in zip(left, right) for piece in row] if is_mixed else [*left, *right]
    text = ") Tj ".join(f"1 0 0 1 {x} {y} Tm ({piece}" for x, y, piece in pieces).partition("(")[2]
    (record,) = read_pdf_document(io.BytesIO(write_pdf(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())), {})
    assert [notice.detail for notice in record.notices] == details
