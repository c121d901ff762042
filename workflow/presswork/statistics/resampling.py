"""Confidence bands of rates with blocks, such as the days of a month, as the sampling unit."""

import numpy as np
from scipy import special

from presswork.statistics.arrays import Numbers
from presswork.statistics.intervals import match_freedom


def standardise_rates(counts: Numbers, words: Numbers, shares: Numbers) -> Numbers:
    """Return directly standardised rates: the strata's rates, weighted by fixed shares.

    `counts` is ... x strata x terms, `words` ... x strata, `shares` has a weight for each stratum, summing to 1; the
    result is ... x terms, NaN if a stratum has no words. With one stratum, these are crude rates. Source: Fleiss et al.
    2003, chapter 19.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = np.where(words[..., None] > 0, counts / words[..., None], np.nan)
    return np.asarray(np.tensordot(rates, shares, axes=([-2], [0])), dtype=float)


def block_band(
    counts: Numbers, words: Numbers, shares: Numbers, min_blocks: int, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of standardised rates, with blocks as the sampling unit.

    `counts` is blocks x strata x terms, `words` blocks x strata, `shares` has a weight for each stratum. The variance
    of the log rate is the sum of the squared changes when a block is left out (jackknife; Efron & Stein 1981); the band
    is symmetric in the log and uses Student's t with the degrees of freedom of `match_freedom`. NaN if a term, or any
    stratum, occurs in fewer than `min_blocks` blocks.
    """
    present = (counts.sum(axis=1) > 0).sum(axis=0)
    known = (words > 0).sum(axis=0).min(initial=len(words)) >= min_blocks
    rates = standardise_rates(counts.sum(axis=0), words.sum(axis=0), shares)
    left = standardise_rates(counts.sum(axis=0) - counts, words.sum(axis=0) - words, shares)
    with np.errstate(divide="ignore", invalid="ignore"):
        changes = np.log(left) - np.log(rates)
    squares, fourths = ((changes**power).sum(axis=0) for power in (2, 4))
    freedom = match_freedom(squares, fourths, len(words), present)
    width = special.stdtrit(freedom, 0.5 + confidence / 2) * np.sqrt(squares)
    width[(present < max(min_blocks, 2)) | (not known)] = np.nan
    return rates * np.exp(-width), rates * np.exp(width)
