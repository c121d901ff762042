"""Explains where two files differ: row and column of a table, path in JSON, element of an array, line of a text."""

import json
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import polars as pl

from presswork.archive.datapackage import find_table
from presswork.core.errors import PressworkError

DRAWN = (".pdf", ".svg", ".png")
CELLS = 3
WIDTH = 60


def explain_difference(name: str, found: Path, expected: Path) -> str:
    """Return in words where a result differs from the expected one; `name` is its path below the results folder."""
    if found.suffix in DRAWN and found.with_suffix(".json").is_file():
        return _explain_figure(found, expected)
    explain = {".csv": _explain_table, ".parquet": _explain_table, ".json": _explain_json, ".npz": _explain_arrays}
    try:
        told = explain[found.suffix](name, found, expected) if found.suffix in explain else ""
    except (pl.exceptions.PolarsError, PressworkError, OSError, ValueError, KeyError, EOFError, BadZipFile):
        told = ""
    return told or _explain_text(found, expected)


def _tell(found: object, expected: object) -> str:
    texts = [repr(each) if isinstance(each, str) else str(each) for each in (found, expected)]
    return "found {}, expected {}".format(*(text if len(text) <= WIDTH else f"{text[:WIDTH]}…" for text in texts))


def _explain_figure(found: Path, expected: Path) -> str:
    """Return whether the rows of a figure differ, only its sidecar, or neither."""
    for suffix, what in ((".csv", "its rows differ"), (".json", "its rows are the same, its sidecar differs")):
        if found.with_suffix(suffix).read_bytes() != expected.with_suffix(suffix).read_bytes():
            return f"{what}: see {found.with_suffix(suffix).name}"
    return "its rows and its sidecar are the same: the image was edited, or drawn by other software"


def _explain_table(name: str, found: Path, expected: Path) -> str:
    """Return the first cells that differ, by key and column, and the rows that only one of the tables has."""
    one, other = _read_cells(found), _read_cells(expected)
    if one.columns != other.columns:
        return f"its columns: {_tell(', '.join(one.columns), ', '.join(other.columns))}"
    key = [column for column in find_table(name).key if column in one.columns]
    if one.select(key).is_duplicated().any() or other.select(key).is_duplicated().any():
        one, other, key = one.with_row_index("row"), other.with_row_index("row"), ["row"]
    told = [
        f"{count} {_plural(count, 'row')} {words}, the first {_name_row(rows.row(0, named=True), key)}"
        for rows, words in (
            (one.join(other, on=key, how="anti", nulls_equal=True), "not expected"),
            (other.join(one, on=key, how="anti", nulls_equal=True), "missing"),
        )
        if (count := rows.height)
    ]
    return "; ".join([*_explain_cells(one, other, key), *told])


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _read_cells(path: Path) -> pl.DataFrame:
    return (
        pl.read_csv(path, infer_schema=False, glob=False)
        if path.suffix == ".csv"
        else pl.read_parquet(path, glob=False)
    )


def _name_row(row: dict[str, Any], key: list[str]) -> str:
    return "row " + ", ".join(f"{name}={row[name]}" for name in key)


def _explain_cells(one: pl.DataFrame, other: pl.DataFrame, key: list[str]) -> Iterator[str]:
    both = one.join(other, on=key, nulls_equal=True, suffix=" expected", maintain_order="left")
    names = [name for name in one.columns if name not in key]
    differs = both.select(pl.col(name).ne_missing(pl.col(f"{name} expected")) for name in names)
    rows = both.filter(pl.any_horizontal(differs)).head(CELLS) if names else both.clear()
    cells = [
        (row, name) for row in rows.iter_rows(named=True) for name in names if row[name] != row[f"{name} expected"]
    ]
    for row, name in cells[:CELLS]:
        yield f"{_name_row(row, key)}, column {name}: {_tell(row[name], row[f'{name} expected'])}"
    if more := sum(int(differs[name].sum()) for name in names) - len(cells[:CELLS]):
        yield f"{more} more {_plural(more, 'cell')}"


def _explain_json(name: str, found: Path, expected: Path) -> str:
    one, other = (json.loads(path.read_text(encoding="utf-8")) for path in (found, expected))
    places = list(_walk_json(one, other, ""))
    told = [f"{place or 'the whole'}: {_tell(one, other)}" for place, one, other in places[:CELLS]]
    return "; ".join([*told, *([f"{len(places) - CELLS} more"] if len(places) > CELLS else [])])


def _walk_json(one: Any, other: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    """Yield path, found and expected value wherever two documents differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            inner = f"{place}.{key}" if place else key
            yield from _walk_json(one.get(key, "nothing"), other.get(key, "nothing"), inner)
    elif isinstance(one, list) and isinstance(other, list):
        for number, pair in enumerate(zip_longest(one, other, fillvalue="nothing")):
            yield from _walk_json(*pair, f"{place}[{number}]")
    elif one != other:
        yield place, one, other


def _explain_arrays(name: str, found: Path, expected: Path) -> str:
    with np.load(found) as one, np.load(expected) as other:
        for array in sorted({*one.files, *other.files}):
            if array not in one.files or array not in other.files:
                return f"array {array}: {'missing' if array not in one.files else 'not expected'}"
            if one[array].shape != other[array].shape:
                return f"shape of array {array}: {_tell(one[array].shape, other[array].shape)}"
            if places := np.argwhere(one[array] != other[array]).tolist():
                place = tuple(places[0])
                return f"array {array}, element {place}: {_tell(one[array][place], other[array][place])}"
    return ""


def _explain_text(found: Path, expected: Path) -> str:
    one, other = found.read_bytes(), expected.read_bytes()
    try:
        lines = [data.decode("utf-8").split("\n") for data in (one, other)]
    except UnicodeDecodeError:
        same = zip_longest(one, other)
        return f"byte {next(place for place, pair in enumerate(same) if pair[0] != pair[1])} is the first that differs"
    pairs = enumerate(zip_longest(*lines), start=1)
    number, (line, wanted) = next((number, pair) for number, pair in pairs if pair[0] != pair[1])
    return f"line {number}: {_tell(line, wanted)}"
