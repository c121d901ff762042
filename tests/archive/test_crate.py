"""The crate is a valid Workflow Run RO-Crate of everything, with the same bytes each time."""

import hashlib
import json
import os
import re
import shutil
import zipfile
from unittest import mock
from urllib.parse import unquote

import pytest
import requests
import yaml
from rocrate.rocrate import ROCrate
from rocrate_validator.models import Severity
from rocrate_validator.services import ValidationSettings, validate
from rocrate_validator.utils.http import HttpRequester

from conftest import ROOT, run_command, run_workflow
from presswork.archive.citation import Citation, find_day
from presswork.archive.crate import seal
from presswork.archive.package import Package, list_code

SCHEMA, BIOSCHEMAS = "http://schema.org/", "https://bioschemas.org/"
# What the terms of our crates stand for in RO-Crate 1.1, so that the validator needs no network.
OTHER_TERMS = {
    "File": f"{SCHEMA}MediaObject",
    "ComputationalWorkflow": f"{BIOSCHEMAS}ComputationalWorkflow",
    "FormalParameter": f"{BIOSCHEMAS}FormalParameter",
    "input": f"{BIOSCHEMAS}ComputationalWorkflow#input",
    "output": f"{BIOSCHEMAS}ComputationalWorkflow#output",
    "conformsTo": "http://purl.org/dc/terms/conformsTo",
    "sha256": "https://w3id.org/ro/terms/workflow-run#sha256",
}
SAME_TERMS = """
Dataset CreativeWork Person Organization SoftwareSourceCode ComputerLanguage CreateAction about name description
license author publisher datePublished hasPart mainEntity mentions encodingFormat contentSize programmingLanguage
version url identifier instrument object result agent endTime actionStatus additionalType workExample exampleOfWork
affiliation creator
"""
TERMS = {name: f"{SCHEMA}{name}" for name in SAME_TERMS.split()} | OTHER_TERMS
# It wants an absolute address as the id of the workflow, which is a file of the crate by the profile's own rule.
WORKFLOW_AS_ADDRESS = "process-run-crate-0.5_5.1"


def answer(self, url, **_):
    """Answer for the network: the one context of RO-Crate 1.1, and nothing else."""
    response = requests.Response()
    response.url, response.status_code = url, 200 if url == "https://w3id.org/ro/crate/1.1/context" else 404
    response.headers["Content-Type"] = "application/ld+json"
    response._content = json.dumps({"@context": TERMS}).encode()
    return response


def find_issues(archive, folder):
    """Return what the validator finds, required and recommended."""
    settings = ValidationSettings(
        rocrate_uri=str(archive),
        profile_identifier="workflow-run-crate",
        requirement_severity=Severity.RECOMMENDED,
        skip_checks=[WORKFLOW_AS_ADDRESS],
        offline=True,
        cache_path=folder,
    )
    with mock.patch.object(HttpRequester, "get", answer, create=True):
        return [f"{issue.check.identifier}: {issue.message}" for issue in validate(settings).get_issues()]


@pytest.fixture(scope="module")
def crate(archives):
    return archives / "results/archive/crate.zip"


def test_is_valid_by_every_required_and_recommended_check(crate, tmp_path):
    assert find_issues(crate, tmp_path) == []


@pytest.mark.slow
def test_the_validator_finds_what_is_missing(crate, tmp_path):
    with zipfile.ZipFile(crate) as archive:
        archive.extractall(tmp_path / "crate")
    path = tmp_path / "crate/ro-crate-metadata.json"
    document = json.loads(path.read_text())
    (root,) = (entity for entity in document["@graph"] if entity["@id"] == "./")
    del root["license"], root["mentions"]
    path.write_text(json.dumps(document))
    assert len(find_issues(tmp_path / "crate", tmp_path)) >= 2


def test_names_every_file_with_size_and_digest(crate, seed_run):
    with zipfile.ZipFile(crate) as archive:
        document = json.loads(archive.read("ro-crate-metadata.json"))
        contents = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    files = {unquote(each["@id"]): each for each in document["@graph"] if "File" in each["@type"]}
    assert {*files} == {*contents} - {"ro-crate-metadata.json"}
    for name, entity in files.items():
        assert entity["sha256"] == hashlib.sha256(contents[name]).hexdigest(), name
        assert entity["contentSize"] == str(len(contents[name])), name
    manifest = json.loads((seed_run / "results/manifest.json").read_text())
    assert {f"results/{name}" for name in manifest["outputs"]} | {f"seeds/{name}" for name in manifest["sources"]} <= {
        *files
    }
    assert {"Snakefile", "requirements.lock", "configuration.json", "README.md", "workflow/job.py"} <= {*files}
    words = {key for entity in document["@graph"] for key in entity} | {
        kind
        for entity in document["@graph"]
        for kind in ([entity["@type"]] if isinstance(entity["@type"], str) else entity["@type"])
    }
    assert words - {"@id", "@type"} <= {*TERMS}


