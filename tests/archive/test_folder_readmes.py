"""The README of a results folder names every file, and says of each that is not there why."""

import json
import re

import pytest

from presswork import open_results
from presswork.archive.folder_readmes import ABOUT, write_readmes
from presswork.core.schema import find_tables

SUPPORTED = {"not_planned": [], "left_out": []}


@pytest.fixture
def results(tmp_path):
    """A results folder with two tables, one of them without rows."""
    for name, rows in (("rejected", ""), ("duplicates", "a,a,1,1,true\n")):
        path = tmp_path / f"work/corpus/{name}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"a header\n{rows}")
    return tmp_path


def write(results, support=SUPPORTED):
    outputs = [path for path in sorted(results.rglob("*")) if path.is_file()]
    return write_readmes(outputs, support, str(results))


def test_a_table_with_rows_is_listed_and_one_without_says_why(results):
    listed, _, empty = write(results)["corpus"].partition("## Empty, so not written")
    assert "- `duplicates.csv`: each row is an article that has near-duplicates" in listed
    assert "rejected" not in listed and "- `rejected.csv`: every file and record gave an article" in empty


def test_a_figure_without_marks_and_a_table_that_must_be_there_are_marked(results):
    for name in ("figures/growth.csv", "figures/flow.csv", "topics/unit_columns.csv"):
        (results / name).parent.mkdir(exist_ok=True)
        (results / name).write_text("a header\n" + ("1\n" if "flow" in name else ""))
    readmes = write(results)
    assert "- `growth`: how the vocabulary grows with the text; no rows" in readmes["figures"]
    assert "analysed; no rows" not in readmes["figures"]
    assert "- `unit_columns.csv`: each row is a term that topics are fitted to; no rows" in readmes["topics"]


def test_what_the_corpus_does_not_support_is_listed_with_reason_and_remedy(results):
    row = {"stage": "terms", "analysis": "trends", "subject": "all articles", "code": "no_dates", "parameters": {}}
    support = {"not_planned": ["terms/trends.csv", "figures/trend.*"], "left_out": [row]}
    told = "no article has a publication date. What you can do: add the column published to annotations/metadata.csv"
    readmes = write(results, support)
    assert f"- `trends.csv`: {told}" in readmes["terms"] and f"- `trend.pdf`: {told}" in readmes["figures"]
    assert "Not made" not in write(results)["terms"]


def test_names_of_others_are_no_markup(results):
    value = "<b>`x`</b>\n# y"
    parameters = {"field": "outlet", "value": value}
    row = {"analysis": "keyness", "subject": "groups", "code": "one_value", "parameters": parameters}
    told = write(results, {"not_planned": ["terms/keyness.csv"], "left_out": [row]})["terms"]
    assert r"\<b\>\`x\`\</b\> \# y" in told


def test_every_table_that_may_be_empty_says_what_that_means():
    assert all(table.path == f"work/{table.shown}" for table in find_tables().values() if table.none)


def test_each_folder_of_the_seed_run_lists_all_its_files_and_nothing_else(seed_run):
    results = seed_run / "results"
    made = {path.relative_to(results) for path in results.rglob("*") if path.is_file()}
    for folder in ABOUT:
        listed, _, missing = (results / folder / "README.md").read_text().partition("## Empty")
        listed, _, left_out = listed.partition("## Not made")
        named = {name.rstrip("/") for name in re.findall(r"^- `([^`]+)`", listed, re.M)}
        names = {name_in(path, folder) for path in made if folder in ("", *map(str, path.parents))}
        assert {name.split("/")[0] for name in named} == names - {"README"} - {"README.md"}, folder
        gone = re.findall(r"`([\w./]+)`", missing + left_out)
        assert not [name for name in gone if (results / folder / name).exists()], folder


def name_in(path, folder):
    """Return the name of a file in a folder, or of the folder in it that has the file; of figures without an ending."""
    name = path.relative_to(folder).parts[0] if folder else path.parts[0]
    return name.split(".")[0] if folder == "figures" else name


def test_no_table_of_the_seed_run_that_a_reader_sees_is_without_rows(seed_run):
    results = seed_run / "results"
    seen = [path for path in results.rglob("*.csv") if path.relative_to(results).parts[0] not in ("work", "figures")]
    assert seen and not [path for path in seen if len(path.read_text("utf-8").splitlines()) < 2]


def test_a_table_without_rows_is_an_empty_table_in_notebooks(seed_run):
    corpus = open_results(seed_run / "results").corpus
    assert corpus.rejected.is_empty() and corpus.rejected.columns == find_tables()["rejected"].schema.names()
    assert "0 rows" in str(corpus.rejected)
    assert json.loads((seed_run / "results/manifest.json").read_text())["outputs"].keys() >= {"corpus/README.md"}
    assert not (seed_run / "results/corpus/rejected.csv").exists()
