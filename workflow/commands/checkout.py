"""The folder and workflow of this checkout, and arguments that several commands have."""

import argparse
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def add_results(parser: argparse.ArgumentParser) -> None:
    """Add the argument for the results folder."""
    parser.add_argument("--results", type=Path, default=Path("results"))


def add_seeds(parser: argparse.ArgumentParser) -> None:
    """Add the argument for the folder of raw articles."""
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))


def run_snakemake(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    """Run the workflow with arguments for Snakemake and options for subprocess; return the finished process."""
    command = [sys.executable, "-m", "snakemake", "--snakefile", str(ROOT / "Snakefile"), *arguments]
    return subprocess.run(command, check=False, text=True, env={**os.environ, "PRESSWORK_SUMMARY": "no"}, **options)
