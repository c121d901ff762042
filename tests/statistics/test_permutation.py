"""Permutation: p is uniform where nothing differs, the family-wise error is kept, and blocks keep what they share."""

from itertools import combinations, permutations, product

import numpy as np
import pytest
from scipy import sparse, special, stats

from presswork.statistics.permutation import EQUAL, _describe_null, _shuffle, _signed_root, permute_groups


def draw_bursty(generator, n_units, n_terms):
    """Return negative binomial counts that come in bursts, and the units' sizes."""
    sizes = np.exp(generator.normal(6, 0.5, n_units)).round()
    rates = generator.gamma(0.1, 1 / 0.1, (n_units, n_terms)) * 0.004
    return sparse.csr_array(generator.poisson(rates * sizes[:, None]).astype(float)), sizes


def permute(counts, sizes, groups, blocks=None, n_groups=1, permutations=199, seed=1):
    blocks = np.zeros(len(groups), dtype=np.int64) if blocks is None else blocks
    return permute_groups(counts, sizes, np.asarray(groups), blocks, n_groups, permutations, seed)


def test_p_is_uniform_where_nothing_differs_and_the_family_wise_error_is_kept():
    generator = np.random.default_rng(8)
    alone, smallest = [], []
    for number in range(200):
        counts, sizes = draw_bursty(generator, 40, 30)
        found = permute(counts, sizes, np.arange(40) % 4 - 1, permutations=99, n_groups=3, seed=number)
        alone.append(found.p[0, 0])
        smallest.append(found.p_maxt.min())
    low, high = stats.binom.ppf([0.005, 0.995], 200, 0.05)
    assert low <= np.sum(np.array(smallest) <= 0.05) <= high
    assert stats.kstest(alone, "uniform").pvalue > 0.01
    assert np.sum(np.array(alone) <= 0.05) <= high


def test_a_burst_in_one_unit_is_not_key_and_a_term_in_all_units_of_a_group_is():
    generator = np.random.default_rng(2)
    counts, sizes = draw_bursty(generator, 60, 50)
    counts = counts.tolil()
    counts[:, 0], counts[:, 1] = 0, 0
    counts[0, 0] = 90
    counts[:30, 1] = 3
    found = permute(counts.tocsr(), sizes, [0] * 30 + [-1] * 30)
    assert found.p_maxt[0, 0] > 0.5
    assert found.p_maxt[0, 1] == 1 / 200


def test_corrected_p_is_never_smaller_and_follows_the_statistic():
    counts, sizes = draw_bursty(np.random.default_rng(4), 50, 40)
    found = permute(counts, sizes, np.arange(50) % 3, n_groups=3)
    assert (found.p_maxt >= found.p).all()
    order = np.argsort(-np.abs(found.statistic).ravel())
    assert (np.diff(found.p_maxt.ravel()[order]) >= 0).all()


def test_all_permutations_by_hand():
    generator = np.random.default_rng(5)
    counts, sizes = draw_bursty(generator, 8, 3)
    groups, blocks = np.array([0, 0, 0, -1, -1, -1, -1, -1]), np.zeros(8, dtype=np.int64)
    null = _describe_null(counts, sizes, groups, blocks, 1)
    sums, statistics = [], []
    for chosen in combinations(range(8), 3):
        own, words = counts[list(chosen)].sum(axis=0)[None], sizes[list(chosen)].sum()
        statistics.append(_signed_root(own, np.array([[words]]), null)[0])
        sums.append(own[0] - null.rate * words)
    exact = np.var(sums, axis=0)
    single = null.expected[0] * (null.total - null.expected[0]) / null.total
    assert null.overdispersion[0] * single == pytest.approx(exact)
    observed = _signed_root(counts[[0, 1, 2]].sum(axis=0)[None], np.array([[sizes[:3].sum()]]), null)[0]
    expected = np.mean(np.abs(statistics) >= np.abs(observed) - EQUAL, axis=0)
    assert permute(counts, sizes, groups, permutations=4999).p[0] == pytest.approx(expected, abs=0.03)


def test_moments_within_blocks_by_hand():
    counts, sizes = draw_bursty(np.random.default_rng(14), 9, 4)
    counts = sparse.csr_array(counts.toarray() + 1)
    groups, blocks = np.array([0, -1, -1, -1, 0, 0, -1, -1, -1]), np.array([0, 0, 0, 1, 1, 1, 1, 2, 2])
    null = _describe_null(counts, sizes, groups, blocks, 1)
    drawn = [[first, *rest] for first, rest in product(range(3), combinations(range(3, 7), 2))]
    sums = np.array([counts[rows].sum(axis=0) for rows in drawn])
    words = np.array([sizes[rows].sum() for rows in drawn])
    single = null.expected[0] * (null.total - null.expected[0]) / null.total
    assert null.expected[0] == pytest.approx(sums.mean(axis=0))
    assert null.words[0] == pytest.approx(words.mean())
    assert null.overdispersion[0] * single == pytest.approx(np.var(sums - words[:, None] * null.rate, axis=0))


def test_groups_are_shuffled_within_blocks_and_not_across():
    generator = np.random.default_rng(15)
    groups, blocks = generator.integers(-1, 3, 60), generator.integers(0, 5, 60)
    drawn = [_shuffle(groups, blocks, generator) for _ in range(20)]
    for block in range(5):
        inside = blocks == block
        assert {tuple(sorted(each[inside])) for each in drawn} == {tuple(sorted(groups[inside]))}
        assert len({tuple(each[inside]) for each in drawn}) > 1


