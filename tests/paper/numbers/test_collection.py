"""Numbers as a text quotes them: a stable name, the value, its unit, its interval or why it has none."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.paper.numbers.collection import part_equal_keys, write_list, write_macro
from presswork.paper.numbers.number import Number, counted, decimal, estimated, name_key, percent, probability, rate

DESCRIBED = {"meaning": "rate of x", "source": "terms/frequency.csv"}
MEASURED = {"per_million": 6958.4, "per_million_low": 6448.2, "per_million_high": 7510, "interval": "jackknife"}
WITHOUT = {"prevalence": 0.42, "low": None, "high": None, "interval": "no_sample"}
RATE = estimated("term/x/rate", MEASURED, "per_million", rate, unit="per million words", **DESCRIBED)
NO_INTERVAL = estimated("topic/x/prevalence", WITHOUT, "prevalence", percent, unit="%", **DESCRIBED)


@pytest.mark.parametrize(
    ("shape", "value", "printed"),
    [
        (rate, 62909.9, "62,910"),
        (rate, 99.96, "100"),
        (rate, 45.14, "45.1"),
        (rate, 3.021, "3.02"),
        (decimal, -0.216, "−0.22"),
        (percent, 0.4196, "42.0"),
        (percent, 0.00003, "< 0.1"),
        (percent, 0.0, "0.0"),
        (probability, 0.05, "0.05"),
        (probability, 0.00004, "< 0.0001"),
        (probability, 1.0, "1"),
    ],
)
def test_numbers_are_printed_as_papers_print_them(shape, value, printed):
    assert shape(value) == printed


def test_a_number_is_told_with_unit_and_interval_or_reason():
    assert RATE.in_full == "6,958 per million words (95% CI 6,448 to 7,510)"
    assert NO_INTERVAL.in_full == "42.0% (no 95% CI: a single article has no sampling error to estimate)"
    assert counted("a", 1, "articles", "", "").in_full == "1 article"
    assert Number("a", "russia", "", "").in_full == "russia"


def test_the_macro_holds_value_unit_bounds_and_words():
    assert write_macro(RATE) == (
        "\\pressworknumber{term/x/rate}{6,958}{per million words}{6,448}{7,510}{95\\% CI 6,448 to 7,510}\n"
    )


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("term", "russia", "rate"), "term/russia/rate"),
        (("key", "bbc.co.uk", "o'brien", "p"), "key/bbc.co.uk/o-brien/p"),
        (("term", "Київ", "rate"), "term/Київ/rate"),
        (("term", "a/b_c {x}%", "rate"), "term/a-b-c--x--/rate"),
        (("term", "हिन्दी", "rate"), "term/हिन्दी/rate"),
    ],
)
def test_a_key_is_read_off_the_name(parts, key):
    assert name_key(*parts) == key


@given(st.text())
def test_no_key_holds_what_latex_obeys(text):
    assert not set(name_key("term", text)) & set("\\{}$&#%_^~\"'` \n")


def test_equal_keys_are_told_apart():
    numbers = [Number(key, "1", "", "") for key in ("a", "b", "a", "a")]
    assert [number.key for number in part_equal_keys(numbers)] == ["a", "b", "a-2", "a-3"]


def test_the_list_shows_the_forms_of_a_number_that_has_an_interval():
    listed = write_list([NO_INTERVAL, RATE])
    assert "| `\\presswork[interval]{term/x/rate}` | 95% CI 6,448 to 7,510 |" in listed
    assert (
        "| `topic/x/prevalence` | 42.0% (no 95% CI: a single article has no sampling error to estimate) | rate of x |"
        in listed
    )


def test_the_numbers_of_the_seed_article(seed_run):
    numbers = json.loads((seed_run / "results/paper/numbers.json").read_text(encoding="utf-8"))
    full = {key: number["in_full"] for key, number in numbers.items()}
    assert full["corpus/words"] == "553 words" and full["corpus/records"] == "1 record"
    assert full["term/russia/count"] == "7 occurrences"
    assert not any(key.endswith("/rate") for key in full) and full["topics/k"] == "2 passage groups"
    assert full["diversity/mattr"] == "0.76" and numbers["diversity/mattr"]["meaning"].endswith("of the article")
    assert sum(key.startswith("topic/") and key.endswith("/prevalence") for key in full) == 2
    manifest = json.loads((seed_run / "results/manifest.json").read_text(encoding="utf-8"))
    assert manifest["numbers"] == full
    macros = (seed_run / "results/paper/numbers.tex").read_text(encoding="utf-8")
    assert re.findall(r"^\\pressworknumber\{([^}]+)\}", macros, re.M) and macros.count("\n") == len(full)
