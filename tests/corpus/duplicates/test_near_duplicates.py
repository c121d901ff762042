"""Near-duplicates are found whatever the order, and the right ones count."""

import datetime
import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import clean_texts
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.corpus.duplicates import candidates as library
from presswork.corpus.duplicates.near_duplicates import find_clusters, sketch_shard
from presswork.corpus.duplicates.shingles import SHINGLE_WORDS, hash_shingles
from presswork.corpus.duplicates.stories import PART_SHINGLES, choose_counted

SCHEMA = dict.fromkeys(("article_id", "text", "duplicate_of", "database", "id"), pl.String) | {"published": pl.Date}
# Pinned: a change of these bytes is a change of every corpus's sketches.
KNOWN = [("a", 0, 6587764795274766714), ("a", 1, 3990727932975649064), ("a", 2, 6139702172439717012)]
BODY = "The minister said on Monday that the plan would be ready before the end of the year."


def shard(texts, records=None, numbers=None):
    """Return a shard of articles from texts by id; `numbers` have the name of a database, the number and the day."""
    rows = [
        (each, text, (records or {}).get(each), *(numbers or {}).get(each, (None, None, None)))
        for each, text in texts.items()
    ]
    return pl.DataFrame(rows, SCHEMA, orient="row").lazy()


def cluster(*shards, similarity=0.7):
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


def compare(one, other):
    """Return the Jaccard coefficient and the containment of two texts' sets of shingles, by their definitions."""
    runs = [
        {tuple(words[place : place + SHINGLE_WORDS]) for place in range(len(words) - SHINGLE_WORDS + 1)}
        for words in (one, other)
    ]
    both = len(runs[0] & runs[1])
    return both / len(runs[0] | runs[1]), both / min(map(len, runs))


def test_an_edited_text_is_found_with_its_exact_similarity():
    words = write_words(1)
    edited = edit(words, 0.03, 2)
    found = cluster(shard({"b": " ".join(edited), "a": " ".join(words), "c": " ".join(write_words(3))}))
    expected = [pytest.approx(value) for value in compare(words, edited)]
    assert found["duplicates"].rows() == [("a", "a", *expected, False), ("b", "a", *expected, False)]
    assert found["duplicate_pairs"].rows() == [("a", "b", *expected)]


def test_case_and_punctuation_make_no_difference_but_the_text_is_not_identical():
    found = cluster(shard({"a": BODY, "b": BODY.upper().replace(" ", ", ")}))
    assert found["duplicates"]["similarity"].to_list() == [1, 1]
    assert found["duplicates"]["identical"].to_list() == [False, False]


def test_an_article_that_a_database_exported_twice_is_one_by_its_number_and_day():
    day, next_day = datetime.date(2021, 5, 4), datetime.date(2021, 5, 5)
    numbers = {
        "a": ("Factiva", "7", day),
        "b": ("Factiva", "7", day),
        "c": ("Nexis", "7", day),
        "d": ("Factiva", "7", next_day),
        "e": (None, "7", day),
        "f": (None, "7", day),
    }
    texts = {name: " ".join(write_words(seed)) for seed, name in enumerate(numbers)}
    assert clusters_of(shard(texts, numbers=numbers)) == {"a": "a", "b": "a"}


def test_texts_below_the_threshold_stay_apart():
    one, other = write_words(1)[:100], write_words(1)[:80] + write_words(2)[:20]
    assert compare(one, other)[1] == pytest.approx(0.79, abs=0.01)
    texts = shard({"a": " ".join(one), "b": " ".join(other)})
    assert clusters_of(texts, similarity=0.78) == {"a": "a", "b": "a"}
    assert clusters_of(texts, similarity=0.8) == {}


def test_a_cluster_is_what_pairs_connect():
    words = [f"w{number}" for number in range(400)]
    parts = {name: " ".join(words[start : start + 200]) for name, start in (("c", 0), ("b", 50), ("a", 100))}
    assert clusters_of(shard(parts)) == {"a": "a", "b": "a", "c": "a"}
    assert cluster(shard(parts))["duplicate_pairs"].select("article_id", "other_id").rows() == [("a", "b"), ("b", "c")]


def test_short_texts_are_compared_for_identity_alone():
    texts = {"a": "Picture of the day", "b": "Picture of the day", "c": "Picture of the week", "d": "!", "e": "!"}
    found = cluster(shard(texts))["duplicates"]
    assert found.rows() == [(one, first, 1, 1, True) for one, first in (("a", "a"), ("b", "a"), ("d", "d"), ("e", "d"))]


def test_the_same_record_is_one_cluster_even_where_its_texts_differ():
    texts = {"a": BODY, "a-2": " ".join(write_words(1)), "b": "Too short", "b-2": "Too short indeed"}
    found = cluster(shard(texts, {"a-2": "a", "b-2": "b"}))["duplicates"]
    assert found.rows() == [(each, each[0], 0, 0, False) for each in ("a", "a-2", "b", "b-2")]


