"""Stories: which pairs of articles report the same one, and which article represents it."""

import numpy as np
import polars as pl
from scipy import sparse
from scipy.sparse import csgraph

# Fewer shingles than this are a phrase that many articles may hold: such a text joins copies of itself alone.
PART_SHINGLES = 10
# An article of at least this part of the length of its story's longest tells the whole story.
WHOLE = 0.9
# Databases write the name of an outlet with or without its article and its place: The Times (London), Times.
PLACE = r"\s*\([^()]*\)\s*$"
OTHER_SIGNS = r"[^\p{L}\p{N}]+"
ARTICLE = r"^(?:the|der|die|das|le|la|les|el|los|il|lo|de|het) "


def join_pairs(measured: pl.DataFrame, same_record: pl.DataFrame, similarity: float, n_articles: int) -> pl.DataFrame:
    """Return the pairs that tell the same story.

    `measured` has of each pair (one, other) the shingles of both (n_one, n_other), those that they share (both), and
    the coefficients `similarity` (Jaccard) and `containment`. Joined are

    - repeats of a record (`same_record`),
    - copies: pairs whose Jaccard coefficient is at least that of two texts of one length that share the part
      `similarity` of their shingles,
    - parts, such as a teaser or an early version: texts of which a longer one holds the part `similarity`. A text that
      holds several, none of which holds another, is a digest: it joins none but one that makes up half of it. A text
      and its copies are part of one other alone, that of which they make up most.
    """
    copy, long = pl.col("similarity") >= similarity / (2 - similarity), pl.min_horizontal("n_one", "n_other")
    measured = measured.with_columns(copy=copy)
    held = measured.filter(pl.col("containment") >= similarity, pl.col("copy") | (long >= PART_SHINGLES))
    recorded = measured.join(same_record, on=["one", "other"], how="semi")
    copies = pl.concat([measured.filter("copy"), recorded]).unique()
    return pl.concat([copies, _choose_parts(held, connect(copies, n_articles))]).unique()


def _choose_parts(held: pl.DataFrame, versions: pl.Series) -> pl.DataFrame:
    """Return the pairs of a part and the text that it is part of; `versions` labels each article and its copies."""
    longer, ends = pl.col("n_one") > pl.col("n_other"), ("one", "other")
    pairs = held.with_columns(
        part=pl.when(longer).then("other").otherwise("one"), whole=pl.when(longer).then("one").otherwise("other")
    )
    through = pairs.select("part", middle="whole").join(pairs.select(middle="part", whole="whole"), on="middle")
    direct = pairs.join(through, on=["part", "whole"], how="anti")
    makes_up_half = 2 * pl.col("both") >= pl.max_horizontal("n_one", "n_other")
    parts = direct.filter((pl.len().over("whole") == 1) | makes_up_half).filter(~pl.col("copy"))
    labels = {name: versions.gather(parts[name]) for name in ("part", "whole")}
    apart = parts.with_columns(**labels).filter(pl.col("part") != pl.col("whole"))
    ordered = apart.sort("similarity", *ends, descending=[True, False, False])
    return ordered.unique("part", keep="first", maintain_order=True).select(held.columns)


def connect(pairs: pl.DataFrame, n_articles: int) -> pl.Series:
    """Return for each article the label of those that pairs (one, other) connect."""
    ends = (pairs["one"].to_numpy(), pairs["other"].to_numpy())
    graph = sparse.coo_array((np.ones(pairs.height, dtype=np.int8), ends), shape=(n_articles, n_articles))
    return pl.Series(csgraph.connected_components(graph, directed=False)[1])


def choose_counted(articles: pl.LazyFrame, duplicates: pl.DataFrame, which: str) -> pl.DataFrame:
    """Return the story of each article, whether it counts, and why.

    The story is the cluster, or the article itself where it has no near-duplicate. `which` is `each` (all count),
    `outlet` (one of a story in each outlet counts) or `once` (one of a story). The one that counts is the earliest that
    tells the whole story: of those at least `WHOLE` as long as the longest, the earliest by day, undated ones last,
    then by id. Articles without an outlet are taken as one outlet, and so are names that `_fold_outlet` makes equal.
    """
    described = articles.select("article_id", "outlet", "published", "n_characters").collect()
    described = described.join(duplicates.select("article_id", "cluster"), on="article_id", how="left")
    described = described.with_columns(_fold_outlet(), story=pl.coalesce("cluster", "article_id"))
    rivals = {"each": ["article_id"], "outlet": ["story", "outlet"], "once": ["story"]}[which]
    partial = pl.col("n_characters") < WHOLE * pl.col("n_characters").max().over(rivals)
    ranked = described.sort(partial, "published", "article_id", nulls_last=True)
    ranked = ranked.with_columns(chosen=pl.col("article_id").first().over(rivals))
    return ranked.select(
        "article_id", "story", counted=pl.col("article_id") == pl.col("chosen"), reason=_give_reason(which)
    ).sort("article_id")


def _fold_outlet() -> pl.Expr:
    """Return the name of an outlet without case, punctuation, article, and place in parentheses."""
    named = pl.col("outlet").str.to_lowercase().str.replace(PLACE, "").str.replace_all(OTHER_SIGNS, " ")
    return named.str.strip_chars().str.replace(ARTICLE, "")


def _give_reason(which: str) -> pl.Expr:
    chosen = {
        "each": "each near-duplicate counts",
        "outlet": "represents its story in the outlet",
        "once": "represents its story",
    }
    counted = pl.when(pl.col("cluster").is_null()).then(pl.lit("no near-duplicate")).otherwise(pl.lit(chosen[which]))
    is_chosen = pl.col("article_id") == pl.col("chosen")
    return pl.when(is_chosen).then(counted).otherwise(pl.format("near-duplicate of {}, which is counted", "chosen"))
