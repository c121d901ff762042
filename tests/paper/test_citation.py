"""CITATION.cff says what the Citation File Format 1.2.0 asks for, and says the same as the rest of the project."""

import tomllib

import jsonschema
import pytest
import yaml

from conftest import ROOT
from presswork import __version__

NAME = {"type": "string", "minLength": 1}
PERSON = {
    "type": "object",
    "properties": {
        "family-names": NAME,
        "given-names": NAME,
        "orcid": {"type": "string", "pattern": r"^https://orcid\.org/(\d{4}-){3}\d{3}[\dX]$"},
    },
    "additionalProperties": False,
    "minProperties": 1,
}
ENTITY = {"type": "object", "properties": {"name": NAME}, "required": ["name"], "additionalProperties": False}
# The rules of version 1.2.0 for the keys that we use; any other key is a slip of ours.
RULES = {
    "type": "object",
    "required": ["authors", "cff-version", "message", "title"],
    "additionalProperties": False,
    "properties": {
        "cff-version": {"const": "1.2.0"},
        "message": NAME,
        "type": {"enum": ["software", "dataset"]},
        "title": NAME,
        "version": {"type": ["string", "number"]},
        "date-released": {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"},
        "license": {"type": "string", "pattern": r"^[A-Za-z0-9.+-]+$"},
        "authors": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"anyOf": [PERSON, ENTITY]}},
        "keywords": {"type": "array", "minItems": 1, "uniqueItems": True, "items": NAME},
        "abstract": NAME,
        "repository-code": {"type": "string", "pattern": "^https?://"},
        "url": {"type": "string", "pattern": "^https?://"},
    },
}


def read_citation():
    # As the rules have it: a day is text that looks like one, not a date of YAML.
    return yaml.load((ROOT / "CITATION.cff").read_text(encoding="utf-8"), yaml.BaseLoader)


def test_is_valid():
    jsonschema.validate(read_citation(), RULES)


@pytest.mark.parametrize(
    "wrong",
    [{"cff-version": "1.1.0"}, {"authors": []}, {"date-released": "22.11.2026"}, {"type": "workflow"}, {"titel": "x"}],
)
def test_what_breaks_a_rule_is_refused(wrong):
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(read_citation() | wrong, RULES)


def test_the_version_and_the_licence_are_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = read_citation()
    assert project["version"] == citation["version"] == __version__
    assert project["license"] == citation["license"]
    assert f"## {__version__} ({citation['date-released']})" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
