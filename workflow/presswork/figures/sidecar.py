"""What a figure says of itself: its statement, the id and the digest that stand in its files, and how to cite it."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import fastjsonschema

from presswork import __version__
from presswork.core.code_digests import LIBRARY, digest_modules, list_packages
from presswork.core.digests import digest_value
from presswork.core.errors import PressworkError
from presswork.core.files import round_numbers

SCHEMA = LIBRARY / "schemas" / "figure.schema.json"
LOCK = LIBRARY.parent / "requirements.lock"
CODE_LICENCE = "MIT"
NOT_STATED = "not stated"
# What follows from the statement, or from what is drawn and carries its digest.
DERIVED = ("id", "sha256", "cite", "files", "marks")


@cache
def read_schema() -> dict[str, Any]:
    """Return the JSON schema of sidecars."""
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema


@cache
def _compile_schema() -> Callable[[Mapping[str, Any]], Any]:
    validate: Callable[[Mapping[str, Any]], Any] = fastjsonschema.compile(read_schema())
    return validate


def state_figure(said: Mapping[str, Any], rows: Mapping[str, str], provenance: Mapping[str, Any]) -> dict[str, Any]:
    """Return the statement of a figure.

    `said` is name (`figure`), caption, alt text, method and sources; `rows` names the file of plotted rows with its
    digest; `provenance` is what the figure was made from. For a function of the workflow, the digests of its modules
    and the versions of its packages are added.
    """
    made_from = dict(provenance)
    if "function" in provenance:
        call = provenance["function"].removeprefix("presswork.")
        made_from |= {"modules": digest_modules(call), "packages": list_packages(call, LOCK.read_text("utf-8"))}
    licence = provenance.get("configuration", {}).get("figures", {}).get("licence", NOT_STATED)
    statement: dict[str, Any] = round_numbers(
        {
            **said,
            "rows": dict(rows),
            "licence": {"figure": licence, "code": CODE_LICENCE},
            "presswork": __version__,
            "made_from": made_from,
        }
    )
    return statement


def extract_statement(sidecar: Mapping[str, Any]) -> dict[str, Any]:
    """Return the statement of a sidecar."""
    return {key: value for key, value in sidecar.items() if key not in DERIVED}


def identify(statement: Mapping[str, Any]) -> dict[str, str]:
    """Return the `id` and the `sha256` of a statement, and how to `cite` the figure."""
    digest = digest_value(statement)
    identity = f"{statement['figure']}-{digest[:12]}"
    cite = f"Figure {identity}, made with Presswork {statement['presswork']}. SHA-256 of its statement: {digest}."
    return {"id": identity, "sha256": digest, "cite": cite}


def check_sidecar(sidecar: Mapping[str, Any]) -> None:
    """Raise PressworkError where a sidecar is not what its schema says, or was altered."""
    try:
        _compile_schema()(sidecar)
    except fastjsonschema.JsonSchemaValueException as error:
        raise PressworkError(
            "A figure's sidecar is not what its schema says.",
            field=error.name,
            found=json.dumps(error.value, ensure_ascii=False, default=str)[:200],
            expected=error.message.removeprefix(error.name or "").strip(),
        ) from None
    for key, value in identify(extract_statement(sidecar)).items():
        if sidecar[key] != value:
            raise PressworkError(
                "A figure's sidecar was altered: its statement is another one than it was made with.",
                field=key,
                found=value,
                expected=sidecar[key],
            )
