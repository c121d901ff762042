"""What an engine finds of planted topics: how many of them, and which number of topics is chosen; one corpus a row."""

from collections.abc import Iterator

from runner import MarkdownTable, Numbers, clock, run_command
from simulated_corpora import KINDS, Corpus, draw_planted, name_columns

import numpy as np
import polars as pl

from presswork.topics.choosing.choice import choose_k
from presswork.topics.choosing.criteria import compare_sizes
from presswork.topics.fitting.fits import fit_topics
from presswork.topics.fitting.model import Model
from presswork.topics.fitting.null_corpora import draw_nulls
from presswork.topics.choosing.quality import match_topics

REPLICATE, RATIOS, RECOVERED = 3, (1, 20), 0.9
MANY = 2000
# Numbers of topics and starts. LDA takes longer: a narrower grid, fewer starts.
GRIDS, NARROW = {"nmf": ((2, 3, 4, 5, 10, 15, 20, 30), 3)}, ((5, 10, 15, 20), 2)


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


def chosen(n: int, *engines: str) -> None:
    """What each engine recovers in n articles of 5 or 10 topics, and which number the stage's rule chooses."""
    heads = ("recovered at the true number", "number chosen", "CPU seconds a fit")
    table = MarkdownTable("articles", "kind", "rarest", "topics", "engine", *heads)
    for k in (5, 10) if n < MANY else (10,):
        for kind, rarest, corpus in draw_corpora(n, k):
            for engine in engines:
                ks, seeds = GRIDS.get(engine, NARROW)
                made: list[tuple[pl.DataFrame, dict[int, Model]]] = []
                seconds = clock(lambda: made.append(fit_sizes(corpus, engine, ks, seeds)))  # noqa: B023
                scores, models = made[0]
                choice, _ = choose_k(scores, compare_sizes(scores, n), None, "auto")
                each = f"{seconds / (2 * seeds * len(ks)):.2f}"
                recovered = f"{share_recovered(corpus.topics, models[k].terms):.0%}"
                table.add(f"{n:,}", kind, rarest, k, engine, recovered, choice, each)


if __name__ == "__main__":
    run_command(__doc__, chosen)
