"""What the documents name exists: links and anchors, options, files, tables, targets of make, and commands."""

import functools
import json
import os
import re
import subprocess
import sys

import pytest

from conftest import ROOT
from presswork.core.configuration import list_options
from presswork.core.schema import STAGES, find_tables
from presswork.explorer.results import Results

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted((ROOT / "docs").glob("*.md")),
    ROOT / "seeds/README.md",
]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
RULES = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "workflow/rules").glob("*.smk")))
OPTIONS = list_options()
MADE = json.loads((ROOT / "expected/manifest.json").read_text(encoding="utf-8"))["outputs"]
RESULTS = {*MADE, *(table.path for table in find_tables().values())}
TABLES = {".".join(path.split(".")[0].split("/")[:2]) for path in RESULTS}
SECTIONS = "|".join(dict.fromkeys(name.split(".")[0] for name in OPTIONS if "." in name))
FOLDERS = "|".join([*STAGES, "paper", "explorer", "archive"])
ENDINGS = "csv|parquet|json|npz|md|tex|html|txt|pdf|svg|png|bib|zip"


def read(path):
    return path.read_text(encoding="utf-8")


def list_anchors(path):
    """Return the anchors that a code host and the site make from the headings of a document."""
    anchors = []
    for heading in re.findall(r"^#+ (.+)$", FENCE.sub("", read(path)), re.M):
        anchor = (
            re.sub(r"[^\w -]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)).strip().lower().replace(" ", "-")
        )
        anchors.append(anchor + (f"-{n}" if (n := sum(re.sub(r"-\d+$", "", a) == anchor for a in anchors)) else ""))
    return anchors


def is_option(name):
    """Return whether there is such an option, section or table; `figures.md` is a file, told by its ending."""
    section = f"{name.rstrip('.*')}."
    is_known = name in TABLES or any(name == each or each.startswith(section) for each in OPTIONS)
    return is_known or any(path.endswith(f"/{name}") for path in RESULTS)


def is_result(path):
    """Return whether a run writes a file of this name: it has a schema, the seed article has it, or a rule names it."""
    wildcards = {r"\{": "{", r"\}": "}", "<name>": "[^/]+", r"\*": "[^/]+"}
    pattern = functools.reduce(lambda text, pair: text.replace(*pair), wildcards.items(), re.escape(path))
    is_made = any(re.fullmatch(pattern, each) for each in RESULTS)
    return is_made or f"{path.split('.')[0]}.csv" in RESULTS or f"/{path.split('.')[0]}" in RULES or is_file(path)


def is_file(path):
    """Return whether there is such a file or folder in the repository, or in the library."""
    pattern = path.replace("NAME", "*").rstrip("/")
    return any(any(folder.glob(pattern)) for folder in (ROOT, ROOT / "workflow/presswork"))


# What a name looks like in code, and whether there is such a thing.
KINDS = {
    "option": (rf"(?<![\w./])((?:{SECTIONS})\.[a-z_.]+\*?)(?=$|: )", is_option),
    "result": (
        rf"(?<![\w/-])(?:(?:my-)?results/)?((?:{FOLDERS})/[\w./<>{{}}*-]+\.(?:{ENDINGS}))\b",
        is_result,
    ),
    "file": (r"(?<![\w/.-])((?:benchmarks|workflow|tests|config|notebooks|docs|expected)/[\w./*-]+)", is_file),
    "annotation": (r"annotations/(\w+)\.csv", lambda name: f'"{name}"' in RULES),
    "target": (r"^make ([a-z-]+)", lambda name: bool(re.search(rf"^{name}:", MAKEFILE, re.M))),
    "variable": (r"make (?:[a-z-]+ )?(?:[A-Z]+=\S+ )*([A-Z]+)=", lambda name: f"$({name}" in MAKEFILE),
    "command": (r"python workflow/commands ([a-z_]+)", lambda name: is_file(f"workflow/commands/{name}.py")),
    "method": (r"(?<![\w.])results\.([a-z_]+)\(", lambda name: hasattr(Results, name)),
}


def find_names(document, kind):
    """Return the names of a kind in the code of a document."""
    text = read(document)
    blocks = [line for block in FENCE.findall(text) for line in block.splitlines()[1:-1]]
    spans = [*blocks, *CODE.findall(FENCE.sub("", text).replace("\n", " "))]
    return {name for span in spans for name in re.findall(KINDS[kind][0], span)}


@pytest.mark.parametrize("document", [*DOCUMENTS, ROOT / "CHANGELOG.md"], ids=lambda path: path.name)
def test_links_and_anchors_lead_somewhere(document):
    for pair in LINK.findall(FENCE.sub("", read(document))):
        target, _, anchor = "".join(pair).partition("#")
        if ":" in target:
            continue
        path = document.parent / target if target else document
        assert path.is_file(), target
        if anchor:
            assert anchor in list_anchors(path), f"{target}#{anchor}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_a_document_names_only_what_there_is(document, kind):
    assert sorted(name for name in find_names(document, kind) if not KINDS[kind][1](name)) == []


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("option", "corpus.encodings"),
        ("result", "corpus/reports.md"),
        ("file", "docs/notopics.md"),
        ("annotation", "names"),
        ("target", "verifys"),
        ("variable", "FIGURES"),
        ("command", "write_tables"),
        ("method", "concordances"),
    ],
)
def test_each_kind_of_name_is_found_and_a_wrong_one_is_told(kind, wrong):
    assert not KINDS[kind][1](wrong)
    assert len({name for path in DOCUMENTS for name in find_names(path, kind)}) > 1


