"""The configuration is checked before anything runs, and its documents follow its schema."""

import copy
import functools
import json
import math

import jsonschema
import pytest
import yaml

from conftest import ROOT
from presswork.core.configuration import (
    check_places,
    complete_configuration,
    list_options,
    read_schema,
    take_literally,
    without_locations,
    write_configuration,
    write_reference,
)
from presswork.core.errors import PressworkError

DEFAULTS = yaml.safe_load((ROOT / "config/config.yaml").read_text(encoding="utf-8"))


def test_defaults_schema_and_documents_agree(tmp_path):
    assert complete_configuration({}) == DEFAULTS
    jsonschema.Draft202012Validator.check_schema(read_schema())
    jsonschema.validate(DEFAULTS, read_schema())
    for write, name in ((write_configuration, "config/config.yaml"), (write_reference, "docs/configuration.md")):
        write(tmp_path / "made")
        assert (tmp_path / "made").read_text(encoding="utf-8") == (ROOT / name).read_text(encoding="utf-8"), (
            "run: make docs"
        )


def test_every_option_says_in_one_line_what_it_is_for():
    for name, entry in list_options().items():
        assert 20 < len(entry["description"]) <= 120, name
        assert entry["description"].endswith("."), name


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"seed": "x"}, ["unknown key: seed", "perhaps seeds"]),
        ({"topcs": {"k": [2]}}, ["unknown key: topcs", "perhaps topics"]),
        ({"topics": {"kk": [2]}}, ["unknown key: topics.kk", "perhaps topics.k"]),
        ({"topics": {"k": ["two"]}}, ["topics.k", '["two"]', "each a whole number from 2"]),
        ({"topics": {"k": [1]}}, ["topics.k", "from 2"]),
        ({"topics": 5}, ["topics", "5", "indented"]),
        ({"topics": {"max_share": 1.5}}, ["topics.max_share", "1.5", "above 0 up to 1"]),
        ({"topics": {"choose": 7}}, ["topics.choose", "7", "[2, 3, 4"]),
        ({"terms": {"layer": "letter"}}, ["terms.layer", "letter", "lower or variant or lemma"]),
        ({"tokens": {"map_apostrophes": "yes"}}, ["true or false"]),
        ({"corpus": {"columns": {"text": ""}}}, ["corpus.columns"]),
        ({"corpus": {"similarity": math.nan}}, ["corpus.similarity", "NaN", "from 0.4 up to 1"]),
        ({"topics": {"max_share": "nan"}}, ["topics.max_share", "above 0 up to 1"]),
        ({"topics": {"k": [math.inf]}}, ["topics.k", "Infinity"]),
        ({"figures": {"width_mm": math.inf}}, ["figures.width_mm"]),
        ({"corpus": {"select": {"first_day": "2022-13-45"}}}, ["corpus.select.first_day", "a date, such as"]),
        ({"corpus": {"select": {"first_day": "1 December 2022"}}}, ["corpus.select.first_day", "such as 2022-12-31"]),
        ({"corpus": {"language": "xx"}}, ["corpus.language", '"xx"', "two-letter code", "xh (Xhosa)"]),
        ({"corpus": {"language": "EN"}}, ["perhaps en (English)"]),
        ({"corpus": {"language": "German"}}, ["perhaps de (German)"]),
        ({"corpus": {"language": "ger"}}, ["de (German)"]),
        ({"figures": {"show": ["grwoth"]}}, ["figures.show", "list of flow, top_terms, "]),
        ({"figures": {"show": ["grwoth"]}}, ["figures.show", "perhaps growth; allowed: list of flow, top_terms, "]),
        (
            {"figures": {"title": {"grwoth": "Growth"}}},
            ["figures.title", "perhaps growth; allowed: mapping from flow, "],
        ),
        ({"figures": {"show": ["map"]}}, ["figures.show", "expected: list of flow, top_terms, "]),
        ({"corpus": {"select": {"first_day": "2022-12-02", "last_day": "2022-12-01"}}}, ["last_day", "not before"]),
        ({"corpus": {"select": {"query": "a("}}}, ["corpus.select.query", "regular expression"]),
    ],
)
def test_a_wrong_key_or_value_is_named_with_what_is_right(given, says):
    with pytest.raises(PressworkError) as caught:
        complete_configuration(given)
    message = str(caught.value)
    assert all(part in message for part in [*says, "remedy"]), message


