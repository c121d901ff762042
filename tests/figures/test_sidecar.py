"""The sidecar says all that decides a figure, and the figure's files lead back to it."""

import json
from datetime import date, datetime

import jsonschema
import polars as pl
import pytest
from matplotlib.figure import Figure
from PIL import Image
from pypdf import PdfReader

import presswork
from conftest import ROOT
from presswork.core.digests import digest_file, digest_value
from presswork.core.errors import PressworkError
from presswork.figures.captioned_figure import save_figure
from presswork.figures.sidecar import check_sidecar, extract_statement, identify, read_schema

KINDS = ("pdf", "svg", "png", "csv", "json")
HOSTILE = 'a "quote" <b>&amp;</b> \x0b\u202e МИД (\\) 🙂'
ROWS = pl.DataFrame({"term": ["b", "a"], "value": [0.12345678, 2.0], "day": [date(2022, 1, 2)] * 2})


def save(folder, rows=ROWS, provenance=None, alt_text=HOSTILE, name="mine"):
    """Save a figure as a notebook does; return its sidecar and its paths."""
    figure = Figure(figsize=(2, 1))
    figure.add_subplot().plot(rows["value"])
    captioned = presswork.CaptionedFigure(name, figure, rows, "A caption.", alt_text, "A method.", ("A source.",))
    paths = {kind: folder / f"{name}.{kind}" for kind in KINDS}
    return save_figure(captioned, paths, provenance or {"notebook": "notebooks/mine.ipynb"}), paths


def test_the_schema_is_one_and_every_key_of_it_is_explained():
    jsonschema.Draft7Validator.check_schema(read_schema())
    keys = read_schema()["properties"]
    made_from = keys["made_from"]["properties"]
    assert all("description" in entry for entry in [*keys.values(), *made_from.values()])
    documented = (ROOT / "docs/figures.md").read_text(encoding="utf-8")
    assert [key for key in [*keys, *made_from] if f"`{key}`" not in documented] == []


def test_every_sidecar_of_the_workflow_keeps_the_schema_and_names_the_bytes_of_its_files(seed_run):
    results = seed_run / "results"
    sidecars = [json.loads(path.read_text("utf-8")) for path in sorted((results / "figures").glob("*.json"))]
    assert len(sidecars) >= 10
    for sidecar in sidecars:
        jsonschema.validate(sidecar, read_schema())
        for file in [sidecar["rows"], *sidecar["files"].values()]:
            assert digest_file(results / "figures" / file["file"]) == file["sha256"]
        made_from = sidecar["made_from"]
        for name, digest in made_from["inputs"].items():
            assert digest_file(results / name) == digest
        assert digest_file(ROOT / "requirements.lock") == made_from["lock_sha256"]
        assert made_from["function"].rpartition(".")[0] in made_from["modules"]
        locked = (ROOT / "requirements.lock").read_text("utf-8")
        assert "matplotlib" in made_from["packages"]
        assert all(f"\n{name}=={version} " in f"\n{locked}" for name, version in made_from["packages"].items())


def test_id_and_digest_follow_from_the_statement(tmp_path):
    sidecar, paths = save(tmp_path)
    assert json.loads(paths["json"].read_text("utf-8")) == sidecar
    statement = {key: sidecar[key] for key in sidecar if key not in ("id", "sha256", "cite", "files", "marks")}
    assert sidecar["sha256"] == digest_value(statement)
    assert sidecar["id"] == f"mine-{sidecar['sha256'][:12]}" and sidecar["id"] in sidecar["cite"]
    assert sidecar["rows"] == {"file": "mine.csv", "sha256": digest_file(paths["csv"])}


def test_each_file_carries_id_and_digest_whatever_the_alt_text_holds(tmp_path):
    sidecar, paths = save(tmp_path)
    mark = f"sha256:{sidecar['sha256']}"
    info = PdfReader(paths["pdf"]).metadata
    assert (info["/Title"], info["/Keywords"]) == (sidecar["id"], mark) and "МИД" in info["/Subject"]
    with Image.open(paths["png"]) as image:
        assert (image.text["Title"], image.text["Keywords"]) == (sidecar["id"], mark)
    svg = paths["svg"].read_text("utf-8")
    assert f"<title>{sidecar['id']}</title>" in svg and f"<rdf:li>{mark}</rdf:li>" in svg and "<b>" not in svg


def test_text_in_svg_is_text_with_a_font_and_one_that_stands_in(tmp_path):
    _, paths = save(tmp_path)
    svg = paths["svg"].read_text("utf-8")
    assert "text{font-family:'DejaVu Sans',Verdana,sans-serif!important}" in svg and "<text " in svg


def test_rows_of_a_notebook_need_no_schema_and_keep_their_order(tmp_path):
    rows = ROWS.with_columns(whole=pl.Series([3, 2], dtype=pl.Int8), kind=pl.Series(["=x", None], dtype=pl.Categorical))
    _, paths = save(tmp_path, rows)
    assert paths["csv"].read_text().splitlines() == [
        "term,value,day,whole,kind",
        "b,0.123457,2022-01-02,3,'=x",
        "a,2.0,2022-01-02,2,",
    ]


@pytest.mark.parametrize("values", [[[1], [2]], [datetime(2022, 1, 1)] * 2])
def test_rows_that_no_csv_holds_are_an_error(tmp_path, values):
    with pytest.raises(PressworkError, match="cannot hold"):
        save(tmp_path, ROWS.with_columns(wrong=pl.Series(values)))


@pytest.mark.parametrize("provenance", [{"inputs": {}}, {"function": "presswork.figures.plots.flow.draw_flow"}])
def test_a_provenance_that_leaves_something_out_is_an_error(tmp_path, provenance):
    with pytest.raises(PressworkError, match="not what its schema says"):
        save(tmp_path, provenance=provenance)


def test_an_altered_sidecar_is_told(tmp_path):
    sidecar, _ = save(tmp_path)
    check_sidecar(sidecar)
    with pytest.raises(PressworkError, match="was altered"):
        check_sidecar(sidecar | {"caption": "Another caption."})


def test_whatever_is_drawn_from_belongs_to_the_statement():
    statement = {"figure": "f", "presswork": "1", "caption": "c", "made_from": {"inputs": {"a": "0"}}}
    other = statement | {"made_from": {"inputs": {"a": "1"}}}
    assert identify(statement)["id"] != identify(other)["id"]
    assert extract_statement(statement | identify(statement) | {"files": {}}) == statement
