"""The page in a real browser, opened from the disc: its views, links, tables, and that it asks nothing of anybody."""

import csv
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image
from selenium.webdriver import ActionChains

from browser import LOOKS, needs_chromium

pytestmark = needs_chromium
ARTICLE = "5a64f74ced6c"
# What the browser asks for itself, and the page's folder.
OWN = ("chrome://", "about:", "data:", "file:///")
QUICK = ("light, wide", "dark, narrow")
OF_ONE = {
    "#/": "One article has no topics",
    "#/articles": "Drones attack Ukrainian capital",
    "#/terms": "belarus",
    "#/term/belarus": "lines in 1 article",
    "#/search": "A word, or a phrase such as air defense",
    "#/keyness": "there is only one article, so there is nothing to compare it with",
    "#/topics": "most characteristic terms",
    "#/topic/1": "Passage group 1",
    f"#/article/{ARTICLE}?term=belarus": "MRT Desk",
    "#/figures": "trend: one article cannot show a change over time",
    "#/figure/keyness": "This figure was not made: there is only one article, so there is nothing to compare it with",
    "#/figure/top_terms": "Plotted rows",
    "#/behind/top_terms%2F1": "occurrence",
}
OF_SAMPLE = {
    "#/": "fewer than 200 articles",
    "#/articles": "Baidu maps out global expansion",
    "#/terms": "95% CI",
    "#/term/trump": "Rate in each group compared",
    "#/keyness": "compared with the rest (89 articles)",
    "#/keyness/tass.com": "16 articles",
    "#/topics": "Topics are exploratory",
    "#/topic/1": "Topic 1",
    "#/figures": "Prevalence of topics",
    "#/figure/topics_articles": "Plotted rows",
    "#/figure/trend": "per million words",
    "#/behind/keyness%2F1": "in the reference",
}


@dataclass(frozen=True)
class Corpus:
    """The results of a corpus, what its views show, and a term of it with what the term begins with."""

    results: Path
    views: dict[str, str]
    term: str
    start: str

    @property
    def page(self):
        return self.results / "explorer"


CORPORA = {
    "seed_run": ("one article", OF_ONE, "belarus", "bel"),
    "sample_run": ("a sample", OF_SAMPLE, "trump", "trum"),
}


@pytest.fixture(
    scope="module",
    params=["seed_run", pytest.param("sample_run", marks=pytest.mark.slow)],
    ids=lambda run: CORPORA[run][0],
)
def corpus(request):
    return Corpus(request.getfixturevalue(request.param) / "results", *CORPORA[request.param][1:])


@pytest.mark.parametrize(
    "look", [look if look in QUICK else pytest.param(look, marks=pytest.mark.slow) for look in LOOKS]
)
def test_each_view_is_shown_without_faults_or_requests(reader, corpus, look):
    reader.look(*LOOKS[look])
    for route, words in corpus.views.items():
        reader.open(corpus.page, route)
        assert words in reader.text, route
        assert reader.find_faults() == [], route
        assert reader.measure_overhang() <= 0, f"{route} is wider than the window"
    assert reader.read_errors() == []
    asked = reader.read_requests()
    assert any(url.startswith(f"file://{corpus.page}/data/") for url in asked)
    assert [url for url in asked if not url.startswith(OWN)] == []


def test_a_figure_has_its_files_alt_text_and_how_to_cite_it(reader, corpus):
    sidecar = json.loads((corpus.results / "figures/top_terms.json").read_text("utf-8"))
    reader.open(corpus.page, "#/figure/top_terms")
    assert all(sidecar[key] in reader.text for key in ("caption", "method", "alt_text", "cite", "id"))
    links = [link.get_attribute("href") for link in reader.all("main dd a")]
    files = [Path(link.removeprefix("file://")) for link in links]
    assert [file.suffix for file in files] == [".pdf", ".svg", ".png", ".csv", ".json", ".parquet"]
    assert all(file.is_file() and file.parent == corpus.results.resolve() / "figures" for file in files)


