"""How choices in the keyness analysis change its results on the demo corpus: reference, unit, a single article.

Each command reads the results of `make demo`, or of another run (RESULTS).
"""

from pathlib import Path

from null_keyness import LEVEL, NULL_RESAMPLES, RESAMPLES, SEED, read_corpus
from runner import DEMO, MarkdownTable, run_command, states

import numpy as np
import polars as pl
from scipy import sparse, stats

from presswork.core.limits import MIN_UNITS
from presswork.statistics.arrays import Integers, Numbers
from presswork.statistics.clusters import join_counts, join_sizes
from presswork.statistics.intervals import rate_interval
from presswork.statistics.keyness import conservative_log_ratio, log_ratio
from presswork.statistics.permutation import Permuted, permute_groups
from presswork.terms.comparison.groups import join_units

NULLS = 100
MOST_OUTLETS = 8
ARTICLES, TOP = 450, 10


def permute_outlets(counts: sparse.csr_array, members: pl.DataFrame, groups: Integers, resamples: int) -> Permuted:
    """Return the test of each group against all other articles; an article is a unit."""
    sizes, blocks = members["n_words"].to_numpy().astype(float), np.zeros(len(groups), dtype=np.int64)
    return permute_groups(counts, sizes, groups, blocks, int(groups.max()) + 1, resamples, SEED)


def number_outlets(members: pl.DataFrame) -> tuple[Integers, list[str]]:
    """Return the number of each article's outlet, and the outlets."""
    outlets = members["outlet"].unique().sort().to_list()
    return np.array([outlets.index(each) for each in members["outlet"]], dtype=np.int64), outlets


def measure_rates(counts: sparse.csr_array, members: pl.DataFrame, groups: Integers) -> tuple[Numbers, Numbers]:
    """Return each outlet's occurrences (outlets x terms) and words."""
    return join_counts(counts, groups).toarray(), join_sizes(members["n_words"].to_numpy().astype(float), groups)


@states(
    "statistics.md",
    "In {highest}% of the {over} pairs of key term and outlet, no other outlet has a higher rate",
    "Of the {under} pairs with a lower rate and `p_maxt` of at most 0.05, {not_lowest}% have another outlet with an"
    " even lower rate, and {echo}% a different sign without the outlet of the rest that has the highest rate",
    "{same}% of all pairs have the same sign if all outlets of the rest weigh the same",
    seconds=10,
    needs=("demo",),
)
def references(results: Path = DEMO) -> dict[str, float]:
    """How the key terms of an outlet against the rest compare with each other outlet, and what overlapping rests do."""
    counts, members = read_corpus(results, n_terms=None)
    groups, outlets = number_outlets(members)
    permuted = permute_outlets(counts, members, groups, RESAMPLES)
    sums, words = measure_rates(counts, members, groups)
    total, everything = sums.sum(axis=0), words.sum()
    ratio = np.array([log_ratio(own, n, total - own, everything - n) for own, n in zip(sums, words, strict=True)])
    rates = sums / words[:, None]
    over, under = ((permuted.p_maxt <= LEVEL) & (np.sign(ratio) == sign) for sign in (1, -1))
    with np.errstate(divide="ignore"):
        even = np.log2(np.maximum(rates, 0.5 / words[:, None])) - np.log2(
            (rates.sum(axis=0) - rates) / (len(outlets) - 1)
        )
    own, others = ratio_without_highest(sums, words)
    shares = {
        "highest": (rates >= rates.max(axis=0))[over].mean(),
        "not_lowest": (rates > rates.min(axis=0))[under].mean(),
        "echo": (own >= others)[under].mean(),
        "same": (np.sign(even) == np.sign(ratio))[over | under].mean(),
    }
    return {name: 100 * share for name, share in shares.items()} | {"over": over.sum(), "under": under.sum()}


def ratio_without_highest(sums: Numbers, words: Numbers) -> tuple[Numbers, Numbers]:
    """Return each outlet's rate, and that of its rest without the outlet that has the term most (outlets x terms)."""
    rates = sums / words[:, None]
    rest = np.empty_like(rates)
    for outlet in range(len(words)):
        others = np.delete(np.arange(len(words)), outlet)
        most = others[rates[others].argmax(axis=0)]
        left = sums.sum(axis=0) - sums[outlet] - sums[most, np.arange(sums.shape[1])]
        rest[outlet] = left / (words.sum() - words[outlet] - words[most])
    return rates, rest


