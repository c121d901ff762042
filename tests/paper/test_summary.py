"""The summary: what it says of the number of topics."""

import polars as pl
import pytest

from drawn_topics import choice_of
from presswork.core.schema import find_tables
from presswork.paper.summary import write_summary

LESS_STABLE = (
    "          other numbers score higher but are less stable: compare topics/candidates.csv, and set topics.choose"
)
AS_GOOD = (
    "          10 and 15 do as well within one standard error: compare topics/candidates.csv, and set topics.choose"
)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"rule": "best_stable"}, [LESS_STABLE]),
        ({"as_good": [10, 15]}, [AS_GOOD]),
        ({"rule": "best_stable", "as_good": [10, 15]}, [AS_GOOD, LESS_STABLE]),
        ({"rule": "set", "chosen_by": "person", "as_good": [10, 15]}, []),
        ({"k": None, "rule": "no_structure"}, []),
    ],
)
def test_the_summary_says_which_other_numbers_of_topics_do_well(given, told):
    empty = {name: table.schema.to_frame() for name, table in find_tables().items()}
    named = ("lengths", "matrix_rows", "frequency", "prevalence", "topics", "labels", "closeness")
    flow = pl.DataFrame({"step": [1, 2, 3], "left": [315, 315, 315]})
    tables = [empty[name] for name in named]
    choice = choice_of(315, 5) | given
    summary = write_summary(empty["articles"].lazy(), flow, *tables, choice, {"not_planned": []})
    lines = summary.split("topics    ")[1].splitlines()[1:]
    assert lines == told
