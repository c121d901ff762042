"""`make changes SINCE=...`: lists numbers that differ from an earlier run, and what shows and quotes them."""

import argparse
import json
import subprocess
from pathlib import Path
from typing import Any

from commands.checkout import ROOT, add_results
from presswork.core.errors import PressworkError
from presswork.paper.changes import describe_changes

COMMITTED = "expected/manifest.json"
EXPECTED = "a results folder, a manifest.json, a commit, or commit:path/to/manifest.json"


def read_earlier(since: str) -> dict[str, Any]:
    """Return the manifest of a folder, of a file, or of a commit of this repository."""
    path = Path(since)
    if path.exists():
        return parse_manifest((path / "manifest.json" if path.is_dir() else path), since)
    named = since if ":" in since else f"{since}:{COMMITTED}"
    shown = subprocess.run(["git", "-C", str(ROOT), "show", named], capture_output=True, check=False)
    if shown.returncode:
        raise PressworkError("There is no earlier run with this name.", found=since, expected=EXPECTED)
    return parse_text(shown.stdout.decode("utf-8", "replace"), named)


def parse_manifest(path: Path, name: object) -> dict[str, Any]:
    """Return the manifest in a file."""
    if not path.is_file():
        raise PressworkError("There is no manifest.", file=path, expected=EXPECTED, remedy="run `make` there first")
    return parse_text(path.read_text(encoding="utf-8", errors="replace"), name)


def parse_text(text: str, name: object) -> dict[str, Any]:
    """Return a manifest with numbers."""
    try:
        manifest: dict[str, Any] = json.loads(text)
        manifest["numbers"], manifest["outputs"]
    except (ValueError, KeyError, TypeError) as error:
        raise PressworkError(
            "The file is not a manifest with numbers.",
            file=name,
            found="not JSON" if isinstance(error, ValueError) else "no numbers",
            expected="the manifest.json of Presswork 0.1.0 or newer",
        ) from error
    return manifest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the earlier run, the results folder, and texts that quote numbers."""
    parser.add_argument("--since", required=True)
    add_results(parser)
    parser.add_argument("--paper", type=Path, nargs="*", default=[])


def run(since: str, results: Path, paper: list[Path]) -> None:
    """Print what changed, if anything did."""
    earlier, now = read_earlier(since), parse_manifest(results / "manifest.json", results)
    numbers = json.loads((results / "paper/numbers.json").read_text(encoding="utf-8"))
    texts = {str(path): path.read_text(encoding="utf-8", errors="replace") for path in paper}
    print(describe_changes(earlier, now, numbers, texts), end="")
