"""Evidence for a topic: the sentences with the most of its terms, from the articles that are most typical of it."""

from dataclasses import dataclass

import polars as pl

from presswork.figures.trace.words import PLACE, Words
from presswork.topics.describing.typical_articles import LISTED, SHORTEST

TERMS = 10
SENTENCES = 3
UNIT = ["article_id", "passage"]
ARTICLE, PASSAGE = "article of the mean", "passage of the mean"
EXAMPLE = "sentence with the most of the topic's terms"


@dataclass(frozen=True)
class TopicTexts:
    """The articles (passages, for one article) with their shares of topics and their words."""

    topics: pl.DataFrame
    shares: pl.LazyFrame
    matrix_rows: pl.DataFrame
    counted: pl.DataFrame
    sentences: list[pl.LazyFrame]
    words: Words

    def list_units(self, marks: pl.DataFrame) -> pl.DataFrame:
        """Return mark, topic, article_id and passage of everything that has shares, for marks with a topic."""
        return marks.select("mark", "topic").join(self.shares.collect(), on="topic").drop("share")

    def find(self, units: pl.DataFrame) -> pl.DataFrame:
        """Return the articles that each mark's mean is computed from, and sentences of the most typical of them.

        `units` has mark, topic, article_id and passage. The LISTED most typical articles are chosen as in
        topics/typical.csv, short ones last; from each come the SENTENCES with the largest sum of `character` over the
        first TERMS terms of the topic.
        """
        is_one = self.matrix_rows["article_id"].n_unique() == 1
        shared = units.join(self.shares.collect(), on=["topic", *UNIT], nulls_equal=True)
        articles = shared.group_by("mark", "article_id").agg(pl.col("share").mean(), part=pl.lit(ARTICLE))
        means = self._bound_passages(shared) if is_one else articles
        examples = self._quote(self._choose_typical(shared, is_one))
        return pl.concat([means.with_columns(count=pl.lit(1, pl.Int64)), examples], how="diagonal")

    def _choose_typical(self, shared: pl.DataFrame, is_one: bool) -> pl.DataFrame:
        stories = self.counted.select("article_id", "story")
        rows = self.matrix_rows.drop("row").join(stories, on="article_id", how="left")
        if is_one:
            rows = rows.with_columns(story=pl.col("passage").cast(pl.String))
        rows = rows.with_columns(is_short=pl.col("n_words") < SHORTEST * pl.col("n_words").median())
        joined = shared.join(rows, on=UNIT, nulls_equal=True)
        ordered = joined.sort("mark", "is_short", -pl.col("share").round(3), -pl.col("n_words"), *UNIT)
        one_a_story = ordered.unique(["mark", "story"], keep="first", maintain_order=True)
        return one_a_story.filter(pl.int_range(pl.len()).over("mark") < LISTED)

    def _quote(self, typical: pl.DataFrame) -> pl.DataFrame:
        weights = self.topics.filter(pl.col("rank") <= TERMS).select("topic", "term", "character")
        said = pl.concat(shard.join(typical, on="article_id", how="semi") for shard in self.words.read(weights["term"]))
        inside = pl.col("sentence").is_between("first_sentence", "last_sentence")
        spoken = typical.join(said, on="article_id").filter(inside).join(weights, on=["topic", "term"])
        key = ["mark", *UNIT, "sentence"]
        sums = spoken.group_by(key).agg(pl.col("character").sum().round(6))
        ordered = sums.sort("mark", *UNIT, -pl.col("character"), "sentence")
        best = ordered.filter(pl.int_range(pl.len()).over("mark", *UNIT) < SENTENCES)
        places = spoken.join(best, on=key, how="semi", nulls_equal=True)
        return places.select("mark", *PLACE, part=pl.lit(EXAMPLE))

    def _bound_passages(self, shared: pl.DataFrame) -> pl.DataFrame:
        """Return the start and end of each passage in the record."""
        places = pl.concat(self.sentences).collect()
        first = places.select("article_id", "start", first_sentence="sentence")
        last = places.select("article_id", "end", last_sentence="sentence")
        bounds = self.matrix_rows.join(first, on=["article_id", "first_sentence"])
        bounds = bounds.join(last, on=["article_id", "last_sentence"]).select(*UNIT, "start", "end")
        return shared.join(bounds, on=UNIT).select("mark", "article_id", "start", "end", "share", part=pl.lit(PASSAGE))
