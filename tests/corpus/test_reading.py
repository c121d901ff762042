"""Files become records; what cannot becomes a row that says why."""

import codecs
import logging
import os
import tarfile
import zipfile

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.core.digests import digest_text
from presswork.core.errors import PressworkError
from presswork.corpus.reading.encoding import Decoded, decode
from presswork.corpus.reading.formats.record import Notice, Record, Rejected, map_columns
from presswork.corpus.reading.records import deal_records, read_records
from presswork.corpus.reading.source_files import deal, find_files, find_unused_annotations, name_shards


def write(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def read(folder, name, data, columns=None):
    return list(read_records(write(folder, name, data), columns or {}))


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("Zelensky’s “plan”".encode(), "Zelensky’s “plan”", "utf-8"),
        (codecs.BOM_UTF8 + "naïve".encode(), "naïve", "utf-8-sig"),
        ("Zelensky’s “plan”".encode("cp1252"), "Zelensky’s “plan”", "cp1252"),
        ("naïve – text".encode("utf-16"), "naïve – text", "utf-16"),
        ("naïve".encode("utf-32"), "naïve", "utf-32"),
    ],
)
def test_encodings_are_detected_and_named(data, text, encoding):
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf_8_always_comes_back_as_it_was(text):
    assert decode(text.encode()) == Decoded(text, "utf-8")


def test_a_text_file_is_a_record_with_every_character(tmp_path):
    assert read(tmp_path, "a.txt", "Title\r\n\r\n Text \n") == [Record(None, "Title\r\n\r\n Text \n", "utf-8")]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.txt", bytes(range(256)) * 4, "binary"),
        ("a.doc", b"old", "unknown format"),
        ("noending", b"text", "unknown format"),
        ("a.csv", b"name,number\nx,1\n", "no text column"),
        ("a.csv", b"title,text\nonly one cell\n", "ragged row"),
        ("a.csv", b"title,text\nheadline,\n", "no text"),
        ("a.jsonl", b"{broken\n", "broken JSON"),
        ("a.jsonl", b"[1, 2]\n", "no object"),
        ("a.jsonl", b'{"title": "x"}\n', "no text column"),
        ("a.jsonl", b'{"text": "half \\ud800"}\n', "broken characters"),
        ("a.jsonl", b'{"text": "nul \\u0000"}\n', "binary"),
        ("a.jsonl", b"[" * 100_000 + b"\n", "broken JSON"),
    ],
)
def test_bad_input_says_why_and_what_to_do(tmp_path, name, data, reason):
    (found,) = read(tmp_path, name, data)
    assert isinstance(found, Rejected)
    assert found.reason == reason
    assert found.detail and found.remedy


def test_a_bad_row_does_not_stop_the_rows_after_it(tmp_path):
    found = read(tmp_path, "a.csv", 'text\nfirst\n"a",b\nthird\n')
    assert [getattr(each, "text", None) for each in found] == ["first", None, "third"]
    assert [each.record for each in found] == [0, 1, 2]


def test_usual_column_names_are_found_and_others_can_be_named():
    assert map_columns(["Headline", "Body", "publish_date"], {}) == {
        "title": "Headline",
        "text": "Body",
        "published": "publish_date",
    }
    assert map_columns(["h", "Volltext"], {"text": "volltext", "title": "h"}) == {"title": "h", "text": "Volltext"}


def test_a_table_gives_title_blank_line_text(tmp_path):
    (found,) = read(
        tmp_path, "a.jsonl", '{"headline": "T", "text": "Body.", "date": "2020-01-02", "source": "Paper", "id": 7}'
    )
    assert found.text == "T\n\nBody."
    assert found.given == {"id": "7", "title": "T", "published": "2020-01-02", "outlet": "Paper"}


def test_readme_hidden_files_and_annotations_are_no_articles(tmp_path):
    for name in ("b.txt", "a/c.txt", "README.md", ".hidden", "annotations/metadata.csv", ".git/x.txt"):
        write(tmp_path, name, "x")
    names, skipped = find_files(tmp_path)
    assert names == ["a/c.txt", "b.txt"]
    assert {each.source: each.reason for each in skipped} == {
        ".git/": "hidden",
        ".hidden": "hidden",
        "README.md": "README",
    }


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("README", "README"),
        ("a/readme.txt", "README"),
        ("README first article.txt", None),
        ("README.en.txt", None),
        ("~$report.docx", "lock file"),
        ("annotations/variants.csv", None),
    ],
)
def test_a_file_is_skipped_only_for_a_name_that_no_article_has(tmp_path, name, reason):
    for each in ("other.txt", name):
        write(tmp_path, each, "x")
    names, skipped = find_files(tmp_path)
    assert [each.reason for each in skipped] == ([reason] if reason else [])
    assert (name in names) == (not reason and not name.startswith("annotations/"))


def test_the_folder_of_a_saved_page_is_told_once_and_only_beside_its_page(tmp_path):
    for name in (
        "page.html",
        "page_files/ad.html",
        "page_files/a.js",
        "Seite.htm",
        "Seite-Dateien/b.css",
        "my_files/c.txt",
    ):
        write(tmp_path, name, "x")
    names, skipped = find_files(tmp_path)
    assert names == ["Seite.htm", "my_files/c.txt", "page.html"]
    assert [(each.source, each.detail) for each in skipped] == [
        ("Seite-Dateien/", "they belong to Seite.htm"),
        ("page_files/", "they belong to page.html"),
    ]


