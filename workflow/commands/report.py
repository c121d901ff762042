"""`make report`: writes Snakemake's report on a run, with the captions of figures and tables; it contains dates."""

import argparse
import html
import json
import re
from pathlib import Path

from commands.checkout import add_results, add_seeds, run_snakemake
from presswork.core.errors import PressworkError
from presswork.core.files import write_text

DESCRIPTION = """Results of this run of Presswork, with rules, code and times:

{summary}

{files}
"""


def escape_text(text: str) -> str:
    """Return a text on one line, escaped for reStructuredText and Jinja."""
    return re.sub(r"([^\w\s])", r"\\\1", " ".join(text.split()))


def caption_figure(path: Path) -> str:
    """Return caption and method of a figure from its sidecar."""
    sidecar = json.loads(path.read_text(encoding="utf-8"))
    return f"{escape_text(sidecar['caption'])}\n\n{escape_text(sidecar['method'])}\n\n{escape_text(sidecar['id'])}\n"


def caption_table(path: Path) -> str:
    """Return caption and note of a table from its page."""
    page = path.read_text(encoding="utf-8")
    found = re.search(r"<caption>(.*?)</caption>.*<p>(.*?)</p>", page, re.S)
    return "\n\n".join(escape_text(html.unescape(part)) for part in (found.groups() if found else ())) + "\n"


def write_captions(results: Path) -> None:
    """Write the captions of figures, tables and the report itself to where the rules expect them."""
    folder = results / "work/logs/captions"
    for path in sorted(results.glob("figures/*.json")):
        write_text(folder / f"figure_{path.stem}.rst", caption_figure(path))
    for path in sorted(results.glob("paper/tables/*.html")):
        write_text(folder / f"table_{path.stem}.rst", caption_table(path))
    found = (results / "paper/summary.txt").read_text(encoding="utf-8").splitlines()
    summary = "\n".join(f"| {escape_text(line)}" for line in found)
    files = escape_text(
        "manifest.json in the results folder has the SHA-256 of each file; paper/methods.md describes the methods."
    )
    write_text(folder / "workflow.rst", DESCRIPTION.format(files=files, summary=summary))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folders of articles and results, and the file to write."""
    add_seeds(parser)
    add_results(parser)
    parser.add_argument("--output", type=Path, required=True)


def run(seeds: Path, results: Path, output: Path) -> None:
    """Write the report of a finished run."""
    if not (results / "manifest.json").is_file():
        raise PressworkError("There is no finished run to report on.", file=results, remedy="run `make` first")
    write_captions(results)
    arguments = ["--report", str(output), "--config", f"seeds={seeds}", f"results={results}"]
    finished = run_snakemake(*arguments, capture_output=True)
    if finished.returncode:
        raise PressworkError(f"Snakemake could not write the report.\n{finished.stderr}", file=output)
    print(f"report    {output}")
