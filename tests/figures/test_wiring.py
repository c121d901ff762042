"""A figure is one file and the entry of its rows: its function's arguments wire it."""

import re

import polars as pl
import pytest

from conftest import ROOT
from presswork.core.configuration import complete_configuration
from presswork.core.tables import conform
from presswork.figures import tables, wiring
from presswork.figures.wiring import FIGURES, wire_figure

CONFIGURATION = complete_configuration({})


def test_arguments_are_tables_shards_the_choice_and_options():
    wired = wire_figure("dispersion", CONFIGURATION)
    assert wired.inputs["tokens"] == "tokens/tokens/{shard}.parquet"
    assert wired.inputs["frequency"] == "terms/frequency.csv"
    assert wired.options == {"layer": "lower", "terms": 15, "width_mm": 89}
    assert wire_figure("topics", CONFIGURATION).inputs["choice"] == "topics/choice.json"


def test_a_figure_rests_on_the_options_of_its_tables_and_of_those_before_them():
    assert list(wire_figure("flow", CONFIGURATION).configuration) == ["corpus", "figures"]
    assert list(wire_figure("topics", CONFIGURATION).configuration) == [
        "corpus",
        "tokens",
        "terms",
        "topics",
        "figures",
    ]


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_wired(name):
    wired = wire_figure(name, CONFIGURATION)
    assert wired.inputs and "width_mm" in wired.options


def test_the_example_of_how_to_add_a_figure_works():
    code, entry = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    defined: dict = {}
    exec(code, defined)
    table = eval(entry, vars(tables))
    plate = defined["draw_lengths"](pl.DataFrame({"n_words": [30, 10]}), 89)
    assert table.name == f"figure_{plate.name}"
    assert conform(plate.rows, table).rows() == [(1, 10), (2, 30)]


def test_an_argument_that_is_nothing_known_is_named(monkeypatch):
    monkeypatch.setattr(wiring, "list_arguments", lambda call: ["frequency", "what"])
    with pytest.raises(LookupError, match="the argument what is no table"):
        wire_figure("flow", CONFIGURATION)
