"""Intervals of dispersion: the standard error is that of resampled articles, and the interval covers."""

import numpy as np
import pytest
from scipy import sparse, special, stats

from presswork.core.limits import MIN_UNITS_DISPERSION as MIN_UNITS
from presswork.statistics.dispersion.intervals import MEASURES, dispersion_interval, sum_squares


def draw_articles(generator, n_articles, n_terms, per_million, burstiness):
    """Negative binomial counts, lengths log-normal; a small size parameter is bursty."""
    sizes = np.exp(generator.normal(6, 0.7, n_articles))
    rates = generator.gamma(burstiness, 1 / burstiness, (n_articles, n_terms)) * per_million / 1e6
    return generator.poisson(rates * sizes[:, None]).astype(float), sizes


def find_interval(measure, counts, sizes, min_units):
    """Return the bounds, each article a unit."""
    units, present = np.arange(len(counts)), (counts > 0).sum(axis=0)
    return dispersion_interval(measure, sparse.csr_array(counts), sizes, units, present, min_units)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_error_is_that_of_a_bootstrap_over_articles(measure):
    generator = np.random.default_rng(1)
    counts, sizes = draw_articles(generator, 400, 3, np.array([500, 3000, 10_000]), 0.3)
    value, influence = MEASURES[measure]
    matrix = sparse.csr_array(counts)
    draws = [generator.integers(0, 400, 400) for _ in range(500)]
    resampled = np.std([value(matrix[drawn], sizes[drawn]) for drawn in draws], axis=0)
    squares = sum_squares(influence(matrix, sizes), np.arange(400))
    assert np.sqrt(squares) / 400 == pytest.approx(resampled, rel=0.12)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_error_over_days_is_that_of_a_bootstrap_over_days(measure):
    generator = np.random.default_rng(3)
    counts, sizes = draw_articles(generator, 900, 3, np.array([500, 3000, 10_000]), 0.3)
    days = generator.integers(0, 150, 900)
    counts *= generator.gamma(2, 1 / 2, (150, 3)).round()[days]
    value, influence = MEASURES[measure]
    matrix = sparse.csr_array(counts)
    articles = [np.flatnonzero(days == day) for day in range(150)]
    draws = [np.concatenate([articles[day] for day in generator.integers(0, 150, 150)]) for _ in range(500)]
    resampled = np.std([value(matrix[drawn], sizes[drawn]) for drawn in draws], axis=0)
    over_days, over_articles = (
        np.sqrt(sum_squares(influence(matrix, sizes), units)) / 900 for units in (days, np.arange(900))
    )
    assert over_days == pytest.approx(resampled, rel=0.12)
    assert (over_days > over_articles).all()


@pytest.mark.parametrize("measure", MEASURES)
def test_the_error_is_that_of_leaving_out_each_article(measure):
    generator = np.random.default_rng(2)
    counts, sizes = draw_articles(generator, 300, 2, np.array([4000, 20_000]), 0.8)
    # The smallest part enters DPnorm; here it stays in.
    counts, sizes = np.vstack([counts, [0, 0]]), np.append(sizes, 20.0)
    value, influence = MEASURES[measure]
    kept = [np.delete(np.arange(301), place) for place in range(300)]
    left = np.array([value(sparse.csr_array(counts[rows]), sizes[rows]) for rows in kept])
    error = np.sqrt(300 / 301 * 300 * np.var(left, axis=0))
    squares = sum_squares(influence(sparse.csr_array(counts), sizes), np.arange(301))
    assert np.sqrt(squares) / 301 == pytest.approx(error, rel=0.04)


def test_the_interval_is_symmetric_in_the_log_odds():
    counts, sizes = draw_articles(np.random.default_rng(4), 200, 1, 5000, 1.0)
    low, high = find_interval("da", counts, sizes, 1)
    value, influence = (function(sparse.csr_array(counts), sizes) for function in MEASURES["da"])
    middle = (special.logit(low) + special.logit(high)) / 2
    assert special.expit(middle) == pytest.approx(value)
    error = np.sqrt(sum_squares(influence, np.arange(200)) / 200 / 199)
    width = stats.t.ppf(0.975, 199) * error / (value * (1 - value))
    assert special.logit(high) - special.logit(low) == pytest.approx(2 * width)


def test_too_few_articles_and_the_ends_of_the_scale_have_no_interval():
    sizes = np.full(40, 100.0)
    few, even = np.zeros((40, 1)), np.full((40, 1), 2.0)
    few[:29] = 1
    for counts in (few, even):
        assert np.isnan(find_interval("dkl", counts, sizes, MIN_UNITS)).all()


@pytest.mark.slow
@pytest.mark.parametrize("burstiness", [0.05, 0.2, 1.0])
@pytest.mark.parametrize(("n_articles", "per_million"), [(60, 30_000), (300, 3000), (1000, 1000), (4000, 300)])
def test_nominal_95_percent_covers_where_enough_articles_have_the_term(n_articles, per_million, burstiness):
    generator = np.random.default_rng([n_articles, per_million])
    large, sizes = draw_articles(generator, 1_000_000, 1, per_million, burstiness)
    true = {name: value(sparse.csr_array(large), sizes)[0] for name, (value, _) in MEASURES.items()}
    covered, enough = {name: [] for name in MEASURES}, []
    for _ in range(200):
        counts, sizes = draw_articles(generator, n_articles, 5, per_million, burstiness)
        enough.append((counts > 0).sum(axis=0) >= MIN_UNITS)
        for name in MEASURES:
            low, high = find_interval(name, counts, sizes, 1)
            covered[name].append((low <= true[name]) & (true[name] <= high))
    if np.mean(enough) < 0.8:
        assert n_articles == 60 and burstiness < 1, "what is seldom reached says nothing"
        return
    for name in MEASURES:
        assert 0.90 < np.array(covered[name])[np.array(enough)].mean() < 0.985, name
