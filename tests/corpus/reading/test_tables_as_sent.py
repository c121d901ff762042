"""Tables as partners and programs send them: titles above the header, markup named .xls, several candidates."""

import json

import pytest

from presswork.corpus.reading.formats.record import Notice, Record, Rejected, map_columns
from presswork.corpus.reading.formats.tables import markup_table
from presswork.corpus.reading.records import read_records
from workbooks import make_ods, make_xlsx

TEXT = "The bridge over the river was closed on Monday after the storm, the mayor said. It will open again in May. " * 2
HEADER = ("Title", "Text", "Date", "Newspaper")
ROW = ("A bridge", TEXT.strip(), "2022-03-01", "The Paper")
GIVEN = {"title": "A bridge", "published": "2022-03-01", "outlet": "The Paper"}
CELLS = "".join(f"<td>{cell}</td>" for cell in ROW)
NAMES = "".join(f"<th>{cell}</th>" for cell in HEADER)
EXCEL = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'


def read(folder, name, data):
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_records(folder / name, {}))


def spell_row(cells, delimiter=","):
    return delimiter.join(f'"{cell}"' if cell else "" for cell in cells) + "\r\n"


@pytest.mark.parametrize("above", ["Table 1\r\n", "Table 1,,,\r\n,,,\r\n", "Search: bridge, storm\r\n\r\n"])
def test_titles_may_stand_above_the_header_of_a_csv_table(tmp_path, above):
    (record,) = read(tmp_path, "a.csv", above + spell_row(HEADER) + spell_row(ROW))
    assert record.given == GIVEN


def test_rows_of_separators_are_no_rows(tmp_path):
    data = spell_row(HEADER, ";") + spell_row(ROW, ";") + ";;;\r\n; ;;\r\n" * 3 + spell_row(ROW, ";")
    assert [(type(each), each.record) for each in read(tmp_path, "a.csv", data)] == [(Record, 0), (Record, 1)]


def test_a_csv_table_without_texts_is_told_by_its_fullest_row(tmp_path):
    (rejected,) = read(tmp_path, "a.csv", "Table 1\r\ncode,meaning\r\n1,war\r\n")
    assert rejected.detail == "columns: code, meaning"


@pytest.mark.parametrize("make", [make_xlsx, make_ods])
def test_a_header_may_name_the_text_alone_if_texts_stand_below(tmp_path, make):
    rows = [("", "Text", "Coder"), (0, TEXT, "A"), (1, TEXT, "B")]
    codes = [("Text", "the whole article"), ("Coder", "initials")]
    records = read(tmp_path, "a.xlsx", make({"Data": rows, "Codes": codes}))
    assert [type(each) for each in records] == [Record, Record, Notice]
    (rejected,) = read(tmp_path, "b.xlsx", make({"Codes": codes}))
    assert rejected.reason == "no text column"


@pytest.mark.parametrize(
    "data",
    [
        f"<table><thead><tr>{NAMES}</tr></thead><tbody><tr>{CELLS}</tr></tbody></table>",
        f"<html xmlns:x='urn:schemas-microsoft-com:office:excel'><head><style>td {{}}</style></head>"
        f"<body><h1>Export</h1><table border=1><tr>{NAMES}<tr>\n{CELLS}</table></body></html>",
        f"<meta charset=utf-8><table><tr><td colspan=4>Export</td></tr><tr>{NAMES}</tr><tr>{CELLS}</tr></table>",
        f'{EXCEL}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="A"><Table><Row/>'
        + "".join(
            "<Row>"
            + "".join(
                f'<Cell ss:Index="{place}"><Comment><ss:Data>a note</ss:Data></Comment>'
                f'<Data ss:Type="String">{cell}</Data></Cell>'
                for place, cell in enumerate(row, 2)
            )
            + "</Row>"
            for row in (HEADER, ROW)
        )
        + "</Table></Worksheet></Workbook>",
    ],
    ids=["table", "page", "title above", "Excel 2003"],
)
def test_markup_named_as_a_workbook_is_read_as_a_table(tmp_path, data):
    (record,) = read(tmp_path, "a.xls", data)
    assert (record.text, record.given) == (f"A bridge\n\n{TEXT.strip()}", GIVEN)


def test_cells_of_markup_may_span_rows_and_hold_lines(tmp_path):
    rows = f"<tr><td rowspan=2>The Paper</td><td>One,\ntwo.<br>Three.</td></tr><tr><td>{TEXT}</td></tr>"
    records = read(tmp_path, "a.xls", f"<table><tr><th>Newspaper</th><th>Text</th></tr>{rows}</table>")
    assert [(record.text, record.given["outlet"]) for record in records] == [
        ("One, two.\nThree.", "The Paper"),
        (TEXT.strip(), "The Paper"),
    ]


def test_an_article_saved_as_a_page_is_no_table(tmp_path):
    (record,) = read(tmp_path, "a.html", f"<html><body><article><h1>A bridge</h1><p>{TEXT}</p></article></body></html>")
    assert record.text.startswith("A bridge")


@pytest.mark.parametrize(
    "data",
    ["<table><tr><td colspan=16384></td></tr>" * 9, f"<table {'a=1 ' * 9000}>", "<table><tr><td rowspan=9 colspan=9>"],
)
def test_hostile_markup_named_as_a_workbook_is_rejected(tmp_path, monkeypatch, data):
    monkeypatch.setattr(markup_table, "MAX_CELLS", 100_000)
    assert [type(each) for each in read(tmp_path, "a.xls", data)] == [Rejected]


