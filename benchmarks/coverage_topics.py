"""Where nominal 95% intervals of topics cover: prevalence, topics over time and by group, and the criteria.

Each command draws many corpora a row from planted topics and writes its table in `docs/topics.md`. An engine's shares
are not those that were planted, however many articles there are: the target is the mean of the estimates over the
corpora, what is to be expected of a corpus of that size; `prevalence` tells the planted value, too.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

from runner import MarkdownTable, Numbers, run_command, states
from simulated_corpora import draw_planted, name_columns, name_rows, plant_topics, zipf

import numpy as np
import polars as pl
from scipy import sparse

from presswork.core.limits import MIN_DAYS, TWO_GROUPS
from presswork.statistics.linearised import cluster_error
from presswork.statistics.modes import split_variance
from presswork.statistics.odds import odds_interval
from presswork.topics.choosing.criteria import compare_sizes
from presswork.topics.fitting.fits import choose_medoid, fit_topics
from presswork.topics.describing.groups import compare_groups
from presswork.topics.describing.mean_shares import Clusters, Evidence, EvidenceTables
from presswork.topics.describing.mean_shares import bound_over_fits, describe_mean, estimate_mean, mix_nothing
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.mixture import normalise
from presswork.topics.fitting.model import Model
from presswork.topics.describing.prevalence import measure_prevalence
from presswork.topics.choosing.quality import pair_topics
from presswork.topics.fitting.refits import Replicates, refit_topics
from presswork.topics.describing.trends import follow_topics

RUNS, K, WORDS = 100, 5, 120
DOUBTS = ("not_found", "two_groups", "outside_refits")
STARTS, REPLICATES, TERMS = 3, 30, 300
# Weights of the planted topics, and how many topics are fitted to them.
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
# Days and articles a day. Around the weights of the whole, those of a day are drawn with the concentration DAY, around
# these an article's with the concentration ARTICLE.
DAYS, DAY, ARTICLE = ((15, 2), (25, 4), (30, 10)), 12.0, 0.5
# What the mean share is that a model gives to articles of the source: so many days, as many articles a day.
SOURCE_DAYS = 400
# Over time and by group: how many days a month has articles, how many a day, and the topics of two outlets.
CELLS, BAND_TERMS = ((6, 10), (20, 3), (20, 10)), 600
MONTHS = (date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1))
OUTLETS = {"A": np.array([0.2, 0.1, 0.1, 0.05, 0.05]), "B": np.array([0.05, 0.05, 0.1, 0.1, 0.2])}
CRITERIA, CRITERIA_ARTICLES, SEEDS = ("npmi", "exclusivity", "explained"), (30, 60, 200), 10
# How many of the articles a rare topic would make up, of which most have nothing.
RARE = (1, 2, 3, 4, 5, 8, 15)
VALUES = ("prevalence", "low", "high", "model_low", "model_high")


def fit(counts: sparse.csr_array, rows: pl.DataFrame, articles: pl.LazyFrame, k: int = K) -> tuple[Model, Replicates]:
    """Return the medoid of three starts of NMF, and its refits."""
    runs = [find_engine("nmf").fit(counts, k, start) for start in range(STARTS)]
    model = runs[choose_medoid([run.terms for run in runs])]
    return model, refit_topics(model, counts, rows, articles, "day", REPLICATES)


def covers(low: str, high: str, target: pl.Expr) -> pl.Expr:
    """Return whether an interval has the target."""
    return (pl.col(low) <= target) & (target <= pl.col(high))


@states(
    "topics.md",
    "<!-- coverage of prevalence -->",
    "The interval over fits covers the mean estimate in {covers_low}-{covers_high}%",
    "of nested topics with 300 articles, the planted share is in {nested_low}% of the intervals, with one topic too few"
    " in {few_low}-{few_high}%",
    "Given the model, {model_low}-{model_high}% cover",
    "it would be {alone_low}-{alone_high}% with 300 articles",
    "from 100 articles on, {withheld_low}-{withheld_high}% of the intervals are withheld",
    seconds=500,
    covers_low=(93, 100),
    model_low=(90, 100),
)
def prevalence(runs: int = 50) -> dict[str, float]:
    """Intervals of prevalence where topics are equal, 10:1, correlated, nested, or more or fewer than are fitted."""
    heads = ("without interval", "found by few", "two groups", "outside", "bias, points", "width given the model")
    covered = ("covers", "were none blank", "the planted", "given the model", "articles independent")
    table, rows = MarkdownTable("topics", "articles", *heads, *covered), []
    for kind in PLANTED:
        for days, a_day in DAYS:
            chance = np.random.default_rng([days, *kind.encode()])
            source = draw_source(kind, chance)
            found = pl.concat(describe_prevalence(kind, days, a_day, source, chance) for _ in range(runs))
            centre, given = pl.col("prevalence").mean().over("topic"), pl.col("low").is_not_null()
            width, model_width = (pl.col(f"{name}_high") - pl.col(f"{name}_low") for name in ("all", "model"))
            bias, *shares = found.select(
                100 * (centre - pl.col("planted")).abs().mean(),
                given.not_().mean().alias("blank"),
                *((pl.col("interval") == code).mean().alias(code) for code in DOUBTS),
                (model_width / width).filter(given).median().alias("width"),
                covers("low", "high", centre).filter(given).mean().alias("covers"),
                covers("all_low", "all_high", centre).mean().alias("all"),
                covers("low", "high", pl.col("planted")).filter(given).mean().alias("covers planted"),
                covers("model_low", "model_high", pl.col("source")).mean().alias("model"),
                covers("alone_low", "alone_high", pl.col("source")).mean().alias("alone"),
            ).row(0)
            told = [f"{share:.0%}" for share in shares]
            table.add(kind, days * a_day, *told[:4], f"{bias:.1f}", *told[4:])
            rows.append({"kind": kind, "articles": days * a_day} | dict(zip((*heads[:4], heads[5], *covered), shares)))
    table.fill("topics.md", "coverage of prevalence")
    rows = pl.DataFrame(rows)
    many, kind = pl.col("articles") == 300, pl.col("kind")
    spans = {
        "covers": rows["covers"],
        "nested": rows.filter(many, kind == "nested")["the planted"],
        "few": rows.filter(many, kind.str.ends_with("too few"))["the planted"],
        "model": rows["given the model"],
        "alone": rows.filter(many)["articles independent"],
        "withheld": rows.filter(kind.str.starts_with("equal, one"), pl.col("articles") >= 100)["without interval"],
    }
    ends = {"low": pl.Series.min, "high": pl.Series.max}
    return {f"{name}_{end}": 100 * find(shares) for name, shares in spans.items() for end, find in ends.items()}


@states("topics.md", "<!-- two groups -->", seconds=5)
def two_groups(samples: int = 20_000) -> None:
    """How often values are called two groups, of one distribution and of two normal ones some deviations apart."""
    table = MarkdownTable("values", "10", "20", "30", "100")
    kinds = {"normal": 0.0, "Gumbel": 0.0, "uniform": 0.0}
    kinds |= {f"normal, half of them {apart} standard deviations apart": apart for apart in (4, 5, 6)}
    kinds |= {f"normal, a fifth {apart} apart": apart for apart in (5, 6, 8)}
    for kind, apart in kinds.items():
        told = []
        for n in (10, 20, 30, 100):
            chance = np.random.default_rng([n, *kind.encode()])
            draw = {"Gumbel": chance.gumbel, "uniform": chance.uniform}.get(kind, chance.normal)
            moved = chance.random((n, samples)) < (0.2 if "fifth" in kind else 0.5)
            shares = split_variance(draw(size=(n, samples)) + apart * moved)
            told.append(f"{(shares >= TWO_GROUPS).mean():.1%}")
        table.add(kind, *told)
    table.fill("topics.md", "two groups")


@states("topics.md", "<!-- coverage of rare topics -->", seconds=15)
def rare(runs: int = 1000) -> None:
    """How often the interval given the model covers, by how many of the articles a topic would make up."""
    table = MarkdownTable("share of the topic", "articles a day", *map(str, RARE))
    for share, a_day in product((0.02, 0.05, 0.2), (2, 10)):
        chance = np.random.default_rng([round(100 * share), a_day])
        told = []
        for expected in RARE:
            days = round(expected / share / a_day)
            held = [_cover_rare(share, days, a_day, chance) for _ in range(runs)] if days >= MIN_DAYS else []
            told.append(f"{np.mean(held):.1%}" if held else "")
        table.add(f"{share:.0%}", str(a_day), *told)
    table.fill("topics.md", "coverage of rare topics")


def _cover_rare(share: float, days: int, a_day: int, chance: np.random.Generator) -> bool:
    """Return whether the interval covers the mean share of a topic that most of the few articles about it are about."""
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

    `all_low` and `all_high` are never blank; `alone_low` and `alone_high` take the articles as independent. `source` is
    what the model gives to the articles of the source.
    """
    topics, planted, words = source
    counts, rows = draw_counts(draw_days(kind, days, a_day, chance), topics, chance), name_rows(days * a_day)
    numbers = np.repeat(np.arange(days), a_day)
    published = [MONTHS[0] + timedelta(day) for day in numbers.tolist()]
    articles = rows.select("article_id", published=pl.Series(published)).lazy()
    model, replicates = fit(counts, rows, articles, PLANTED[kind][1])
    places, k = np.arange(len(numbers)), len(model.terms)
    evidence = Evidence(rows["article_id"], model.shares, places, replicates, Clusters("day", numbers), np.ones(k))
    everything = np.ones(len(places), dtype=bool), mix_nothing(len(places))
    value, error, freedom = estimate_mean(model.shares, everything[1], numbers)
    bounds = {
        "all": bound_over_fits(value, error, freedom, evidence, evidence.refits),
        "alone": odds_interval(value, *estimate_mean(model.shares, everything[1], places)[1:]),
    }
    ends = {f"{name}_{end}": values for name, pair in bounds.items() for end, values in zip(("low", "high"), pair)}
    given = find_engine("nmf").fold_in(model.state, words).mean(axis=0)
    described = describe_mean(evidence, *everything).with_columns(**ends, source=given)
    partners, _ = pair_topics(topics, model.terms)
    matched = partners >= 0
    return described[partners[matched]].with_columns(topic=np.flatnonzero(matched), planted=planted[matched])


