"""Coverage of nominal 95% intervals of the prevalence of topics, and the limits below which there is none.

Corpora are drawn from planted topics. Since an engine's shares are biased however many articles there are, the target
is the expected estimate, the mean over the corpora; `prevalence` also gives the coverage of the planted share.
"""

from datetime import date, timedelta
from itertools import product

from runner import MarkdownTable, Numbers, run_command, states
from simulated_corpora import name_rows

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.limits import MIN_DAYS, TWO_GROUPS
from presswork.statistics.linearised import cluster_error
from presswork.statistics.modes import split_variance
from presswork.statistics.odds import odds_interval
from presswork.topics.fitting.fits import choose_medoid
from presswork.topics.describing.mean_shares import Clusters, Evidence
from presswork.topics.describing.mean_shares import describe_mean, estimate_mean, mix_nothing
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.mixture import normalise
from presswork.topics.fitting.model import Model
from presswork.topics.choosing.quality import pair_topics
from presswork.topics.fitting.refits import Replicates, refit_topics

K, WORDS = 5, 120
STARTS, REPLICATES, TERMS = 3, 30, 300
# Weights of the planted topics, and the number of topics fitted.
EVEN, UNEVEN = np.full(K, 1 / K), np.array([0.5, 0.24, 0.12, 0.09, 0.05])
PLANTED = {
    "equal": (EVEN, K),
    "10:1": (UNEVEN, K),
    "correlated": (EVEN, K),
    "nested": (EVEN, K),
    "equal, one topic too few": (EVEN, K - 1),
    "equal, one too many": (EVEN, K + 1),
    "10:1, one too few": (UNEVEN, K - 1),
    "10:1, one too many": (UNEVEN, K + 1),
}
# Days and articles per day. The weights of a day are drawn around the overall ones with the concentration DAY, those of
# an article around the day's with the concentration ARTICLE.
DAYS, DAY, ARTICLE = ((15, 2), (25, 4), (30, 10)), 12.0, 0.5
# Days of the articles from the source by which the mean share that a model gives is known, five articles per day.
SOURCE_DAYS = 400
# The document has the rows of the largest corpora, and tells how the smallest ones differ.
FEW, MANY = 30, 300
FIRST_DAY = date(2022, 1, 1)
# How many of the articles a rare topic would make up.
RARE = (1, 2, 3, 4, 5, 8, 15)


def fit(counts: sparse.csr_array, rows: pl.DataFrame, articles: pl.LazyFrame, k: int = K) -> tuple[Model, Replicates]:
    """Return the medoid of three starts of NMF, and its refits."""
    runs = [find_engine("nmf").fit(counts, k, start) for start in range(STARTS)]
    model = runs[choose_medoid([run.terms for run in runs])]
    return model, refit_topics(model, counts, rows, articles, "day", REPLICATES)


def covers(low: str, high: str, target: pl.Expr) -> pl.Expr:
    """Return whether an interval contains the target."""
    return (pl.col(low) <= target) & (target <= pl.col(high))


@states(
    "topics.md",
    "<!-- coverage of prevalence -->",
    "The interval over fits covers the expected estimate in {covers_low}-{covers_high}%",
    "Given the model, {model_low}-{model_high}% cover; if articles rather than days were resampled, only {alone_low}-"
    "{alone_high}%",
    "With 30 articles, {small_low}-{small_high}% of the intervals over fits cover the planted share, and"
    " {withheld_low}-{withheld_high}% are withheld",
    seconds=500,
    covers_low=(93, 100),
    model_low=(90, 100),
)
def prevalence(runs: int = 50) -> dict[str, float]:
    """Intervals of prevalence where topics are equal, 10:1, correlated, nested, or more or fewer than are fitted."""
    covered = ("coverage", "planted", "given the model")
    table, rows = MarkdownTable("topics", "without interval", "bias, points", *covered), []
    for kind in PLANTED:
        for days, a_day in DAYS:
            chance = np.random.default_rng([days, *kind.encode()])
            source = draw_source(kind, chance)
            found = pl.concat(describe_prevalence(kind, days, a_day, source, chance) for _ in range(runs))
            centre, given = pl.col("prevalence").mean().over("topic"), pl.col("low").is_not_null()
            bias, *shares = found.select(
                100 * (centre - pl.col("planted")).abs().mean(),
                given.not_().mean().alias("blank"),
                covers("low", "high", centre).filter(given).mean().alias("covers"),
                covers("low", "high", pl.col("planted")).filter(given).mean().alias("covers planted"),
                covers("model_low", "model_high", pl.col("source")).mean().alias("model"),
                covers("alone_low", "alone_high", pl.col("source")).mean().alias("alone"),
            ).row(0)
            told = [f"{share:.0%}" for share in shares]
            if days * a_day == MANY:
                table.add(kind, told[0], f"{bias:.1f}", *told[1:4])
            rows.append({"articles": days * a_day} | dict(zip(("withheld", *covered, "alone"), shares)))
    table.fill("topics.md", "coverage of prevalence")
    rows = pl.DataFrame(rows)
    few, many = (rows.filter(articles=number) for number in (FEW, MANY))
    spans = {
        "covers": rows["coverage"],
        "model": rows["given the model"],
        "alone": many["alone"],
        "small": few["planted"],
        "withheld": few["withheld"],
    }
    ends = {"low": pl.Series.min, "high": pl.Series.max}
    return {f"{name}_{end}": 100 * find(shares) for name, shares in spans.items() for end, find in ends.items()}


