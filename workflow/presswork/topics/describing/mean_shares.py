"""Mean shares of any set of articles, with bounds that cover random starts and articles."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import polars as pl

from presswork.core.digests import derive_seed
from presswork.core.limits import FEW, STABLE
from presswork.statistics.arrays import Integers, Mask, Numbers
from presswork.statistics.odds import log_odds, odds_interval
from presswork.statistics.resampling import MAX_UNDEFINED, standardise_rates
from presswork.terms.units import are_dated, choose_unit, name_clusters, number_clusters
from presswork.topics.fitting.refits import Replicates


@dataclass(frozen=True)
class Blocks:
    """What is drawn as one (day, story or article), and the block of each of the replicates' articles, from 0."""

    unit: str
    numbers: Integers

    def count(self, members: Mask) -> int:
        """Return how many blocks the members are in."""
        return len(np.unique(self.numbers[members]))

    def draw(self, members: Mask, replicates: int, seed: int) -> Numbers:
        """Return how often each member is drawn with its block, replicates x members."""
        blocks, own = np.unique(self.numbers[members], return_inverse=True)
        n = len(blocks)
        drawn = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), replicates)
        return drawn[:, own].astype(float)


@dataclass(frozen=True)
class EvidenceTables:
    """The inputs of what is computed from mean shares: the chosen model's, and the articles."""

    shares: pl.LazyFrame
    replicates: Replicates
    unit_rows: pl.DataFrame
    diagnostics: pl.DataFrame
    choice: dict[str, Any]
    articles: pl.LazyFrame


@dataclass(frozen=True)
class Evidence:
    """What mean shares are computed from: the articles' ids, sorted, their shares (articles x topics), and refits.

    `places` are the places of the replicates' articles among the ids, -1 where the model gives an article no shares;
    `blocks` are those of the replicates' articles; `stability` has a value for each topic.
    """

    ids: pl.Series
    shares: Numbers
    places: Integers
    replicates: Replicates
    blocks: Blocks
    stability: Numbers

    @classmethod
    def gather(cls, tables: EvidenceTables, unit: str) -> Self:
        """Return the evidence on the chosen model. The passages of an article count as one: their mean.

        `unit` is what is drawn as one, as in `terms.units.choose_unit`.
        """
        engine, k = tables.choice["engine"], tables.choice["k"]
        own = (pl.col("engine") == engine) & pl.col("k").eq_missing(k)
        averaged = tables.shares.group_by("article_id", "topic").agg(pl.col("share").mean())
        means = averaged.sort("article_id", "topic").collect()
        ids = means["article_id"].unique().sort()
        fitted = tables.unit_rows.select("article_id", "story").unique("article_id").sort("article_id")
        places = fitted.join(ids.to_frame().with_row_index("place"), on="article_id", how="left", maintain_order="left")
        chosen = choose_unit(unit, are_dated(fitted, tables.articles))
        blocks = number_clusters(name_clusters(fitted, tables.articles, fitted)[chosen])
        return cls(
            ids,
            means["share"].to_numpy().reshape(len(ids), k or 0),
            places["place"].cast(pl.Int64).fill_null(-1).to_numpy(),
            tables.replicates,
            Blocks(chosen, blocks.to_numpy()),
            tables.diagnostics.filter(own).sort("topic")["stability"].to_numpy(),
        )

    def select_fitted(self, members: Mask) -> Mask:
        """Return which of the replicates' articles are among the members."""
        return np.where(self.places >= 0, members[self.places], False)


@dataclass(frozen=True)
class Mix:
    """Strata whose means are averaged with fixed weights: the stratum of each article, and weights that sum to 1."""

    strata: Integers
    weights: Numbers


def mix_nothing(n_articles: int) -> Mix:
    """Return one stratum, of which the mean is the plain one."""
    return Mix(np.zeros(n_articles, dtype=np.int64), np.ones(1))


