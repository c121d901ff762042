"""`make rebuild` in an unpacked share: makes the figures again from the counts and compares the bytes."""

import argparse
import json
import shutil
from pathlib import Path

from commands.checkout import run_snakemake
from presswork.archive.share import INDEX
from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError


def take_given(index: dict[str, dict[str, str]], share: Path, folder: Path) -> None:
    """Copy the given files of a share into a new folder. Raises PressworkError if one has another digest."""
    if folder.exists():
        raise PressworkError("There is already a rebuild.", file=folder, remedy="remove it first")
    for name, digest in index["given"].items():
        if digest_file(share / name) != digest:
            raise PressworkError("A table of the share has changed.", file=share / name, expected=f"SHA-256 {digest}")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(share / name, folder / name)
    shutil.copyfile(share / INDEX, folder / INDEX)


def run_workflow(folder: Path) -> None:
    """Run the rules that start from the counts. Raises PressworkError if the run stops."""
    arguments = ["--configfile", "configuration.json", "--config", "seeds=seeds", f"results={folder}"]
    if run_snakemake(*arguments).returncode:
        raise PressworkError("The rebuild stopped; see the message above.", file=folder)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folder of the share's results, and the folder to rebuild into."""
    parser.add_argument("--share", type=Path, default=Path("results"))
    parser.add_argument("--results", type=Path, default=Path("rebuilt"))


def run(share: Path, results: Path) -> int:
    """Rebuild; return 0 if every result has the digest listed in the share, 1 otherwise."""
    if not (share / INDEX).is_file():
        raise PressworkError("This folder is not an unpacked share.", file=share / INDEX, remedy="unpack share.zip")
    index = json.loads((share / INDEX).read_text(encoding="utf-8"))
    take_given(index, share, results)
    run_workflow(results)
    paths = {name: results / name for name in index["rebuilt"]}
    differing = [n for n, path in paths.items() if not path.is_file() or digest_file(path) != index["rebuilt"][n]]
    n_figures = sum(name.endswith(".pdf") for name in paths)
    print(f"{len(paths)} results made from the counts, among them {n_figures} figures: {len(differing)} differ")
    print("\n".join(f"  {name}: differs" for name in differing), end="\n" if differing else "")
    for name, reason in index["not_rebuilt"].items():
        print(f"  figures/{name} cannot be made again: {reason}")
    return int(bool(differing))