@states(
    "topics.md",
    "{normal}% of normal and {uniform}% of uniform samples",
    "shifted by 4, 5 or 6 standard deviations, it happens in {half_4}, {half_5} or {half_6}%",
    "shifted by 5, 6 or 8, in {fifth_5}, {fifth_6} or {fifth_8}%",
    "With 10 refits, it happens in {few_low} to {few_high}% of samples of one distribution",
    seconds=5,
)
def two_groups(samples: int = 20_000) -> dict[str, float]:
    """How often values from one distribution, and from two normal ones some SDs apart, are called two groups."""
    table = MarkdownTable("values", "10 refits", "30 refits")
    kinds = {"normal": 0, "Gumbel": 0, "uniform": 0}
    kinds |= {f"half_{apart}": apart for apart in (4, 5, 6)} | {f"fifth_{apart}": apart for apart in (5, 6, 8)}
    found: dict[str, list[float]] = {}
    for kind, apart in kinds.items():
        for n in (10, 30):
            chance = np.random.default_rng([n, *kind.encode()])
            draw = {"Gumbel": chance.gumbel, "uniform": chance.uniform}.get(kind, chance.normal)
            moved = chance.random((n, samples)) < (0.2 if "fifth" in kind else 0.5)
            shares = split_variance(draw(size=(n, samples)) + apart * moved)
            found.setdefault(kind, []).append(100 * float((shares >= TWO_GROUPS).mean()))
        table.add(kind, *(f"{each:.1f}%" for each in found[kind]))
    few = [found[kind][0] for kind, apart in kinds.items() if not apart]
    return {kind: many for kind, (_, many) in found.items()} | {"few_low": min(few), "few_high": max(few)}


@states(
    "topics.md",
    "{low_1} to {high_1}% of the intervals would cover with one article, {low_2} to {high_2}% with two, {low_3} to"
    " {high_3}% with three, and {low_4} to {high_4}% with four to fifteen",
    seconds=15,
)
def rare(runs: int = 1000) -> dict[str, float]:
    """Coverage of the interval given the model, by how many of the articles a topic would make up."""
    table = MarkdownTable("share of the topic", "articles per day", *map(str, RARE))
    found: dict[int, list[float]] = {}
    for share, a_day in product((0.02, 0.05, 0.2), (2, 10)):
        chance = np.random.default_rng([round(100 * share), a_day])
        told = []
        for expected in RARE:
            days = round(expected / share / a_day)
            held = [_cover_rare(share, days, a_day, chance) for _ in range(runs)] if days >= MIN_DAYS else []
            if held:
                found.setdefault(min(expected, 4), []).append(100 * float(np.mean(held)))
            told.append(f"{np.mean(held):.1%}" if held else "")
        table.add(f"{share:.0%}", str(a_day), *told)
    ends = {"low": min, "high": max}
    return {f"{name}_{expected}": end(held) for expected, held in found.items() for name, end in ends.items()}


def _cover_rare(share: float, days: int, a_day: int, chance: np.random.Generator) -> bool:
    """Return whether the interval covers the mean share of a topic that a few articles are mostly about."""
    about = chance.random(days * a_day) < share
    own = np.where(about, chance.beta(9, 2, len(about)), chance.beta(1, 200, len(about)))
    shares = np.stack([own, 1 - own], axis=1)
    clusters = np.repeat(np.arange(days), a_day)
    low, high = odds_interval(*estimate_mean(shares, mix_nothing(len(own)), clusters))
    truth = share * 9 / 11 + (1 - share) / 201
    return bool(low[0] <= truth <= high[0])


def draw_source(kind: str, chance: np.random.Generator) -> tuple[Numbers, Numbers, sparse.csr_array]:
    """Return the planted topics, their mean shares in many articles, and the words of these."""
    topics = draw_topics(kind, chance)
    shares = draw_days(kind, SOURCE_DAYS, 5, chance)
    return topics, shares.mean(axis=0), draw_counts(shares, topics, chance)


