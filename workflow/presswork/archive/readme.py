"""The READMEs of archives."""

from collections.abc import Mapping
from typing import Any

CRATE = """# Results of a run of Presswork

- `results/`: every table, figure and page; `results/manifest.json` has the digest of each, and
  `results/datapackage.json` the columns of each table.
- `seeds/`: the articles that the results were made from. They belong to their publishers. The tables in `results/` and
  the page `results/explorer/index.html` have their text, too.
- `configuration.json`: the options of the run. The workflow itself is `Snakefile`, `workflow/`, and the versions of its
  packages in `requirements.lock`.
- `ro-crate-metadata.json`: the same for machines (Workflow Run RO-Crate), with the SHA-256 of each file.

With Python 3.11 or newer and make, `make verify` installs the packages, compares every result with its digest, makes
all of them again from the articles, and compares the bytes.
"""
SHARE = """# Counts, tables and figures of a run of Presswork, without the texts

Running text is left out, since it can rarely be handed on. {headlines}

- `results/terms/matrix.npz`: how often each article has each term, as SciPy reads it (`scipy.sparse.load_npz`); its
  rows are those of `matrix_rows.csv`, its columns the terms of `matrix_columns.csv` in the order of the alphabet. A
  corpus of one article is counted by passages.
- `results/corpus/articles.parquet`: outlet, day, byline, language and length of each article.
- `articles.csv`: the SHA-256 of each article. Who holds the texts can run the workflow on them and compare this table
  with `results/corpus/records.parquet`: the same digest is the same text.
- the other tables and figures below `results/`, and `results/share.json` with the digest of each.
- `configuration.json`, `requirements.lock` and the workflow.

With Python 3.11 or newer and make, `make rebuild` installs the packages, makes the {n} results after the counts
again in `rebuilt/`, among them {figures}, and compares the bytes.

## What cannot be made again from here

{not_rebuilt}

Given as they are, since they were made from the texts: {given}.

Left out: {left_out}. `results/share.json` has their digests.
"""
WITHOUT = "So are titles, addresses, own ids and file names of the articles."
WITH = "Titles, addresses, own ids and file names of the articles are in `results/corpus/articles.parquet`."


def describe_share(index: Mapping[str, Any], headlines: bool) -> str:
    """Return the README of a share."""
    n_figures = sum(name.endswith(".pdf") for name in index["rebuilt"])
    left_out = sorted({_shorten(name) for name in index["left_out"]})
    missing = [f"- `figures/{name}`: {reason}" for name, reason in sorted(index["not_rebuilt"].items())]
    return SHARE.format(
        headlines=WITH if headlines else WITHOUT,
        n=len(index["rebuilt"]),
        figures=f"{n_figures} figures",
        not_rebuilt="\n".join(missing) or "Every figure can.",
        given=", ".join(f"`{name}`" for name in index["given"]),
        left_out=", ".join(f"`{name}`" for name in left_out),
    )


def _shorten(name: str) -> str:
    """Return the name of a result without its ending, of a folder of results the folder's."""
    folder, _, rest = name.partition("/")
    stem, _, ending = rest.partition(".")
    return f"{folder}/*.{ending}" if ending.startswith("trace") else f"{folder}/{stem.split('/')[0]}".rstrip("/")
