"""The Data Package is valid under frictionless, metadata and data, and names every table."""

import json
import shutil

import polars as pl
import pytest
from frictionless import Package

from presswork.archive.datapackage import describe_schema, find_table
from presswork.core.errors import PressworkError
from presswork.core.schema import Column, Table, find_tables


@pytest.fixture(scope="module")
def described(seed_run):
    return json.loads((seed_run / "results/datapackage.json").read_text(encoding="utf-8"))


def test_is_valid_with_its_data(seed_run):
    report = Package(str(seed_run / "results/datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])


@pytest.mark.parametrize("name", ["terms/frequency.csv", "topics/shares.parquet"])
def test_frictionless_finds_a_changed_byte(seed_run, tmp_path, name):
    shutil.copytree(seed_run / "results", tmp_path / "results")
    path = tmp_path / "results" / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    report = Package(str(tmp_path / "results/datapackage.json")).validate()
    assert "hash-count" in {kind for (kind,) in report.flatten(["type"])}


def test_names_every_table_with_its_columns(seed_run, described):
    outputs = json.loads((seed_run / "results/manifest.json").read_text())["outputs"]
    assert [each["path"] for each in described["resources"]] == sorted(
        name
        for name in outputs
        if name.endswith((".csv", ".parquet"))
        # A copy stands for what it is a copy of.
        and not (name.startswith("work/") and name.removeprefix("work/") in outputs)
    )
    for each in described["resources"]:
        path = seed_run / "results" / each["path"]
        found = pl.read_csv(path).columns if path.suffix == ".csv" else [*pl.read_parquet_schema(path)]
        assert [field["name"] for field in each["schema"]["fields"]] == found, each["path"]


def test_a_shard_and_a_part_have_the_schema_of_their_table():
    assert find_table("tokens/tokens/3-of-8.parquet").name == "tokens"
    assert find_table("corpus/shards/ledger/0-of-1.parquet").name == "ledger"
    assert find_table("topics/trends.csv").name == "topic_trends"
    assert find_table("topics/passages/matrix_rows.csv").name == "matrix_rows"
    with pytest.raises(PressworkError, match="no schema"):
        find_table("terms/unknown.csv")


def test_a_schema_has_types_units_codes_and_a_key_where_it_is_never_empty():
    columns = (
        Column("a", "hash", "an id"),
        Column("b", "string", "a text", "words", nullable=True, codes={"x": "yes"}),
    )
    table = Table("t", "terms/t.csv", "a thing", ("a",), columns)
    assert describe_schema(table) == {
        "fields": [
            {"name": "a", "type": "integer", "description": "an id", "constraints": {"required": True}},
            {
                "name": "b",
                "type": "string",
                "description": "a text. `x`: yes",
                "unit": "words",
                "constraints": {"enum": ["x"]},
            },
        ],
        "missingValues": [""],
        "primaryKey": ["a"],
    }
    assert "primaryKey" not in describe_schema(find_tables()["shares"])
