"""Matrices and arrays on disk, uncompressed: deflate differs among Python builds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse


def write_matrix(path: Path, matrix: sparse.csr_array) -> None:
    """Write a sparse matrix as .npz with sorted indices."""
    matrix.sort_indices()
    partial = path.with_name(path.stem + ".partial.npz")
    try:
        sparse.save_npz(partial, matrix, compressed=False)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def read_matrix(path: Path) -> sparse.csr_array:
    """Return a sparse matrix as `write_matrix` wrote it."""
    return sparse.csr_array(sparse.load_npz(path))


def write_arrays(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write named arrays as .npz, in single precision where they are double: machines differ in the last bits."""
    partial = path.with_name(path.name + ".partial")
    single: dict[str, Any] = {name: _as_single(np.asarray(arrays[name])) for name in sorted(arrays)}
    try:
        with partial.open("wb") as handle:
            np.savez(handle, **single)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _as_single(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32) if values.dtype == np.float64 else values
