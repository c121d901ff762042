"""Where in the articles the words stand, as terms: what marks and concordances are made of."""

from collections.abc import Sequence
from itertools import zip_longest

import polars as pl

from presswork.explorer.page.quotes import Pieces

ROWS = {"article_id": pl.String, "start": pl.Int64, "end": pl.Int64, "rank": pl.Int64}


def locate_terms(
    tokens: Sequence[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    layer: str,
    terms: pl.DataFrame,
    pieces: Pieces,
    phrase_places: Sequence[pl.LazyFrame] = (),
) -> pl.DataFrame:
    """Return article, start, end (characters of the record) and rank of each occurrence of `terms` in the pieces.

    Titles are included. With `phrase_places`, a multiword term stands in the place of its words.
    """
    shown = pl.DataFrame(
        [(article, start, start + len(text)) for article, parts in pieces.items() for start, text in parts],
        schema={"article_id": pl.String, "first": pl.Int64, "last": pl.Int64},
        orient="row",
    )
    if shown.is_empty():
        return pl.DataFrame(schema=ROWS)
    ranks = terms.select("term", "rank").lazy()
    named = vocabulary.filter("word").select("token_id", term="lower" if layer == "phrase" else layer)
    numbers = named.join(ranks, on="term").select("token_id", "rank")
    found = [
        _locate(shard, numbers, ranks, shown.lazy(), places) for shard, places in zip_longest(tokens, phrase_places)
    ]
    return pl.concat(found).sort("article_id", "start")


def _locate(
    tokens: pl.LazyFrame,
    numbers: pl.LazyFrame,
    ranks: pl.LazyFrame,
    shown: pl.LazyFrame,
    phrase_places: pl.LazyFrame | None,
) -> pl.DataFrame:
    words = tokens.join(numbers, on="token_id").select("article_id", "position", "start", "end", "rank")
    if phrase_places is not None:
        covered = phrase_places.select(
            "article_id",
            "phrase",
            first="position",
            position=pl.int_ranges("position", pl.col("position") + pl.col("n_tokens")),
        ).explode("position")
        whole = (
            covered.join(tokens.select("article_id", "position", "start", "end"), on=["article_id", "position"])
            .group_by("article_id", "phrase", position="first")
            .agg(pl.col("start").min(), pl.col("end").max())
            .join(ranks, left_on="phrase", right_on="term")
            .select("article_id", "position", "start", "end", "rank")
        )
        rest = words.join(covered.select("article_id", "position"), on=["article_id", "position"], how="anti")
        words = pl.concat([rest, whole])
    inside = words.join(shown, on="article_id").filter(
        pl.col("start") >= pl.col("first"), pl.col("end") <= pl.col("last")
    )
    return inside.select(*ROWS).collect()


def list_steps(places: pl.DataFrame) -> dict[str, list[int]]:
    """Return each article's occurrences as steps: characters since the last end, length, rank, one after another."""
    steps: dict[str, list[int]] = {}
    ends: dict[str, int] = {}
    for article_id, start, end, rank in places.iter_rows():
        steps.setdefault(article_id, []).extend((start - ends.get(article_id, 0), end - start, rank))
        ends[article_id] = end
    return steps
