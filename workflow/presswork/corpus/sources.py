"""The files of a seeds folder that may hold articles, and how many shards they need."""

import os
from collections.abc import Iterator
from pathlib import Path

from presswork.core.errors import PressworkError

SHARD_BYTES = 8_000_000


def list_sources(seeds: Path) -> list[Path]:
    """Return every file below the seeds folder in the order of their paths.

    Hidden files, `README*` and the folder `annotations` are never articles. Raises PressworkError where nothing is
    left.
    """
    if not seeds.is_dir():
        raise PressworkError(
            "There is no folder of articles.",
            file=seeds,
            expected="a folder with articles as .txt, .jsonl or .csv files",
            remedy="put your articles there, or name another folder: make SEEDS=folder",
        )
    sources = sorted(_walk(seeds), key=lambda path: path.relative_to(seeds).as_posix())
    if not sources:
        raise PressworkError(
            "The folder of articles is empty.",
            file=seeds,
            expected="articles as .txt, .jsonl or .csv files (README* and annotations/ do not count)",
            remedy="put your articles there, or name another folder: make SEEDS=folder",
        )
    return sources


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if Path(parent) == folder and "annotations" in folders:
            folders.remove("annotations")
        yield from (Path(parent, name) for name in files if not name.startswith((".", "README")))


def name_shards(n_bytes: int) -> list[str]:
    """Return the names of the shards that so many bytes are dealt into: a power of two, so that it seldom changes."""
    n_shards = 1
    while n_shards * SHARD_BYTES < n_bytes:
        n_shards *= 2
    return [f"{number:0{len(str(n_shards))}d}-of-{n_shards}" for number in range(n_shards)]


def deal(sha256: str, n_shards: int) -> int:
    """Return the shard of a record: equal ranges of digests, so that shards follow each other in the order of ids."""
    return int(sha256[:8], 16) * n_shards >> 32
