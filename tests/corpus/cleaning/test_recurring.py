"""What a site prints around every article is furniture; what articles say stays, however often they say it."""

import random
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HEADLINE_MODEL, LINE_MODEL, RULES, WORDS, deal
from presswork.core.errors import PressworkError
from presswork.corpus.articles import clean_shard
from presswork.corpus.cleaning.recurring.cuts import cut_furniture, group_furniture
from presswork.corpus.cleaning.recurring.decisions import read_decisions
from presswork.corpus.cleaning.recurring.sample import Sample
from presswork.corpus.cleaning.recurring.search import RecurringSearch
from presswork.corpus.cleaning.spans import Span
from presswork.corpus.reading.records import deal_records

MENU = "Politics Business Culture"
SHARE = "Send Facebook Tumblr Digg Newsvine Permalink"
SOURCE = "Source: The Daily Harbour and news agencies"
VIEWS = "The views do not reflect those of the paper."
SYLLABLES = ("ba", "de", "ki", "lo", "mu", "na", "po", "ri", "sa", "tu")


def story(number, sentences=9):
    """Return a story of its own words, whose sentences start as sentences do."""
    chance = random.Random(number)

    def word():
        return "".join(chance.choice(SYLLABLES) for _ in range(3))

    starts = ("The", "A", "In", "He")
    return [f"{chance.choice(starts)} {' '.join(word() for _ in range(9))}." for _ in range(sentences)]


def join(*parts):
    return " ".join(parts)


def articles(number, build, outlet="Harbour"):
    """Return as many (text, fields) of an outlet, one article a day; `build` puts a story together."""
    return [
        (build(story(f"{outlet}{day}"), day), {"outlet": outlet, "published": f"2022-03-{day % 28 + 1:02}"})
        for day in range(number)
    ]


def clean(records, decisions=(), order=None):
    """Return the tables of records that go through the search and the cleaning, with `recurring`."""
    rows = deal(*records)
    search = RecurringSearch(decisions)
    for row in sorted(rows.collect().rows(named=True), key=order or (lambda row: row["source"])):
        search.read(row)
    made = clean_shard(rows, search.tables["recurring_cuts"], RULES, WORDS, LINE_MODEL, HEADLINE_MODEL, [])
    return {**made, **search.tables, "unmatched": search.find_unmatched()}


def listed(made):
    return {
        text: (place, decision)
        for text, place, decision in made["recurring"].select("text", "place", "decision").rows()
    }


def assert_kept(records):
    """Assert that every article keeps all of its text."""
    assert sorted(clean(records)["articles"]["text"]) == sorted(text for text, _ in records)


@pytest.mark.parametrize(
    ("build", "place", "furniture"),
    [
        (lambda parts, day: join(*parts, SOURCE), "end", SOURCE),
        (lambda parts, day: join(*parts, VIEWS), "end", VIEWS),
        (lambda parts, day: " ".join(["Editor's note:", *parts]), "start", "Editor's note:"),
        (lambda parts, day: join(*parts[:4], SHARE, *parts[4:]), "within", SHARE),
        (lambda parts, day: join(*parts[:4], "READ MORE:", *parts[4:]), "within", "READ MORE:"),
        (lambda parts, day: "\n\n".join([*parts[:4], MENU, *parts[4:]]), "line", MENU),
        (lambda parts, day: join(*parts, f"(Harbour Weekly 03/{day} page{day})"), "end", "(Harbour Weekly #/# page#)"),
    ],
    ids=["end", "sentence at the end", "start", "within", "label", "line", "numbers"],
)
def test_what_many_articles_of_an_outlet_have_in_one_place_is_cut_on_record(build, place, furniture):
    records = articles(12, build)
    made = clean(records)
    assert listed(made) == {furniture: (place, "cut")}
    assert sorted(" ".join(text.split()) for text in made["articles"]["text"]) == sorted(
        " ".join(story(f"Harbour{day}")) for day in range(12)
    )
    assert set(made["ledger"].filter(~pl.col("kept"))["rule"]) - {"separator"} <= {
        "recurs in at least 10 articles",
        "surplus blank",
    }
    row = made["recurring"].row(0, named=True)
    assert (row["outlet"], row["articles"], row["searched"], row["share"], row["days"]) == ("Harbour", 12, 12, 1, 12)


