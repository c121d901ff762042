"""Articles placed into the topics of an earlier run, which are not changed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
from scipy import sparse

from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError
from presswork.core.reasons import explain_choice
from presswork.topics.describing.shares import align_terms
from presswork.topics.fitting.model import Model, select_chosen


def place_units(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    counted: pl.DataFrame,
    unit_columns: pl.DataFrame,
) -> dict[str, Any]:
    """Return the counts of the model's terms in these articles, with their rows and columns."""
    stories = counted.select("article_id", "story")
    rows = matrix_rows.join(stories, on="article_id", how="left", maintain_order="left")
    return {
        "units": align_terms(matrix, matrix_columns, unit_columns),
        "unit_rows": rows.select("row", "article_id", "passage", "story", "n_words"),
        "unit_columns": unit_columns,
    }


def adopt_topics(
    adopted: Path, diagnostics: pl.DataFrame, choice: dict[str, Any], matrix_rows: pl.DataFrame, basis: dict[str, str]
) -> dict[str, Any]:
    """Return the model of an earlier run for these articles, with its choice and diagnostics.

    Raises PressworkError if the earlier run has no topics or counted other terms (`basis`: language and layer).
    """
    if not choice["k"]:
        raise _refuse("has no topics", explain_choice(choice), "a run with topics")
    for name, value in basis.items():
        if choice[name] != value:
            raise _refuse(f"has another {name}", choice[name], f"{value}, as in this run's configuration")
    n_articles = matrix_rows["article_id"].n_unique()
    model = Model.read_from(adopted)
    placed = {
        "status": "placed",
        "rule": "taken",
        "placed_into": digest_file(adopted),
        "n_articles": n_articles,
        "n_rows": matrix_rows.height,
        "n_fitted": 0,
        "unit": "passage" if matrix_rows.height > n_articles or n_articles == 1 else "article",
        "null_comparison": None,
        "null_reason": "placed_among",
        "n_earlier": choice["n_articles"],
        "tried": [],
        "left_out": [],
        "not_needed": [],
        "as_good": [],
    }
    return {
        "diagnostics": select_chosen(diagnostics, choice),
        "choice": choice | placed,
        "model": replace(model, shares=model.shares[:0]),
    }


def _refuse(problem: str, found: str, expected: str) -> PressworkError:
    return PressworkError(
        f"The model to place articles into {problem}.",
        field="model",
        found=found,
        expected=expected,
        remedy="set the results folder of another run, or use the same configuration for both runs",
    )
