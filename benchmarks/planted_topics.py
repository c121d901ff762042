"""What is found of planted topics: how many of them, and which number of topics is chosen.

`rules` compares rules by which a number of topics could be chosen, for NMF, and writes the table in `docs/topics.md`.
`engines` tells what the engines recover and what the stage's rule chooses with each. One corpus a row.
"""

from collections.abc import Callable, Iterator

from runner import MarkdownTable, Numbers, clock, run_command
from simulated_corpora import KINDS, Corpus, draw_planted, name_columns

import numpy as np
import polars as pl

from presswork.topics.choice import choose_k
from presswork.topics.criteria import compare_sizes
from presswork.topics.fit import fit_topics
from presswork.topics.model import Model
from presswork.topics.nulls import draw_nulls
from presswork.topics.quality import match_topics

REPLICATE, RATIOS, RECOVERED = 3, (1, 20), 0.9
KS, SEEDS, TRUE = (2, 3, 4, 5, 10, 15, 20, 30), 3, {200: (5, 10), 2000: (10,)}
# Gibbs sampling takes longer: a narrower grid, fewer starts.
ENGINE_KS, ENGINE_SEEDS = (5, 10, 15, 20), 2


def draw_corpora(n: int, k: int) -> Iterator[tuple[str, str, Corpus]]:
    """Yield a corpus of each kind, with topics as frequent as each other and twenty times rarer."""
    for number, kind in enumerate(KINDS):
        for ratio in RATIOS:
            chance = np.random.default_rng([REPLICATE, n, number, ratio, k])
            yield kind, f"1:{ratio}", draw_planted(kind, n, k, ratio, chance)


def fit_sizes(corpus: Corpus, engine: str, ks: tuple[int, ...], seeds: int) -> tuple[pl.DataFrame, dict[int, Model]]:
    """Return the scores of each number of topics that the corpus has, and their models."""
    nulls = draw_nulls(corpus.counts, corpus.rows, 0)
    terms = name_columns(corpus.counts)
    made = {k: fit_topics(corpus.counts, corpus.rows, terms, nulls, engine, k, seeds, few_articles=False) for k in ks}
    made = {k: each for k, each in made.items() if not each["scores"].is_empty()}
    return pl.concat(each["scores"] for each in made.values()), {k: each["model"] for k, each in made.items()}


def share_recovered(planted: Numbers, found: Numbers) -> float:
    """Return the share of planted topics whose partner has a cosine over `RECOVERED`."""
    matched = match_topics(planted, found) if len(planted) <= len(found) else match_topics(found, planted)
    return float((matched > RECOVERED).sum() / len(planted))


def smallest(sizes: pl.DataFrame, values: pl.Series) -> int:
    """Return the smallest number of topics with the best value."""
    return int(sizes["k"][int(np.argmax(values >= values.max() - 1e-6))])


def largest(sizes: pl.DataFrame, good: pl.Expr) -> int:
    """Return the largest number of topics that is good enough."""
    return int(sizes.filter(good)["k"].max() or 2)


npmi, stable, diverse = map(pl.col, ("npmi", "stability", "diversity"))
RULES: dict[str, Callable[[pl.DataFrame], int]] = {
    "NPMI within 1 SD": lambda s: int(
        s.filter(npmi >= s["npmi"].max() - s["spread"][int(s["npmi"].arg_max())] - 1e-6)["k"][0]
    ),
    "NPMI": lambda s: smallest(s, s["npmi"]),
    "stability": lambda s: smallest(s, s["stability"]),
    "largest stable": lambda s: largest(s, stable >= 0.9 * stable.max()),
    "NPMI x diversity": lambda s: smallest(s, s["npmi"] * s["diversity"]),
    "NPMI x stability x diversity": lambda s: smallest(s, s["npmi"] * s["stability"] * s["diversity"]),
    "NPMI x stability": lambda s: smallest(s, s["npmi"] * s["stability"]),
    "largest stable and diverse": lambda s: largest(s, (stable >= 0.85 * stable.max()) & (diverse >= 0.7)),
    "largest within 5 % of NPMI x stability": lambda s: largest(s, npmi * stable >= 0.95 * (npmi * stable).max()),
}


def rules(*articles: int) -> None:
    """What each rule chooses among 2 to 30 topics (default: corpora of 200 and of 2,000 articles)."""
    table = MarkdownTable("articles", "kind", "rarest", "topics", "recovered at the true number", *RULES)
    for n in articles or TRUE:
        for k in TRUE[n]:
            for kind, rarest, corpus in draw_corpora(n, k):
                scores, models = fit_sizes(corpus, "nmf", KS, SEEDS)
                own = scores.filter(pl.col("sample") == "all").group_by("k", maintain_order=True)
                sizes = own.agg(npmi.mean(), diverse.mean(), stable.mean(), spread=npmi.std())
                recovered = f"{share_recovered(corpus.topics, models[k].terms):.0%}"
                table.add(f"{n:,}", kind, rarest, k, recovered, *(rule(sizes) for rule in RULES.values()))
    table.fill("topics.md", "planted topics")


def engines(n: int, *names: str) -> None:
    """What each engine recovers of 10 topics in n articles, and which number the stage's rule chooses."""
    table = MarkdownTable(
        "kind", "rarest", "engine", "recovered at the true number", "number chosen", "CPU seconds a fit"
    )
    for kind, rarest, corpus in draw_corpora(n, 10):
        for engine in names:
            made: list[tuple[pl.DataFrame, dict[int, Model]]] = []
            seconds = clock(lambda: made.append(fit_sizes(corpus, engine, ENGINE_KS, ENGINE_SEEDS)))  # noqa: B023
            scores, models = made[0]
            chosen, _ = choose_k(scores, compare_sizes(scores, n), None, "auto")
            each = f"{seconds / (2 * ENGINE_SEEDS * len(ENGINE_KS)):.2f}"
            table.add(kind, rarest, engine, f"{share_recovered(corpus.topics, models[10].terms):.0%}", chosen, each)


if __name__ == "__main__":
    run_command(__doc__, rules, engines)
