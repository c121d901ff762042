"""The files of a seeds folder that may hold articles, and how many shards they need."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from presswork.core.errors import PressworkError
from presswork.corpus.reading.file_names import is_hidden, spell_name
from presswork.corpus.reading.formats import OPENERS, READERS

SHARD_BYTES = 8_000_000
ENDINGS = ", ".join((*READERS, *OPENERS))


def list_sources(seeds: Path) -> list[Path]:
    """Return every file below the seeds folder in the order of their paths.

    Hidden files, `README*` and the folder `annotations` are never articles. Raises PressworkError where nothing is
    left.
    """
    if not seeds.is_dir():
        raise PressworkError(
            "There is no folder of articles.",
            file=seeds,
            expected=f"a folder with articles as {ENDINGS}",
            remedy="put your articles there, or name another folder: make SEEDS=folder",
        )
    sources = sorted(_walk(seeds), key=lambda path: path.relative_to(seeds).as_posix())
    if not sources:
        raise PressworkError(
            "The folder of articles is empty.",
            file=seeds,
            expected=f"articles as {ENDINGS} (README* and annotations/ do not count)",
            remedy="put your articles there, or name another folder: make SEEDS=folder",
        )
    return sources


def _walk(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        if Path(parent) == folder and "annotations" in folders:
            folders.remove("annotations")
        # Links to folders are listed, so that they can be rejected, but not followed: they may lead in circles.
        files += [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in files if not is_hidden(name))


def sort_out(sources: list[Path], seeds: Path) -> tuple[list[Path], list[dict[str, Any]]]:
    """Return the files that Snakemake can follow, and for each other one its row of the table of remarks."""
    problems = {path: _find_obstacle(path, path.relative_to(seeds).as_posix()) for path in sources}
    names = ("source", "record", "reason", "detail", "remedy", "rejected")
    rows = [
        dict(zip(names, (spell_source(path, seeds), None, *problem, True), strict=True))
        for path, problem in problems.items()
        if problem
    ]
    return [path for path in sources if not problems[path]], rows


def _find_obstacle(path: Path, name: str) -> tuple[str, str, str] | None:
    """Return why Snakemake cannot follow a file (reason, detail, remedy): its name or its kind; else None."""
    if "{" in name or "}" in name:
        return "braces in the name", "{ or } in the path", "rename the file or folder"
    if spell_name(name) != name:
        return "unusual name", "line ends, or bytes that are no UTF-8", "rename the file or folder"
    if path.is_dir():
        return "linked folder", "a link to a folder is not followed", "copy the folder to here"
    if not path.is_file():
        return "no plain file", "a link to nowhere or in a circle, or a device", "copy the file itself to here"
    if not os.access(path, os.R_OK):
        return "unreadable", "no right to read it", "check your rights to read it"
    return None


def spell_source(path: Path, seeds: Path, member: str | None = None) -> str:
    """Return the path of a file below the seeds folder as valid text, with the member of a container behind it."""
    name = spell_name(path.relative_to(seeds).as_posix())
    return f"{name}/{member}" if member else name


def name_shards(n_bytes: int) -> list[str]:
    """Return the names of the shards that so many bytes are dealt into: a power of two, so that it seldom changes."""
    n_shards = 1
    while n_shards * SHARD_BYTES < n_bytes:
        n_shards *= 2
    return [f"{number:0{len(str(n_shards))}d}-of-{n_shards}" for number in range(n_shards)]


def deal(sha256: str, n_shards: int) -> int:
    """Return the shard of a record: equal ranges of digests, so that shards follow each other in the order of ids."""
    return int(sha256[:8], 16) * n_shards >> 32
