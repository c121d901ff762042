"""Values of tables and JSON as text: lists are joined, objects give their name, and other values are refused."""

import ast
import warnings
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite

# What programs write where there is no value.
MISSING = frozenset(
    ("NA", "N/A", "n/a", "nan", "NaN", "NAN", "None", "none", "NONE", "null", "Null", "NULL", "NaT", "<NA>", "#N/A")
) | {"#NAME?", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NULL!"}
# What NewsData.io writes in place of the texts of other plans.
WITHHELD = frozenset({"ONLY AVAILABLE IN PAID PLANS", "ONLY AVAILABLE IN PROFESSIONAL AND CORPORATE PLANS"})
PLAIN = (int, Decimal, datetime, date, time, timedelta)
# What an object calls its name: that of an outlet is `title` in feeds.
NAMES = ("name", "title")
# What the bodies of Fundus consist of.
SECTIONS = frozenset({"summary", "sections", "headline", "paragraphs"})
# A list or object as Python prints it, which programs write into cells, is not longer than this.
MAX_LITERAL = 2000
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
        return "" if stripped in MISSING or stripped in WITHHELD else stripped
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, PLAIN):
        return str(value)
    if isinstance(value, dict):
        name = next((value[key] for key in NAMES if isinstance(value.get(key), str)), None)
        return None if name is None else spell_value(name, joint)
    if isinstance(value, list):
        parts = [spell_value(each, joint) for each in value]
        return None if None in parts else joint.join(filter(None, parts))
    return None


def list_paragraphs(value: object) -> list[str] | None:
    """Return the paragraphs of a body that Fundus writes: an object of a summary and sections, else None."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict) and not value.keys() <= SECTIONS:
        return None
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [None]
    found = [None if each is None else list_paragraphs(each) for each in parts]
    return None if None in found else [text for each in found for text in each or ()]


def read_literal(value: object) -> object:
    """Return the list or object that a cell holds as Python prints it, such as `['Anna Keller']`, else the value."""
    if not isinstance(value, str) or value[:1] not in ("[", "{") or len(value) > MAX_LITERAL:
        return value
    try:
        with warnings.catch_warnings(action="ignore"):
            found = ast.literal_eval(value)
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        return value
    return found if isinstance(found, list | dict) and spell_value(found) is not None else value


def describe_value(value: object) -> str:
    """Return what a value is, in a word or two, and its start."""
    kind = KINDS.get(type(value), "a number")
    keys = f" with {', '.join(map(str, value))}" if isinstance(value, dict) else ""
    start = f" ({value})" if isinstance(value, (str, int, float)) else ""
    return f"{kind}{keys}{start}"
