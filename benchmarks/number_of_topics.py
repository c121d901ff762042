"""Recovery of planted topics: which number of topics each rule chooses, and how many topics each engine finds.

    python benchmarks/number_of_topics.py rules FOLDER         the numbers that rules choose (docs/topics.md)
    python benchmarks/number_of_topics.py measure FOLDER 200   the scores that they are based on, for 200 articles
    python benchmarks/number_of_topics.py engines              the planted topics that each engine recovers

Numbers of topics far above the true one are tried, too, so that a rule can choose too many. `rules` measures what is
missing in the folder.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from runner import MarkdownTable, Numbers, run_command, states
from simulated_corpora import KINDS, Corpus, draw_planted, name_columns

import numpy as np
import polars as pl

from presswork.topics.choosing.quality import match_topics
from presswork.topics.choosing.size_rule import find_size, judge_sizes
from presswork.topics.fitting.engines.registry import ENGINES, find_engine
from presswork.topics.fitting.fits import fit_topics
from presswork.topics.fitting.model import Model

REPLICATE, RATIOS, RECOVERED = 3, (1, 20), 0.9
MANY = 2000
# For `rules`: true numbers of topics by number of articles, and the numbers tried.
TRUE = {200: (5, 10, 20), 2000: (5, 10, 30, 60)}
TRIED = (2, 3, 4, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100)
SEEDS, ROUGHLY = 5, 1.51
Rule = Callable[[pl.DataFrame], int]


def draw_corpora(
    n: int, k: int, ratios: tuple[int, ...] = RATIOS, replicate: int = REPLICATE
) -> Iterator[tuple[str, str, Corpus]]:
    """Yield kind, ratio and corpus for each kind and each ratio of the most frequent to the rarest topic."""
    for number, kind in enumerate(KINDS):
        for ratio in ratios:
            chance = np.random.default_rng([replicate, n, number, ratio, k])
            yield kind, f"1:{ratio}", draw_planted(kind, n, k, ratio, chance, size=max(2000, 100 * k))


def fit_sizes(corpus: Corpus, engine: str, ks: tuple[int, ...], seeds: int) -> tuple[pl.DataFrame, dict[int, Model]]:
    """Return the scores of each number of topics that the corpus supports, and the models."""
    terms = name_columns(corpus.counts)
    made = {
        k: fit_topics(corpus.counts, corpus.rows, terms, [], engine, k, seeds, few_articles=False, asked=True)
        for k in ks
    }
    made = {k: each for k, each in made.items() if not each["scores"].is_empty()}
    return pl.concat(each["scores"] for each in made.values()), {k: each["model"] for k, each in made.items()}


def share_recovered(planted: Numbers, found: Numbers) -> float:
    """Return the share of planted topics that a fitted topic matches with a cosine above `RECOVERED`."""
    matched = match_topics(planted, found) if len(planted) <= len(found) else match_topics(found, planted)
    return float((matched > RECOVERED).sum() / len(planted))


def measure(folder: Path, n: int) -> None:
    """Write the scores of all numbers of topics for the corpora of n articles."""
    made: list[pl.DataFrame] = []
    for k in TRUE[n]:
        for kind, rarest, corpus in draw_corpora(n, k, (1, 10) if n < MANY else (10,) if k == 10 else (1,)):
            if n > MANY and kind not in ("LDA", "nested"):
                continue
            ks = tuple(each for each in TRIED if each <= min(max(2.5 * k, 15), n // 5) and (n <= MANY or each >= k / 3))
            scores, models = fit_sizes(corpus, "nmf", ks, SEEDS)
            recovered = share_recovered(corpus.topics, models[k].terms)
            named = {"articles": n, "kind": kind, "rarest": rarest, "topics": k, "recovered": recovered}
            made.append(scores.with_columns(pl.lit(value).alias(name) for name, value in named.items()))
            print(*named.values(), find_size(judge_sizes(scores)), flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    pl.concat(made).write_parquet(folder / f"{n}.parquet")


def take_means(scores: pl.DataFrame) -> pl.DataFrame:
    """Return the mean of each criterion by number of topics, over fits to all articles or, for `explained`, refits."""
    own, refits = (scores.filter(pl.col("sample") == name) for name in ("all", "resample"))
    criteria = own.group_by("k").agg(pl.col("npmi", "exclusivity", "diversity", "stability").mean())
    held_out = refits.group_by("k").agg(pl.col("explained").mean())
    return criteria.join(held_out, on="k").sort("k")


def highest(value: pl.Expr) -> Rule:
    """Return the rule that takes the smallest number with the highest value."""

    def choose(scores: pl.DataFrame) -> int:
        means = take_means(scores).with_columns(value=value)
        return int(means.filter(pl.col("value") >= pl.col("value").max() - 1e-12)["k"][0])

    return choose


def one_error(name: str) -> Rule:
    """Return the rule that takes the smallest number within one standard error of the best, by a measure of refits."""
    return lambda scores: find_size(judge_sizes(scores.with_columns(merit=pl.col(name))))


STABILITY = pl.col("stability")
RULES: dict[str, Rule] = {
    "Presswork's rule": lambda scores: find_size(judge_sizes(scores)),
    "explained": highest(pl.col("explained")),
    "explained, one standard error": one_error("explained"),
    "explained x stability": highest(pl.col("explained") * STABILITY),
    "explained x NPMI": highest(pl.col("explained") * pl.col("npmi")),
    "NPMI": highest(pl.col("npmi")),
    "stability": highest(STABILITY),
    "NPMI x stability": highest(pl.col("npmi") * STABILITY),
}


@states(
    "topics.md",
    "<!-- rules -->",
    "in {exact_0} (LDA), {exact_1} (correlated), {exact_2} (one per article) and {exact_3} (nested)",
    "within a factor of 1.5 in {near_0}, {near_1}, {near_2} and {near_3}",
    "It takes too few topics in {few} of the {corpora} corpora",
    "the true number recovers only {low} to {high}% of the planted topics",
    seconds=1000,
    arguments="results-planted",
)
def rules(folder: Path) -> dict[str, float]:
    """The numbers that rules choose, over all corpora and, for Presswork's rule, by kind of corpus."""
    for n in TRUE:
        if not (folder / f"{n}.parquet").is_file():
            measure(folder, n)
    scores = pl.concat(pl.read_parquet(folder / f"{n}.parquet") for n in TRUE)
    corpora = scores.partition_by("articles", "kind", "rarest", "topics", as_dict=True, maintain_order=True)
    found = {name: np.array([rule(own) for own in corpora.values()]) for name, rule in RULES.items()}
    true = np.array([key[-1] for key in corpora])
    ratios = pl.DataFrame({name: chosen / true for name, chosen in found.items()})
    recovered = np.array([100 * own["recovered"][0] for own in corpora.values()])
    heads = ("exact", "within a factor of 1.5", "too few", "too many")
    table, figures = MarkdownTable("rule", *heads), {}
    for name in RULES:
        table.add(name, *count_hits(ratios[name]))
    table.fill("topics.md", "rules")
    own_ratios, kinds = ratios[next(iter(RULES))], pl.Series([key[1] for key in corpora])
    for number, kind in enumerate(KINDS):
        figures[f"exact_{number}"], figures[f"near_{number}"], *_ = count_hits(own_ratios.filter(kinds == kind))
    table = MarkdownTable("articles", "kind", "rarest", "topics", "tried up to", "recovered", *RULES)
    for place, (key, own) in enumerate(corpora.items()):
        cells = (own["k"].max(), f"{recovered[place]:.0f}%", *(found[name][place] for name in RULES))
        table.add(f"{key[0]:,}", *key[1:], *cells)
    missed = recovered[(own_ratios < 1 / ROUGHLY).to_numpy()]
    return figures | {"few": len(missed), "corpora": len(corpora), "low": missed.min(), "high": missed.max()}


