"""A number that a text can quote, and how it is printed."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from presswork.core.reasons import explain

KEPT = ("L", "M", "N")  # categories of letters, their marks, and digits


@dataclass(frozen=True)
class Number:
    """A number as it is printed, with its unit, its 95% CI or the reason why there is none, and its source.

    `key` is its name, which is the same in every run. `interval` is the reason, and is empty for counts, which are not
    estimates. `shown_in` lists the figures and tables that show the number.
    """

    key: str
    value: str
    meaning: str
    source: str
    unit: str = ""
    low: str = ""
    high: str = ""
    interval: str = ""
    shown_in: str = ""

    @property
    def quantity(self) -> str:
        """The number with its unit."""
        return f"{self.value}%" if self.unit == "%" else f"{self.value} {self.unit}".strip()

    @property
    def in_full(self) -> str:
        """The number with its unit and its 95% CI or the reason why there is none."""
        return f"{self.quantity} ({self.bounds})" if self.bounds else self.quantity

    @property
    def bounds(self) -> str:
        """The 95% CI in words, or the reason why there is none; empty for counts."""
        if not self.low:
            return self.interval
        percent = "%" if self.unit == "%" else ""
        return f"95% CI {self.low} to {self.high}{percent}"


def name_key(*parts: object) -> str:
    """Return a key of these parts, separated by slashes; it keeps letters of any script, digits, points and hyphens."""
    return "/".join("".join(map(_keep_letter, unicodedata.normalize("NFC", str(part)))) for part in parts)


def _keep_letter(letter: str) -> str:
    return letter if letter in ".-" or unicodedata.category(letter)[0] in KEPT else "-"


def whole(value: float) -> str:
    """Return a number without decimals: `2,033,640`."""
    return f"{value:,.0f}"


def rate(value: float) -> str:
    """Return a rate to three digits, or as a whole number from 100: `62,910`, `45.1`, `3.02`."""
    decimals = 0 if value >= 99.95 else 1 if value >= 9.995 else 2
    return f"{value:,.{decimals}f}"


def decimal(value: float) -> str:
    """Return a number with two decimals, and a minus sign where it is negative."""
    return f"{value:.2f}".replace("-", "−")


def percent(share: float) -> str:
    """Return a share in percent with one decimal, without the sign; `< 0.1` for what would be rounded to 0."""
    return f"{100 * share:.1f}" if share >= 0.0005 or not share else "< 0.1"


def probability(p: float) -> str:
    """Return a p-value to at most four decimals: `0.05`, `0.001`."""
    return f"{p:.4f}".rstrip("0").rstrip(".") if p >= 0.0001 else "< 0.0001"


def counted(key: str, value: int, unit: str, meaning: str, source: str, shown_in: str = "") -> Number:
    """Return a count, which has no interval; its unit is given in the plural."""
    noun = unit.removesuffix("s") if value == 1 else unit
    return Number(key, whole(value), meaning, source, noun, shown_in=shown_in)


def estimated(
    key: str,
    row: Mapping[str, Any],
    column: str,
    shape: Callable[[float], str],
    interval: str = "interval",
    **said: str,
) -> Number:
    """Return an estimate with its 95% CI or the reason why there is none; `shape` prints value and bounds.

    The bounds are in the columns `<column>_low` and `<column>_high`, or else in `low` and `high`; `interval` is the
    column with the code of the method or reason. `said` has the other fields of the number.
    """
    low, high = (row.get(f"{column}_{side}", row.get(side)) for side in ("low", "high"))
    if low is None or high is None:
        return Number(key, shape(row[column]), interval=f"no 95% CI: {explain(row[interval], row)}", **said)
    return Number(key, shape(row[column]), low=shape(low), high=shape(high), **said)