def test_each_table_among_the_annotations_that_is_not_read_is_told_with_the_name_that_is_meant(tmp_path):
    for name in ("metadata.csv", "Metadata.xlsx", "notes.txt", "more/labels.csv"):
        write(tmp_path, f"annotations/{name}", "x")
    unused = find_unused_annotations(tmp_path, ["metadata", "labels"])
    assert {each.source: each.remedy for each in unused} == {
        "annotations/Metadata.xlsx": "rename it (save it as metadata.csv), or remove it",
        "annotations/more/labels.csv": "rename it (save it as labels.csv), or remove it",
        "annotations/notes.txt": "rename it (the names are metadata.csv, labels.csv), or remove it",
    }
    assert find_unused_annotations(tmp_path / "annotations", ["metadata"]) == []


def test_a_folder_that_may_not_be_listed_is_told(tmp_path, monkeypatch):
    write(tmp_path, "a.txt", "x")
    (tmp_path / "locked").mkdir()
    scan = os.scandir

    def refuse(folder):
        if str(folder).endswith("locked"):
            raise PermissionError(13, "Permission denied", folder)
        return scan(folder)

    monkeypatch.setattr("presswork.corpus.reading.source_files.os.scandir", refuse)
    names, (locked,) = find_files(tmp_path)
    assert (names, locked.source, locked.reason) == (["a.txt"], "locked/", "unreadable folder")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.tsv", b"title\ttext\n"),
        ("a.csv", b"text\n"),
        ("a.jsonl", b""),
    ],
)
def test_a_table_without_rows_is_rejected(tmp_path, name, data):
    (found,) = read(tmp_path, name, data)
    assert isinstance(found, Rejected) and found.detail and found.remedy


@pytest.mark.parametrize(
    ("members", "kind", "reason"),
    [
        ((), Rejected, "contains no articles"),
        ((".a.txt", "__MACOSX/b.txt"), Rejected, "contains no articles"),
        (("good.txt", "~$good.docx"), Notice, "members not read"),
    ],
)
def test_an_archive_tells_once_which_members_are_no_articles(tmp_path, members, kind, reason):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in members:
            archive.writestr(name, "A good text.")
    with tarfile.open(tmp_path / "a.tar", "w") as archive:
        for name in members:
            write(tmp_path, name, "A good text.")
            archive.add(tmp_path / name, name)
    for name in ("a.zip", "a.tar"):
        *records, notice = read_records(tmp_path / name, {})
        assert len(records) == (kind is Notice)
        assert (type(notice), notice.reason) == (kind, reason)
        assert (members or ("no members",))[-1 if kind is Notice else 0] in notice.detail


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_no_articles_is_an_error_with_a_remedy(tmp_path, name):
    (tmp_path / "empty").mkdir()
    with pytest.raises(PressworkError, match="folder of articles") as caught:
        find_files(tmp_path / name)
    assert "remedy" in str(caught.value)


@pytest.mark.parametrize(("n_bytes", "names"), [(0, ["0-of-1"]), (8_000_001, ["0-of-2", "1-of-2"])])
def test_shards_are_as_many_as_the_bytes_need(n_bytes, names):
    assert name_shards(n_bytes) == names


@given(st.text(), st.integers(0, 8))
def test_dealing_keeps_the_order_of_digests(text, power):
    digest = digest_text(text)
    low, high = sorted((digest, digest_text(text + "x")))
    assert 0 <= deal(low, 2**power) <= deal(high, 2**power) < 2**power


def test_a_record_lands_in_the_same_shard_whatever_else_there_is(tmp_path, monkeypatch):
    monkeypatch.setattr("presswork.corpus.reading.source_files.SHARD_BYTES", 40)
    paths = [write(tmp_path, f"{number}.txt", f"article number {number}") for number in range(8)]

    def shard_of(sources):
        dealt = deal_records(sources, str(tmp_path), {})["dealt"]
        return {row["source"]: name for name, rows in dealt.pieces for row in rows.iter_rows(named=True)}

    everything = shard_of(paths)
    assert len(set(everything.values())) > 1
    assert shard_of(paths[::-1]) == everything


def test_the_log_tells_how_far_a_large_file_is_read(tmp_path, caplog):
    rows = "".join(f'{{"text": "Weir number {number}."}}\n' for number in range(2001))
    sources = [write(tmp_path, "a.txt", "One."), write(tmp_path, "b.jsonl", rows)]
    with caplog.at_level(logging.INFO, "presswork"):
        for _ in deal_records(sources, str(tmp_path), {})["dealt"].pieces:
            pass
    assert caplog.messages == [f"b.jsonl (file 2 of 2): {number} records" for number in (1000, 2000)]


def test_rejects_are_listed_with_their_file(tmp_path):
    paths = [write(tmp_path, "bad/a.txt", ""), write(tmp_path, "b.txt", "good text")]
    result = deal_records(paths, str(tmp_path), {})
    rows = pl.concat(frame for _, frame in result["dealt"].pieces)
    assert rows["source"].to_list() == ["b.txt"]
    (remarks,) = result["remarks"]
    assert remarks.select("source", "reason", "rejected").rows() == [("bad/a.txt", "empty", True)]


@pytest.mark.parametrize("name", ["recurring", "recurring_cuts", "remarks"])
def test_what_is_known_only_when_all_records_are_dealt_cannot_be_read_earlier(tmp_path, name):
    result = deal_records([write(tmp_path, "a.txt", ""), write(tmp_path, "b.txt", "good text")], str(tmp_path), {})
    with pytest.raises(RuntimeError, match="must be read before"):
        next(result[name])