def test_the_tables_are_as_their_schemas_say():
    articles = clean_texts(BODY, BODY, "The town's mayor said the army can't stay in the town for long.")["articles"]
    tables = find_tables()
    sketches = sketch_shard(articles.lazy())
    conform(sketches, tables["sketches"])
    found = find_clusters([sketches.lazy()], [articles.lazy()], 0.7)
    for name, table in found.items():
        conform(table, tables[name])
    counted = choose_counted(articles.lazy(), found["duplicates"], "outlet")
    assert conform(counted, tables["counted"])["counted"].sum() == 2


def test_no_articles_give_empty_tables():
    found = cluster(shard({}))
    assert [conform(table, find_tables()[name]).height for name, table in found.items()] == [0, 0]


def test_sketches_are_these_on_every_machine():
    text = "Ein Öl-Preis, vier Wörter mehr, und noch einige andere Wörter."
    assert sketch_shard(shard({"a": text}))[:3].rows() == KNOWN


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


def test_a_near_duplicate_of_many_identical_texts_is_found(monkeypatch):
    monkeypatch.setattr(library, "NEIGHBOURS", 3)
    texts = {f"{number:02d}": join(ONE) for number in range(40)} | {"20-edited": join(edit(ONE, 0.03, 1))}
    assert set(clusters_of(shard(texts)).values()) == {"00"} and "20-edited" in clusters_of(shard(texts))


def test_nearly_all_pairs_above_the_threshold_are_found_and_no_others():
    originals = {f"{seed:03d}": write_words(seed) for seed in range(150)}
    edited = {f"{each}-e": edit(words, 0.065, int(each)) for each, words in originals.items()}
    alike = {each for each in originals if compare(originals[each], edited[f"{each}-e"])[1] >= 0.7}
    found = clusters_of(shard({each: " ".join(words) for each, words in (originals | edited).items()}))
    assert 50 < len(alike) < 140
    assert len(alike & set(found)) >= 0.98 * len(alike)
    assert {each for each in found if "-" not in each} <= alike


def join(*parts):
    return " ".join(word for part in parts for word in part)


ONE, OTHER, THIRD = (write_words(seed) for seed in (1, 2, 3))


def test_a_teaser_joins_the_report_that_holds_it():
    found = cluster(shard({"a": join(ONE[:60]), "b": join(OTHER, edit(ONE, 0.02, 4), THIRD)}))
    ((_, _, similarity, containment),) = found["duplicate_pairs"].rows()
    assert similarity < 0.1 and containment > 0.7


def test_updates_that_grow_are_one_story():
    texts = {"a": join(ONE[:70]), "b": join(ONE[:70], OTHER[:150]), "c": join(ONE[:70], OTHER[:150], THIRD)}
    assert clusters_of(shard(texts)) == {"a": "a", "b": "a", "c": "a"}


def test_a_quote_that_two_long_reports_share_does_not_join_them():
    texts = {"a": join(ONE, OTHER[:100]), "b": join(OTHER[:100], THIRD)}
    assert clusters_of(shard(texts)) == {}


def test_a_phrase_is_no_part_of_the_texts_that_hold_it():
    phrase = ONE[: PART_SHINGLES + SHINGLE_WORDS - 2]
    texts = {"a": join(phrase), "b": join(ONE)}
    assert clusters_of(shard(texts)) == {}
    assert clusters_of(shard(texts | {"c": join(phrase).upper()})) == {"a": "a", "c": "a"}


@pytest.mark.parametrize("with_reports", [False, True])
def test_a_digest_does_not_join_the_stories_of_its_parts(with_reports):
    teasers = {"a": ONE[:40], "b": OTHER[:40], "c": THIRD[:40]}
    texts = {name: join(teaser) for name, teaser in teasers.items()} | {"digest": join(*teasers.values())}
    reports = {"a-report": join(ONE), "b-report": join(OTHER), "c-report": join(THIRD)} if with_reports else {}
    expected = {name: name[0] for name in reports} | ({name: name for name in teasers} if with_reports else {})
    assert clusters_of(shard(texts | reports)) == expected


def test_a_digest_joins_the_story_that_makes_up_half_of_it():
    texts = {"a": join(ONE[:40]), "b": join(OTHER[:100]), "digest": join(ONE[:40], OTHER[:100])}
    assert clusters_of(shard(texts)) == {"b": "b", "digest": "b"}


def test_a_text_and_its_copies_join_only_the_longer_text_that_they_make_up_most_of():
    passage = OTHER[:60]
    texts = {"a": join(passage), "b": join(passage).upper(), "c": join(passage, ONE), "d": join(THIRD[:200], passage)}
    assert clusters_of(shard(texts)) == {"a": "a", "b": "a", "d": "a"}


