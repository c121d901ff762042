"""Values of tables and JSON as text: lists are joined, objects give their name, and other values are refused."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

# What programs write where there is no value.
MISSING = frozenset(
    ("NA", "N/A", "n/a", "nan", "NaN", "NAN", "None", "none", "NONE", "null", "Null", "NULL", "NaT", "<NA>", "#N/A")
) | {"#NAME?", "#VALUE!", "#REF!"}
PLAIN = (int, Decimal, datetime, date, time, timedelta)
NAME = "name"
KINDS: dict[type, str] = {
    dict: "an object",
    list: "a list",
    str: "a marker of a missing value",
    bytes: "binary data",
    bool: "true or false",
}


def spell_value(value: object, joint: str = "; ") -> str | None:
    """Return a value as text, empty where it is missing, or None where it is nothing that can be written as text.

    Lists are joined by `joint`; an object gives what it calls its name.
    """
    if value is None or (isinstance(value, float) and not isfinite(value)):
        return ""
    if isinstance(value, str):
        stripped = value.strip()
        return "" if stripped in MISSING else stripped
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, PLAIN):
        return str(value)
    if isinstance(value, dict):
        return spell_value(value[NAME], joint) if isinstance(value.get(NAME), str) else None
    if isinstance(value, list):
        parts = [spell_value(each, joint) for each in value]
        return None if None in parts else joint.join(filter(None, parts))
    return None


def describe_value(value: object) -> str:
    """Return what a value is, in a word or two, and its start."""
    kind = KINDS.get(type(value), "a number")
    keys = f" with {', '.join(map(str, value))}" if isinstance(value, dict) else ""
    start = f" ({value})" if isinstance(value, (str, int, float)) else ""
    return f"{kind}{keys}{start}"
