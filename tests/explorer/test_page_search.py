"""The page in a browser: search in its texts as in `results.concordance`, marks as in `trace`, and copies to send."""

import ast
import csv
import re
from urllib.parse import quote

import pytest

from browser import needs_chromium
from presswork import open_results, trace

pytestmark = needs_chromium
QUERIES = ("belarus", "The", "air def*", "*-*", "of the", "ukraine's capital", "“", "no-such-word")
OF_SAMPLE = ("trump", "prime minister *", "u.s.", "U.S", "US", "us", "the U.S", "don't", "president’s", "percent of")


def search(reader, page, query, options=""):
    """Search on the page, and return the number of hits and articles that it states."""
    reader.open(page, f"#/search/{quote(query)}{options}")
    reader.wait_until(lambda: reader.all("#answer [role=status]") and " in " in reader.one("#answer").text)
    stated = re.match(r"([\d,]+) hits? in ([\d,]+) articles?", reader.one("#answer").text)
    return tuple(int(number.replace(",", "")) for number in stated.groups())


def save_hits(reader):
    """Save the hits as CSV, and return its rows."""
    path = reader.downloads / "presswork-hits.csv"
    path.unlink(missing_ok=True)
    next(each for each in reader.all(".kwic button") if each.text == "Save as CSV").click()
    reader.wait_until(path.is_file)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    # An apostrophe protects what a spreadsheet would take for a formula.
    return [row | {"node": re.sub(r"^'(?='*[-=+@])", "", row["node"])} for row in rows]


@pytest.mark.parametrize(
    ("run", "queries"),
    [("seed_run", QUERIES), pytest.param("sample_run", (*QUERIES, *OF_SAMPLE), marks=pytest.mark.slow)],
)
@pytest.mark.parametrize("uncounted", [False, True])
def test_a_search_finds_what_a_concordance_finds(reader, request, run, queries, uncounted):
    folder = request.getfixturevalue(run) / "results"
    results = open_results(folder)
    for query in queries:
        lines = results.concordance(query, limit=None, uncounted=uncounted)
        expected = lines.height, lines["article_id"].n_unique()
        assert search(reader, folder / "explorer", query, "?everywhere=yes" if uncounted else "") == expected, query
        if lines.height:
            found = {(row["article_id"], int(row["start"]), int(row["end"]), row["node"]) for row in save_hits(reader)}
            assert found == set(lines.select("article_id", "start", "end", "node").iter_rows()), query
    assert reader.read_errors() == []


def test_the_hits_of_a_term_are_its_count(reader, page, seed_run):
    row = open_results(seed_run / "results").terms.frequency.filter(term="drones").row(0, named=True)
    assert search(reader, page, "drones") == (row["count"], row["articles"])
    reader.open(page, "#/term/drones")
    assert len(reader.all(".kwic tbody tr")) == row["count"] == 4


def test_the_box_the_search_and_the_address_of_a_term_mean_the_same_word(reader, page):
    for written in ("Belarus", "BELARUS"):
        reader.open(page)
        reader.one("#query").send_keys(written)
        reader.wait_until(lambda: reader.all("#found a"))
        reader.one("#query").submit()
        reader.wait_for("#/term/belarus")
        reader.open(page, f"#/term/{written}")
        assert reader.one("h1").text == "belarus"
        assert search(reader, page, written) == search(reader, page, "belarus")


def test_an_article_says_how_often_it_has_the_chosen_term(reader, page, seed_run):
    row = open_results(seed_run / "results").terms.frequency.filter(term="drones").row(0, named=True)
    reader.open(page, "#/term/drones")
    reader.one(".kwic td.node a").click()
    reader.wait_until(lambda: reader.all(".record mark.term"))
    assert f"The term drones occurs {row['count']} times in the text" in reader.text


def test_hits_are_sorted_by_the_word_to_the_left_or_right(reader, page, seed_run):
    results = open_results(seed_run / "results")
    search(reader, page, "the")
    for heading, order in (("left (L1)", "L1"), ("right (R1)", "R1")):
        next(each for each in reader.all(".kwic th button") if each.text.startswith(heading)).click()
        words = [each.text.lower() for each in reader.all(f".kwic td.{heading.split()[0]}")]
        lines = results.concordance("the", sort=(order,), limit=None)
        texts = lines["left" if order == "L1" else "right"].str.to_lowercase().to_list()
        at = -1 if order == "L1" else 0
        pick = [re.findall(r"\w+", text)[at : at + 1 or None] for text in texts[: len(words)]]
        assert [re.findall(r"\w+", text)[at : at + 1 or None] for text in words] == pick


def test_a_hit_leads_to_its_place_in_the_article(reader, page):
    search(reader, page, "air def*")
    reader.one(".kwic td.node a").click()
    reader.wait_until(lambda: reader.all(".record .quoted"))
    assert "".join(each.text for each in reader.all(".record .quoted")).lower().startswith("air def")


def test_the_form_and_the_box_in_the_header_lead_to_a_search(reader, page):
    reader.open(page, "#/search")
    reader.one("#words").send_keys("air def*")
    reader.one("#words").submit()
    reader.wait_for("#/search/air%20def*")
    reader.one("#query").send_keys("the US")
    reader.wait_until(lambda: any("search the texts" in each.text for each in reader.all("#found a")))
    reader.one("#query").submit()
    reader.wait_for("#/search/the%20US")


def test_each_copy_says_how_much_text_it_holds(reader, page, copies):
    told = {
        page: "full text of the articles: it is for your own machine",
        copies["snippets"]: "short quotations, not the",
    }
    told[copies["none"]] = "no headlines and no text of the articles"
    for folder, words in told.items():
        for route in ("#/", "#/terms"):
            reader.open(folder, route)
            assert words in reader.one("footer").text
    reader.open(copies["none"], "#/search/air%20def*")
    assert "holds no headlines and no text" in reader.text and 'results.concordance("air def*")' in reader.text
    assert search(reader, copies["snippets"], "the")[0] < search(reader, page, "the")[0]
    assert "nothing else is searched" not in reader.text


def test_evidence_is_quoted_or_said_to_be_left_out_with_the_way_to_it(reader, page, copies):
    for folder, hidden in ((page, False), (copies["snippets"], True), (copies["none"], True)):
        reader.open(folder, "#/behind/top_terms%2F9")
        assert "characters" not in reader.text
        assert ("machine of whoever made this copy" in reader.one("main").text) == hidden
    reader.open(page, "#/behind/top_terms%2F9")
    assert all(each.text.strip()[-1] in ".!?”" for each in reader.all("td.long"))
    reader.open(copies["snippets"], "#/behind/top_terms%2F1")
    quoted = [each.text for each in reader.all("td.long") if each.text != "not in this copy"]
    assert quoted and all(text.endswith(("…", ".", "”")) for text in quoted)


@pytest.mark.parametrize("figure", ["top_terms", "dispersion", "topics"])
def test_the_call_on_the_page_gives_the_evidence_of_the_row_that_it_names(reader, page, seed_run, figure):
    for number in (2, 1):
        reader.open(page, f"#/behind/{figure}%2F{number}")
        path, values = re.search(r'presswork\.trace\("results/(.*?)", ({.*})\)', reader.text).groups()
        found = trace(seed_run / "results" / path, ast.literal_eval(values))
        assert found["mark"].unique().to_list() == [number]
        assert reader.one("h1").text.endswith(str([*ast.literal_eval(values).values()][-1]))
        stated = int(
            re.search(r"([\d,]+) (?:sentences?|pieces? of evidence) behind", reader.text).group(1).replace(",", "")
        )
        assert stated == found.height
