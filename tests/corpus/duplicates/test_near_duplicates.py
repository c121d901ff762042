"""Near-duplicates are found whatever the order, and the right ones count."""

import datetime
import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import clean_texts
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.corpus.duplicates import near_duplicates as library
from presswork.corpus.duplicates.near_duplicates import choose_counted, find_clusters, sketch_shard
from presswork.corpus.duplicates.shingles import SHINGLE_WORDS, hash_shingles

SCHEMA = {"article_id": pl.String, "text": pl.String, "duplicate_of": pl.String}
# Pinned: a change of these bytes is a change of every corpus's sketches.
KNOWN = [("a", 0, 15172161271676534416), ("a", 1, 18265344308817930602), ("a", 2, 16758775205062349354)]
BODY = "The minister said on Monday that the plan would be ready before the end of the year."


def shard(texts, records=None):
    """Return a shard of articles from texts by id."""
    rows = [(each, text, (records or {}).get(each)) for each, text in texts.items()]
    return pl.DataFrame(rows, SCHEMA, orient="row").lazy()


def cluster(*shards, similarity=0.5):
    sketches = [sketch_shard(each).lazy() for each in shards]
    return find_clusters(sketches, list(shards), similarity)


def clusters_of(*shards, **options):
    return dict(cluster(*shards, **options)["duplicates"].select("article_id", "cluster").iter_rows())


def write_words(seed, n_words=300):
    """Return a text of words that occur in no text of another seed."""
    words = random.Random(seed)
    return [f"w{seed}x{words.randrange(200)}" for _ in range(n_words)]


def edit(words, share, seed):
    """Return words with about that share of them replaced."""
    chance = random.Random(seed)
    return [f"new{chance.randrange(10**9)}" if chance.random() < share else word for word in words]


def jaccard(one, other):
    """Return the Jaccard coefficient of two texts' sets of shingles, by its definition."""
    runs = [
        {tuple(words[place : place + SHINGLE_WORDS]) for place in range(len(words) - SHINGLE_WORDS + 1)}
        for words in (one, other)
    ]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def test_an_edited_text_is_found_with_its_exact_similarity():
    words = write_words(1)
    edited = edit(words, 0.03, 2)
    found = cluster(shard({"b": " ".join(edited), "a": " ".join(words), "c": " ".join(write_words(3))}))
    expected = pytest.approx(jaccard(words, edited))
    assert found["duplicates"].rows() == [("a", "a", expected, False), ("b", "a", expected, False)]
    assert found["duplicate_pairs"].rows() == [("a", "b", expected)]


def test_case_and_punctuation_make_no_difference_but_the_text_is_not_identical():
    found = cluster(shard({"a": BODY, "b": BODY.upper().replace(" ", ", ")}))
    assert found["duplicates"]["similarity"].to_list() == [1, 1]
    assert found["duplicates"]["identical"].to_list() == [False, False]


def test_texts_below_the_threshold_stay_apart():
    one, other = write_words(1)[:100], write_words(1)[:80] + write_words(2)[:20]
    assert jaccard(one, other) == pytest.approx(0.66, abs=0.02)
    texts = shard({"a": " ".join(one), "b": " ".join(other)})
    assert clusters_of(texts, similarity=0.6) == {"a": "a", "b": "a"}
    assert clusters_of(texts, similarity=0.7) == {}


def test_a_cluster_is_what_pairs_connect():
    words = [f"w{number}" for number in range(400)]
    parts = {name: " ".join(words[start : start + 200]) for name, start in (("c", 0), ("b", 50), ("a", 100))}
    assert clusters_of(shard(parts)) == {"a": "a", "b": "a", "c": "a"}
    assert cluster(shard(parts))["duplicate_pairs"].select("article_id", "other_id").rows() == [("a", "b"), ("b", "c")]


def test_short_texts_are_compared_for_identity_alone():
    texts = {"a": "Picture of the day", "b": "Picture of the day", "c": "Picture of the week", "d": "!", "e": "!"}
    found = cluster(shard(texts))["duplicates"]
    assert found.rows() == [(one, first, 1, True) for one, first in (("a", "a"), ("b", "a"), ("d", "d"), ("e", "d"))]


def test_the_same_record_is_one_cluster_even_where_its_texts_differ():
    texts = {"a": BODY, "a-2": " ".join(write_words(1)), "b": "Too short", "b-2": "Too short indeed"}
    found = cluster(shard(texts, {"a-2": "a", "b-2": "b"}))["duplicates"]
    assert found.rows() == [(each, each[0], 0, False) for each in ("a", "a-2", "b", "b-2")]


def test_the_tables_are_as_their_schemas_say():
    articles = clean_texts(BODY, BODY, "The town's mayor said the army can't stay in the town for long.")["articles"]
    tables = find_tables()
    sketches = sketch_shard(articles.lazy())
    conform(sketches, tables["sketches"])
    found = find_clusters([sketches.lazy()], [articles.lazy()], 0.5)
    for name, table in found.items():
        conform(table, tables[name])
    counted = choose_counted(articles.lazy(), found["duplicates"], "outlet")
    assert conform(counted, tables["counted"])["counted"].sum() == 2


