"""Non-negative least squares for many right-hand sides at once."""

import numpy as np
from scipy.optimize import nnls

from presswork.statistics.arrays import Mask, Numbers

# Sweeps find most zeros, exchanges the rest; more exchanges mean that they cycle.
SWEEPS, EXCHANGES = 20, 20
TOLERANCE = 1e-12
# Cells of the systems solved at a time.
CELLS = 4_000_000


def sweep(values: Numbers, gram: Numbers, products: Numbers) -> Numbers:
    """Return non-negative values (k x n) with a smaller squared error, optimising one row at a time given the others.

    The squared error is that of `design @ values` and targets, given `gram`, the inner products of the design (k x k),
    and `products`, those of the design with the targets (k x n). Rows whose column of the design is 0 are unchanged.
    """
    values = values.copy()
    for row in np.flatnonzero(np.diag(gram) > 0):
        change = gram[row] @ values
        np.subtract(products[row], change, out=change)
        change /= gram[row, row]
        change += values[row]
        np.maximum(change, 0, out=values[row])
    return values


def solve_nonnegative(gram: Numbers, products: Numbers) -> Numbers:
    """Return the non-negative values (k x n) with the least squared error, exactly; see `sweep` for the arguments.

    Sweeps guess which values are positive; block pivoting corrects the guess (Portugal, Judice & Vicente 1994; Kim &
    Park 2011). Targets for which it does not converge are solved one by one (Lawson & Hanson 1974, chapter 23).
    """
    values = np.zeros_like(products)
    for _ in range(SWEEPS):
        values = sweep(values, gram, products)
    unsolved, passive = np.arange(products.shape[1]), values > 0
    slack = TOLERANCE * np.abs(products).max(axis=0, initial=0)
    for _ in range(EXCHANGES):
        try:
            values[:, unsolved] = _solve_passive(gram, products[:, unsolved], passive[:, unsolved])
        except np.linalg.LinAlgError:
            break
        gradient = gram @ values[:, unsolved] - products[:, unsolved]
        wrong = np.where(passive[:, unsolved], values[:, unsolved] < 0, gradient < -slack[unsolved])
        passive[:, unsolved] ^= wrong
        unsolved = unsolved[wrong.any(axis=0)]
        if not len(unsolved):
            return values
    values[:, unsolved] = _solve_singly(gram, products[:, unsolved])
    return values


def _solve_passive(gram: Numbers, products: Numbers, passive: Mask) -> Numbers:
    """Return the least squares of the passive values, 0 elsewhere; targets with as many of them are solved together."""
    values, sizes = np.zeros_like(products), passive.sum(axis=0)
    for size in np.unique(sizes[sizes > 0]):
        alike = np.flatnonzero(sizes == size)
        for targets in np.array_split(alike, 1 + len(alike) * size**2 // CELLS):
            own = np.nonzero(passive[:, targets].T)[1].reshape(-1, size)
            systems = gram[own[:, :, None], own[:, None, :]]
            solved = np.linalg.solve(systems, products[own, targets[:, None]][:, :, None])
            values[own, targets[:, None]] = solved[:, :, 0]
    return values


def _solve_singly(gram: Numbers, products: Numbers) -> Numbers:
    squares, vectors = np.linalg.eigh(gram)
    kept = squares > squares.max(initial=0) * len(squares) * np.finfo(float).eps
    root, basis = np.sqrt(squares[kept]), vectors[:, kept].T
    # Exactly 0 like the column of the design, since rounding errors would act as a direction.
    basis[:, np.diag(gram) == 0] = 0
    return np.array([nnls(root[:, None] * basis, (basis @ each) / root)[0] for each in products.T]).T
