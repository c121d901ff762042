"""Writes matrices and arrays as .npz files whose bytes depend only on the numbers.

NumPy's own writer records details of the Python version (3.11.2 and 3.11.7 differ), and compressed bytes differ among
builds of zlib. So the archive is written here, without compression.
"""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse

from presswork.core.files import write_whole

UNIX = 3


def write_matrix(path: Path, matrix: sparse.csr_array) -> None:
    """Write a sparse matrix as .npz with sorted indices, as `scipy.sparse.load_npz` reads it."""
    matrix.sort_indices()
    parts = {name: getattr(matrix, name) for name in ("indices", "indptr", "shape", "data")}
    _write_archive(path, {**parts, "format": b"csr", "_is_array": True})


def read_matrix(path: Path) -> sparse.csr_array:
    """Return a sparse matrix as `write_matrix` wrote it."""
    return sparse.csr_array(sparse.load_npz(path))


def write_arrays(path: Path, arrays: Mapping[str, Any]) -> None:
    """Write named arrays as .npz; double precision becomes single, because machines differ in the last bits."""
    _write_archive(path, {name: _as_single(np.asarray(values)) for name, values in arrays.items()})


def _write_archive(path: Path, arrays: Mapping[str, Any]) -> None:
    with write_whole(path) as partial, zipfile.ZipFile(partial, "w") as archive:
        for name in sorted(arrays):
            member = zipfile.ZipInfo(f"{name}.npy")
            member.create_system = UNIX
            content = io.BytesIO()
            np.lib.format.write_array(content, np.asarray(arrays[name]), allow_pickle=False)
            archive.writestr(member, content.getbuffer())


def _as_single(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32) if values.dtype == np.float64 else values
