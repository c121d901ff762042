"""The tables of a run by stage, and methods that compute more from them than the workflow does.

Modules that are slow to import are imported by the method that needs them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from presswork.core.configuration import complete_configuration
from presswork.core.errors import PressworkError
from presswork.core.schema import STAGES, find_tables
from presswork.core.tables import read_table
from presswork.explorer.result_stage import FigureStage, Stage, explain_missing
from presswork.explorer.views.article import MARKS, ArticleView, Place, view_article
from presswork.explorer.views.concordance import LIMIT
from presswork.explorer.views.topic import TopicView, view_topic

if TYPE_CHECKING:
    from presswork.explorer.views.comparison import By, Comparison, Names
    from presswork.explorer.views.trend import Trend


class Queries:
    """The tables of a run, and methods that compute more from them; `read` is the set of files that were read.

    Raises PressworkError if the folder has no results.
    """

    corpus: Stage
    tokens: Stage
    terms: Stage
    topics: Stage
    figures: Stage

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not (self.path / "corpus").is_dir():
            raise PressworkError(
                "There are no results in this folder.",
                file=self.path,
                remedy="run `make` first, or give the path of the results folder",
            )
        self.read: set[Path] = set()
        for stage in STAGES:
            setattr(self, stage, (FigureStage if stage == "figures" else Stage)(stage, self.path, self.read))

    @property
    def manifest(self) -> dict[str, Any]:
        """The inputs of the run and the SHA-256 digest of each file."""
        path = self.path / "manifest.json"
        if not path.is_file():
            raise explain_missing(path, self.path, "")
        document: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return document

    @property
    def skipped(self) -> pl.DataFrame:
        """The analyses that the run left out in any stage, with the reason and what would make them possible."""
        table = find_tables()["skipped"]
        path = self.path / table.path
        if not path.is_file():
            raise explain_missing(path, self.path, "topics")
        self.read.add(path)
        return read_table(path, table)

    @property
    def configuration(self) -> dict[str, Any]:
        """The options of the run from its manifest, or the defaults if there is no manifest yet."""
        made = (self.path / "manifest.json").is_file()
        return complete_configuration(self.manifest["configuration"] if made else {})

    @property
    def n_articles(self) -> int:
        """Number of articles that are analysed."""
        return int(self.terms.matrix_rows["article_id"].n_unique())

    def concordance(
        self,
        query: str,
        layer: str | None = None,
        regex: bool = False,
        sort: tuple[str, ...] = (),
        limit: int | None = LIMIT,
        width: int = 45,
        where: pl.Expr | None = None,
        uncounted: bool = False,
    ) -> pl.DataFrame:
        """Return the occurrences of a word or phrase in their contexts, as `find_concordance` does.

        By default, `layer` is the one that terms are counted in (`lower` for multiword terms). The lines are those that
        are counted: headlines and articles that are not analysed, such as near-duplicates, are left out.
        `uncounted=True` includes both. `where` selects articles by the columns of corpus.articles, as in
        `pl.col("outlet") == "BBC"`.
        """
        from presswork.tokens.concordance import find_concordance

        records, articles, tokens = self.corpus.records.lazy(), self.corpus.articles.lazy(), self.tokens.tokens.lazy()
        if where is not None:
            chosen = articles.filter(where).select("article_id").collect()["article_id"]
            tokens = tokens.filter(pl.col("article_id").is_in(chosen.implode()))
        vocabulary = self.tokens.vocabulary
        ledger = self.corpus.ledger.lazy()
        bodies = None if uncounted else self.terms.matrix_rows
        counted_in = self.configuration["terms"]["layer"]
        layer = layer or ("lower" if counted_in == "phrase" else counted_in)
        tables = (tokens, vocabulary, records, articles)
        return find_concordance(*tables, query, layer, regex, sort, limit, width, ledger, bodies)

    def groups(self, by: By = "outlet") -> pl.DataFrame:
        """Return the groups of analysed articles, the largest first: name, articles, words."""
        from presswork.explorer.views.comparison import name_groups

        return name_groups(self.corpus.articles.lazy(), self.terms.matrix_rows, by)

    def keyness(
        self, by: By = "outlet", group: Names = None, reference: Names = None, resamples: int = 999, unit: str = "auto"
    ) -> Comparison:
        """Return the key terms of a group of articles compared with a reference, with 95% CI and tests.

        `by` is outlet, group, language, byline, month or year, or an expression over the columns of corpus.articles.
        `group` and `reference` are one or more of its values; by default, the largest group is compared with all other
        articles. `resamples` is the number of permutations for p (0: no test), `unit` the resampling unit.
        """
        from presswork.explorer.views.comparison import compare_articles
        from presswork.terms.comparison.groups import PERIODS

        options = self.configuration["terms"]["keyness"] | {"resamples": resamples, "unit": unit}
        if unit == "auto" and isinstance(by, str) and by in PERIODS:
            options["unit"] = "day"
        own, corpus = self.terms, self.corpus
        tables = (own.matrix_rows, own.matrix_columns, corpus.articles.lazy(), corpus.counted)
        return compare_articles(self._matrix(), *tables, by, group, reference, options)

    def spread(self, term: str) -> pl.DataFrame:
        """Return the articles with a term and their shares of its occurrences, the largest first."""
        from presswork.explorer.views.term_spread import spread_term

        own = self.terms
        return spread_term(term, self._matrix(), own.matrix_rows, own.matrix_columns, self.corpus.articles.lazy())

    def trend(self, *terms: str, period: str = "auto") -> Trend:
        """Return the rates of terms by `period` (day, week, month, auto) with 95% CI; by default, of frequent terms.

        Raises PressworkError for a word that is not a term of the corpus.
        """
        from presswork.explorer.views.trend import follow

        own = self.terms
        tables = (own.matrix_rows, own.matrix_columns, own.frequency, self.corpus.articles.lazy())
        return follow(terms, period, self._matrix(), *tables)

    def topic(self, number: int) -> TopicView:
        """Return a topic (for one article, a passage group): terms, prevalence and typical passages."""
        own = self.topics
        return view_topic(number, own.labels, own.prevalence, own.topics, own.typical)

    def article(
        self, article_id: str, show: tuple[str, ...] = MARKS[:3], places: tuple[Place, ...] = ()
    ) -> ArticleView:
        """Return an article with its fields; cuts, spelling variants, tokens and `places` are marked in its text."""
        corpus, tokens = self.corpus, self.tokens
        read = (corpus.articles, corpus.records, corpus.ledger, tokens.tokens, tokens.vocabulary, tokens.variants)
        articles, records, ledger, words, vocabulary, proposals = (table.lazy() for table in read)
        return view_article(article_id, articles, records, ledger, words, vocabulary, proposals, places, show)

    def _matrix(self) -> Any:
        from presswork.core.matrices import read_matrix

        path = self.path / "terms" / "matrix.npz"
        if not path.is_file():
            raise explain_missing(path, self.path, "terms")
        self.read.add(path)
        return read_matrix(path)

    def trace(self, figure: str | Path, mark: int | Mapping[str, Any]) -> pl.DataFrame:
        """Return the articles and sentences behind a mark of a figure; see `presswork.trace`.

        `figure` is the name of a figure of these results, or the path of a figure that a notebook saved.
        """
        from presswork.figures.trace.ask import trace

        path = Path(figure)
        return trace(path if len(path.parts) > 1 else self.path / "figures" / figure, mark, self.path)
