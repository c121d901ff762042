"""The runner: how inputs are read, outputs written, and failures told."""

import errno
import json
import logging
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import polars as pl
import pytest
from scipy import sparse

import job as runner
from presswork.core.errors import PressworkError
from presswork.core.matrices import write_matrix
from presswork.core.schema import find_tables
from presswork.core.tables import write_table

SHARDS = {"shards": ["0-of-1"]}


@pytest.fixture
def recurring(tmp_path):
    """A table of the workflow's on disk, and its path."""
    table = find_tables()["recurring"]
    cells = {name: ["a", "b"] if kind == pl.String else [1, 2] for name, kind in table.schema.items()}
    frame = pl.DataFrame(cells, table.schema)
    path = tmp_path / "recurring.csv"
    write_table(path, frame, table)
    return path, frame


class Whole:
    """A class that reads itself."""

    @classmethod
    def read_from(cls, path):
        return f"read from {path.name}"


def test_an_input_is_read_as_the_annotation_asks(tmp_path, recurring):
    path, frame = recurring
    (tmp_path / "value.json").write_text(json.dumps(SHARDS))
    (tmp_path / "text.md").write_text("Words.\n")
    frame.write_parquet(tmp_path / "rows.parquet")
    write_matrix(tmp_path / "counts.npz", sparse.csr_array(np.eye(2)))
    assert runner.read_input(str(path), pl.DataFrame, "recurring").equals(frame)
    assert runner.read_input(str(tmp_path / "rows.parquet"), pl.LazyFrame, "rows").collect().equals(frame)
    assert runner.read_input(str(path), Path, "recurring") == path
    assert runner.read_input(str(path), Whole, "recurring") == "read from recurring.csv"
    assert runner.read_input(str(tmp_path / "value.json"), dict, "value") == SHARDS
    assert runner.read_input(str(tmp_path / "text.md"), str, "text") == "Words.\n"
    assert (runner.read_input(str(tmp_path / "counts.npz"), sparse.csr_array, "counts").toarray() == np.eye(2)).all()
    assert runner.read_input([str(path), str(path)], list[Path], "recurring") == [path, path]


def test_a_table_without_rows_is_kept_for_the_workflow_and_not_shown(tmp_path, recurring):
    _, frame = recurring
    kept, shown = (tmp_path / name for name in ("work/corpus/recurring.csv", "corpus/recurring.csv"))
    runner.write_output(kept, "recurring", frame)
    assert frame.height and shown.read_bytes() == kept.read_bytes()
    runner.write_output(kept, "recurring", frame.clear())
    assert not shown.exists()
    assert runner.read_input(str(kept), pl.DataFrame, "recurring").schema == frame.schema


@dataclass(frozen=True)
class Group:
    """Inputs that belong together."""

    recurring: pl.DataFrame
    text: str


def test_inputs_of_a_group_are_named_by_its_fields(tmp_path):
    def count(group: Group, whole: Whole, more: int) -> int:
        return len(group.text) + more

    inputs = {"recurring": pl.DataFrame, "text": str, "whole": Whole, "more": int}
    assert runner.list_inputs(count) == inputs
    values = {"recurring": pl.DataFrame(), "text": "two", "whole": Whole()}
    assert count(**runner.group_inputs(count, values), more=4) == 7


def test_an_output_is_written_as_its_ending_says(tmp_path, recurring):
    path, frame = recurring
    written = tmp_path / "again.csv"
    runner.write_output(written, "recurring", frame)
    assert written.read_bytes() == path.read_bytes()
    runner.write_output(tmp_path / "value.json", "value", SHARDS)
    assert json.loads((tmp_path / "value.json").read_text()) == SHARDS
    runner.write_output(tmp_path / "text.md", "text", "Words.\n")
    assert (tmp_path / "text.md").read_text() == "Words.\n"


OUTPUTS = ("shards.json", "dealt", "recurring.csv", "recurring_cuts.csv", "remarks.parquet", "sources.csv")


# Here each output has each place, and each two of them come in either order; the slow tests have every order.
TURNS = [OUTPUTS[place:] + OUTPUTS[:place] for place in range(len(OUTPUTS))]
ORDERS = {*TURNS, *(turn[::-1] for turn in TURNS)}


@pytest.mark.parametrize(
    "order",
    [
        pytest.param(order, id=" ".join(order), marks=[] if order in ORDERS else pytest.mark.slow)
        for order in permutations(OUTPUTS)
    ],
)
def test_what_was_rejected_is_written_whatever_the_order_of_the_outputs(tmp_path, order):
    for name, text in {"a.txt": "", "b.txt": "A good text.", "c.txt": ""}.items():
        (tmp_path / name).write_text(text)
    outputs = {name.split(".")[0]: str(tmp_path / name) for name in ("date_orders.csv", *order)}
    inputs = {"sources": [str(tmp_path / f"{name}.txt") for name in "abc"]}
    params = {"call": "corpus.reading.records.deal_records", "seeds": str(tmp_path), "columns": {}}
    runner.run(inputs, params, outputs)
    assert pl.read_parquet(tmp_path / "remarks.parquet")["source"].to_list() == ["a.txt", "c.txt"]
    assert pl.read_csv(tmp_path / "sources.csv")["source"].to_list() == ["a.txt", "b.txt", "c.txt"]


