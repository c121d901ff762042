"""The headline of a copied page is found below its navigation, or there is none."""

from types import MappingProxyType

import numpy as np
import pytest

from conftest import HEADLINE_MODEL, LINE_MODEL, WORDS, clean_records
from presswork.corpus.cleaning.headline_choice import measure_overline
from presswork.corpus.cleaning.headline_model import build_headline_model, share_probability
from presswork.corpus.cleaning.line_model import build_line_model, score_pages
from presswork.corpus.cleaning.lines import split_lines
from presswork.corpus.cleaning.record_parts import clean_record

MODEL = build_line_model(LINE_MODEL, WORDS)
HEADLINES = build_headline_model(HEADLINE_MODEL)
ENGLISH = [
    "The council voted on Tuesday to close the old harbour, which has lost money for more than a decade.",
    "Fishermen who gathered outside the town hall said they had not been asked, and promised to go to court.",
    "“Nobody told us anything until the letter came,” said one of them, who has worked there since he was sixteen.",
    "The mayor answered that the plans had been public for a year and that every comment had been considered.",
]
GERMAN = [
    "Der Stadtrat hat am Dienstag beschlossen, den alten Hafen zu schließen, der seit zehn Jahren Verlust macht.",
    "Fischer, die sich vor dem Rathaus versammelt hatten, sagten, niemand habe sie gefragt, und drohten zu klagen.",
    "„Uns hat niemand etwas gesagt, bis der Brief kam“, sagte einer von ihnen, der seit vierzig Jahren dort arbeitet.",
    "Der Bürgermeister antwortete, die Pläne für den Hafen seien seit einem Jahr öffentlich und jeder Einwand geprüft.",
]
MENU_EN = [
    "Skip to content",
    "Home",
    "News",
    "Politics",
    "Business",
    "Sport",
    "Weather",
    "My account",
    "Log in",
    "Search",
]
MENU_DE = ["Zum Inhalt springen", "Startseite", "Politik", "Wirtschaft", "Sport", "Kultur", "Anmelden", "Abo", "Suche"]
FOOTER = ["Most read", "Contact us", "Privacy policy", "Cookie settings", "© 2020 The Paper"]


def page(menu, headline, date, paragraphs):
    return "\n".join([*menu, "", headline, "", date, "", "\n\n".join(paragraphs), "", *FOOTER])


def title_of(text, title=None, recurring=MappingProxyType({})):
    (scores,) = score_pages([text], MODEL)
    spans = clean_record(text, title, [], scores, recurring, HEADLINES)
    assert "".join(text[span.start : span.end] for span in spans) == text
    found = [(text[span.start : span.end], span.rule) for span in spans if span.kept and span.field == "title"]
    return found[0] if found else None


ENGLISH_PAGE = page(MENU_EN, "Council votes to close the old harbour", "4 February 2020", ENGLISH)
GERMAN_PAGE = page(MENU_DE, "Stadtrat beschließt: Der alte Hafen wird geschlossen", "4. Februar 2020", GERMAN)


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (ENGLISH_PAGE, "Council votes to close the old harbour"),
        (GERMAN_PAGE, "Stadtrat beschließt: Der alte Hafen wird geschlossen"),
    ],
)
def test_the_headline_is_found_below_the_navigation(text, headline):
    assert title_of(text) == (headline, "headline above the text")


def test_the_article_says_where_its_headline_stands():
    tables = clean_records((ENGLISH_PAGE, {}))
    field = tables["fields"].filter(field="title").row(0, named=True)
    assert (field["origin"], field["reason"]) == ("text", "headline above the text")
    assert ENGLISH_PAGE[field["start"] : field["end"]] == field["value"] == "Council votes to close the old harbour"
    assert tables["articles"]["published"].to_list()[0].isoformat() == "2020-02-04"


def test_a_page_without_a_headline_has_none_and_says_so():
    tables = clean_records(("\n".join([*MENU_EN, "", "\n\n".join(ENGLISH), "", *FOOTER]), {}))
    assert tables["articles"]["title"].to_list() == [None]
    assert tables["fields"].filter(field="title")["reason"].item() == "no line is clearly the headline"


