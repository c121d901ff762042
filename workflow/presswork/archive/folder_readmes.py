"""The README of each results folder: what to open first, what each file is, and what is not there and why."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from presswork.core.analyses import ANALYSES, find_left_out
from presswork.core.schema import WORK, Table, find_tables
from presswork.core.shown_tables import has_rows, list_shown
from presswork.core.shown_text import escape_markdown

# Each folder: what it holds, and what to open first. The folder of the run itself has an empty name.
ABOUT = {
    "": (
        "Results of Presswork\n\nEverything here was made from the articles and can be made again. Each folder has a "
        "README with a line for each file.",
        ("explorer/index.html", "paper/summary.txt", "figures/"),
    ),
    "corpus": ("Corpus: the articles that were read, cleaned and counted", ("report.md", "flow.csv", "recurring.csv")),
    "tokens": ("Tokens: words and sentences", ("phrases.csv", "variants.csv")),
    "terms": ("Terms: frequencies, comparisons and word associations", ("frequency.csv", "keyness.csv")),
    "topics": ("Topics: models, names and the articles behind them", ("topics.csv", "labels.csv", "typical.csv")),
    "figures": (
        "Figures\n\nEach figure has six files: `.pdf` and `.svg` for print, `.png` for slides, `.csv` with the plotted "
        "rows, `.json` with caption, alternative text, method and provenance, and `.trace.parquet` with the articles "
        "and sentences behind each mark.",
        (),
    ),
    "paper": ("Text and tables for a paper", ("summary.txt", "methods.md", "presswork.tex")),
    "work": (
        "Work: what the workflow hands from one step to the next\n\nYou need nothing here to read the results. Keep it "
        "all the same: it lets a later run make again only what has changed.",
        (),
    ),
}
# What is no table, by its path below the results folder.
FILES = {
    "explorer/index.html": "all results as a page for the browser, which needs no connection",
    "corpus/": "the articles: what was read, cut, rejected and counted",
    "tokens/": "words, sentences, multiword terms and spelling variants",
    "terms/": "frequencies, key terms, collocations, trends and the document-term matrix",
    "topics/": "topics with their names, terms, typical articles and prevalence",
    "figures/": "each figure as PDF, SVG and PNG, with its caption and data",
    "paper/": "methods, captions, numbers and tables for LaTeX and Markdown",
    "explorer/": "the page and its data, by default with the text of the articles; `make page` makes a copy to send",
    "work/": "files that only the workflow reads; logs and timings",
    "manifest.json": "SHA-256 of every file, of the articles, the code and the options; `make verify` compares them",
    "datapackage.json": "the columns of every table, for programs (Frictionless Data Package)",
    "support.json": "what this corpus supports, for the workflow; `skipped.csv` is the table to read",
    "corpus/report.md": "what was read, rejected, cut and repaired, in words",
    "terms/matrix.npz": "the document-term matrix, as `scipy.sparse.load_npz` reads it",
    "topics/choice.json": "the number of topics, and how it was chosen",
    "topics/model.npz": "the chosen model; another run can place its articles into these topics (option `model`)",
    "topics/units.npz": "the matrix that topics are fitted to",
    "topics/passages/": "the matrix of the passages that topics are fitted to",
    "figures/flow": "from the records read to the articles analysed",
    "figures/top_terms": "the most frequent words",
    "figures/dispersion": "where the most frequent words stand in the articles",
    "figures/rank_frequency": "frequency of words by rank",
    "figures/growth": "how the vocabulary grows with the text",
    "figures/collocations": "words that stand near each other",
    "figures/keyness": "key terms of groups or outlets",
    "figures/trend": "frequency of words over time",
    "figures/topics": "the topics with their terms and prevalence",
    "figures/topics_articles": "shares of the topics in the articles",
    "figures/topics_scores": "scores by number of topics",
    "figures/topics_hierarchy": "how topics split as their number grows",
    "figures/topics_correlation": "topics that go together",
    "figures/topics_trend": "prevalence of topics over time",
    "figures/topics_groups": "prevalence of topics by outlet or group",
    "paper/summary.txt": "what was found, in a few lines",
    "paper/methods.md": "the methods section of a paper; `methods.tex` is the same for LaTeX",
    "paper/methods.tex": "the methods section for LaTeX",
    "paper/presswork.tex": "a LaTeX document that takes in the other files: start from here",
    "paper/presswork.bib": "the references that the methods section cites",
    "paper/figures.md": "the captions of all figures",
    "paper/figures.tex": "the figures with captions for LaTeX",
    "paper/numbers.md": "every number that a paper may quote, with its name",
    "paper/numbers.tex": "the same numbers as LaTeX macros",
    "paper/numbers.json": "the same numbers for programs",
    "paper/tables.md": "summary tables",
    "paper/tables.tex": "the summary tables for LaTeX",
    "paper/tables/": "the summary tables as pages, for a word processor",
    "work/logs/": "a log for each job; `python workflow/job.py LOG` runs that job again",
    "work/skipped.csv": "the same table as `../skipped.csv`",
    "work/timings.csv": "time and memory of each job the last time it ran",
    "work/corpus/": "the records and articles in the parts that jobs work on",
    "work/tokens/": "the words of these parts",
    "work/terms/": "tables that may be empty; those with rows are in `../terms/`, too",
    "work/topics/": "the models of every number of topics tried",
}
TOP = ("corpus/", "tokens/", "terms/", "topics/", "figures/", "paper/", "explorer/", "work/")


def write_readmes(outputs: list[Path], support: dict[str, Any], results: str) -> dict[str, str]:
    """Return the README of each folder by the folder's name, `run` for the results folder itself.

    `outputs` are the files of the run, `support` is the content of `support.json`. A README lists only what there is.
    """
    folder = Path(results)
    shown = list_shown(outputs, folder)
    made = [path.relative_to(folder).as_posix() for path in outputs] + [*shown.values()]
    empty = [table for table in find_tables().values() if _is_empty(table, folder, outputs)]
    always = ["explorer/index.html", "manifest.json", "datapackage.json", "work/logs/", "work/timings.csv"]
    bare = {path.relative_to(folder).as_posix() for path in outputs if path.suffix == ".csv" and not has_rows(path)}
    return {name or "run": _write(name, [*made, *always], bare, empty, support) for name in ABOUT}


def _is_empty(table: Table, results: Path, outputs: Iterable[Path]) -> bool:
    path = results / table.path
    return bool(table.none) and path in outputs and not has_rows(path)


def _write(folder: str, made: Iterable[str], bare: set[str], empty: Iterable[Table], support: Mapping[str, Any]) -> str:
    about, first = ABOUT[folder]
    lines = {
        name: words + ("; no rows" if {f"{folder}/{name}", f"{folder}/{name}.csv"} & bare else "")
        for name, words in _describe_files(folder, made).items()
    }
    leading = [name for name in first if name in lines]
    parts = [f"# {about}"]
    if leading:
        parts += ["## Open first", _list({name: lines[name] for name in leading})]
    rest = {name: words for name, words in lines.items() if name not in leading}
    parts += ["## Files" if not leading else "## All other files", _list(rest)]
    without = {table.shown: table.none for table in empty if (table.stage or "") == folder}
    if without:
        parts += ["## Empty, so not written", _list({Path(name).name: words for name, words in without.items()})]
    if left_out := _find_left_out(folder, support):
        parts += ["## Not made from this corpus", _list(left_out)]
    return "\n\n".join(parts) + "\n"


def _list(lines: Mapping[str, str]) -> str:
    return "\n".join(f"- `{name}`: {words}" for name, words in lines.items())


def _describe_files(folder: str, made: Iterable[str]) -> dict[str, str]:
    """Return what each file of a folder is, by its name; a folder within it counts as one."""
    inside = {_name_within(folder, path) for path in made if path.startswith(f"{folder}/" if folder else "")}
    names = sorted({*inside, *(TOP if not folder else ())} - {""})
    if not folder:
        names = [*TOP, *(name for name in names if name not in TOP)]
    described = {name: _describe(folder, name) for name in names}
    return {name: words for name, words in described.items() if words}


def _name_within(folder: str, path: str) -> str:
    """Return the name of a file in a folder, as a reader would name it: figures without an ending."""
    if not folder and path in ABOUT[""][1]:
        return path
    head, slash, _ = (path.removeprefix(f"{folder}/") if folder else path).partition("/")
    return head.split(".")[0] if folder == "figures" else head + slash


def _describe(folder: str, name: str) -> str:
    path = f"{folder}/{name}" if folder else name
    if path in FILES:
        return FILES[path]
    tables = [table for table in find_tables().values() if table.shown.split("{")[0] == path]
    return f"each row is {tables[0].row}" if tables else ""


def _find_left_out(folder: str, support: Mapping[str, Any]) -> dict[str, str]:
    """Return reason and remedy of the files of a folder that this corpus does not support, by reason."""
    by_reason: dict[str, list[str]] = {}
    tables = {table.shown for table in find_tables().values() if not table.shown.startswith(WORK)}
    for path in (pattern.replace(".*", ".pdf") for analysis in ANALYSES for pattern in analysis.outputs):
        is_shown = path in tables or path.endswith((".pdf", ".html"))
        if path.startswith(f"{folder}/") and is_shown and (left_out := find_left_out(path, support)):
            remedy = f". What you can do: {left_out.remedy}" if left_out.remedy else ""
            reason = escape_markdown(f"{left_out.reason}{remedy}")
            by_reason.setdefault(reason, []).append(path.removeprefix(f"{folder}/"))
    return {"`, `".join(names): reason for reason, names in by_reason.items()}
