"""Names of topics: a person's follow the content from run to run, and none is dropped; others are proposed."""

import numpy as np
import polars as pl
import pytest

from planted_topics import plant
from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.topics.describing.given_labels import Name, identify_topics, match_names, read_names
from presswork.topics.describing.proposed_labels import propose_names, rate_phrases
from presswork.topics.describing.topic_labels import label_topics
from presswork.topics.fitting.model import Model, empty_model

TERMS = [f"w{column:02d}" for column in range(36)]


def planted(order=(0, 1, 2), seed=1):
    """Return the weights of three topics, 12 terms each, a little different in each run, in any order."""
    generator = np.random.default_rng(seed)
    weights = plant()[1] * generator.uniform(0.8, 1.2, (3, 36))
    return (weights / weights.sum(axis=1, keepdims=True))[list(order)]


def shares_of(topics, k):
    """Return shares of articles that each speak of one topic alone, of topics numbered from 1."""
    rows = [
        (f"{row}", None, each, float(each == topic)) for row, topic in enumerate(topics) for each in range(1, k + 1)
    ]
    return pl.DataFrame(rows, schema=find_tables()["shares"].schema, orient="row").lazy()


def rows_of(n):
    ids = [f"{row}" for row in range(n)]
    rows = {
        "row": range(n),
        "article_id": ids,
        "first_sentence": [1] * n,
        "last_sentence": [9] * n,
        "n_words": [50] * n,
    }
    return pl.DataFrame(rows).with_columns(passage=pl.lit(None, pl.Int64))


def places_of(*places, field="body", sentence=1):
    rows = [(str(article), field, sentence, 0, 2, phrase) for article, phrase in places]
    return [pl.DataFrame(rows, schema=find_tables()["phrase_places"].schema, orient="row").lazy()]


def diagnosed(*background):
    rows = [("nmf", len(background), topic, each) for topic, each in enumerate(background, 1)]
    return pl.DataFrame(rows, ["engine", "k", "topic", "background"], orient="row")


def label(weights, *tables, places=(), topics=(1, 2, 3), background=(False, False, False)):
    model = Model("nmf", weights, np.zeros((0, 3)), {}, True)
    columns = pl.DataFrame({"column": range(36), "term": TERMS})
    shares, rows = shares_of(topics, 3), rows_of(len(topics))
    evidence = (diagnosed(*background), {"engine": "nmf", "k": 3})
    table = label_topics(model, columns, shares, rows, places_of(*places), list(tables), *evidence)
    return conform(table, find_tables()["labels"])


def test_an_id_finds_its_topic_again_whatever_its_number():
    ids = identify_topics(planted(seed=1), TERMS)
    names = [Name(topic_id, f"name {number}") for number, topic_id in enumerate(ids)]
    matches = match_names(names, planted(order=(2, 0, 1), seed=2), TERMS)
    assert [match.topic for match in matches] == [1, 2, 0]
    assert min(match.match for match in matches) > 0.7


def test_an_id_of_the_same_run_fits_wholly():
    weights = planted()
    matches = match_names([Name(each, "x") for each in identify_topics(weights, TERMS)], weights, TERMS)
    assert [match.match for match in matches] == [1, 1, 1]


def test_blanks_within_a_term_do_not_part_an_id():
    terms = ["air defense", *TERMS[1:]]
    weights = np.zeros((1, 36))
    weights[0, :6] = [0.5, 0.2, 0.1, 0.1, 0.05, 0.05]
    (topic_id,) = identify_topics(weights, terms)
    assert topic_id == "air_defense w01 w02 w03 w04"
    assert match_names([Name(topic_id, "x")], weights, terms)[0].match == 1


def test_a_name_that_no_topic_has_is_reported_and_not_given_away():
    table = label(planted(), "topic,label\nfootball league goal,Sport\n")
    lost = table.filter(pl.col("topic").is_null())
    assert lost["label"].to_list() == ["Sport"] and lost["topic_id"].to_list() == ["football league goal"]
    assert "no topic of this run" in lost["reason"][0]
    assert table.drop_nulls("topic")["origin"].to_list() == ["proposed"] * 3


