"""Sentences that a run writes for readers follow rules, for every kind of corpus."""

import json
import re
from datetime import date

import polars as pl
import pytest

from presswork.core.schema import find_tables
from presswork.figures.drawing.time_panels import list_marked
from sentences import (
    find_numbers,
    find_wrong,
    list_phrases,
    list_sentences,
    read,
    read_rows,
    read_sidecars,
)

# Numbers of methods and conventions, which no table has.
CONVENTIONS = {0.0, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 90.0, 95.0, 100.0, 0.05, 0.7, 1_000_000.0}


@pytest.fixture(scope="module")
def numbers(results):
    return json.loads(read(results, "paper/numbers.json"))


def test_no_sentence_is_wrong_by_rule(results):
    assert [(place, wrong) for place, text in list_sentences(results) for wrong in find_wrong(text)] == []


def test_no_phrase_is_wrong_by_rule(results):
    wrong = [(place, each) for place, text in list_phrases(results) for each in find_wrong(text.strip())]
    # The list of numbers has counts of nothing, as "0 articles" left out; lines of the summary are aligned.
    allowed = ("a count of nothing", "a doubled sign or space")
    assert [each for each in wrong if not each[1].startswith(allowed)] == []


def test_sentences_begin_with_a_capital_and_end_with_a_full_stop(results):
    for place, text in list_sentences(results):
        if place != "README.md" and not text.startswith("- "):
            assert text.endswith((".", "…")), (place, text)
        if place.startswith(("caption", "alt_text", "method")):
            assert text[0].isupper() or text[0].isdigit(), (place, text)


def test_n_is_the_same_everywhere(results, numbers):
    counted, words = (numbers[f"corpus/{name}"]["value"] for name in ("analysed", "words"))
    text = "\n".join(text for _, text in list_sentences(results))
    assert set(re.findall(r"\bn = ([\d,]+) articles?\b", text)) == {counted}
    assert set(re.findall(r"\bn = [\d,]+ articles?, ([\d,]+) words?\b", text)) <= {words}


def test_captions_speak_of_intervals_where_there_are_some_and_only_there(results):
    for name, sidecar in read_sidecars(results).items():
        rows = read_rows(results, name)
        if name == "trend":
            # Beside a standardised rate, the raw one is a line without bounds.
            rows = list_marked(rows, "term", "per_million", (date.min, date.max))
        bounds = [column for column in rows.columns if column.endswith("low") and not column.startswith("refits")]
        drawn = any(rows[column].count() for column in bounds)
        told = bool(re.search(r"(?:[Ll]ines|[Bb]ands): 95%", sidecar["caption"]))
        # Of raw and standardised series, the intervals of one are drawn.
        assert told == drawn or ("series" in rows.columns and not told), (name, sidecar["caption"])


