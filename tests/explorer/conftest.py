"""The browser that tests of the page and the notebooks share, and the pages that they open."""

import pytest

from browser import start_browser
from page_inputs import make_page


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


@pytest.fixture(scope="module")
def page(seed_run):
    return seed_run / "results/explorer"


@pytest.fixture(scope="module")
def copies(seed_run, tmp_path_factory):
    """Copies of the seed's page to send, by how much text they hold."""
    folders = {text: tmp_path_factory.mktemp(text) for text in ("snippets", "none")}
    for text, folder in folders.items():
        make_page(seed_run / "results", text).write_to(folder)
    return folders
