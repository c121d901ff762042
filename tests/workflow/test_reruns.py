"""What changes makes again what depends on it, and nothing else."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

import job as runner
from conftest import SEED, copy_checkout, run_workflow

DOWNSTREAM = {
    "paper_figures",
    "explorer_page",
    "archive_datapackage",
    "archive_readmes",
    "archive_manifest",
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the project, with shards of 4 kB and few topics, in which the workflow has run on four articles."""
    folder = tmp_path_factory.mktemp("checkout")
    copy_checkout(folder)
    for number in range(4):
        text = SEED.read_text(encoding="utf-8").replace("Monday", f"Monday {number}")
        (folder / f"seeds/{number}.txt").write_text(text, encoding="utf-8")
    sources = folder / "workflow/presswork/corpus/reading/source_files.py"
    sources.write_text(sources.read_text().replace("SHARD_BYTES = 8_000_000", "SHARD_BYTES = 4_000"))
    configuration = folder / "config/config.yaml"
    configuration.write_text(re.sub(r"  k: \[.*\]", "  k: [2, 3]", configuration.read_text()))
    run_workflow(folder, "--cores", "2", root=folder)
    return folder


@pytest.fixture
def restored(checkout):
    """The checkout; files that the test edits are put back afterwards."""
    kept = {}

    def edit(name, old, new):
        path = checkout / name
        text = path.read_text(encoding="utf-8")
        kept.setdefault(path, text)
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    yield checkout, edit
    for path, text in kept.items():
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def kept_results(checkout, tmp_path):
    """The checkout; its results and Snakemake's records of them are put back afterwards."""
    names = ("results", ".snakemake/metadata")
    for name in names:
        shutil.copytree(checkout / name, tmp_path / "kept" / name)
    yield checkout
    for name in names:
        shutil.rmtree(checkout / name)
        shutil.move(tmp_path / "kept" / name, checkout / name)


def plan(folder, *arguments):
    """Return the rules that Snakemake would run."""
    finished = run_workflow(folder, "--dry-run", *arguments, root=folder)
    return set(re.findall(r"^(?:local)?(?:rule|checkpoint) (\w+):", finished.stdout + finished.stderr, re.M)) - {"all"}


def run(folder, *targets):
    """Run the workflow; return the jobs it ran, in their order."""
    finished = run_workflow(folder, *targets, "--cores", "2", root=folder)
    return re.findall(r"^\[ *\d+/\d+\] (.+)$", finished.stderr, re.M)


def test_nothing_changed_makes_nothing(checkout):
    assert plan(checkout) == set()


@pytest.mark.parametrize(
    ("name", "rule"), [("corpus/README.md", "archive_readmes"), ("datapackage.json", "archive_datapackage")]
)
def test_a_file_that_was_deleted_is_made_again(checkout, tmp_path, name, rule):
    path = checkout / "results" / name
    shutil.move(path, tmp_path / "kept")
    planned = plan(checkout)
    shutil.move(tmp_path / "kept", path)
    assert planned == {rule, "archive_manifest"}


def test_a_touched_article_makes_nothing(checkout):
    (checkout / "seeds/1.txt").touch()
    assert plan(checkout) == set()


def keep_time(path, text):
    """Write a text of the same size into a file, and give it an older time: as copying and unpacking do."""
    state, before = path.stat(), path.read_text(encoding="utf-8")
    assert len(text.encode()) == state.st_size and text != before
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns - 10**12))
    return before


def test_an_article_that_is_replaced_by_an_older_file_is_read_again(checkout):
    path = checkout / "seeds/1.txt"
    before = keep_time(path, path.read_text(encoding="utf-8").replace("Monday", "Sunday"))
    assert "corpus_records" in plan(checkout)
    keep_time(path, before)
    assert plan(checkout) == set()


def test_an_annotation_that_is_replaced_by_an_older_file_is_read_again(kept_results):
    checkout = kept_results
    (checkout / "seeds/annotations").mkdir()
    path = checkout / "seeds/annotations/stopwords.csv"
    path.write_text("word\nminsk\n")
    os.utime(path, ns=(0, 0))
    run(checkout, "results/tokens/vocabulary.parquet")
    assert "tokens_vocabulary" not in plan(checkout)
    keep_time(path, "word\nkiev!\n")
    assert "tokens_vocabulary" in plan(checkout)
    shutil.rmtree(path.parent)


