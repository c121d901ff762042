"""Writes archives with reproducible bytes, and lists the files of the workflow."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from presswork.core.digests import digest_bytes, digest_file
from presswork.core.files import write_whole

UNIX = 3
PLAIN_FILE = 0o100644
FOLDER = 0o40755
TOP = (
    "CITATION.cff",
    "LICENSE",
    "Makefile",
    "Snakefile",
    "config/config.yaml",
    "environment.yml",
    "pyproject.toml",
    "requirements.lock",
)


@dataclass(frozen=True)
class Package:
    """Files by their names in an archive, each as a path or as bytes."""

    files: Mapping[str, Path | bytes]

    def write_to(self, path: Path) -> None:
        """Write a zip archive with sorted names and fixed times and modes, uncompressed, since zlib builds differ."""
        with write_whole(path) as partial, zipfile.ZipFile(partial, "w") as archive:
            for name in sorted(self.files):
                member = zipfile.ZipInfo(name)
                member.create_system = UNIX
                member.external_attr = (FOLDER if name.endswith("/") else PLAIN_FILE) << 16
                archive.writestr(member, read_content(self.files[name]))


def read_content(content: Path | bytes) -> bytes:
    """Return the bytes of a file of a package."""
    return content.read_bytes() if isinstance(content, Path) else content


def measure_content(content: Path | bytes) -> tuple[int, str]:
    """Return size in bytes and SHA-256 of a file of a package."""
    if isinstance(content, Path):
        return content.stat().st_size, digest_file(content)
    return len(content), digest_bytes(content)


def list_code(root: Path) -> list[Path]:
    """Return the files of the workflow: all in `workflow` and `profiles`, and those in `TOP`."""
    deep = (path for folder in ("workflow", "profiles") for path in (root / folder).rglob("*") if path.is_file())
    hidden = (".", "__pycache__")
    kept = [path for path in deep if not any(part.startswith(hidden) for part in path.relative_to(root).parts)]
    return sorted([*(root / name for name in TOP), *kept])