def test_stories_of_media_cloud_with_tags_are_addresses(tmp_path):
    tags = [{"stories_id": 1, "tag": "bridge", "tags_id": 2}]
    story = {"stories_id": 1, "title": "A bridge", "url": "https://paper.example/1", "story_tags": tags}
    (rejected,) = read(tmp_path, "a.json", f"{json.dumps(story)}\n" * 3)
    assert rejected.detail.startswith("the file lists 3 web addresses")


def test_objects_without_a_text_are_rejected_once(tmp_path):
    (rejected,) = read(tmp_path, "a.jsonl", '{"n": 1, "code": 2}\n' * 5)
    assert (rejected.record, rejected.detail) == (None, "5 values, the first of them: columns: n, code")
    (rejected,) = read(tmp_path, "a.json", json.dumps(["https://paper.example/1", "https://paper.example/2"]))
    assert rejected.detail == "the file lists 2 web addresses and no text"


def test_a_text_in_an_object_of_its_own_is_found(tmp_path):
    guardian = {
        "webTitle": "A bridge",
        "webPublicationDate": "2022-03-01T10:00:00Z",
        "webUrl": "https://paper.example/1",
        "fields": {"byline": "Anna Keller", "body": f"<p>{TEXT}</p>", "bodyText": TEXT},
    }
    (record,) = read(tmp_path, "a.json", json.dumps({"response": {"status": "ok", "results": [guardian]}}))
    assert record.text == f"A bridge\n\n{TEXT.strip()}"
    assert record.given["byline"] == "Anna Keller"
    hit = {"_id": "1", "_source": {"title": "A bridge", "content": TEXT}}
    (record,) = read(tmp_path, "a.jsonl", json.dumps(hit))
    assert record.given == {"id": "1", "title": "A bridge"}


def test_the_body_that_fundus_writes_is_its_paragraphs(tmp_path):
    body = {"summary": ["One."], "sections": [{"headline": [], "paragraphs": ["Two.", "Three."]}]}
    article = {"title": "A bridge", "body": body, "publishing_date": "2022-03-01 10:00:00+00:00", "authors": []}
    (record,) = read(tmp_path, "a.json", json.dumps([article]))
    assert record.text == "A bridge\n\nOne.\n\nTwo.\n\nThree."
    assert record.given["published"].startswith("2022-03-01")
    (rejected,) = read(tmp_path, "a.json", json.dumps([{**article, "body": {"html": "x"}}]))
    assert rejected.reason == "no text"


@pytest.mark.parametrize(
    ("names", "field", "column"),
    [
        ("description|content|full_text", "text", "full_text"),
        ("summary|content|text", "text", "text"),
        ("date_download|date_modify|date_publish|text|maintext", "text", "maintext"),
        ("crawl_date|date|publication_date", "published", "publication_date"),
        ("created_at|timestamp|date", "published", "date"),
        ("date_download|date_modify|date_publish", "published", "date_publish"),
        ("source_domain|title", "outlet", "source_domain"),
        ("domain|source", "outlet", "source"),
        ("Tag|Text", "published", None),
        ("fields.bodyText|id", "text", "fields.bodyText"),
        ("Título de la noticia|Fecha de la noticia|Texto de la noticia", "text", "Texto de la noticia"),
        ("Datum van publicatie|Titel|Volledige tekst", "text", "Volledige tekst"),
        ("Titolo dell'articolo|Data|Testo dell'articolo|Testata", "text", "Testo dell'articolo"),
        ("Titre de l'article|Date de parution|Texte complet", "text", "Texte complet"),
        ("Артикул|Заголовок|Текст|Дата", "text", "Текст"),
    ],
)
def test_of_several_candidates_the_one_with_the_clearest_name_is_used(names, field, column):
    assert map_columns(names.split("|"), {}).get(field) == column


@pytest.mark.parametrize(
    ("data", "detail"),
    [
        (f'A bridge,"{TEXT * 4}"\n' * 3, "the first row does not name columns; columns: A bridge, The bridge over"),
        ("title,Review\n" + f'x,"{TEXT * 4}"\n', "'Review' holds long texts; columns: title, Review"),
        ("Title,Description\nx,The bridge was closed.\n", "'Description' holds summaries; columns: Title, Description"),
    ],
)
def test_a_table_without_a_column_of_texts_is_told_what_may_be_one(tmp_path, data, detail):
    (rejected,) = read(tmp_path, "a.csv", data)
    assert (rejected.reason, rejected.detail[: len(detail)]) == ("no text column", detail)


@pytest.mark.parametrize(
    ("names", "reason", "detail"),
    [
        ("text,content,date", "unused columns", "text was read as text, content was not"),
        ("text,created_at", "doubtful column", "created_at was read as published, but may be the time at which"),
    ],
)
def test_a_choice_of_columns_is_told(tmp_path, names, reason, detail):
    (record,) = read(tmp_path, "a.csv", f"{names}\r\nThe bridge was closed.{',2022-03-01' * names.count(',')}\r\n")
    (notice,) = record.notices
    assert (notice.record, notice.reason, notice.detail.startswith(detail)) == (None, reason, True)
