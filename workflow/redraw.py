"""Draws the figure of a notebook in a process of its own, from the cells that it gets: see explorer.notebook_figure."""

import json
import sys

import job  # noqa: F401  (sets threads and kernels before NumPy is imported)
from presswork.core.errors import PressworkError
from presswork.explorer.notebook_figure import redraw_figure

if __name__ == "__main__":
    try:
        print(redraw_figure(**json.load(sys.stdin)))
    except PressworkError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
