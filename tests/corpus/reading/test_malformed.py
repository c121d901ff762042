"""Malformed files: each gives a record or a reject; `benchmarks/fuzz_reading.py` tries many more."""

import os

import pytest

from malformed import find_fault, make_valid, try_seeds


@pytest.mark.skipif(os.name != "posix", reason="needs fork")
def test_whatever_is_done_to_a_file_it_gives_a_record_or_a_reject(tmp_path):
    assert list(try_seeds(range(300), tmp_path)) == []


def test_the_valid_files_of_every_format_are_read(tmp_path):
    for name, data in make_valid().items():
        path = tmp_path / name
        path.write_bytes(data)
        assert find_fault(path) is None
