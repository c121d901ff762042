"""The figures that were not made, since the corpus does not support their analyses."""

from collections.abc import Mapping
from typing import Any

from presswork.core.analyses import find_left_out
from presswork.figures.inputs import FIGURES


def list_omitted(support: Mapping[str, Any]) -> dict[str, str]:
    """Return why each figure that was not made is missing, by the figure's name."""
    found = {name: find_left_out(f"figures/{name}.pdf", support) for name in FIGURES}
    return {name: left_out.reason for name, left_out in found.items() if left_out}
