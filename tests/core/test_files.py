"""Files, digests and messages."""

import json
import zipfile

import pytest
from scipy import sparse

from presswork.core.digests import derive_seed, digest_file, digest_text, digest_value
from presswork.core.errors import PressworkError
from presswork.core.files import read_text, write_json, write_text
from presswork.core.matrices import read_matrix, write_matrix


def test_sha_256_of_abc(tmp_path):
    known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    write_text(tmp_path / "a", "abc")
    assert digest_text("abc") == digest_file(tmp_path / "a") == known


def test_the_order_of_keys_does_not_change_a_digest():
    assert digest_value({"a": 1, "b": [1, 2]}) == digest_value({"b": [1, 2], "a": 1})
    assert digest_value({"a": 1}) != digest_value({"a": 2})


def test_seeds_depend_on_their_parts_alone():
    assert derive_seed("topics", 5, 1) == derive_seed("topics", 5, 1)
    assert len({derive_seed("topics", k, seed) for k in range(20) for seed in range(20)}) == 400
    assert 0 <= derive_seed("x") < 2**32


def test_json_has_sorted_keys_rounded_numbers_and_plain_letters(tmp_path):
    write_json(tmp_path / "a.json", {"ü": 1 / 3, "a": [1, True, None, {"x": 1e-12}]})
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert text.index('"a"') < text.index('"ü"') and "0.333333" in text and text.endswith("\n")
    assert json.loads(text)["a"] == [1, True, None, {"x": 1e-12}]


def test_a_matrix_comes_back_and_has_one_way_to_be_written(tmp_path):
    matrix = sparse.csr_array(([3, 1, 2], ([1, 0, 1], [0, 2, 1])), shape=(2, 3))
    other = sparse.csr_array(([2, 3, 1], ([1, 1, 0], [1, 0, 2])), shape=(2, 3))
    write_matrix(tmp_path / "a.npz", matrix)
    write_matrix(tmp_path / "b.npz", other)
    assert (read_matrix(tmp_path / "a.npz") != matrix).nnz == 0
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    # NumPy's writer says 45 under some versions of Python.
    assert {member.extract_version for member in zipfile.ZipFile(tmp_path / "a.npz").infolist()} == {20}


def test_an_error_says_where_what_and_what_to_do():
    error = PressworkError("It is wrong.", file="a.txt", found=3, expected="2", remedy="mend it")
    assert str(error) == "It is wrong.\n  file:     a.txt\n  found:    3\n  expected: 2\n  remedy:   mend it"
    with pytest.raises(PressworkError):
        raise error


def test_a_text_is_read_with_plain_line_ends_and_another_encoding_is_an_error_with_its_line(tmp_path):
    table = tmp_path / "phrases.csv"
    table.write_bytes("phrase\r\nKönig Karl\r\n".encode())
    assert read_text(table) == "phrase\nKönig Karl\n"
    table.write_bytes("phrase\r\nKönig Karl\r\n".encode("cp1252"))
    with pytest.raises(PressworkError) as caught:
        read_text(table)
    assert "line 2: the byte 0xf6" in str(caught.value) and "CSV UTF-8" in str(caught.value)
