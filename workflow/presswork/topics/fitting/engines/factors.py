"""Non-negative matrix factorisation of a sparse matrix."""

from typing import NamedTuple

import numpy as np
from scipy import linalg, sparse

from presswork.statistics.arrays import Numbers
from presswork.topics.fitting.engines.nonnegative import sweep

MAX_ITERATIONS = 400
TOLERANCE = 1e-6
# Extrapolation of steps, and how it is adapted (Ang & Gillis 2019, section 4).
STEP, LONGER, LOOSER, SHORTER = 0.5, 1.05, 1.01, 1.5
POWER_ITERATIONS, OVERSAMPLED = 4, 10


class Factors(NamedTuple):
    """A matrix (rows x columns) as `left.T @ right`; `losses` holds the squared error after each iteration."""

    left: Numbers
    right: Numbers
    losses: list[float]


def factorise(matrix: sparse.csr_array, k: int, seed: int) -> Factors:
    """Return k non-negative factors at convergence, or after `MAX_ITERATIONS`; see `refine_factors`."""
    return refine_factors(matrix, *start_factors(matrix, k, seed))


def refine_factors(matrix: sparse.csr_array, left: Numbers, right: Numbers) -> Factors:
    """Return improved factors, starting from `left` (k x rows) and `right` (k x columns).

    Hierarchical alternating least squares (Cichocki & Phan 2009) with extrapolation of each step (Ang & Gillis 2019,
    algorithm 3). A step that increases the squared error is undone. Stops if a step lowers the error by less than
    `TOLERANCE` of the squared norm of the matrix.
    """
    turned, norm = sparse.csr_array(matrix.T), float(matrix.data @ matrix.data)
    ahead_left, ahead_right, losses = left, right, [np.inf]
    step, last_step, bound = STEP, STEP, 1.0
    while len(losses) <= MAX_ITERATIONS:
        swept = sweep(ahead_left, ahead_right @ ahead_right.T, _multiply(matrix, ahead_right))
        ahead_left = _extrapolate(left, swept, step)
        gram, products = ahead_left @ ahead_left.T, _multiply(turned, ahead_left)
        swept = sweep(ahead_right, gram, products)
        loss = norm - 2 * float(np.vdot(products, swept)) + float(np.vdot(gram, swept @ swept.T))
        if loss > losses[-1]:
            ahead_left, ahead_right, bound, step = left, right, last_step, step / SHORTER
            losses.append(losses[-1])
            continue
        ahead_right = _extrapolate(right, swept, step)
        left, right, last_step = ahead_left, swept, step
        step, bound = min(bound, LONGER * step), min(1.0, LOOSER * bound)
        losses.append(loss)
        if losses[-2] - loss < TOLERANCE * norm:
            break
    return Factors(left, right, losses[1:])


def _extrapolate(old: Numbers, new: Numbers, step: float) -> Numbers:
    return np.maximum(new + step * (new - old), 0)


def _multiply(matrix: sparse.csr_array, factors: Numbers) -> Numbers:
    return np.ascontiguousarray((matrix @ np.ascontiguousarray(factors.T)).T)


def start_factors(matrix: sparse.csr_array, k: int, seed: int) -> tuple[Numbers, Numbers]:
    """Return factors (k x rows and k x columns) by NNDSVD (Boutsidis & Gallopoulos 2008), with zeros filled at random.

    A zero is replaced by the absolute value of a normal deviate with a standard deviation of 1% of the matrix's mean.
    """
    rows, values, columns = decompose(matrix, k)
    left, right = np.abs(rows), np.abs(columns)
    for number in range(1, k):
        parts = [(np.maximum(sign * rows[number], 0), np.maximum(sign * columns[number], 0)) for sign in (1, -1)]
        norms = [float(np.linalg.norm(one) * np.linalg.norm(other)) for one, other in parts]
        kept = int(norms[1] > norms[0])
        scale = np.sqrt(norms[kept])
        for factors, part in zip((left, right), parts[kept], strict=True):
            factors[number] = scale * part / max(np.linalg.norm(part), np.finfo(float).tiny)
    chance, fill = np.random.default_rng(seed), matrix.sum() / (100 * np.prod(matrix.shape))
    for factors in (left, right):
        factors *= np.sqrt(values)[:, None]
        empty = factors == 0
        factors[empty] = fill * np.abs(chance.standard_normal(int(empty.sum())))
    return left, right


def decompose(matrix: sparse.csr_array, k: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return left vectors (k x rows), the k largest singular values, and right vectors (k x columns).

    Randomised (Halko, Martinsson & Tropp 2011, algorithm 4.4) with a fixed start.
    """
    size = min(k + OVERSAMPLED, *matrix.shape)
    basis = np.random.default_rng(0).standard_normal((matrix.shape[0], size))
    turned = sparse.csr_array(matrix.T)
    for _ in range(POWER_ITERATIONS):
        basis = linalg.qr(matrix @ (turned @ basis), mode="economic")[0]
    reduced = turned @ basis
    squares, vectors = np.linalg.eigh(reduced.T @ reduced)
    values, vectors = np.sqrt(np.maximum(squares[::-1][:k], 0)), vectors[:, ::-1][:, :k]
    columns = (reduced @ vectors) / np.maximum(values, np.finfo(float).eps * values[0] + np.finfo(float).tiny)
    return np.ascontiguousarray((basis @ vectors).T), values, np.ascontiguousarray(columns.T)
