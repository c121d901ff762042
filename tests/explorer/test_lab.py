"""The notebooks and their controls in a real JupyterLab, driven in a real browser."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import needs_chromium, start_browser
from conftest import ROOT

PATIENCE = 120
ERROR = "[data-mime-type='application/vnd.jupyter.error'], [data-mime-type='application/vnd.jupyter.stderr']"
pytestmark = [pytest.mark.slow, needs_chromium]


@contextlib.contextmanager
def serve(folder):
    """Serve a copy of the notebooks in JupyterLab, with results beside it; yield its address."""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--no-browser", f"--port={port}", "--ServerApp.token=", "--LabApp.expose_app_in_browser=True"]
    options += ["--allow-root", "--LabApp.news_url=", "--ServerApp.port_retries=0"]
    environment = {
        **os.environ,
        "HOME": str(folder),
        "JUPYTER_PLATFORM_DIRS": "0",
        "PYTHONPATH": str(ROOT / "workflow"),
    }
    command = [sys.executable, "-m", "jupyterlab", *options]
    with (folder / "lab.log").open("w") as log:
        server = subprocess.Popen(command, cwd=folder / "notebooks", env=environment, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(lambda: ask(f"{address}/api"))
            yield address
        finally:
            server.terminate()
            server.wait(30)


def ask(address):
    with contextlib.suppress(OSError):
        return urlopen(address).status == 200
    return False


def wait_for(happens, patience=PATIENCE):
    """Wait until a function returns something true; return it."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with contextlib.suppress(Exception):
            if found := happens():
                return found
        time.sleep(0.3)
    raise AssertionError(f"not within {patience} s")


def run_all(browser, address, name):
    """Open a notebook, run all its cells, and wait for the last one."""
    browser.get(f"{address}/lab/tree/{name}.ipynb?reset")
    wait_for(lambda: browser.execute_script("return !!window.jupyterapp"))
    wait_for(lambda: browser.find_element(By.CSS_SELECTOR, ".jp-NotebookPanel .jp-CodeCell"))
    ready = "return window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.status === 'idle'"
    wait_for(lambda: browser.execute_script(ready))
    run = (
        "window.ran = false; window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => window.ran = true)"
    )
    browser.execute_script(run)
    wait_for(lambda: browser.execute_script("return window.ran"))
    wait_for(lambda: not any("*" in each.text for each in browser.find_elements(By.CSS_SELECTOR, ".jp-InputPrompt")))


def find_controls(browser, call):
    """Return the box of controls whose line of code begins with a call."""
    boxes = browser.find_elements(By.CSS_SELECTOR, ".jp-OutputArea-output .widget-vbox")
    return next(box for box in boxes if box.text.find(f"The same in code: {call}") >= 0)


def choose(box, label, option):
    """Choose an option of the control with this label, by the words that it shows."""
    rows = box.find_elements(By.CSS_SELECTOR, ".widget-dropdown, .widget-select, .widget-select-multiple")
    row = next(each for each in rows if each.find_element(By.TAG_NAME, "label").text == label)
    Select(row.find_element(By.TAG_NAME, "select")).select_by_visible_text(option)


def type_into(box, label, text):
    rows = box.find_elements(By.CSS_SELECTOR, ".widget-text")
    row = next(each for each in rows if each.find_element(By.TAG_NAME, "label").text == label)
    field = row.find_element(By.TAG_NAME, "input")
    field.send_keys(Keys.CONTROL, "a")
    field.send_keys(text, Keys.ENTER)


def use_start(browser):
    box = find_controls(browser, "results.concordance(")
    type_into(box, "word", "drones")
    wait_for(lambda: "4 lines of 1 article" in box.text)
    choose(box, "sort", "by the words to the right")
    wait_for(lambda: "results.concordance('drones', sort=('R1', 'R2', 'R3'))" in box.text)


def use_corpus(browser):
    box = find_controls(browser, "results.article(")
    assert "Leave a Comment" in box.text
    type_into(box, "find", "nothing has this")
    wait_for(lambda: "There is no article with this id." in box.text)
    type_into(box, "find", "drones")
    wait_for(lambda: "Drones attack Ukrainian capital" in box.text)


def use_terms(browser):
    assert "cannot show a change over time" in find_controls(browser, "results.trend(").text
    assert "nothing to compare it with" in find_controls(browser, "results.keyness(").text


def use_topics(browser):
    box = find_controls(browser, "results.topic(1")
    choose(box, "topic", box.find_elements(By.TAG_NAME, "option")[1].text)
    wait_for(lambda: "results.topic(2)" in box.text)


USED = {"start": use_start, "corpus": use_corpus, "terms": use_terms, "topics": use_topics}


def test_each_notebook_runs_in_jupyterlab_and_its_controls_answer(seed_run, tmp_path):
    (tmp_path / "results").symlink_to(seed_run / "results")
    with serve(tmp_path) as address, start_browser(tmp_path) as reader:
        browser = reader.driver
        browser.set_window_size(1300, 2400)
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            run_all(browser, address, path.stem)
            assert [each.text for each in browser.find_elements(By.CSS_SELECTOR, ERROR)] == [], path.stem
            USED.get(path.stem, lambda browser: None)(browser)
            browser.save_screenshot(str(tmp_path / f"{path.stem}.png"))
    assert (tmp_path / "notebooks/figures/my_trend.pdf").is_file()