def test_what_a_block_shares_is_no_difference_between_groups():
    """Each day has its own word; the group has most units on the first days."""
    blocks = np.repeat(np.arange(12), 4)
    groups = np.where(np.arange(48) % 4 < np.where(blocks < 6, 3, 1), 0, -1)
    counts = np.zeros((48, 2))
    counts[blocks < 6, 0] = 5
    counts[groups == 0, 1] = 5
    sizes = np.full(48, 300.0)
    free = permute(sparse.csr_array(counts), sizes, groups)
    within = permute(sparse.csr_array(counts), sizes, groups, blocks)
    assert free.p[0, 0] < 0.01
    assert within.p[0].tolist() == [1, 1 / 200]
    assert within.statistic[0, 0] == 0


def test_the_same_seed_gives_the_same_p_and_batches_do_not_matter(monkeypatch):
    counts, sizes = draw_bursty(np.random.default_rng(6), 30, 20)
    groups = np.arange(30) % 2
    first = permute(counts, sizes, groups, n_groups=2)
    monkeypatch.setattr("presswork.statistics.permutation.COLUMNS_AT_ONCE", 7)
    again, other = permute(counts, sizes, groups, n_groups=2), permute(counts, sizes, groups, n_groups=2, seed=9)
    assert np.array_equal(first.p, again.p) and np.array_equal(first.p_maxt, again.p_maxt)
    assert not np.array_equal(first.p, other.p)


def test_two_groups_mirror_each_other_and_an_absent_term_differs_nowhere():
    counts, sizes = draw_bursty(np.random.default_rng(7), 30, 20)
    counts = sparse.csr_array(sparse.hstack([counts, sparse.csr_array((30, 1))]))
    found = permute(counts, sizes, np.arange(30) % 2, n_groups=2)
    assert found.statistic[0] == pytest.approx(-found.statistic[1])
    assert found.p[:, -1].tolist() == [1, 1]


def enumerate_groups(groups, blocks):
    """Return every way to deal the groups within each block."""
    inside = [np.flatnonzero(blocks == block) for block in np.unique(blocks)]
    dealt = [sorted(set(permutations(groups[places].tolist()))) for places in inside]
    for chosen in product(*dealt):
        drawn = np.empty_like(groups)
        for places, each in zip(inside, chosen, strict=True):
            drawn[places] = each
        yield drawn


def correct_by_definition(observed, statistics):
    """Return p and p_maxt of |t| by Westfall & Young's algorithm 4.1, hypothesis by hypothesis."""
    order = np.argsort(-observed)
    single = [np.mean(statistics[:, each] >= observed[each] - EQUAL) for each in range(len(observed))]
    adjusted = np.empty(len(observed))
    for place, each in enumerate(order):
        greatest = statistics[:, order[place:]].max(axis=1)
        adjusted[each] = max(np.mean(greatest >= observed[each] - EQUAL), adjusted[order[:place]].max(initial=0))
    return np.array(single), adjusted


@pytest.mark.parametrize("blocks", [[0] * 9, [0, 0, 0, 1, 1, 1, 1, 2, 2]], ids=["one block", "three blocks"])
def test_p_and_maxt_are_those_of_all_permutations_enumerated(blocks):
    """The statistic is computed anew: two-cell G2, its expectation and variance from the permutations themselves."""
    counts, sizes = draw_bursty(np.random.default_rng(21), 9, 5)
    dense = counts.toarray() + np.array([3, 0, 0, 1, 0])
    groups, blocks = np.array([0, 0, 1, 1, 0, -1, 1, -1, -1]), np.array(blocks)
    dense[groups == 0, 0] += 40
    drawn = np.array([groups, *enumerate_groups(groups, blocks)])
    total, rate = dense.sum(axis=0), dense.sum(axis=0) / sizes.sum()
    columns = []
    for group in (0, 1):
        own = np.array([dense[each == group].sum(axis=0) for each in drawn])
        words = np.array([sizes[each == group].sum() for each in drawn])[:, None]
        mean = own[1:].mean(axis=0)
        variance = np.var((own - words * rate)[1:], axis=0)
        due = np.clip(mean + rate * (words - words[1:].mean()), EQUAL, total - EQUAL)
        g2 = 2 * (special.rel_entr(own, due) + special.rel_entr(total - own, total - due))
        columns.append(np.sqrt(g2 / (variance / (mean * (total - mean) / total))))
    joined = np.hstack(columns)
    single, adjusted = correct_by_definition(joined[0], joined[1:])
    n_draws = 4999
    found = permute(sparse.csr_array(dense), sizes, groups, blocks, n_groups=2, permutations=n_draws)
    assert np.abs(found.statistic).ravel() == pytest.approx(joined[0])
    for exact, drawn_p in ((single, found.p), (adjusted, found.p_maxt)):
        error = np.sqrt(exact * (1 - exact) / n_draws) + 1 / n_draws
        assert (np.abs(drawn_p.ravel() - exact) < 4 * error + 1e-3).all()
    assert adjusted.min() < 0.6 < adjusted.max()
