"""Near-duplicate articles: sketches of their texts, clusters of those alike, and which of them count."""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from presswork.core.digests import hash_text
from presswork.corpus.duplicates.shingles import STEP, combine_hashes, hash_shingles, scatter
from presswork.statistics.arrays import Hashes

# Two texts of similarity s share a band with probability 1 - (1 - s**3)**40: .995 at .5, .93 at .4, .04 at .1.
BANDS = 40
BAND_ROWS = 3
# Members of a bucket are compared with so many that follow, so that a bucket of any size costs linear time.
NEIGHBOURS = 20
PAIRS_AT_ONCE = 4096


def sketch_shard(articles: pl.LazyFrame) -> pl.DataFrame:
    """Return the sketches of a shard: for each article the hash of its text (band 0) and of each band (from 1).

    A band is a few of the article's MinHash values, folded with its number into one key: articles that share a key
    are candidates. A text shorter than a shingle has band 0 alone, so that it is only compared for identity. Source:
    Broder (1997), On the resemblance and containment of documents; bands after Leskovec, Rajaraman and Ullman (2020),
    Mining of massive datasets, section 3.4.
    """
    texts = articles.select("article_id", "text").sort("article_id").collect()
    rows, signatures = _sign(hash_shingles(texts["text"]))
    keys = np.zeros((texts.height, BANDS + 1), dtype=np.uint64)
    keys[:, 0] = [hash_text(text) for text in texts["text"]]
    keys[rows, 1:] = np.stack([_fold_band(band, signatures) for band in range(1, BANDS + 1)], axis=1)
    present = np.zeros(keys.shape, dtype=np.bool_)
    present[:, 0] = present[rows] = True
    places, bands = np.nonzero(present)
    return pl.DataFrame({"article_id": texts["article_id"].gather(places), "band": bands, "key": keys[present]})


def _sign(shingles: pl.DataFrame) -> tuple[NDArray[np.intp], Hashes]:
    """Return the rows of the texts that have shingles, and their signatures (MinHash values x texts).

    The permutations are products with odd numbers, one to one modulo 2**64.
    """
    # No library: most of the time goes into words, and rensa, the fastest, changed its values with release 0.5.
    rows, starts = np.unique(shingles["row"].to_numpy(), return_index=True)
    hashes = shingles["hash"].to_numpy()
    factors = scatter(np.arange(1, BANDS * BAND_ROWS + 1, dtype=np.uint64) * STEP) | np.uint64(1)
    values = [np.minimum.reduceat(hashes * factor, starts) if len(rows) else hashes for factor in factors]
    return rows.astype(np.intp), np.stack(values)


def _fold_band(band: int, signatures: Hashes) -> Hashes:
    """Return the keys of a band; its number is part of them, so that no two bands share a bucket."""
    rows = signatures[(band - 1) * BAND_ROWS : band * BAND_ROWS]
    return combine_hashes([np.full_like(rows[0], band), *rows])


def find_clusters(
    sketches: list[pl.LazyFrame], articles: list[pl.LazyFrame], similarity: float
) -> dict[str, pl.DataFrame]:
    """Return the articles that have near-duplicates, by cluster, and the pairs that join them.

    A pair is joined if the Jaccard coefficient of its sets of shingles is at least `similarity`, or if both have the
    same text or record; a cluster is what pairs connect. Of identical texts only the first is compared with others.
    Candidates come from shared bands; the coefficient itself is exact. Where more than `NEIGHBOURS` share a band, each
    is compared with as many that follow it, and the others are found through these or through another band.
    """
    numbered = _number_articles(articles)
    keys = _read_keys(sketches, numbered)
    firsts = keys.filter(pl.col("band") == 0).select("article", first=pl.col("article").min().over("key"))
    same_text = firsts.filter(pl.col("article") != pl.col("first"))
    same_text = same_text.select(one="first", other="article", similarity=pl.lit(1.0), identical=pl.lit(True))
    same_record = _pair_records(numbered, firsts)
    distinct = keys.filter(pl.col("band") > 0).join(same_text, left_on="article", right_on="other", how="anti")
    candidates = pl.concat([_pair_buckets(distinct), same_record]).unique().sort("one", "other")
    measured = _measure_pairs(candidates, articles, numbered).with_columns(identical=pl.lit(False))
    alike = measured.filter(pl.col("similarity") >= similarity)
    recorded = measured.join(same_record, on=["one", "other"], how="semi")
    pairs = pl.concat([same_text, alike, recorded]).unique()
    return {"duplicates": _describe_clusters(pairs, numbered), "duplicate_pairs": _name_pairs(pairs, numbered)}


def _number_articles(articles: list[pl.LazyFrame]) -> pl.DataFrame:
    """Return article_id, duplicate_of and the article's number in the order of ids: numbers take less room."""
    ids = pl.concat([shard.select("article_id", "duplicate_of") for shard in articles])
    return ids.collect().sort("article_id").with_row_index("article")


def _read_keys(sketches: list[pl.LazyFrame], numbered: pl.DataFrame) -> pl.DataFrame:
    numbers = numbered.select("article_id", "article").lazy()
    shards = (shard.join(numbers, on="article_id").select("article", "band", "key").collect() for shard in sketches)
    return pl.concat([shard.cast({"band": pl.UInt8}) for shard in shards])


