"""False positives of each measure of keyness, and coverage of the interval of the log ratio.

`splits` divides the articles of the demo corpus (`make demo`) at random into two halves, by whole articles, stories or
days, so that no term is key. With `--write`, the rates are written to `docs/figures/keyness_false_positives.csv` and
plotted in the .png beside it.
"""

from pathlib import Path

from runner import DEMO, ROOT, MarkdownTable, is_writing, run_command, states

import numpy as np
import polars as pl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from scipy import sparse, stats

from presswork.core.matrices import read_matrix
from presswork.core.reasons import PLURAL
from presswork.core.schema import find_tables
from presswork.core.tables import read_table, scan_table
from presswork.figures.drawing.style import BLUE, GREY, LIGHT, MM, ORANGE, finish_figure, house_style, set_ticks
from presswork.statistics.intervals import estimate_rates, ratio_interval
from presswork.statistics.keyness import conservative_log_ratio, effective_log_ratio, log_ratio_bounds
from presswork.statistics.permutation import permute_groups
from presswork.terms.comparison.effect_sizes import measure_effects
from presswork.terms.comparison.groups import join_units
from presswork.terms.comparison.inference import bound_log_ratio

SPLITS, TERMS, RESAMPLES, SEED = 100, 1500, 399, 1
MIN_COUNT, MIN_ARTICLES = 10, 5
LEVEL = 0.05
FAMILY = "(over the family)"
CRITICAL = stats.chi2.ppf(1 - LEVEL, 1)
UNITS = ("article", "story", "day")
# Units of the tables: stories are nearly articles. The figure and its data have all.
SHOWN = UNITS[1:]
NULL_RESAMPLES = 199
LENGTH_CELLS = ((200, 2.0), (1000, 2.0), (1000, 5.0), (10_000, 5.0))
BINS = (5, 10, 20, 50, 100)
DRAWS, OWN, OTHERS = 30, 150, 600
TABLE = ROOT / "docs/figures/keyness_false_positives.csv"


def read_corpus(results: Path, n_terms: int | None = TERMS) -> tuple[sparse.csr_array, pl.DataFrame]:
    """Return counts of frequent terms, a sample or all but stop words, and articles with outlet, story and day."""
    tables = find_tables()
    counts = read_matrix(results / "terms/matrix.npz").astype(float)
    rows = read_table(results / "terms/matrix_rows.csv", tables["matrix_rows"]).select("row", "article_id", "n_words")
    articles = scan_table(results / "corpus/articles.parquet").select("article_id", "outlet", day="published").collect()
    stories = read_table(results / "corpus/counted.csv", tables["counted"]).select("article_id", "story")
    members = rows.join(articles, on="article_id", maintain_order="left")
    members = members.join(stories, on="article_id", maintain_order="left")
    frequent = (counts.sum(axis=0) >= MIN_COUNT) & (counts.astype(bool).sum(axis=0) >= MIN_ARTICLES)
    known = np.flatnonzero(frequent)
    if n_terms is None:
        stop = read_table(results / "terms/matrix_columns.csv", tables["matrix_columns"]).sort("column")["stop"]
        chosen = known[~stop.to_numpy()[known]]
    else:
        chosen = np.random.default_rng(SEED).choice(known, min(n_terms, len(known)), replace=False)
    named = members.with_columns(pl.col("day").cast(pl.String), article=pl.col("article_id"))
    return counts[:, np.sort(chosen)], named


