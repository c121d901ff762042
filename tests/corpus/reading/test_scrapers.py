"""What programs and services for news write, as it comes: with texts, it becomes articles; without, it is named so."""

import csv
import io
import json

import polars as pl
import pytest
import trafilatura

from conftest import HEADLINE_MODEL, LINE_MODEL, RULES, WORDS
from presswork.core.schema import find_tables
from presswork.corpus.articles import clean_shard
from presswork.corpus.fields.date_columns import read_day
from presswork.corpus.reading.formats.record import Record, Rejected
from presswork.corpus.reading.records import deal_records, read_records

TEXT = "The bridge over the river was closed on Monday after the storm, the mayor said.\n\nIt will open again in May."
URL = "https://paper.example/bridge"
PAGE = f"""<html><head><title>A bridge</title><meta name="author" content="Anna Keller">
<meta property="og:site_name" content="The Paper"><meta property="article:published_time" content="2022-03-01">
</head><body><article><h1>A bridge</h1>{f"<p>{TEXT.split(chr(10))[0]}</p>" * 3}</article></body></html>"""
NEWSAPI = {
    "source": {"id": "the-paper", "name": "The Paper"},
    "author": "Anna Keller",
    "title": "A bridge",
    "description": "The bridge was closed.",
    "url": URL,
    "urlToImage": None,
    "publishedAt": "2022-03-01T10:00:00Z",
    "content": f"{TEXT} Nobody is hap… [+1234 chars]",
}
NEWSPAPER4K = {
    "url": URL,
    "read_more_link": None,
    "language": "en",
    "title": "A bridge",
    "top_image": "",
    "images": [f"{URL}.png"],
    "keywords": [],
    "tags": [],
    "authors": ["Anna Keller", "Bo Lind"],
    "publish_date": "2022-03-01T10:00:00",
    "summary": "",
    "meta_lang": "de",
    "meta_site_name": "The Paper",
    "canonical_link": URL,
    "text": TEXT,
}
GDELT = {
    "url": URL,
    "url_mobile": "",
    "title": "A bridge",
    "seendate": "20220301T101500Z",
    "socialimage": "",
    "domain": "paper.example",
    "language": "English",
    "sourcecountry": "Germany",
}
MEDIA_CLOUD = {
    "id": "0a1b",
    "indexed_date": "2022-03-02 10:00:00",
    "language": "en",
    "media_name": "paper.example",
    "media_url": "paper.example",
    "publish_date": "2022-03-01",
    "title": "A bridge",
    "url": URL,
}
GOOGLE_NEWS = {
    "title": "A bridge",
    "media": "The Paper",
    "date": "2 hours ago",
    "datetime": "NaN",
    "desc": "The bridge was closed.",
    "link": URL,
    "img": "",
}
GNEWS = {
    "title": "A bridge - The Paper",
    "description": "The bridge was closed.",
    "published date": "Tue, 01 Mar 2022 10:00:00 GMT",
    "url": URL,
    "publisher": {"href": "https://paper.example", "title": "The Paper"},
}
FEED_ENTRY = {
    "title": "A bridge",
    "links": [{"rel": "alternate", "href": URL}],
    "link": URL,
    "published": "Tue, 01 Mar 2022 10:00:00 GMT",
    "summary": "The bridge was closed.",
    "source": {"href": "https://paper.example", "title": "The Paper"},
    "sub_articles": [],
}
FEED = {
    "feed": {"title": "bridge", "links": [{"rel": "self", "href": "https://news.example"}]},
    "entries": [FEED_ENTRY],
}


def read(folder, name, data):
    (folder / name).write_text(data if isinstance(data, str) else json.dumps(data), newline="", encoding="utf-8")
    return list(read_records(folder / name, {}))


