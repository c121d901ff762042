"""A concordance finds words and phrases where they stand, and sorts them as corpus linguists do."""

from datetime import date

import polars as pl
import pytest

from conftest import clean_records
from presswork.core.errors import PressworkError
from presswork.terms.counting.matrix import build_matrix
from presswork.tokens.concordance import find_concordance
from tokenized import build_words, tokenize_tables

FIRST = "The old house stood empty. She saw old houses, and the white House burned down on Monday in the old town."
SECOND = "Ukraine’s army left the old house before the winter came, and nobody saw them in the white house again."


@pytest.fixture(scope="module")
def corpus():
    return tokenize((FIRST, {"published": "2022-12-01"}), (SECOND, {}))


def tokenize(*records):
    shard = clean_records(*records)
    made = tokenize_tables(shard)
    return made["tokens"].lazy(), build_words(made, "word\nthe\n"), shard["records"].lazy(), shard["articles"].lazy()


def nodes(corpus, query, **options):
    return find_concordance(*corpus, query, **options)["node"].to_list()


def test_the_lines_are_those_that_are_counted():
    """Headlines, articles that are not analysed, and clitics neither count nor give lines."""
    texts = [f"The house of {name}\n\nThe house of {name} isn't new. U.S. houses aren't house-like." for name in "abc"]
    tokens, vocabulary, *rest = tokenize(*((text, {}) for text in texts))
    ids = rest[1].collect()["article_id"].sort()
    counted = pl.DataFrame({"article_id": ids, "counted": [True, True, False]})
    for layer in ("token", "lower", "lemma", "stem"):
        matrix = build_matrix(counted, [tokens], vocabulary.lazy(), layer, 40)
        counts = dict(zip(matrix["matrix_columns"]["term"], matrix["matrix"].sum(axis=0), strict=True))
        for term, count in counts.items():
            options = {"layer": layer, "limit": None, "bodies": matrix["matrix_rows"]}
            lines = find_concordance(tokens, vocabulary, *rest, term, **options)
            assert lines.height == count, (layer, term)
    everything = find_concordance(tokens, vocabulary, *rest, "house")
    assert (counts["hous"], everything.height) == (4, 6)


def test_left_node_and_right_are_the_text_with_its_place(corpus):
    line = find_concordance(*corpus, "stood", width=10).row(0, named=True)
    assert (line["left"], line["node"], line["right"]) == ("old house ", "stood", " empty. Sh")
    assert (line["published"], FIRST[line["start"] : line["end"]]) == (date(2022, 12, 1), "stood")


@pytest.mark.parametrize(
    ("query", "options", "count"),
    [
        ("house", {}, 4),
        ("house", {"layer": "token"}, 3),
        ("house", {"layer": "lemma"}, 5),
        ("hous*", {}, 5),
        ("white house", {}, 2),
        ("the * house", {}, 4),
        ("Ukraine's army", {}, 1),
        ("ukraine’s", {}, 1),
        ("(old|white) houses?", {"regex": True}, 5),
        ("empty she", {}, 0),
        ("nothing", {}, 0),
    ],
)
def test_words_phrases_wildcards_and_expressions_are_found(corpus, query, options, count):
    assert len(nodes(corpus, query, **options)) == count


def test_lines_are_sorted_by_the_words_beside_the_node(corpus):
    right = find_concordance(*corpus, "house", sort=("R1", "L1"))["right"].to_list()
    assert [text.split()[0].strip(".") for text in right] == ["again", "before", "burned", "stood"]
    left = find_concordance(*corpus, "house", sort=("L1", "L2"))["left"].to_list()
    assert [text.split()[-1] for text in left] == ["old", "old", "white", "white"]
    dated = find_concordance(*corpus, "house", sort=("published",))["published"].to_list()
    assert dated[:2] == [None, None]


def test_of_too_many_lines_evenly_spaced_ones_are_given(corpus):
    everything = find_concordance(*corpus, "the", limit=None)
    some = find_concordance(*corpus, "the", limit=3)
    assert some.height == 3
    assert some.rows() == [everything.row(number * everything.height // 3) for number in range(3)]


@pytest.mark.parametrize(
    ("query", "options", "says"),
    [
        ("", {}, "no words"),
        ("(", {"regex": True}, "regular expression"),
        ("a", {"layer": "colour"}, "layer"),
        ("a", {"sort": ("R9",)}, "sort"),
    ],
)
def test_a_wrong_question_is_an_error_with_what_is_right(corpus, query, options, says):
    with pytest.raises(PressworkError, match=says) as caught:
        find_concordance(*corpus, query, **options)
    assert "expected" in str(caught.value)
