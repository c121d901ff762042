"""The configuration: defaults from its schema, checked before anything runs."""

import difflib
import json
import math
import os
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema

from presswork.core.code_digests import LIBRARY
from presswork.core.errors import PressworkError
from presswork.core.language_names import LANGUAGES, find_near_languages

SCHEMA = LIBRARY / "schemas" / "config.schema.json"
LOCATIONS = ("seeds", "results", "model")
# Options that do not affect the results.
WITHOUT_EFFECT = (*LOCATIONS, "workers")


@cache
def read_schema() -> dict[str, Any]:
    """Return the JSON schema of the configuration."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema


def list_options(schema: dict[str, Any] | None = None, prefix: str = "") -> dict[str, dict[str, Any]]:
    """Return each option's schema by its dotted name, in the order of the schema."""
    options: dict[str, dict[str, Any]] = {}
    for name, entry in (schema or read_schema())["properties"].items():
        nested = "properties" in entry
        options |= list_options(entry, f"{prefix}{name}.") if nested else {prefix + name: entry}
    return options


def complete_configuration(given: dict[str, Any]) -> dict[str, Any]:
    """Return the configuration with defaults filled in.

    Raises PressworkError for an unknown key, with the closest valid one, and for an invalid value.
    """
    options = list_options()
    flat = _flatten(given, _list_sections(options))
    # On the command line, a folder called 2022 arrives as a number.
    flat |= {name: str(flat[name]) for name in LOCATIONS if isinstance(flat.get(name), int | float)}
    # On the command line, `false` and numbers within lists and mappings arrive as text.
    flat |= {name: _read_scalar(value, options.get(name, {})) for name, value in flat.items()}
    # YAML reads an unquoted date as a date.
    flat |= {name: value.isoformat() for name, value in flat.items() if isinstance(value, date)}
    for name in flat.keys() - options.keys():
        near = difflib.get_close_matches(name, [*_list_sections(options), *options], n=1, cutoff=0.4)
        raise PressworkError(
            f"The configuration has an unknown key: {name}",
            found=f"{name}: {flat[name]}",
            expected=f"perhaps {near[0]}" if near else f"one of {', '.join(options)}",
            remedy="correct or remove the key; docs/configuration.md lists them all",
        )
    full = {name: flat.get(name, entry["default"]) for name, entry in options.items()}
    for name, value in full.items():
        _check(name, value, options[name])
    _check_together(full)
    return _nest(full)


def _read_scalar(value: Any, entry: dict[str, Any]) -> Any:
    """Return a text as a number or boolean if the option requires one and the text spells one."""
    if isinstance(value, list):
        return [_read_scalar(each, entry.get("items", {})) for each in value]
    allowed = {each.get("type") for each in entry.get("anyOf", [entry])}
    if not isinstance(value, str) or "string" in allowed:
        return value
    named = {json.dumps(each): each for each in entry.get("enum", ()) if not isinstance(each, str)}
    if "boolean" in allowed:
        named |= {"true": True, "false": False}
    if value.lower() in named:
        return named[value.lower()]
    for kind, read in (("integer", int), ("number", float)):
        if kind in allowed:
            with suppress(ValueError):
                return read(value)
    return value


def _check(name: str, value: Any, entry: dict[str, Any]) -> None:
    numbers = value if isinstance(value, list) else [value]
    if any(isinstance(each, float) and not math.isfinite(each) for each in numbers):
        raise _wrong(name, value, describe_allowed(entry))
    try:
        fastjsonschema.validate(entry, value, use_default=False)
    except fastjsonschema.JsonSchemaValueException:
        raise _wrong(name, value, _suggest(value, entry) + describe_allowed(entry)) from None


def _suggest(value: Any, entry: dict[str, Any]) -> str:
    """Return the names most like those that an option does not have, which may be in a list or keys of a mapping."""
    names = [each for each in _find_names(entry) if isinstance(each, str)]
    given = [str(each) for each in (value if isinstance(value, list | dict) else [value])]
    near = [hit for each in given if each not in names for hit in difflib.get_close_matches(each, names, n=1)]
    return f"perhaps {', '.join(near)}; allowed: " if near else ""


