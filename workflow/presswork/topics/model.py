"""What every engine gives."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Model:
    """A fitted model: `terms` is p(term | topic), topics x terms; `shares` is rows x topics, each row summing to 1.

    A row without any of the model's terms has shares of zero.
    """

    terms: NDArray[np.float64]
    shares: NDArray[np.float64]
    converged: bool
