"""Concordance: each occurrence of a term with the text around it (KWIC, key word in context)."""

import polars as pl

SCHEMA = {"article_id": pl.String, "start": pl.Int64, "left": pl.String, "node": pl.String, "right": pl.String}


def find_concordance(
    tokens: pl.LazyFrame,
    vocabulary: pl.DataFrame,
    records: pl.DataFrame,
    term: str,
    layer: str = "lower",
    width: int = 45,
) -> pl.DataFrame:
    """Return every occurrence of a term: article, offset in the record, left context, node and right context.

    `layer` is the vocabulary's column that the term is looked up in; `width` is the context in characters a side. Rows
    are sorted by article and place.
    """
    ids = vocabulary.filter(pl.col(layer) == term).select("token_id")
    found = tokens.join(ids.lazy(), on="token_id", how="semi").select("article_id", "start", "end")
    places = found.sort("article_id", "start").collect()
    texts = dict(records.join(places, on="article_id", how="semi").select("article_id", "text").iter_rows())
    rows = [
        (article_id, start, *_cut_context(texts[article_id], start, end, width))
        for article_id, start, end in places.iter_rows()
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _cut_context(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    left, right = text[max(0, start - width) : start], text[end : end + width]
    return left.replace("\n", " "), text[start:end], right.replace("\n", " ")
