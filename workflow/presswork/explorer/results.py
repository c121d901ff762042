"""The results of a run as one object, with help, and with reasons for what is missing."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from presswork.core.schema import STAGES
from presswork.explorer.queries import Queries

if TYPE_CHECKING:
    from presswork.explorer.notebook.questions import Browse


class Results(Queries):
    """The results of a run.

    `corpus`, `tokens`, `terms`, `topics` and `figures` have the tables of a stage; tab completion lists them, and `?`
    after a table explains its columns. `skipped` lists the analyses that the corpus does not support. `concordance`,
    `keyness`, `trend`, `topic` and `article` compute more than the workflow does; `browse` has them with controls.
    `read` is the set of files that were read. Raises PressworkError if the folder has no results.
    """

    @property
    def browse(self) -> Browse:
        """The same questions with controls."""
        # The controls are slow to import.
        from presswork.explorer.notebook.questions import Browse

        return Browse(self)

    def __repr__(self) -> str:
        told = [f"Results in {self.path}: type the name of a stage, a point, and Tab."]
        for stage in STAGES:
            own = getattr(self, stage)
            told += ["", f".{stage}", *wrap(", ".join(dir(own)), 100, initial_indent="    ", subsequent_indent="    ")]
        return "\n".join(told)
