"""The report says of a corpus what a person must know to trust it."""

import io

import polars as pl
import pytest

from conftest import clean_records, deal
from presswork.core.schema import find_tables
from presswork.corpus.export_report import list_databases
from presswork.corpus.reading.formats.plain_text import read_plain_text
from presswork.corpus.report import write_report

BODY = "The minister said on Monday that the plan would be ready before the end of the year, and thanked them all."
PAGE = f"Head | line\nPublished on:\n\n{BODY}\n\nLeave a Comment"
RECORDS = [(PAGE, {}), (BODY, {"outlet": "The <b> Paper"}), ("Share", {})]


def report(records=RECORDS, notices=None, rejected=None):
    tables, dealt = clean_records(*records), [deal(*records)]
    flow = pl.DataFrame([(1, "records read", 3, 0, ""), (2, "analysed", 2, 1, "rejected")], orient="row",
                        schema=["step", "name", "left", "removed", "reason"])  # fmt: skip
    schema = find_tables()["duplicates"].schema
    pair = pl.DataFrame([("a", "a", 0.9, 1.0, False), ("b", "a", 0.9, 1.0, False)], schema, orient="row")
    lazy = {name: tables[name].lazy() for name in ("articles", "records", "fields", "ledger")}
    rejected = tables["remarks"].drop("rejected") if rejected is None else rejected
    if notices is None:
        rows = [("c.csv", 3, "id not unique", "7 again", "give it another")]
        notices = pl.DataFrame(rows, rejected.schema, orient="row")
    return write_report(flow, rejected, notices, pair, repairs=tables["repairs"], dealt=dealt, **lazy)


def test_every_part_has_its_numbers():
    text = report()
    for line in (
        "| analysed | 2 | 1 | rejected |",
        "| .txt | 2 | 1 |",
        "**id not unique**, 1 case. What to do: give it another.",
        "- c.csv, record 3: 7 again",
        "| no body | 1 | 2.txt | save the whole article, or remove it |",
        "| title | 1 | 0 | 0 | 1 |",
        "| published | the label … is followed by no value | 1 |",
        "| stories reported in more than one article | 1 |",
        "| no day | 2 |",
    ):
        assert line in text, line
    assert "| comment prompt | cut | 1 | 15 |" in text


def test_many_cases_in_one_file_are_one_line():
    schema = find_tables()["notices"].schema
    rows = [("a.txt", number, "length differs", f"{number} words", "compare") for number in range(400)]
    rows.append(("b.txt", 7, "length differs", "7 words", "compare"))
    text = report(notices=pl.DataFrame(rows, schema, orient="row")).partition("## To check\n")[2].partition("##")[0]
    assert text.strip().splitlines() == [
        "**length differs**, 401 cases. What to do: compare.",
        "",
        "- a.txt, record 0: 0 words; 400 cases in this file",
        "- b.txt, record 7: 7 words",
    ]


EXPORTED = f"The Post\n\nFerry sold\n\nLENGTH: 300 words\n\n{BODY}"
CUTS = [
    {"start": 0, "end": 8, "rule": "outlet above an article", "field": "outlet"},
    {"start": 10, "end": 20, "rule": "headline above an article", "field": "title"},
    {"start": 22, "end": 30, "rule": "LENGTH label", "field": None},
    {"start": 30, "end": 39, "rule": "LENGTH label", "field": "length"},
]


def test_exports_are_told_by_database_and_label():
    schema = find_tables()["notices"].schema
    rows = [(name, 0, "length differs", "300, not 20", "compare") for name in ("0.txt", "1.txt")]
    given = {"database": "Nexis", "cuts": CUTS, "outlet": "The Post", "title": "Ferry sold"}
    text = report([(EXPORTED, given), (BODY, {})], pl.DataFrame(rows, schema, orient="row"))
    for line in (
        "| Nexis | 1 | 1 | 0 | length differs: 1 |",
        "| Nexis | LENGTH | length | 1 | 9 | 8 |",
        "| Nexis | outlet above an article | outlet | 1 | 8 | 0 |",
        "| labels of exports from databases | cut | 1 | 8 |",
    ):
        assert line in text, line


def test_a_reason_with_two_remedies_is_told_twice():
    rows = [("a.html", 0, "no text", "x", "export the full text"), ("b.csv", 4, "no text", "y", "delete the row")]
    rows += [("c.csv", 2, "no text", "y", "delete the row")]
    text = report(rejected=pl.DataFrame(rows, find_tables()["rejected"].schema, orient="row"))
    assert "| no text | 2 | b.csv | delete the row |\n| no text | 1 | a.html | export the full text |" in text