def test_another_library_reads_workflow_run_and_authors(crate):
    opened = ROCrate(str(crate))
    assert opened.mainEntity.id == "Snakefile" and opened.mainEntity["programmingLanguage"]["name"] == "Snakemake"
    run = opened.dereference("#run")
    assert run["instrument"].id == "Snakefile" and {each.id for each in run["object"]} == {
        "configuration.json",
        "seeds/",
    }
    assert run["result"].id == "results/"
    assert opened.root_dataset["author"]["name"] == "The Presswork maintainers"
    assert opened.dereference("results/figures/top_terms.pdf")["description"].startswith("The ")


def test_has_no_date_of_today_and_the_same_bytes_each_time(crate, seed_run, tmp_path):
    folder = tmp_path / "other place"
    shutil.copytree(seed_run, folder)
    old = os.umask(0o077)
    try:
        run_workflow(folder, "archive_crate", "--cores", "2", SOURCE_DATE_EPOCH="", TZ="Asia/Kathmandu", LC_ALL="C")
    finally:
        os.umask(old)
    assert (folder / "results/archive/crate.zip").read_bytes() == crate.read_bytes()
    with zipfile.ZipFile(crate) as archive:
        days = set(re.findall(r"\b20\d\d-\d\d-\d\d\b", archive.read("ro-crate-metadata.json").decode()))
        assert days <= {yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["date-released"].isoformat()}
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [member.filename for member in archive.infolist()] == sorted(archive.namelist())


@pytest.mark.slow
def test_whoever_unpacks_it_verifies_the_results_with_what_is_in_it(crate, tmp_path):
    with zipfile.ZipFile(crate) as archive:
        archive.extractall(tmp_path)
    done = run_command(tmp_path, "verify", commands="workflow/commands")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("no difference") == 3 and "verified: the results can be rebuilt" in done.stdout


CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
PEOPLE = """title: T
license: MIT
date-released: 2020-02-03
authors:
  - {given-names: Ada, family-names: Lovelace, affiliation: Analytical Society, orcid: "https://orcid.org/0"}
  - {family-names: Babbage}
"""


def test_the_day_is_that_of_source_date_epoch_or_of_the_release():
    assert find_day("86400") == "1970-01-02" and find_day("") == ""
    assert Citation.parse(PEOPLE, "").day == "2020-02-03"
    chosen = Citation.parse(PEOPLE, "1970-01-02")
    assert chosen.day == "1970-01-02" and "SOURCE_DATE_EPOCH" in chosen.rule


def test_authors_are_people_or_organisations_with_where_they_work():
    citation = Citation.parse(PEOPLE, "")
    assert citation.people == ["https://orcid.org/0", "#Babbage"]
    entities = {entity["@id"]: entity for entity in citation.describe_people()}
    assert entities["https://orcid.org/0"]["name"] == "Ada Lovelace"
    assert entities["https://orcid.org/0"]["affiliation"] == {"@id": "#Analytical%20Society"}
    assert citation.publisher == "#Analytical%20Society"
    assert Citation.parse(CITATION, "").publisher == "#The%20Presswork%20maintainers"


def test_names_with_blanks_and_umlauts_are_encoded(tmp_path):
    files = {"Snakefile": b"", "configuration.json": b"{}", "seeds/Ä b#.txt": b"text", "results/a.txt": b""}
    package = seal(files, Citation.parse(CITATION, ""), "name", "about")
    document = json.loads(package.files["ro-crate-metadata.json"])
    assert "seeds/%C3%84%20b%23.txt" in {entity["@id"] for entity in document["@graph"]}


def test_a_package_is_written_sorted_without_times(tmp_path):
    for number, names in enumerate((["b", "a/"], ["a/", "b"])):
        Package({name: b"" if name.endswith("/") else b"text" for name in names}).write_to(tmp_path / f"{number}.zip")
    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "0.zip") as archive:
        assert archive.read("b") == b"text" and archive.getinfo("a/").is_dir()


def test_the_code_is_what_runs_the_workflow(tmp_path):
    names = {path.relative_to(ROOT).as_posix() for path in list_code(ROOT)}
    assert {"Snakefile", "workflow/rules/terms.smk", "profiles/default/config.yaml", "LICENSE"} <= names
    assert not any("__pycache__" in name or name.startswith(("tests", "docs", "results")) for name in names)
