"""Keyness between any groups of articles, with the measures of the workflow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from scipy import sparse

from presswork.core.errors import PressworkError
from presswork.core.reasons import PLURAL, Reason, explain
from presswork.core.schema import find_tables
from presswork.explorer.views.markup import show_note, show_table, wrap
from presswork.explorer.views.pictures import say_instead
from presswork.figures.captioned_figure import CaptionedFigure
from presswork.figures.plots.keyness import draw_keyness
from presswork.figures.trace.tables import IN_GROUP, IN_REFERENCE
from presswork.terms.comparison.groups import PERIODS, explain_no_comparison
from presswork.terms.comparison.keyness import measure_keyness
from presswork.terms.comparison.ranking import list_key_terms

By = str | pl.Expr
Names = str | Sequence[str] | None
GROUPINGS = ("outlet", "group", "language", "byline", *PERIODS)
REST = "the rest"
TERMS, WIDTH_MM = 15, 89
LISTED = 20
COLUMNS = (
    *("term", "count", "reference_count", "per_million", "reference_per_million"),
    *("log_ratio", "log_ratio_low", "log_ratio_high", "p_maxt"),
)


@dataclass(frozen=True)
class Comparison:
    """Keyness of one group of articles compared with another: tables as in the terms stage, or the reason for none.

    `articles` has the articles of both (group, reference, article_id, part), for the trace of a figure.
    """

    keyness: pl.DataFrame
    comparisons: pl.DataFrame
    reason: str
    matrix_rows: pl.DataFrame
    articles: pl.DataFrame

    def draw(self, terms: int = TERMS, width_mm: float = WIDTH_MM) -> CaptionedFigure:
        """Return the figure of the key terms, or a figure with the reason if there are none."""
        captioned = draw_keyness(self.keyness, self.comparisons, self.matrix_rows, terms, width_mm)
        if self.reason:
            captioned = say_instead(captioned, "No key terms", self.reason, width_mm)
        return replace(captioned, articles=self.articles)

    def _repr_html_(self) -> str:
        shown = list_key_terms(self.keyness, LISTED).select(COLUMNS)
        shown = shown.drop(name for name in ("p_maxt",) if shown[name].null_count() == shown.height)
        notes = [f"No key terms: {self.reason}."] if self.reason else []
        notes += [_describe(row) for row in self.comparisons.iter_rows(named=True)]
        table = show_table(shown) if shown.height else ""
        return wrap(*map(show_note, notes), table)


def _describe(row: dict[str, Any]) -> str:
    units = PLURAL[row["unit"]]
    return (
        f"{row['group']}: {row['articles']:,} articles, {row['units']:,} {units}; {row['reference']}: "
        f"{row['reference_articles']:,} articles, {row['reference_units']:,} {units}. "
        f"{row['terms']:,} terms compared; listed are the first {LISTED} key terms that are no stop words. "
        f"Test: {'' if row['permutations'] else 'none, '}{explain(row['test'], row)}."
    )


def name_groups(articles: pl.LazyFrame, matrix_rows: pl.DataFrame, by: By) -> pl.DataFrame:
    """Return the groups of counted articles, the largest first: name, articles, words.

    `by` is one of GROUPINGS or an expression. Raises PressworkError for an unknown name.
    """
    named = articles.select("article_id", name=_express(by)).drop_nulls("name").collect()
    joined = matrix_rows.join(named, on="article_id")
    sizes = joined.group_by("name").agg(articles=pl.col("article_id").n_unique(), words=pl.col("n_words").sum())
    return sizes.sort(-pl.col("articles").cast(pl.Int64), "name")


def compare_articles(
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    articles: pl.LazyFrame,
    counted: pl.DataFrame,
    by: By,
    group: Names,
    reference: Names,
    options: dict[str, Any],
) -> Comparison:
    """Return keyness of the articles of `group` compared with those of `reference`.

    `group` and `reference` are one or more values of `by`; by default, the largest group and the rest. `options` are
    those of terms.keyness. Raises PressworkError for a value that no article has, or that is in both.
    """
    sizes = name_groups(articles, matrix_rows, by)
    known = sizes["name"].to_list()
    if len(known) < 2:
        return _skip(matrix_rows, by if isinstance(by, str) else "expression", known)
    own = _choose(group, known, known[:1])
    other = _choose(reference, known, [name for name in known if name not in own])
    if both := set(own) & set(other):
        raise PressworkError("A group cannot be compared with itself.", found=", ".join(sorted(both)))
    labels = ", ".join(own), ", ".join(other) if reference else REST
    name = _express(by)
    assigned = (
        pl.when(name.is_in(own)).then(pl.lit(labels[0])).when(name.is_in(other)).then(pl.lit(labels[1])).alias("group")
    )
    chosen = options | {"by": "group", "reference": labels[1]}
    grouped = articles.with_columns(assigned)
    tables = measure_keyness(matrix, matrix_rows, matrix_columns, grouped, counted, chosen)
    if not options["resamples"]:
        blank = pl.lit(None, pl.Float64)
        tables["keyness"] = tables["keyness"].with_columns(p=blank, p_maxt=blank)
        tables["comparisons"] = tables["comparisons"].with_columns(test=pl.lit("no_permutations"), permutations=None)
    part = pl.when(pl.col("group") == labels[0]).then(pl.lit(IN_GROUP)).otherwise(pl.lit(IN_REFERENCE))
    compared = articles.select("article_id", assigned).drop_nulls("group").collect()
    members = compared.join(matrix_rows, on="article_id", how="semi").select(
        "article_id", part=part, group=pl.lit(labels[0]), reference=pl.lit(labels[1])
    )
    return Comparison(**tables, reason="", matrix_rows=matrix_rows, articles=members)


def _express(by: By) -> pl.Expr:
    if isinstance(by, pl.Expr):
        return by.cast(pl.String)
    if by not in GROUPINGS:
        raise PressworkError(
            "Articles cannot be grouped by this.",
            found=by,
            expected=f"{', '.join(GROUPINGS)}, or a Polars expression over the columns of corpus.articles",
        )
    return pl.col("published").dt.strftime(PERIODS[by]) if by in PERIODS else pl.col(by)


def _choose(names: Names, known: list[str], otherwise: list[str]) -> list[str]:
    chosen = [names] if isinstance(names, str) else list(names or otherwise)
    for name in chosen:
        if name not in known:
            raise PressworkError("No counted article is in this group.", found=name, expected=", ".join(known[:20]))
    return chosen


def _skip(matrix_rows: pl.DataFrame, by: str, known: list[str]) -> Comparison:
    """Return an empty comparison with the reason."""
    alone = matrix_rows["article_id"].n_unique() == 1
    reason = Reason.of("nothing_to_compare") if alone else explain_no_comparison(known, by)
    tables = find_tables()
    empty = {name: pl.DataFrame(schema=tables[name].schema) for name in ("keyness", "comparisons")}
    members = pl.DataFrame(schema=dict.fromkeys(("article_id", "part", "group", "reference"), pl.String))
    return Comparison(**empty, reason=reason.text if reason else "", matrix_rows=matrix_rows, articles=members)
