"""Lists of references (RIS) fill the fields of articles next to them; without these, each is rejected."""

import io

import pytest

from presswork.corpus.fields.metadata import read_fields
from presswork.corpus.reading.formats.recognise import recognise
from presswork.corpus.reading.formats.record import Record, Reference
from presswork.corpus.reading.formats.reference_list import read_reference_list
from presswork.corpus.reading.records import read_seeds
from presswork.corpus.reading.references import References

FERRY = "The ferry of the lower lake was sold to a baker on Monday, who will turn it into a floating bakery."
RIS = """TY  - NEWS
AN  - 1234567
T1  - Ferry sold to baker
AU  - Example, Ann
AU  - Other, Bo
T2  - Lake Post
DA  - 2021/05/04/
PY  - 2021
LA  - English
AB  - A baker bought
the ferry.
UR  - https://www.example.org/docview/1234567/se-2?accountid=1
ER  -

TY  - NEWS
TI  - Pool closed
JF  - Shore News
PY  - 2021/05/06/
ER  -
"""
EXPORT = f"""Ferry sold to baker

Abstract: None available.

Full text: {FERRY}

Title: Ferry sold to baker

ProQuest document ID: 1234567

Database: Lake Dailies
"""


def read(text):
    return list(read_reference_list(io.BytesIO(text.encode()), {}))


def deal(folder, **files):
    for name, text in files.items():
        folder.joinpath(name.replace("_", ".")).write_text(text, encoding="utf-8")
    tables = read_seeds(str(folder), {})
    rows = [row for _, piece in tables["dealt"].pieces for row in piece.to_dicts()]
    (remarks,) = tables["remarks"]
    return rows, remarks.to_dicts()


def test_fields_of_references_are_read():
    ferry, pool = read(RIS)
    assert ferry.fields == {
        "id": "1234567",
        "title": "Ferry sold to baker",
        "byline": "Example, Ann; Other, Bo",
        "outlet": "Lake Post",
        "published": "2021/05/04",
        "language": "English",
        "url": "https://www.example.org/docview/1234567/se-2?accountid=1",
    }
    assert pool.fields == {"title": "Pool closed", "outlet": "Shore News", "published": "2021/05/06"}


def test_year_alone_is_no_day():
    assert "published" not in read("TY  - NEWS\nTI  - Ferry\nPY  - 2021\nER  - \n")[0].fields


def test_number_in_the_address_counts_before_that_of_the_list():
    (found,) = read("TY  - NEWS\nID  - 3\nUR  - https://a.example/docview/7654321\nER  - \n")
    assert found.fields["id"] == "7654321"


@pytest.mark.parametrize("above", ["", "\n", "Provider: Lake Dailies\nContent: text/plain\n\n"])
def test_list_is_recognised_by_its_content(above):
    assert recognise((above + RIS).encode(), "a.txt", {}, {".ris": None, ".txt": None}) == ".ris"


def test_reference_fills_what_an_article_lacks():
    references = References()
    for each in read(RIS):
        references.complete("a.ris", each)
    found = references.complete(
        "a.txt", Record(0, FERRY, "utf-8", {"id": "1234567", "byline": "Cy Third"}, database="A")
    )
    assert found.given["byline"] == "Cy Third"
    assert found.given["outlet"] == "Lake Post"


def test_reference_is_known_by_headline_and_day():
    references = References()
    for each in read(RIS):
        references.complete("a.ris", each)
    given = {"title": "Pool Closed", "published": "May 6, 2021"}
    assert references.complete("a.txt", Record(0, FERRY, "utf-8", given, database="A")).given["outlet"] == "Shore News"
    given = {"title": "Pool Closed", "published": "May 7, 2021"}
    assert "outlet" not in references.complete("a.txt", Record(0, FERRY, "utf-8", given, database="A")).given


def test_short_number_of_a_table_is_no_number_of_a_database():
    references = References()
    references.complete("a.ris", Reference(0, "", "", "", fields={"id": "3", "outlet": "Lake Post"}))
    assert "outlet" not in references.complete("a.txt", Record(3, FERRY, "utf-8", {"id": "3"}, database="A")).given


def test_rows_of_tables_keep_their_own_fields():
    references = References()
    references.complete("a.ris", Reference(0, "", "", "", fields={"id": "1234567", "outlet": "Lake Post"}))
    assert "outlet" not in references.complete("a.csv", Record(3, FERRY, "utf-8", {"id": "1234567"})).given


def test_list_after_the_export_in_the_alphabet_is_joined(tmp_path):
    (row,), remarks = deal(tmp_path, a_txt=EXPORT, b_ris=RIS)
    assert (row["outlet"], row["published"], row["byline"]) == ("Lake Post", "2021/05/04", "Example, Ann; Other, Bo")
    used, left = sorted(remarks, key=lambda each: each["rejected"])
    assert used["reason"] == "references used"
    assert used["detail"].startswith("references that belong to articles: 1; these lacked byline (1), language (1)")
    assert (left["reason"], left["record"]) == ("reference without text", 1)
    assert left["detail"] == "Pool closed, Shore News, 2021/05/06"


def test_list_alone_is_rejected_reference_by_reference(tmp_path):
    rows, remarks = deal(tmp_path, a_ris=RIS)
    assert rows == []
    assert [each["record"] for each in remarks if each["rejected"]] == [0, 1]


def test_origin_of_a_field_from_a_reference_is_told():
    given = {"database": "Lake Dailies", "outlet": "Lake Post", "language": "English"}
    fields = read_fields(FERRY, [], FERRY, given, {})
    assert {fields[name]["reason"] for name in ("outlet", "language")} == {"a list of references"}
    assert read_fields(FERRY, [], FERRY, {"outlet": "Lake Post"}, {})["outlet"]["reason"] == "a column of the file"
