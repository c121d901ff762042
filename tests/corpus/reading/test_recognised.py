"""Files are read according to their content, not their name, or rejected with their format and a remedy."""

import io
import json
import zipfile

import pytest

from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.records import read_records

PAGE = (
    "<!DOCTYPE html><html><head><title>Weir mended</title></head><body><article><h1>Weir mended</h1>"
    "<p>The weir above the town was mended on Monday, after the flood had carried off half of its stones.</p>"
    "<p>Anglers had asked for a ladder for the fish, and the council has promised to build one in spring.</p>"
    "</article></body></html>"
)
ROWS = [{"title": "One", "text": "First text."}, {"title": "Two", "text": "Second text."}]
TEXTS = ["One\n\nFirst text.", "Two\n\nSecond text."]
CSV = "title,text\nOne,First text.\nTwo,Second text.\n"
TSV = "title\ttext\r\nOne\tFirst text.\r\nTwo\tSecond text.\r\n"
LINES = "".join(f"{json.dumps(row)}\n" for row in ROWS)
MAIL = "From: a@example.org\nSubject: Weir\nMIME-Version: 1.0\n\nThe weir was mended.\n"


def read(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_records(path, {}))


def pack(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *((name, CSV) for name in ("a.csv", "a.txt", "a.CSV.txt")),
        *((name, TSV) for name in ("a.tsv", "a.csv", "a.txt")),
        *((f"a.{ending}", TSV.encode("utf-16")) for ending in ("txt", "csv")),
        ("a.csv", CSV.encode("utf-16-le")),
        ("a.csv", "sep=;\r\n" + CSV.replace(",", ";")),
        ("a.csv", '\ufeff"sep=|"\n' + CSV.replace(",", "|")),
        ("a.txt", "sep=;\n" + CSV.replace(",", ";")),
        ("a.csv", CSV.replace(",", "|")),
        *((name, LINES) for name in ("a.jsonl", "a.json", "a.txt", "a.csv")),
        *((name, json.dumps(ROWS)) for name in ("a.json", "a.jsonl", "a.txt")),
        ("a.json", "\ufeff" + json.dumps(ROWS, indent=2)),
        ("a.json", "\n\n".join(json.dumps(row, indent=2) for row in ROWS)),
        ("a.json", json.dumps({"status": "ok", "total": 2, "articles": ROWS})),
        ("a.json", json.dumps({"response": {"docs": ROWS, "facets": [1, 2]}}, indent=1)),
        ("a.json", json.dumps(ROWS).encode("utf-16")),
    ],
)
def test_a_table_is_read_under_any_name(tmp_path, name, data):
    assert [each.text for each in read(tmp_path, name, data)] == TEXTS


@pytest.mark.parametrize("name", ["a.rtf", "a.doc", "a.txt"])
def test_rich_text_is_read_under_any_name(tmp_path, name):
    (document,) = read(tmp_path, name, r"{\rtf1\ansi\ansicpg1250 The weir in \'d8\u237?\'e8an was mended.\par}")
    assert document.text.strip() == "The weir in Říčan was mended."


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.doc", "a", "a.csv", "a.xml"])
def test_a_page_is_read_under_any_name(tmp_path, name):
    (page,) = read(tmp_path, name, PAGE)
    assert page.text.startswith("Weir mended")
    assert "<" not in page.text


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.pptx", pack("[Content_Types].xml", "ppt/presentation.xml"), "PPTX"),
        ("a.txt", pack("b.txt"), "ZIP"),
        ("a.xml", '<?xml version="1.0"?>\n<nitf><body/></nitf>', "nitf"),
        ("a.txt", '<?xml version="1.0"?><!DOCTYPE x><rss/>', "rss"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        ("a.txt", b"\x1f\x8b\x08\0", "gzip"),
    ],
)
def test_a_format_that_is_not_read_is_named(tmp_path, name, data, what):
    (found,) = read(tmp_path, name, data)
    assert isinstance(found, Rejected)
    assert found.reason == "unsupported format"
    assert what in found.detail
    assert found.remedy


