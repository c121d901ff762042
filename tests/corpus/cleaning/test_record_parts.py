"""Headline, byline, date and body are told apart, and nothing is lost."""

import dataclasses

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FURNITURE, LINE_MODEL, WORDS, clean_records
from presswork.corpus.cleaning.furniture_rules import build_rules
from presswork.corpus.cleaning.line_model import build_line_model, score_pages
from presswork.corpus.cleaning.lines import find_second_break, split_lines
from presswork.corpus.cleaning.record_parts import clean_record
from presswork.corpus.cleaning.spans import Span, join_body

RULES = [
    rule for name in ("en", "de") for rule in build_rules(pl.read_csv(FURNITURE / f"{name}.csv", infer_schema=False))
]
MODEL = build_line_model(LINE_MODEL, WORDS)
PARAGRAPH = "The minister said on Monday that the plan would be ready before the end of the year."


def clean(text, title=None, model=None):
    return clean_record(text, title, RULES, next(score_pages([text], model)) if model else None)


def kept(text, field, title=None):
    return [text[span.start : span.end] for span in clean(text, title) if span.kept and span.field == field]


def rule_of(text, part):
    start = text.rindex(part)
    return next(span.rule for span in clean(text) if span.start <= start < span.end)


# The whole ledger of the seed article, by length: (characters, kept, field, rule).
SEPARATOR, BREAK = (2, False, None, "separator"), (2, True, "body", "paragraph break")
PARAGRAPHS = (256, 173, 238, 182, 274, 165, 109, 262, 189, 161, 114, 174, 89, 220, 161, 214, 76, 231, 198)
HEAD = [
    (57, True, "title", "headline repeated below"),
    SEPARATOR,
    (4, False, "byline", "byline"),
    (8, True, "byline", "byline"),
    SEPARATOR,
    (13, False, "published", "empty published label"),
    SEPARATOR,
    (57, False, "title", "repeated headline"),
    SEPARATOR,
]


def seed_ledger():
    rows = list(HEAD)
    for number, length in enumerate(PARAGRAPHS, 1):
        rows += [(length, True, "body", "running text"), BREAK]
        if number == 7:
            rows.append((1, False, None, "surplus blank"))
    return [*rows[:-1], SEPARATOR, (15, False, None, "comment prompt")]


def test_the_whole_ledger_of_the_seed_article(seed_text):
    spans, at = [], 0
    for length, is_kept, field, rule in seed_ledger():
        spans.append(Span(at, at + length, is_kept, field, rule))
        at += length
    assert [dataclasses.replace(span, score=None) for span in clean(seed_text, model=MODEL)] == spans
    assert clean(seed_text) == spans
    assert at == len(seed_text)


def test_the_seed_article_keeps_its_19_paragraphs_and_nothing_of_the_page(seed_text):
    body = join_body(seed_text, clean(seed_text))
    assert body.startswith("Russian President Vladimir Putin was heading")
    assert body.endswith("about a fifth of Ukraine.")
    assert len(body.split("\n\n")) == 19


PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["By: A Name", "Published on:", "Published: 2020-01-02", "Leave a Comment", "Share", "Related", PARAGRAPH]
        ),
        st.text(max_size=60),
        st.sampled_from(["\n", "\r\n", "\r", "\n\n\n", " ", "\t", "\u2028", "\x0b", "\u00a0"]),
    ),
    max_size=20,
)


@pytest.mark.parametrize("model", [None, MODEL], ids=["rules", "rules and model"])
@given(text=PIECES.map("".join))
def test_the_spans_tile_any_record(model, text):
    spans = clean(text, model=model)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.end > span.start for span in spans)


@given(PIECES.map("\n".join))
def test_cleaning_a_clean_text_keeps_every_paragraph(text):
    body = join_body(text, clean(text))
    assert not body.startswith("\n") and not body.endswith("\n")


def test_a_headline_that_the_file_gives_is_kept_whatever_it_looks_like():
    text = f"It ends with a stop.\n\n{PARAGRAPH}"
    assert kept(text, "title", "It ends with a stop.") == ["It ends with a stop."]
    assert kept(text, "title") == []


def test_a_text_that_starts_with_a_sentence_has_no_headline():
    text = f"{PARAGRAPH}\n\nAnother paragraph follows it."
    assert kept(text, "title") == []
    assert join_body(text, clean(text)) == text


@pytest.mark.parametrize(
    "line", ["By: Jane Doe", "By Jane Doe", "Written by Jane Doe", "BY Jane Doe", "Author: Jane Doe"]
)
def test_a_byline_gives_its_name(line):
    assert kept(f"Headline\n{line}\n\n{PARAGRAPH}", "byline") == ["Jane Doe"]


def test_a_sentence_that_begins_with_by_is_no_byline():
    text = f"Headline\n\n{PARAGRAPH}\n\nBy Monday, the plan was dead: nobody wanted it, least of all the minister."
    assert kept(text, "byline") == []


