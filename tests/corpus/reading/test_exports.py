"""What all exports of databases share: each character is on record, and each field says where it stands."""

import textwrap
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HEADLINE_MODEL, LINE_MODEL, RULES, WORDS
from made_exports import SPELLINGS, Written, spell_export, spell_factiva, spell_nexis, spell_nexis_uni
from presswork.corpus.articles import clean_shard
from presswork.corpus.reading.exports import divide
from presswork.corpus.reading.exports.divide import LAYOUTS, divide_export, is_export
from presswork.corpus.reading.exports.labelled import load_labels
from presswork.corpus.reading.exports.nexis.layout import WORDS as NEXIS_WORDS
from presswork.corpus.reading.formats.record import Notice, Record, leave_out
from presswork.corpus.reading.records import deal_records

FIRST = "The ferry of the lower lake was sold to a baker on Monday, who will turn it into a floating bakery by June."
SECOND = "Its last captain, who had steered it for thirty years, said that he would buy the first loaf in summer."
LONG = "Ferry sold to a baker who had always dreamed of a bakery on the lake, say all who knew him then"


def read(folder, **files):
    """Return the tables of files given as text or bytes, with the remarks of reading as `read`."""
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.txt").write_bytes(data)
    result = deal_records(sorted(folder.glob("*.txt")), str(folder), {})
    dealt = pl.concat(rows for _, rows in result["dealt"].pieces)
    (recurring,), (cuts,), (remarks,) = (result[name] for name in ("recurring", "recurring_cuts", "remarks"))
    tables = clean_shard(dealt.lazy(), cuts, RULES, WORDS, LINE_MODEL, HEADLINE_MODEL, [])
    return tables | {"read": remarks, "recurring": recurring}


def wrap(text, width=60):
    """Return a text wrapped as by a database, whose lines stay lines."""
    return "\n".join(part for line in text.split("\n") for part in textwrap.wrap(line, width) or [""])


def field(tables, name):
    return tables["fields"].filter(pl.col("field") == name).row(0, named=True)


def spans_of(tables, article_id):
    """Return the text of a record and its spans in order."""
    own = pl.col("article_id") == article_id
    return tables["records"].filter(own)["text"].item(), tables["ledger"].filter(own).sort("start").rows(named=True)


@pytest.fixture(params=SPELLINGS.values(), ids=SPELLINGS)
def spell(request):
    return request.param


def test_running_text_above_the_first_article_is_told():
    text = spell_export(SPELLINGS["proquest"], [Written((FIRST,)), Written((SECOND,), number=2)])
    rest = "\n\n".join((FIRST, SECOND, FIRST))
    found = list(divide_export(Record(None, f"{rest}\n\n{text}", "utf-8")))
    told = [each for each in found if isinstance(each, Notice)]
    assert len(found) == 3 and [each.reason for each in told] == ["text outside articles"]
    assert FIRST[:60] in told[0].detail


def test_each_field_is_the_text_at_its_place_and_names_its_label(spell, tmp_path):
    tables = read(tmp_path, a=spell_export(spell, [Written((FIRST, SECOND))]))
    (record,) = tables["records"]["text"]
    known = {"title", "byline", "outlet", "published", "section"}
    rows = tables["fields"].filter(pl.col("field").is_in(known)).rows(named=True)
    assert {row["field"] for row in rows} == known
    assert {row["origin"] for row in rows} == {"text"}
    for row in rows:
        shown = record[row["start"] : row["end"]]
        assert shown == row["value"] or row["field"] == "published"
        assert row["reason"].endswith("label") or "above an article" in row["reason"]


def test_section_and_length_are_in_the_ledger_with_their_field():
    spans = divide_export(Record(None, spell_export(spell_nexis, [Written((FIRST,))]), "utf-8"))
    (record,) = (each for each in spans if isinstance(each, Record))
    values = {cut.field: record.text[cut.start : cut.end] for cut in record.cuts if cut.field}
    expected = {"section": "NEWS", "page": "4", "length": "23 words", "language": "ENGLISH", "id": "000001"}
    assert {name: values[name] for name in expected} == expected


def test_an_article_that_no_database_exported_has_no_section(tmp_path):
    tables = read(tmp_path, a=f"Ferry sold\n\n{FIRST}")
    assert set(tables["fields"]["field"]).isdisjoint({"section", "page", "length"})


def test_the_language_that_an_export_states_has_its_place(tmp_path):
    tables = read(tmp_path, a=spell_export(spell_nexis, [Written((FIRST,))]))
    stated = field(tables, "language")
    (record,) = tables["records"]["text"]
    assert (stated["value"], stated["origin"], stated["reason"]) == ("en", "text", "LANGUAGE label")
    assert record[stated["start"] : stated["end"]] == "ENGLISH"