def test_every_page_is_in_the_contents_of_the_site():
    listed = re.findall(r"^[a-z]+$", "\n".join(FENCE.findall(read(ROOT / "docs/index.md"))), re.M)
    assert sorted(listed) == sorted(path.stem for path in (ROOT / "docs").glob("*.md") if path.stem != "index")
    assert [
        page for page in listed if page != "contributing" and f"({page}.md)" not in read(ROOT / "docs/index.md")
    ] == []


def build(source, target, **environment):
    options = ["--quiet", "--fail-on-warning", "--fresh-env", "--doctree-dir", f"{target}-doctrees"]
    command = [sys.executable, "-m", "sphinx", *options, str(source), str(target)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)


@pytest.mark.slow
def test_the_site_is_the_same_each_time_and_loads_nothing_from_elsewhere(tmp_path):
    for name, seed in (("one", "1"), ("two", "2")):
        built = build(ROOT / "docs", tmp_path / name, PYTHONHASHSEED=seed)
        assert not built.returncode, built.stderr
    files = {path.relative_to(tmp_path / "one"): path for path in (tmp_path / "one").rglob("*") if path.is_file()}
    assert len(files) > 20
    for name, path in files.items():
        assert path.read_bytes() == (tmp_path / "two" / name).read_bytes(), name
        if path.suffix in (".html", ".css"):
            loaded = re.findall(
                r"""(?:src=|<link[^>]*href=|url\(|@import )["']?((?:https?:)?//[^"')\s]+)""", read(path)
            )
            assert loaded == [], name


@pytest.mark.slow
@pytest.mark.parametrize("link", ["[a](missing.md)", "[a](other.md#missing)", "[a](#missing)"])
def test_a_broken_link_stops_the_site(tmp_path, link):
    (tmp_path / "docs").mkdir()
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1"\n')
    for name in ("conf.py", "site.css"):
        (tmp_path / "docs" / name).write_text(read(ROOT / "docs" / name))
    pages = {"index": "# A\n\n[b](other.md#b)\n\n```{toctree}\nother\n```\n", "other": "# B\n"}
    for name, text in pages.items():
        (tmp_path / f"docs/{name}.md").write_text(text)
    assert not build(tmp_path / "docs", tmp_path / "site").returncode
    (tmp_path / "docs/other.md").write_text(f"# B\n\n{link}\n")
    assert "missing" in build(tmp_path / "docs", tmp_path / "site").stderr
