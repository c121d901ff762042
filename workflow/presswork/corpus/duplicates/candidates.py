"""Candidates: the pairs of articles whose sketches share enough for their texts to be compared."""

from collections.abc import Iterator

import numpy as np
import polars as pl

from presswork.corpus.duplicates.shingles import combine_hashes
from presswork.statistics.arrays import Mask, Places

# A text of fewer sampled shingles is looked up by each of them, a longer one by links: two that follow each other among
# the shingles whose hash is a multiple of `CHAIN`. Texts that share a sentence alone rarely share a link.
FEW = 48
CHAIN = 16
# A pair is left out if it shares so many standard deviations less than expected of one that just reaches the threshold.
DEVIATIONS = 3
# Of more articles with a key than this, each is only compared with the next, so that any number costs linear time.
NEIGHBOURS = 20
PAIRS_AT_ONCE = 4096


def find_candidates(sketches: list[pl.LazyFrame], numbered: pl.DataFrame, similarity: float) -> pl.DataFrame:
    """Return the pairs (one, other) that may share the part `similarity` of the shingles of the shorter text.

    Links are shared where both of their shingles are and nothing new was sampled between them, which is about the third
    power of what the texts share.
    """
    links, few = [], []
    for sampled in read_sampled(sketches, numbered):
        links.append(_link(sampled.filter(pl.col("key") % CHAIN == 0)))
        few.append(sampled.filter(pl.len().over("article") < FEW))
    short = pl.concat(few)
    asked = short.select(pl.col("key").unique())
    answers = [each.join(asked, on="key", how="semi") for each in read_sampled(sketches, numbered)]
    by_link = _pair(pl.concat(links), numbered, similarity**3)
    by_shingle = _pair(pl.concat(answers), short, similarity)
    return _confirm(pl.concat([by_link, by_shingle]).unique(), sketches, numbered, similarity)


def read_sampled(sketches: list[pl.LazyFrame], numbered: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Yield of each shard the article's number and the keys of its sampled shingles, in the order of the text."""
    numbers = numbered.select("article_id", "article").lazy()
    for sketch in sketches:
        sampled = sketch.filter(pl.col("rank") > 0).join(numbers, on="article_id", maintain_order="left")
        yield sampled.select("article", "key").collect()


def _link(sampled: pl.DataFrame) -> pl.DataFrame:
    """Return article and key of each two shingles that follow each other in a text."""
    article, key = sampled["article"].to_numpy(), sampled["key"].to_numpy()
    linked = article[:-1] == article[1:]
    return pl.DataFrame({"article": article[:-1][linked], "key": combine_hashes([key[:-1], key[1:]])[linked]})


def _pair(keys: pl.DataFrame, asking: pl.DataFrame, share: float) -> pl.DataFrame:
    """Return the pairs that may share that part of the keys of the one with fewer, and of which one is `asking`."""
    # Measured on 4 million keys: sorting takes a tenth of the memory that grouping takes.
    ordered = keys.select("key", "article").sort("key", "article")
    key, article = ordered["key"].to_numpy(), ordered["article"].to_numpy()
    n_keys = np.bincount(article)
    asks = np.isin(np.arange(len(n_keys)), asking["article"].to_numpy())
    found = [pl.DataFrame(schema={"one": pl.UInt32, "other": pl.UInt32, "shared": pl.UInt32})]
    sizes = np.diff(np.flatnonzero(np.diff(key, prepend=key[:1] + 1)), append=len(key))
    few, places = np.repeat(sizes <= NEIGHBOURS, sizes), np.arange(len(key))
    for step in range(1, NEIGHBOURS):
        places = places[places < len(key) - step]
        places = places[(key[places] == key[places + step]) & (few[places] | (step == 1))]
        one, other = article[places], article[places + step]
        pairs = pl.DataFrame({"one": one, "other": other}).filter(pl.Series(asks[one] | asks[other]))
        found.append(pairs.group_by("one", "other").agg(shared=pl.len()))
    shared = pl.concat(found).group_by("one", "other").agg(pl.col("shared").sum())
    fewer = np.minimum(n_keys[shared["one"].to_numpy()], n_keys[shared["other"].to_numpy()])
    return shared.select("one", "other").filter(pl.Series(_may_share(share, fewer, shared["shared"].to_numpy())))


def _may_share(share: float, n_keys: Places, n_shared: Places) -> Mask:
    """Return where so many shared keys are likely enough if the texts share that part of all."""
    likely: Mask = n_shared >= share * n_keys - DEVIATIONS * np.sqrt(share * (1 - share) * n_keys)
    return likely


def _confirm(
    pairs: pl.DataFrame, sketches: list[pl.LazyFrame], numbered: pl.DataFrame, similarity: float
) -> pl.DataFrame:
    """Return the pairs whose whole sketches share enough."""
    wanted = pl.concat([pairs["one"], pairs["other"]]).unique().implode()
    chosen = (sampled.filter(pl.col("article").is_in(wanted)) for sampled in read_sampled(sketches, numbered))
    sketched = measure_sets(pairs, pl.concat([each.group_by("article").agg(shingles="key") for each in chosen]))
    fewer = sketched.select(pl.min_horizontal("n_one", "n_other")).to_series().to_numpy()
    likely = _may_share(similarity, fewer, sketched["both"].to_numpy())
    return sketched.select("one", "other").filter(pl.Series(likely))


def measure_sets(pairs: pl.DataFrame, sets: pl.DataFrame) -> pl.DataFrame:
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
