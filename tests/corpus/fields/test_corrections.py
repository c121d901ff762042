"""What a person adds goes before what was read, and is never lost silently."""

import polars as pl
import pytest

from conftest import clean_records
from presswork.core.errors import PressworkError
from presswork.corpus.fields.corrections import find_given, find_unmatched, group_annotations, read_annotations
from presswork.corpus.fields.languages import describe_language, identify_language
from presswork.corpus.joined_shards import gather_shards

BODY = "The minister said on Monday that the plan would be ready before the end of the year."
GERMAN = "Der Minister sagte am Montag, dass der Plan noch vor Ende des Jahres fertig sein werde, und dankte allen."
TABLE = "source,published,outlet\n0.txt,2022-12-19,The Paper\nmissing.txt,2020-01-01,\n"


def test_annotations_go_before_file_and_text_and_say_so():
    tables = clean_records((BODY, {"outlet": "Another"}), metadata=[TABLE])
    article = tables["articles"].row(0, named=True)
    assert (article["outlet"], str(article["published"])) == ("The Paper", "2022-12-19")
    outlet = tables["fields"].filter(pl.col("field") == "outlet").row(0, named=True)
    assert (outlet["origin"], outlet["reason"]) == ("person", "given in annotations/metadata.csv")


def test_an_article_goes_by_its_file_its_id_or_the_id_of_the_person():
    (article_id,) = clean_records((BODY, {}))["articles"]["article_id"]
    for table in (f"article_id,group\n{article_id},mine\n", "id,group\nLN-7,mine\n", "source,group\n0.txt,mine\n"):
        assert clean_records((BODY, {"id": "LN-7"}), metadata=[table])["articles"]["group"].to_list() == ["mine"]


@pytest.mark.parametrize("value", ["3/4/2022", "spring 2022", "31.02.2022", "01.03.22"])
def test_a_date_of_a_person_that_names_no_day_stops_the_run_and_names_the_line(value):
    with pytest.raises(PressworkError, match=f"line 2: {value}"):
        clean_records((BODY, {}), metadata=[f"source,published\n0.txt,{value}\n"])


@pytest.mark.parametrize(("other", "day"), [("25/12/2022", "2022-04-03"), ("12/25/2022", "2022-03-04")])
def test_the_other_dates_of_a_person_show_the_order_of_day_and_month(other, day):
    table = f"source,published\n0.txt,3/4/2022\n1.txt,{other}\n"
    tables = clean_records((BODY, {}), (GERMAN, {}), metadata=[table])
    assert tables["articles"].filter(source="0.txt")["published"].cast(str).to_list() == [day]


def test_days_as_spreadsheets_save_them_are_read():
    tables = clean_records((BODY, {}), metadata=["source;published\n0.txt;44621\n"])
    assert tables["articles"]["published"].cast(str).to_list() == ["2022-03-01"]


def test_names_match_however_their_accents_are_composed():
    rows = group_annotations(read_annotations(["source,outlet\nMu\u0308ller.txt,A\n./b/M\u00fcller.txt,B\n"]))
    assert find_given(rows, "M\u00fcller.txt") == {"outlet": "A"}
    assert find_given(rows, "b/Mu\u0308ller.txt") == {"outlet": "B"}


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("sub\\two.txt", "sub/two.txt"),
        ("Three.txt", "three.TXT"),
        ("four", "four.txt"),
        ("123", "00123"),
        ("2.02105E+16", "20210504123456789"),
        ("100000", "1E5"),
    ],
)
def test_a_name_that_a_spreadsheet_has_changed_is_listed_with_the_likely_one(key, name):
    (notice,) = find_unmatched(read_annotations([f"source,outlet\n{key},A\n"]), {name, "another.txt"})
    assert notice["detail"] == f"line 2 names {key}; did you mean {name}?"


def test_later_rows_go_before_earlier_and_empty_cells_say_nothing():
    rows = read_annotations(["source,group,outlet\na,one,x\na,two,\n"])
    assert find_given(group_annotations(rows), "a") == {"group": "two", "outlet": "x"}


@pytest.mark.parametrize("table", ["", "file,colour\na,b\n", "title\nx\n", "source,title\n,x\n"])
def test_a_wrong_table_is_an_error_with_a_remedy(table):
    with pytest.raises(PressworkError) as caught:
        read_annotations([table])
    assert "remedy" in str(caught.value) and "annotations/metadata.csv" in str(caught.value)


def gather(metadata=(), strict=False, records=((BODY, {}), ("Leave a Comment", {}))):
    shard = clean_records(*records)
    lists = {name: [shard[name].lazy()] for name in ("articles", "records", "repairs", "ledger", "fields", "remarks")}
    return gather_shards(**lists, metadata=list(metadata), strict=strict)


def test_annotations_that_match_nothing_are_listed():
    tables = gather([TABLE])
    assert tables["rejected"]["reason"].to_list() == ["no body"]
    assert tables["notices"].select("source", "record", "reason").rows()[-1] == (
        "annotations/metadata.csv",
        3,
        "no such article",
    )
    assert find_unmatched(read_annotations([TABLE]), {"0.txt", "missing.txt"}) == []


def test_ids_that_repeat_are_told_once_and_all_articles_stay():
    tables = gather(records=[(BODY, {"id": "7"}), (GERMAN, {"id": "8"}), (BODY + BODY, {"id": "7"})])
    detail = "1 id is used by more than one record, 2 records in all: 7 in 0.txt and 2.txt"
    assert tables["notices"].select("source", "reason", "detail").rows() == [("0.txt", "id not unique", detail)]
    assert tables["rejected"].is_empty()
    assert sum(frame.height for frame in tables["articles"]) == 3


def test_strict_stops_and_names_what_was_rejected():
    with pytest.raises(PressworkError, match=r"corpus\.strict") as caught:
        gather(strict=True)
    assert "1.txt: no body" in str(caught.value)


def test_strict_stops_for_an_annotation_that_matches_nothing():
    with pytest.raises(PressworkError, match=r"corpus\.strict"):
        gather([TABLE], strict=True, records=[(BODY, {})])


@pytest.mark.parametrize(("text", "language"), [(BODY * 2, "en"), (GERMAN, "de")])
def test_languages_are_identified_with_their_probability(text, language):
    found, probability = identify_language(text)
    assert found == language and 0.5 <= probability <= 1
    assert describe_language(text) == (language, f"identified by py3langid (probability {probability})")


@pytest.mark.parametrize(
    ("given", "found"),
    [("EN-gb", "en"), ("FRANÇAIS; ANGLAIS", "fr"), ("Dothraki", "de"), (None, "de")],
)
def test_a_language_that_the_file_gives_goes_before_the_one_found(given, found):
    tables = clean_records((GERMAN, {"language": given}))
    assert tables["articles"]["language"].to_list() == [found]
    (field,) = tables["fields"].filter(pl.col("field") == "language").rows(named=True)
    assert field["origin"] == ("file" if found != "de" else "text")
    assert ("'Dothraki' is no known language" in field["reason"]) == (given == "Dothraki")


def test_an_uncertain_language_is_none_and_says_so():
    language, reason = describe_language("Trump")
    assert language is None and reason.startswith("uncertain: py3langid suggests")


def test_the_language_of_each_article_is_found():
    assert set(clean_records((BODY * 2, {}), (GERMAN, {}))["articles"]["language"]) == {"en", "de"}