def draw_topics(kind: str, chance: np.random.Generator) -> Numbers:
    """Return the planted topics, K x terms; of nested ones, the last two have 6 of 10 words from the third."""
    topics = chance.dirichlet(np.full(TERMS, 0.05), K)
    if kind == "nested":
        topics[3:] = 0.6 * topics[2] + 0.4 * topics[3:]
    return topics


def draw_days(kind: str, days: int, a_day: int, chance: np.random.Generator) -> Numbers:
    """Return the shares of articles (articles x topics), those of a day side by side and more alike than others."""
    weights, _ = PLANTED[kind]
    own = np.repeat(chance.dirichlet(DAY * weights, days), a_day, axis=0)
    if kind == "correlated":
        loads = np.random.default_rng(K).normal(size=(K, 2))
        return normalise(own * np.exp(chance.normal(size=(len(own), 2)) @ loads.T))
    return np.array([chance.dirichlet(np.maximum(ARTICLE * each, 1e-3)) for each in own])


def draw_counts(shares: Numbers, topics: Numbers, chance: np.random.Generator) -> sparse.csr_array:
    """Return the words of articles with these shares, Poisson counts."""
    return sparse.csr_array(chance.poisson(WORDS * (shares @ topics))).astype(float)


@states("topics.md", "<!-- composition -->", seconds=60)
def composition(draws: int = 200) -> None:
    """How much wider the interval given the model were with shares drawn from their posterior; LDA by Gibbs."""
    table = MarkdownTable("articles", "words an article", "median", "largest")
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
    table.fill("topics.md", "composition")


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


