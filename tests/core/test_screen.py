"""What a run says on the screen, and what it tidies up at its end."""

import importlib
import json
import logging
import sys
from types import SimpleNamespace

import pytest

from presswork.core.screen import (
    BURYING,
    CalmFormatter,
    import_lazily,
    refuse_unsupported,
    remove_stale_shards,
    remove_unsupported,
    tell_failures,
)


def test_files_of_former_shards_are_removed_in_every_stage(tmp_path):
    folders = ("work/corpus/dealt", "work/corpus/shards/ledger", "work/corpus/sketches", "tokens/tokens")
    paths = [tmp_path / folder / f"{shard}.parquet" for folder in folders for shard in ("0-of-1", "1-of-2")]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/articles.parquet").touch()
    (tmp_path / "work/corpus/shards.json").write_text(json.dumps({"shards": ["0-of-1"]}))
    remove_stale_shards(tmp_path)
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.parquet")}
    assert left == {"corpus/articles.parquet", *(f"{folder}/0-of-1.parquet" for folder in folders)}


NAMES = ("JOB_INFO", "JOB_FINISHED", "PROGRESS", "JOB_ERROR")
EVENTS = SimpleNamespace(**{name: SimpleNamespace(name=name) for name in NAMES})


def record(message="", level=logging.INFO, **values):
    made = logging.LogRecord("snakemake", level, "", 0, message, (), None)
    made.__dict__.update(values)
    return made


@pytest.fixture
def calm():
    return CalmFormatter(logging.Formatter("plain: %(message)s"))


def finish(calm, number, rule, wildcards=None):
    calm.wants(record(event=EVENTS.JOB_INFO, jobid=number, rule_name=rule, wildcards=wildcards))
    return calm.wants(record(event=EVENTS.JOB_FINISHED, job_id=number))


def test_a_line_names_the_jobs_that_finished_since_the_last_one(calm):
    assert not finish(calm, 1, "corpus_shard", {"shard": "0-of-2"})
    assert not finish(calm, 2, "corpus_articles")
    progress = record(event=EVENTS.PROGRESS, done=2, total=10)
    assert calm.wants(progress)
    assert calm.format(progress) == "[ 2/10] corpus_shard 0-of-2, corpus_articles"
    finish(calm, 3, "tokens_shard")
    assert calm.format(record(event=EVENTS.PROGRESS, done=3, total=10)) == "[ 3/10] tokens_shard"


def test_the_target_of_everything_is_no_job_to_tell(calm):
    finish(calm, 9, "all")
    assert not calm.wants(record(event=EVENTS.PROGRESS, done=10, total=10))


def test_nothing_to_do_is_told_in_our_words(calm):
    nothing = record("Nothing to be done (all requested files are present and up to date).")
    assert calm.wants(nothing)
    assert calm.format(nothing) == "Nothing to do: the results are up to date."


def test_warnings_are_told_and_what_buries_a_message_is_not(calm):
    warning = record("The disc is slow.", logging.WARNING)
    assert calm.wants(warning) and calm.format(warning) == "plain: The disc is slow."
    assert not calm.wants(record("Select jobs to execute..."))
    assert not calm.wants(record("x", logging.ERROR, event=EVENTS.JOB_ERROR))
    for start in BURYING:
        assert not calm.wants(record(f"{start} and more", logging.ERROR))


def test_a_package_that_is_imported_lazily_is_loaded_at_its_first_use(tmp_path, monkeypatch):
    (tmp_path / "slow_package").mkdir()
    (tmp_path / "slow_package/__init__.py").write_text("ANSWER = 42\n")
    (tmp_path / "slow_package/part.py").write_text("MORE = 43\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    import_lazily("slow_package")
    stand_in = importlib.import_module("slow_package")
    assert "ANSWER" not in vars(stand_in)
    assert stand_in.ANSWER == 42
    assert "ANSWER" in vars(sys.modules["slow_package"])
    assert importlib.import_module("slow_package.part").MORE == 43
    for name in ("slow_package", "slow_package.part"):
        del sys.modules[name]


def support_of(folder, *patterns, name="keyness"):
    row = {"stage": "terms", "analysis": name, "subject": "groups", "code": "nothing_to_compare", "parameters": {}}
    (folder / "support.json").write_text(json.dumps({"not_planned": [*patterns], "left_out": [row]}))


def test_outputs_that_the_corpus_does_not_support_and_fits_of_other_options_are_removed(tmp_path):
    support_of(tmp_path, "figures/keyness.*")
    kept = ["figures/topics.pdf", "work/topics/fits/nmf-2/model.npz"]
    gone = ["figures/keyness.pdf", "figures/keyness.csv", "work/topics/fits/gibbs-2/model.npz"]
    for name in kept + gone:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(remove_unsupported(tmp_path, ["nmf-2"])) == ["figures/keyness.csv", "figures/keyness.pdf"]
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {*kept, "support.json"}
    assert not (tmp_path / "work/topics/fits/gibbs-2").exists()


def test_an_output_that_was_asked_for_and_is_not_supported_ends_the_run_with_the_reason(tmp_path, capsys):
    support_of(tmp_path, "figures/keyness.*")
    refuse_unsupported(tmp_path, [])
    with pytest.raises(SystemExit) as ended:
        refuse_unsupported(tmp_path, ["figures/keyness.pdf"])
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "there is only one article" in said and "remedy:   add articles" in said and "keyness.pdf" in said


def test_a_run_that_ends_without_a_message_says_that_it_was_stopped(tmp_path, capsys):
    (tmp_path / "work/logs").mkdir(parents=True)
    tell_failures(tmp_path)
    assert "finished results are kept" in capsys.readouterr().err
    (tmp_path / "work/logs/a.error").write_text("a stopped.\n")
    tell_failures(tmp_path)
    assert capsys.readouterr().err == "\na stopped.\n"
