"""The figures that were not made, since the corpus does not support their analyses."""

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from presswork.core.analyses import tell_left_out
from presswork.figures.wiring import FIGURES


def list_omitted(sidecars: Iterable[Mapping[str, Any]], skipped: pl.DataFrame) -> dict[str, str]:
    """Return why each figure without a sidecar was not made, by the figure's name."""
    made = {sidecar["figure"] for sidecar in sidecars}
    told = {name: tell_left_out(f"figures/{name}.pdf", skipped) for name in FIGURES if name not in made}
    return {name: reason for name, reason in told.items() if reason}
