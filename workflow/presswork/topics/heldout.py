"""How well a model foresees the words of articles it was not fitted on: document completion."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from presswork.core.digests import derive_seed
from presswork.topics.model import Engine

Numbers = NDArray[np.float64]
FOLDS = 10


def complete_documents(
    engine: Engine, counts: sparse.csr_array, article_ids: list[str], k: int, seed: int, fold: int
) -> float | None:
    """Return the mean natural log of the probability of the held-out articles' second halves, per token (nats).

    The model is fitted on the articles of the other folds. Half of each held-out row's tokens give its shares, the
    other half is scored (Rosen-Zvi et al. 2004; Wallach et al. 2009, section 5). Terms that the fitted articles lack
    are left out. The halves are the same for every engine, k and seed. None where the engine gives words no
    probability, or one of the two parts has no articles.
    """
    held = hold_out(article_ids, fold)
    if not engine.HAS_LIKELIHOOD or not held.any() or held.all():
        return None
    known = counts[~held].sum(axis=0) > 0
    model = engine.fit(counts[~held][:, known], k, seed)
    given, scored = split_tokens(counts[held][:, known], derive_seed("halves", fold))
    return score_tokens(engine.fold_in(model.state, given), model.terms, scored)


def hold_out(article_ids: list[str], fold: int) -> NDArray[np.bool_]:
    """Return which rows are held out: those of every tenth article in the order of their digests, from number `fold`.

    The order of the rows does not matter, and all passages of an article go together.
    """
    articles = sorted(set(article_ids), key=lambda article_id: (derive_seed("held out", article_id), article_id))
    held = set(articles[fold::FOLDS])
    return np.array([article_id in held for article_id in article_ids], dtype=bool)


def split_tokens(counts: sparse.csr_array, seed: int) -> tuple[sparse.csr_array, sparse.csr_array]:
    """Return counts of two halves of each row's tokens, drawn without replacement; an odd token goes to the second."""
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
    """Return the mean log p(term | row) over tokens of rows that have shares, nats; None where there are none."""
    cells = counts[shares.any(axis=1)].tocoo()
    if not cells.nnz:
        return None
    rows, columns = cells.coords
    covered = shares[shares.any(axis=1)]
    likelihood = np.log(np.einsum("ij,ji->i", covered[rows], terms[:, columns]))
    return float(cells.data @ likelihood / cells.data.sum())
