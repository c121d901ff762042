"""Confidence intervals of shares, symmetric in the log odds: they stay between 0 and 1."""

import numpy as np
from scipy import special

from presswork.statistics.intervals import Numbers


def odds_interval(
    share: Numbers, error: Numbers, freedom: float | Numbers, confidence: float = 0.95
) -> tuple[Numbers, Numbers]:
    """Return lower and upper bounds of shares (0-1) with these standard errors, by Student's t.

    The error of the log odds is error / (share (1 - share)), by the delta method (Agresti 2013, section 3.1). NaN for
    shares of 0 and 1, and where the error is NaN.
    """
    between = (share > 0) & (share < 1)
    inside = np.where(between, share, 0.5)
    width = special.stdtrit(freedom, 0.5 + confidence / 2) * error / (inside * (1 - inside))
    width = np.where(between, width, np.nan)
    centre = special.logit(inside)
    return np.asarray(special.expit(centre - width)), np.asarray(special.expit(centre + width))
