"""Datelines, agencies and photo credits are cut, wherever in a line they stand; prose that looks like them stays."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FURNITURE, HEADLINE_MODEL, LINE_MODEL, WORDS, clean_records
from presswork.corpus.cleaning.furniture_rules import build_rules
from presswork.corpus.cleaning.headline_model import build_headline_model
from presswork.corpus.cleaning.line_model import build_line_model, score_pages
from presswork.corpus.cleaning.record_parts import clean_record
from presswork.corpus.cleaning.spans import join_body
from tokenized import tokenize_tables

TABLES = [pl.read_csv(FURNITURE / f"{name}.csv", infer_schema=False) for name in ("en", "de", "agencies")]
RULES = build_rules(pl.concat(TABLES))
MODEL = build_line_model(LINE_MODEL, WORDS)
HEADLINES = build_headline_model(HEADLINE_MODEL)
ENGLISH = "Russian forces attacked the city on Thursday, and officials said that the power was out."
GERMAN = "Immer mehr junge Menschen legen ihr Geld an, wie der Verband am Donnerstag mitgeteilt hat."


def cuts(text):
    spans = clean_record(text, None, RULES)
    assert "".join(text[span.start : span.end] for span in spans) == text
    return [(text[span.start : span.end], span.rule) for span in spans if not span.kept and span.rule != "separator"]


def body(text):
    return join_body(text, clean_record(text, None, RULES))


@pytest.mark.parametrize(
    ("dateline", "paragraph"),
    [
        ("KYIV, Dec 1 (Reuters) - ", ENGLISH),
        ("KYIV/MOSCOW, Dec. 1 (Reuters) - ", ENGLISH),
        ("Washington (AP) — ", ENGLISH),
        ("PARIS, France (AFP) – ", ENGLISH),
        ("BEIJING, Dec. 1 (Xinhua) -- ", ENGLISH),
        ("KYIV, Ukraine — ", ENGLISH),
        ("NEW YORK — ", ENGLISH),
        ("KYIV, March 5. /TASS/. ", ENGLISH),
        ("ST. PETERSBURG, March 18. /TASS /. ", ENGLISH),
        ("MOSCOW REGION, February 9./TASS/. ", ENGLISH),
        ("WASHINGTON, D.C. – ", ENGLISH),
        ("BERLIN (dpa) — ", GERMAN),
        ("Berlin/Frankfurt (dpa) - ", GERMAN),
        ("Frankfurt am Main (dpa/lhe) - ", GERMAN),
        ("Berlin, 3. März (epd) – ", GERMAN),
        ("Wien (APA) - ", GERMAN),
        ("BERLIN – ", GERMAN),
    ],
)
def test_a_dateline_is_cut_before_the_first_paragraph(dateline, paragraph):
    text = f"Headline\n\n{dateline}{paragraph}\n\nHe said so."
    assert cuts(text) == [(dateline, "dateline")]
    assert body(text) == f"{paragraph}\n\nHe said so."


@pytest.mark.parametrize(
    "text",
    [
        "The Associated Press (AP) — the agency — said on Thursday that it would close its office there.",
        "Associated Press (AP) — Journalists of the agency said on Thursday that it would close its office.",
        "In Berlin, March 5 /TASS/ readers were told on Thursday that the office in the city would close.",
        "NATO — the alliance that was founded in 1949 — said on Thursday that it would not take part.",
        "IBM – Der Konzern aus den Vereinigten Staaten – hat am Donnerstag neue Zahlen vorgelegt.",
        "Angela Merkel (CDU) – Kanzlerin seit 2005 – hat am Donnerstag in Berlin mit den Ländern beraten.",
        "Berlin (dpa) gehört zu den Zeichen, die am Anfang einer Meldung stehen, und niemand liest sie.",
        "Die Deutsche Presse-Agentur (dpa) - Sitz ist Hamburg - hat am Donnerstag neue Zahlen vorgelegt.",
        "By Monday, AP said, the plan was dead: nobody wanted it, least of all the minister of finance.",
        "Von Anfang an war die dpa dabei, als im Herbst die ersten Berichte aus der Stadt eintrafen.",
        "He works for the news agency Agence France-Presse (AFP)",
        "Sie arbeitet seit dem vergangenen Jahr als Redakteurin in Hamburg bei der dpa",
        "The report of the committee was first published by Reuters.",
    ],
)
def test_prose_that_speaks_of_agencies_stays(text):
    assert cuts(f"{text}\n\nHe said so, and nobody who was there had anything to say against it.") == []


def test_a_place_in_capitals_counts_before_the_first_paragraph_only():
    text = f"{ENGLISH}\n\nLONDON — {ENGLISH}"
    assert body(text) == text
    assert body(f"{ENGLISH}\n\nLondon (AP) — {ENGLISH}") == f"{ENGLISH}\n\n{ENGLISH}"


@pytest.mark.parametrize(
    ("tag", "rule"),
    [
        (" (dpa)", "agency"),
        (" (Reuters)", "agency"),
        (" (dpa/afp)", "agency"),
        (" jbh/bw (AFP, dpa) -", "agency"),
        (" dpa/afp", "agency"),
        (" © AFP", "agency"),
        (" (Mit Material von dpa)", "agency"),
        ("\n\n(dpa)", "agency line"),
        ("\n\ndpa/afp", "agency line"),
        ("\n\n© 2022 AFP", "agency line"),
        ("\n\n(Reporting by Jane Doe; Editing by John Smith)", "reporting credit"),
    ],
)
@pytest.mark.parametrize("paragraph", [ENGLISH, GERMAN])
def test_the_agency_behind_the_text_is_cut(paragraph, tag, rule):
    text = f"{paragraph}{tag}"
    assert cuts(text) == [(tag if rule == "agency" else tag.strip(), rule)]
    assert body(text) == paragraph


@pytest.mark.parametrize("tag", ["(CNN)", "(Reuters) ", "/TASS/. "])
def test_the_agency_before_the_text_is_cut(tag):
    assert cuts(f"{tag}{ENGLISH}") == [(tag, "agency")]


def test_who_wrote_it_for_an_agency_is_cut_before_the_dateline():
    text = f"Von Max Muster, dpa Berlin (dpa) - {GERMAN}"
    assert cuts(text) == [("Von Max Muster, dpa ", "agency byline"), ("Berlin (dpa) - ", "dateline")]


@pytest.mark.parametrize("line", ["Von Max Muster, dpa", "By Max Muster, AP"])
def test_a_byline_with_an_agency_gives_the_name(line):
    text = f"Headline\n{line}\n\n{ENGLISH}"
    spans = clean_record(text, None, RULES)
    assert [text[span.start : span.end] for span in spans if span.kept and span.field == "byline"] == ["Max Muster"]


def published(text):
    return clean_records((text, {}))["articles"]["published"].to_list()[0]


def test_the_day_of_a_dateline_counts_only_with_its_year_and_where_nothing_else_gives_one():
    assert published(f"Headline\n\nKYIV, Dec 1, 2022 (Reuters) - {ENGLISH}").isoformat() == "2022-12-01"
    assert published(f"Headline\n\nKYIV, Dec 1 (Reuters) - {ENGLISH}") is None
    both = f"Headline\nPublished: 2022-12-02\n\nKYIV, Dec 1, 2022 (Reuters) - {ENGLISH}"
    assert published(both).isoformat() == "2022-12-02"


CREDITS = [
    ("Photo: Jane Doe/AFP", "photo credit"),
    ("Image source, Getty Images", "photo credit"),
    ("(Photo by Jane Doe/AFP)", "photo credit"),
    ("Credit: Getty Images", "photo credit"),
    ("File photo", "photo credit"),
    ("REUTERS/Jane Doe", "photo credit"),
    ("Jane Doe / AFP", "photo credit"),
    ("© 2019 Jane Doe", "photo credit"),
    ("© 2019 Reuters", "agency line"),
    ("A man walks through the ruins on Monday. (Photo by Jane Doe/AFP)", "caption"),
    ("The minister at a briefing on Monday. Photo: Jane Doe/AFP", "caption"),
    ("Image caption, The minister at a briefing", "caption"),
    ("Foto: dpa", "photo credit de"),
    ("Bild: Max Muster", "photo credit de"),
    ("©Foto: Max Muster", "photo credit de"),
    ("Archivbild", "photo credit de"),
    ("Die Ministerin am Montag in Berlin. Foto: Max Muster/dpa", "caption de"),
    ("Die Ministerin am Montag in Berlin (Foto: Max Muster)", "caption de"),
]


@pytest.mark.parametrize(("line", "rule"), CREDITS)
def test_photo_credits_and_captions_are_cut(line, rule):
    assert cuts(f"{ENGLISH}\n\n{line}\n\n{GERMAN}") == [(line, rule)]
    assert body(f"{ENGLISH}\n\n{line}\n\n{GERMAN}") == f"{ENGLISH}\n\n{GERMAN}"


@pytest.mark.parametrize(
    "line",
    [
        "Photographs of the dead man were shown to the family.",
        "Photo by photo, the archive grew until nobody could see an end to it.",
        "Images of the war went around the world.",
        "Credit is hard to get in the north of the country.",
        "Credit: that is what the bank wants most of all.",
        "He drew this picture: a country without hope",
        "Reporting by the newspaper showed that he lied.",
        "Er zeichnet ein düsteres Bild: Die Lage ist ernst.",
        "Bilder von der Demonstration gingen um die Welt.",
        "Foto und Film: beides ist erlaubt.",
        "Im Bild: die Kanzlerin.",
        "Reuters, AP und AFP berichten von Kämpfen.",
    ],
)
def test_prose_that_speaks_of_pictures_stays(line):
    text = f"{ENGLISH}\n\n{line}\n\n{GERMAN}"
    assert body(text) == text


def test_sentences_end_where_a_mark_was_cut():
    tables = clean_records((f"Headline\n\nBerlin (dpa) - {GERMAN} (dpa)\n\n{ENGLISH}", {}))
    made = tokenize_tables(tables)
    text = tables["records"]["text"][0]
    assert [text[start:end] for start, end in made["sentences"].select("start", "end").iter_rows()] == [
        "Headline",
        GERMAN,
        ENGLISH,
    ]


LINES = [line for line, _ in CREDITS]
PIECES = st.lists(
    st.one_of(
        st.sampled_from(
            ["KYIV, Dec 1, 2022 (Reuters) - ", "LONDON — ", "(dpa) ", " (dpa)", " dpa/afp", " © AFP", *LINES]
        ),
        st.sampled_from([ENGLISH, GERMAN, "Headline", "Home", "\n", "\r\n", "\n\n\n", " ", "\t", "\u00a0", "\u2028"]),
        st.text(max_size=30),
    ),
    max_size=25,
)


@pytest.mark.parametrize("model", [None, MODEL], ids=["rules", "rules and models"])
@given(pieces=PIECES)
def test_spans_within_lines_tile_any_record(model, pieces):
    text = "".join(pieces)
    scores = next(score_pages([text], model)) if model else None
    spans = clean_record(text, None, RULES, scores, headlines=HEADLINES)
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.end > span.start for span in spans)
    assert join_body(text, spans).strip("\r\n") == join_body(text, spans)
