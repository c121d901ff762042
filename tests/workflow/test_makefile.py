"""What `make` hands on and what it leaves alone."""

import os
import shutil
import subprocess
import sys

import pytest

from conftest import ROOT

# Python, whose environments get a `pip` and a `uv` that do nothing.
STAND_IN = """#!/bin/sh
[ "$2" = venv ] || exec {python} "$@"
{python} "$@" --without-pip || exit 1
for library in .venv/lib/python*/site-packages; do touch "$library/pip.py"; done
printf '#!/bin/sh\\n' > .venv/bin/uv && chmod +x .venv/bin/uv
"""


def make(folder, *arguments, **options):
    command = ["make", "--no-print-directory", "--file", str(ROOT / "Makefile"), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **options)


@pytest.mark.parametrize("is_link", [True, False])
def test_setting_up_empties_no_folder_that_it_did_not_make(tmp_path, is_link):
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/thesis.txt").write_text("years of work")
    if is_link:
        (tmp_path / ".venv").symlink_to("mine")
    finished = make(tmp_path, *([] if is_link else ["VENV=mine"]))
    assert finished.returncode
    assert "would empty it" in finished.stderr and "make VENV=folder" in finished.stderr
    assert (tmp_path / "mine/thesis.txt").read_text() == "years of work"


@pytest.mark.parametrize("name", ["news #2", "it's", 'a "b"', "`id` $$HOME", "[x]", "a: b", "0042"])
def test_a_folder_of_any_name_reaches_the_workflow_as_it_is(tmp_path, name):
    (tmp_path / ".venv/bin").mkdir(parents=True)
    show = tmp_path / ".venv/bin/snakemake"
    show.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    show.chmod(0o755)
    (tmp_path / "requirements.lock").touch()
    for name_of_stamp in ("ready", "importable"):
        (tmp_path / ".venv" / name_of_stamp).touch()
    finished = make(tmp_path, f"SEEDS={name}", "RESULTS=my results")
    meant = name.replace("$$", "$")
    assert finished.stdout.splitlines() == ["--config", f"seeds={meant}", "results=my results"], finished.stderr


def test_setting_up_makes_the_library_of_this_checkout_importable_in_its_own_environment(tmp_path):
    """With stand-ins for pip and uv, which install nothing: two checkouts, the name of one with a quotation mark."""
    for name in ("it's one", "two"):
        library = tmp_path / name / "workflow/presswork"
        library.mkdir(parents=True)
        (library / "__init__.py").write_text(f"CHECKOUT = {name!r}\n")
        (tmp_path / name / "requirements.lock").touch()
        stub = tmp_path / name / "bin"
        stub.mkdir()
        (stub / "python3").write_text(STAND_IN.format(python=sys.executable))
        (stub / "python3").chmod(0o755)
        environment = {**os.environ, "PATH": f"{stub}:{os.environ['PATH']}"}
        done = make(tmp_path / name, ".venv/importable", env=environment)
        assert done.returncode == 0, done.stderr
    for name in ("it's one", "two"):
        python = tmp_path / name / ".venv/bin/python"
        found = subprocess.run(
            [python, "-c", "import presswork; print(presswork.CHECKOUT)"], cwd="/", capture_output=True, text=True
        )
        assert found.stdout.strip() == name, found.stderr