def test_navigation_is_no_headline_though_it_comes_first_or_twice():
    assert title_of("\n".join([*MENU_EN, "", *MENU_EN, "", "\n\n".join(ENGLISH), *FOOTER])) is None
    assert title_of("\n".join([*MENU_DE, "", "\n\n".join(GERMAN), *FOOTER])) is None


def test_a_line_that_recurs_over_the_corpus_is_no_headline():
    assert title_of(ENGLISH_PAGE, recurring={"Council votes to close the old harbour": "recurs"}) is None


def test_the_headline_that_the_file_gives_goes_first():
    assert title_of(f"Skip to content\n\n{ENGLISH_PAGE}", "Skip to content") == (
        "Skip to content",
        "headline given by the file",
    )


def test_an_article_saved_by_hand_keeps_its_first_line():
    text = "\n\n".join(["Council votes to close the old harbour", *ENGLISH])
    assert title_of(text) == ("Council votes to close the old harbour", "first line")


def test_a_headline_saved_twice_is_taken_once():
    text = "\n\n".join(["Council votes to close the old harbour"] * 2 + ENGLISH)
    assert title_of(text) == ("Council votes to close the old harbour", "headline repeated below")


HEADS = [("By Jane Doe", "April 11, 2016"), ("April 11, 2016", "By Jane Doe"), ("By Jane Doe",), ("April 11, 2016",)]


@pytest.mark.parametrize("paragraphs", [[" ".join(ENGLISH)], [" ".join(ENGLISH[:2]), *ENGLISH[2:], *ENGLISH[::-2]]])
@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "headline",
    ["The council will close the old harbour this year.", "Who will close the harbour?", "“We will stay here.”"],
)
def test_a_sentence_above_a_byline_or_a_date_is_a_headline(headline, head, paragraphs):
    (article,) = clean_records(("\n".join([headline, *head, *paragraphs]), {}))["articles"].rows(named=True)
    assert article["title"] == headline
    assert article["byline"] == ("Jane Doe" if "By Jane Doe" in head else None)
    assert (article["published"] is not None) == ("April 11, 2016" in head)
    assert article["text"].split("\n")[0] == paragraphs[0]


@pytest.mark.parametrize("second", ["By noon it rained.", "On April 11, 2016 the council met.", ENGLISH[1]])
def test_a_sentence_above_a_sentence_is_no_headline(second):
    text = "\n".join(["The mayor has resigned.", second, *ENGLISH])
    assert clean_records((text, {}))["articles"]["title"].to_list() == [None]


def test_an_article_saved_without_headline_has_none():
    assert title_of("\n\n".join(ENGLISH * 2)) is None


@pytest.mark.parametrize(
    ("lines", "length"),
    [
        (["Climate : Drilling until it gets hot", "The drill reached the rock."], 10),
        (["Climate: Drilling until it gets hot", "The drill reached the rock."], 0),
        (["Retraites : la grève continue", "Le ministre l'a dit : la grève continue."], 0),
    ],
)
def test_an_overline_is_told_from_a_colon_of_the_headline(lines, length):
    assert measure_overline(split_lines("\n".join(lines)), 0) == length


def test_candidates_share_one_probability_with_none_of_them():
    assert share_probability(np.array([0.0, 0.0])) == pytest.approx([1 / 3, 1 / 3])
    assert share_probability(np.array([800.0, 0.0])) == pytest.approx([1, 0])
    assert share_probability(np.array([-800.0])) == pytest.approx([0])


def test_a_model_that_needs_what_is_not_measured_is_refused():
    content = {"trees": [{"splits": [["colour", 1, -1, -2]], "leaves": [0, 1]}], "bias": 0, "threshold": 0.5}
    with pytest.raises(ValueError, match="unknown features: \\['colour'\\]"):
        build_headline_model(content)