@pytest.mark.parametrize("look", QUICK)
def test_a_click_on_a_mark_leads_to_its_sentences(reader, corpus, look):
    reader.look(*LOOKS[look])
    reader.open(corpus.page, "#/figure/top_terms")
    image = reader.one(".plate")
    reader.wait_until(lambda: image.get_property("naturalWidth") > 0)
    colours = np.asarray(Image.open(corpus.results / "figures/top_terms.png").convert("RGB")).astype(int)
    # The rightmost blue of the uppermost dot, in a picture whose rows are 4 mm high.
    blue = (colours[..., 2] - colours[..., 0] > 120).nonzero()
    first = blue[0] < blue[0].min() + 24
    down, across = (blue[axis][first].mean() / colours.shape[axis] - 0.5 for axis in (0, 1))
    over, size = reader.one(".over"), reader.one(".over").size
    spot = ActionChains(reader.driver).move_to_element_with_offset(over, across * size["width"], down * size["height"])
    spot.perform()
    row = pl.read_csv(corpus.results / "figures/top_terms.csv").row(0, named=True)
    reader.wait_until(lambda: f"term {row['term']}" in reader.one(".told").text)
    spot.click().perform()
    reader.wait_for("#/behind/top_terms%2F1")
    assert reader.one("h1").text == f"Behind top terms: {row['term']}"
    assert row["term"] in reader.one("td.long").text.lower()
    reader.driver.back()
    reader.wait_for("#/figure/top_terms")
    assert reader.one(".over").get_attribute("href") is None and reader.read_errors() == []


def test_marks_in_a_picture_are_no_stops_of_the_keyboard(reader, corpus):
    reader.open(corpus.page, "#/figure/top_terms")
    over = reader.one(".over")
    assert (over.get_attribute("tabindex"), over.get_attribute("aria-hidden")) == ("-1", "true")
    rows = pl.read_csv(corpus.results / "figures/top_terms.csv").height
    leads = [link.get_attribute("href") for link in reader.all("td a") if link.text.startswith("evidence")]
    assert [href.split("#")[1] for href in leads] == [f"/behind/top_terms%2F{row + 1}" for row in range(rows)]


def test_links_lead_on_and_back_leads_back(reader, corpus):
    reader.look("light", 1200)
    reader.open(corpus.page, f"#/terms?terms.find={corpus.term}")
    (link,) = [each for each in reader.all("td a") if each.text == corpus.term]
    link.click()
    reader.wait_for(f"#/term/{corpus.term}")
    assert reader.one("h1").text == corpus.term and corpus.term in reader.driver.title
    reader.one(".kwic td.node a").click()
    reader.wait_until(lambda: reader.all(".record mark.term"))
    assert {mark.text.lower() for mark in reader.all(".record mark.term")} == {corpus.term}
    reader.driver.back()
    reader.wait_for(f"#/term/{corpus.term}")
    reader.driver.back()
    reader.wait_for(f"#/terms?terms.find={corpus.term}")
    reader.driver.forward()
    reader.wait_for(f"#/term/{corpus.term}")


def test_a_sorted_and_filtered_table_has_an_address(reader, corpus):
    reader.open(corpus.page, "#/terms")
    heading = next(each for each in reader.all("th button") if each.text.startswith("term"))
    heading.click()
    first = reader.one("tbody td:nth-child(2)").text
    frequency = pl.read_csv(corpus.results / "terms/frequency.csv")
    terms = frequency.filter(~pl.col("stop"))["term"]
    expected = sorted(terms.filter(terms.str.contains(corpus.start, literal=True)))
    reader.one(".tools input").send_keys(corpus.start)
    reader.wait_until(lambda: len(reader.all("tbody tr")) == len(expected))
    address = reader.driver.execute_script("return location.hash")
    assert "terms.sort=term-asc" in address and f"terms.find={corpus.start}" in address
    reader.open(corpus.page, address)
    assert [each.text for each in reader.all("tbody td:nth-child(2)")] == expected
    reader.open(corpus.page, "#/terms?terms.sort=term-asc")
    assert reader.one("tbody td:nth-child(2)").text == first
    assert reader.one("th:nth-child(2)").get_attribute("aria-sort") == "ascending"