def test_one_piece_of_furniture_behind_the_other_is_cut_in_any_order():
    records = articles(24, lambda parts, day: join(*parts, *((VIEWS, SOURCE) if day % 2 else (SOURCE, VIEWS))))
    assert {len(text.split()) for text in clean(records)["articles"]["text"]} == {90}


def test_what_articles_end_with_stays_where_it_stands_within_one():
    records = articles(20, lambda parts, day: join(*parts, "Learn more"))
    records += articles(1, lambda parts, day: " ".join(["Learn more about it here.", *parts]), "Harbour")
    assert "Learn more about it here." in clean(records)["articles"]["text"].str.join(" ")[0]


QUOTATION = "How low has he gone to tap my phones during this very sacred election."
PROSE = {
    "quotation": lambda rest: f'He wrote: "{QUOTATION}" He {rest}',
    "set phrase": lambda rest: f"Prime Minister Anna Berg {rest[:-1]} with Prime Minister Anna Berg.",
    "formula": lambda rest: f"He told reporters on Monday that {rest}",
    "byline within a sentence": lambda rest: f"Harbour News' {rest.split()[0].title()} contributed to this report.",
    "speech": lambda rest: f'He added: "It {rest}"',
    "in brackets": lambda rest: f"The group (PAX, also known as PAXX) {rest}",
}


@pytest.mark.parametrize("say", PROSE.values(), ids=PROSE)
@pytest.mark.parametrize("at_end", [False, True])
def test_prose_that_recurs_stays(say, at_end):
    def build(parts, day):
        rest = say(parts[3].partition(" ")[2])
        return join(*parts[:3], *([] if at_end else parts[4:]), rest, *(parts[4:] if at_end else []))

    assert_kept(articles(40, build))


def test_background_that_belongs_to_a_subject_stays_and_is_listed():
    background = "More than ten thousand people have been killed there since the year of the flood."

    def build(parts, day):
        return join(*[*parts[:4], "The war in Utopia went on.", background, *parts[4:]] if day % 5 == 0 else parts)

    made = clean(articles(60, build))
    assert made["recurring"].filter(pl.col("text") == background)["decision"].to_list() == ["keep"]
    assert sum(background in text for text in made["articles"]["text"]) == 12


def test_wire_copy_and_versions_of_one_story_stay():
    wire = [(" ".join(story("wire")), {"outlet": outlet, "published": "2022-03-01"}) for outlet in "ABCDEFGH"]
    assert_kept(wire)
    versions = articles(12, lambda parts, day: join(*story("one"), *parts[:1]))
    assert_kept(versions)


def test_a_phrase_must_recur_in_five_articles_and_one_in_a_hundred():
    def build(least):
        return lambda parts, day: join(*[*parts, SOURCE] if day < least else parts)

    assert listed(clean(articles(12, build(4)))) == {}
    assert listed(clean(articles(12, build(5)))) == {SOURCE: ("end", "cut")}
    assert listed(clean(articles(600, build(5)))) == {}


def test_what_one_outlet_prints_stays_in_another():
    records = articles(12, lambda parts, day: join(*parts, SOURCE))
    records += articles(1, lambda parts, day: join(*parts, SOURCE), "Lighthouse")
    made = clean(records)
    assert [SOURCE in text for text in made["articles"].sort("outlet")["text"]] == [False] * 12 + [True]


def test_text_that_follows_a_pattern_keeps_its_articles():
    cuts = [{"text": "The port of town # was seen today.", "outlet": "Harbour", "place": "start", "rule": "recurs"}]
    furniture = group_furniture(cuts)["Harbour"]
    sentences = [f"The port of town {number} was seen today." for number in range(8)]
    for text, left in ((join(*sentences), join(*sentences)), (join(sentences[0], *story(1)), join(*story(1)))):
        spans = cut_furniture(text, [Span(0, len(text), True, "body", "running text")], furniture)
        assert "".join(text[span.start : span.end] for span in spans if span.kept) == left


def decide(*rows):
    return ["text,outlet,decision\n" + "".join(f'"{text}",{outlet},{decision}\n' for text, outlet, decision in rows)]


