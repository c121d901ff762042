"""Articles of several outlets that try to act: the page shows what they hold, and nothing of it runs."""

import csv

import pytest

from browser import needs_chromium
from conftest import run_workflow
from hostile import ACTS, SUBJECTS, write_corpus
from page_inputs import make_page

pytestmark = [needs_chromium, pytest.mark.slow]


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    write_corpus(folder / "seeds")
    run_workflow(folder, "--cores", "2", "explorer", "--config", "topics={k: [2]}", "explorer={text: full}")
    return folder / "results"


@pytest.fixture(scope="module")
def page(results):
    return results / "explorer"


def acted(reader):
    return reader.driver.execute_script("return window.acted ?? null")


def list_articles(reader, page):
    reader.open(page, "#/articles")
    return [link.get_attribute("href").split("#")[1] for link in reader.all("td a")]


def test_no_view_lets_an_article_act(reader, page):
    routes = ["#/", "#/articles", "#/terms", "#/topics", "#/topic/1", "#/keyness", "#/figures", "#/figure/keyness"]
    routes += [f"#/term/{term}" for term in ("__proto__", "constructor", "window.acted", "script", "%3Cscript%3E")]
    routes += [f"#{route}?term=constructor" for route in list_articles(reader, page)]
    routes += ["#/search/%3Cscript%3E", "#/search/*", "#/search/__proto__", "#/search/(%5B"]
    for route in routes:
        reader.open(page, route)
        if "search" in route:
            reader.wait_until(lambda: " in " in reader.one("#answer").text)
        for link in reader.all("main a")[:3]:
            reader.driver.execute_script(
                "arguments[0].dispatchEvent(new MouseEvent('mouseover', {bubbles: true}))", link
            )
        assert acted(reader) is None, route
        assert reader.all("main script, main iframe, main svg[onload], main [onerror], main b") == [], route
        assert "could not be shown" not in reader.text, route
    assert reader.read_errors() == []
    assert [url for url in reader.read_requests() if url.startswith("http")] == []


def test_what_articles_hold_is_shown_as_it_is(reader, page):
    reader.open(page, "#/articles")
    shown = reader.text
    assert "<script>window.acted='script'</script> in story 0" in shown
    assert "<b>Field</b> News" in shown
    assert "⟨202E⟩reversed⟨202C⟩" in shown and "control ⟨0001⟩⟨0007⟩⟨001B⟩[31m signs" in shown


def test_addresses_that_are_no_web_pages_are_no_links(reader, page):
    seen = set()
    for route in list_articles(reader, page):
        reader.open(page, f"#{route}")
        seen |= {link.get_attribute("href").split(":")[0] for link in reader.all("main a")}
    assert seen == {"file", "https"}


def test_an_article_of_ten_million_characters_is_shown_in_part(reader, page):
    reader.open(page, "#/articles?articles.find=story%200")
    reader.one("td a").click()
    reader.wait_until(lambda: reader.all(".record"))
    assert "characters left out of this copy" in reader.one(".record").text[-60:]
    assert reader.driver.execute_script("return document.querySelector('.record').textContent.length") < 250_000


def test_the_names_of_objects_are_terms_like_others(reader, page):
    reader.open(page, "#/term/constructor")
    assert reader.one("h1").text == "constructor" and "36" in reader.text
    reader.open(page, "#/article/toString")
    assert "There is no article with this id." in reader.text


def test_a_saved_table_holds_no_formula(reader, page):
    reader.open(page, "#/articles")
    next(each for each in reader.all("button") if each.text == "Save as CSV").click()
    path = reader.downloads / "presswork-articles.csv"
    reader.wait_until(path.is_file)
    with path.open(encoding="utf-8-sig", newline="") as handle:
        titles = [row["title"] for row in csv.DictReader(handle)]
    assert len(titles) == 36
    assert [title for title in titles if "HYPERLINK" in title and not title.startswith("'=")] == []
    assert any(title.startswith("'=HYPERLINK") for title in titles)


def test_keyness_of_several_outlets_leads_from_group_to_term(reader, page):
    reader.open(page, "#/keyness")
    assert {each.text for each in reader.all(".choose a")} == set(SUBJECTS)
    assert reader.find_faults() == []
    reader.one("td a").click()
    reader.wait_until(lambda: "measures of dispersion" in reader.text)
    assert "Rate in each group compared" in reader.text


@pytest.mark.parametrize("text", ["snippets", "none"])
def test_with_less_text_nothing_acts_either(reader, results, tmp_path, text):
    make_page(results, text).write_to(tmp_path)
    for route in ["#/articles", *(f"#{route}" for route in list_articles(reader, tmp_path)[:: 36 // len(ACTS)])]:
        reader.open(tmp_path, route)
        assert acted(reader) is None and "could not be shown" not in reader.text
    assert reader.read_errors() == []