def spell_csv(rows):
    """Rows as a program without a rule for lists writes them: as Python prints them."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def spell_lines(rows):
    return "".join(f"{json.dumps(row)}\n" for row in rows)


def clean(folder, name, data):
    (folder / name).write_text(data)
    result = deal_records([folder / name], str(folder), {})
    dealt = pl.concat(rows for _, rows in result["dealt"].pieces)
    cuts = pl.DataFrame(schema=find_tables()["recurring_cuts"].schema)
    return clean_shard(dealt.lazy(), cuts, RULES, WORDS, LINE_MODEL, HEADLINE_MODEL, [])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.json", {"status": "ok", "totalResults": 1, "articles": [NEWSAPI]}),
        ("a.jsonl", spell_lines([NEWSAPI])),
        ("a.csv", spell_csv([NEWSAPI])),
        ("b.csv", spell_csv([{**NEWSAPI, "source": "", "source.id": "the-paper", "source.name": "The Paper"}])),
    ],
)
def test_newsapi_gives_the_name_of_the_source(tmp_path, name, data):
    (record,) = read(tmp_path, name, data)
    assert record.text.startswith(f"A bridge\n\n{TEXT}")
    fields = {"title": "A bridge", "byline": "Anna Keller", "url": URL, "published": "2022-03-01T10:00:00Z"}
    if name != "b.csv":
        assert record.given == {**fields, "outlet": "The Paper"}


def test_a_column_of_names_that_was_an_object_gives_the_outlet(tmp_path):
    row = {"source.id": "the-paper", "source.name": "The Paper", "content": TEXT}
    (record,) = read(tmp_path, "a.csv", spell_csv([row]))
    assert record.given == {"outlet": "The Paper"}


def test_the_number_of_characters_that_newsapi_leaves_out_is_cut_and_the_article_told(tmp_path):
    tables = clean(tmp_path, "a.jsonl", spell_lines([NEWSAPI]))
    assert tables["articles"]["text"][0].endswith("Nobody is hap…")
    assert tables["remarks"].select("reason", "detail").rows() == [
        ("truncated article", "the text ends with '[+1234 chars]'")
    ]
    assert tables["ledger"].row(-1, named=True)["rule"] == "characters left out"


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.json", [NEWSPAPER4K]), ("a.jsonl", spell_lines([NEWSPAPER4K])), ("a.csv", spell_csv([NEWSPAPER4K]))],
)
def test_newspaper4k_gives_authors_site_and_the_language_of_the_page(tmp_path, name, data):
    (record,) = read(tmp_path, name, data)
    assert record.text == f"A bridge\n\n{TEXT}"
    assert record.given == {
        "title": "A bridge",
        "byline": "Anna Keller; Bo Lind",
        "outlet": "The Paper",
        "published": "2022-03-01T10:00:00",
        "url": URL,
        "language": "de",
    }


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_trafilatura_gives_its_text_and_the_address_of_the_page(tmp_path, kind):
    output = trafilatura.extract(PAGE, output_format=kind, with_metadata=True, url=URL)
    (record,) = read(tmp_path, f"a.{kind}", output)
    assert record.text.startswith("A bridge\n\n") and TEXT.split("\n")[0] in record.text
    assert (record.given["url"], record.given["published"]) == (URL, "2022-03-01")
    assert record.given["outlet"] == {"json": "The Paper", "csv": "paper.example"}[kind]


@pytest.mark.parametrize("kind", ["xml", "xmltei"])
def test_trafilatura_xml_gives_its_pages(tmp_path, kind):
    output = trafilatura.extract(PAGE, output_format=kind, with_metadata=True, url=URL)
    records = read(tmp_path, "a.xml", f"{output}\n{output}\n")
    assert [record.record for record in records] == [0, 1]
    assert records[0].text == f"A bridge\n\nA bridge\n\n{TEXT.splitlines()[0]}"
    assert records[0].given == {
        "title": "A bridge",
        "byline": "Anna Keller",
        "outlet": "The Paper",
        "published": "2022-03-01",
        "url": URL,
    }


def test_blocks_of_trafilatura_xml_are_paragraphs_and_comments_are_left_out(tmp_path):
    body = (
        "<main><head>Top</head><p>One <hi>bold</hi> word,<lb/>two lines.</p><list><item>A</item><item>B</item></list>"
        "<table><row><cell>C</cell><cell>D</cell></row></table><quote><p>E</p></quote></main><comments><p>F</p></comments>"
    )
    (record,) = read(tmp_path, "a.xml", f'<doc source="{URL}" hostname="paper.example">{body}</doc>')
    assert record.text == "Top\n\nOne bold word,\ntwo lines.\n\nA\n\nB\n\nC D\n\nE"
    assert record.given == {"url": URL}


@pytest.mark.parametrize("data", ["<doc><main><p>x", "<doc><main/></doc>", "<doc>\n<main><p>&y;</p></main></doc>"])
def test_broken_or_empty_trafilatura_xml_is_rejected(tmp_path, data):
    assert [type(each) for each in read(tmp_path, "a.xml", data)] == [Rejected]


def test_a_source_that_is_an_address_is_the_address_of_the_page(tmp_path):
    (record,) = read(tmp_path, "a.csv", spell_csv([{"text": TEXT, "source": URL, "hostname": "paper.example"}]))
    assert record.given == {"url": URL}
    (record,) = read(tmp_path, "a.csv", spell_csv([{"text": TEXT, "source": "The Paper"}]))
    assert record.given == {"outlet": "The Paper"}


@pytest.mark.parametrize("orient", ["columns", "index", "records"])
def test_the_ways_in_which_pandas_writes_a_table_as_json_are_read(tmp_path, orient):
    rows = [{"title": "A bridge", "text": TEXT}, {"title": "A ferry", "text": "The ferry was sold."}]
    data = {
        "columns": {name: {str(number): row[name] for number, row in enumerate(rows)} for name in rows[0]},
        "index": {str(number): row for number, row in enumerate(rows)},
        "records": rows,
    }
    found = read(tmp_path, "a.json", data[orient])
    assert [record.text for record in found] == [f"A bridge\n\n{TEXT}", "A ferry\n\nThe ferry was sold."]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-03-01T10:00:00Z", "2022-03-01"),
        ("20220301T101500Z", "2022-03-01"),
        ("20220301101500", "2022-03-01"),
        (1646128800, "2022-03-01"),
        (1646128800000, "2022-03-01"),
        ("Tue, 01 Mar 2022 10:00:00 GMT", "2022-03-01"),
        ("2 hours ago", "None"),
    ],
)
def test_the_dates_of_these_services_are_read(tmp_path, value, day):
    (record,) = read(tmp_path, "a.jsonl", spell_lines([{"text": TEXT, "date": value}]))
    assert str(read_day(record.given["published"])[0]) == day


ADDRESSES = {
    "GDELT DOC": ("a.json", {"articles": [GDELT] * 3}),
    "GDELT DOC as a table": ("a.csv", spell_csv([GDELT] * 3)),
    "Media Cloud": ("a.csv", spell_csv([MEDIA_CLOUD] * 3)),
    "Media Cloud API": ("a.json", [MEDIA_CLOUD] * 3),
    "GoogleNews": ("a.json", [GOOGLE_NEWS] * 3),
    "gnews": ("a.json", [GNEWS] * 3),
    "gnews as lines": ("a.jsonl", spell_lines([GNEWS] * 3)),
    "pygooglenews": ("a.json", {**FEED, "entries": [FEED_ENTRY] * 3}),
    "GDELT GKG": (
        "20220301.gkg.csv",
        f"20220301101500-0\t20220301101500\t1\tpaper.example\t{URL}\tA#1;B#2,C,D,E\n" * 3,
    ),
    "GDELT events": (
        "a.tsv",
        f"GLOBALEVENTID\tSQLDATE\tSOURCEURL\n{'1' * 9}\t20220301\t{URL}\n" + f"2\t2\t{URL}\n" * 2,
    ),
}


@pytest.mark.parametrize(("name", "data"), ADDRESSES.values(), ids=ADDRESSES)
def test_a_list_of_addresses_is_rejected_once_with_their_number(tmp_path, name, data):
    (rejected,) = read(tmp_path, name, data)
    assert isinstance(rejected, Rejected)
    assert (rejected.record, rejected.reason) == (None, "web addresses only")
    assert rejected.detail.startswith("the file lists 3 web addresses and no text")
    assert "fetch the pages" in rejected.remedy


def test_a_parquet_table_of_addresses_is_rejected_once(tmp_path):
    pl.DataFrame([MEDIA_CLOUD] * 3).write_parquet(tmp_path / "a.parquet")
    (rejected,) = read_records(tmp_path / "a.parquet", {})
    assert rejected.detail.startswith("the file lists 3 web addresses and no text")


@pytest.mark.parametrize("row", [MEDIA_CLOUD, GNEWS, FEED_ENTRY, GOOGLE_NEWS])
def test_with_a_text_added_such_a_list_is_read(tmp_path, row):
    (record,) = read(tmp_path, "a.jsonl", spell_lines([{**row, "text": TEXT}]))
    assert isinstance(record, Record)
    assert record.given["url"] == URL
    assert record.given["outlet"] in ("The Paper", "paper.example")


def test_a_table_with_texts_under_an_unknown_name_is_not_said_to_have_none(tmp_path):
    row = {"link": URL, "Fliess": "The bridge was closed on Monday. " * 30}
    assert [each.reason for each in read(tmp_path, "a.csv", spell_csv([row] * 3))] == ["no text column"]


def test_objects_with_texts_are_read_beside_addresses(tmp_path):
    found = read(tmp_path, "a.jsonl", spell_lines([NEWSPAPER4K, GDELT, GDELT, {"n": 1}]))
    assert [getattr(each, "reason", None) for each in found] == [None, "web addresses only", "no text column"]
    assert (found[2].record, found[1].detail[:20]) == (3, "the file lists 2 web")


@pytest.mark.parametrize(("field", "column"), [("byline", "authors"), ("outlet", "source")])
@pytest.mark.parametrize("value", ["[" * 900, "['a', open('x')]", "{'a': 1}", "[sic] Keller", "['a'"])
def test_a_cell_that_only_looks_like_a_list_is_text(tmp_path, field, column, value):
    (record,) = read(tmp_path, "a.csv", spell_csv([{"text": TEXT, column: value}]))
    assert record.given == {field: value}


def test_a_text_that_is_withheld_is_missing(tmp_path):
    (rejected,) = read(tmp_path, "a.jsonl", spell_lines([{"content": "ONLY AVAILABLE IN PAID PLANS", "link": URL}]))
    assert rejected.reason == "no text"