def test_two_versions_of_a_digest_are_one_story_and_not_those_of_its_parts():
    teasers = {"a": ONE[:40], "b": OTHER[:40], "c": THIRD[:40]}
    later = join(*teasers.values(), write_words(4)[:80])
    texts = {name: join(teaser) for name, teaser in teasers.items()} | {"d": join(*teasers.values()), "e": later}
    assert clusters_of(shard(texts)) == {"d": "d", "e": "d"}


WORDS = st.lists(st.sampled_from(["one", "two", "three", "four", "five", "six", "seven"]), max_size=14).map(" ".join)
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(lambda texts: {f"{n:02d}": text for n, text in enumerate(texts)})


@settings(max_examples=50)
@given(TEXTS, st.randoms(use_true_random=False), st.integers(1, 4))
def test_the_order_of_articles_and_shards_makes_no_difference(texts, chance, n_shards):
    expected = cluster(shard(texts))
    names = chance.sample(sorted(texts), len(texts))
    shards = [shard({name: texts[name] for name in names[start::n_shards]}) for start in range(n_shards)]
    found = cluster(*chance.sample(shards, n_shards))
    assert all(found[name].equals(expected[name]) for name in expected)


@settings(max_examples=50)
@given(TEXTS)
def test_identical_texts_are_always_one_cluster(texts):
    found = clusters_of(shard(texts | {f"{name}-2": text for name, text in texts.items()}))
    assert all(found[name] == found[f"{name}-2"] for name in texts)


@settings(max_examples=50)
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


LENGTHS = dict.fromkeys(DAYS, 1000)
SCHEMA_OF_COUNTED = {"article_id": pl.String, "outlet": pl.String, "published": pl.Date, "n_characters": pl.Int64}


def choose(which, lengths=LENGTHS):
    rows = [(each, OUTLETS[each], DAYS[each] and datetime.date(2020, 1, DAYS[each]), lengths[each]) for each in DAYS]
    articles = pl.DataFrame(rows, SCHEMA_OF_COUNTED, orient="row")
    clusters = pl.DataFrame({"article_id": ["a", "b", "c", "d"], "cluster": ["a"] * 4})
    return choose_counted(articles.lazy(), clusters, which)


@pytest.mark.parametrize(("which", "counted"), [("each", "abcde"), ("outlet", "bce"), ("once", "be")])
def test_the_earliest_of_a_story_counts(which, counted):
    chosen = choose(which)
    assert "".join(chosen.filter("counted")["article_id"]) == counted
    assert chosen["story"].to_list() == ["a", "a", "a", "a", "e"]


@pytest.mark.parametrize(("which", "counted"), [("each", "abcde"), ("outlet", "ace"), ("once", "ae")])
def test_the_article_that_tells_the_whole_story_counts_and_not_its_teaser(which, counted):
    chosen = choose(which, LENGTHS | {"b": 890, "c": 899, "d": 700})
    assert "".join(chosen.filter("counted")["article_id"]) == counted


def test_of_articles_of_about_the_same_length_the_earliest_counts():
    assert choose("once", LENGTHS | {"b": 900}).filter("counted")["article_id"].to_list() == ["b", "e"]


def test_each_article_has_its_reason():
    assert dict(choose("outlet").select("article_id", "reason").iter_rows()) == {
        "a": "near-duplicate of b, which is counted",
        "b": "represents its story in the outlet",
        "c": "represents its story in the outlet",
        "d": "near-duplicate of c, which is counted",
        "e": "no near-duplicate",
    }


def test_articles_without_an_outlet_are_taken_as_one_outlet():
    articles = pl.DataFrame([("a", None, None, 9), ("b", None, None, 9)], SCHEMA_OF_COUNTED, orient="row")
    clusters = pl.DataFrame({"article_id": ["a", "b"], "cluster": ["a", "a"]})
    assert choose_counted(articles.lazy(), clusters, "outlet")["counted"].to_list() == [True, False]


@pytest.mark.parametrize(
    ("one", "other", "n_counted"),
    [
        ("The Times (London)", "The Times", 1),
        ("Daily Mail", "DAILY MAIL (London)", 1),
        ("Der Standard", "Standard", 1),
        ("The Times", "The Sunday Times", 2),
        ("Le Monde", "Le Monde.fr", 2),
    ],
)
def test_databases_may_spell_the_name_of_an_outlet_in_two_ways(one, other, n_counted):
    articles = pl.DataFrame([("a", one, None, 9), ("b", other, None, 9)], SCHEMA_OF_COUNTED, orient="row")
    clusters = pl.DataFrame({"article_id": ["a", "b"], "cluster": ["a", "a"]})
    assert choose_counted(articles.lazy(), clusters, "outlet")["counted"].sum() == n_counted
