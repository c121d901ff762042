"""The fields of an article, each with its origin or the reason why it is missing."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from presswork.corpus.cleaning.layout.edits import WITHIN_TEXT
from presswork.corpus.cleaning.spans import Span, join_field
from presswork.corpus.fields.corrections import FIELDS, FILE
from presswork.corpus.fields.date_columns import read_day
from presswork.corpus.fields.language_codes import find_code
from presswork.corpus.fields.languages import describe_language

# Characters that a reason quotes.
SHOWN = 100
# Fields that only exports of databases have.
EXPORTED = ("section", "page", "length")
MISSING = {
    "id": "the file gives no id",
    "title": "no line is clearly the headline",
    "byline": "no byline was found",
    "outlet": "neither the file nor a URL names an outlet",
    "published": "no date of publication in the file, above the text or in its dateline",
    "url": "the file gives no URL",
    "group": "no group was given",
}


def read_fields(
    text: str,
    spans: list[Span],
    body: str,
    given: Mapping[str, str | None],
    annotated: Mapping[str, str],
    day_first: bool | None = None,
    language: str | None = None,
) -> dict[str, dict[str, Any]]:
    """Return each field's value, origin, place and reason; section, page and length only where an export states them.

    Annotations override the file's own value, which overrides what the text says. `body` is the clean
    text that the spans keep, `day_first` the order of day and month in the file's dates, where it is known, and
    `language` the one to take for a date where that of the text is uncertain.
    """
    stated = _find_stated(spans) if given.get("database") else {}
    fields = {
        name: _read_stated(text, stated[name], spans) if name in stated else _read_field(name, text, spans, given)
        for name in ("id", *FIELDS)
        if name != "language"
    }
    fields["language"] = _read_language(body, given, stated.get("language", []))
    fields |= {name: _read_stated(text, stated[name], spans) for name in EXPORTED if name in stated}
    fields |= {name: _field(value, "person", reason=f"given in {FILE}") for name, value in annotated.items()}
    if not fields["outlet"]["value"] and fields["url"]["value"]:
        fields["outlet"] = _read_host(fields["url"]["value"])
    if fields["published"]["value"]:
        fields["published"] = _check_date(fields["published"], day_first, fields["language"]["value"] or language)
    return fields


def _field(
    value: str | None, origin: str | None, start: int | None = None, end: int | None = None, reason: str = ""
) -> dict[str, Any]:
    return {"value": value, "origin": origin, "start": start, "end": end, "reason": reason}


def _read_field(name: str, text: str, spans: list[Span], given: Mapping[str, str | None]) -> dict[str, Any]:
    found = _find_value(name, spans)
    if given.get(name):
        return _field(given[name], "file", reason=_tell_file(given))
    if found:
        return _field(join_field(text, found), "text", found[0].start, found[-1].end, found[0].rule)
    for span in spans:
        if span.field == name and span.rule.startswith("empty "):
            label = text[span.start : span.end]
            return _field(None, None, span.start, span.end, f"the label '{label}' is followed by no value")
    return _field(None, None, reason=MISSING[name])


def _find_value(name: str, spans: list[Span]) -> list[Span]:
    """Return the first kept span of a field, with those that a line break or an invisible character parts from it."""
    found: list[Span] = []
    for span in spans:
        if span.field == name and span.kept:
            found.append(span)
        elif found and span.rule not in WITHIN_TEXT:
            break
    return found


def _find_stated(spans: list[Span]) -> dict[str, list[Span]]:
    """Return the kept spans of each field that the first label with it states in an export, over several lines too."""
    stated: dict[str, list[Span]] = {}
    for span in spans:
        if span.kept and span.field and span.field != "body":
            own = stated.get(span.field, [])
            if span.rule in WITHIN_TEXT or span.rule == (own[0] if own else span).rule:
                stated[span.field] = [*own, span]
    return {name: own for name, own in stated.items() if own[0].rule not in WITHIN_TEXT}


def _read_stated(text: str, found: list[Span], spans: list[Span]) -> dict[str, Any]:
    """Return the field whose value an export states; what stands between its lines shows as a space."""
    start, end, own = found[0].start, found[-1].end, {span.start for span in found}
    within = (
        span for span in spans if start <= span.start < end and (span.start in own or span.rule not in WITHIN_TEXT)
    )
    value = "".join(join_field(text, [span]) if span.start in own else " " for span in within)
    return _field(" ".join(value.split()) or None, "text", start, end, found[0].rule)


def _tell_file(given: Mapping[str, str | None]) -> str:
    """Return where a value is from that the text does not state: of an export, its labels do."""
    return "a list of references" if given.get("database") else "a column of the file"


def _read_language(body: str, values: Mapping[str, str | None], stated: list[Span]) -> dict[str, Any]:
    given = values.get("language")
    code = find_code(given)
    if code and stated:
        return _field(code, "text", stated[0].start, stated[-1].end, stated[0].rule)
    if code:
        return _field(code, "file", reason=_tell_file(values))
    language, reason = describe_language(body)
    ignored = f"'{given}' is no known language;  " if given else ""
    return _field(language, "text" if language else None, reason=ignored + reason)


def _read_host(url: str) -> dict[str, Any]:
    host = find_host(url)
    if not host:
        return _field(None, None, reason="the URL has no host")
    return _field(host, "file", reason="host name of the URL")


def find_host(url: str) -> str:
    """Return the host of an address without www., "" for none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def name_outlet(given: Mapping[str, str | None]) -> str:
    """Return the outlet that a file gives by name or URL, "" for none."""
    return given.get("outlet") or find_host(given.get("url") or "")


def _check_date(field: dict[str, Any], day_first: bool | None, language: str | None) -> dict[str, Any]:
    day, problem = read_day(field["value"], day_first, language)
    if day:
        return {**field, "value": day.isoformat()}
    shown = field["value"] if len(field["value"]) <= SHOWN else f"{field['value'][:SHOWN]} ..."
    return {**field, "value": None, "origin": None, "reason": f"'{shown}' was not read as a date: {problem}"}
