"""Near-duplicate articles: sketches of their texts, the pairs of which one repeats the other, and their clusters."""

import numpy as np
import polars as pl

from presswork.core.digests import hash_text
from presswork.corpus.duplicates.shingles import combine_hashes, hash_shingles
from presswork.corpus.duplicates.stories import connect, join_pairs
from presswork.statistics.arrays import Mask, Places

# One shingle in so many is in the sketch.
SAMPLE = 4
# A text of fewer sampled shingles is looked for by each of them, a longer one by links of a chain: two that follow each
# other among one in so many of all shingles. A link is rarely shared by texts that share a sentence alone.
FEW = 48
CHAIN = 16
# A pair is measured if it shares at most so many standard deviations less than a pair that just reaches the threshold.
DEVIATIONS = 3
# Of more articles with a key than this, each is only compared with the next, so that any number costs linear time.
NEIGHBOURS = 20
PAIRS_AT_ONCE = 4096
COEFFICIENTS = ("similarity", "containment")


def sketch_shard(articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the sketches of a shard: for each article the hash of its text (rank 0) and a sample of its shingles.

    The sample are the shingles whose hash is a multiple of `SAMPLE`, in the order of the text: of a shingle that two
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
    themselves are exact. Where more than `NEIGHBOURS` share a shingle, each is compared with the next that has it; the
    others are found through these or through another shingle.
    """
    numbered = _number_articles(articles)
    whole, found = _read_whole(sketches, numbered), _pair_sketches(sketches, numbered, similarity)
    firsts = whole.select("article", first=pl.col("article").min().over("key"))
    same_text = firsts.filter(pl.col("article") != pl.col("first")).select(one="first", other="article")
    same_record = _pair_records(numbered, firsts)
    for end in ("one", "other"):
        found = found.join(same_text, left_on=end, right_on="other", how="anti")
    candidates = pl.concat([found, same_record]).unique().sort("one", "other")
    measured = _measure_pairs(candidates, articles, numbered)
    alike = join_pairs(measured, same_record, similarity, numbered.height).select("one", "other", *COEFFICIENTS)
    same_text = same_text.with_columns(pl.lit(1.0).alias(name) for name in COEFFICIENTS)
    marked = (pairs.with_columns(identical=pl.lit(same)) for pairs, same in ((same_text, True), (alike, False)))
    pairs = pl.concat(marked)
    return {"duplicates": _describe_clusters(pairs, numbered), "duplicate_pairs": _name_pairs(pairs, numbered)}


def _number_articles(articles: list[pl.LazyFrame]) -> pl.DataFrame:
    """Return article_id, duplicate_of and the article's number in the order of ids: numbers take less room."""
    ids = pl.concat([shard.select("article_id", "duplicate_of") for shard in articles])
    return ids.collect().sort("article_id").with_row_index("article")


def _read_whole(sketches: list[pl.LazyFrame], numbered: pl.DataFrame) -> pl.DataFrame:
    """Return the article's number and the key of its whole text."""
    return pl.concat([_read_sketch(each.filter(pl.col("rank") == 0), numbered) for each in sketches])


def _read_sketch(sketch: pl.LazyFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    numbers = numbered.select("article_id", "article").lazy()
    return sketch.join(numbers, on="article_id", maintain_order="left").select("article", "key").collect()


def _pair_records(numbered: pl.DataFrame, firsts: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of the same record whose texts differ, as where the files gave them different titles."""
    originals = numbered.select(original="article", duplicate_of="article_id")
    pairs = numbered.join(originals, on="duplicate_of").join(firsts, on="article")
    pairs = pairs.join(firsts, left_on="original", right_on="article", suffix="_original")
    ends = pl.min_horizontal("first", "first_original"), pl.max_horizontal("first", "first_original")
    return pairs.select(one=ends[0], other=ends[1]).filter(pl.col("one") != pl.col("other")).unique()


def _pair_sketches(sketches: list[pl.LazyFrame], numbered: pl.DataFrame, similarity: float) -> pl.DataFrame:
    """Return the pairs (one, other) whose sketches share enough for their texts to be measured.

    A link is shared where both shingles are and nothing new was sampled between: about the third power of what texts
    share.
    """
    links, few = [], []
    for each in sketches:
        sampled = _read_sketch(each.filter(pl.col("rank") > 0), numbered)
        links.append(_link(sampled.filter(pl.col("key") % CHAIN == 0)))
        few.append(sampled.filter(pl.len().over("article") < FEW))
    short = pl.concat(few)
    asked = short.select(pl.col("key").unique())
    sampled = (_read_sketch(each.filter(pl.col("rank") > 0), numbered) for each in sketches)
    answers = pl.concat([each.join(asked, on="key", how="semi") for each in sampled])
    is_short = np.zeros(numbered.height, dtype=np.bool_)
    is_short[short["article"].to_numpy()] = True
    by_link = _find_pairs(pl.concat(links), np.ones_like(is_short), similarity**3)
    found = pl.concat([by_link, _find_pairs(answers, is_short, similarity)]).unique()
    wanted = pl.concat([found["one"], found["other"]]).unique().implode()
    sampled = (_read_sketch(each.filter(pl.col("rank") > 0), numbered) for each in sketches)
    sets = [each.filter(pl.col("article").is_in(wanted)).group_by("article").agg(shingles="key") for each in sampled]
    sketched = _measure_sets(found, pl.concat(sets))
    shorter = sketched.select(pl.min_horizontal("n_one", "n_other")).to_series().to_numpy()
    return sketched.select("one", "other").filter(_may_share(similarity, shorter, sketched["both"].to_numpy()))


def _may_share(share: float, n_keys: Places, n_shared: Places) -> pl.Series:
    """Return where texts that share this part of their shingles would not share far more of these keys."""
    return pl.Series(n_shared >= share * n_keys - DEVIATIONS * np.sqrt(share * (1 - share) * n_keys))


def _link(sampled: pl.DataFrame) -> pl.DataFrame:
    """Return the article and the key of each two shingles that follow each other in its text."""
    article, key = sampled["article"].to_numpy(), sampled["key"].to_numpy()
    linked = article[:-1] == article[1:]
    return pl.DataFrame({"article": article[:-1][linked], "key": combine_hashes([key[:-1], key[1:]])[linked]})


def _find_pairs(keys: pl.DataFrame, asks: Mask, share: float) -> pl.DataFrame:
    """Return the pairs that share about the part `share` of the keys of the one that has fewer, where either asks.

    All articles with a key are compared if these are at most `NEIGHBOURS`, otherwise each with the next.
    """
    # Measured on 4 million keys: sorting takes a tenth of the memory that grouping takes.
    ordered = keys.select("key", "article").sort("key", "article")
    key, article = ordered["key"].to_numpy(), ordered["article"].to_numpy()
    found = [pl.DataFrame(schema={"one": pl.UInt32, "other": pl.UInt32, "shared": pl.UInt32})]
    places = np.arange(len(key))
    starts = np.flatnonzero(np.diff(key, prepend=key[:1] + 1))
    sizes = np.diff(starts, append=len(key))
    few = np.repeat(sizes <= NEIGHBOURS, sizes)
    for step in range(1, NEIGHBOURS):
        places = places[places < len(key) - step]
        places = places[key[places] == key[places + step]]
        one, other = article[places], article[places + step]
        pairs = pl.DataFrame({"one": one, "other": other}).filter(pl.Series(asks[one] | asks[other]))
        found.append(pairs.group_by("one", "other").agg(shared=pl.len()))
        if step == 1:
            places = places[few[places]]
    pairs = pl.concat(found).group_by("one", "other").agg(pl.col("shared").sum())
    n_keys = np.bincount(article, minlength=len(asks))
    fewer = np.minimum(n_keys[pairs["one"].to_numpy()], n_keys[pairs["other"].to_numpy()])
    return pairs.select("one", "other").filter(_may_share(share, fewer, pairs["shared"].to_numpy()))


def _measure_pairs(pairs: pl.DataFrame, articles: list[pl.LazyFrame], numbered: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs as `_measure_sets` does, by all shingles of their texts."""
    wanted = pl.concat([pairs["one"], pairs["other"]]).unique()
    ids = numbered.select("article_id", "article").filter(pl.col("article").is_in(wanted.implode()))
    return _measure_sets(pairs, pl.concat([_collect_shingles(shard, ids) for shard in articles]))


def _measure_sets(pairs: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs with the sizes of both sets and of what they share, and the coefficients.

    `sets` has of each article its shingles, or those in its sketch. Where an article has none, coefficients are 0.
    """
    others = sets.rename({"article": "other", "shingles": "other_shingles"})
    sizes = {
        "n_one": pl.col("shingles").list.len(),
        "n_other": pl.col("other_shingles").list.len(),
        "both": pl.col("shingles").list.set_intersection("other_shingles").list.len(),
    }
    measured = [
        batch.join(sets, left_on="one", right_on="article", how="left")
        .join(others, on="other", how="left")
        .select("one", "other", **{name: size.fill_null(0).cast(pl.Int64) for name, size in sizes.items()})
        for batch in (pairs.iter_slices(PAIRS_AT_ONCE) if pairs.height else [pairs])
    ]
    shorter, both = pl.min_horizontal("n_one", "n_other"), pl.col("both")
    coefficients = {"similarity": both / (pl.col("n_one") + pl.col("n_other") - both), "containment": both / shorter}
    each = (pl.when(shorter > 0).then(value).otherwise(0.0).alias(name) for name, value in coefficients.items())
    return pl.concat(measured).with_columns(each)


def _collect_shingles(articles: pl.LazyFrame, ids: pl.DataFrame) -> pl.DataFrame:
    """Return the article's number and its set of shingles, for those of a shard that are asked for."""
    texts = articles.select("article_id", "text").join(ids.lazy(), on="article_id").collect()
    sets = hash_shingles(texts["text"]).unique().group_by("row").agg(shingles="hash")
    return sets.select(article=texts["article"].gather(sets["row"]), shingles="shingles")


def _describe_clusters(pairs: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    """Return the table `duplicates`; numbers follow ids, so that a cluster's smallest number is its smallest id."""
    ends = [pairs.select(*COEFFICIENTS, "identical", article=end) for end in ("one", "other")]
    members = pl.concat(ends).group_by("article").agg(pl.col(COEFFICIENTS).max(), pl.col("identical").any())
    cluster = pl.col("article").min().over(connect(pairs, numbered.height).gather(members["article"]))
    members = members.with_columns(cluster=cluster)
    ids = numbered["article_id"]
    named = [ids.gather(members["article"]).alias("article_id"), ids.gather(members["cluster"]).alias("cluster")]
    return members.select(*named, *COEFFICIENTS, "identical").sort("article_id")


def _name_pairs(pairs: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    ids = numbered["article_id"]
    named = {"article_id": ids.gather(pairs["one"]), "other_id": ids.gather(pairs["other"])}
    return pairs.select(**named).hstack(pairs.select(COEFFICIENTS)).sort("article_id", "other_id")
