"""Malformed files: each gives an article or a reject; `benchmarks/fuzz_reading.py` tries many more."""

import os
import time

import pytest

from conftest import clean_texts
from malformed import make_valid
from trials import find_fault, try_seeds


@pytest.mark.skipif(os.name != "posix", reason="needs a signal as an alarm clock")
def test_whatever_is_done_to_files_they_end_as_articles_or_rejects(tmp_path):
    assert list(try_seeds(range(300), tmp_path)) == []


def test_the_valid_files_of_every_format_are_read(tmp_path):
    for name, data in make_valid().items():
        (tmp_path / name).write_bytes(data)
    assert find_fault(tmp_path) is None


def test_a_word_of_any_length_is_cleaned_at_once():
    text = f"The bridge was closed on Monday, they said.\n{'a' * 400_000}\nNobody knows why.\n"
    before = time.process_time()
    clean_texts(text)
    assert time.process_time() - before < 20