def test_no_articles_give_empty_tables():
    found = cluster(shard({}))
    assert [conform(table, find_tables()[name]).height for name, table in found.items()] == [0, 0]


def test_sketches_are_these_on_every_machine():
    assert sketch_shard(shard({"a": "Ein Öl-Preis, vier Wörter mehr."})).head(3).rows() == KNOWN


def test_sketches_do_not_depend_on_the_shard():
    texts = {"a": BODY, "b": "Too short", "c": " ".join(write_words(1))}
    apart = pl.concat([sketch_shard(shard({each: text})) for each, text in texts.items()])
    assert sketch_shard(shard(texts)).equals(apart)


def test_a_giant_bucket_costs_linear_time_and_stays_one_cluster(monkeypatch):
    monkeypatch.setattr(library, "NEIGHBOURS", 3)
    boilerplate = " ".join(write_words(1, 200))
    found = cluster(shard({f"{number:04d}": f"{boilerplate} {number}" for number in range(200)}))
    assert found["duplicates"]["cluster"].unique().to_list() == ["0000"]
    assert found["duplicates"].height == 200
    assert found["duplicate_pairs"].height < 3 * 200 * 2


def test_nineteen_in_twenty_pairs_above_the_threshold_are_found():
    originals = {f"{seed:03d}": write_words(seed) for seed in range(150)}
    edited = {f"{each}-e": edit(words, 0.06, int(each)) for each, words in originals.items()}
    alike = {each for each in originals if jaccard(originals[each], edited[f"{each}-e"]) >= 0.5}
    found = clusters_of(shard({each: " ".join(words) for each, words in (originals | edited).items()}))
    assert len(alike) > 75
    assert len(alike & set(found)) >= 0.95 * len(alike)
    assert {each for each in found if "-" not in each} <= alike


WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six", "seven"]), max_size=14).map(" ".join)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(lambda texts: {f"{n:02d}": text for n, text in enumerate(texts)})


@given(TEXTS, st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_of_articles_and_shards_makes_no_difference(texts, chance, n_shards):
    expected = cluster(shard(texts))
    names = chance.sample(sorted(texts), len(texts))
    shards = [shard({name: texts[name] for name in names[start::n_shards]}) for start in range(n_shards)]
    found = cluster(*chance.sample(shards, n_shards))
    assert all(found[name].equals(expected[name]) for name in expected)


@given(TEXTS)
def test_identical_texts_are_always_one_cluster(texts):
    found = clusters_of(shard(texts | {f"{name}-2": text for name, text in texts.items()}))
    assert all(found[name] == found[f"{name}-2"] for name in texts)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6))
def test_texts_without_a_common_word_are_never_one_cluster(lengths):
    texts = {f"{seed}": " ".join([f"only{seed}", *write_words(seed, length)]) for seed, length in enumerate(lengths)}
    assert clusters_of(shard(texts)) == {}


@given(st.lists(st.text(max_size=40), max_size=5))
def test_shingles_never_cross_texts(texts):
    series = pl.Series(texts, dtype=pl.String)
    apart = [hash_shingles(series[row : row + 1])["hash"].to_list() for row in range(len(texts))]
    assert hash_shingles(series)["hash"].to_list() == [each for shingles in apart for each in shingles]


DAYS = {"a": 3, "b": 1, "c": 1, "d": None, "e": 2}
OUTLETS = {"a": "Post", "b": "Post", "c": "Herald", "d": "Herald", "e": "Post"}


def choose(which):
    rows = [(each, OUTLETS[each], DAYS[each] and datetime.date(2020, 1, DAYS[each])) for each in DAYS]
    articles = pl.DataFrame(rows, {"article_id": pl.String, "outlet": pl.String, "published": pl.Date}, orient="row")
    clusters = pl.DataFrame({"article_id": ["a", "b", "c", "d"], "cluster": ["a"] * 4})
    return choose_counted(articles.lazy(), clusters, which)


@pytest.mark.parametrize(("which", "counted"), [("each", "abcde"), ("outlet", "bce"), ("once", "be")])
def test_the_earliest_of_a_story_counts(which, counted):
    chosen = choose(which)
    assert "".join(chosen.filter("counted")["article_id"]) == counted
    assert chosen["story"].to_list() == ["a", "a", "a", "a", "e"]


def test_each_article_has_its_reason():
    assert dict(choose("outlet").select("article_id", "reason").iter_rows()) == {
        "a": "near-duplicate of b, which counts",
        "b": "first of its story in the outlet",
        "c": "first of its story in the outlet",
        "d": "near-duplicate of c, which counts",
        "e": "no near-duplicate",
    }


def test_articles_without_an_outlet_are_taken_as_one_outlet():
    articles = pl.DataFrame({"article_id": ["a", "b"], "outlet": [None, None], "published": [None, None]})
    articles = articles.cast({"outlet": pl.String, "published": pl.Date})
    clusters = pl.DataFrame({"article_id": ["a", "b"], "cluster": ["a", "a"]})
    assert choose_counted(articles.lazy(), clusters, "outlet")["counted"].to_list() == [True, False]
