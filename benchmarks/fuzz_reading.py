"""Read and clean malformed files, derived from small valid ones of every format, and list those with a fault.

Each file must give an article or a reject within 20 seconds and 1 GB, without an exception, and the spans of each
record must cover it without gaps or overlaps.
"""

import tempfile
from pathlib import Path

from runner import run_command

from malformed import make_valid, mutate
from trials import try_seeds


def fuzz(files: int = 10_000, first: int = 0) -> None:
    """Try `files` malformed files, starting with the seed `first`."""
    with tempfile.TemporaryDirectory() as folder:
        n_faults = 0
        for seed, fault in try_seeds(range(first, first + files), Path(folder)):
            n_faults += 1
            print(f"{seed} {mutate(make_valid(), seed)[0]}: {fault}", flush=True)
    print(f"{files:,} files, {n_faults} faults")


if __name__ == "__main__":
    run_command(__doc__, fuzz)
