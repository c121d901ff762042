"""Tables: the same rows give the same bytes, and a schema is kept."""

import csv
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.core.errors import PressworkError
from presswork.core.schema import Column, Table, find_tables
from presswork.core.tables import Dataset, conform, read_table, round_significant, scan_table, write_table

TABLE = Table(
    "sample",
    "sample.csv",
    "a row",
    ("name",),
    (
        Column("name", "string", "name"),
        Column("count", "integer", "count", nullable=True),
        Column("share", "number", "share", nullable=True),
    ),
)
ROWS = {"name": ["b", "a", 'q"uote, ünïcode'], "count": [2, None, 3], "share": [1 / 3, 2e-9, None]}


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_what_is_written_comes_back(tmp_path, name):
    frame = pl.DataFrame(ROWS, schema=TABLE.schema)
    write_table(tmp_path / name, frame, TABLE)
    assert read_table(tmp_path / name, TABLE).equals(conform(frame, TABLE))
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["t.csv", "t.parquet"])
def test_the_order_of_rows_and_columns_does_not_matter(tmp_path, name):
    frame = pl.DataFrame(ROWS, schema=TABLE.schema)
    write_table(tmp_path / name, frame, TABLE)
    write_table(tmp_path / f"other-{name}", frame.reverse().select("share", "count", "name"), TABLE)
    assert (tmp_path / name).read_bytes() == (tmp_path / f"other-{name}").read_bytes()


def test_a_stream_of_frames_gives_the_same_rows(tmp_path):
    frame = conform(pl.DataFrame(ROWS, schema=TABLE.schema), TABLE)
    write_table(tmp_path / "t.parquet", iter([frame[:1], frame[1:]]), TABLE)
    assert scan_table(tmp_path / "t.parquet").collect().equals(frame)


def test_an_empty_stream_gives_an_empty_table(tmp_path):
    for name in ("t.csv", "t.parquet"):
        write_table(tmp_path / name, iter([]), TABLE)
        assert read_table(tmp_path / name, TABLE).schema == TABLE.schema


TEXTS = st.text(st.sampled_from("=+-@\t\r'a\"\n,"), max_size=6)


@given(st.lists(TEXTS, min_size=1, max_size=8, unique=True))
def test_no_cell_of_a_csv_is_a_formula_and_every_text_comes_back(texts):
    frame = pl.DataFrame({"name": texts, "count": 1, "share": -0.5}, TABLE.schema)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "t.csv")
        write_table(path, frame, TABLE)
        with path.open(newline="", encoding="utf-8") as handle:
            written = [row["name"] for row in csv.DictReader(handle)]
        assert not [text for text in written if text.startswith(tuple("=+-@\t\r"))]
        assert read_table(path, TABLE).equals(conform(frame, TABLE))


def test_apostrophes_protect_formulas_alone(tmp_path):
    names = ["-al", "'-al", "'s", "=1+1", "a=1", "@bbc"]
    frame = pl.DataFrame({"name": names, "count": None, "share": -0.5}, TABLE.schema)
    write_table(tmp_path / "t.csv", frame, TABLE)
    lines = (tmp_path / "t.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert sorted(lines) == sorted(f"{name},,-0.5" for name in ["'-al", "''-al", "'s", "'=1+1", "a=1", "'@bbc"])


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_rounding_gives_the_nearest_double_to_six_digits(value):
    (rounded,) = round_significant(pl.Series("x", [value]))
    assert rounded == float(f"{value:.6g}")


def test_an_interrupted_write_leaves_the_old_file(tmp_path):
    frame = pl.DataFrame(ROWS, schema=TABLE.schema)
    write_table(tmp_path / "t.parquet", frame, TABLE)
    before = (tmp_path / "t.parquet").read_bytes()

    def broken():
        yield frame
        raise RuntimeError("disc full")

    with pytest.raises(RuntimeError):
        write_table(tmp_path / "t.parquet", broken(), TABLE)
    assert (tmp_path / "t.parquet").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["t.parquet"]


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ({"name": ["a"]}, "other columns"),
        (ROWS | {"more": [1, 2, 3]}, "other columns"),
        (ROWS | {"count": ["x", "y", "z"]}, "another type"),
        (ROWS | {"name": ["a", None, "b"]}, "empty cells"),
    ],
)
def test_a_table_that_breaks_its_schema_is_refused(tmp_path, rows, says):
    with pytest.raises(PressworkError, match=says):
        write_table(tmp_path / "t.csv", pl.DataFrame(rows), TABLE)
    assert not list(tmp_path.iterdir())


def test_a_dataset_is_a_file_a_part_whose_pieces_may_come_mixed(tmp_path):
    pieces = [("one", pl.DataFrame(ROWS)), ("two", pl.DataFrame(ROWS)), ("one", pl.DataFrame(ROWS))]
    Dataset(iter(pieces), TABLE).write_to(tmp_path / "parts")
    heights = {path.stem: scan_table(path).collect().height for path in (tmp_path / "parts").iterdir()}
    assert heights == {"one": 6, "two": 3}


def test_every_table_names_its_key_and_explains_its_columns():
    for table in find_tables().values():
        names = [column.name for column in table.columns]
        assert set(table.key) <= set(names) and len(set(names)) == len(names), table.name
        assert all(len(column.meaning) > 4 for column in table.columns), table.name


def test_codes_are_held_and_explained_with_the_column():
    coded = Table(
        "coded", "c.csv", "a row", ("why",), (Column("why", "string", "why", "", True, {"a": "for a reason"}),)
    )
    assert coded.columns[0].explanation == "why. `a`: for a reason"
    assert conform(pl.DataFrame({"why": ["a", None]}), coded)["why"].to_list() == [None, "a"]
    with pytest.raises(PressworkError, match="none of the column's codes") as caught:
        conform(pl.DataFrame({"why": ["a", "b"]}), coded)
    assert "why" in str(caught.value) and "'b'" in str(caught.value)


def test_control_characters_are_pictures_in_csv_and_stay_in_parquet(tmp_path):
    table = find_tables()["headlines"]
    titles = ["\x1b[31mred\x07\x9b", "a\tb"]
    frame = pl.DataFrame({"article_id": ["a", "b"], "name": titles}, schema=table.schema)
    write_table(tmp_path / "a.csv", frame, table)
    assert not {*"\x1b\x07\x9b"} & {*(tmp_path / "a.csv").read_text(encoding="utf-8")}
    assert read_table(tmp_path / "a.csv", table)["name"].to_list() == ["␛[31mred␇\ufffd", "a\tb"]
    write_table(tmp_path / "a.parquet", frame, table)
    assert read_table(tmp_path / "a.parquet", table)["name"].to_list() == titles
