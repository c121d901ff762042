"""TF-IDF weights are those of scikit-learn and of the formulas; distinctive terms differ between groups."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from presswork.core.configuration import list_options
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.terms.comparison.tfidf import find_distinctive, weigh

COUNTS = arrays(np.int64, (6, 4), elements=st.integers(0, 9))


@pytest.mark.parametrize(("variant", "sublinear"), [("nsc", False), ("lsc", True)])
@given(COUNTS)
def test_weights_are_those_of_scikit_learn(variant, sublinear, counts):
    expected = TfidfTransformer(sublinear_tf=sublinear).fit_transform(sparse.csr_array(counts.astype(float)))
    assert np.allclose(weigh(sparse.csr_array(counts), variant).toarray(), expected.toarray())


def test_ltc_by_hand():
    counts = sparse.csr_array(np.array([[4, 1, 0], [0, 1, 2]]))
    weights = np.array([(1 + np.log(4)) * np.log(2), 0, 0])
    assert weigh(counts, "ltn").toarray()[0] == pytest.approx(weights)
    assert weigh(counts, "ltc").toarray()[0] == pytest.approx([1, 0, 0])
    assert weigh(counts, "btn").toarray()[1] == pytest.approx([0, 0, np.log(2)])


def test_every_variant_of_the_configuration_is_known():
    for variant in list_options()["terms.distinctive"]["enum"]:
        assert weigh(sparse.csr_array(np.array([[1, 0], [2, 3]])), variant).shape == (2, 2)


def distinguish(outlets, groups=None):
    counts = np.array([[3, 0, 1], [2, 0, 1], [0, 4, 1], [0, 2, 1]])
    ids = ["a", "b", "c", "d"]
    rows = pl.DataFrame({"article_id": ids})
    columns = pl.DataFrame({"term": ["tea", "war", "the"], "stop": [False, False, True]})
    texts = {"outlet": pl.String, "group": pl.String}
    articles = pl.DataFrame(
        {"article_id": ids, "outlet": outlets, "group": groups or [None] * 4}, schema_overrides=texts
    )
    found = find_distinctive(sparse.csr_array(counts), rows, columns, articles.lazy(), "ltc")
    return conform(found, find_tables()["distinctive"])


def test_terms_of_each_outlet_rank_by_their_weight_above_the_others():
    found = distinguish(["x", "x", "y", "y"])
    assert found.select("group", "rank", "term", "count", "articles").rows() == [
        ("x", 1, "tea", 5, 2),
        ("y", 1, "war", 6, 2),
    ]
    assert found["weight"].to_list() == [1, 1] and found["weight_elsewhere"].to_list() == [0, 0]


def test_groups_of_a_person_stand_in_place_of_outlets():
    assert set(distinguish(["x"] * 4, ["p", "p", "q", None])["group"]) == {"p", "q"}


def test_one_group_has_no_distinctive_terms():
    assert distinguish(["x"] * 4).is_empty()
    assert distinguish([None] * 4).is_empty()