def test_the_clean_text_is_the_running_text_and_nothing_else(spell, tmp_path):
    tables = read(tmp_path, a=spell_export(spell, [Written((FIRST, SECOND))]))
    assert tables["articles"]["text"].item() == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("width", [60, 72])
def test_wrapped_lines_flow_and_a_headline_over_two_lines_is_one_value(width, tmp_path):
    articles = [Written((FIRST, SECOND), title=LONG, number=number) for number in (1, 2)]
    tables = read(tmp_path, a=wrap(spell_export(spell_nexis, articles), width))
    assert tables["articles"]["text"].to_list() == [f"{FIRST}\n\n{SECOND}"] * 2
    assert tables["articles"]["title"].to_list() == [LONG] * 2
    record, spans = spans_of(tables, tables["articles"]["article_id"][0])
    title = "".join(record[span["start"] : span["end"]] for span in spans if span["field"] == "title" and span["kept"])
    assert " ".join(title.split()) == LONG


def test_a_headline_whose_lines_do_not_flow_is_one_value(tmp_path):
    tables = read(tmp_path, a=spell_export(spell_nexis, [Written((FIRST,), title="Ferry sold\nBakery afloat")]))
    assert field(tables, "title")["value"] == "Ferry sold Bakery afloat"


def test_what_is_invisible_in_a_value_is_left_out_and_divides_no_word(tmp_path):
    written = Written((FIRST,), title="Fer\u00adry sold to a ba\u200bker", section="Wirt\u00adschaft")
    tables = read(tmp_path, a=spell_export(spell_nexis, [written]))
    assert [field(tables, name)["value"] for name in ("title", "section")] == ["Ferry sold to a baker", "Wirtschaft"]


BROKEN = {"title": "Fähre für Bäcker – endlich", "section": "Wirtschaft – Süden", "byline": "Jürgen Müller"}


def test_the_repair_of_mojibake_moves_what_the_labels_say(tmp_path):
    broken = {name: value.encode().decode("cp1252") for name, value in BROKEN.items()}
    article = Written((FIRST, "Das Schiff gehört nun dem Bäcker.".encode().decode("cp1252"), SECOND), **broken)
    tables = read(tmp_path, a=spell_export(spell_nexis, [article]))
    (record,) = tables["records"]["text"]
    for name, value in BROKEN.items():
        found = field(tables, name)
        assert found["value"] == record[found["start"] : found["end"]] == value
    assert tables["articles"]["text"].item() == f"{FIRST}\n\nDas Schiff gehört nun dem Bäcker.\n\n{SECOND}"


def test_a_doubt_about_the_encoding_is_told_once_for_a_file(tmp_path):
    text = spell_export(spell_nexis, [Written((FIRST, "Café au lait."), number=number) for number in range(1, 9)])
    damaged = text.encode().replace(b"lower", b"l\xffwer", 1)
    told = read(tmp_path, a=damaged)["read"].filter(pl.col("reason") == "bad bytes")
    assert told.select("source", "record").rows() == [("a.txt", None)]


def test_labels_are_not_taken_for_text_that_recurs(spell, tmp_path):
    texts = [f"{FIRST} It cost {number} thousand. {SECOND}" for number in range(10, 22)]
    articles = [Written((text,), title=f"Ferry {n} sold", number=n) for n, text in enumerate(texts, 1)]
    recurring = read(tmp_path, a=spell_export(spell, articles))["recurring"]
    assert all(text in f"{FIRST} It cost # thousand. {SECOND}" for text in recurring["text"])


def test_an_article_without_text_is_rejected_with_its_headline(tmp_path):
    text = spell_export(spell_nexis_uni, [Written((FIRST,)), Written((), title="Only a headline")])
    tables = read(tmp_path, a=text)
    ((record, detail, remedy),) = (
        pl.concat([tables["read"], tables["remarks"]]).filter("rejected").select("record", "detail", "remedy").rows()
    )
    assert record == 1 and "Only a headline" in detail and "full text" in remedy


def list_reasons(text):
    return [each.reason for each in divide_export(Record(None, text, "utf-8")) if isinstance(each, Notice)]


def test_an_export_that_lacks_a_document_says_so():
    articles = [Written((FIRST, SECOND), number=number) for number in (1, 2, 3)]
    whole = spell_export(spell_nexis, articles)
    assert list_reasons(whole) == []
    cut = "".join(spell_nexis(article, 3) for article in articles[:2])
    assert list_reasons(cut) == ["number of articles differs"]