@states(
    "statistics.md",
    "any term was key in {all_any} of 100 draws, a more frequent one in {all_more} (95% CI {all_low} to {all_high}%)",
    "any term of the others was key in {one_any} of 90 draws, a more frequent one in {one_more} ({one_low} to"
    " {one_high}%)",
    seconds=70,
    needs=("demo",),
)
def families(results: Path = DEMO, nulls: int = NULLS) -> dict[str, float]:
    """How often any term is key for outlets whose articles are reassigned at random: all nine, or all but one."""
    counts, members = read_corpus(results)
    groups, outlets = number_outlets(members)
    generator = np.random.default_rng(SEED)
    numbers = {}
    for name, kept in {"all": [-1] * nulls, "one": [*range(len(outlets))] * (nulls // 10)}.items():
        found = []
        for outlet in kept:
            dealt, drawn = np.flatnonzero(groups != outlet), groups.copy()
            drawn[dealt] = generator.permutation(groups[dealt])
            permuted = permute_outlets(counts, members, drawn, NULL_RESAMPLES)
            key = (permuted.p_maxt <= LEVEL) & (np.arange(len(outlets)) != outlet)[:, None]
            found.append((key.any(), (key & (permuted.statistic > 0)).any()))
        any_key, more = (sum(each) for each in zip(*found, strict=True))
        low, high = stats.binomtest(int(more), len(found)).proportion_ci()
        numbers |= {f"{name}_any": any_key, f"{name}_more": more, f"{name}_low": 100 * low, f"{name}_high": 100 * high}
    return numbers


@states(
    "statistics.md",
    "intervals over days are {day_width} times as wide as over articles (median of terms other than stop words), and"
    " {day_terms} instead of {article_terms} terms have one",
    "over weeks, which would account for news that lasts longer, {week_width} times and {week_terms} terms",
    "{day_key} instead of {story_key} pairs of term and outlet have a `p_maxt` of at most 0.05",
    "Its {days} days have {fewest} to {most} articles each",
    "have articles on {shared} days, with {inside} of {articles} articles",
    "On these days alone, {sign}% of the key terms of eight outlets keep their sign, {half}% at least half of their log"
    " ratio, and {key_low} to {key_high}% are key",
    "which has {few_inside} of its {few_articles} articles on these days, {few_half}% of the key terms keep half of"
    " their log ratio and {few_key}% are key",
    seconds=40,
    needs=("demo",),
)
def units(results: Path = DEMO) -> dict[str, float]:
    """Intervals over articles, stories, days and weeks, and the key terms on the days that most outlets share."""
    counts, members = read_corpus(results, n_terms=None)
    members = members.with_columns(week=pl.col("day").str.to_date().dt.truncate("1w").cast(pl.String))
    sizes = members["n_words"].to_numpy().astype(float)
    shared = members.group_by("day").agg(pl.col("outlet").n_unique()).filter(pl.col("outlet") >= MOST_OUTLETS)["day"]
    inside = members["day"].is_in(shared.to_list()).to_numpy()
    widths = {}
    for unit in ("article", "day", "week"):
        clusters = members[unit].rank("dense").to_numpy().astype(np.int64) - 1
        low, high = rate_interval(join_counts(counts, clusters), join_sizes(sizes, clusters), MIN_UNITS)
        widths[unit] = np.log(high / low)
    known = ~np.isnan(list(widths.values())).any(axis=0)
    rates = {f"{unit}_width": np.median(width[known] / widths["article"][known]) for unit, width in widths.items()}
    rates |= {f"{unit}_terms": (~np.isnan(width)).sum() for unit, width in widths.items()}
    by_day = members["day"].value_counts()["count"]
    found = {"days": len(by_day), "fewest": by_day.min(), "most": by_day.max()} | tell_shared(counts, members, inside)
    found |= rates | count_key(counts, members)
    return found | {"shared": len(shared), "inside": inside.sum(), "articles": len(inside)}


def count_key(counts: sparse.csr_array, members: pl.DataFrame) -> dict[str, float]:
    """Return how many terms differ between outlets, by the unit that is permuted."""
    _, outlets = number_outlets(members)
    found = {}
    for unit in ("story", "day"):
        drawn = join_units(counts, members.with_columns(group="outlet", cluster=unit), outlets)
        test = permute_groups(drawn.counts, drawn.sizes, drawn.groups, drawn.blocks, len(outlets), RESAMPLES, SEED)
        found[f"{unit}_key"] = (test.p_maxt <= LEVEL).sum()
    return found


def tell_shared(counts: sparse.csr_array, members: pl.DataFrame, inside: np.ndarray) -> dict[str, float]:
    """Print how the key terms of each outlet do on the days that most outlets share, and return the summary.

    `few_` is the outlet with the smallest share of its articles on these days, the rest are the others.
    """
    groups, outlets = number_outlets(members)
    sides = []
    for rows in (np.ones(len(groups), dtype=bool), inside):
        permuted = permute_outlets(counts[rows], members.filter(rows), groups[rows], RESAMPLES)
        sums, words = measure_rates(counts[rows], members.filter(rows), groups[rows])
        rest, others = sums.sum(axis=0) - sums, words.sum() - words[:, None]
        sides.append((permuted.p_maxt, log_ratio(sums, words[:, None], rest, others), sums + rest > 0))
    (p, ratio, _), (p_there, ratio_there, occurs) = sides
    table = MarkdownTable(
        "outlet",
        "articles",
        "of these on shared days",
        "key terms",
        "same sign there",
        "half the log ratio there",
        "key there",
    )
    found = []
    for number, outlet in enumerate((*outlets, "all")):
        own = slice(None) if outlet == "all" else slice(number, number + 1)
        key = (p[own] <= LEVEL) & (ratio[own] > 0)
        there = np.where(occurs[own], ratio_there[own], 0)[key]
        articles = (groups >= 0) if outlet == "all" else groups == number
        shares = (there > 0).mean(), (there >= ratio[own][key] / 2).mean(), (p_there[own][key] <= LEVEL).mean()
        table.add(
            outlet,
            f"{articles.sum():,}",
            f"{(articles & inside).sum():,}",
            f"{key.sum():,}",
            *(f"{each:.0%}" for each in shares),
        )
        found.append((articles.sum(), (articles & inside).sum(), *(100 * each for each in shares)))
    *most, few = sorted(found[:-1], key=lambda each: each[1] / each[0], reverse=True)
    named = dict(zip(("few_articles", "few_inside", "few_sign", "few_half", "few_key"), few))
    _, _, sign, half, key = zip(*most)
    return named | {"sign": min(sign), "half": min(half), "key_low": min(key), "key_high": max(key)}


@states(
    "statistics.md",
    "Of the first ten terms of {articles} single articles, {key}% are key for the outlet, and at the median {others}%"
    " of the outlet's other articles have the term",
    seconds=10,
    needs=("demo",),
)
def one(results: Path = DEMO, articles: int = ARTICLES) -> dict[str, float]:
    """How many of the first key terms of a single article, ranked over tokens, are key terms of its outlet."""
    counts, members = read_corpus(results, n_terms=None)
    groups, _ = number_outlets(members)
    permuted = permute_outlets(counts, members, groups, RESAMPLES)
    key = (permuted.p_maxt <= LEVEL) & (permuted.statistic > 0)
    sizes, total = members["n_words"].to_numpy().astype(float), np.asarray(counts.sum(axis=0))
    chosen = np.random.default_rng(SEED).choice(len(groups), articles, replace=False)
    of_outlet, elsewhere = [], []
    for row in chosen:
        own = counts[[row]].toarray()[0]
        bound = conservative_log_ratio(own, sizes[row], total - own, sizes.sum() - sizes[row], len(own))
        first = np.argsort(-bound, kind="stable")[:TOP]
        first = first[bound[first] > 0]
        of_outlet.append(key[groups[row]][first])
        elsewhere.append(
            (counts[groups == groups[row]][:, first].astype(bool).sum(axis=0) - 1) / ((groups == groups[row]).sum() - 1)
        )
    joined = np.concatenate(of_outlet)
    print(f"{len(joined):,} terms")
    return {"articles": articles, "key": 100 * joined.mean(), "others": 100 * np.median(np.concatenate(elsewhere))}


if __name__ == "__main__":
    run_command(__doc__, references, families, units, one)