def test_given_values_stay_and_the_rest_is_filled_in():
    given = {"seeds": "mine", "topics": {"seeds": 9}, "figures": None}
    original = copy.deepcopy(given)
    full = complete_configuration(given)
    assert (full["seeds"], full["topics"]["seeds"], full["figures"]["terms"]) == ("mine", 9, 15)
    assert given == original


def test_a_folder_named_by_a_year_is_a_folder():
    assert complete_configuration({"seeds": 2022})["seeds"] == "2022"


@pytest.mark.parametrize(
    ("seeds", "results", "model"),
    [
        ("a", "a", ""),
        ("a", "a/made", ""),
        ("a", "a/b/c", ""),
        ("a/b", "a", ""),
        ("a", "link/made", ""),
        ("link", "a/made", ""),
        ("a", "elsewhere", "a/made"),
        ("a", "made", "made"),
        ("a", "b/../a/made", ""),
    ],
)
def test_folders_of_articles_results_and_model_lie_apart_also_through_links(
    tmp_path, monkeypatch, seeds, results, model
):
    monkeypatch.chdir(tmp_path)
    for name in ("a/b", "b", "made"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "link").symlink_to("a")
    with pytest.raises(PressworkError, match="is the same as, or inside") as caught:
        check_places({"seeds": seeds, "results": results, "model": model})
    assert "remedy" in str(caught.value)
    check_places({"seeds": "a", "results": "a-results", "model": "made"})
    check_places({"seeds": "a/../b", "results": "a/made", "model": ""})


@pytest.mark.parametrize(
    ("argument", "parsed", "meant"),
    [
        ("seeds=news #2", "news", "news #2"),
        ("seeds=0042", 42, "0042"),
        ("seeds=[x]", ["x"], "[x]"),
        ("seeds='news #2'", "news #2", "news #2"),
        ("seeds=a=b", "a=b", "a=b"),
    ],
)
def test_a_folder_is_taken_as_it_stands_on_the_command_line(argument, parsed, meant):
    assert take_literally({"seeds": parsed, "topics": 1}, ["snakemake", "--config", argument]) == {
        "seeds": meant,
        "topics": 1,
    }


def test_a_folder_that_snakemake_would_take_for_a_pattern_is_refused(tmp_path):
    with pytest.raises(PressworkError, match=r"invalid value for results"):
        check_places({"seeds": str(tmp_path), "results": "{x}", "model": ""})


def test_folders_do_not_decide_results():
    assert without_locations(complete_configuration({"seeds": "a"})) == without_locations(complete_configuration({}))


def test_every_option_may_come_from_the_command_line():
    """Snakemake reads mappings and lists there with the loader that leaves each value a text."""
    for name, entry in list_options().items():
        for value in (entry["default"], *entry.get("enum", [])):
            *above, key = name.split(".")
            text = json.dumps(functools.reduce(lambda inner, outer: {outer: inner}, reversed(above), {key: value}))
            full = complete_configuration(yaml.load(text, Loader=yaml.loader.BaseLoader))
            assert functools.reduce(dict.get, name.split("."), full) == value, name


def test_a_list_of_numbers_may_come_from_the_command_line():
    assert complete_configuration({"topics": {"k": ["3", "10"]}})["topics"]["k"] == [3, 10]
    with pytest.raises(PressworkError, match=r"invalid value for topics\.k"):
        complete_configuration({"topics": {"k": ["three"]}})
