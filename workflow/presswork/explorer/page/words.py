"""Where in the articles the words stand, as terms: what marks and concordances are made of."""

from collections.abc import Sequence

import polars as pl

from presswork.explorer.page.quotes import Pieces
from presswork.tokens.running_terms import read_terms

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

    Titles are included.
    """
    listed = [(article, start, start + len(text)) for article, parts in pieces.items() for start, text in parts]
    shown = pl.DataFrame(listed, {"article_id": pl.String, "first": pl.Int64, "last": pl.Int64}, orient="row")
    if shown.is_empty():
        return pl.DataFrame(schema=ROWS)
    inside = (pl.col("start") >= pl.col("first")) & (pl.col("end") <= pl.col("last"))
    placed = read_terms(tokens, vocabulary, layer, phrase_places, terms.select("term", "rank"), characters=True)
    found = [words.join(shown.lazy(), on="article_id").filter(inside).select(*ROWS).collect() for words in placed]
    return pl.concat(found).sort("article_id", "start")


def list_steps(places: pl.DataFrame) -> dict[str, list[int]]:
    """Return each article's occurrences as steps: characters since the last end, length, rank, one after another."""
    steps: dict[str, list[int]] = {}
    ends: dict[str, int] = {}
    for article_id, start, end, rank in places.iter_rows():
        steps.setdefault(article_id, []).extend((start - ends.get(article_id, 0), end - start, rank))
        ends[article_id] = end
    return steps
