"""Document completion: how well a model predicts words of articles that it was not fitted to."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.digests import derive_seed
from presswork.statistics.arrays import Numbers, Places
from presswork.topics.fitting.engines.nmf import explain_weights, measure_idf
from presswork.topics.fitting.engines.registry import find_engine
from presswork.topics.fitting.mixture import normalise
from presswork.topics.fitting.model import Model


def foresee(model: Model, counts: sparse.csr_array, fitted: Places, replicate: int) -> dict[str, float | None]:
    """Return how well half of the words of left-out rows predict the other half.

    Half of each such row's words give its shares, the other half is scored (Rosen-Zvi et al. 2004; Wallach et al. 2009,
    section 5). `heldout` is the mean log probability of a word in nats, for engines with a likelihood; `explained` is 1
    - its ratio to that under the corpus's term rates (McFadden 1974) or, for other engines, the share of squared TF-IDF
    weights (`nmf.explain_weights`). Terms missing in the fitted rows are left out. The halves of a replicate are the
    same for every engine and number of topics. Empty if no row is left out.
    """
    left = np.setdiff1d(np.arange(counts.shape[0]), fitted)
    if not len(left):
        return {}
    engine, rates = find_engine(model.engine), normalise(np.asarray(counts[fitted].sum(axis=0), dtype=float)[None, :])
    known = sparse.csr_array(counts[left] * (rates[0] > 0))
    given, scored = split_tokens(known, derive_seed("topics", "halves", replicate))
    if not engine.HAS_LIKELIHOOD:
        return {"explained": explain_weights(model.state, measure_idf(counts[fitted]), given, scored)}
    shares = engine.fold_in(model.state, given)
    heldout = score_tokens(shares, model.terms, scored)
    by_rates = score_tokens(shares.any(axis=1, keepdims=True).astype(float), rates, scored)
    return {"heldout": heldout, "explained": 1 - heldout / by_rates if heldout and by_rates else None}


def split_tokens(counts: sparse.csr_array, seed: int) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return counts of two random halves of each row's tokens; an odd token goes to the second."""
    cells = np.repeat(np.arange(counts.nnz), counts.data.astype(int))
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))[cells]
    order = np.lexsort((np.random.default_rng(seed).random(len(cells)), rows))
    sizes = np.bincount(rows, minlength=counts.shape[0])
    starts = np.cumsum(sizes) - sizes
    is_first = np.arange(len(cells)) - starts[rows] < (sizes // 2)[rows]
    first = np.bincount(cells[order[is_first]], minlength=counts.nnz)
    return _with_counts(counts, first), _with_counts(counts, counts.data - first)


def _with_counts(counts: sparse.csr_array, data: NDArray[np.generic]) -> sparse.csr_array:
    half = sparse.csr_array((data.astype(float), counts.indices.copy(), counts.indptr.copy()), shape=counts.shape)
    half.eliminate_zeros()
    return half


def score_tokens(shares: Numbers, terms: Numbers, counts: sparse.csr_array) -> float | None:
    """Return the mean log p(term | row) in nats over tokens of rows with shares; None if there are none."""
    cells = counts[shares.any(axis=1)].tocoo()
    if not cells.nnz:
        return None
    rows, columns = cells.coords
    covered = shares[shares.any(axis=1)]
    likelihood = np.log(np.einsum("ij,ji->i", covered[rows], terms[:, columns]))
    return float(cells.data @ likelihood / cells.data.sum())
