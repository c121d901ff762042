"""The error type for problems that the user can solve."""

from presswork.core.shown_text import mark_hidden


class PressworkError(Exception):
    """A problem that the user can solve: what is wrong, where, what was found and expected, and what to do."""

    def __init__(
        self,
        problem: str,
        *,
        file: object = None,
        article: str | None = None,
        field: str | None = None,
        found: object = None,
        expected: object = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.details = {
            "file": file,
            "article": article,
            "field": field,
            "found": found,
            "expected": expected,
            "remedy": remedy,
        }

    def __str__(self) -> str:
        given = {name: value for name, value in self.details.items() if value is not None}
        lines = [self.problem, *(f"  {name + ':':<10}{value}" for name, value in given.items())]
        return mark_hidden("\n".join(lines).replace("\r", " "))
