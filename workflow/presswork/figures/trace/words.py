"""Where words stand that a mark counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import polars as pl

from presswork.figures.trace.tables import BY_ARTICLE, OCCURRENCE
from presswork.terms.collocations import mark_windows

PLACE = ["article_id", "sentence", "start", "end"]


@dataclass(frozen=True)
class Words:
    """The words of the bodies of the articles counted, each with the term that it is counted as."""

    tokens: list[pl.LazyFrame]
    vocabulary: pl.LazyFrame
    matrix_rows: pl.DataFrame
    phrase_places: Sequence[pl.LazyFrame]
    layer: str

    def read(self, terms: pl.Series | None = None) -> Iterator[pl.DataFrame]:
        """Yield a shard's words, or those of some terms, in order: article_id, sentence, position, start, end, term."""
        layer = "lower" if self.layer == "phrase" else self.layer
        named = self.vocabulary.filter("word").select("token_id", term=pl.col(layer))
        wanted = pl.lit(True) if terms is None else pl.col("term").is_in(terms.unique().implode())
        ids = self.matrix_rows.select("article_id").unique().lazy()
        for shard, places in zip_longest(self.tokens, self.phrase_places if self.layer == "phrase" else ()):
            body = shard.filter(pl.col("field") == "body").join(ids, on="article_id", how="semi")
            found = body.join(named.filter(wanted), on="token_id")
            found = found.select("article_id", "sentence", "position", "start", "end", "term")
            if places is not None:
                found = _put_phrases(found, body, places, wanted)
            yield found.sort("article_id", "position").collect()

    def find(self, marks: pl.DataFrame, articles: pl.DataFrame | None = None, in_full: bool = True) -> pl.DataFrame:
        """Return the occurrences of each mark's terms, in its articles or, without these, in all.

        `marks` has mark and term; `articles` mark, article_id and part. Where a part has no occurrence, its articles
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
        """Return the occurrences of each mark's collocate within the window of its node, by side."""
        frames = [pl.DataFrame(schema={"mark": pl.Int64, "part": pl.String})]
        for words in self.read():
            group = pl.struct("article_id", "sentence") if within_sentence else pl.col("article_id")
            groups = words.select(group.rle_id().cast(pl.Int64)).to_series().to_numpy()
            for node, own in marks.partition_by("node", as_dict=True).items():
                is_node = (words["term"] == node[0]).cast(pl.Int64).to_numpy()
                left, right = mark_windows(is_node, groups, 1, window)
                sides = ["on both sides", "left of the node", "right of the node"]
                part = np.select([left & right, left, right], sides, "")[left | right]
                near = words.filter(left | right).with_columns(part=pl.Series(part, dtype=pl.String))
                frames.append(near.join(own, left_on="term", right_on="collocate").select("mark", "part", *PLACE))
        return pl.concat(frames, how="diagonal").with_columns(count=pl.lit(1, pl.Int64))


def _put_phrases(words: pl.LazyFrame, body: pl.LazyFrame, places: pl.LazyFrame, wanted: pl.Expr) -> pl.LazyFrame:
    """Return the words with each multiword term in the place of its own."""
    own = places.filter(pl.col("field") == "body").with_columns(last=pl.col("position") + pl.col("n_tokens") - 1)
    covered = own.select("article_id", position=pl.int_ranges("position", pl.col("last") + 1)).explode("position")
    first = body.select("article_id", "position", "start")
    last = body.select("article_id", "end", last="position")
    named = own.with_columns(term="phrase").filter(wanted)
    placed = named.join(first, on=["article_id", "position"]).join(last, on=["article_id", "last"])
    rest = words.join(covered, on=["article_id", "position"], how="anti")
    return pl.concat([rest, placed.select("article_id", "sentence", "position", "start", "end", "term")])
