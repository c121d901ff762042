"""The page made from a results folder without the workflow: with another choice of texts, in a second."""

import sys
from pathlib import Path

from conftest import ROOT
from presswork.core.schema import find_tables
from presswork.explorer.page.build import Page, build_page
from presswork.figures.inputs import FIGURES

sys.path.insert(0, str(ROOT / "workflow"))
from job import group_inputs, list_inputs, read_input

ASSETS = sorted((ROOT / "workflow/presswork/explorer/page/assets").iterdir())
DOCUMENTS = {"matrix": "terms/matrix.npz", "choice": "topics/choice.json", "support": "support.json"}
OF_FIGURES = {"sidecars": "json", "rows": "csv", "pictures": "svg", "traces": "trace.parquet"}


def make_page(results: Path, text: str) -> Page:
    """Return the page of a results folder."""
    shards = sorted(path.stem for path in (results / "tokens/tokens").iterdir())
    kinds = list_inputs(build_page)
    tables = find_tables()

    def find(name):
        if name in OF_FIGURES:
            paths = [results / f"figures/{figure}.{OF_FIGURES[name]}" for figure in FIGURES]
            return [str(path) for path in paths if path.is_file()]
        place = DOCUMENTS.get(name) or tables[name].path
        if "{shard}" in place:
            return [str(results / place.format(shard=shard)) for shard in shards]
        return str(results / place) if (results / place).is_file() else []

    given = {"assets": ASSETS, "layer": "lower", "text": text, "beside": True}
    read = {name: read_input(find(name), kind, name) for name, kind in kinds.items() if name not in given}
    return build_page(**group_inputs(build_page, read), **given)