def test_a_hidden_file_that_appears_is_listed_and_reworks_no_article(checkout):
    path = checkout / "seeds/.DS_Store"
    path.touch()
    planned = plan(checkout)
    path.unlink()
    assert planned == {"corpus_notices", "corpus_report", "archive_datapackage", "archive_readmes", "archive_manifest"}
    assert plan(checkout) == set()


def test_one_more_article_reworks_one_shard_and_what_merges_them(kept_results):
    checkout = kept_results
    article = checkout / "seeds/more.txt"
    article.write_text("A short headline\n\nA new article stands here, with a sentence or two of its own.\n")
    done = run(checkout, "tokens", "results/support.json")
    assert len(json.loads((checkout / "results/work/corpus/shards.json").read_text())["shards"]) == 4
    reworked = sorted(name.split()[0] for name in done if "-of-4" in name)
    # Which phrases there are hangs on all articles: their places are looked for anew.
    assert reworked == ["corpus_shard", "corpus_sketch", *["tokens_phrase_places"] * 4, "tokens_shard"]
    assert {"corpus_articles", "terms_matrix"} <= set(done)
    left = plan(checkout)
    assert {"topics_skipped", "figures_top_terms", "archive_manifest"} <= left and not left & {
        "corpus_shard",
        "tokens_shard",
    }
    article.unlink()
    assert "corpus_records" in plan(checkout)


def test_an_option_makes_only_what_it_enters(restored):
    folder, edit = restored
    edit("config/config.yaml", "terms: 15", "terms: 9")
    terms = {"figures_top_terms", "figures_dispersion"}
    traces = {name.replace("figures_", "figures_trace_") for name in terms}
    assert plan(folder) == terms | traces | {"paper_numbers", "paper_tables", "paper_methods", *DOWNSTREAM}


def test_a_changed_function_makes_only_what_calls_it(restored):
    folder, edit = restored
    edit("workflow/presswork/figures/plots/rank_frequency.py", "LABELLED = 4", "LABELLED = 3")
    assert plan(folder) == {"figures_rank_frequency", "figures_trace_rank_frequency", *DOWNSTREAM}


def test_a_function_two_modules_down_counts_too(restored):
    folder, edit = restored
    edit("workflow/presswork/statistics/dispersion/measures.py", "0.5 * np.asarray", "0.25 * np.asarray")
    planned = plan(folder)
    assert "terms_frequency" in planned and "terms_matrix" not in planned and "topics_fit" not in planned


def test_a_changed_comment_or_docstring_makes_nothing(restored):
    folder, edit = restored
    edit(
        "workflow/presswork/statistics/dispersion/measures.py",
        "import numpy as np\n",
        "# Why not.\nimport numpy as np\n",
    )
    edit("workflow/presswork/figures/plots/top_terms.py", '"""Return a dot plot', '"""Give back a dot plot')
    edit("workflow/job.py", "# Numbers must not depend", "# Really: numbers must not depend")
    edit("workflow/rules/terms.smk", "# terms: from", "# terms: out of")
    assert plan(folder) == set()


def test_a_changed_word_list_makes_what_reads_it(restored):
    folder, edit = restored
    edit("workflow/presswork/tokens/stopwords/en.csv", "about,preposition\n", "")
    planned = plan(folder)
    assert "tokens_vocabulary" in planned and "tokens_shard" not in planned and "corpus_shard" not in planned


def test_a_failing_job_leaves_finished_outputs_and_says_why_last(restored):
    folder, edit = restored
    module = "workflow/presswork/figures/plots/rank_frequency.py"
    edit(module, "    once = int(", '    raise ValueError("boom")\n    once = int(')
    finished = run_workflow(folder, "--cores", "1", root=folder, check=False)
    assert finished.returncode != 0
    assert "Traceback" not in finished.stderr
    *_, message, remedy = finished.stderr.strip().splitlines()
    assert message.startswith("figures_rank_frequency failed") and "ValueError: boom" in message
    log = folder / remedy.split("the file ")[1]
    assert "Traceback" in log.read_text()
    assert (folder / "results/figures/top_terms.pdf").is_file()
    edit(module, '    raise ValueError("boom")\n', "")
    assert "figures_rank_frequency" in run(folder)


