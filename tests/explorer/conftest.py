"""The browser that tests of the page and the notebooks share."""

import pytest

from browser import start_browser


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
