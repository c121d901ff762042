"""Draws a notebook's figure in a separate process from the cells it receives; see explorer.notebook.saved_figure."""

import argparse
import json
import sys

from presswork.explorer.notebook.saved_figure import redraw_figure


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add no arguments: the notebook's request is read as JSON from standard input."""


def run() -> None:
    """Print the sidecar of the figure that the cells draw."""
    print(redraw_figure(**json.load(sys.stdin)))
