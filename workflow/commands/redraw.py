"""Draws the figure of a notebook in a process of its own, from the cells that it gets: see explorer.notebook_figure."""

import argparse
import json
import sys

from presswork.explorer.notebook.saved_figure import redraw_figure


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take nothing: the notebook's request comes as JSON on the standard input."""


def run() -> None:
    """Print the sidecar of the figure that the cells draw."""
    print(redraw_figure(**json.load(sys.stdin)))
