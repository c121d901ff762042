"""A figure is one file and the entry of its rows: its function's arguments wire it."""

import json
import re
from dataclasses import fields
from pathlib import Path

import polars as pl
import pytest

from commands.verify_figure import draw_again
from conftest import ROOT
from drawn_figures import WIDTHS, look_wrong
from presswork.core.configuration import complete_configuration
from presswork.core.schema import STAGES, WORK
from presswork.core.tables import conform
from presswork.figures import inputs as needed
from presswork.figures import tables
from presswork.figures.inputs import BUNDLES, FIGURES, find_inputs, find_trace_inputs
from presswork.figures.trace import build
from presswork.figures.trace.evidence import Marks, TableFile
from presswork.figures.trace.topic_texts import TopicTexts
from presswork.figures.trace.words import Words

CONFIGURATION = complete_configuration({})


def test_arguments_are_tables_shards_the_choice_and_options():
    wired = find_inputs("dispersion", CONFIGURATION)
    assert wired.inputs["tokens"] == "tokens/tokens/{shard}.parquet"
    assert wired.inputs["frequency"] == "terms/frequency.csv"
    assert wired.options.items() >= {"layer": "lower", "terms": 15, "width_mm": 89}.items()
    assert find_inputs("topics", CONFIGURATION).inputs["choice"] == "topics/choice.json"


def test_a_figure_rests_on_the_options_of_its_tables_and_of_those_before_them():
    assert list(find_inputs("flow", CONFIGURATION).configuration) == ["corpus", "figures"]
    assert list(find_inputs("topics", CONFIGURATION).configuration) == [
        "corpus",
        "tokens",
        "terms",
        "topics",
        "figures",
    ]


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_wired(name):
    wired = find_inputs(name, CONFIGURATION)
    assert wired.inputs and "width_mm" in wired.options


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_a_trace_function(name):
    assert all(path.removeprefix(WORK).split("/")[0] in STAGES for path in find_trace_inputs(name, CONFIGURATION))


def test_a_bundle_of_tables_is_what_its_class_holds():
    held = {"words": fields(Words), "texts": (*fields(TopicTexts), *fields(Words))}
    for name, own in held.items():
        assert set(BUNDLES[name]) == {field.name for field in own} - {"words", "layer"}


def test_topics_of_passages_are_traced_in_passages():
    passages = complete_configuration({"topics": {"passage_words": 100}})
    assert "topics/passages/matrix_rows.csv" in find_trace_inputs("topics", passages)
    assert "terms/matrix_rows.csv" in find_trace_inputs("top_terms", passages)


def test_figures_traced_together_are_each_looked_up_in_their_own_tables(monkeypatch):
    monkeypatch.setattr(build, "trace_figure", lambda marks, files, settings: {file.path.as_posix() for file in files})
    passages = complete_configuration({"topics": {"passage_words": 100}})
    names = ("topics", "growth")
    places = {
        name: {f"out/{path.format(shard='0-of-1')}" for path in find_trace_inputs(name, passages)} for name in names
    }
    files = [TableFile(Path(path)) for path in sorted(set.union(*places.values()))]
    traced = build.trace_figures([Marks(name, pl.DataFrame()) for name in names], files, passages)
    assert dict(zip(names, traced, strict=True)) == places
    assert "out/terms/matrix_rows.csv" in places["growth"] - places["topics"]


def test_multiword_terms_are_looked_up_only_where_they_are_counted():
    phrases = complete_configuration({"terms": {"layer": "phrase"}})
    places = "tokens/phrase_places/{shard}.parquet"
    assert places in find_trace_inputs("top_terms", phrases) and places not in find_trace_inputs(
        "top_terms", CONFIGURATION
    )
    assert places in find_inputs("dispersion", phrases).inputs.values()
    assert places not in find_inputs("dispersion", CONFIGURATION).inputs.values()


def test_the_example_of_how_to_add_a_figure_works():
    code, entry, *_ = re.findall(r"```python\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL)
    defined: dict = {}
    exec(code, defined)
    table = eval(entry, vars(tables))
    captioned = defined["draw_lengths"](pl.DataFrame({"n_words": [30, 10]}), 89)
    assert table.name == f"figure_{captioned.name}"
    assert conform(captioned.rows, table).rows() == [(1, 10), (2, 30)]


def test_a_table_that_a_trace_cannot_have_is_named(monkeypatch):
    monkeypatch.setattr(needed, "list_arguments", lambda call: ["marks", "what"])
    with pytest.raises(LookupError, match="the argument what is no table"):
        find_trace_inputs("flow", CONFIGURATION)


def test_an_argument_that_is_nothing_known_is_named(monkeypatch):
    monkeypatch.setattr(needed, "list_arguments", lambda call: ["frequency", "what"])
    with pytest.raises(LookupError, match="the argument what is no table"):
        find_inputs("flow", CONFIGURATION)


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_of_the_workflow_stands_clear_at_every_width(seed_run, name, width_mm):
    sidecar = seed_run / f"results/figures/{name}.json"
    if not sidecar.is_file():
        pytest.skip("one article does not support it")
    made_from = json.loads(sidecar.read_text("utf-8"))["made_from"]
    made_from["parameters"] |= {"width_mm": width_mm}
    assert look_wrong(draw_again(made_from, seed_run / "results")) == []


def test_a_figure_rests_on_the_options_of_the_tables_that_it_shows():
    def options(name):
        return {*needed.find_inputs(name, CONFIGURATION).configuration.get("terms", {})}

    shared = {*CONFIGURATION["terms"]} - {*needed.OF_TABLES}
    assert options("flow") == set()
    assert options("top_terms") == options("topics") == shared
    assert options("collocations") == shared | {"collocations"}
    assert options("topics_trend") == options("trend") == shared | {"trends"}
