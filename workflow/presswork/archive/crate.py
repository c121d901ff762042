"""The research crate: results, articles, workflow and what was run, as a Workflow Run RO-Crate.

Source: RO-Crate 1.1 (w3id.org/ro/crate/1.1) with the profile Workflow Run Crate 0.5 (w3id.org/ro/wfrun/workflow/0.5).
"""

import json
import mimetypes
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from presswork import __version__
from presswork.archive.citation import Citation
from presswork.archive.datapackage import find_table
from presswork.archive.package import Package, measure_content
from presswork.archive.readme import CRATE
from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError
from presswork.core.files import encode_json
from presswork.corpus.reading.file_names import is_readme
from presswork.corpus.reading.source_files import find_files, spell_source

CONTEXT = ["https://w3id.org/ro/crate/1.1/context", {"sha256": "https://w3id.org/ro/terms/workflow-run#sha256"}]
WORKFLOW_CRATE = "https://w3id.org/workflowhub/workflow-ro-crate/1.0"
BIOSCHEMAS = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
PROFILES = {
    "https://w3id.org/ro/wfrun/process/0.5": ("Process Run Crate", "0.5"),
    "https://w3id.org/ro/wfrun/workflow/0.5": ("Workflow Run Crate", "0.5"),
    WORKFLOW_CRATE: ("Workflow RO-Crate", "1.0"),
}
FORMATS = {
    ".parquet": "application/vnd.apache.parquet",
    ".npz": "application/zip",
    ".md": "text/markdown",
    ".bib": "application/x-bibtex",
    ".tex": "application/x-tex",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".cff": "application/yaml",
    ".toml": "application/toml",
    ".jsonl": "application/jsonl",
    ".json": "application/json",
    ".csv": "text/csv",
    ".py": "text/x-python",
    ".html": "text/html",
}
FOLDERS = ("results/", "seeds/")
Entity = dict[str, Any]


def build_crate(
    manifest: dict[str, Any],
    annotations: list[Path],
    code: list[Path],
    citation: str,
    root: str,
    results: str,
    seeds: str,
    skipped: list[str],
    day: str,
) -> Package:
    """Return the crate of a run: all files in the manifest, the articles and the workflow.

    `root` is the checkout; `day` is used wherever RO-Crate requires a date, since a run has none. `skipped` are names
    below the seeds folder; the crate has placeholders for them (and a README itself), so that a
    rebuild reports the same.
    """
    files: dict[str, Path | bytes] = {path.relative_to(root).as_posix(): path for path in code}
    files |= {f"results/{name}": Path(results, name) for name in [*manifest["outputs"], "manifest.json"]}
    files |= _take_articles(manifest["sources"], Path(seeds)) | _take_skipped(skipped, Path(seeds))
    files |= {f"seeds/{path.relative_to(seeds).as_posix()}": path for path in annotations}
    files |= {"configuration.json": encode_json(manifest["configuration"]), "README.md": CRATE.encode("utf-8")}
    name = "Results of a run of Presswork, with its articles and workflow"
    about = "From news articles to figures: all results, with the articles, the software and how to rebuild them."
    return seal(files, Citation.parse(citation, day), name, about)


def _take_articles(digests: Mapping[str, str], seeds: Path) -> dict[str, Path | bytes]:
    """Return the files that were read, by name. Raises PressworkError if one has changed since."""
    paths = {spell_source(seeds / name, seeds): seeds / name for name in find_files(seeds)[0]}
    for name, digest in digests.items():
        if name not in paths or digest_file(paths[name]) != digest:
            raise PressworkError(
                "A file of articles has changed since it was read.", file=seeds / name, remedy="run the command again"
            )
    return {f"seeds/{name}": paths[name] for name in digests}


def _take_skipped(names: list[str], seeds: Path) -> dict[str, Path | bytes]:
    """Return placeholders for files and folders that were skipped: empty files, except for a README."""
    entries = {name + "left-out" if name.endswith("/") else name: seeds / name for name in names}
    return {f"seeds/{name}": path if is_readme(path.name) and path.is_file() else b"" for name, path in entries.items()}


def seal(files: Mapping[str, Path | bytes], citation: Citation, name: str, about: str) -> Package:
    """Return the files as a package with RO-Crate metadata."""
    graph = list(_describe(files, citation, name, about))
    document = {"@context": CONTEXT, "@graph": sorted(graph, key=lambda entity: entity["@id"])}
    folders = {folder: b"" for folder in FOLDERS if any(path.startswith(folder) for path in files)}
    return Package({**files, **folders, "ro-crate-metadata.json": encode_json(document)})


def _refer(*names: str) -> Entity | list[Entity]:
    """Return references to entities; RO-Crate requires a single reference not to be in a list."""
    references = [{"@id": name} for name in names]
    return references if len(references) > 1 else references[0]


