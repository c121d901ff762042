"""Rates of chosen terms over time, with their figure."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from scipy import sparse

from presswork.explorer.views.markup import show_note, show_table, wrap
from presswork.explorer.views.pictures import say_instead
from presswork.explorer.views.term_spread import find_column
from presswork.figures.captioned_figure import CaptionedFigure
from presswork.figures.plots.trend import draw_trend
from presswork.terms.counting.calendar import explain_no_trends, read_calendar
from presswork.terms.trends import follow_terms

WIDTH_MM = 89
TOP = 6
LISTED = 24
COLUMNS = ("term", "series", "start", "count", "articles", "per_million", "low", "high", "interval")


@dataclass(frozen=True)
class Trend:
    """Rates of terms over time as in the terms stage, or the reason for none."""

    rates: pl.DataFrame
    reason: str
    frequency: pl.DataFrame
    matrix_rows: pl.DataFrame

    def draw(self, width_mm: float = WIDTH_MM) -> CaptionedFigure:
        """Return the figure of the rates, or a figure with the reason if there are none."""
        captioned = draw_trend(self.rates, self.frequency, self.matrix_rows, width_mm)
        return say_instead(captioned, "No trends", self.reason, width_mm) if self.reason else captioned

    def _repr_html_(self) -> str:
        if self.rates.is_empty():
            return wrap(show_note(f"No trends: {self.reason or 'no term to follow'}."))
        shown = self.rates.select(COLUMNS).head(LISTED)
        more = show_note(f"The first {shown.height} of {self.rates.height:,} rows of `rates`.")
        is_whole = shown.height == self.rates.height
        return wrap("" if is_whole else more, show_table(shown))


def follow(
    terms: Sequence[str],
    period: str,
    matrix: sparse.csr_array,
    matrix_rows: pl.DataFrame,
    matrix_columns: pl.DataFrame,
    frequency: pl.DataFrame,
    articles: pl.LazyFrame,
) -> Trend:
    """Return the rates of terms by day, week or month; by default, of the most frequent terms without stop words.

    Raises PressworkError for a word that is not a term of the corpus.
    """
    for term in terms:
        find_column(term, matrix_columns)
    rates = follow_terms(matrix, matrix_rows, matrix_columns, frequency, articles, list(terms), period, TOP)
    reason = explain_no_trends(read_calendar(matrix_rows, articles))
    return Trend(rates, reason.text if reason else "", frequency, matrix_rows)
