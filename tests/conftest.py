"""What tests of all stages share: the seed article and its results."""

import csv
import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import settings

from commands.fetch_demo import SAMPLE, fetch_articles
from presswork.core.digests import digest_text
from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.corpus.articles import clean_shard
from warm_snakemake import run_warm

# How long an example takes depends on what else the machine does.
settings.register_profile("presswork", deadline=None)
settings.load_profile("presswork")
ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "000_9d30d5a8d221f33c.txt"
FURNITURE = ROOT / "workflow/presswork/corpus/cleaning/furniture"
RULES = [(FURNITURE / f"{name}.csv").read_text(encoding="utf-8") for name in ("en", "de", "agencies", "walls")]
WORDS = (FURNITURE / "words.csv").read_text(encoding="utf-8")
LINE_MODEL = json.loads((FURNITURE / "lines_model.json").read_text(encoding="utf-8"))
HEADLINE_MODEL = json.loads((FURNITURE / "headlines_model.json").read_text(encoding="utf-8"))


# A process works at a file at a time: the longest ones come first, so that at the end neither waits for the other.
LONGEST = ("workflow", "explorer", "archive", "figures", "paper")


def pytest_collection_modifyitems(items):
    """Order the tests by how long their folder takes."""
    items.sort(key=lambda item: LONGEST.index(name) if (name := item.path.parent.name) in LONGEST else len(LONGEST))


def pytest_make_parametrize_id(val, argname):
    """Name bytes by their argument: what they hold may differ among the processes that run the tests."""
    return argname if isinstance(val, bytes) else None


def deal(*records):
    """Return a shard of records from (text, fields that the file gives)."""
    schema = find_tables()["dealt"].schema
    rows = []
    for number, (text, given) in enumerate(records):
        row = dict.fromkeys(schema) | {"source": f"{number}.txt", "text": text, "sha256": digest_text(text)}
        rows.append(row | {"encoding": "utf-8"} | given)
    return pl.DataFrame(rows, schema=schema).lazy()


def clean_records(*records, metadata=()):
    """Return the tables of a shard of articles from (text, fields that the file gives)."""
    cuts = pl.DataFrame(schema=find_tables()["recurring_cuts"].schema)
    return clean_shard(deal(*records), cuts, RULES, WORDS, LINE_MODEL, HEADLINE_MODEL, list(metadata))


def clean_texts(*texts):
    """Return the tables of a shard of articles that have nothing but their text."""
    return clean_records(*((text, {}) for text in texts))


@pytest.fixture(scope="session")
def seed_text() -> str:
    return SEED.read_bytes().decode("utf-8")


def run_workflow(folder, *arguments, root=ROOT, check=True, preexec_fn=None, **environment):
    """Run Snakemake in a folder with the Snakefile of a checkout; return the finished process.

    A run that wants an environment of its own starts anew, because Python reads some variables only when it starts.
    """
    arguments = ["--snakefile", str(root / "Snakefile"), *arguments]
    if environment or preexec_fn:
        finished = subprocess.run(
            [sys.executable, "-m", "snakemake", *arguments],
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=preexec_fn,
        )
    else:
        finished = run_warm(arguments, folder)
    if check and finished.returncode:
        raise AssertionError(finished.stdout + finished.stderr)
    return finished


def run_command(folder, *arguments, commands=ROOT / "workflow/commands"):
    """Run one of the commands in a folder; return the finished process."""
    command = [sys.executable, str(commands), *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def copy_checkout(folder):
    """Copy into a folder what the workflow needs of the project, and an empty folder of articles."""
    (folder / "seeds").mkdir(parents=True)
    for name in ("Snakefile", "workflow", "config", "profiles", "environment.yml", "requirements.lock"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)


COLUMNS = ("headline", "date", "outlet", "body")


def write_csv(path, *rows):
    """Write rows, of which the first has the columns' names."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)


def make_once(tmp_path_factory, name, make):
    """Return a folder that `make` has filled once for all processes of the tests: read it, or copy it to change it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = shared / name, shared / f"{name}.done"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


def run_seed(folder):
    """Run the workflow on the seed article in a folder."""
    shutil.copytree(SEED.parent, folder / "seeds")
    finished = run_workflow(folder, "--cores", "2")
    (folder / "screen.txt").write_text(finished.stdout + finished.stderr, encoding="utf-8")


@pytest.fixture(scope="session")
def seed_run(tmp_path_factory):
    """A folder in which the workflow has run on the seed article; each process of the tests has its own."""
    made = make_once(tmp_path_factory, "seed_made", run_seed)
    return shutil.copytree(made, tmp_path_factory.mktemp("seed") / "run")


@pytest.fixture
def copy(seed_run, tmp_path):
    """A folder with a copy of the seed article and its results."""
    for name in ("results", "seeds"):
        shutil.copytree(seed_run / name, tmp_path / name)
    return tmp_path


def fetch_sample(target):
    """Fetch the sample, or skip the test where there is no connection."""
    try:
        fetch_articles(target, SAMPLE)
    except PressworkError as error:
        if "HASHES" in str(error).upper():
            raise
        pytest.skip(f"needs a connection to the Python index. {error}")


def run_sample(folder):
    """Run the workflow on 100 articles of the demo in a folder."""
    fetch_sample(folder / "seeds/articles.csv")
    run_workflow(folder, "--cores", "2", "--config", "topics={k: [2, 3]}")


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory):
    """A folder in which the workflow has run on 100 articles of the demo, once for all processes of the tests."""
    return make_once(tmp_path_factory, "sample", run_sample)
