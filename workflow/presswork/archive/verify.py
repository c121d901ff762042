"""Compares results with their manifest, and with the results of a rebuild."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from presswork.core.code import digest_library
from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError

UNLISTED = ("manifest.json", "README.md", "timings.csv")
UNLISTED_FOLDERS = ("logs", "notebooks")


def read_manifest(results: Path) -> dict[str, Any]:
    """Return the manifest of a results folder. Raises PressworkError where there is none, or none that can be read."""
    path = results / "manifest.json"
    remedy = "run `make` first, or name the folder: make verify RESULTS=folder"
    if not path.is_file():
        raise PressworkError("There is no manifest to verify.", file=path, remedy=remedy)
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        manifest["outputs"], manifest["sources"]
    except (ValueError, KeyError, TypeError) as error:
        raise PressworkError("The manifest cannot be read.", file=path, found=error, remedy=remedy) from error
    return manifest


def compare_files(manifest: dict[str, Any], results: Path, seeds: Path, lock: Path) -> list[str]:
    """Return how files differ from the manifest: results, raw articles, lock and library. Empty where none does."""
    listed = [*_compare_tree("results", manifest["outputs"], results), *_find_unlisted(manifest["outputs"], results)]
    sources = list(_compare_tree("seeds", manifest["sources"], seeds))
    software = []
    if digest_file(lock) != manifest.get("lock_sha256"):
        software.append(f"{lock.name}: changed since the results were made")
    if digest_library() != manifest.get("code_sha256"):
        software.append("workflow: the code has changed since the results were made")
    return [*listed, *sources, *software]


def _compare_tree(label: str, digests: dict[str, str], folder: Path) -> Iterator[str]:
    for name, digest in sorted(digests.items()):
        path = folder / name
        if not path.is_file():
            yield f"{label}/{name}: missing"
        elif digest_file(path) != digest:
            yield f"{label}/{name}: changed"


def _find_unlisted(digests: dict[str, str], folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        known = name.as_posix() in digests or name.as_posix() in UNLISTED or name.parts[0] in UNLISTED_FOLDERS
        if path.is_file() and not known and not path.name.startswith("."):
            yield f"results/{name.as_posix()}: not in the manifest"


def compare_manifests(manifest: dict[str, Any], rebuilt: dict[str, Any]) -> list[str]:
    """Return how a rebuild's manifest differs: each output, and what both were made from."""
    differences = []
    for key in sorted(manifest.keys() | rebuilt.keys()):
        one, other = manifest.get(key), rebuilt.get(key)
        if one == other:
            continue
        if not (isinstance(one, dict) and isinstance(other, dict)):
            differences.append(f"{key}: {one} in the manifest, {other} in the rebuild")
            continue
        for name in sorted(one.keys() | other.keys()):
            if one.get(name) != other.get(name):
                words = (
                    "only in the rebuild"
                    if name not in one
                    else "not in the rebuild"
                    if name not in other
                    else "differs"
                )
                differences.append(f"{key} {name}: {words}")
    return differences