def _describe(files: Mapping[str, Path | bytes], citation: Citation, name: str, about: str) -> Iterator[Entity]:
    """Yield the entities of the crate."""
    ids = {path: quote(path) for path in files}
    folders = {folder: [id for path, id in ids.items() if path.startswith(folder)] for folder in FOLDERS}
    folders = {folder: parts for folder, parts in folders.items() if parts}
    loose = [id for path, id in ids.items() if not path.startswith(FOLDERS)]
    yield {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": _refer("https://w3id.org/ro/crate/1.1", WORKFLOW_CRATE),
    }
    yield {
        "@id": "./",
        "@type": "Dataset",
        "name": name,
        "description": f"{about} {citation.rule}",
        "datePublished": citation.day,
        "license": {"@id": "#licence"},
        "author": _refer(*citation.people),
        "publisher": {"@id": citation.publisher},
        "conformsTo": _refer(*PROFILES),
        "hasPart": _refer(*loose, *folders),
        "mainEntity": {"@id": "Snakefile"},
        "mentions": _refer("#run"),
    }
    yield from _describe_run(folders, citation)
    for folder, parts in folders.items():
        parameter = "#articles" if folder == "seeds/" else "#results"
        yield {"@id": folder, "@type": "Dataset", "name": folder, "hasPart": _refer(*parts)} | {
            "exampleOfWork": {"@id": parameter}
        }
    for path, content in files.items():
        yield _describe_file(path, content, files) | _describe_role(path, folders, citation)


def _describe_run(folders: Mapping[str, Any], citation: Citation) -> Iterator[Entity]:
    """Yield the run, its parameters, and the entities that the crate refers to."""
    yield {
        "@id": "#run",
        "@type": "CreateAction",
        "name": "The run of the workflow",
        "description": "Snakemake ran the workflow with this configuration and the packages in requirements.lock.",
        "instrument": {"@id": "Snakefile"},
        "object": _refer("configuration.json", *(folder for folder in folders if folder == "seeds/")),
        "result": _refer("results/"),
        "agent": _refer(citation.people[0]),
        "endTime": citation.day,
        "actionStatus": "http://schema.org/CompletedActionStatus",
    }
    parameters = {"#configuration": ("configuration", "File", "configuration.json")}
    parameters |= {"#articles": ("articles", "Dataset", "seeds/")} if "seeds/" in folders else {}
    parameters |= {"#results": ("results", "Dataset", "results/")}
    for identifier, (name, kind, example) in parameters.items():
        parameter = {"@id": identifier, "@type": "FormalParameter", "name": name, "additionalType": kind}
        yield parameter | {"workExample": {"@id": example}}
    yield {
        "@id": "#licence",
        "@type": "CreativeWork",
        "name": "MIT licence for the workflow; articles belong to their publishers",
        "description": f"{citation.licence} covers the code (LICENSE). It grants nothing in the articles.",
    }
    yield {
        "@id": "#snakemake",
        "@type": "ComputerLanguage",
        "name": "Snakemake",
        "identifier": {"@id": "https://snakemake.github.io"},
        "url": {"@id": "https://snakemake.github.io"},
    }
    for identifier, (name, version) in PROFILES.items():
        yield {"@id": identifier, "@type": "CreativeWork", "name": name, "version": version}
    yield from citation.describe_people()


def _describe_role(path: str, folders: Mapping[str, Any], citation: Citation) -> Entity:
    """Return the role of a file in the crate, such as workflow or configuration."""
    if path == "configuration.json":
        return {"exampleOfWork": {"@id": "#configuration"}}
    if path == "README.md":
        return {"about": {"@id": "./"}}
    if path != "Snakefile":
        return {}
    inputs = ["#configuration", *(["#articles"] if "seeds/" in folders else [])]
    return {
        "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
        "conformsTo": {"@id": BIOSCHEMAS},
        "name": citation.title,
        "version": __version__,
        "url": {"@id": "README.md"},
        "creator": _refer(*citation.people),
        "license": {"@id": "#licence"},
        "programmingLanguage": {"@id": "#snakemake"},
        "input": _refer(*inputs),
        "output": _refer("#results"),
    }


def _describe_file(path: str, content: Path | bytes, files: Mapping[str, Path | bytes]) -> Entity:
    size, digest = measure_content(content)
    suffix = Path(path).suffix
    entity = {
        "@id": quote(path),
        "@type": "File",
        "name": path,
        "contentSize": str(size),
        "sha256": digest,
        "encodingFormat": FORMATS.get(suffix) or mimetypes.types_map.get(suffix, "text/plain"),
    }
    words = _explain(path, files)
    return entity | ({"description": words} if words else {})


def _explain(path: str, files: Mapping[str, Path | bytes]) -> str:
    """Return the description of a result: the caption of a figure, or what the rows of a table are."""
    if not path.startswith("results/"):
        return ""
    sidecar = files.get(f"{path.rpartition('.')[0]}.json")
    if path.startswith("results/figures/") and isinstance(sidecar, Path) and not path.endswith(".parquet"):
        return str(json.loads(sidecar.read_text(encoding="utf-8")).get("caption", ""))
    if path.endswith((".csv", ".parquet")):
        return f"A row is {find_table(path.removeprefix('results/')).row}."
    return ""
