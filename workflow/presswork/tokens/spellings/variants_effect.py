"""The effect of the accepted variants on the counts per outlet, since spelling is often house style."""

from collections.abc import Sequence

import polars as pl

from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.tokens.running_terms import TermFinder
from presswork.tokens.spellings.accepted_variants import find_unmatched, read_accepted
from presswork.tokens.spellings.word_counts import select_words

ALL = "(all)"
UNKNOWN = "(unknown)"
KEY = ["canonical", "variant"]


def measure_effect(
    tokens: list[pl.LazyFrame],
    vocabulary: pl.DataFrame,
    counted: pl.DataFrame,
    articles: pl.LazyFrame,
    accepted: Sequence[str],
    strict: bool,
) -> dict[str, pl.DataFrame]:
    """Return how each accepted variant changes the counts per outlet, and the variants that the corpus does not have.

    Counts are of the bodies of counted articles; outlets with neither spelling are left out. `accepted` are your tables
    as CSV. With `strict`, raises PressworkError if the corpus does not have a variant.
    """
    words = vocabulary.filter("word")["lower"]
    rows = read_accepted(accepted, TermFinder(words))
    unmatched = find_unmatched(rows, set(words))
    if strict and unmatched:
        raise PressworkError(
            "The corpus does not have a word in annotations/variants.csv, and corpus.strict is true.",
            found="; ".join(row["detail"] for row in unmatched),
            expected="variants that occur",
            remedy="correct or remove the rows, or set corpus.strict: false",
        )
    merges = pl.DataFrame([(row.variant, row.canonical) for row in rows], ["variant", "canonical"], orient="row")
    merges = merges.cast(pl.String).unique()
    outlet = pl.col("outlet").fill_null(UNKNOWN)
    counted = counted.join(articles.select("article_id", outlet=outlet).collect(), on="article_id")
    tables = find_tables()
    return {
        "variants_effect": _compare(merges, _count(tokens, vocabulary, counted, merges)),
        "variants_unmatched": pl.DataFrame(unmatched, tables["variants_unmatched"].schema),
    }


def _count(
    tokens: list[pl.LazyFrame], vocabulary: pl.DataFrame, counted: pl.DataFrame, merges: pl.DataFrame
) -> pl.DataFrame:
    """Return the occurrences of variants and canonical spellings per outlet and in total."""
    wanted = pl.concat([merges["variant"], merges["canonical"]]).unique().alias("lower").to_frame()
    shards = [
        select_words(shard, vocabulary, counted)
        .join(wanted, on="lower", how="semi")
        .join(counted.select("article_id", "outlet"), on="article_id")
        .group_by("lower", "outlet")
        .agg(n=pl.len().cast(pl.Int64))
        for shard in tokens
    ]
    counts = pl.concat(shards)
    everywhere = counts.with_columns(outlet=pl.lit(ALL))
    return pl.concat([counts, everywhere]).group_by("lower", "outlet").agg(pl.col("n").sum())


def _compare(merges: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    forms = pl.concat([merges, merges.select(variant="canonical", canonical="canonical").unique()])
    merged = counts.join(forms, left_on="lower", right_on="variant").group_by("canonical", "outlet")
    rows = merges.join(merged.agg(merged_count=pl.col("n").sum()), on="canonical")
    for side in ("variant", "canonical"):
        own = counts.rename({"lower": side, "n": f"{side}_count"})
        rows = rows.join(own, on=[side, "outlet"], how="left").with_columns(pl.col(f"{side}_count").fill_null(0))
    return rows.with_columns(variant_share=pl.col("variant_count") / pl.col("merged_count")).sort(*KEY, "outlet")
