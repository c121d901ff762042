"""Writes the data dictionary: every table with its columns, from the schemas that tables are checked against."""

import re
from collections import Counter
from pathlib import Path

from presswork.core.schema import STAGES, WORK, Column, Table, find_tables

WORKED = "What the workflow hands from one step to the next."
INTRODUCTION = """# Tables

All tables in the results folder, with their columns. Presswork checks each table against the same schema when it
writes it. In a notebook, `open_results().terms.frequency.meaning` shows the columns of a table.

In the paths, `{shard}` is a part of a large corpus (`0-of-1` for a small one), and `{figure}` is the name of a figure.

In CSV files, text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return has an apostrophe in front, so that a
spreadsheet does not run it as a formula: the token `-al` is written `'-al`. `open_results()` removes the apostrophe. In
other programs, remove one apostrophe from text that matches `^'+[=+\\-@\\t\\r]`.

"""
CODES = """
## Codes

Columns such as `interval` hold a code that says how a value was obtained, or why it is missing. Captions and the page
replace the words in braces by the values of the row.

| code | meaning |
|---|---|
"""
# A column names its codes if there are no more than these.
LISTED = 12
NOT_OF_A_STAGE, HIDDEN = "all stages", "intermediate tables"


def write_dictionary(path: Path) -> None:
    """Write `docs/tables.md`."""
    own: dict[str, list[Table]] = {name: [] for name in (NOT_OF_A_STAGE, *STAGES, HIDDEN)}
    for table in find_tables().values():
        own[HIDDEN if table.shown.startswith(WORK) else table.stage or NOT_OF_A_STAGE].append(table)
    seen: Counter[str] = Counter()
    contents, body = "", ""
    for name, listed in own.items():
        _link(name, seen)
        contents += f"- **{name}**: {', '.join(_link(table.name, seen) for table in listed)}\n"
        body += f"\n## {name}\n" + "".join(_describe(table) for table in listed)
    codes = {
        code: said
        for table in find_tables().values()
        for column in table.columns
        for code, said in column.codes.items()
    }
    listing = "".join(f"| `{code}` | {_escape(said)} |\n" for code, said in sorted(codes.items()))
    path.write_text(f"{INTRODUCTION}{contents}- {_link('Codes', seen)}\n{body}{CODES}{listing}", encoding="utf-8")


def _link(heading: str, seen: Counter[str]) -> str:
    """Return a link to the next heading of this name, by the anchor that code hosts give it."""
    anchor = re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
    seen[anchor] += 1
    return f"[{heading}](#{anchor}{f'-{seen[anchor] - 1}' if seen[anchor] > 1 else ''})"


def _describe(table: Table) -> str:
    place = f"`{table.shown}`: each row is {table.row}. Sorted by {', '.join(table.key)}."
    if table.none:
        place += f" Not written without rows: {table.none}."
    lines = [f"\n### {table.name}", "", place, ""]
    lines += ["| column | type | meaning |", "|---|---|---|"]
    lines += [f"| {column.name} | {_name_type(column)} | {_explain(column)} |" for column in table.columns]
    return "\n".join(lines) + "\n"


def _name_type(column: Column) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    return f"{column.type}{unit}{', may be empty' if column.nullable else ''}"


def _explain(column: Column) -> str:
    listed = f": {', '.join(f'`{code}`' for code in column.codes)}" if len(column.codes) <= LISTED else ""
    return _escape(column.meaning) + (f" ([codes](#codes){listed})" if column.codes else "")


def _escape(text: str) -> str:
    return text.replace("|", "\\|")