def _find_names(entry: dict[str, Any]) -> list[Any]:
    names: list[Any] = entry.get("items", entry.get("propertyNames", entry)).get("enum", [])
    return names


def _check_together(full: dict[str, Any]) -> None:
    if (code := full["corpus.language"]) not in LANGUAGES:
        near = ", ".join(find_near_languages(code))
        allowed = "a two-letter code of ISO 639-1, such as en or de"
        raise _wrong("corpus.language", code, f"{allowed}; perhaps {near}" if near else allowed)
    choose = full["topics.choose"]
    if choose != "auto" and choose not in full["topics.k"]:
        raise _wrong("topics.choose", choose, f"auto, or one of the numbers in topics.k: {full['topics.k']}")
    days = [full[f"corpus.select.{name}"] for name in ("first_day", "last_day")]
    for name, day in zip(("first_day", "last_day"), days, strict=True):
        try:
            date.fromisoformat(day or "2022-12-31")
        except ValueError:
            raise _wrong(f"corpus.select.{name}", day, "a date, such as 2022-12-31") from None
    if all(days) and days[0] > days[1]:
        raise _wrong("corpus.select.last_day", days[1], f"a date not before corpus.select.first_day: {days[0]}")
    if full["corpus.select.query"]:
        _check_query(full["corpus.select.query"])


def _check_query(query: str) -> None:
    # Imported here, because it takes longer than everything else in the configuration.
    import polars as pl

    try:
        pl.Series([""]).str.contains(f"(?i){query}")
    except pl.exceptions.ComputeError as error:
        raise _wrong("corpus.select.query", query, f"a regular expression ({str(error).strip()})") from None


def take_literally(given: dict[str, Any], arguments: list[str]) -> dict[str, Any]:
    """Return the configuration with folders exactly as given on the command line, such as seeds=x.

    Snakemake reads these values as numbers or YAML: 0042 becomes 42, and a folder "news #2" becomes "news".
    """
    pairs = [argument.partition("=") for argument in arguments]
    said = {name: value for name, _, value in pairs if name in LOCATIONS}
    quoted = ('"', "'", "base64//")
    return given | {
        name: value for name, value in said.items() if value and name in given and not value.startswith(quoted)
    }


def check_places(full: dict[str, Any]) -> None:
    """Raise PressworkError unless the folders of articles, results and model are separate.

    The next run would read results in the folder of articles as articles. Links are followed.
    """
    for name in LOCATIONS:
        if any(each in "{}" or not each.isprintable() for each in full[name]):
            raise _wrong(name, full[name], "a path without braces and line breaks")
    seeds, results, model = (Path(full[name]) for name in LOCATIONS)
    pairs = [("results", results, "seeds", seeds), ("seeds", seeds, "results", results)]
    if full["model"]:
        pairs += [("model", model, "seeds", seeds), ("results", results, "model", model)]
    for inner_name, inner, outer_name, outer in pairs:
        if is_inside(inner, outer):
            raise PressworkError(
                f"The folder of {inner_name} is the same as, or inside, the folder of {outer_name}.",
                file=inner,
                field=inner_name,
                found=f"{inner_name}: {inner.resolve()}, {outer_name}: {outer.resolve()}",
                expected="separate folders: results in the folder of articles would be read as articles",
                remedy=f"choose another folder for {inner_name}, such as make SEEDS=my-articles RESULTS=my-results",
            )


def spell_place(path: str) -> str:
    """Return a folder's path in one spelling, relative in the current folder: Snakemake records files by their path."""
    plain, here = Path(os.path.normpath(path)), Path.cwd()
    return str(plain.relative_to(here) if plain.is_relative_to(here) else plain)


def is_inside(inner: Path, outer: Path) -> bool:
    """Return whether a folder, which may not exist yet, is the other one or inside it; links count."""
    path = inner.resolve()
    return outer.exists() and any(each.exists() and each.samefile(outer) for each in (path, *path.parents))


def _wrong(name: str, value: Any, allowed: str) -> PressworkError:
    return PressworkError(
        f"The configuration has an invalid value for {name}.",
        field=name,
        found=json.dumps(value, ensure_ascii=False),
        expected=allowed,
        remedy="correct the value in config/config.yaml or after --config",
    )


