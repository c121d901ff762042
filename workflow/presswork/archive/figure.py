"""Identifies a figure's file: which figure it is, its sidecar, and whether its inputs are the same here."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from presswork.core.code_digests import digest_modules
from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError
from presswork.figures.sidecar import check_sidecar

MARK = "sha256:"
KINDS = {b"%PDF": "pdf", b"\x89PNG": "png"}


@dataclass(frozen=True)
class Found:
    """A figure's file: its format, its id and its sidecar."""

    file: Path
    kind: str
    identity: str
    path: Path
    sidecar: dict[str, Any]


def find_figure(file: Path, results: Path) -> Found:
    """Return a figure's file with its sidecar, which is looked up by id beside the file and below the results folder.

    Raises PressworkError if Presswork did not write the file, if no sidecar has its id, or if the sidecar was altered.
    """
    kind, identity, digest = read_mark(file)
    path = next((each for each, found in _list_sidecars(file, results) if found["id"] == identity), None)
    if path is None:
        raise _tell_unknown(file, identity, results)
    sidecar: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    try:
        check_sidecar(sidecar)
    except PressworkError as error:
        error.details["file"] = path
        raise
    if sidecar["sha256"] != digest:
        raise PressworkError(
            "The file and its sidecar have different digests: one of them was altered.",
            file=file,
            found=digest,
            expected=sidecar["sha256"],
        )
    return Found(file, kind, identity, path, sidecar)


def read_mark(file: Path) -> tuple[str, str, str]:
    """Return the format, id and statement digest stored in a figure's file, independent of its name.

    Raises PressworkError if it is not a PDF, SVG or PNG, or contains no id.
    """
    if not file.is_file():
        raise PressworkError("There is no such figure.", file=file, remedy="make verify FIGURE=file.pdf")
    head = file.read_bytes()[:4]
    kind = KINDS.get(head, "svg")
    readers = {"pdf": _read_pdf, "png": _read_png, "svg": _read_svg}
    try:
        title, keywords = readers[kind](file)
    except (PyPdfError, OSError, SyntaxError, ValueError, KeyError) as error:
        raise PressworkError(
            "The file cannot be read as a figure.",
            file=file,
            found=str(error) or type(error).__name__,
            expected="a PDF, SVG or PNG that Presswork wrote",
        ) from None
    if not title or not keywords.startswith(MARK):
        raise PressworkError(
            "The file contains no Presswork id.",
            file=file,
            found=f"{kind.upper()} without the id and digest of a figure",
            expected="an unchanged PDF, SVG or PNG from Presswork",
            remedy="use the original file from results/figures: screenshots and many programs remove the id",
        )
    return kind, title, keywords.removeprefix(MARK)


def _read_pdf(file: Path) -> tuple[str, str]:
    found: Mapping[str, Any] = PdfReader(file).metadata or {}
    return str(found.get("/Title", "")), str(found.get("/Keywords", ""))


def _read_png(file: Path) -> tuple[str, str]:
    with Image.open(file) as image:
        return str(image.info.get("Title", "")), str(image.info.get("Keywords", ""))


def _read_svg(file: Path) -> tuple[str, str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.parse(file, parser).getroot()
    title = root.findtext("{http://www.w3.org/2000/svg}title") or ""
    items = root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li")
    return title, next((item.text for item in items if (item.text or "").startswith(MARK)), "")


def _list_sidecars(file: Path, results: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in [*sorted(file.parent.glob("*.json")), *sorted(results.rglob("*.json"))]:
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, OSError):
            continue
        if isinstance(found, dict) and found.keys() >= {"id", "figure", "files", "sha256"}:
            yield path, found


def _tell_unknown(file: Path, identity: str, results: Path) -> PressworkError:
    name = identity.rpartition("-")[0]
    same = [found["id"] for _, found in _list_sidecars(file, results) if found["figure"] == name]
    return PressworkError(
        "No sidecar here has the figure's id: it was made from other articles, options or code than these results.",
        file=file,
        found=identity,
        expected=f"{same[0]}, as in {results}" if same else f"a figure in {results}",
        remedy=f"give its results folder (RESULTS=folder), or put its sidecar {name}.json beside it",
    )


def compare_figure(found: Found, results: Path, lock: Path) -> list[tuple[str, str, list[str]]]:
    """Return the checks that need no drawing: label, statement, and differences from what was recorded."""
    made_from = found.sidecar["made_from"]
    recorded = found.sidecar["files"][found.kind]["sha256"]
    altered = [] if digest_file(found.file) == recorded else ["altered: it has the id, but other bytes"]
    checks = [
        ("file", f"{found.file}: {found.kind.upper()} of {found.path}", altered),
        ("run", *_find_run(found, results)),
        ("inputs", f"{len(made_from.get('inputs', {}))} tables", compare_inputs(made_from, results)),
    ]
    if "function" in made_from:
        checks.append(("code", made_from["function"], _compare_code(made_from)))
    if "lock_sha256" in made_from:
        differs = digest_file(lock) != made_from["lock_sha256"]
        checks.append(("lock", lock.name, ["differs from the one that the figure was made with"] if differs else []))
    return checks


def _find_run(found: Found, results: Path) -> tuple[str, list[str]]:
    """Return which run made the figure, that is, whose manifest lists its sidecar."""
    manifest = results / "manifest.json"
    name, version = f"figures/{found.sidecar['figure']}.json", f"Presswork {found.sidecar['presswork']}"
    try:
        made = json.loads(manifest.read_text(encoding="utf-8"))
        listed, sources, outputs = made["outputs"].get(name), len(made["sources"]), made["presswork"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return version, [f"{manifest} cannot be read, so the run is unknown"]
    if listed != digest_file(found.path):
        return version, [f"{manifest} belongs to another run, or is older than the figure"]
    files = "file of articles" if sources == 1 else "files of articles"
    return f"{manifest}: Presswork {outputs}, {sources:,} {files}, digests of all of them", []


def compare_inputs(made_from: Mapping[str, Any], results: Path) -> list[str]:
    """Return which of the tables that a figure was drawn from are missing or different in a folder."""
    states = {name: _compare(results / name, digest) for name, digest in made_from.get("inputs", {}).items()}
    return [f"{name} {state}" for name, state in sorted(states.items()) if state]


def _compare(path: Path, digest: str) -> str:
    if not path.is_file():
        return "is missing"
    return "" if digest_file(path) == digest else "is different"


def _compare_code(made_from: Mapping[str, Any]) -> list[str]:
    call = made_from["function"].removeprefix("presswork.")
    try:
        here = digest_modules(call)
    except LookupError:
        return ["this version of Presswork has no such function"]
    recorded = made_from["modules"]
    return [
        f"{name} has changed" for name in sorted(here.keys() | recorded.keys()) if here.get(name) != recorded.get(name)
    ]
