"""Non-negative matrix factorisation of TF-IDF, as a topic model."""

import warnings

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.decomposition import NMF
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import TfidfTransformer

from presswork.topics.model import Model

Numbers = NDArray[np.float64]
MAX_ITERATIONS = 400


def fit_nmf(counts: sparse.csr_array, k: int, seed: int) -> Model:
    """Return k topics of a count matrix (rows x terms), from TF-IDF with smoothed idf and rows of length 1.

    Starts from NNDSVD with random fill (Boutsidis & Gallopoulos 2008); coordinate descent (Cichocki & Phan 2009).
    p(term | topic) is re-estimated from the shares and the counts, since the raw components are weighted by idf.
    """
    weighted = TfidfTransformer().fit_transform(counts)
    engine = NMF(k, init="nndsvdar", random_state=seed, max_iter=MAX_ITERATIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        rows = engine.fit_transform(weighted)
    loads = rows * engine.components_.sum(axis=1)
    shares = _divide(loads, loads.sum(axis=1, keepdims=True))
    terms = np.asarray(counts.T @ shares).T
    return Model(_divide(terms, terms.sum(axis=1, keepdims=True)), shares, engine.n_iter_ < MAX_ITERATIONS)


def _divide(values: Numbers, totals: Numbers) -> Numbers:
    result: Numbers = np.divide(values, totals, out=np.zeros_like(values), where=totals > 0)
    return result