def _pair_records(numbered: pl.DataFrame, firsts: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of the same record whose texts differ, as where the files gave them different titles."""
    originals = numbered.select(original="article", duplicate_of="article_id")
    pairs = numbered.join(originals, on="duplicate_of").join(firsts, on="article")
    pairs = pairs.join(firsts, left_on="original", right_on="article", suffix="_original")
    ends = pl.min_horizontal("first", "first_original"), pl.max_horizontal("first", "first_original")
    return pairs.select(one=ends[0], other=ends[1]).filter(pl.col("one") != pl.col("other")).unique()


def _pair_buckets(keys: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs (one, other) of articles that share a key, at most `NEIGHBOURS` places apart among those."""
    # Measured on 4 million keys: sorting takes a tenth of the memory that grouping takes.
    ordered = keys.select("key", "article").sort("key", "article")
    key, article = ordered["key"].to_numpy(), ordered["article"].to_numpy()
    found = [pl.DataFrame(schema={"one": pl.UInt32, "other": pl.UInt32})]
    places = np.arange(len(key))
    for step in range(1, NEIGHBOURS + 1):
        places = places[places < len(key) - step]
        places = places[key[places] == key[places + step]]
        found.append(pl.DataFrame({"one": article[places], "other": article[places + step]}).unique())
    return pl.concat(found).unique()


def _measure_pairs(pairs: pl.DataFrame, articles: list[pl.LazyFrame], numbered: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs with the Jaccard coefficient of their sets of shingles; a text without any is like no other."""
    wanted = pl.concat([pairs["one"], pairs["other"]]).unique()
    ids = numbered.select("article_id", "article").filter(pl.col("article").is_in(wanted.implode()))
    sets = pl.concat([_collect_shingles(shard, ids) for shard in articles])
    others = sets.rename({"article": "other", "shingles": "other_shingles"})
    both = pl.col("shingles").list.set_intersection("other_shingles").list.len()
    either = pl.col("shingles").list.len() + pl.col("other_shingles").list.len() - both
    measured = [
        batch.join(sets, left_on="one", right_on="article", how="left")
        .join(others, on="other", how="left")
        .select("one", "other", similarity=(both / either).fill_null(0.0))
        for batch in pairs.iter_slices(PAIRS_AT_ONCE)
    ]
    return pl.concat([pairs.clear().with_columns(similarity=pl.lit(0.0)), *measured])


def _collect_shingles(articles: pl.LazyFrame, ids: pl.DataFrame) -> pl.DataFrame:
    """Return the article's number and its set of shingles, for those of a shard that are asked for."""
    texts = articles.select("article_id", "text").join(ids.lazy(), on="article_id").collect()
    sets = hash_shingles(texts["text"]).unique().group_by("row").agg(shingles="hash")
    return sets.select(article=texts["article"].gather(sets["row"]), shingles="shingles")


def _describe_clusters(pairs: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    """Return the table `duplicates`; numbers follow ids, so that a cluster's smallest number is its smallest id."""
    ends = [pairs.select("similarity", "identical", article=end) for end in ("one", "other")]
    members = pl.concat(ends).group_by("article").agg(pl.col("similarity").max(), pl.col("identical").any())
    labels = pl.Series(_connect(pairs, numbered.height))
    members = members.with_columns(cluster=pl.col("article").min().over(labels.gather(members["article"])))
    ids = numbered["article_id"]
    named = [ids.gather(members["article"]).alias("article_id"), ids.gather(members["cluster"]).alias("cluster")]
    return members.select(*named, "similarity", "identical").sort("article_id")


def _connect(pairs: pl.DataFrame, n_articles: int) -> NDArray[np.int32]:
    """Return the label of each article's connected component."""
    ends = (pairs["one"].to_numpy(), pairs["other"].to_numpy())
    graph = sparse.coo_array((np.ones(pairs.height, dtype=np.int8), ends), shape=(n_articles, n_articles))
    labels: NDArray[np.int32] = csgraph.connected_components(graph, directed=False)[1]
    return labels


def _name_pairs(pairs: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    ids = numbered["article_id"]
    named = {"article_id": ids.gather(pairs["one"]), "other_id": ids.gather(pairs["other"])}
    return pl.DataFrame({**named, "similarity": pairs["similarity"]}).sort("article_id", "other_id")


def choose_counted(articles: pl.LazyFrame, duplicates: pl.DataFrame, which: str) -> pl.DataFrame:
    """Return for each article its story, whether it counts, and why.

    The story is the cluster, or the article itself where it has no near-duplicate. `which` is `each` (all count),
    `outlet` (one of a story in each outlet counts) or `once` (one of a story). The one that counts is the earliest by
    day, undated ones last, then by id. Articles without an outlet are taken as one outlet.
    """
    described = articles.select("article_id", "outlet", "published").collect()
    described = described.join(duplicates.select("article_id", "cluster"), on="article_id", how="left")
    described = described.with_columns(story=pl.coalesce("cluster", "article_id"))
    ranked = described.sort("published", "article_id", nulls_last=True)
    rivals = {"each": ["article_id"], "outlet": ["story", "outlet"], "once": ["story"]}[which]
    ranked = ranked.with_columns(chosen=pl.col("article_id").first().over(rivals))
    return ranked.select(
        "article_id", "story", counted=pl.col("article_id") == pl.col("chosen"), reason=_give_reason(which)
    ).sort("article_id")


def _give_reason(which: str) -> pl.Expr:
    chosen = {"each": "each article counts", "outlet": "first of its story in the outlet", "once": "first of its story"}
    counted = pl.when(pl.col("cluster").is_null()).then(pl.lit("no near-duplicate")).otherwise(pl.lit(chosen[which]))
    is_chosen = pl.col("article_id") == pl.col("chosen")
    return pl.when(is_chosen).then(counted).otherwise(pl.format("near-duplicate of {}, which counts", "chosen"))