@pytest.mark.parametrize(
    "names",
    [("shards", "dealt"), ("shards", "dealt", "recurring", "recurring_cuts", "remarks", "sources", "other")],
)
def test_a_rule_that_names_other_outputs_than_its_function_is_refused(tmp_path, names):
    params = {"call": "corpus.reading.records.deal_records", "sources": [], "seeds": "", "columns": {}}
    with pytest.raises(LookupError, match="and its rule name different outputs"):
        runner.run({}, params, {name: str(tmp_path / name) for name in names})


def made_job(tmp_path, **changes):
    (tmp_path / "logs").mkdir(exist_ok=True)
    job = {"label": "a_rule 1", "log": str(tmp_path / "logs/a_rule_1.log"), "inputs": {}, "outputs": {}}
    return job | {"params": {"call": "corpus.none.do_nothing"}} | changes


def test_snakemakes_job_becomes_a_json_value_and_stands_in_the_log(tmp_path, monkeypatch):
    snakemake = SimpleNamespace(
        rule="a_rule",
        wildcards=["1"],
        log=[str(tmp_path / "logs/a_rule_1.log")],
        input={"rows": ("a.csv", "b.csv")},
        params={"call": "corpus.none.do_nothing", "steps": ["lower"]},
        output={"out": "c.csv"},
    )
    job = runner.describe_job(snakemake)
    assert job["label"] == "a_rule 1"
    assert job["inputs"] == {"rows": ["a.csv", "b.csv"]}
    monkeypatch.setattr(runner, "run", lambda *parts: None)
    assert runner.main(job)
    log = Path(job["log"])
    assert log.read_text().startswith("a_rule 1: 0.0")
    described = runner.read_log(log)
    assert {*described.pop("used")} == {"seconds", "cpu_seconds", "peak_mb"}
    assert described == job


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PressworkError("The table is wrong.", found="x", remedy="mend it"), "a_rule 1 stopped.\nThe table is wrong."),
        (OSError(errno.ENOSPC, "full", "out.csv"), "free disk space, or set `results` to a folder on another disk"),
        (PermissionError(errno.EACCES, "no", "out.csv"), "check the file and its permissions"),
        (MemoryError(), "a_rule 1 ran out of memory."),
        (ZeroDivisionError("by nothing"), "unexpected error: ZeroDivisionError: by nothing"),
    ],
)
def test_a_failure_leaves_its_message_and_the_job_in_the_log(tmp_path, monkeypatch, error, told):
    def fail(*parts):
        raise error

    monkeypatch.setattr(runner, "run", fail)
    job = made_job(tmp_path)
    assert not runner.main(job)
    message = Path(job["log"]).with_suffix(".error").read_text()
    assert told in message and "remedy:" in message and "Traceback" not in message
    assert runner.read_log(Path(job["log"])) == job


def test_a_failure_whose_log_cannot_be_written_is_told_on_the_screen(tmp_path, capsys):
    job = made_job(tmp_path, log=str(tmp_path / "file/a.log"))
    (tmp_path / "file").write_text("")
    assert not runner.report_failure(job, "a_rule 1 stopped.")
    assert "a_rule 1 stopped." in capsys.readouterr().err


def test_a_disc_on_which_not_even_the_log_fits_is_told_on_the_screen(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(runner, "run", lambda *parts: None)
    (tmp_path / "a.log").symlink_to("/dev/full")
    assert not runner.main(made_job(tmp_path, log=str(tmp_path / "a.log")))
    said = capsys.readouterr().err
    assert "No space left on device" in said and "free disk space" in said and "Traceback" not in said


def test_an_earlier_message_is_gone_when_the_job_succeeds(tmp_path, monkeypatch):
    job = made_job(tmp_path)
    Path(job["log"]).with_suffix(".error").write_text("an earlier failure")
    monkeypatch.setattr(runner, "run", lambda *parts: None)
    assert runner.main(job)
    assert not Path(job["log"]).with_suffix(".error").exists()


def test_progress_is_shown_once_a_job_takes_long_and_no_longer_than_it(capsys):
    progress = logging.getLogger("presswork")
    with runner.show_progress("a_rule", SimpleNamespace(seconds=6)):
        progress.info("%d of %d fits", 1, 3)
    progress.info("after the job")
    with runner.show_progress("quick", SimpleNamespace(seconds=4)):
        progress.info("too early")
    assert capsys.readouterr().err == "        a_rule: 1 of 3 fits\n"
