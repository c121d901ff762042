"""Mean shares of sets of articles, with intervals given the fitted model and, if refits agree, over fits."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
import polars as pl

from presswork.core.limits import FEW, LEAST_OF_TOPIC
from presswork.statistics.arrays import Integers, Mask, Numbers
from presswork.statistics.linearised import cluster_error
from presswork.statistics.odds import log_odds, odds_interval
from presswork.statistics.resampling import standardise_rates
from presswork.terms.units import name_clusters, number_clusters
from presswork.topics.describing.reliability import judge_refits
from presswork.topics.fitting.model import select_chosen
from presswork.topics.fitting.refits import Replicates
from presswork.topics.fitting.resamples import find_unit

# Share of the refits that may lack a topic or a stratum for the interval over fits to be given.
MAX_UNDEFINED = 0.05


@dataclass(frozen=True)
class Clusters:
    """The sampling unit (day, story or article), and the cluster of each article, from 0."""

    unit: str
    numbers: Integers


@dataclass(frozen=True)
class EvidenceTables:
    """The inputs of analyses of mean shares: tables of the chosen model and of the articles."""

    shares: pl.LazyFrame
    replicates: Replicates
    unit_rows: pl.DataFrame
    diagnostics: pl.DataFrame
    choice: dict[str, Any]
    articles: pl.LazyFrame
    counted: pl.DataFrame


@dataclass(frozen=True)
class Mix:
    """The stratum of each article, and the weights of the strata, which sum to 1."""

    strata: Integers
    weights: Numbers


def mix_nothing(n_articles: int) -> Mix:
    """Return a single stratum, for a plain mean."""
    return Mix(np.zeros(n_articles, dtype=np.int64), np.ones(1))


@dataclass(frozen=True)
class Evidence:
    """The data for mean shares: the articles' ids, sorted, their shares (articles x topics), and the refits.

    `places` has the position among the ids of each article of the replicates, -1 for an article without shares;
    `stability` has one value per topic.
    """

    ids: pl.Series
    shares: Numbers
    places: Integers
    replicates: Replicates
    clusters: Clusters
    stability: Numbers

    @classmethod
    def gather(cls, tables: EvidenceTables, unit: str) -> Self:
        """Return the data of the chosen model. The shares of the passages of an article are averaged.

        `unit` is the sampling unit as in `terms.units.choose_unit`.
        """
        k = tables.choice["k"]
        averaged = tables.shares.group_by("article_id", "topic").agg(pl.col("share").mean())
        means = averaged.sort("article_id", "topic").collect()
        ids = means["article_id"].unique().sort()
        fitted = tables.unit_rows.select("article_id").unique().sort("article_id")
        places = fitted.join(ids.to_frame().with_row_index("place"), on="article_id", how="left", maintain_order="left")
        chosen = find_unit(tables.unit_rows, tables.articles, unit)
        names = name_clusters(ids.to_frame(), tables.articles, tables.counted)[chosen]
        return cls(
            ids,
            means["share"].to_numpy().reshape(len(ids), k or 0),
            places["place"].cast(pl.Int64).fill_null(-1).to_numpy(),
            tables.replicates,
            Clusters(chosen, number_clusters(names).to_numpy()),
            select_chosen(tables.diagnostics, tables.choice)["stability"].to_numpy(),
        )

    def average_refits(self, members: Mask, mix: Mix) -> Numbers:
        """Return the mean shares of each refit (refits x topics) over the members that topics were fitted to."""
        fitted = np.flatnonzero(np.where(self.places >= 0, members[self.places], False))
        if not len(self.replicates.shares):
            return np.zeros((0, self.shares.shape[1]))
        return average_shares(
            self.replicates.shares[:, fitted].astype(float), Mix(mix.strata[self.places[fitted]], mix.weights)
        )

    def count_fitted(self, members: Mask) -> int:
        """Return the number of members that topics were fitted to."""
        return int(members[self.places[self.places >= 0]].sum())

    @cached_property
    def prevalence(self) -> Numbers:
        """The mean share of each topic over all articles."""
        return average_shares(self.shares, mix_nothing(len(self.ids)))

    @cached_property
    def refits(self) -> Numbers:
        """The prevalence of each topic in each refit (refits x topics), over the articles topics were fitted to."""
        everything = np.ones(len(self.ids), dtype=bool)
        return self.average_refits(everything, mix_nothing(len(self.ids)))

    @cached_property
    def reliability(self) -> pl.DataFrame:
        """The agreement of the refits on each topic, as returned by `judge_refits`."""
        own = self.places[self.places >= 0]
        value, error, freedom = estimate_mean(self.shares[own], mix_nothing(len(own)), self.clusters.numbers[own])
        return judge_refits(self.refits, self.replicates.cosines, value, odds_interval(value, error, freedom))


def average_shares(shares: Numbers, mix: Mix) -> Numbers:
    """Return mean shares (... x topics) of shares (... x articles x topics).

    Articles without shares are left out. NaN if a stratum has no article.
    """
    covered = (shares.sum(axis=-1) > 0).astype(float)
    within = covered[..., None, :] * np.eye(len(mix.weights))[:, mix.strata]
    return standardise_rates(within @ shares, within.sum(axis=-1), mix.weights)


def estimate_mean(shares: Numbers, mix: Mix, clusters: Integers) -> tuple[Numbers, Numbers, Numbers]:
    """Return mean shares, the standard errors of their log odds given the model, and their degrees of freedom.

    By the delta method, the error of the log odds is that of the share / (share (1 - share)). NaN for fewer than two
    clusters, and for shares of 0 and 1.
    """
    value = average_shares(shares, mix)
    spread = np.where((value > 0) & (value < 1), value * (1 - value), np.nan)
    error, freedom = cluster_error(shares, mix.strata, mix.weights, clusters)
    return value, error / spread, freedom


def describe_mean(
    evidence: Evidence, members: Mask, mix: Mix, clusters: Clusters | None = None, least: int = FEW
) -> pl.DataFrame:
    """Return each topic's mean share in the member articles, with both intervals, and how they were made or why not.

    `model_low` and `model_high` are conditional on the fitted model. They need 10 articles in at least `least`
    clusters, and enough articles for the topic (`count_expected`). `low` and `high` add the variance of the refits, for
    topics on which these agree. `clusters` replace those of the evidence.
    """
    clusters, k = clusters or evidence.clusters, evidence.shares.shape[1]
    within = Mix(mix.strata[members], mix.weights)
    value, error, freedom = estimate_mean(evidence.shares[members], within, clusters.numbers[members])
    units = len(np.unique(clusters.numbers[members]))
    blank = _explain_blank(evidence, int(members.sum()), units, least)
    rare = count_expected(evidence.prevalence, within) < LEAST_OF_TOPIC
    given = odds_interval(value, np.where(rare | (blank is not None), np.nan, error), freedom)
    is_bare, blank = blank is not None, blank or _explain_no_refits(evidence, evidence.count_fitted(members))
    low, high, reasons = np.full(k, np.nan), np.full(k, np.nan), [blank] * k
    if blank is None:
        low, high = bound_over_fits(value, error, freedom, evidence, evidence.average_refits(members, mix))
        made = "refits_without_one" if evidence.replicates.leaves_out else "refits"
        doubts = evidence.reliability["doubt"].to_list()
        reasons = [
            "refits_lack_topic" if np.isnan(at) else doubt or made for doubt, at in zip(doubts, low, strict=True)
        ]
    if not is_bare:
        reasons = ["few_of_topic" if few else reason for few, reason in zip(rare, reasons, strict=True)]
    bounded = np.array([reason in ("refits", "refits_without_one") for reason in reasons])
    frame = pl.DataFrame(
        {
            "topic": np.arange(1, k + 1),
            "prevalence": value,
            "low": np.where(bounded, low, np.nan),
            "high": np.where(bounded, high, np.nan),
            "interval": reasons,
            "model_low": given[0],
            "model_high": given[1],
        },
        schema_overrides={"interval": pl.String},
    )
    bounds = pl.col("prevalence", "low", "high", "model_low", "model_high").fill_nan(None)
    return frame.with_columns(bounds, resampled=pl.lit(clusters.unit), units=pl.lit(units, pl.Int64))


def count_expected(prevalence: Numbers, mix: Mix) -> Numbers:
    """Return the number of articles that each topic would make up at its overall prevalence.

    With strata, the number of articles is the effective one, which gives a plain mean the same error (Kish 1965).
    """
    sizes = np.bincount(mix.strata, minlength=len(mix.weights))
    with np.errstate(divide="ignore"):
        return np.asarray(prevalence / np.sum(mix.weights**2 / sizes))


def _explain_blank(evidence: Evidence, n_articles: int, n_clusters: int, least: int) -> str | None:
    """Return why a mean has no interval of either kind, or None."""
    if len(evidence.ids) == 1:
        return "no_sample"
    if n_articles < FEW:
        return "few_fitted"
    return "few_units" if n_clusters < least else None


def _explain_no_refits(evidence: Evidence, n_fitted: int) -> str | None:
    """Return why a mean has no interval over fits, or None."""
    if not len(evidence.replicates.shares):
        return "other_articles"
    return "few_fitted" if n_fitted < FEW else None


def bound_over_fits(
    value: Numbers, error: Numbers, freedom: Numbers, evidence: Evidence, means: Numbers
) -> list[Numbers]:
    """Return bounds of mean shares (`value`) that include sampling error (`error` of the log odds) and fitting error.

    `means` are those of the refits, refits x topics. NaN if too many refits lack the topic or a stratum.
    """
    odds, centre = log_odds(means), log_odds(value)
    lacking = (np.isnan(odds).mean(axis=0) > MAX_UNDEFINED) | np.isnan(centre)
    odds[:, lacking] = centre[lacking] = 0
    spread = evidence.replicates.measure_error(odds, centre)
    joined = (combine_errors((error, np.where(lacking, np.nan, side)), (freedom, len(means) - 1)) for side in spread)
    return [odds_interval(value, *each)[side] for side, each in enumerate(joined)]


def combine_errors(errors: tuple[Numbers, Numbers], freedom: tuple[Numbers, float]) -> tuple[Numbers, Numbers]:
    """Return the standard error of a sum of two independent errors, and its degrees of freedom (Satterthwaite 1946)."""
    first, second = (error**2 for error in errors)
    weighed = first**2 / freedom[0] + second**2 / freedom[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.sqrt(first + second), (first + second) ** 2 / weighed
