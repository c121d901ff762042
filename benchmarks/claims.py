"""Claims of the documents: each is declared above the function that measures it, and checked when that runs.

    @states("statistics.md", "<!-- coverage of days -->", "cover {low} to {high}% of", seconds=300, low=(93, 97))
    def days(runs: int = 2000) -> dict[str, float]: ...

A text is the mark of a table, or part of a sentence with names instead of numbers; the function returns the numbers by
name. A number holds within its bounds or, without bounds, if it rounds to the one in the document. A table holds if its
rows are those in the document. `make claims` lists and checks all claims.
"""

import importlib.util
import inspect
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
DEMO = ROOT / "results-demo"
SAMPLES = ROOT / "samples"
NUMBER = r"-?\d+(?:,\d{3})*(?:\.\d+)?|-?\.\d+"
MARK = re.compile(r"<!-- (.+) -->")
Command = TypeVar("Command", bound=Callable[..., object])


class Claim(NamedTuple):
    """A claim of a document about a command with its arguments, and what is needed to check it."""

    command: str
    arguments: tuple[str, ...]
    document: str
    texts: tuple[str, ...]
    seconds: int
    needs: tuple[str, ...]
    bounds: Mapping[str, tuple[float, float]]

    def tell_name(self) -> str:
        """Return the command with its arguments."""
        return " ".join((self.command, *self.arguments))

    def list_marks(self) -> set[str]:
        """Return the marks of the tables."""
        return {found[1] for text in self.texts if (found := MARK.fullmatch(text))}

    def list_lacking(self) -> list[str]:
        """Return what is needed but missing: the demo corpus, samples, or a package that is not a dependency."""
        found = {"demo": (DEMO / "manifest.json").is_file(), "samples": SAMPLES.is_dir()}
        return [each for each in self.needs if not found.get(each, bool(importlib.util.find_spec(each)))]


class Outcome(NamedTuple):
    """Whether a claim holds, and the claim and today's result in words."""

    holds: bool
    told: str


CLAIMS: list[Claim] = []
# The claims about the running command with its arguments, and the outcomes for their tables.
running: list[Claim] = []
outcomes: list[Outcome] = []


def states(
    document: str,
    *texts: str,
    seconds: int,
    arguments: str = "",
    needs: tuple[str, ...] = (),
    **bounds: tuple[float, float],
) -> Callable[[Command], Command]:
    """Declare the claims of a document in `docs/` about a command that takes about `seconds` of CPU time."""

    def keep(command: Command) -> Command:
        name = f"{Path(inspect.getfile(command)).stem}.{command.__name__}"
        CLAIMS.append(Claim(name, tuple(arguments.split()), document, texts, seconds, needs, bounds))
        return command

    return keep


def is_writing() -> bool:
    """Return whether results replace those in the documents."""
    return "--write" in sys.argv


def find_text(text: str, written: str) -> re.Match[str] | None:
    """Return the only match of a text in a document, with its numbers by name. Line breaks are ignored."""
    parts = re.split(r"{(\w+)}", text)
    pattern = "".join(f"(?P<{part}>{NUMBER})" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    found = list(re.finditer(pattern.replace(r"\ ", r"\s+"), written))
    return found[0] if len(found) == 1 else None


def show_like(value: float, written: str) -> str:
    """Return a number with the decimals and in the style of a given one."""
    shown = f"{value:,.{len(written.partition('.')[2])}f}"
    return re.sub(r"^(-?)0\.", r"\1.", shown) if re.match(r"-?\.", written) else shown


def check_text(
    text: str, figures: Mapping[str, float], bounds: Mapping[str, tuple[float, float]], path: Path
) -> Outcome:
    """Compare the numbers in a sentence with the results; with `--write`, put the results into the document."""
    written = path.read_text(encoding="utf-8")
    if (found := find_text(text, written)) is None:
        return Outcome(False, f"{path.name} does not say, or not once: {text}")
    today = {name: show_like(figures[name], stated) for name, stated in found.groupdict().items()}
    new = found[0]
    for name, shown in sorted(today.items(), key=lambda each: -found.start(each[0])):
        new = new[: found.start(name) - found.start()] + shown + new[found.end(name) - found.start() :]
    if is_writing():
        path.write_text(written[: found.start()] + new + written[found.end() :], encoding="utf-8")
    asked = {name: bounds[name] for name in today if name in bounds}
    holds = all(
        bounds[name][0] <= figures[name] <= bounds[name][1] if name in bounds else shown == found[name]
        for name, shown in today.items()
    )
    within = "".join(f"; {name} from {low:g} to {high:g}" for name, (low, high) in asked.items())
    lines = (f"claim: {' '.join(found[0].split())}", f"today: {' '.join(new.split())}")
    return Outcome(holds, "\n       ".join((*lines, f"{'holds' if holds else 'DOES NOT HOLD'}{within}")))


class MarkdownTable:
    """A table that is printed row by row; columns in `varies`, such as times, are not compared with the document."""

    def __init__(self, *heads: str, varies: tuple[str, ...] = ()) -> None:
        self.lines: list[str] = []
        self.steady = [head not in varies for head in heads]
        self.add(*heads)
        self.lines.append("|---" * len(heads) + "|")
        print(self.lines[-1], flush=True)

    def add(self, *cells: object) -> None:
        """Add a row."""
        self.lines.append(f"| {' | '.join(map(str, cells))} |")
        print(self.lines[-1], flush=True)

    def select_steady(self, lines: list[str]) -> list[list[str]]:
        """Return the cells of rows without the columns that vary."""
        rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines if line)
        return [[cell for cell, steady in zip(row, self.steady) if steady] for row in rows]

    def fill(self, document: str, mark: str, *notes: str) -> None:
        """Compare with the table and notes between the marks in a document; with `--write`, replace them."""
        if not any(claim.document == document and mark in claim.list_marks() for claim in running):
            return
        path, begin, end = DOCS / document, f"<!-- {mark} -->\n", f"<!-- end of {mark} -->"
        before, rest = path.read_text(encoding="utf-8").split(begin)
        old, after = rest.split(end)
        new = [*self.lines, *(line for note in notes for line in ("", note))]
        if is_writing():
            path.write_text(before + begin + "\n".join(["", *new, "", end]) + after, encoding="utf-8")
        rows, known = self.select_steady(new), self.select_steady(old.splitlines())
        other = sum(row not in known for row in rows) + max(0, len(known) - len(rows))
        told = f"{other} of {len(rows)} rows are not those of the document" if other else "as in the document"
        outcomes.append(Outcome(not other, f"table: {mark}\n       {'DOES NOT HOLD' if other else 'holds'}; {told}"))


def check_claims(figures: Mapping[str, float]) -> list[Outcome]:
    """Return the outcomes for the tables and, given the numbers returned by the command, the sentences."""
    sentences = [(claim, text) for claim in running for text in claim.texts if not MARK.fullmatch(text)]
    return [*outcomes, *(check_text(text, figures, claim.bounds, DOCS / claim.document) for claim, text in sentences)]