def count_hits(ratios: pl.Series) -> tuple[int, ...]:
    """Return in how many corpora the number chosen is exact, near, too low and too high.

    `ratios` are numbers chosen over true numbers.
    """
    few, many = ratios < 1 / ROUGHLY, ratios > ROUGHLY
    return int((ratios == 1).sum()), int((~few & ~many).sum()), int(few.sum()), int(many.sum())


@states("topics.md", "<!-- engines on planted topics -->", seconds=80)
def engines(n: int = 200, k: int = 10, corpora: int = 3) -> None:
    """The share of planted topics that each engine recovers, given their number."""
    table = MarkdownTable("kind", *(f"{engine}, 1:{ratio}" for ratio in RATIOS for engine in ENGINES))
    found: dict[str, list[list[float]]] = {}
    for replicate in range(corpora):
        for kind, _, corpus in draw_corpora(n, k, replicate=replicate):
            fits = (find_engine(engine).fit(corpus.counts.astype(float), k, 1) for engine in ENGINES)
            recovered = [share_recovered(corpus.topics, model.terms) for model in fits]
            found.setdefault(kind, []).append(recovered)
    for kind, shares in found.items():
        table.add(kind, *(f"{share:.0%}" for share in np.mean(np.reshape(shares, (corpora, -1)), axis=0)))
    table.fill("topics.md", "engines on planted topics")


if __name__ == "__main__":
    run_command(__doc__, measure, rules, engines)
