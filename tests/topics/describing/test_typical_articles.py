"""Typical articles: long enough, one a story, each with the sentences that speak for the topic."""

import numpy as np
import polars as pl

from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.topics.describing.quotes import LONGEST
from presswork.topics.describing.typical_articles import choose_typical, list_typical
from presswork.topics.fitting.model import Model, empty_model

WORDS = ["war", "army", "goal", "team", "the"]
MODEL = Model("nmf", np.array([[0.6, 0.4, 0, 0], [0, 0, 0.5, 0.5]]), np.zeros((0, 2)), {}, True)
COLUMNS = pl.DataFrame({"column": range(4), "term": WORDS[:4]})


def table(name, rows):
    return pl.DataFrame(rows, schema=find_tables()[name].schema, orient="row")


def corpus(*texts):
    """Return tables of texts, whose sentences end at full stops; what stands in brackets was cut."""
    sentences, tokens, rows, records = [], [], [], []
    for article, text in enumerate(texts):
        start = position = 0
        number = -1
        for part in text.split("."):
            if part.startswith("[") or not part.strip():
                start += len(part) + 1
                continue
            number += 1
            first = start + len(part) - len(part.lstrip())
            sentences.append((str(article), number, first, start + len(part) + 1))
            for word in part.split():
                tokens.append((str(article), "body", number, position, WORDS.index(word), first, first))
                position += 1
            start += len(part) + 1
        rows.append((article, str(article), None, 0, number, position))
        records.append((str(article), text, "utf-8", "0", 0))
    return {
        "matrix_rows": table("matrix_rows", rows),
        "counted": pl.DataFrame({"article_id": [str(n) for n in range(len(texts))],
                                 "story": [str(n) for n in range(len(texts))]}),
        "articles": pl.DataFrame({"article_id": [str(n) for n in range(len(texts))],
                                  "title": [f"title {n}" for n in range(len(texts))]}).lazy(),
        "records": table("records", records).lazy(),
        "ledger": table("ledger", []).lazy(),
        "sentences": [table("sentences", sentences).lazy()],
        "tokens": [table("tokens", tokens).lazy()],
        "vocabulary": pl.DataFrame({"token_id": range(5), "lower": WORDS, "word": [True] * 5},
                                   schema_overrides={"token_id": pl.UInt64}).lazy(),
    }  # fmt: skip


def shares_of(*first):
    rows = [
        (str(row), None, topic, share if topic == 1 else 1 - share)
        for row, share in enumerate(first)
        for topic in (1, 2)
    ]
    return table("shares", rows).lazy()


def typical(shares, **tables):
    found = list_typical(MODEL, COLUMNS, shares, **tables, layer="lower")
    return conform(found, find_tables()["typical"])


def test_the_sentences_that_speak_most_for_a_topic_are_quoted_with_their_place():
    text = "the the. goal team. war army. war the. team goal."
    found = typical(shares_of(0.5), **corpus(text))
    assert found.select("topic", "quotation").rows() == [(1, "war army. war the."), (2, "the the. goal team.")]
    assert [text[start:end] for start, end in found.select("start", "end").iter_rows()] == found["quotation"].to_list()


def test_a_quotation_does_not_run_over_what_was_cut():
    found = typical(shares_of(1.0), **corpus("war army.[Advertisement]. army war."))
    assert found.filter(pl.col("topic") == 1)["quotation"].to_list() == ["war army."]


def test_a_long_sentence_is_quoted_only_where_there_is_no_shorter():
    long = "war " * (LONGEST + 1)
    found = typical(shares_of(1.0, 1.0), **corpus(f"{long}. war the.", f"{long}."))
    quoted = dict(found.filter(pl.col("topic") == 1).select("article_id", "quotation").iter_rows())
    assert quoted["0"] == "war the." and quoted["1"].count("war") == LONGEST + 1


def test_short_articles_and_second_copies_are_not_typical():
    rows = pl.DataFrame({"row": range(5), "article_id": list("01234"), "passage": [None] * 5, "first_sentence": [0] * 5,
                         "last_sentence": [3] * 5, "n_words": [100, 400, 400, 500, 300]},
                        schema_overrides={"passage": pl.Int64})  # fmt: skip
    counted = pl.DataFrame({"article_id": list("01234"), "story": ["0", "1", "1", "3", "4"]})
    chosen = choose_typical(shares_of(1.0, 0.9, 0.8, 0.90001, 0.2), rows, counted).filter(pl.col("topic") == 1)
    assert chosen.select("rank", "article_id").rows() == [(1, "3"), (2, "1"), (3, "4")]


def test_of_one_article_passages_are_typical():
    tables = corpus("war army. war war. goal team. goal goal.")
    rows = [(0, "0", 0, 0, 1, 4), (1, "0", 1, 2, 3, 4)]
    shares = table("shares", [("0", 0, 1, 1.0), ("0", 0, 2, 0.0), ("0", 1, 1, 0.0), ("0", 1, 2, 1.0)]).lazy()
    found = typical(shares, **tables | {"matrix_rows": table("matrix_rows", rows)})
    assert found.filter(pl.col("rank") == 1).select("topic", "passage", "quotation").rows() == [
        (1, 0, "war army. war war."),
        (2, 1, "goal team. goal goal."),
    ]


def test_without_topics_nothing_is_typical():
    nothing = table("shares", []).lazy()
    columns = find_tables()["unit_columns"].schema.to_frame()
    found = list_typical(empty_model("nmf"), columns, nothing, **corpus("war."), layer="lower")
    assert conform(found, find_tables()["typical"]).is_empty()
