"""`make docs`: generates documents from schemas."""

import argparse

from commands.checkout import ROOT
from presswork.archive.dictionary import write_dictionary
from presswork.core.configuration import write_configuration, write_reference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add no arguments."""


def run() -> None:
    """Write configuration, reference and data dictionary."""
    write_configuration(ROOT / "config/config.yaml")
    write_reference(ROOT / "docs/configuration.md")
    write_dictionary(ROOT / "docs/tables.md")