def find_key(counts: sparse.csr_array, members: pl.DataFrame, seed: int) -> dict[str, np.ndarray]:
    """Return for each measure which terms it calls key in the half `a` of the members, at a nominal 5%."""
    inside = (members["group"] == "a").to_numpy()
    sizes = members["n_words"].to_numpy().astype(float)
    sums = [(np.asarray(counts[side].sum(axis=0)), float(sizes[side].sum())) for side in (inside, ~inside)]
    (own, size), (other, other_size) = sums
    effects = measure_effects(own, size, other, other_size, len(own))
    low, high = log_ratio_bounds(own, size, other, other_size)
    key = {
        "log ratio, %DIFF: double or half (no test)": np.abs(effects["log_ratio"]) >= 1,
        "simple maths (100): double or half (no test)": np.abs(np.log2(effects["simple_maths"])) >= 1,
        "G2, 4 cells": np.abs(effects["g2"]) > CRITICAL,
        "G2, 4 cells, Williams": np.abs(effects["g2_williams"]) > CRITICAL,
        "G2, 2 cells": np.abs(effects["g2_two_cells"]) > CRITICAL,
        "chi2": np.abs(effects["chi2"]) > CRITICAL,
        "chi2, Yates": np.abs(effects["chi2_yates"]) > CRITICAL,
        "log-odds, Dirichlet prior: z": np.abs(effects["log_odds_z"]) > stats.norm.ppf(1 - LEVEL / 2),
        "log ratio, exact interval over tokens": (low > 0) | (high < 0),
        f"LRC {FAMILY}": conservative_log_ratio(own, size, other, other_size, len(own)) != 0,
    }
    for unit in UNITS:
        units = join_units(counts, members.with_columns(cluster=unit), ["a"])
        permuted = permute_groups(units.counts, units.sizes, units.groups, units.blocks, 1, RESAMPLES, seed)
        low, high = bound_log_ratio(units, units.groups == 0)
        key[f"log ratio, interval over {PLURAL[unit]}"] = np.where(np.isnan(low), np.nan, (low > 0) | (high < 0))
        key[f"p by permutation of {PLURAL[unit]}"] = permuted.p[0] <= LEVEL
        key[f"p of {PLURAL[unit]}, maxT {FAMILY}"] = permuted.p_maxt[0] <= LEVEL
    return {name: np.asarray(values, dtype=float) for name, values in key.items()}


