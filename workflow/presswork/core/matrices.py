"""Sparse count matrices on disk, uncompressed: deflate differs among Python builds."""

from pathlib import Path

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