@states("topics.md", "<!-- coverage of bands -->", seconds=600)
def bands(runs: int = 30) -> None:
    """Bounds of topics over time and by group, where days and outlets differ and the mix of outlets changes."""
    table = MarkdownTable("articles", "days a month", "of", "values", "without bounds", "covers", "given the model")
    for days, a_day in CELLS:
        chance = np.random.default_rng([days, a_day])
        topics = 0.5 * zipf(BAND_TERMS) + 0.5 * plant_topics(K, BAND_TERMS, chance)
        found = pl.concat(describe_bands(days, a_day, topics, chance) for _ in range(runs))
        centre = pl.col("prevalence").mean().over("what", "planted")
        found = found.with_columns(
            covers=covers("low", "high", centre), model=covers("model_low", "model_high", centre)
        )
        for kind in ("all", "outlet", "raw", "standardised"):
            own = found.filter(pl.col("what").str.starts_with(kind))
            blank = own["low"].null_count() / own.height
            n = len(MONTHS) * days * a_day
            table.add(
                n,
                days,
                kind,
                f"{own.height:,}",
                f"{blank:.0%}",
                f"{own['covers'].mean():.1%}",
                f"{own['model'].mean():.1%}",
            )
    table.fill("topics.md", "coverage of bands")


def draw_articles(days: int, a_day: int, chance: np.random.Generator) -> Iterator[tuple[str, date, Numbers]]:
    """Yield outlet, day and shares of articles; the share of the smaller outlet grows from month to month."""
    for month, start in enumerate(MONTHS):
        for day in range(days):
            mixes = {name: chance.dirichlet(DAY * alpha / alpha.sum()) * alpha.sum() for name, alpha in OUTLETS.items()}
            for _ in range(a_day):
                outlet = "B" if chance.random() < 0.25 + 0.25 * month else "A"
                yield outlet, start + timedelta(days=day), chance.dirichlet(np.maximum(mixes[outlet], 1e-3))


