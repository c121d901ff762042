"""Sums of small decision trees."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.corpus.cleaning.decision_trees import ROWS_AT_ONCE, build_trees, sum_trees

# At most 1 word: 10; above, at most 0.5 capitals: 20, else 30. The second tree is a leaf.
STEP = {"splits": [["words", 1.0, -1, 1], ["capitals", 0.5, -2, -3]], "leaves": [10.0, 20.0, 30.0]}
CONTENT = {"bias": 0.25, "trees": [STEP, {"splits": [], "leaves": [0.5]}]}
NAMES = ("capitals", "words")


def walk(tree, row):
    """Return the tree's score for a row as the model file defines it."""
    place = 0 if tree["splits"] else -1
    while place >= 0:
        name, limit, at_most, above = tree["splits"][place]
        place = at_most if row[NAMES.index(name)] <= limit else above
    return tree["leaves"][-place - 1]


@pytest.mark.parametrize(("row", "total"), [((0.9, 1), 10.75), ((0.5, 2), 20.75), ((0.6, 2), 30.75)])
def test_a_row_gets_the_leaves_that_its_features_lead_to(row, total):
    assert sum_trees(build_trees(CONTENT, NAMES), np.array([row], np.float32)).tolist() == [total]


@given(st.lists(st.tuples(st.sampled_from([0, 0.25, 0.5, 0.75]), st.integers(0, 3)), max_size=20))
def test_the_table_of_answers_says_what_the_tree_says(rows):
    sums = sum_trees(build_trees(CONTENT, NAMES), np.array(rows, np.float32).reshape(-1, 2))
    assert sums.tolist() == [0.25 + sum(walk(tree, row) for tree in CONTENT["trees"]) for row in rows]


def test_a_row_has_the_same_sum_however_many_there_are():
    rows = np.random.default_rng(0).random((2 * ROWS_AT_ONCE + 3, 2)).astype(np.float32) * 3
    trees = build_trees(CONTENT, NAMES)
    assert sum_trees(trees, rows).tolist() == [sum_trees(trees, row[None])[0] for row in rows]


def test_a_model_that_needs_an_unknown_feature_is_refused():
    with pytest.raises(ValueError, match=r"unknown features: .'words'"):
        build_trees(CONTENT, ("capitals",))
