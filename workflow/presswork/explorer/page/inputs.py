"""The results that the page shows, by stage; each field is an input of the rule `explorer_page`."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from scipy import sparse


@dataclass(frozen=True)
class CorpusTables:
    """Articles, their records, and what was kept, cut, read and counted."""

    articles: pl.LazyFrame
    records: pl.LazyFrame
    ledger: pl.LazyFrame
    fields: pl.LazyFrame
    counted: pl.DataFrame
    flow: pl.DataFrame


@dataclass(frozen=True)
class TokenTables:
    """Tokens, sentences and phrases by shard, and the vocabulary."""

    tokens: list[pl.LazyFrame]
    sentences: list[pl.LazyFrame]
    phrase_places: list[pl.LazyFrame]
    vocabulary: pl.LazyFrame
    lengths: pl.DataFrame
    variants: pl.DataFrame


@dataclass(frozen=True)
class TermTables:
    """The document-term matrix and the measures of terms."""

    matrix: sparse.csr_array
    matrix_rows: pl.DataFrame
    matrix_columns: pl.DataFrame
    frequency: pl.DataFrame
    keyness: pl.DataFrame
    comparisons: pl.DataFrame
    collocations: pl.DataFrame
    trends: pl.DataFrame
    composition: pl.DataFrame


@dataclass(frozen=True)
class TopicTables:
    """The chosen topics."""

    choice: dict[str, Any]
    topics: pl.DataFrame
    labels: pl.DataFrame
    prevalence: pl.DataFrame
    topic_trends: pl.DataFrame
    topic_groups: pl.DataFrame
    typical: pl.DataFrame
    shares: pl.DataFrame
    similar: pl.LazyFrame
    candidates: pl.DataFrame


@dataclass(frozen=True)
class FigureFiles:
    """Sidecar, plotted rows, picture and trace of each figure, in the same order."""

    sidecars: list[dict[str, Any]]
    rows: list[Path]
    pictures: list[Path]
    traces: list[pl.LazyFrame]