def list_known(results, numbers, name):
    """Return the numbers that a caption of the figure may name: of its rows, of the corpus, and of the choice."""
    rows = read_rows(results, name)
    values = [float(each) for column in rows.select(pl.selectors.numeric()) for each in column.drop_nulls()]
    values += [rows.height, *(rows[column].n_unique() for column in rows.columns)]
    values += [sum(rows[column].drop_nulls()) for column in rows.select(pl.selectors.integer()).columns]
    for column in rows.columns:
        values += rows.group_by(column).len()["len"].to_list()
        values += (
            [rows.filter(pl.col(column) == each).height for each in (0, 1)] if rows[column].dtype.is_numeric() else []
        )
    values += [number for each in numbers.values() for number in find_numbers(each["value"])]
    if name in ("top_terms", "dispersion"):
        words = pl.read_csv(results / find_tables()["frequency"].path).filter(~pl.col("stop")).sort("rank")
        shown = words.head(rows["rank"].n_unique())
        tied = words.filter(pl.col("count") == shown["count"].min())
        values += [tied.height - tied.join(shown, on="term").height, *shown["count"].tail(1)]
    if name == "trend":
        dated = pl.read_csv(results / find_tables()["trends"].path)
        values += dated.select("start", "articles").unique()["articles"].to_list()
        own = dated.filter(pl.col("series") == "raw").group_by("term").agg(pl.col("words").sum())
        values += own["words"].to_list()
    if name == "keyness":
        compared = pl.read_csv(results / "terms/comparisons.csv")
        values += compared["units"].drop_nulls().to_list() + compared["reference_units"].drop_nulls().to_list()
        values.append(compared["group"].n_unique())
    if name == "topics_articles" and rows.height:
        n, n_rows = rows["last"].max(), rows["row"].n_unique()
        values += [n // n_rows, -(-n // n_rows), json.loads(read(results, "topics/choice.json"))["n_articles"] - n]
    leaves = [
        json.loads(read(results, "topics/choice.json")),
        json.loads(read(results, "manifest.json"))["configuration"],
    ]
    while leaves:
        leaf = leaves.pop()
        if isinstance(leaf, dict | list):
            leaves += leaf.values() if isinstance(leaf, dict) else leaf
        elif isinstance(leaf, int | float):
            values.append(float(leaf))
    scaled = [scale * value for value in values for scale in (1, 100)]
    return CONVENTIONS | {abs(round(value, digits)) for value in scaled for digits in range(4)}


def test_numbers_in_captions_and_alt_texts_are_those_of_rows_and_corpus(results, numbers):
    for name, sidecar in read_sidecars(results).items():
        known = list_known(results, numbers, name)
        for part in ("caption", "alt_text"):
            strange = [number for number in find_numbers(sidecar[part]) if abs(number) not in known]
            assert strange == [], (name, sidecar[part])


def list_tests(results):
    """Return how the terms of each comparison were tested, or why they were not."""
    path = results / "terms/comparisons.csv"
    return pl.read_csv(path).filter(pl.col("terms") > 0)["test"].to_list() if path.is_file() else []


def list_untrue(results, numbers):
    """Return words that no sentence about this corpus may have, since what they are about was not done."""
    counted, outlets = (int(numbers[f"corpus/{name}"]["value"].replace(",", "")) for name in ("analysed", "outlets"))
    if counted == 1:
        yield r"per million|95% (?:CI (?:over|treat|given)|confidence)|jackknife|resampled articles"
    if numbers["corpus/dated"]["value"] == "0":
        yield r"published from|over days|per (?:day|week|month)\b|treat days"
    if outlets < 2:
        yield r"standardised|each outlet|of \d+ outlets"
    if numbers["topics/k"]["value"] == "0":
        yield r"\bProposed|Prevalence is|medoid"
    if not any(test == "permutation" for test in list_tests(results)):
        yield r"\bmaxT\b|p of at most|permutations of"


def test_nothing_is_said_of_what_was_not_done(results, numbers):
    made = [(place, text) for place, text in list_sentences(results) if place != "README.md"]
    for pattern in list_untrue(results, numbers):
        found = [(place, re.search(pattern, text)[0]) for place, text in made if re.search(pattern, text)]
        assert found == [], pattern


def test_terms_are_called_key_terms_only_where_they_were_tested(results):
    tests, tables = list_tests(results), read(results, "paper/tables.md")
    tested = [test == "permutation" for test in tests]
    assert ("**Key terms.**" in tables) == (any(tested) and all(tested))
    assert ("not tested" in tables) == (not all(tested))
    assert ("candidates" in read(results, "paper/methods.md")) == (not all(tested))
    for block in re.findall(
        r"\n\| [^|\n]+ compared with [^|\n]+ \|(?: +\|)+\n(.*?)(?=\n\| [^|\n]+ compared|\n\n)", tables, re.S
    ):
        assert all(float(p) <= 0.05 for p in re.findall(r"\| (0\.\d+) \|$", block, re.M))