def average_shares(shares: Numbers, draws: Numbers, mix: Mix) -> Numbers:
    """Return mean shares, ... x topics, of shares (... x articles x topics), each article drawn so often.

    An article without shares is left out. NaN where a stratum has no article.
    """
    weights = draws * (shares.sum(axis=-1) > 0)
    within = weights[..., None, :] * np.eye(len(mix.weights))[:, mix.strata]
    return standardise_rates(within @ shares, within.sum(axis=-1), mix.weights)


def describe_mean(
    evidence: Evidence, members: Mask, mix: Mix, name: str, blocks: Blocks | None = None, least: int = FEW
) -> pl.DataFrame:
    """Return each topic's mean share in the member articles, with its bounds and how they were made, or why not.

    Bounds come from the refits, each with blocks of its own drawn, `least` or more of them; the draws hang on `name`.
    Below 50 articles they come from refits with one article left out. `blocks` take the place of the evidence's own.
    """
    blocks, fitted, k = blocks or evidence.blocks, evidence.select_fitted(members), evidence.shares.shape[1]
    value = average_shares(evidence.shares[members], np.ones(int(members.sum())), Mix(mix.strata[members], mix.weights))
    reason = _name_blank(evidence, int(fitted.sum()), blocks.count(fitted), least)
    low = high = np.full(k, np.nan)
    if reason is None:
        low, high = _bound_mean(value, evidence, fitted, mix, name, blocks)
    found = evidence.stability >= STABLE
    made = "refits_without_one" if evidence.replicates.leaves_out else "refits"
    bounded = found & ~np.isnan(low)
    interval = [
        reason or ("not_found" if not known else made if given else "refits_lack_topic")
        for known, given in zip(found, bounded, strict=True)
    ]
    frame = pl.DataFrame(
        {
            "topic": np.arange(1, k + 1),
            "prevalence": value,
            "low": np.where(bounded, low, np.nan),
            "high": np.where(bounded, high, np.nan),
            "interval": interval,
        },
        schema_overrides={"interval": pl.String},
    )
    resampled = {"resampled": pl.lit(blocks.unit), "units": pl.lit(blocks.count(fitted), pl.Int64)}
    return frame.with_columns(pl.col("prevalence", "low", "high").fill_nan(None), **resampled)


def _bound_mean(
    value: Numbers, evidence: Evidence, fitted: Mask, mix: Mix, name: str, blocks: Blocks
) -> tuple[Numbers, Numbers]:
    """Return the bounds of mean shares of the fitted articles. Where each is a block, draws are those of the refits."""
    replicates, n_blocks = evidence.replicates, blocks.count(fitted)
    drawn = replicates.draws[:, fitted]
    if replicates.leaves_out:
        n_blocks = len(drawn[0])
    elif n_blocks < len(drawn[0]):
        drawn = blocks.draw(fitted, len(drawn), derive_seed("topics", "blocks", name))
    within = Mix(mix.strata[evidence.places[fitted]], mix.weights)
    means = average_shares(replicates.shares[:, fitted].astype(float), drawn, within)
    return odds_interval(value, _measure_error(replicates, means, n_blocks), min(len(means), n_blocks) - 1)


def _name_blank(evidence: Evidence, n_articles: int, n_blocks: int, least: int) -> str | None:
    if len(evidence.ids) == 1:
        return "no_sample"
    if n_articles < FEW:
        return "few_fitted"
    if not len(evidence.replicates.draws):
        return "other_articles"
    return "few_units" if n_blocks < least and not evidence.replicates.leaves_out else None


def _measure_error(replicates: Replicates, means: Numbers, blocks: int) -> Numbers:
    """Return the standard errors of the log odds, NaN where too many replicates lack the topic or a stratum.

    Resamples of few blocks vary too little, by (n - 1) / n.
    """
    odds = log_odds(means)
    defined = np.isnan(odds).mean(axis=0) <= MAX_UNDEFINED
    error = np.full(len(defined), np.nan)
    error[defined] = replicates.measure_error(odds[:, defined])
    return error if replicates.leaves_out else error * np.sqrt(blocks / (blocks - 1))
