"""`make verify`: are the results, or one figure, what is on record, and does a rebuild give the same bytes?"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from presswork.archive.verify import compare_files, compare_manifests, explain_differences, read_manifest
from presswork.core.errors import PressworkError
from verify_figure import verify_figure

ROOT = Path(__file__).resolve().parents[1]
LISTED = 40


def rebuild(configuration: dict[str, object], seeds: Path, folder: Path, *targets: str) -> Path:
    """Run the workflow in a folder with a configuration, as far as the targets ask; return its results folder."""
    settings = folder / "configuration.json"
    settings.write_text(json.dumps(configuration), encoding="utf-8")
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile"), "--directory", str(folder)]
    command += ["--configfile", str(settings), "--config", f"seeds={seeds.resolve()}", "results=results"]
    command += ["--", *(f"results/{target}" for target in targets)]
    finished = subprocess.run(command, check=False, env={**os.environ, "PRESSWORK_SUMMARY": "no"})
    if finished.returncode:
        raise PressworkError("The rebuild stopped; the message is above.", file=seeds)
    return folder / "results"


def report(step: str, differences: list[str]) -> bool:
    """Print the differences of a step; return whether there are any."""
    print(f"{step}: {'no difference' if not differences else f'{len(differences)} differences'}", flush=True)
    for line in differences[:LISTED]:
        print(f"  {line}")
    if more := differences[LISTED:]:
        print(f"  and {len(more)} more")
    return bool(differences)


def main() -> int:
    """Verify a results folder; 0 where everything is equal, 1 where something differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--results", type=Path, default=Path("results"))
    parser.add_argument("--figure", type=Path, help="a PDF, SVG or PNG of a figure, wherever it lies")
    options = parser.parse_args()
    try:
        if options.figure:
            return verify_figure(
                options.figure,
                options.results,
                ROOT / "requirements.lock",
                lambda configuration, folder, path: rebuild(configuration, options.seeds, folder, path),
            )
        manifest = read_manifest(options.results)
        files = compare_files(manifest, options.results, options.seeds, ROOT / "requirements.lock")
        differ = report(f"1. {len(manifest['outputs'])} files against manifest.json", files)
        with tempfile.TemporaryDirectory(prefix="presswork-verify-") as folder:
            print("2. rebuilding from the raw articles in a temporary folder", flush=True)
            rebuilt = rebuild(manifest["configuration"], options.seeds, Path(folder))
            differ |= report("   rebuild against manifest.json", compare_manifests(manifest, read_manifest(rebuilt)))
            differ |= report("3. results against the rebuild", explain_differences(manifest, options.results, rebuilt))
    except PressworkError as error:
        print(error, file=sys.stderr)
        return 1
    print("not verified" if differ else "verified: the results can be rebuilt to the byte")
    return int(differ)


if __name__ == "__main__":
    sys.exit(main())
