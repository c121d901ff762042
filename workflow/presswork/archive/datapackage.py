"""Writes `datapackage.json`, which describes every table of the results as a Frictionless Data Package.

Source: Data Package and Table Schema, version 1 (specs.frictionlessdata.io). Parquet is described like CSV, but as a
resource of type `file`: its readers need no schema, and Frictionless checks only digest and size.
"""

import re
from pathlib import Path, PurePosixPath
from typing import Any

from presswork import __version__
from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError
from presswork.core.schema import Column, Table, find_tables
from presswork.core.shown_tables import list_shown
from presswork.core.tables import PROTECTED

TYPES = {"hash": "integer", "cuts": "array"}
FORMATS = {
    ".csv": {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
    ".parquet": {"type": "file", "format": "parquet", "mediatype": "application/vnd.apache.parquet"},
}


def describe_tables(outputs: list[Path], results: str) -> dict[str, Any]:
    """Return the Data Package of the tables among the outputs, named by their path below the results folder."""
    folder = Path(results)
    tables = [path for path in outputs if path.suffix in FORMATS]
    names = {path: path.relative_to(folder).as_posix() for path in tables} | list_shown(tables, folder)
    return {
        "profile": "data-package",
        "name": "presswork-results",
        "title": "Results of a run of Presswork",
        "description": (
            "Every table of the run. In CSV files, an apostrophe precedes text that a spreadsheet would run as a "
            f"formula: remove it from text that matches {PROTECTED}"
        ),
        "presswork": __version__,
        "resources": [_describe_resource(path, name) for path, name in sorted(names.items(), key=lambda each: each[1])],
    }


def find_table(path: str) -> Table:
    """Return the table at a path below the results folder, which may be a part or shard of it.

    Raises PressworkError if there is no such table.
    """
    place = PurePosixPath(path)
    tables = find_tables()
    for table in tables.values():
        if any(place.match(re.sub(r"\{\w+\}", "*", each)) for each in (table.path, table.shown)):
            return table
    for name in (place.stem, place.parent.name, f"figure_{place.stem}"):
        if name in tables:
            return tables[name]
    raise PressworkError("A table in the results has no schema.", file=path, expected="a table in docs/tables.md")


def _describe_resource(file: Path, path: str) -> dict[str, Any]:
    table = find_table(path)
    return {
        "name": path.rpartition(".")[0].lower(),
        "path": path,
        "profile": "tabular-data-resource" if file.suffix == ".csv" else "data-resource",
        "title": table.name,
        "description": f"A row is {table.row}.",
        "bytes": file.stat().st_size,
        "hash": f"sha256:{digest_file(file)}",
        **FORMATS[file.suffix],
        "schema": describe_schema(table),
    }


def describe_schema(table: Table) -> dict[str, Any]:
    """Return a table's schema as a Table Schema: fields, missing values and key."""
    fields = [_describe_field(column) for column in table.columns]
    is_key = all(not column.nullable for column in table.columns if column.name in table.key)
    return {"fields": fields, "missingValues": [""], **({"primaryKey": [*table.key]} if is_key else {})}


def _describe_field(column: Column) -> dict[str, Any]:
    # In CSV, an empty text cannot be distinguished from a missing one.
    required = not column.nullable and column.type != "string"
    constraints = ({"required": True} if required else {}) | ({"enum": [*column.codes]} if column.codes else {})
    field = {"name": column.name, "type": TYPES.get(column.type, column.type), "description": column.explanation}
    return (
        field | ({"unit": column.unit} if column.unit else {}) | ({"constraints": constraints} if constraints else {})
    )
