"""How well orders of key terms replicate: the first terms in one half of the demo corpus, sought in the other half."""

from collections.abc import Iterator
from pathlib import Path

from null_keyness import LEVEL, MIN_ARTICLES, MIN_COUNT, RESAMPLES, SEED, read_corpus
from runner import DEMO, MarkdownTable, run_command, states

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.limits import MIN_UNITS
from presswork.statistics.intervals import estimate_rates, ratio_interval
from presswork.statistics.keyness import conservative_log_ratio, effective_log_ratio, log_ratio
from presswork.statistics.permutation import permute_groups

HALVINGS, FIRST = 2, 20


@states(
    "statistics.md",
    "<!-- rankings of keyness -->",
    "their log ratio is lower by {fall} in the other half",
    seconds=15,
    needs=("demo",),
)
def rankings(results: Path = DEMO, halvings: int = HALVINGS) -> dict[str, float]:
    """How the first terms of each order, found in half of the articles or days, do in the other half."""
    counts, members = read_corpus(results, n_terms=None)
    generator = np.random.default_rng(SEED)
    found: dict[str, list[tuple[float, ...]]] = {}
    for split in ("article", "day"):
        clusters = members[split].unique().sort()
        for number in range(halvings):
            chosen = clusters.gather(generator.permutation(len(clusters))[: len(clusters) // 2])
            inside = members[split].is_in(chosen.to_list()).to_numpy()
            for name, worth in judge_orders(counts, members, inside, number):
                found.setdefault(name, []).append(worth)
    heads = "log ratio there", "at least double there", "in 3 or more articles there", "p_maxt > 0.9 here"
    table = MarkdownTable("order", f"log ratio of the first {FIRST} here", *heads)
    means = {name: np.mean(values, axis=0) for name, values in found.items()}
    for name, mean in means.items():
        table.add(name, *(f"{each:.2f}" for each in mean[:2]), *(f"{each:.1%}" for each in mean[2:]))
    table.fill("statistics.md", "rankings of keyness")
    here, there, *_ = means["`rank`"]
    return {"fall": here - there}


def judge_orders(
    counts: sparse.csr_array, members: pl.DataFrame, inside: np.ndarray, seed: int
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield for each outlet and order of its terms, ranked inside, how the first ones do outside."""
    sizes, names = members["n_words"].to_numpy().astype(float), members["outlet"].to_numpy()
    outlets = sorted(set(names))
    here = counts[inside]
    frequent = (here.sum(axis=0) >= MIN_COUNT) & (here.astype(bool).sum(axis=0) >= MIN_ARTICLES)
    halves = [(counts[rows][:, np.flatnonzero(frequent)], sizes[rows], names[rows]) for rows in (inside, ~inside)]
    own, words, outlet = halves[0]
    groups = np.array([outlets.index(each) for each in outlet])
    permuted = permute_groups(own, words, groups, np.zeros(len(groups), np.int64), len(outlets), RESAMPLES, seed)
    for group, label in enumerate(outlets):
        sides = [add_up(*half, label) for half in halves]
        rates = [estimate_rates(own[rows], words[rows]) for rows in (groups == group, groups != group)]
        low, _ = ratio_interval(*rates, MIN_UNITS)
        ratio, there = (log_ratio(*side) for side in sides)
        p = permuted.p_maxt[group]
        is_key = (p <= LEVEL) & (ratio > 0)
        bound = effective_log_ratio(*sides[0], permuted.overdispersion[group])
        orders = {
            "LRC over tokens": (-ratio, -conservative_log_ratio(*sides[0], p.size * len(outlets))),
            "lower bound of the interval": (-ratio, -np.nan_to_num(low, nan=-np.inf)),
            "`rank`": (-ratio, -bound, ~is_key),
        }
        articles = halves[1][0][halves[1][2] == label].astype(bool).sum(axis=0)
        there = np.where(sides[1][0] + sides[1][2] > 0, there, 0)
        for name, keys in orders.items():
            first = np.lexsort(keys)[:FIRST]
            shares = (there[first] >= 1).mean(), (articles[first] >= 3).mean(), (p[first] > 0.9).mean()
            yield name, (ratio[first].mean(), there[first].mean(), *shares)


def add_up(
    counts: sparse.csr_array, sizes: np.ndarray, names: np.ndarray, label: str
) -> tuple[np.ndarray | float, ...]:
    """Return each term's count and all words of the articles of this name, then of all others."""
    own, total = np.asarray(counts[names == label].sum(axis=0)), np.asarray(counts.sum(axis=0))
    size = float(sizes[names == label].sum())
    return own, size, total - own, float(sizes.sum()) - size


if __name__ == "__main__":
    run_command(__doc__, rankings)