REJECTED = {
    "unknown layout": f"1 of 2 DOCUMENTS\n\n{BODY}\n\n2 of 2 DOCUMENTS\n\n{BODY}\n",
    "no text of an article": "1 of 2 DOCUMENTS\n\nThe Paper\n\nMay 4, 2021 Tuesday\n\nFerry sold\n\nLENGTH: 2 words\n",
    "list of results": "Documents (2)\n\n1. Ferry sold\nTerms: ferry\n\n2. Ferry found\nTerms: ferry\n",
}


@pytest.mark.parametrize("text", REJECTED.values(), ids=REJECTED)
def test_a_rejected_export_counts_for_its_database(text):
    (found, *_) = read_plain_text(io.BytesIO(text.encode()), {})
    rejected = pl.DataFrame({"source": ["a.txt"], "detail": [found.detail]})
    articles = pl.DataFrame(schema={"source": pl.String, "database": pl.String})
    notices = pl.DataFrame(schema=find_tables()["notices"].schema)
    assert list_databases(articles, rejected, notices) == [("Nexis", 1, 0, 1, "nothing")]


def test_articles_that_a_database_exported_twice_are_counted():
    given = {"database": "Nexis", "cuts": CUTS, "id": "7"}
    told = "| articles that a database exported more than once, by number and day | 2 |"
    assert told in report([(EXPORTED, given), (f"{EXPORTED} It was late.", given), (BODY, {"id": "7"})])
    assert "exported more than once" not in report([(EXPORTED, given), (BODY, {"id": "7"})])


def test_a_corpus_without_exports_says_nothing_of_them():
    assert "export" not in report().partition("## Sources")[2].partition("## Years")[0].lower()


def test_a_name_cannot_break_the_table_or_the_page():
    assert r"The \<b\> Paper" in report()
    hostile = "[win](http://x.org) | `a` $b$ \x1b[31m\u202e"
    shown = r"\[win\](http:\//x.org) \| \`a\` \$b\$ ⟨U+001B⟩\[31m⟨U+202E⟩"
    assert f"| {shown} | 1 |" in report([(BODY, {"outlet": hostile})])


def test_what_to_check_is_told_by_kind_with_the_first_cases_and_what_to_do_once():
    schema = find_tables()["notices"].schema
    rows = [(f"{number}.csv", None if number else 4, "a guess", f"found {number}", "look at it") for number in range(5)]
    rows += [("a.zip", None, "hidden", "x" * 2000, "rename it"), ("b.zip", None, "hidden", "y", "pack it again")]
    text = report(notices=pl.DataFrame(rows, schema, orient="row")).partition("## To check\n")[2].partition("##")[0]
    assert text.strip().splitlines()[:6] == [
        "**a guess**, 5 cases. What to do: look at it.",
        "",
        "- 0.csv, record 4: found 0",
        "- 1.csv: found 1",
        "- 2.csv: found 2",
        "- and 2 more in `notices.csv`",
    ]
    assert "**hidden**, 2 cases. What to do: rename it (and 1 more in `notices.csv`)." in text
    assert all(len(line) < 400 for line in text.splitlines())
    assert text.index("a guess") < text.index("hidden")


def test_a_folder_where_most_articles_have_no_headline_is_to_check():
    def check(*titles):
        notices = pl.DataFrame(schema=find_tables()["notices"].schema)
        records = [(f"{BODY} {number}.", {"title": title}) for number, title in enumerate(titles)]
        return report(records, notices).partition("## To check\n")[2].partition("##")[0].strip()

    assert check("One", None, "Three", None) == "None."
    told = check("One", None, None, None).splitlines()
    assert told[0].startswith(
        "**most articles have no headline**, 1 case. What to do: compare an article with its file"
    )
    assert told[-1] == "- the folder of articles: 3 of 4 articles"


def test_an_empty_part_says_so():
    assert "## Rejected\n\nNone." in report(RECORDS[:2])


def test_what_was_repaired_and_what_was_lost_is_said():
    text = report([*RECORDS, (BODY.replace("thanked", "thankÃ©d"), {}), (f"{BODY} \ufffd\ufffd", {})])
    assert "| utf-8 | 5 |" in text
    assert "| with mojibake repaired (1 line in all) | 1 |" in text
    assert "| with lost characters, shown as U+FFFD (2 in all) | 1 |" in text
    assert "with" not in report().partition("## Encodings")[2].partition("##")[0]
