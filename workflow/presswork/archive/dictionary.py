"""The data dictionary: every table with its columns, from the schemas that the tables are checked against."""

import re
from collections import Counter
from pathlib import Path

from presswork.core.schema import STAGES, Column, Table, find_tables

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
NOT_OF_A_STAGE = "all stages"


def write_dictionary(path: Path) -> None:
    """Write `docs/tables.md`."""
    stages = {NOT_OF_A_STAGE: "", **{stage: f"{stage}/" for stage in STAGES}}
    tables = find_tables().values()
    own = {name: [each for each in tables if _is_below(each, folder)] for name, folder in stages.items()}
    seen: Counter[str] = Counter()
    contents, body = "", ""
    for name, listed in own.items():
        _link(name, seen)
        contents += f"- **{name}**: {', '.join(_link(table.name, seen) for table in listed)}\n"
        body += f"\n## {name}\n" + "".join(_describe(table) for table in listed)
    codes = {code: said for table in tables for column in table.columns for code, said in column.codes.items()}
    listing = "".join(f"| `{code}` | {_escape(said)} |\n" for code, said in sorted(codes.items()))
    path.write_text(f"{INTRODUCTION}{contents}- {_link('Codes', seen)}\n{body}{CODES}{listing}", encoding="utf-8")


def _is_below(table: Table, folder: str) -> bool:
    return table.path.startswith(folder) if folder else "/" not in table.path


def _link(heading: str, seen: Counter[str]) -> str:
    """Return a link to the next heading of this name, by the anchor that code hosts give it."""
    anchor = re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-")
    seen[anchor] += 1
    return f"[{heading}](#{anchor}{f'-{seen[anchor] - 1}' if seen[anchor] > 1 else ''})"


def _describe(table: Table) -> str:
    lines = [
        f"\n### {table.name}",
        "",
        f"`{table.path}`: each row is {table.row}. Sorted by {', '.join(table.key)}.",
        "",
    ]
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
