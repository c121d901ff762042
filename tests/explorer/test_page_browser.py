"""The page in a real browser, opened from the disc: its views, links, tables, and that it asks nothing of anybody."""

import csv
import json
import re
import shutil

import polars as pl
import pytest

from browser import LOOKS, needs_chromium, start_browser
from page_inputs import make_page

pytestmark = needs_chromium
ARTICLE = "5a64f74ced6c"
# What the browser asks for itself, and the page's folder.
OWN = ("chrome://", "about:", "data:", "file:///")
QUICK = ("light, wide", "dark, narrow")
VIEWS = {
    "#/": "One article has no topics",
    "#/articles": "Drones attack Ukrainian capital",
    "#/terms": "belarus",
    "#/term/belarus": "no interval (one article)",
    "#/keyness": "one article has nothing to be compared with",
    "#/topics": "launching pad",
    "#/topic/1": "Passage group 1",
    f"#/article/{ARTICLE}?term=belarus": "MRT Desk",
    "#/figures": "dispersion",
    "#/figure/top_terms": "Plotted rows",
}


@pytest.fixture(scope="module")
def page(seed_run):
    return seed_run / "results/explorer"


@pytest.fixture(scope="module")
def full(seed_run, tmp_path_factory):
    folder = tmp_path_factory.mktemp("full")
    make_page(seed_run / "results", "full").write_to(folder)
    return folder


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    with start_browser(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.mark.parametrize(
    "look", [look if look in QUICK else pytest.param(look, marks=pytest.mark.slow) for look in LOOKS]
)
def test_each_view_is_shown_without_faults_or_requests(reader, page, look):
    reader.look(*LOOKS[look])
    for route, words in VIEWS.items():
        reader.open(page, route)
        assert words in reader.text, route
        assert reader.find_faults() == [], route
        wider = reader.driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, f"{route} is wider than the window"
    assert reader.read_errors() == []
    asked = reader.read_requests()
    assert any(url.startswith(f"file://{page}/data/") for url in asked)
    assert [url for url in asked if not url.startswith(OWN)] == []


def test_links_lead_on_and_back_leads_back(reader, full):
    reader.look("light", 1200)
    reader.open(full, "#/terms")
    (link,) = [each for each in reader.all("td a") if each.text == "belarus"]
    link.click()
    reader.wait_for("#/term/belarus")
    assert reader.one("h1").text == "belarus" and "belarus" in reader.driver.title
    reader.one(".kwic td.node a").click()
    reader.wait_until(lambda: reader.all(".record mark.term"))
    assert len(reader.all(".record mark.term")) == 8
    reader.driver.back()
    reader.wait_for("#/term/belarus")
    reader.driver.back()
    reader.wait_for("#/terms")
    reader.driver.forward()
    reader.wait_for("#/term/belarus")


def test_a_sorted_and_filtered_table_has_an_address(reader, page):
    reader.open(page, "#/terms")
    heading = next(each for each in reader.all("th button") if each.text.startswith("term"))
    heading.click()
    first = reader.one("tbody td:nth-child(2)").text
    reader.one(".tools input").send_keys("zel")
    reader.wait_until(lambda: len(reader.all("tbody tr")) == 2)
    address = reader.driver.execute_script("return location.hash")
    assert "terms.sort=term-asc" in address and "terms.find=zel" in address
    reader.open(page, address)
    assert [each.text for each in reader.all("tbody td:nth-child(2)")] == ["zelensky", "zelenskiy"][::-1]
    reader.open(page, "#/terms?terms.sort=term-asc")
    assert reader.one("tbody td:nth-child(2)").text == first
    assert reader.one("th:nth-child(2)").get_attribute("aria-sort") == "ascending"


def test_the_search_box_finds_terms_topics_and_headlines(reader, page):
    reader.open(page)
    reader.one("#query").send_keys("dron")
    reader.wait_until(lambda: len(reader.all("#found a")) >= 2)
    found = [each.text for each in reader.all("#found a")]
    assert "term drones" in found and any(each.startswith("article Drones attack") for each in found)
    reader.one("#query").submit()
    reader.wait_for("#/term/drones")
    reader.one("#query").clear()
    reader.one("#query").send_keys("nosuchword")
    reader.wait_until(
        lambda: reader.driver.execute_script("return document.getElementById('matches').textContent") == "nothing found"
    )


def test_a_saved_table_has_the_numbers_of_the_results(reader, page):
    reader.open(page, "#/terms")
    next(each for each in reader.all("button") if each.text == "Save as CSV").click()
    path = reader.downloads / "presswork-terms.csv"
    reader.wait_until(path.is_file)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        saved = list(csv.DictReader(handle))
    results = pl.read_csv(page.parent / "terms/frequency.csv").sort("rank")
    assert [row["term"] for row in saved] == results["term"].to_list()
    assert [float(row["per_million"]) for row in saved] == results["per_million"].to_list()
    assert {row["interval"] for row in saved} == {"none: one article"}


def test_the_keyboard_reaches_the_content_and_the_tables(reader, page):
    reader.open(page)
    active = "return document.activeElement.id || document.activeElement.textContent"
    body = reader.one("body")
    body.send_keys("\ue004")
    assert reader.driver.execute_script(active) == "skip"
    reader.driver.switch_to.active_element.send_keys("\ue007")
    assert reader.driver.execute_script(active) == "main"


def test_the_article_shows_what_was_cut_and_may_hide_it(reader, full):
    reader.open(full, f"#/article/{ARTICLE}")
    cut = [each.text for each in reader.all(".record .cut") if each.text.strip()]
    assert "Leave a Comment" in cut and "Published on:" in cut
    reader.one("#cut").click()
    assert not any(each.is_displayed() for each in reader.all(".record .cut"))


def test_quotations_stand_as_they_do_in_the_record(reader, page, seed_text):
    reader.open(page, f"#/article/{ARTICLE}?term=belarus")
    shown = reader.driver.execute_script("return document.querySelector('.record').textContent")
    pieces = [piece.strip() for piece in re.split(r"\[[\d,]+ characters not shown\]", shown)]
    assert len(pieces) >= 3 and all(piece in seed_text for piece in pieces)
    assert {mark.text for mark in reader.all(".record mark.term")} == {"Belarus"}


def test_a_plotted_row_leads_to_its_sentences(reader, full):
    reader.open(full, "#/figure/top_terms?top_terms.find=drones")
    next(each for each in reader.all("td a") if "behind it" in each.text).click()
    reader.wait_until(lambda: "Behind row" in reader.text)
    assert "Air defense systems destroyed 15 of the 20 drones targeting the capital." in reader.text
    reader.one("td a").click()
    reader.wait_until(lambda: reader.all(".record .quoted"))
    assert "drones" in "".join(each.text for each in reader.all(".record .quoted")).lower()


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
