"""Terms that share articles are found by counting articles, not occurrences."""

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.terms.cooccurrence import count_cooccurrence

COUNTS = np.zeros((40, 4), dtype=np.int64)
COUNTS[:12, 0] = 1
COUNTS[:12, 1] = 9
COUNTS[6:30, 2] = 1
COUNTS[:, 3] = 5


def count(counts=COUNTS, stop=(False, False, False, True)):
    rows = pl.DataFrame({"article_id": [f"{number:03d}" for number in range(len(counts))]})
    columns = pl.DataFrame({"term": ["harbour", "crane", "wheat", "the"], "stop": list(stop)})
    return count_cooccurrence(sparse.csr_array(counts), rows, columns)


def test_a_pair_is_counted_by_articles_with_what_chance_would_give():
    found = conform(count(), find_tables()["cooccurrence"])
    assert found.select("term", "other", "joint", "expected", "log_dice").rows() == [
        ("crane", "harbour", 12, 3.6, 14.0)
    ]


def test_pairs_no_more_frequent_than_by_chance_and_stop_words_are_left_out():
    assert "wheat" not in {*count()["term"], *count()["other"]}
    assert "the" not in {*count()["term"], *count()["other"]}
    assert count(stop=(False, False, False, False)).height == 1


def test_every_pair_agrees_with_counting_by_hand():
    counts = np.random.default_rng(3).integers(0, 2, (60, 4)) * 3
    found = count(counts, stop=(False,) * 4)
    names = {"harbour": 0, "crane": 1, "wheat": 2, "the": 3}
    for term, other, joint in found.select("term", "other", "joint").iter_rows():
        assert joint == int(((counts[:, names[term]] > 0) & (counts[:, names[other]] > 0)).sum())