def describe_allowed(entry: dict[str, Any]) -> str:
    """Return in words which values an option's schema allows."""
    if "enum" in entry:
        return " or ".join(each if isinstance(each, str) else json.dumps(each) for each in entry["enum"])
    if "const" in entry:
        return str(entry["const"])
    if "anyOf" in entry:
        return " or ".join(describe_allowed(each) for each in entry["anyOf"])
    names = {
        "string": "text",
        "integer": "whole number",
        "number": "number",
        "boolean": "true or false",
        "array": "list",
        "object": "mapping",
    }
    text = names[entry["type"]]
    if "examples" in entry:
        text += f" such as {' or '.join(entry['examples'])}"
    if "items" in entry:
        own = entry["items"]
        text += f" of {', '.join(own['enum'])}" if "enum" in own else f", each a {describe_allowed(own)}"
    if entry["type"] == "object" and "propertyNames" not in entry:
        text += f" from text to {entry['additionalProperties']['title']}"
    if "propertyNames" in entry:
        text += f" from {', '.join(entry['propertyNames']['enum'])} to {entry['additionalProperties']['title']}"
    low, high, above = entry.get("minimum"), entry.get("maximum"), entry.get("exclusiveMinimum")
    if above is not None:
        text += f" above {above}"
    if low is not None:
        text += f" from {low}"
    if high is not None:
        text += f" up to {high}"
    return text


def _list_sections(options: dict[str, dict[str, Any]]) -> list[str]:
    """Return the dotted names of sections: corpus, corpus.select, ..."""
    parts = [name.split(".") for name in options]
    return sorted({".".join(each[:depth]) for each in parts for depth in range(1, len(each))})


def _flatten(given: dict[str, Any], sections: list[str], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in given.items():
        full = f"{prefix}{name}"
        if full not in sections:
            flat[full] = value
        elif isinstance(value, dict):
            flat |= _flatten(value, sections, f"{full}.")
        elif value is not None:
            raise _wrong(full, value, "a mapping of options, each on an indented line")
    return flat


def _nest(flat: dict[str, Any]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for name, value in flat.items():
        *above, key = name.split(".")
        target = nested
        for section in above:
            target = target.setdefault(section, {})
        target[key] = value
    return nested


def without_locations(configuration: dict[str, Any]) -> dict[str, Any]:
    """Return the options that affect the results: all except the folders and how jobs are run."""
    return {name: value for name, value in configuration.items() if name not in WITHOUT_EFFECT}


def write_configuration(path: Path) -> None:
    """Write `config/config.yaml`: every option with its default and description."""
    lines = [
        "# Every option with its default. `make docs` writes this file from workflow/schemas/config.schema.json.",
        "",
    ]
    open_sections: list[str] = []
    for name, entry in list_options().items():
        *above, key = name.split(".")
        for depth, section in enumerate(above):
            if open_sections[: depth + 1] != above[: depth + 1]:
                lines += ["", f"{'  ' * depth}{section}:"]
        open_sections = above
        indent = "  " * len(above)
        lines.append(f"{indent}# {entry['description']}")
        lines.append(f"{indent}{key}: {json.dumps(entry['default'], ensure_ascii=False)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_reference(path: Path) -> None:
    """Write `docs/configuration.md`: every option by section, with its default, allowed values and description."""
    lines = [
        "# Configuration",
        "",
        "`config/config.yaml` has every option with its default. To use other values, edit that file, put the options",
        "that differ into a file of your own (`snakemake --configfile my.yaml`), or give them on the command line",
        "(`snakemake --config seeds=my-articles results=my-results`). Presswork checks names and values before it runs",
        "anything.",
    ]
    section = None
    for name, entry in list_options().items():
        above, _, _ = name.rpartition(".")
        if above != section:
            section = above
            lines += [
                "",
                f"## {above or 'General'}",
                "",
                "| option | default | allowed | meaning |",
                "|---|---|---|---|",
            ]
        default = json.dumps(entry["default"], ensure_ascii=False)
        lines.append(f"| `{name}` | `{default}` | {describe_allowed(entry)} | {entry['description']} |")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
