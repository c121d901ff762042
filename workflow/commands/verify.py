"""`make verify`: compares results, or one figure, with what was recorded and with a rebuild."""

import argparse
import json
import tempfile
from pathlib import Path

from commands.checkout import ROOT, add_results, add_seeds, run_snakemake
from commands.verify_figure import verify_figure
from presswork.archive.verify import compare_files, compare_manifests, explain_differences, read_manifest
from presswork.core.errors import PressworkError

LISTED = 40


def rebuild(configuration: dict[str, object], seeds: Path, folder: Path, *targets: str) -> Path:
    """Run the workflow with a configuration in a folder, up to the targets; return the results folder."""
    settings = folder / "configuration.json"
    settings.write_text(json.dumps(configuration), encoding="utf-8")
    arguments = ["--directory", str(folder), "--configfile", str(settings), "--config", f"seeds={seeds.resolve()}"]
    if run_snakemake(*arguments, "results=results", "--", *(f"results/{target}" for target in targets)).returncode:
        raise PressworkError("The rebuild stopped; see the message above.", file=seeds)
    return folder / "results"


def report(step: str, differences: list[str]) -> bool:
    """Print the differences of a step; return whether there are any."""
    print(f"{step}: {'no difference' if not differences else f'{len(differences)} differences'}", flush=True)
    for line in differences[:LISTED]:
        print(f"  {line}")
    if more := differences[LISTED:]:
        print(f"  and {len(more)} more")
    return bool(differences)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folders of articles and results, and the file of one figure."""
    add_seeds(parser)
    add_results(parser)
    parser.add_argument("--figure", type=Path, help="a PDF, SVG or PNG of a figure, in any folder")


def run(seeds: Path, results: Path, figure: Path | None) -> int:
    """Verify a results folder; return 0 if everything is equal, 1 if something differs."""
    lock = ROOT / "requirements.lock"
    if figure:
        return verify_figure(
            figure, results, lock, lambda configuration, folder, path: rebuild(configuration, seeds, folder, path)
        )
    manifest = read_manifest(results)
    files = compare_files(manifest, results, seeds, lock)
    differ = report(f"1. {len(manifest['outputs'])} files against manifest.json", files)
    with tempfile.TemporaryDirectory(prefix="presswork-verify-") as folder:
        print("2. rebuilding from the raw articles in a temporary folder", flush=True)
        rebuilt = rebuild(manifest["configuration"], seeds, Path(folder))
        differ |= report("   rebuild against manifest.json", compare_manifests(manifest, read_manifest(rebuilt)))
        differ |= report("3. results against the rebuild", explain_differences(manifest, results, rebuilt))
    print("not verified" if differ else "verified: the results can be rebuilt to the byte")
    return int(differ)
