"""What a file holds decides whether it changed, whatever times it bears."""

import os
import shutil
from pathlib import Path

import pytest

from presswork.core import content
from presswork.core.content import digest_contents, read_state, watch_content
from presswork.core.errors import PressworkError

HOUR_NS = 3_600_000_000_000


@pytest.fixture
def files(tmp_path):
    for name in "ab":
        (tmp_path / name).write_text(f"text of {name}")
    return tmp_path


def digest(folder, names="ab"):
    return digest_contents([str(folder / name) for name in names], names, folder / "memory.json")


def age(monkeypatch):
    """Let all files be older than the time within which a state is not trusted."""
    monkeypatch.setattr(content, "FRESH_NS", -HOUR_NS)


def count_reads(monkeypatch):
    read = []
    plain = content._digest
    monkeypatch.setattr(content, "_digest", lambda path: read.append(path) or plain(path))
    return read


def test_names_and_bytes_decide(files):
    before = digest(files)
    (files / "a").touch()
    assert digest(files) == before
    (files / "a").write_text("text of A")
    assert digest(files) != before
    assert digest(files, "a") != before


def test_files_that_nobody_touched_are_not_read_again(files, monkeypatch):
    age(monkeypatch)
    before, read = digest(files), count_reads(monkeypatch)
    assert digest(files) == before and not read
    (files / "a").touch()
    assert digest(files) == before and len(read) == 2


def test_a_file_with_the_size_and_time_of_the_one_that_it_replaces_is_noticed(files, monkeypatch):
    age(monkeypatch)
    before = digest(files)
    old = (files / "a").stat()
    (files / "other").write_text("TEXT OF A")
    os.utime(files / "other", ns=(old.st_atime_ns, old.st_mtime_ns))
    shutil.copy2(files / "other", files / "a")
    new = (files / "a").stat()
    assert (new.st_size, new.st_mtime_ns, new.st_ino) == (old.st_size, old.st_mtime_ns, old.st_ino)
    assert digest(files) != before


def test_a_state_within_the_last_tick_of_the_clock_is_not_trusted(files, monkeypatch):
    digest(files)
    assert not (files / "memory.json").exists()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"state": "x"}'])
def test_a_broken_memory_is_no_memory(files, text):
    before = digest(files)
    (files / "memory.json").write_text(text)
    assert digest(files) == before


def test_what_is_no_file_has_no_state(tmp_path):
    os.mkfifo(tmp_path / "a")
    (tmp_path / "b").symlink_to("b")
    assert [read_state(tmp_path / name) for name in "abc"] == [None, None, None]
    assert digest(tmp_path)


def test_a_file_that_changes_while_it_is_read_stops_the_run(files):
    with watch_content(files / "a") as whole:
        (files / "a").touch()
    assert whole == content._digest(str(files / "a"))
    with pytest.raises(PressworkError, match="changed while it was being read"), watch_content(files / "a"):
        Path(files / "a").write_text("other")
