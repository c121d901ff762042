"""Mean shares of any set of articles, with bounds that cover random starts and articles."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from presswork.statistics.odds import log_odds, odds_interval
from presswork.statistics.resampling import MAX_UNDEFINED, standardise_rates
from presswork.topics.replicates import Replicates
from presswork.topics.sizes import FEW

Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
# A topic whose matched topics are on average less similar than this, over refits, was not found again.
STABLE = 0.7
REFITTED = "refits on resampled articles, log odds, Student's t"
LEFT_OUT = "refits with one article left out and from other starts, log odds, Student's t"
ONE_ARTICLE = "none: one article is no sample of articles"
NOT_FOUND = f"none: refits do not find the topic again (stability below {STABLE})"
LACKING = "none: too many refits lack the topic, or a resample an outlet"
OTHER_ARTICLES = "none: the topics are those of other articles, and are not fitted again"
TOO_FEW = f"none: fewer than {FEW} articles"


@dataclass(frozen=True)
class Evidence:
    """What mean shares are computed from: the articles' ids, sorted, their shares (articles x topics), and refits.

    `places` are the places of the replicates' articles among the ids, -1 where the model gives an article no shares;
    `stability` has a value for each topic.
    """

    ids: pl.Series
    shares: Numbers
    places: NDArray[np.int64]
    replicates: Replicates
    stability: Numbers

    @classmethod
    def gather(
        cls,
        shares: pl.LazyFrame,
        replicates: Replicates,
        unit_rows: pl.DataFrame,
        diagnostics: pl.DataFrame,
        choice: dict[str, Any],
    ) -> Self:
        """Return the evidence on the chosen model. The passages of an article count as one: their mean."""
        own = (pl.col("engine") == choice["engine"]) & pl.col("k").eq_missing(choice["k"])
        means = shares.group_by("article_id", "topic").agg(pl.col("share").mean()).sort("article_id", "topic").collect()
        ids = means["article_id"].unique().sort()
        fitted = unit_rows.select("article_id").unique().sort("article_id")
        places = fitted.join(ids.to_frame().with_row_index("place"), on="article_id", how="left", maintain_order="left")
        return cls(
            ids,
            means["share"].to_numpy().reshape(len(ids), choice["k"] or 0),
            places["place"].cast(pl.Int64).fill_null(-1).to_numpy(),
            replicates,
            diagnostics.filter(own).sort("topic")["stability"].to_numpy(),
        )

    def select_fitted(self, members: Mask) -> Mask:
        """Return which of the replicates' articles are among the members."""
        return np.where(self.places >= 0, members[self.places], False)


@dataclass(frozen=True)
class Mix:
    """Strata whose means are averaged with fixed weights: the stratum of each article, and weights that sum to 1."""

    strata: NDArray[np.int64]
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
    evidence: Evidence, members: Mask, mix: Mix, draws: Numbers | None = None, how: str = "", blocks: int = 0
) -> pl.DataFrame:
    """Return each topic's mean share in the member articles, with its bounds and how they were made, or why not.

    `draws` (replicates x member articles) takes the place of the replicates' own; then `how` says what was drawn, and
    `blocks` how many there are.
    """
    strata = Mix(mix.strata[members], mix.weights)
    value = average_shares(evidence.shares[members], np.ones(int(members.sum())), strata)
    fitted = evidence.select_fitted(members)
    drawn = evidence.replicates.draws[:, fitted] if draws is None else draws
    within = Mix(mix.strata[evidence.places[fitted]], mix.weights)
    means = average_shares(evidence.replicates.shares[:, fitted].astype(float), drawn, within)
    blocks = blocks or int(fitted.sum())
    reason = _explain_no_bounds(len(evidence.ids), int(fitted.sum()), len(means))
    low = high = np.full(len(value), np.nan)
    if reason is None:
        low, high = odds_interval(
            value, _measure_error(evidence.replicates, means, blocks), min(len(means), blocks) - 1
        )
    found = evidence.stability >= STABLE
    made = how or (LEFT_OUT if evidence.replicates.leaves_out else REFITTED)
    bounded = found & ~np.isnan(low)
    interval = [
        reason or (NOT_FOUND if not known else made if given else LACKING)
        for known, given in zip(found, bounded, strict=True)
    ]
    return pl.DataFrame(
        {
            "topic": np.arange(1, len(value) + 1),
            "prevalence": value,
            "low": np.where(bounded, low, np.nan),
            "high": np.where(bounded, high, np.nan),
            "interval": interval,
        },
        schema_overrides={"interval": pl.String},
    ).with_columns(pl.col("prevalence", "low", "high").fill_nan(None))


def _explain_no_bounds(n_articles: int, n_members: int, n_replicates: int) -> str | None:
    if n_articles == 1:
        return ONE_ARTICLE
    if n_members < FEW:
        return TOO_FEW
    return None if n_replicates else OTHER_ARTICLES


def _measure_error(replicates: Replicates, means: Numbers, blocks: int) -> Numbers:
    """Return the standard errors of the log odds, NaN where too many replicates lack the topic or a stratum.

    Resamples of few blocks vary too little, by (n - 1) / n.
    """
    odds = log_odds(means)
    defined = np.isnan(odds).mean(axis=0) <= MAX_UNDEFINED
    error = np.full(len(defined), np.nan)
    error[defined] = replicates.measure_error(odds[:, defined])
    return error if replicates.leaves_out else error * np.sqrt(blocks / (blocks - 1))
