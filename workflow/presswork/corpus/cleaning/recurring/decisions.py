"""Decides which recurring text is cut: by evidence, or by `seeds/annotations/furniture.csv`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from presswork.core.annotations import Form, Row, read_rows, refuse_line
from presswork.core.schema import find_tables
from presswork.corpus.cleaning.recurring.phrases import mask_numbers
from presswork.corpus.cleaning.recurring.text import ANYWHERE, END, LINE, START, WITHIN, Finding

FORM = Form("annotations/furniture.csv", ("text", "decision"))
CUT, KEEP = "cut", "keep"
BY_PERSON = f"cut by {FORM.file}"
REASONS = {
    LINE: "a line of its own",
    START: "articles start with it",
    END: "articles end with it",
    WITHIN: "between sentences",
}
REMEDY = "copy text and outlet from corpus/recurring.csv, copy the text from an article, or remove the row"


@dataclass(frozen=True)
class Decision:
    """A row: its line in the file, the text ("#" for any number), its outlet ("" for all), and whether it is cut."""

    line: int
    text: str
    outlet: str
    cut: bool

    def covers(self, text: str, outlet: str) -> bool:
        """Return whether the row speaks of this text in this outlet."""
        return self.text == mask_numbers(text) and self.outlet in ("", outlet)


def read_decisions(tables: Sequence[str]) -> list[Decision]:
    """Return the rows of the tables, each given as CSV with columns `text` and `decision`, perhaps `outlet` and others.

    Raises PressworkError for what `read_rows` refuses, a decision that is neither `cut` nor `keep`, and a text
    with both.
    """
    decisions: dict[tuple[str, str], Decision] = {}
    for row in (row for table in tables for row in read_rows(table, FORM)):
        decision = _read(row)
        other = decisions.setdefault((decision.text, decision.outlet), decision)
        if other.cut != decision.cut:
            found = f"{CUT} and {KEEP} for {row.cells['text']}"
            raise refuse_line(FORM, row.line, found, "one decision for each text", "remove one of the two rows")
    return list(decisions.values())


def _read(row: Row) -> Decision:
    decision = row.cells["decision"].lower()
    if decision not in (CUT, KEEP):
        found = f"the decision {row.cells['decision']}"
        raise refuse_line(FORM, row.line, found, f"{CUT} or {KEEP}", f"write {CUT} or {KEEP}, or remove the row")
    return Decision(row.line, mask_numbers(row.cells["text"]), row.cells.get("outlet", ""), decision == CUT)


def decide(
    findings: Sequence[Finding], searched: dict[str, int], decisions: Sequence[Decision]
) -> dict[str, pl.DataFrame]:
    """Return the tables `recurring` (each text with its evidence) and `recurring_cuts`.

    `searched` is the number of articles of each outlet in which text was sought.
    """
    rows, cuts = [], []
    for each in findings:
        text, outlet = each.phrase.text, each.phrase.outlet
        said = [row.cut for row in decisions if row.covers(text, outlet)]
        is_cut = said[-1] if said else each.kept is None
        found: dict[str, Any] = {"text": text, "outlet": outlet or None, "place": each.place}
        evidence = {"articles": each.n_articles, "searched": searched[outlet], "days": each.n_days}
        decision = {"decision": CUT if is_cut else KEEP, "by": "person" if said else "evidence"}
        share, reason = each.n_articles / searched[outlet], each.kept or REASONS[each.place]
        rows.append({**found, **evidence, "share": share, **decision, "reason": reason})
        if is_cut:
            cuts.append(
                {**found, "rule": BY_PERSON if said else f"recurs in at least {_round_down(each.n_articles)} articles"}
            )
    for row in decisions:
        if row.cut and not _covers_any(row, findings):
            cuts.append({"text": row.text, "outlet": row.outlet or None, "place": ANYWHERE, "rule": BY_PERSON})
    tables = find_tables()
    return {
        "recurring": pl.DataFrame(rows, tables["recurring"].schema),
        "recurring_cuts": pl.DataFrame(cuts, tables["recurring_cuts"].schema),
    }


def _covers_any(row: Decision, findings: Sequence[Finding]) -> bool:
    return any(row.covers(each.phrase.text, each.phrase.outlet) for each in findings)


def _round_down(number: int) -> int:
    """Return the largest of 5, 10, 20, 50, 100, ... up to a number: an article more seldom changes it."""
    steps: list[int] = [digit * 10**power for power in range(8) for digit in (1, 2, 5)]
    return max(step for step in steps if step <= number)


def find_unmatched(findings: Sequence[Finding], decisions: Sequence[Decision]) -> list[dict[str, Any]]:
    """Return a remark on each decision whose text does not recur."""
    return [
        {
            "source": FORM.file,
            "record": row.line,
            "reason": "no such text",
            "detail": f"line {row.line} names this text: {row.text}",
            "remedy": REMEDY,
            "rejected": False,
        }
        for row in decisions
        if not _covers_any(row, findings)
    ]
