"""Tables that may be empty: the workflow keeps them in the folder `work`, and those with rows are copied for readers.

Snakemake requires each output of a rule to exist, even if a table has no rows. This module imports no package, because
every run calls it while planning.
"""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from presswork.core.errors import PressworkError
from presswork.core.files import write_whole
from presswork.core.schema import Table, find_tables


def has_rows(path: Path) -> bool:
    """Return whether a CSV table has rows below its header row."""
    with path.open("rb") as handle:
        handle.readline()
        return bool(handle.readline())


def show_table(path: Path, table: Table) -> None:
    """Copy a table that may be empty to where readers find it; if it is empty, remove the copy of an earlier run.

    Does nothing for other tables, or at any other path than the table's own.
    """
    if not table.none or not str(path).endswith(table.path):
        return
    shown = Path(str(path).removesuffix(table.path), table.shown)
    if not has_rows(path):
        shown.unlink(missing_ok=True)
        return
    Copy(path).write_to(shown)


@dataclass(frozen=True)
class Copy:
    """The copy of a file."""

    path: Path

    def write_to(self, path: Path) -> None:
        """Write it."""
        with write_whole(path) as partial:
            shutil.copyfile(self.path, partial)


def take_table(table: Path) -> Copy:
    """Return the copy of a table that was requested by name. Raises PressworkError if it has no rows."""
    if not has_rows(table):
        raise PressworkError(
            "The requested table has no rows, so it is not written.",
            file=table,
            remedy="see README.md in the folder of the table for the reason (the whole workflow writes it)",
        )
    return Copy(table)


def restore_shown(results: Path) -> None:
    """Restore copies that were deleted by hand."""
    for table in find_tables().values():
        path = results / table.path
        if table.none and path.is_file() and not (results / table.shown).exists():
            show_table(path, table)


def list_shown(paths: Iterable[Path], results: Path) -> dict[Path, str]:
    """Return the paths of tables that have copies, each with the copy's path below the results folder."""
    copied = {results / table.path: table.shown for table in find_tables().values() if table.none}
    return {path: copied[path] for path in paths if path in copied and has_rows(path)}
