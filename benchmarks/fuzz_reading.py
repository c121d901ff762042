"""Reads malformed files, made from small valid ones of every format, and lists those that are not read as they should.

Each must give a record or a reject, within 20 seconds and a gigabyte, and no exception.
"""

import tempfile
from pathlib import Path

from runner import run_command

from malformed import try_seeds


def fuzz(files: int = 10_000, first: int = 0) -> None:
    """Try so many files, from a first seed on."""
    with tempfile.TemporaryDirectory() as folder:
        n_faults = 0
        for seed, name, fault in try_seeds(range(first, first + files), Path(folder)):
            n_faults += 1
            print(f"{seed} {name}: {fault}", flush=True)
    print(f"{files:,} files, {n_faults} faults")


if __name__ == "__main__":
    run_command(__doc__, fuzz)
