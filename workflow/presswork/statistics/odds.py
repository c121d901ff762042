"""Confidence intervals of shares, symmetric in the log odds, so that they stay between 0 and 1."""

import numpy as np
from scipy import special

from presswork.statistics.arrays import Numbers


def log_odds(share: Numbers) -> Numbers:
    """Return log(share / (1 - share)); NaN for shares of 0 and 1."""
    return np.asarray(special.logit(np.where((share > 0) & (share < 1), share, np.nan)))


def odds_interval(
    share: Numbers, error: Numbers, freedom: float | Numbers, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of shares (0-1), given the standard errors of their log odds, by Student's t.

    NaN for shares of 0 and 1, and if the error is NaN.
    """
    centre = log_odds(share)
    width = special.stdtrit(freedom, 0.5 + confidence / 2) * error
    return np.asarray(special.expit(centre - width)), np.asarray(special.expit(centre + width))