def test_of_two_names_for_a_topic_the_better_stays_and_the_other_is_reported():
    weights = planted()
    own = identify_topics(weights, TERMS)[1]
    weaker = " ".join([*own.split()[:4], "w35"])
    table = label(weights, f"topic,label\n{weaker},Weaker\n{own},Own\n")
    assert table.filter(pl.col("topic") == 2).select("label", "origin", "match").row(0) == ("Own", "person", 1)
    assert table.filter(pl.col("topic").is_null()).select("label", "reason").row(0) == (
        "Weaker",
        "topic 2 has the name 'Own'",
    )


def test_what_is_proposed_for_a_background_topic_says_so_and_a_person_may_name_it():
    weights = planted()
    ids = identify_topics(weights, TERMS)
    table = label(weights, f"topic,label\n{ids[1]},Reporting\n", background=(False, True, True))
    first, second, third = table.sort("topic").select("label", "proposal").rows()
    assert not first[0].startswith("background") and third[0].startswith("background (")
    assert second[0] == "Reporting" and second[1].startswith("background (")


def test_the_same_row_twice_is_one_name():
    own = identify_topics(planted(), TERMS)[0]
    assert label(planted(), f"topic,label\n{own},Own\n{own},Own\n").height == 3


def test_a_number_is_no_id():
    with pytest.raises(PressworkError, match="line 3: the number 7") as refused:
        read_names(["topic,label\na b c,War\n7,Peace\n"])
    assert "topic_id" in refused.value.details["remedy"]


def test_names_of_a_run_without_topics_are_reported():
    nothing = find_tables()
    table = label_topics(
        empty_model("nmf"),
        nothing["unit_columns"].schema.to_frame(),
        nothing["shares"].schema.to_frame().lazy(),
        rows_of(3),
        places_of(),
        ["topic,label\na b,War\n"],
        nothing["diagnostics"].schema.to_frame(),
        {"engine": "nmf", "k": None},
    )
    assert conform(table, nothing["labels"]).select("topic", "label", "reason").rows() == [
        (None, "War", "this run has no topics")
    ]


def test_a_topic_is_proposed_the_multiword_term_that_most_lies_in_it():
    first, second, _ = planted()
    air, house = f"{TERMS[first.argmax()]} defense", f"white {TERMS[second.argmax()]}"
    places = [(0, air), (1, air), (2, air), (5, "rare thing"), (0, house), (3, house), (4, house)]
    names = propose_names(planted(), TERMS, shares_of([1, 1, 1, 2, 2, 3], 3), rows_of(6), places_of(*places))
    assert names[:2] == [air, house]
    assert all(term in TERMS[24:] for term in names[2].split(", "))


def test_a_multiword_term_without_a_top_term_of_the_topic_does_not_name_it():
    places = places_of(*((row, "immediately clear") for row in range(3)))
    names = propose_names(planted(), TERMS, shares_of([1, 1, 1, 2, 2, 3], 3), rows_of(6), places)
    assert all(term in TERMS[:12] for term in names[0].split(", "))


def test_a_story_in_a_topic_does_not_name_it():
    name = f"{TERMS[planted()[0].argmax()]} defense"
    for n_other, named in ((18, True), (19, False)):
        n = 2 + n_other
        names = propose_names(planted(), TERMS, shares_of([1] * n, 3), rows_of(n), places_of((0, name), (1, name)))
        assert (names[0] == name) == named


def test_no_two_topics_are_proposed_the_same_and_headlines_do_not_count():
    places = places_of((0, "air defense"), (1, "air defense"), field="title")
    names = propose_names(planted(), TERMS, shares_of([1, 1, 2], 3), rows_of(3), places)
    assert "air defense" not in names and len(set(names)) == 3


def test_proposals_of_passages_come_from_their_sentences():
    rows = pl.DataFrame({"row": [0, 1], "article_id": ["0", "0"], "passage": [0, 1], "first_sentence": [0, 5],
                         "last_sentence": [4, 9], "n_words": [50, 50]})  # fmt: skip
    cells = [("0", passage, topic, float(passage + 1 == topic)) for passage in (0, 1) for topic in (1, 2)]
    shares = pl.DataFrame(cells, schema=find_tables()["shares"].schema, orient="row").lazy()
    places = [pl.concat([*places_of((0, "a b"), sentence=2), *places_of((0, "a b"), (0, "c d"), sentence=5)])]
    phrases, rates, parts = rate_phrases(shares, rows, places, 2)
    assert parts.tolist() == [[1], [1]]
    assert phrases == ["a b"] and rates[:, 0].tolist() == [0.02, 0.02]