@pytest.mark.parametrize(
    "text",
    [
        "Text, body and soul\n\nThe choir sang of them all, and then it went home.\n",
        "[Photo: the weir]\n\nThe weir was mended on Monday.\n",
        "{sic} is what the council wrote.\n",
        "From: the desk\n\nThe weir was mended.\n",
        "<p> is the tag of a paragraph, the teacher said.\n",
        "Weir | mended\n\nThe weir was mended.\n",
        "# Weir\n\n| a | b |\n|---|---|\n",
    ],
)
def test_an_article_is_no_table_for_how_it_begins(tmp_path, text):
    assert read(tmp_path, "a.txt", text) == [Record(None, text, "utf-8")]


def test_a_file_without_an_ending_says_what_it_looks_like(tmp_path):
    (found,) = read(tmp_path, "article", "The weir was mended on Monday.\n")
    assert (found.reason, "plain text" in found.detail, ".txt" in found.remedy) == ("unknown format", True, True)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"text": "T.", "authors": ["Ann", "Bo"]}, {"byline": "Ann; Bo"}),
        ({"text": "T.", "author": [{"name": "Ann"}, {"name": "Bo"}]}, {"byline": "Ann; Bo"}),
        ({"text": "T.", "authors": [], "outlet": {"id": None, "name": "Paper"}}, {"outlet": "Paper"}),
        ({"text": "T.", "id": 12345678901234567890}, {"id": "12345678901234567890"}),
        ({"text": "T.", "date": 1620000000.0, "id": "NA"}, {"published": "1620000000"}),
    ],
)
def test_values_that_are_not_text_are_spelled_without_python(tmp_path, row, expected):
    (found,) = read(tmp_path, "a.jsonl", json.dumps(row))
    assert found.given == expected


def test_a_list_of_paragraphs_is_joined_by_blank_lines(tmp_path):
    (found,) = read(tmp_path, "a.jsonl", json.dumps({"text": ["One.", "", "Two."]}))
    assert found.text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("text", "what"), [({"body": "T."}, "an object with body"), (0, "a number"), ("NA", "NA"), ([[{"a": 1}]], "a list")]
)
def test_what_is_no_text_is_rejected_and_named(tmp_path, text, what):
    (found,) = read(tmp_path, "a.jsonl", json.dumps({"text": text}))
    assert found.reason == "no text"
    assert what in found.detail


def test_a_value_that_cannot_be_spelled_is_left_out_with_a_notice(tmp_path):
    (found,) = read(tmp_path, "a.jsonl", json.dumps({"text": "T.", "outlet": {"code": 7}}))
    (notice,) = found.notices
    assert found.given == {}
    assert "outlet" in notice.detail and "an object with code" in notice.detail


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", '{"text": "First.", "text": "Second."}\n'),
        ("a.json", '[{"text": "First.", "text": "Second."}]'),
        ("a.csv", "text,text\nFirst.,Second.\n"),
    ],
)
def test_of_two_values_with_one_name_the_first_counts_and_a_notice_says_so(tmp_path, name, data):
    notice, record = read(tmp_path, name, data)
    assert type(notice) is Notice
    assert notice.reason.startswith("repeated")
    assert record.text == "First."


def test_half_a_surrogate_pair_in_a_key_stops_nothing(tmp_path):
    record, rejected = read(tmp_path, "a.jsonl", '{"\\ud800": 1}\n{"text": "Text."}\n')
    assert (rejected.reason, rejected.record) == ("no text column", 0)
    assert rejected.detail.encode()
    assert record.text == "Text."


def test_a_broken_object_does_not_stop_those_after_it(tmp_path):
    found = read(tmp_path, "a.json", '[{"text": "One."},\n{"text": broken},\n{"text": "Three."}]')
    assert [getattr(each, "text", each.reason if isinstance(each, Notice) else None) for each in found] == [
        "One.",
        "broken JSON",
        "Three.",
    ]
    assert [each.record for each in found] == [0, 1, 2]


def test_what_was_found_is_shown_on_one_line_of_bounded_length(tmp_path):
    (found,) = read(tmp_path, "a.csv", "\x1b[31mred," + "column," * 100_000 + "\nx\n")
    assert found.reason == "no text column"
    assert len(found.detail) < 400
    assert "\x1b" not in found.detail