def test_stop_words_are_listed_when_asked_for(reader, corpus):
    frequency = pl.read_csv(corpus.results / "terms/frequency.csv").sort("rank")
    assert frequency["stop"][0] and not frequency["stop"].all()
    reader.open(corpus.page, "#/terms")
    listed = [each.text for each in reader.all("tbody td:nth-child(2)")]
    assert listed == frequency.filter(~pl.col("stop"))["term"].head(50).to_list()
    reader.one(".tools [type=checkbox]").click()
    assert [each.text for each in reader.all("tbody td:nth-child(2)")] == frequency["term"].head(50).to_list()
    assert reader.driver.execute_script("return location.hash") == "#/terms?terms.all=yes"


def test_the_chart_of_topics_has_the_intervals_of_the_figure(reader, corpus):
    rows = pl.read_csv(corpus.results / "topics/prevalence.csv").sort("topic").head(20)
    reader.open(corpus.page, "#/topics")
    has, is_fixed = rows["model_low"].is_not_null(), rows["low"].is_null()
    drawn = {kind: len(reader.all(f".chart {kind}")) for kind in ("line.interval", "line.fixed", "circle.open")}
    assert drawn == {
        "line.interval": (has | ~is_fixed).sum(),
        "line.fixed": (has & is_fixed).sum(),
        "circle.open": (~has & is_fixed).sum(),
    }


def test_one_article_has_counts_and_shares_of_passages(reader, page):
    reader.open(page, "#/terms")
    assert reader.one(".chart .unit").get_property("textContent") == "occurrences"
    assert not reader.all(".chart circle") and len(reader.all(".chart rect")) == 20
    reader.open(page, "#/topic/1")
    assert "Mean share of a passage: 67.9%" in reader.text


def test_a_step_that_removed_nothing_has_no_reason(reader, corpus):
    for route in ("#/", "#/figure/flow"):
        reader.open(corpus.page, route)
        (flow,) = [table for table in reader.all("table") if "removed" in table.text]
        headings = [each.text for each in flow.find_elements("tag name", "th")]
        removed, reason = headings.index("removed"), headings.index("reason")
        rows = flow.find_elements("css selector", "tbody tr")
        cells = [[cell.text for cell in row.find_elements("tag name", "td")] for row in rows]
        assert len(cells) > 2 and all((row[removed] == "0") == (row[reason] == "") for row in cells), route


def test_a_concordance_fits_into_a_wide_window(reader, corpus):
    reader.look("light", 1280)
    for route in (f"#/term/{corpus.term}", f"#/search/{corpus.term}"):
        reader.open(corpus.page, route)
        reader.wait_until(lambda: reader.all(".kwic tbody tr"))
        overhang = "const frame = document.querySelector('.kwic .scroll'); return frame.scrollWidth - frame.clientWidth"
        assert reader.driver.execute_script(overhang) == 0, route
        hits = reader.all(".kwic td.left bdi")
        assert all(each.value_of_css_property("direction") == "ltr" for each in hits[:5])


def test_the_search_box_finds_terms_topics_and_headlines(reader, corpus):
    reader.open(corpus.page)
    reader.one("#query").send_keys(corpus.start)
    reader.wait_until(lambda: len(reader.all("#found a")) >= 2)
    found = [each.text for each in reader.all("#found a")]
    titles = pl.read_parquet(corpus.results / "corpus/articles.parquet")["title"].drop_nulls().str.to_lowercase()
    assert f"term {corpus.term}" in found
    assert any(each.startswith("article ") for each in found) == titles.str.contains(corpus.start).any()
    reader.one("#query").submit()
    reader.wait_for(f"#/term/{corpus.term}")
    reader.one("#query").clear()
    reader.one("#query").send_keys("nosuchword")
    reader.wait_until(
        lambda: reader.driver.execute_script("return document.getElementById('matches').textContent") == "nothing found"
    )


