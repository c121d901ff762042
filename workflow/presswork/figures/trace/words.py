"""Finds the words that a mark counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from presswork.figures.trace.tables import BY_ARTICLE, OCCURRENCE
from presswork.terms.collocations import count_windows
from presswork.tokens.running_terms import read_terms

PLACE = ["article_id", "sentence", "start", "end"]


@dataclass(frozen=True)
class Words:
    """The words in the bodies of the analysed articles, each with the term that it is counted as."""

    tokens: list[pl.LazyFrame]
    vocabulary: pl.LazyFrame
    matrix_rows: pl.DataFrame
    phrase_places: Sequence[pl.LazyFrame]
    layer: str

    def read(self, terms: pl.Series | None = None) -> Iterator[pl.DataFrame]:
        """Yield the words (or `terms`) of each shard in order: article_id, sentence, position, start, end, term."""
        wanted = None if terms is None else terms.unique().to_frame("term")
        given = self.tokens, self.vocabulary, self.layer, self.phrase_places, wanted, self.matrix_rows
        for words in read_terms(*given, characters=True):
            yield words.sort("article_id", "position").collect()

    def find(self, marks: pl.DataFrame, articles: pl.DataFrame | None = None, in_full: bool = True) -> pl.DataFrame:
        """Return the occurrences of each mark's terms in its articles, or in all articles if none are given.

        `marks` has mark and term; `articles` has mark, article_id and part. If a part has no occurrence, its articles
        are listed with a count of 0. Unless `in_full`, the occurrences in an article are one row.
        """
        pairs = marks.with_columns(part=pl.lit(OCCURRENCE)) if articles is None else marks.join(articles, on="mark")
        key = ["term"] if articles is None else ["term", "article_id"]
        shards = [shard.join(pairs, on=key) for shard in self.read(marks["term"])]
        if not in_full:
            grouped = [shard.group_by("mark", "article_id").agg(count=pl.len().cast(pl.Int64)) for shard in shards]
            return pl.concat(grouped).with_columns(part=pl.lit(BY_ARTICLE))
        found = pl.concat(shards).select("mark", "part", *PLACE, count=pl.lit(1, pl.Int64))
        if articles is None:
            return found
        silent = articles.join(found, on=["mark", "part"], how="anti")
        nothing = pl.format("{}: none in this article", "part")
        return pl.concat([found, silent.with_columns(part=nothing, count=pl.lit(0, pl.Int64))], how="diagonal")

    def find_near(self, marks: pl.DataFrame, window: int, within_sentence: bool) -> pl.DataFrame:
        """Return the occurrences of each mark's collocate within the window around its node, by side."""
        frames = [pl.DataFrame(schema={"mark": pl.Int64, "part": pl.String})]
        for words in self.read():
            group = pl.struct("article_id", "sentence") if within_sentence else pl.col("article_id")
            groups = words.select(group.rle_id().cast(pl.Int64)).to_series().to_numpy()
            for node, own in marks.partition_by("node", as_dict=True).items():
                is_node = (words["term"] == node[0]).cast(pl.Int64).to_numpy()
                left, right = (windows > 0 for windows in count_windows(is_node, groups, 1, window))
                sides = ["on both sides", "left of the node", "right of the node"]
                part = np.select([left & right, left, right], sides, "")[left | right]
                near = words.filter(left | right).with_columns(part=pl.Series(part, dtype=pl.String))
                frames.append(near.join(own, left_on="term", right_on="collocate").select("mark", "part", *PLACE))
        return pl.concat(frames, how="diagonal").with_columns(count=pl.lit(1, pl.Int64))
