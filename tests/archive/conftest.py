"""The archives that tests of the crate, the share and the page to send read."""

import shutil

import pytest

from conftest import make_once, run_workflow


@pytest.fixture(scope="session")
def archives(seed_run, tmp_path_factory):
    """A copy of the seed run with its crate, its share and its page without text, once for all processes."""

    def make(folder):
        shutil.copytree(seed_run, folder, dirs_exist_ok=True)
        targets = ("archive_crate", "results/archive/share.zip", "results/archive/page-none")
        run_workflow(folder, *targets, "--cores", "1", SOURCE_DATE_EPOCH="")

    return make_once(tmp_path_factory, "archives", make)
