"""Bands from resampling blocks, such as the days of a month: what stands in one block is not independent."""

import numpy as np
from numpy.typing import NDArray
from scipy import special

from presswork.statistics.arrays import Numbers

RESAMPLES = 999
# Where more resamples than this lack a stratum or the term, the others say too little.
MAX_UNDEFINED = 0.05


def standardise_rates(counts: Numbers, words: Numbers, shares: Numbers) -> Numbers:
    """Return directly standardised rates: the strata's rates, weighted by their fixed shares of the whole.

    `counts` is ... x strata x terms, `words` ... x strata, `shares` strata, summing to 1; the result is ... x terms,
    NaN where a stratum has no words. With one stratum these are crude rates. Source: Fleiss et al. 2003, chapter 19.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = np.where(words[..., None] > 0, counts / words[..., None], np.nan)
    return np.asarray(np.tensordot(rates, shares, axes=([-2], [0])), dtype=float)


def block_band(
    counts: Numbers, words: Numbers, shares: Numbers, min_blocks: int, seed: int, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of standardised rates, blocks resampled with replacement.

    `counts` is blocks x strata x terms, `words` blocks x strata, `shares` strata. The standard error of the log rate is
    that of the resamples, times sqrt(n / (n - 1)); the band is symmetric in the log, by Student's t with n - 1 degrees
    of freedom (Efron & Tibshirani 1993, chapter 12, in the log). NaN where a term is in fewer than `min_blocks`
    blocks, or more than MAX_UNDEFINED of the resamples lack a stratum or the term.
    """
    n_blocks, n_terms = counts.shape[0], counts.shape[2]
    width = np.full(n_terms, np.nan)
    rates = standardise_rates(counts.sum(axis=0), words.sum(axis=0), shares)
    present = (counts.sum(axis=1) > 0).sum(axis=0)
    sound: NDArray[np.bool_] = (present >= max(min_blocks, 2)) & (rates > 0)
    if sound.any():
        chance = np.random.default_rng(seed)
        weights = chance.multinomial(n_blocks, np.full(n_blocks, 1 / n_blocks), RESAMPLES).astype(float)
        drawn = standardise_rates(
            np.tensordot(weights, counts[:, :, sound], axes=1), np.tensordot(weights, words, axes=1), shares
        )
        logs = np.log(np.where(drawn > 0, drawn, np.nan))
        defined = ~np.isnan(logs)
        error = np.array([np.std(column[known]) for column, known in zip(logs.T, defined.T, strict=True)])
        error *= np.sqrt(n_blocks / (n_blocks - 1)) * special.stdtrit(n_blocks - 1, 0.5 + confidence / 2)
        width[sound] = np.where(1 - defined.mean(axis=0) <= MAX_UNDEFINED, error, np.nan)
    return rates * np.exp(-width), rates * np.exp(width)
