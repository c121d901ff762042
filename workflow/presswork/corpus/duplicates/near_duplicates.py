"""Near-duplicate articles: sketches of their texts, pairs of near-duplicates, and their clusters."""

import polars as pl

from presswork.core.digests import hash_text
from presswork.corpus.duplicates.candidates import find_candidates, measure_sets
from presswork.corpus.duplicates.shingles import hash_shingles
from presswork.corpus.duplicates.stories import connect, join_pairs
from presswork.corpus.tables import NUMBERED

# One shingle in so many is in the sketch.
SAMPLE = 4
COEFFICIENTS = ("similarity", "containment")


def sketch_shard(articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the sketches of a shard: for each article the hash of its text (rank 0) and a sample of its shingles.

    The sample is the shingles whose hash is a multiple of `SAMPLE`, in the order of the text: of a shingle that two
    texts share, both sketches have it or neither has, whatever the lengths of the texts. A text shorter than a shingle
    has rank 0 alone, so that it is only compared for identity. Source: Broder (1997), On the resemblance and
    containment of documents, section 3.
    """
    texts = articles.select("article_id", "text").sort("article_id").collect()
    hashes = pl.Series([hash_text(text) for text in texts["text"]], dtype=pl.UInt64)
    whole = texts.select("article_id", rank=pl.lit(0, dtype=pl.Int64), key=hashes)
    sampled = hash_shingles(texts["text"]).filter(pl.col("hash") % SAMPLE == 0).unique(maintain_order=True)
    rank = pl.int_range(1, pl.len() + 1).over("row")
    ids = texts["article_id"].gather(sampled["row"])
    return pl.concat([whole, sampled.select(article_id=ids, rank=rank, key="hash")]).sort("article_id", "rank")


def find_clusters(
    sketches: list[pl.LazyFrame], articles: list[pl.LazyFrame], similarity: float
) -> dict[str, pl.DataFrame]:
    """Return the articles that have near-duplicates, by cluster, and the pairs that join them.

    `join_pairs` says which pairs are joined: those of which the longer text holds at least the part `similarity` of the
    shorter one's set of shingles. Identical texts and repeats of a record always are. A cluster is what pairs connect.
    Of identical texts only the first is compared with others. Candidates come from the sketches; the coefficients
    themselves are exact. Where many articles share a shingle, each is compared with the next that has it; the others
    are found through these or through another shingle.
    """
    numbered = _number_articles(articles)
    firsts = _find_firsts(sketches, numbered)
    same_text = firsts.filter(pl.col("article") != pl.col("first")).select(one="first", other="article")
    same_record = _pair_records(numbered, firsts)
    distinct = numbered.join(same_text, left_on="article", right_on="other", how="anti")
    candidates = pl.concat([find_candidates(sketches, distinct, similarity), same_record]).unique().sort("one", "other")
    measured = _measure_pairs(candidates, articles, numbered)
    alike = join_pairs(measured, same_record, similarity, numbered.height).select("one", "other", *COEFFICIENTS)
    same_text = same_text.with_columns(pl.lit(1.0).alias(name) for name in COEFFICIENTS)
    marked = (pairs.with_columns(identical=pl.lit(same)) for pairs, same in ((same_text, True), (alike, False)))
    pairs = pl.concat(marked)
    return {"duplicates": _describe_clusters(pairs, numbered), "duplicate_pairs": _name_pairs(pairs, numbered)}


def _number_articles(articles: list[pl.LazyFrame]) -> pl.DataFrame:
    """Return the ids of articles and the article's number in the order of article ids: numbers take less room."""
    ids = pl.concat([shard.select("article_id", "duplicate_of", *NUMBERED) for shard in articles])
    return ids.collect().sort("article_id").with_row_index("article")


def _find_firsts(sketches: list[pl.LazyFrame], numbered: pl.DataFrame) -> pl.DataFrame:
    """Return each article (by number) and the first with the same text."""
    whole = pl.concat([sketch.filter(pl.col("rank") == 0) for sketch in sketches]).collect()
    keys = whole.join(numbered, on="article_id").select("article", "key")
    return keys.select("article", first=pl.col("article").min().over("key"))


def _pair_records(numbered: pl.DataFrame, firsts: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of the same record whose texts differ, as where the files gave them different titles.

    An article that a database exported twice, by its number there and its day, is the same record as well.
    """
    originals = numbered.select(original="article", duplicate_of="article_id")
    repeated = numbered.join(originals, on="duplicate_of").select("article", "original")
    exported = numbered.drop_nulls(["database", "id"])
    again = exported.select("article", original=pl.col("article").min().over(NUMBERED))
    pairs = pl.concat([repeated, again]).join(firsts, on="article")
    pairs = pairs.join(firsts, left_on="original", right_on="article", suffix="_original")
    ends = pl.min_horizontal("first", "first_original"), pl.max_horizontal("first", "first_original")
    return pairs.select(one=ends[0], other=ends[1]).filter(pl.col("one") != pl.col("other")).unique()


def _measure_pairs(pairs: pl.DataFrame, articles: list[pl.LazyFrame], numbered: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs as `measure_sets` does, by all shingles of their texts."""
    wanted = pl.concat([pairs["one"], pairs["other"]]).unique()
    ids = numbered.select("article_id", "article").filter(pl.col("article").is_in(wanted.implode()))
    return measure_sets(pairs, pl.concat([_collect_shingles(shard, ids) for shard in articles]))


def _collect_shingles(articles: pl.LazyFrame, ids: pl.DataFrame) -> pl.DataFrame:
    """Return the article's number and its set of shingles, for those of a shard that are asked for."""
    texts = articles.select("article_id", "text").join(ids.lazy(), on="article_id").collect()
    sets = hash_shingles(texts["text"]).unique().group_by("row").agg(shingles="hash")
    return sets.select(article=texts["article"].gather(sets["row"]), shingles="shingles")


def _describe_clusters(pairs: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    """Return the table `duplicates`; numbers follow ids, so that a cluster's smallest number is its smallest id."""
    ends = [pairs.select(*COEFFICIENTS, "identical", article=end) for end in ("one", "other")]
    members = pl.concat(ends).group_by("article").agg(pl.col(COEFFICIENTS).max(), pl.col("identical").any())
    labels = connect(pairs, numbered.height).gather(members["article"])
    members = members.with_columns(cluster=pl.col("article").min().over(labels))
    ids = numbered["article_id"]
    named = [ids.gather(members["article"]).alias("article_id"), ids.gather(members["cluster"]).alias("cluster")]
    return members.select(*named, *COEFFICIENTS, "identical").sort("article_id")


def _name_pairs(pairs: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    ids = numbered["article_id"]
    named = {"article_id": ids.gather(pairs["one"]), "other_id": ids.gather(pairs["other"])}
    return pairs.select(**named).hstack(pairs.select(COEFFICIENTS)).sort("article_id", "other_id")
