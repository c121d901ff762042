"""Agreement across engines: partners are found wherever they stand, and one engine has none to agree with."""

import numpy as np
import pytest

from presswork.topics.choosing.engine_agreement import compare_engines
from presswork.topics.fitting.model import Model, empty_model

TERMS = np.random.default_rng(2).dirichlet(np.full(30, 0.1), 3)
KS = [2, 3]
ENGINES = ["nmf", "gibbs", "variational"]


def hold(engine, terms):
    return Model(engine, terms, np.full((4, len(terms)), 1 / len(terms)), {}, True)


def compare(folder, chosen, engines, found):
    """Return the agreement where every other engine found `found` at 3 topics, and something else at 2."""
    paths = [folder / f"{engine}-{k}.npz" for engine in engines for k in KS]
    for path in paths:
        hold(path.stem.split("-")[0], found if path.stem.endswith("3") else TERMS[:2]).write_to(path)
    return compare_engines(chosen, paths, engines)


def test_each_topic_is_matched_with_its_like_in_every_other_engine(tmp_path):
    agreement = compare(tmp_path, hold("nmf", TERMS), ENGINES, TERMS[[2, 0, 1]])
    assert agreement["engine"].to_list() == ["gibbs"] * 3 + ["variational"] * 3
    assert agreement["other_topic"].to_list() == [2, 3, 1] * 2
    assert agreement["cosine"].to_list() == pytest.approx([1] * 6)


def test_a_topic_that_the_other_engine_lacks_has_a_low_cosine(tmp_path):
    lacking = np.vstack([TERMS[:2], np.full(30, 1 / 30)])
    cosines = compare(tmp_path, hold("nmf", TERMS), ENGINES[:2], lacking)["cosine"].to_list()
    assert cosines[:2] == pytest.approx([1, 1]) and cosines[2] < 0.6


def test_one_engine_agrees_with_none(tmp_path):
    assert compare(tmp_path, hold("nmf", TERMS), ["nmf"], TERMS).is_empty()


def test_where_nothing_was_chosen_nothing_agrees(tmp_path):
    assert compare(tmp_path, empty_model("nmf"), ENGINES, TERMS).is_empty()