def test_the_list_of_results_is_compared_with_the_headlines():
    articles = [Written((FIRST, SECOND), title=title) for title in ("Ferry sold", "Ferry found")]
    cover = "Documents (3)\n1. Ferry sold\n2. Ferry found\n3. Ferry lost\n\n"
    found = list(divide_export(Record(None, cover + spell_export(spell_nexis_uni, articles), "utf-8")))
    assert [each.given["title"] for each in found if isinstance(each, Record)] == ["Ferry sold", "Ferry found"]
    details = [each.detail for each in found if isinstance(each, Notice)]
    assert details == [
        "Nexis states 3 documents, and the file has 2",
        "listed as results and not in the file: 1, such as Ferry lost",
    ]


@pytest.mark.parametrize(("n_words", "is_told"), [(43, False), (60, False), (1500, True)])
def test_a_length_that_differs_from_the_words_found_is_told(n_words, is_told):
    article = Written((FIRST, SECOND))
    stated = f"LENGTH: {n_words:,} words"
    text = spell_export(spell_nexis, [article]).replace(f"LENGTH: {article.n_words} words", stated)
    (record,) = (each for each in divide_export(Record(None, text, "utf-8")) if isinstance(each, Record))
    assert [each.reason for each in record.notices] == ["length differs"] * is_told


def test_an_unknown_layout_is_rejected_with_the_line_where_reading_ended():
    text = spell_export(spell_factiva, [Written((FIRST,)), Written((SECOND,), number=2)])
    (found,) = divide_export(Record(None, text[: text.rindex("Document ")], "utf-8"))
    assert found.reason == "unknown layout"
    assert "an export from Factiva in a layout Presswork does not know" in found.detail


def test_no_layout_is_asked_about_a_text_without_its_words_on_short_lines(monkeypatch):
    def fail(text):
        raise AssertionError(text)

    monkeypatch.setattr(divide, "LAYOUTS", tuple(replace(layout, is_export=fail) for layout in LAYOUTS))
    running = f"The length of a document from ProQuest · {FIRST} {SECOND}"
    assert not is_export(f"Ferry sold\n\n{running}\n\n{SECOND}")
    with pytest.raises(AssertionError):
        is_export(f"{FIRST}\r1 of 2 DOCUMENTS\r{FIRST}\n")


def test_each_layout_has_words_and_those_of_nexis_are_in_each_label_of_a_length():
    assert [layout.database for layout in LAYOUTS if "" in layout.words] == []
    lengths = [label.name.lower() for label in load_labels("Nexis").values() if label.field == "length"]
    assert [name for name in lengths if not any(word in name for word in NEXIS_WORDS)] == []


PLAIN = st.lists(st.text("abcdefgßé", min_size=2, max_size=9), min_size=4, max_size=40).map(" ".join)


@given(st.sampled_from(sorted(SPELLINGS)), st.lists(st.lists(PLAIN, min_size=1, max_size=3), min_size=1, max_size=4))
def test_every_word_of_the_text_is_kept_and_no_other(name, texts):
    articles = [Written(tuple(paragraphs), number=number) for number, paragraphs in enumerate(texts, 1)]
    found = list(divide_export(Record(None, spell_export(SPELLINGS[name], articles), "utf-8")))
    assert [leave_out(each.text, ((cut.start, cut.end) for cut in each.cuts)).split() for each in found] == [
        article.text.split() for article in articles
    ]


WORDS_OF = st.text("abcdefgäéßzŠ,.:;'-\u00ad\u200b’”ã©", min_size=1, max_size=12)
LINES = st.lists(
    WORDS_OF | st.sampled_from(["Length:", "BYLINE:", "End of Document", "Â©", "\t", "\x0c", "1 of 2 DOCUMENTS"]),
    min_size=1,
    max_size=14,
)
PARTS = LINES.map(" ".join).filter(lambda text: any(map(str.isalnum, text)))


@st.composite
def made_exports(draw):
    name = draw(st.sampled_from(sorted(SPELLINGS)))
    articles = [
        Written(tuple(draw(st.lists(PARTS, min_size=1, max_size=4))), draw(PARTS), draw(PARTS), number=number)
        for number in range(1, draw(st.integers(1, 3)) + 1)
    ]
    text = spell_export(SPELLINGS[name], articles)
    if draw(st.booleans()):
        text = wrap(text, draw(st.integers(25, 80)))
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


@given(made_exports())
def test_every_character_of_a_record_is_in_the_ledger(tmp_path_factory, text):
    tables = read(tmp_path_factory.mktemp("made"), a=text)
    for article_id in tables["records"]["article_id"]:
        record, spans = spans_of(tables, article_id)
        assert [0, *(span["end"] for span in spans)] == [*(span["start"] for span in spans), len(record)]
    for row in tables["fields"].drop_nulls(["start"]).iter_rows(named=True):
        record, _ = spans_of(tables, row["article_id"])
        assert 0 <= row["start"] < row["end"] <= len(record)