def describe_bands(days: int, a_day: int, topics: Numbers, chance: np.random.Generator) -> pl.DataFrame:
    """Return what the stage tells of a corpus: prevalence with bounds by planted topic, in outlets and months."""
    drawn = [(*each[:2], chance.poisson(WORDS * (each[2] @ topics))) for each in draw_articles(days, a_day, chance)]
    outlets, published, words = zip(*drawn)
    counts, rows = sparse.csr_array(np.array(words)).astype(float), name_rows(len(drawn))
    articles = rows.select("article_id", outlet=pl.Series(outlets), published=pl.Series(published))
    empty = pl.lit(None, dtype=pl.String)
    articles = articles.with_columns(group=empty, language=empty, byline=empty).lazy()
    model, replicates = fit(counts, rows, articles)
    topic = np.tile(np.arange(1, K + 1), len(drawn))
    shares = pl.DataFrame(
        {"article_id": np.repeat(rows["article_id"].to_numpy(), K), "topic": topic, "share": model.shares.ravel()}
    )
    known = pl.DataFrame({"engine": "nmf", "k": K, "topic": range(1, K + 1), "stability": 1.0})
    tables = EvidenceTables(shares.lazy(), replicates, rows, known, {"engine": "nmf", "k": K}, articles, rows)
    given = (tables, "auto")
    whole = measure_prevalence(*given)["prevalence"].select(pl.lit("all articles").alias("what"), "topic", *VALUES)
    groups = compare_groups(*given).select(pl.concat_str(pl.lit("outlet "), "name").alias("what"), "topic", *VALUES)
    months = follow_topics(*given, "month").with_columns(pl.col("start").dt.strftime("%B"))
    trends = months.select(pl.concat_str("series", pl.lit(", "), "start").alias("what"), "topic", *VALUES)
    partners, _ = pair_topics(topics, model.terms)
    planted = pl.DataFrame({"topic": partners + 1, "planted": range(K)}, schema_overrides={"topic": pl.Int64})
    return pl.concat([whole, groups, trends]).join(planted, on="topic")


@states("topics.md", "<!-- coverage of criteria -->", seconds=600)
def criteria(runs: int = RUNS) -> None:
    """Intervals of the criteria: many corpora from one source, each fitted and refitted."""
    table = MarkdownTable(
        "articles", "criterion", "mean", "spread over corpora", "half-width / 1.96", "refits less value", "covers"
    )
    for n in CRITERIA_ARTICLES:
        found = pl.concat(describe_criteria(n, run) for run in range(runs))
        for name in CRITERIA:
            own = found.filter(pl.col("criterion") == name)
            width = (own["high"] - own["low"]).mean() / 2 / 1.96
            covered = own.select(covers("low", "high", pl.col("value").mean())).to_series().mean()
            shift = f"{(own['refits'] - own['value']).mean():+.3f}"
            values = (f"{value:.3f}" for value in (own["value"].mean(), own["value"].std(), width))
            table.add(n, name, *values, shift, f"{covered:.0%}")
    table.fill("topics.md", "coverage of criteria")


def describe_criteria(n: int, run: int) -> pl.DataFrame:
    """Return the criteria of one corpus: value, low, high, and the mean of the refits."""
    topics = plant_topics(K, BAND_TERMS, np.random.default_rng(n))
    chance = np.random.default_rng([n, run])
    counts, rows, _ = draw_planted("LDA", n, K, 1, chance, size=BAND_TERMS, words=WORDS, topics=topics)
    made = fit_topics(counts, rows, name_columns(counts), [], "nmf", K, SEEDS, few_articles=False, asked=True)
    refits = made["scores"].filter(pl.col("sample") == "resample")
    means = pl.DataFrame({"criterion": CRITERIA, "refits": [refits[name].mean() for name in CRITERIA]})
    return compare_sizes(made["scores"], n).join(means, on="criterion")


if __name__ == "__main__":
    run_command(__doc__, prevalence, two_groups, rare, composition, bands, criteria)
