"""The data dictionary: every table with its columns, from the schemas that the tables are checked against."""

from pathlib import Path

from presswork.core.schema import STAGES, WORK, Table, find_tables

WORKED = "What the workflow hands from one step to the next."
INTRODUCTION = """# Tables

Every table below the results folder, with its columns. The same schemas are checked whenever a table is written.
`{shard}` stands for the parts that a large corpus is dealt into (`0-of-1` for a small one), `{figure}` for
the name of a figure. In notebooks:
`open_results().terms.frequency`, and `open_results().terms.frequency.meaning` for what stands here.

In CSV, a text that begins with = + - @, tab or carriage return, whether or not behind apostrophes, has one more
apostrophe before it, or a spreadsheet would run it as a formula: the token `-al` stands as `'-al`. `open_results()`
takes that apostrophe off again; elsewhere, take one off what matches `^'+[=+\\-@\\t\\r]`.
"""


def write_dictionary(path: Path) -> None:
    """Write `docs/tables.md`."""
    tables = list(find_tables().values())
    parts = [INTRODUCTION, *(_describe(table) for table in tables if not table.stage)]
    for stage in STAGES:
        parts.append(f"\n## {stage}\n")
        parts += [_describe(table) for table in tables if table.stage == stage and not table.shown.startswith(WORK)]
    parts.append(f"\n## work\n\n{WORKED}\n")
    parts += [_describe(table) for table in tables if table.shown.startswith(WORK)]
    path.write_text("".join(parts), encoding="utf-8")


def _describe(table: Table) -> str:
    place = f"`{table.shown}`: a row is {table.row}. Sorted by {', '.join(table.key)}."
    if table.none:
        place += f" Not written without rows: {table.none}."
    lines = [f"\n### {table.name}", "", place, ""]
    lines += ["| column | type | unit | meaning |", "|---|---|---|---|"]
    for column in table.columns:
        empty = ", may be empty" if column.nullable else ""
        lines.append(f"| {column.name} | {column.type}{empty} | {column.unit} | {column.explanation} |")
    return "\n".join(lines).replace("p(term | topic)", "p(term \\| topic)") + "\n"
