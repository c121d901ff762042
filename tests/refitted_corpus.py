"""A planted corpus with its model and refits, for tests of what is computed from them."""

from copy import copy
from datetime import date, timedelta

import numpy as np
import polars as pl

from planted_topics import fit, plant, tables_of
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.topics.describing.groups import compare_groups
from presswork.topics.describing.mean_shares import EvidenceTables
from presswork.topics.describing.prevalence import measure_prevalence
from presswork.topics.describing.shares import tabulate_shares
from presswork.topics.describing.trends import follow_topics
from presswork.topics.fitting.model import empty_model
from presswork.topics.fitting.refits import Replicates, refit_topics
from presswork.topics.skipped import list_skipped_topics

FIRST = date(2022, 1, 1)


class Corpus:
    """A planted corpus with its model, refits and tables; `passages` rows make up an article."""

    def __init__(self, n_rows, passages=1, dated=True, outlets=2, stability=None, fitted=True):
        matrix, _ = plant(n_rows)
        self.unit_rows = tables_of(matrix)[0].with_columns(
            article_id=pl.Series([f"{row // passages:06d}" for row in range(n_rows)]),
            passage=pl.Series([row % passages + 1 if passages > 1 else None for row in range(n_rows)], dtype=pl.Int64),
        )
        self.ids = self.unit_rows["article_id"].unique().sort()
        made = fit(matrix, n_articles=1 if len(self.ids) == 1 else None, few_articles=True) if fitted else None
        self.model = made["model"] if made else empty_model("nmf")
        k = len(self.model.terms)
        self.choice = {
            "engine": "nmf",
            "k": k or None,
            "rule": "too_few_terms",
            "null_comparison": None,
            "n_articles": len(self.ids),
        }
        self.choice["tried"] = [k or 3]
        schema = find_tables()["diagnostics"].schema
        self.diagnostics = made["diagnostics"] if made else schema.to_frame()
        if stability is not None:
            self.diagnostics = self.diagnostics.with_columns(stability=pl.lit(stability))
        table = tabulate_shares(self.unit_rows, self.model.shares) if k else find_tables()["shares"].schema.to_frame()
        self.shares = table.lazy()
        self.matrix = matrix
        n = len(self.ids)
        self.articles = pl.DataFrame(
            {
                "article_id": self.ids,
                "published": [FIRST + timedelta(day % 59) if dated else None for day in range(n)],
                "outlet": [("x", "y")[number % outlets] if outlets else None for number in range(n)],
            },
            schema_overrides={"published": pl.Date, "outlet": pl.String},
        ).with_columns(**{name: pl.lit(None, pl.String) for name in ("group", "language", "byline")})
        self.replicates = self.refit()

    def refit(self, part=0, parts=1):
        given = self.matrix, self.unit_rows, self.articles.lazy(), "auto"
        return refit_topics(self.model, *given, 20, part, parts)

    def replace(self, **parts):
        """Return the corpus with other parts in the place of its own."""
        other = copy(self)
        vars(other).update(parts)
        return other

    @property
    def evidence(self):
        tables = self.shares, self.replicates, self.unit_rows, self.diagnostics, self.choice, self.articles.lazy()
        return EvidenceTables(*tables, self.unit_rows.unique("article_id")), "auto"

    def measure(self):
        made = measure_prevalence(*self.evidence)
        conform(made["topic_refits"], find_tables()["topic_refits"])
        return conform(made["prevalence"], find_tables()["prevalence"])

    def measure_with(self, cosines=None, means=None):
        """Measure with refits that have these cosines, or in which the first topic has these mean shares."""
        shares = self.replicates.shares.copy()
        if means is not None:
            shares[:] = (1 - np.asarray(means)[:, None, None]) / (shares.shape[2] - 1)
            shares[:, :, 0] = np.asarray(means)[:, None]
        cosines = self.replicates.cosines if cosines is None else cosines
        return self.replace(replicates=Replicates(shares, cosines))

    def follow(self, period="month"):
        return conform(follow_topics(*self.evidence, period), find_tables()["topic_trends"])

    def compare(self):
        return conform(compare_groups(*self.evidence), find_tables()["topic_groups"])

    def skip(self):
        listed = list_skipped_topics(self.unit_rows, self.measure(), self.choice, self.articles.lazy())
        return {(analysis, subject): reason.text for analysis, subject, reason in listed}