def test_a_new_lock_makes_everything(restored):
    folder, edit = restored
    edit("requirements.lock", "nltk==", "nltk== ")
    assert "corpus_records" in plan(folder)


@pytest.mark.parametrize(
    "name",
    [
        "figures/top_terms.pdf",
        "manifest.json",
        *[
            pytest.param(name, marks=pytest.mark.slow)
            for name in (
                "explorer/index.html",
                "terms/frequency.csv",
                "work/corpus/remarks.parquet",
                "work/corpus/dealt/0-of-4.parquet",
            )
        ],
    ],
)
def test_a_removed_result_is_made_again(checkout, name):
    path = checkout / "results" / name
    before = path.read_bytes()
    path.unlink()
    assert run(checkout)
    assert path.read_bytes() == before


def test_a_removed_table_is_copied_again_and_nothing_is_made(checkout):
    path = checkout / "results/terms/ngrams.csv"
    before = path.read_bytes()
    path.unlink()
    assert run(checkout) == []
    assert path.read_bytes() == before


def list_files(folder):
    """Return the files below a folder with their size and times."""
    states = {path: path.stat() for path in folder.rglob("*") if path.is_file()}
    return {path: (state.st_size, state.st_mtime_ns, state.st_ino) for path, state in states.items()}


def test_a_dry_run_writes_nothing(checkout, tmp_path):
    results = checkout / "results"
    removed = [results / name for name in ("terms/ngrams.csv", "work/corpus/remarks.parquet", "explorer/index.html")]
    kept = [shutil.copy2(path, tmp_path / path.name) for path in removed]
    for path in (*removed, results / "work/logs/sources.json"):
        path.unlink(missing_ok=True)
    before = list_files(results)
    assert {"corpus_records", "explorer_page"} <= plan(checkout)
    assert list_files(results) == before
    for path, copy in zip(removed, kept, strict=True):
        shutil.copy2(copy, path)
    assert plan(checkout) == set()


def test_results_in_a_copied_folder_are_made_again_for_other_articles(checkout):
    shutil.copytree(checkout / "results", checkout / "copied")
    article = checkout / "seeds/more.txt"
    article.write_text("A short headline\n\nA new article stands here, with a sentence or two of its own.\n")
    finished = run_workflow(checkout, "corpus", "--cores", "2", "--config", "results=copied", root=checkout)
    article.unlink()
    assert finished.stdout.count("Snakemake has no record of how the results in copied were made") == 1
    assert "records read,5," in (checkout / "copied/corpus/flow.csv").read_text(encoding="utf-8")
    assert "terms_matrix" in plan(checkout, "--config", "results=copied")
    shutil.rmtree(checkout / "copied")
    assert plan(checkout) == set()


@pytest.mark.parametrize("spelling", ["results/", "./results", "{}/results"])
def test_a_folder_has_one_record_however_it_is_spelled(checkout, spelling):
    assert plan(checkout, "--config", f"results={spelling.format(checkout)}") == set()


@pytest.mark.parametrize("rule", ["corpus_records", "tokens_damaged", "topics_support"])
def test_a_checkpoint_writes_its_first_output_last(checkout, tmp_path, monkeypatch, rule):
    """Snakemake gives the first output to jobs that wait for the checkpoint, and takes the checkpoint as done by it."""
    monkeypatch.chdir(checkout)
    described = runner.read_log(Path(f"results/work/logs/{rule}.log"))
    written = []

    def write(path, name, value):
        write_output(path, name, value)
        written.append(name)

    write_output = runner.write_output
    monkeypatch.setattr(runner, "write_output", write)
    outputs = {name: str(tmp_path / path) for name, path in described["outputs"].items()}
    runner.run(described["inputs"], described["params"], outputs)
    assert sorted(written) == sorted(outputs)
    assert written[-1] == next(iter(outputs))


def test_a_checkpoint_with_a_removed_output_is_not_taken_as_done(checkout):
    shards, remarks = (checkout / "results/work/corpus" / name for name in ("shards.json", "remarks.parquet"))
    before = [(path, path.read_bytes(), path.stat()) for path in (shards, remarks)]
    remarks.unlink()
    assert "corpus_records" in plan(checkout)
    for path, content, state in before:
        path.write_bytes(content)
        os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
