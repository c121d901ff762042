"""What tests of the ways to explore share: the results of a sample of the demo's articles."""

import pytest

from browser import start_browser
from commands.fetch_demo import SAMPLE, fetch_articles
from conftest import make_once, run_workflow
from presswork.core.errors import PressworkError


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


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """One browser for all tests of a process."""
    with start_browser(tmp_path_factory.mktemp("browser")) as started:
        yield started


@pytest.fixture(scope="module")
def reader(browser):
    """The browser, of which nothing is left to tell from tests before."""
    browser.look("light", 1200)
    browser.read_errors()
    browser.read_requests()
    return browser