def test_a_saved_table_has_the_numbers_of_the_results(reader, corpus):
    path = reader.downloads / "presswork-terms.csv"
    path.unlink(missing_ok=True)
    reader.open(corpus.page, "#/terms?terms.all=yes")
    next(each for each in reader.all("button") if each.text == "Save as CSV").click()
    reader.wait_until(path.is_file)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        saved = list(csv.DictReader(handle))
    results = pl.read_csv(corpus.results / "terms/frequency.csv").sort("rank")
    for column in ("term", "interval"):
        assert [row[column] for row in saved] == results[column].to_list()
    for column in ("per_million", "per_million_low"):
        assert [float(row[column]) if row[column] else None for row in saved] == results[column].to_list()


def test_the_keyboard_reaches_the_content_and_the_tables(reader, page):
    reader.open(page)
    active = "return document.activeElement.id || document.activeElement.textContent"
    body = reader.one("body")
    body.send_keys("\ue004")
    assert reader.driver.execute_script(active) == "skip"
    reader.driver.switch_to.active_element.send_keys("\ue007")
    assert reader.driver.execute_script(active) == "main"


def test_the_article_shows_what_was_cut_and_may_hide_it(reader, page):
    reader.open(page, f"#/article/{ARTICLE}")
    cut = [each.text for each in reader.all(".record .cut") if each.text.strip()]
    assert "Leave a Comment" in cut and "Published on:" in cut
    reader.one("#cut").click()
    assert not any(each.is_displayed() for each in reader.all(".record .cut"))


def test_quotations_stand_as_they_do_in_the_record(reader, copies, seed_text):
    reader.open(copies["snippets"], f"#/article/{ARTICLE}?term=belarus")
    shown = reader.driver.execute_script("return document.querySelector('.record').textContent")
    pieces = [piece.strip() for piece in re.split(r"\[… [\d,]+ characters left out of this copy\]", shown)]
    assert len(pieces) >= 3 and all(piece in seed_text for piece in pieces)
    assert {mark.text for mark in reader.all(".record mark.term")} == {"Belarus"}


def test_a_plotted_row_leads_to_its_sentences(reader, corpus):
    reader.open(corpus.page, f"#/figure/top_terms?top_terms.find={corpus.term}")
    next(each for each in reader.all("td a") if each.text.startswith("evidence")).click()
    reader.wait_until(lambda: "Behind top terms" in reader.text)
    assert all(corpus.term in each.text.lower() for each in reader.all("td.long"))
    reader.one("td a").click()
    reader.wait_until(lambda: reader.all(".record .quoted"))
    assert corpus.term in "".join(each.text for each in reader.all(".record .quoted")).lower()


def test_the_policy_forbids_scripts_that_are_not_the_page_s(reader, page):
    reader.open(page)
    ran = reader.driver.execute_script(
        "const script = document.createElement('script'); window.ran = false;"
        "try { script.textContent = 'window.ran = true'; document.body.append(script); } catch { /* trusted types */ }"
        "try { document.body.innerHTML += '<img src=x onerror=\"window.ran=true\">'; } catch { /* same */ }"
        "return window.ran"
    )
    assert ran is False
    policy = re.search(r'content="(default-src[^"]+)"', (page / "index.html").read_text()).group(1)
    assert policy.startswith("default-src 'none'") and "unsafe" not in policy
    reader.read_errors()


def test_a_missing_chunk_is_told(reader, page, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(page, copy)
    (copy / "data/topics.js").unlink()
    reader.open(copy, "#/topics")
    assert "data/topics.js is missing" in reader.text
    reader.read_errors()


def test_the_page_is_named_file_by_file_in_the_manifest(page):
    named = json.loads((page.parent / "manifest.json").read_text())["outputs"]
    made = {path.relative_to(page.parent).as_posix() for path in page.rglob("[!.]*") if path.is_file()}
    assert made == {name for name in named if name.startswith("explorer/")}
