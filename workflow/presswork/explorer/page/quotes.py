"""The pieces of the articles' text that the page shows, depending on `explorer.text`."""

import polars as pl

QUOTED_WORDS = 25
QUOTED_CHARACTERS = 250
RECORD_CHARACTERS = 200_000
Pieces = dict[str, list[tuple[int, str]]]


def choose_pieces(
    text: str, articles: pl.DataFrame, records: pl.LazyFrame, sentences: list[pl.LazyFrame], typical: pl.DataFrame
) -> Pieces:
    """Return the pieces of each article's record that the page shows, as (first character, text).

    `full`: the record, up to `RECORD_CHARACTERS`. `snippets`: headline, first sentence and the quotation for
    the article's topic, each up to `QUOTED_WORDS` words. `none`: nothing.
    """
    if text == "none":
        return {}
    chosen = records.join(articles.select("article_id").lazy(), on="article_id", how="semi")
    texts = dict(chosen.select("article_id", "text").collect().iter_rows())
    if text == "full":
        return {article_id: [(0, record[:RECORD_CHARACTERS])] for article_id, record in texts.items()}
    places = list_quotable(articles, sentences, typical)
    return {article_id: _quote(record, places.get(article_id, [])) for article_id, record in texts.items()}


def list_quotable(
    articles: pl.DataFrame, sentences: list[pl.LazyFrame], typical: pl.DataFrame
) -> dict[str, list[tuple[int, int]]]:
    """Return start and end of each article's headline, first sentence and quotation."""
    # If there is a title, it is the first sentence.
    opening = articles.lazy().select("article_id", first=pl.col("title").is_not_null().cast(pl.Int64))
    found = pl.concat(sentences).join(opening, on="article_id").filter(pl.col("sentence") <= pl.col("first"))
    quoted = typical.drop_nulls("start").sort("article_id")
    places: dict[str, list[tuple[int, int]]] = {}
    for each in (found.sort("article_id", "sentence").collect(), quoted):
        for article_id, start, end in each.select("article_id", "start", "end").iter_rows():
            places.setdefault(article_id, []).append((start, end))
    return places


def limit_quotations(typical: pl.DataFrame, text: str) -> pl.DataFrame:
    """Return the typical articles with the quotations that `text` allows: for `snippets`, one per article."""
    if text == "full":
        return typical
    ordered = typical.sort("rank", "topic")
    kept = pl.lit(text == "snippets") & pl.col("article_id").is_first_distinct()
    blanked = ordered.with_columns(pl.when(kept).then(pl.col("quotation", "start", "end")))
    shortened = pl.col("quotation").map_elements(quote, return_dtype=pl.String)
    return blanked.with_columns(shortened).sort("topic", "rank")


def _quote(record: str, places: list[tuple[int, int]]) -> list[tuple[int, str]]:
    pieces = []
    last = 0
    for start, end in sorted(places):
        # A sentence that is quoted twice is shown once.
        begin = max(start, last)
        if piece := shorten(record[begin:end]):
            pieces.append((begin, piece))
        last = max(last, end)
    return pieces


def quote(text: str) -> str:
    """Return the first words of a text, as many as may be quoted, with an ellipsis if any are left out."""
    shown = shorten(text)
    return shown if shown == text else f"{shown.rstrip()} …"


def shorten(text: str) -> str:
    """Return the first words of a text, as many as may be quoted."""
    found = text[: QUOTED_CHARACTERS + 1]
    words = 0
    for place, sign in enumerate(found):
        if sign.isspace() and place and not found[place - 1].isspace():
            words += 1
            if words == QUOTED_WORDS:
                return found[:place]
    if len(text) <= QUOTED_CHARACTERS:
        return text
    return found[: max(found.rfind(" "), 0)] or found[:QUOTED_CHARACTERS]