def test_the_label_of_a_change_is_not_the_day_of_publication():
    text = f"Headline\nUpdated: 2020-01-02\nPublished: 2020-01-01\n\n{PARAGRAPH}"
    assert kept(text, "published") == ["2020-01-01"]


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("Leave a Comment", "comment prompt"),
        ("12 comments", "comment count"),
        ("Share this on Facebook", "share prompt"),
        ("Sign up for our daily newsletter", "newsletter prompt"),
        ("Advertisement", "advertisement"),
        ("Related articles", "related links"),
        ("© 2020 The Paper. All rights reserved.", "copyright line"),
        ("Kommentar schreiben", "comment prompt de"),
        ("Artikel drucken", "share prompt de"),
        ("Mehr zum Thema", "related links de"),
    ],
)
def test_furniture_below_the_text_is_cut_by_its_rule(line, rule):
    assert rule_of(f"Headline\n\n{PARAGRAPH}\n\n{line}", line) == rule


def test_a_short_line_inside_the_text_stays():
    text = f"Headline\n\n{PARAGRAPH}\n\nRelated\n\n{PARAGRAPH}"
    assert "Related" in join_body(text, clean(text))


def test_what_is_cut_inside_the_text_leaves_one_blank_line():
    text = f"Headline\n\n{PARAGRAPH}\n\nAdvertisement\n\n\n{PARAGRAPH}"
    assert join_body(text, clean(text)) == f"{PARAGRAPH}\n\n{PARAGRAPH}"


def test_lines_know_their_place():
    text = "  one \r\n\r\n\ttwo"
    assert [(line.start, line.end, line.text) for line in split_lines(text)] == [(2, 5, "one"), (11, 14, "two")]


@pytest.mark.parametrize(("gap", "end"), [("\n", 1), ("\n\n", 2), ("\n\n\n", 2), ("\r\n\r\n\r\n", 4), (" \n \n \n", 4)])
def test_a_gap_is_kept_up_to_one_blank_line(gap, end):
    assert find_second_break(gap) == end


NAVIGATION = ["Home", "News", "Sport", "Weather", "My account", "Log in"]
FOOTER = ["Most read", "Ten places to see before you retire", "Contact us", "Privacy policy", "Cookie settings"]
ARTICLE = [
    "The council voted on Tuesday to close the old harbour, which has lost money for more than a decade.",
    "Fishermen who gathered outside the town hall said they had not been asked, and promised to go to court.",
    "“Nobody told us anything until the letter came,” said one of them, who has worked there since he was sixteen.",
    "The mayor answered that the plans had been public for a year and that every comment had been considered.",
]


def page():
    return "\n".join([*NAVIGATION, "", "Council closes old harbour", "", "\n\n".join(ARTICLE), "", *FOOTER])


def test_the_model_finds_the_text_within_the_page():
    body = join_body(page(), clean(page(), model=MODEL))
    assert all(paragraph in body for paragraph in ARTICLE)
    assert not any(line in body for line in [*NAVIGATION, *FOOTER])


def test_the_ledger_gives_the_models_score_where_it_decided():
    spans = clean(page(), model=MODEL)
    judged = [span for span in spans if span.score is not None]
    assert {span.rule for span in judged} == {"running text", "unlike running text"}
    assert all((span.score >= MODEL.threshold) == span.kept for span in judged)
    assert all(span.score is None for span in spans if span.rule == "separator")


def test_clean_text_stays_whole():
    text = "\n\n".join(ARTICLE * 3)
    assert join_body(text, clean(text, model=MODEL)) == text


@pytest.mark.parametrize("text", ["One line of text.", "A headline\n\nAnd a line.", "a\nb\nc\nd\ne\nf"])
def test_a_page_too_short_or_without_running_text_is_not_judged(text):
    assert all(span.rule != "unlike running text" for span in clean(text, model=MODEL))


def test_scores_are_probabilities_and_follow_the_lines():
    (scores,) = score_pages([page()], MODEL)
    assert len(scores.values) == len([line for line in page().split("\n") if line.strip()])
    assert all(0 < score < 1 for score in scores.values)
    assert [scores.values for scores in score_pages(["", " \n"], MODEL)] == [[], []]


@given(st.lists(PIECES.map("".join), max_size=6))
def test_a_page_is_scored_alike_whatever_pages_are_around_it(pages):
    together = [scores.values for scores in score_pages(pages, MODEL)]
    assert together == [scores.values for text in pages for scores in score_pages([text], MODEL)]


def test_a_model_that_needs_what_is_not_measured_is_refused():
    content = {"trees": [{"splits": [["colour", 1, -1, -2]], "leaves": [0, 1]}], "bias": 0, "threshold": 0.5}
    with pytest.raises(ValueError, match="unknown features: \\['colour'\\]"):
        build_line_model(content, WORDS)


def test_headline_byline_and_day_of_an_extracted_text_are_found_as_in_plain_text():
    for extractor in (None, "pypdf 6"):
        tables = clean_records((f"Plan agreed\nBy Ann Example\n4 May 2021\n{PARAGRAPH}", {"extractor": extractor}))
        article = tables["articles"].row(0, named=True)
        found = [str(article[name]) for name in ("title", "byline", "published", "text")]
        assert found == ["Plan agreed", "Ann Example", "2021-05-04", PARAGRAPH]
