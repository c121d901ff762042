"""Arrays by the type of their elements."""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Integers = NDArray[np.int64]
Places = NDArray[np.intp]
Mask = NDArray[np.bool_]
Hashes = NDArray[np.uint64]