def measure_rates(counts: sparse.csr_array, members: pl.DataFrame, split: str, halvings: int) -> pl.DataFrame:
    """Return each measure's false-positive rates under random splits, with their spread over terms."""
    clusters = members[split].unique().sort()
    generator = np.random.default_rng([SEED, UNITS.index(split)])
    found: dict[str, list[np.ndarray]] = {}
    for number in range(halvings):
        chosen = clusters.gather(generator.permutation(len(clusters))[: len(clusters) // 2])
        half = pl.when(pl.col(split).is_in(chosen.to_list())).then(pl.lit("a")).otherwise(pl.lit("b"))
        for name, values in find_key(counts, members.with_columns(group=half), number).items():
            found.setdefault(name, []).append(values)
    bursts = np.asarray(counts.sum(axis=0)) / np.asarray(counts.astype(bool).sum(axis=0))
    bursty = bursts >= np.quantile(bursts, 0.9)
    return pl.DataFrame([summarise(split, name, np.array(values), bursty) for name, values in found.items()])


def summarise(split: str, measure: str, key: np.ndarray, bursty: np.ndarray) -> dict[str, object]:
    """Return the rates of splits x terms; NaN where a measure abstains, which is left out of its rates."""
    known = ~np.isnan(key).all(axis=0)
    by_term = np.nanmean(key[:, known], axis=0)
    some = np.nansum(key, axis=1) > 0
    interval = stats.binomtest(int(some.sum()), len(some)).proportion_ci()
    return {
        "split": split,
        "measure": measure,
        "all_terms": by_term.mean(),
        "bursty_terms": by_term[bursty[known]].mean(),
        "term_low": np.quantile(by_term, 0.025),
        "term_high": np.quantile(by_term, 0.975),
        "answered": float((~np.isnan(key)).mean()),
        "splits_with_a_key_term": some.mean(),
        "splits_low": interval.low,
        "splits_high": interval.high,
    }


def draw_rates(rates: pl.DataFrame) -> Figure:
    """Return the rates by measure, a panel a split, beside the binomial bounds of 5%."""
    over_family = pl.col("measure").str.ends_with(FAMILY)
    low, high = (stats.binom.ppf(level, SPLITS, LEVEL) / SPLITS for level in (0.025, 0.975))
    measures = rates["measure"].unique(maintain_order=True).to_list()
    note = (
        f"n = {SPLITS} random halvings, {TERMS:,} terms. Circles: all terms, lines: middle 95% of terms; squares: "
        "burstiest tenth. Diamonds: halvings with any key term, lines: 95% CI. Band: binomial 95% range around 5%."
    )
    with house_style():
        figure = Figure(figsize=(183 * MM, (30 + 5 * len(measures)) * MM))
        grid = figure.subplots(1, len(UNITS), sharey=True, sharex=True)
        for axes, split in zip(grid, UNITS, strict=True):
            own = rates.filter(pl.col("split") == split)
            axes.axvspan(100 * low, 100 * high, color=LIGHT, linewidth=0)
            of_terms, of_families = (own.filter(each) for each in (~over_family, over_family))
            rows = [measures.index(each) for each in of_terms["measure"]]
            axes.hlines(rows, 100 * of_terms["term_low"], 100 * of_terms["term_high"], color=BLUE, linewidth=1)
            axes.plot(100 * of_terms["bursty_terms"], rows, "s", color=ORANGE, markersize=3.5)
            axes.plot(100 * of_terms["all_terms"], rows, "o", color=BLUE, markersize=3.5)
            rows = [measures.index(each) for each in of_families["measure"]]
            bounds = (100 * of_families[name] for name in ("splits_low", "splits_high"))
            axes.hlines(rows, *bounds, color=GREY, linewidth=1)
            axes.plot(100 * of_families["splits_with_a_key_term"], rows, "D", color=GREY, mfc="white", markersize=4)
            axes.set_title(f"split by {split}", loc="left")
            axes.tick_params(axis="y", length=0)
            set_ticks(axes.xaxis)
        grid[0].set_yticks(range(len(measures)), measures)
        grid[0].set_ylim(len(measures) - 0.4, -0.6)
        grid[-1].set_xlabel("false positives, %", loc="right")
        return finish_figure(figure, note, 183)


@states(
    "statistics.md",
    "<!-- false positives of keyness -->",
    "permuting days calls at most {p_most}% of the terms key, however the corpus is split",
    "With maxT, any term is key in {story_story}% of the halvings by story (95% CI {story_story_low} to"
    " {story_story_high}%) if stories are permuted, in {day_day}% of those by day ({day_day_low} to {day_day_high}%) if"
    " days are, but in {day_story}% of those by day ({day_story_low} to {day_story_high}%) if stories are",
    seconds=180,
    needs=("demo",),
    p_most=(4, 6),
)
def splits(results: Path = DEMO, halvings: int = SPLITS) -> dict[str, float]:
    """What each measure calls key in random halves; `--write` also renews the figure and its data."""
    corpus = read_corpus(results)
    rates = pl.concat(measure_rates(*corpus, split, halvings) for split in UNITS)
    table = MarkdownTable("measure", *(f"split by {split}" for split in SHOWN))
    of_terms = rates.filter(~pl.col("measure").str.contains_any([FAMILY, PLURAL["article"]]))
    for (measure,), own in of_terms.group_by("measure", maintain_order=True):
        by_split = {row["split"]: row for row in own.iter_rows(named=True)}
        cells = (by_split[split] for split in SHOWN)
        table.add(measure, *(f"{100 * each['all_terms']:.1f} ({100 * each['bursty_terms']:.0f})" for each in cells))
    table.fill("statistics.md", "false positives of keyness")
    if is_writing():
        rates.sort("split", maintain_order=True).write_csv(TABLE, float_precision=4)
        draw()
    return summarise_families(rates)


def summarise_families(rates: pl.DataFrame) -> dict[str, float]:
    """Return in percent how often permuted days call a term key, and halvings with a key term by split and unit."""
    found = {"p_most": rates.filter(measure=f"p by permutation of {PLURAL['day']}")["all_terms"].max()}
    for split, unit in (("story", "story"), ("day", "day"), ("day", "story")):
        row = rates.filter(measure=f"p of {PLURAL[unit]}, maxT {FAMILY}", split=split).row(0, named=True)
        name = f"{split}_{unit}"
        found |= {name: row["splits_with_a_key_term"]}
        found |= {f"{name}_{end}": row[f"splits_{end}"] for end in ("low", "high")}
    return {name: 100 * share for name, share in found.items()}


def draw() -> None:
    """Draw the rates that are kept."""
    figure = draw_rates(pl.read_csv(TABLE))
    FigureCanvasAgg(figure)
    with house_style():
        figure.savefig(TABLE.with_suffix(".png"), metadata={"Software": None})


@states("statistics.md", "<!-- coverage of keyness -->", seconds=5, needs=("demo",))
def coverage(results: Path = DEMO, draws: int = DRAWS) -> None:
    """Coverage of the interval and the ranking bound of the log ratio, with an outlet and the rest as populations."""
    counts, members = read_corpus(results)
    generator = np.random.default_rng(SEED)
    sizes, names = members["n_words"].to_numpy().astype(float), members["outlet"].to_numpy()
    units, covered, exceeded, chosen = [], [], [], []
    for outlet in sorted(set(names)):
        sides = np.flatnonzero(names == outlet), np.flatnonzero(names != outlet)
        rates = [np.asarray(counts[side].sum(axis=0)) / sizes[side].sum() for side in sides]
        with np.errstate(divide="ignore", invalid="ignore"):
            truth = np.log2(rates[0]) - np.log2(rates[1])
        for _ in range(draws):
            drawn = [generator.choice(side, size) for side, size in zip(sides, (OWN, OTHERS), strict=True)]
            groups = [estimate_rates(counts[rows], sizes[rows]) for rows in drawn]
            low, high = ratio_interval(*groups, BINS[0])
            bound = bound_by_units(counts[np.concatenate(drawn)], sizes[np.concatenate(drawn)], OWN)
            units.append(np.minimum(groups[0].present, groups[1].present))
            covered.append(np.where(np.isnan(low), np.nan, (low <= truth) & (truth <= high)))
            exceeded.append((bound > np.maximum(truth, 0)) | (bound < np.minimum(truth, 0)))
            chosen.append(bound != 0)
    bins = np.digitize(np.concatenate(units), BINS)
    head = "articles with the term, smaller side"
    table = MarkdownTable(head, "terms", "coverage", "bound beyond truth", "same, bounds other than 0")
    for number, edge in enumerate((0, *BINS)):
        own, beyond, nonzero = (np.concatenate(values)[bins == number] for values in (covered, exceeded, chosen))
        known = own[~np.isnan(own)]
        shares = beyond.mean(), beyond[nonzero].mean()
        cover = f"{known.mean():.3f}" if known.size else ""
        table.add(f"from {edge}", f"{beyond.size:,}", cover, *(f"{each:.3f}" for each in shares))
    table.fill("statistics.md", "coverage of keyness")


def bound_by_units(counts: sparse.csr_array, sizes: np.ndarray, n_own: int) -> np.ndarray:
    """Return the bound that terms are ranked by, of the first `n_own` units against the others."""
    groups = np.where(np.arange(len(sizes)) < n_own, 0, -1)
    permuted = permute_groups(counts, sizes, groups, np.zeros(len(sizes), dtype=np.int64), 1, 0, SEED)
    own, total = np.asarray(counts[:n_own].sum(axis=0)), np.asarray(counts.sum(axis=0))
    size = float(sizes[:n_own].sum())
    return effective_log_ratio(own, size, total - own, float(sizes.sum()) - size, permuted.overdispersion[0])


@states(
    "statistics.md",
    "p is at most 0.05 for {all_min} to {all_max}% of the terms over all outlets, for {short_min} to {short_max}% in"
    " the outlet with the shortest articles (mean {short_words} words), and for {long_min} to {long_max}% in the one"
    " with the longest ({long_words} words)",
    seconds=15,
    needs=("demo",),
)
def lengths(results: Path = DEMO, terms: int = 1000) -> dict[str, float]:
    """How often p is at most 0.05 where all outlets have the same rates and differ in the length of their articles."""
    _, members = read_corpus(results)
    sizes = members["n_words"].to_numpy().astype(float)
    outlets = members["outlet"].unique().sort()
    groups = outlets.search_sorted(members["outlet"]).to_numpy().astype(np.int64)
    blocks, shares = np.zeros(len(groups), dtype=np.int64), []
    for per_million, burstiness in LENGTH_CELLS:
        chance = np.random.default_rng([SEED, per_million, round(burstiness)])
        rate = per_million / 1e6
        shape = rate * float((sizes**2).sum() / sizes.sum()) / (burstiness - 1)
        means = chance.gamma(shape, 1 / shape, (len(sizes), terms)) * rate * sizes[:, None]
        drawn = sparse.csr_array(chance.poisson(means).astype(float))
        permuted = permute_groups(drawn, sizes, groups, blocks, len(outlets), NULL_RESAMPLES, SEED)
        shares.append(100 * (permuted.p <= LEVEL).mean(axis=1))
    cells = (f"{per_million:,} per million, burstiness {burstiness:g}" for per_million, burstiness in LENGTH_CELLS)
    table = MarkdownTable("outlet", "mean words per article", *cells)
    words = np.array([sizes[groups == place].mean() for place in range(len(outlets))])
    for place, outlet in enumerate(outlets):
        table.add(outlet, f"{words[place]:.0f}", *(f"{share[place]:.1f}" for share in shares))
    means = [float(share.mean()) for share in shares]
    table.add("all", f"{sizes.mean():.0f}", *(f"{mean:.1f}" for mean in means))
    own = {"short": int(words.argmin()), "long": int(words.argmax())}
    ranges = {"all": means} | {name: [float(share[place]) for share in shares] for name, place in own.items()}
    found = {f"{name}_{end.__name__}": end(values) for name, values in ranges.items() for end in (min, max)}
    return found | {f"{name}_words": float(words[place]) for name, place in own.items()}


if __name__ == "__main__":
    run_command(__doc__, splits, draw, coverage, lengths)
