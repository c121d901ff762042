"""The READMEs of archives."""

from collections.abc import Mapping
from typing import Any

CRATE = """# Results of a run of Presswork

- `results/`: all tables and figures and the page; `results/README.md` says what to open first.
  `results/manifest.json` has the digest of each file, and `results/datapackage.json` the columns of each table.
- `seeds/`: the articles that the results were made from. They belong to their publishers. The tables and the page in
  `results/` also have their text.
- `configuration.json`: the options of the run. The workflow itself is in `Snakefile` and `workflow/`, and
  `requirements.lock` has the versions of its packages.
- `ro-crate-metadata.json`: a machine-readable description (Workflow Run RO-Crate), with the SHA-256 of each file.

With Python 3.11 or newer and make, `make verify` installs the packages, compares every result with its digest, makes
all results again from the articles, and compares the bytes.
"""
SHARE = """# Counts, tables and figures of a run of Presswork, without the texts

Running text is left out, because it can rarely be shared. {headlines}

- `results/terms/matrix.npz`: the count of each term in each article, for `scipy.sparse.load_npz`. Its rows are those
  of `matrix_rows.csv`, its columns the terms of `matrix_columns.csv` in alphabetical order. A corpus of a single
  article is counted by passages.
- `results/corpus/articles.parquet`: outlet, date, byline, language and length of each article.
- `articles.csv`: the SHA-256 of each article. Anyone who has the texts can run the workflow and compare this table with
  `results/corpus/records.parquet`: equal digests mean equal texts.
- the other tables and figures in `results/`, and `results/share.json` with the digest of each.
- `configuration.json`, `requirements.lock` and the workflow.

With Python 3.11 or newer and make, `make rebuild` installs the packages, makes {n} results, among them {figures}, again
from the counts in `rebuilt/`, and compares the bytes.

## What cannot be made again from here

{not_rebuilt}

Included unchanged, because they were made from the texts: {given}.

Left out: {left_out}. `results/share.json` has their digests.
"""
WITHOUT = "Titles, URLs, ids and file names of the articles are left out, too."
WITH = "Titles, URLs, ids and file names of the articles are in `results/corpus/articles.parquet`."


def describe_share(index: Mapping[str, Any], headlines: bool) -> str:
    """Return the README of a share."""
    n_figures = sum(name.endswith(".pdf") for name in index["rebuilt"])
    left_out = sorted({_shorten(name) for name in index["left_out"]})
    missing = [f"- `figures/{name}`: {reason}" for name, reason in sorted(index["not_rebuilt"].items())]
    return SHARE.format(
        headlines=WITH if headlines else WITHOUT,
        n=len(index["rebuilt"]),
        figures=f"{n_figures} figures",
        not_rebuilt="\n".join(missing) or "All figures can be made again.",
        given=", ".join(f"`{name}`" for name in index["given"]),
        left_out=", ".join(f"`{name}`" for name in left_out),
    )


def _shorten(name: str) -> str:
    """Return the name of a result without its extension, or the name of its folder."""
    folder, _, rest = name.partition("/")
    stem, _, ending = rest.partition(".")
    return f"{folder}/*.{ending}" if ending.startswith("trace") else f"{folder}/{stem.split('/')[0]}".rstrip("/")
