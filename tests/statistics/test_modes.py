"""Two groups of values, against distributions whose split is known."""

import numpy as np
import pytest
from scipy import special

from presswork.statistics.modes import split_variance


def test_two_points_are_two_groups_and_a_normal_or_a_uniform_distribution_is_not():
    places = (np.arange(5000) + 0.5) / 5000
    known = np.column_stack([special.ndtri(places), places, np.repeat([0.2, 0.7], 2500)])
    assert split_variance(known) == pytest.approx([2 / np.pi, 0.75, 1], abs=0.002)
    lone = np.array([*[1.0, 2.0, 3.0] * 9, 50, 60])[:, None]
    assert split_variance(lone) < split_variance(np.array([*[1.0, 2.0, 3.0] * 9, 50, 55, 60])[:, None])
    assert np.isnan(split_variance(np.full((30, 1), 0.1))) and np.isnan(split_variance(np.eye(3))).all()