def describe_prevalence(
    kind: str, days: int, a_day: int, source: tuple[Numbers, Numbers, sparse.csr_array], chance: np.random.Generator
) -> pl.DataFrame:
    """Return estimate and bounds by planted topic, for a corpus from the source.

    `alone_low` and `alone_high` treat articles as independent. `source` is the mean share that the model gives to the
    articles of the source.
    """
    topics, planted, words = source
    counts, rows = draw_counts(draw_days(kind, days, a_day, chance), topics, chance), name_rows(days * a_day)
    numbers = np.repeat(np.arange(days), a_day)
    published = [FIRST_DAY + timedelta(day) for day in numbers.tolist()]
    articles = rows.select("article_id", published=pl.Series(published)).lazy()
    model, replicates = fit(counts, rows, articles, PLANTED[kind][1])
    places, k = np.arange(len(numbers)), len(model.terms)
    evidence = Evidence(rows["article_id"], model.shares, places, replicates, Clusters("day", numbers), np.ones(k))
    everything = np.ones(len(places), dtype=bool), mix_nothing(len(places))
    low, high = odds_interval(*estimate_mean(model.shares, everything[1], places))
    given = find_engine("nmf").fold_in(model.state, words).mean(axis=0)
    described = describe_mean(evidence, *everything).with_columns(alone_low=low, alone_high=high, source=given)
    partners, _ = pair_topics(topics, model.terms)
    matched = partners >= 0
    return described[partners[matched]].with_columns(topic=np.flatnonzero(matched), planted=planted[matched])


def draw_topics(kind: str, chance: np.random.Generator) -> Numbers:
    """Return the planted topics, K x terms; the last two nested ones have 60% of their words from the third."""
    topics = chance.dirichlet(np.full(TERMS, 0.05), K)
    if kind == "nested":
        topics[3:] = 0.6 * topics[2] + 0.4 * topics[3:]
    return topics


def draw_days(kind: str, days: int, a_day: int, chance: np.random.Generator) -> Numbers:
    """Return the shares of articles (articles x topics), day by day; articles of a day are more alike."""
    weights, _ = PLANTED[kind]
    own = np.repeat(chance.dirichlet(DAY * weights, days), a_day, axis=0)
    if kind == "correlated":
        loads = np.random.default_rng(K).normal(size=(K, 2))
        return normalise(own * np.exp(chance.normal(size=(len(own), 2)) @ loads.T))
    return np.array([chance.dirichlet(np.maximum(ARTICLE * each, 1e-3)) for each in own])


def draw_counts(shares: Numbers, topics: Numbers, chance: np.random.Generator) -> sparse.csr_array:
    """Return Poisson counts of the words of articles with these shares."""
    return sparse.csr_array(chance.poisson(WORDS * (shares @ topics))).astype(float)


@states("topics.md", "would widen it by at most {widest}%", seconds=60)
def composition(draws: int = 200) -> dict[str, float]:
    """How much wider the interval given the model would be with shares drawn from their posterior (LDA by Gibbs)."""
    table, widest = MarkdownTable("articles", "words per article", "median", "largest"), 0.0
    for (days, a_day), words in product(DAYS[1:], (30, WORDS)):
        chance = np.random.default_rng([days, words])
        topics = draw_topics("equal", chance)
        counts = chance.poisson(words * (draw_days("equal", days, a_day, chance) @ topics))
        model = find_engine("gibbs").fit(sparse.csr_array(counts).astype(float), K, 1)
        means = draw_means(model, counts, draws, chance)
        numbers = np.repeat(np.arange(days), a_day)
        error, _ = cluster_error(model.shares, np.zeros(len(numbers), dtype=np.int64), np.ones(1), numbers)
        wider = np.sqrt(1 + means.var(axis=0, ddof=1) / error**2) - 1
        table.add(days * a_day, words, f"{np.median(wider):.1%}", f"{wider.max():.1%}")
        widest = max(widest, 100 * float(wider.max()))
    return {"widest": widest}


def draw_means(model: Model, counts: Numbers, draws: int, chance: np.random.Generator) -> Numbers:
    """Return mean shares over articles, draws x topics, each from the posterior of all articles' shares."""
    alpha, shares, means = model.state["alpha"], model.shares, []
    for step in range(2 * draws):
        mixed = np.maximum(shares[:, None, :] * model.terms.T, np.finfo(float).tiny)
        topics = chance.multinomial(counts, mixed / mixed.sum(axis=2, keepdims=True)).sum(axis=1)
        shares = chance.standard_gamma(topics + alpha)
        shares /= shares.sum(axis=1, keepdims=True)
        means += [shares.mean(axis=0)] if step >= draws else []
    return np.array(means)


if __name__ == "__main__":
    run_command(__doc__, prevalence, two_groups, rare, composition)
