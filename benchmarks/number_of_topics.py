"""What is found of planted topics: how many of them, and which number of topics each of several rules chooses.

    python benchmarks/number_of_topics.py rules FOLDER                   what each rule chooses: docs/topics.md
    python benchmarks/number_of_topics.py measure FOLDER 200             the scores on which it rests, for 200 articles
    python benchmarks/number_of_topics.py engines                        what engines recover of planted topics

One corpus a row. Numbers of topics are tried far beyond the true one, so that a rule can end too high. `rules` measures
what the folder lacks.
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
from presswork.topics.fitting.null_corpora import draw_nulls

REPLICATE, RATIOS, RECOVERED = 3, (1, 20), 0.9
MANY = 2000
# For the rules: the true numbers of topics, and the numbers tried, by the number of articles.
TRUE = {200: (5, 10, 20), 2000: (5, 10, 30, 60)}
TRIED = (2, 3, 4, 5, 7, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100)
SEEDS, ROUGHLY = 5, 1.51
Rule = Callable[[pl.DataFrame], int]


def draw_corpora(
    n: int, k: int, ratios: tuple[int, ...] = RATIOS, replicate: int = REPLICATE
) -> Iterator[tuple[str, str, Corpus]]:
    """Yield a corpus of each kind, with topics as frequent as each other and so many times rarer."""
    for number, kind in enumerate(KINDS):
        for ratio in ratios:
            chance = np.random.default_rng([replicate, n, number, ratio, k])
            yield kind, f"1:{ratio}", draw_planted(kind, n, k, ratio, chance, size=max(2000, 100 * k))


def fit_sizes(corpus: Corpus, engine: str, ks: tuple[int, ...], seeds: int) -> tuple[pl.DataFrame, dict[int, Model]]:
    """Return the scores of each number of topics that the corpus has, and their models."""
    terms = name_columns(corpus.counts)
    made = {
        k: fit_topics(corpus.counts, corpus.rows, terms, [], engine, k, seeds, few_articles=False, asked=True)
        for k in ks
    }
    made = {k: each for k, each in made.items() if not each["scores"].is_empty()}
    return pl.concat(each["scores"] for each in made.values()), {k: each["model"] for k, each in made.items()}


def share_recovered(planted: Numbers, found: Numbers) -> float:
    """Return the share of planted topics whose partner has a cosine over `RECOVERED`."""
    matched = match_topics(planted, found) if len(planted) <= len(found) else match_topics(found, planted)
    return float((matched > RECOVERED).sum() / len(planted))


def measure(folder: Path, n: int) -> None:
    """Write the scores of all numbers of topics of the corpora of n articles, and the stability of a null's topics."""
    made: list[pl.DataFrame] = []
    for k in TRUE[n]:
        for kind, rarest, corpus in draw_corpora(n, k, (1, 10) if n < MANY else (10,) if k == 10 else (1,)):
            if n > MANY and kind not in ("LDA", "nested"):
                continue
            ks = tuple(each for each in TRIED if each <= min(max(2.5 * k, 15), n // 5) and (n <= MANY or each >= k / 3))
            scores, models = fit_sizes(corpus, "nmf", ks, SEEDS)
            if n < MANY:
                null = corpus._replace(counts=next(draw_nulls(corpus.counts, corpus.rows, 1)))
                by_chance = fit_sizes(null, "nmf", ks, 2)[0].filter(pl.col("sample") == "all")
                scores = pl.concat([scores, by_chance.with_columns(sample=pl.lit("null"))])
            recovered = share_recovered(corpus.topics, models[k].terms)
            named = {"articles": n, "kind": kind, "rarest": rarest, "topics": k, "recovered": recovered}
            made.append(scores.with_columns(pl.lit(value).alias(name) for name, value in named.items()))
            print(*named.values(), find_size(judge_sizes(scores)), flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    pl.concat(made).write_parquet(folder / f"{n}.parquet")


def take_means(scores: pl.DataFrame) -> pl.DataFrame:
    """Return the mean of each criterion by number of topics: of all articles, of refits, and of the null's topics."""
    own, refits, null = (scores.filter(pl.col("sample") == name) for name in ("all", "resample", "null"))
    criteria = own.group_by("k").agg(pl.col("npmi", "exclusivity", "diversity", "stability").mean())
    held_out = refits.group_by("k").agg(pl.col("explained").mean())
    by_chance = null.group_by("k").agg(null=pl.col("stability").mean())
    return criteria.join(held_out, on="k").join(by_chance, on="k", how="left").sort("k")


def highest(value: pl.Expr, nearly: float = 1.0) -> Rule:
    """Return the rule that takes the number with the highest value, or the smallest that has nearly that."""

    def choose(scores: pl.DataFrame) -> int:
        means = take_means(scores).with_columns(value=value.fill_nan(None)).drop_nulls("value")
        return int(means.filter(pl.col("value") >= nearly * pl.col("value").max() - 1e-12)["k"][0]) if len(means) else 0

    return choose


def largest_stable(scores: pl.DataFrame) -> int:
    """Return what the former rule takes: the largest number nearly as stable as the best, with distinct top terms."""
    means = take_means(scores)
    stable = means.filter(pl.col("stability") >= 0.85 * pl.col("stability").max())
    diverse = stable.filter(pl.col("diversity") >= 0.7)
    return int(diverse["k"][-1] if diverse.height else stable["k"][0])


def one_error(name: str) -> Rule:
    """Return the rule that takes the smallest number within one standard error of the best, by a measure of refits."""
    return lambda scores: find_size(judge_sizes(scores.with_columns(merit=pl.col(name))))


STABILITY, GAP = pl.col("stability"), pl.col("stability") - pl.col("null")
RULES: dict[str, Rule] = {
    "the stage's rule": lambda scores: find_size(judge_sizes(scores)),
    "the former rule: largest stable and distinct": largest_stable,
    "explained": highest(pl.col("explained")),
    "explained, one standard error": one_error("explained"),
    "95% of explained": highest(pl.col("explained"), 0.95),
    "explained x stability": highest(pl.col("explained") * STABILITY),
    "explained x diversity": highest(pl.col("explained") * pl.col("diversity")),
    "explained x NPMI": highest(pl.col("explained") * pl.col("npmi")),
    "NPMI": highest(pl.col("npmi")),
    "NPMI x diversity": highest(pl.col("npmi") * pl.col("diversity")),
    "NPMI x exclusivity": highest(pl.col("npmi") * pl.col("exclusivity")),
    "stability": highest(STABILITY),
    "stability less that of a null": highest(GAP),
    "the same, corrected for chance": highest(GAP / (1 - pl.col("null"))),
    "NPMI x stability": highest(pl.col("npmi") * STABILITY),
}


@states("topics.md", "<!-- rules -->", "<!-- numbers chosen -->", seconds=1000, arguments="results-planted")
def rules(folder: Path) -> None:
    """What each rule chooses, over all corpora and corpus by corpus."""
    for n in TRUE:
        if not (folder / f"{n}.parquet").is_file():
            measure(folder, n)
    scores = pl.concat(pl.read_parquet(folder / f"{n}.parquet") for n in TRUE)
    corpora = scores.partition_by("articles", "kind", "rarest", "topics", as_dict=True, maintain_order=True)
    found = {name: np.array([rule(own) for own in corpora.values()]) for name, rule in RULES.items()}
    true = np.array([key[-1] for key in corpora])
    table = MarkdownTable("rule", "corpora", "exact", "within a factor of 1.5", "too few", "too many")
    for name, chosen in found.items():
        known = chosen > 0
        if not known.any():
            continue
        ratio = chosen[known] / true[known]
        near = (ratio <= ROUGHLY) & (ratio >= 1 / ROUGHLY)
        table.add(
            name,
            known.sum(),
            (ratio == 1).sum(),
            near.sum(),
            *((side & ~near).sum() for side in (ratio < 1, ratio > 1)),
        )
    table.fill("topics.md", "rules")
    shown = list(RULES)[:8]
    table = MarkdownTable("articles", "kind", "rarest", "topics", "tried up to", "recovered", *shown)
    for place, (key, own) in enumerate(corpora.items()):
        cells = (own["k"].max(), f"{own['recovered'][0]:.0%}", *(found[name][place] for name in shown))
        table.add(f"{key[0]:,}", *key[1:], *cells)
    table.fill("topics.md", "numbers chosen")


@states("topics.md", "<!-- engines on planted topics -->", seconds=80)
def engines(n: int = 200, k: int = 10, corpora: int = 3) -> None:
    """What each engine recovers of planted topics, of whose number it is told."""
    table = MarkdownTable("kind", "rarest", *ENGINES)
    found: dict[tuple[str, str], list[list[float]]] = {}
    for replicate in range(corpora):
        for kind, rarest, corpus in draw_corpora(n, k, replicate=replicate):
            fits = (find_engine(engine).fit(corpus.counts.astype(float), k, 1) for engine in ENGINES)
            recovered = [share_recovered(corpus.topics, model.terms) for model in fits]
            found.setdefault((kind, rarest), []).append(recovered)
    for names, shares in found.items():
        table.add(*names, *(f"{share:.0%}" for share in np.mean(shares, axis=0)))
    table.fill("topics.md", "engines on planted topics")


if __name__ == "__main__":
    run_command(__doc__, measure, rules, engines)