def test_a_person_refuses_what_the_evidence_cuts_and_cuts_what_it_keeps():
    records = articles(
        12, lambda parts, day: join(*[*parts, VIEWS, SOURCE, "Once only."] if day == 3 else [*parts, VIEWS, SOURCE])
    )
    made = clean(records, decide((SOURCE, "", "keep"), ("Once only.", "Harbour", "cut")))
    assert all(SOURCE in text and "Once only." not in text for text in made["articles"]["text"])
    assert made["recurring"].filter(pl.col("text") == SOURCE)["by"].to_list() == ["person"]
    assert "cut by annotations/furniture.csv" in made["ledger"]["rule"].to_list()
    assert made["unmatched"] == []


def test_a_decision_on_a_text_that_is_not_there_is_a_notice():
    (notice,) = clean(articles(6, lambda parts, day: " ".join(parts)), decide(("Not there.", "", "cut")))["unmatched"]
    assert (notice["source"], notice["record"], notice["reason"]) == ("annotations/furniture.csv", 2, "no such text")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("text,decision\nA text,perhaps\n", ["line 2: the decision perhaps", "expected: cut or keep"]),
        ("text,decision\nA text,cut\na,keep\nA text,keep\n", ["line 4: cut and keep for A text"]),
        ("text\nA text\n", ["lacks a column", "decision"]),
    ],
)
def test_a_wrong_decision_is_refused_with_line_and_remedy(table, told):
    with pytest.raises(PressworkError) as caught:
        read_decisions([table])
    for part in (*told, "annotations/furniture.csv", "remedy:"):
        assert part in str(caught.value)


def test_an_outlets_sample_is_the_same_in_whatever_order_its_articles_come():
    rows = [(f"{number * 7919 % 100_003:064x}", "A" if number % 3 else "B") for number in range(3_000)]
    samples = []
    for seed in range(2):
        random.Random(seed).shuffle(rows)
        sample = Sample()
        for digest, outlet in rows:
            sample.add(digest, outlet, "", "text")
        samples.append(list(sample))
    assert samples[0] == samples[1]
    assert len(samples[0]) == 1_024


def test_what_recurs_depends_on_no_order():
    records = articles(12, lambda parts, day: join(*parts, SOURCE))
    first, second = (clean(records, order=order) for order in (None, lambda row: row["sha256"]))
    assert first["recurring"].equals(second["recurring"])
    assert first["ledger"].equals(second["ledger"])


CUTS = group_furniture(
    {"text": text, "outlet": "", "place": place, "rule": place}
    for text, place in ((SOURCE, "end"), (VIEWS, "end"), ("Note #:", "start"), (SHARE, "within"), ("said", "anywhere"))
)[""]
PIECES = st.lists(
    st.one_of(st.sampled_from([SOURCE, VIEWS, "Note 7:", SHARE, "He said so.", "\n", " ", "-"]), st.text(max_size=9)),
    max_size=12,
)


@given(pieces=PIECES, edge=st.integers(0, 40))
def test_cut_spans_tile_any_record(pieces, edge):
    text = "".join(pieces)
    edge = min(edge, len(text))
    bounds = sorted({0, edge, len(text)})
    spans = [Span(low, high, True, "title" if low < edge else "body", "x") for low, high in pairwise(bounds)]
    made = cut_furniture(text, spans, CUTS)
    assert "".join(text[span.start : span.end] for span in made) == text
    assert all(span.end > span.start for span in made)


def test_dealing_finds_what_recurs_in_pages_and_in_tables(tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{MENU}\n\n" + "\n\n".join(story(number)))
    rows = "".join(f'"{" ".join(story(f"row {number}"))} {SOURCE}",Harbour\n' for number in range(6))
    (tmp_path / "table.csv").write_text("text,outlet\n" + rows)
    made = deal_records(sorted(tmp_path.iterdir()), str(tmp_path), {})
    assert sum(frame.height for _, frame in made["dealt"].pieces) == 12
    (recurring,) = made["recurring"]
    assert recurring.select("text", "outlet", "place").rows() == [(MENU, None, "line"), (SOURCE, "Harbour", "end")]
