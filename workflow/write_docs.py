"""`make docs`: writes the documents that follow from schemas."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from presswork.archive.dictionary import write_dictionary
from presswork.core.configuration import write_configuration, write_reference

ROOT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    write_configuration(ROOT / "config/config.yaml")
    write_reference(ROOT / "docs/configuration.md")
    write_dictionary(ROOT / "docs/tables.md")
