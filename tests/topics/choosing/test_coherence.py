"""Coherence within windows: gensim's own numbers, and counts that can be made by hand."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.topics.choosing.coherence import coherence_windows, measure_coherence
from presswork.topics.choosing.cooccurrence_windows import count_windows
from presswork.topics.fitting.model import Model, empty_model

NEWS = (
    "the ceasefire held and the talks went on while the army left the town",
    "talks on a ceasefire failed and the army shelled the town and the army shelled the bridge",
    "the bank cut the rate and the market rose as the bank said the rate would stay",
    "the market fell after the bank held talks on the rate",
    "army talks",
)
TOPICS = (
    ("ceasefire", "army", "talks", "town"),
    ("bank", "rate", "market", "talks"),
    ("the", "army", "rate", "bridge"),
)
# gensim 4.4.0 has no wheel for every Python that Presswork runs on, so its answers are pinned:
# CoherenceModel(topics=TOPICS, texts=texts, dictionary=Dictionary(texts), coherence="c_npmi", window_size=size, topn=4)
GENSIM = [
    (2, [-0.668674323638169, -0.827690849516936, -0.372354544166144]),
    (5, [-0.283273179560672, -0.128460776758295, -0.162039628133306]),
    (10, [0.161687369939532, 0.316078394561806, -0.420923777619065]),
]


def lay_out(*texts):
    """Return running texts as a table of words with their places."""
    places = [(f"{row:03d}", position, term) for row, text in enumerate(texts) for position, term in enumerate(text)]
    return pl.DataFrame(places, {"article_id": pl.String, "position": pl.Int64, "term": pl.String}, orient="row")


def score_topics(topics, texts, size):
    terms = sorted({term for topic in topics for term in topic})
    top = np.array([[terms.index(term) for term in topic] for topic in topics])
    return coherence_windows(top, count_windows(lay_out(*texts), pl.Series(terms), size))


@pytest.mark.parametrize(("size", "expected"), GENSIM)
def test_npmi_within_windows_equals_gensims(size, expected):
    assert score_topics(TOPICS, [text.split() for text in NEWS], size) == pytest.approx(expected, abs=1e-12)


def test_a_window_opens_at_each_word_and_stays_in_its_article():
    windows = count_windows(lay_out("abcd", "ab"), pl.Series(["a", "b", "c", "d"]), 3)
    assert windows.total == 3
    assert windows.joint.toarray().tolist() == [[2, 2, 1, 0], [2, 3, 2, 1], [1, 2, 2, 1], [0, 1, 1, 1]]


def test_a_term_twice_in_a_window_counts_anew_only_where_it_comes_again():
    assert count_windows(lay_out("abaccc"), pl.Series(["a"]), 3).joint.toarray().tolist() == [[1]]
    assert count_windows(lay_out("cccaba"), pl.Series(["a"]), 3).joint.toarray().tolist() == [[3]]


def slide_by_hand(texts, terms, size):
    """Return the counts as the rule says, window by window."""
    joint = np.zeros((len(terms), len(terms)), dtype=int)
    for text in texts:
        held = set()
        for start in range(max(1, len(text) - size + 1)):
            held = set(text[:size]) if not start else held - {text[start - 1]} | {text[start + size - 1]}
            own = [place for place, term in enumerate(terms) if term in held]
            joint[np.ix_(own, own)] += 1
    return joint.tolist()


@given(st.lists(st.text("abcd", max_size=20), min_size=1, max_size=4), st.integers(1, 6))
def test_counts_are_those_of_windows_slid_one_by_one(texts, size):
    texts = [text for text in texts if text] or ["a"]
    assert count_windows(lay_out(*texts), pl.Series(list("abc")), size).joint.toarray().tolist() == slide_by_hand(
        texts, list("abc"), size
    )


def test_texts_in_shards_give_what_they_give_together(tmp_path):
    together, apart = (measure(tmp_path, Model("nmf", WEIGHTS, WEIGHTS, {}, True), n) for n in (1, 2))
    assert together.height == 2 and together.equals(apart)


def test_a_model_without_topics_has_no_coherence(tmp_path):
    assert measure(tmp_path, empty_model("nmf"), 1).is_empty()


WEIGHTS = np.array([[0.5, 0.3, 0.2, 0], [0, 0.1, 0.2, 0.7]])


def measure(folder, model, n_shards):
    """Return what `measure_coherence` makes of one model, with the news dealt to shards."""
    model.write_to(folder / "model.npz")
    placed = lay_out(*(text.split() for text in NEWS)).with_columns(field=pl.lit("body"), sentence=pl.lit(0))
    tokens = placed.with_columns(token_id=pl.col("term").hash())
    ids = placed["article_id"].unique().sort().to_list()
    return measure_coherence(
        models=[folder / "model.npz"],
        unit_rows=pl.DataFrame({"article_id": ids}),
        unit_columns=pl.DataFrame({"column": range(4), "term": ["army", "bank", "rate", "town"]}),
        tokens=[tokens.filter(pl.col("article_id").is_in(ids[n::n_shards])).lazy() for n in range(n_shards)],
        vocabulary=tokens.select("token_id", lower="term")
        .unique()
        .with_columns(word=pl.lit(True), stop=pl.lit(False))
        .lazy(),
        phrase_places=[],
        layer="lower",
    )
