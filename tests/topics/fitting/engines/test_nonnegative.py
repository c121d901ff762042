"""Non-negative least squares: as scipy's, whatever the design, and never worse from one sweep to the next."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import nnls

from presswork.topics.fitting.engines import nonnegative
from presswork.topics.fitting.engines.nonnegative import solve_nonnegative, sweep


def draw(seed, k=8, n=60, sparse=0.0):
    """Return a non-negative design (rows x k), targets (rows x n), the inner products, and those with the targets."""
    chance = np.random.default_rng(seed)
    design = chance.random((20, k)) * (chance.random((20, k)) >= sparse)
    targets = chance.normal(0.3, 1, (20, n))
    return design, targets, design.T @ design, design.T @ targets


def solve_singly(design, targets):
    return np.array([nnls(design, each)[0] for each in targets.T]).T


@given(st.integers(0, 10_000), st.integers(1, 12), st.sampled_from([0.0, 0.5, 0.9]))
@example(188, 11, 0.9)  # Some columns are zero, others parallel.
def test_values_are_those_of_scipy(seed, k, share):
    design, targets, gram, products = draw(seed, k, 20, share)
    errors = [
        np.square(design @ values - targets).sum(axis=0)
        for values in (solve_nonnegative(gram, products), solve_singly(design, targets))
    ]
    assert errors[0] == pytest.approx(errors[1], abs=1e-9)
    if np.linalg.cond(gram) < 1e6:
        assert solve_nonnegative(gram, products) == pytest.approx(solve_singly(design, targets), abs=1e-6)


def test_a_wrong_guess_is_corrected(monkeypatch):
    design, targets, gram, products = draw(1)
    monkeypatch.setattr(nonnegative, "SWEEPS", 0)
    assert solve_nonnegative(gram, products) == pytest.approx(solve_singly(design, targets), abs=1e-8)


def test_what_goes_in_circles_is_solved_one_by_one(monkeypatch):
    design, targets, gram, products = draw(2)
    monkeypatch.setattr(nonnegative, "EXCHANGES", 0)
    assert solve_nonnegative(gram, products) == pytest.approx(solve_singly(design, targets), abs=1e-8)


def test_columns_of_the_design_may_be_equal_or_zero():
    design, targets, *_ = draw(3)
    design = np.column_stack([design, design[:, :2], np.zeros(20)])
    found = solve_nonnegative(design.T @ design, design.T @ targets)
    assert found.min() >= 0 and not found[-1].any()
    expected = solve_singly(design, targets)
    assert design @ found == pytest.approx(design @ expected, abs=1e-8)


def test_few_systems_held_at_a_time_give_the_same(monkeypatch):
    _, _, gram, products = draw(4)
    expected = solve_nonnegative(gram, products)
    monkeypatch.setattr(nonnegative, "CELLS", 50)
    assert (solve_nonnegative(gram, products) == expected).all()


def test_a_sweep_never_raises_the_squared_error():
    design, targets, gram, products = draw(5)
    values, errors = np.ones_like(products), []
    for _ in range(10):
        values = sweep(values, gram, products)
        errors.append(np.square(design @ values - targets).sum())
    assert (np.diff(errors) <= 1e-9).all() and values.min() >= 0
