"""Compares results with their manifest, and with the results of a rebuild."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from presswork.archive.differences import explain_difference
from presswork.core.code_digests import digest_library
from presswork.core.content import read_state
from presswork.core.digests import digest_file, digest_value
from presswork.core.errors import PressworkError
from presswork.core.schema import STAGES
from presswork.corpus.reading.source_files import find_files, spell_source

UNLISTED = ("manifest.json", "work/timings.csv")
UNLISTED_FOLDERS = ("work/logs/", "archive/", "notebooks/")


def read_manifest(results: Path) -> dict[str, Any]:
    """Return the manifest of a results folder. Raises PressworkError if it is missing or cannot be read."""
    path = results / "manifest.json"
    remedy = "run `make` first, or give the folder: make verify RESULTS=folder"
    if not path.is_file():
        raise PressworkError("There is no manifest to verify.", file=path, remedy=remedy)
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        manifest["outputs"], manifest["sources"]
    except (ValueError, KeyError, TypeError) as error:
        raise PressworkError("The manifest cannot be read.", file=path, found=error, remedy=remedy) from error
    return manifest


def compare_files(manifest: dict[str, Any], results: Path, seeds: Path, lock: Path) -> list[str]:
    """Return how results, raw articles, lock and library differ from the manifest; empty if they do not."""
    settings = []
    if digest_value(manifest.get("configuration")) != manifest.get("configuration_sha256"):
        settings.append("manifest.json: changed: its configuration does not have the digest that it states")
    listed = [*_compare_tree("results", manifest["outputs"], results), *_find_unlisted(manifest["outputs"], results)]
    sources = list(_compare_sources(manifest["sources"], seeds))
    software = []
    if digest_file(lock) != manifest.get("lock_sha256"):
        software.append(f"{lock.name}: changed since the results were made")
    if digest_library() != manifest.get("code_sha256"):
        software.append("workflow: the code has changed since the results were made")
    return [*settings, *listed, *sources, *software]


def _compare_tree(label: str, digests: dict[str, str], folder: Path) -> Iterator[str]:
    for name, digest in sorted(digests.items()):
        path = folder / name
        if not path.is_file():
            yield f"{label}/{name}: missing"
        elif digest_file(path) != digest:
            yield f"{label}/{name}: changed"


def _compare_sources(digests: dict[str, str], seeds: Path) -> Iterator[str]:
    names = find_files(seeds)[0] if digests else []
    paths = {spell_source(seeds / name, seeds): seeds / name for name in names}
    for name in sorted(digests.keys() | paths.keys()):
        if name not in paths:
            yield f"seeds/{name}: missing"
        elif name not in digests:
            # Files that could not be read have no digest.
            if read_state(paths[name]):
                yield f"seeds/{name}: not in the manifest"
        elif digest_file(paths[name]) != digests[name]:
            yield f"seeds/{name}: changed"


def _find_unlisted(digests: dict[str, str], folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        known = name in digests or name in UNLISTED or name.startswith(UNLISTED_FOLDERS)
        if path.is_file() and not known and not path.name.startswith("."):
            yield f"results/{name}: not in the manifest"


def compare_manifests(manifest: dict[str, Any], rebuilt: dict[str, Any]) -> list[str]:
    """Return how a rebuild's manifest differs, in outputs and in what they were made from."""
    differences = []
    for key in sorted(manifest.keys() | rebuilt.keys()):
        one, other = manifest.get(key), rebuilt.get(key)
        if one == other:
            continue
        if not (isinstance(one, dict) and isinstance(other, dict)):
            differences.append(f"{key}: {one} in the manifest, {other} in the rebuild")
            continue
        differences += [
            f"{key} {name}: {_compare(name, one, other)}"
            for name in sorted(one.keys() | other.keys())
            if one.get(name) != other.get(name)
        ]
    return differences


def _compare(name: str, one: dict[str, Any], other: dict[str, Any]) -> str:
    if name not in one:
        return "only in the rebuild"
    return "not in the rebuild" if name not in other else "differs"


def explain_differences(manifest: dict[str, Any], results: Path, rebuilt: Path) -> list[str]:
    """Return where files differ from those of the rebuild, earliest stages first.

    If a file is the same as in the rebuild but not as in the manifest, the manifest is named.
    """
    digests = read_manifest(rebuilt)["outputs"]
    told = []
    for name in sorted(digests, key=_find_stage):
        path = results / name
        if not path.is_file():
            continue
        if digest_file(path) != digests[name]:
            told.append(f"{name}: {explain_difference(name, path, rebuilt / name)}")
        elif manifest["outputs"].get(name) != digests[name]:
            told.append(f"manifest.json: changed: {name} is the same as in the rebuild, its digest is not")
    other_bytes = (results / "manifest.json").read_bytes() != (rebuilt / "manifest.json").read_bytes()
    if other_bytes and not compare_manifests(manifest, read_manifest(rebuilt)):
        told.append("manifest.json: changed: its values are those of the rebuild, its bytes are not")
    return told


def _find_stage(name: str) -> tuple[int, str]:
    stage = name.split("/")[0]
    return STAGES.index(stage) if stage in STAGES else len(STAGES), name
