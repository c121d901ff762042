"""Builds the manifest: what the results were made from, and the digest of every output."""

from pathlib import Path
from typing import Any

import polars as pl

from presswork import __version__
from presswork.core.digests import digest_file, digest_value
from presswork.core.shown_tables import list_shown


def build_manifest(
    outputs: list[Path],
    sources: pl.DataFrame,
    resources: list[Path],
    numbers: dict[str, Any],
    lock: Path,
    library: str,
    settings: dict[str, Any],
    results: str,
) -> dict[str, Any]:
    """Return digests of sources, outputs, word lists, configuration, lock and library, and the numbers of the paper.

    Outputs are named by their path below the results folder. `sources` has the digests of the bytes that were read, by
    path below the seeds folder. `settings` is the configuration without the folders, `library` the digest of the code.
    Nothing in it depends on the computer or the date.
    """
    return {
        "presswork": __version__,
        "sources": dict(sources.select("source", "sha256").sort("source").iter_rows()),
        "outputs": digest_tree(outputs, Path(results)),
        "numbers": {key: number["in_full"] for key, number in numbers.items()},
        "resources": {"/".join(path.parts[-3:]): digest_file(path) for path in resources},
        "configuration": settings,
        "configuration_sha256": digest_value(settings),
        "lock_sha256": digest_file(lock),
        "code_sha256": library,
    }


def digest_tree(paths: list[Path], folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file, and of each file in a folder among them, by its path below the folder.

    A table that is copied out of the folder `work` is listed at both places.
    """
    # Snakemake leaves a hidden file in each folder that a job makes.
    inside = [file for path in paths if path.is_dir() for file in path.rglob("[!.]*")]
    files = sorted(path for path in [*paths, *inside] if path.is_file())
    digests = {path.relative_to(folder).as_posix(): digest_file(path) for path in files}
    return digests | {shown: digest_file(path) for path, shown in list_shown(files, folder).items()}
