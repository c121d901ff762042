"""Words of articles that tests write down, as a trace takes them."""

import polars as pl

from presswork.core.schema import find_tables
from presswork.figures.trace.words import Words

SCHEMAS = {name: find_tables()[name].schema for name in ("tokens", "phrase_places")}


def make_words(*texts, layer="lower", phrases=()):
    """Return the words of articles written with blanks between, sentences separated by |; places are of these texts."""
    names = sorted({word for text in texts for word in text.split() if word != "|"})
    tokens, places = [], []
    for number, text in enumerate(texts):
        position = start = 0
        for sentence, part in enumerate(text.split(" | ")):
            words = part.split()
            for step, word in enumerate(words):
                row = (f"a{number}", "body", sentence, position, names.index(word), start, start + len(word))
                tokens.append(row)
                if " ".join(words[step : step + 2]) in phrases:
                    places.append((*row[:4], 2, " ".join(words[step : step + 2])))
                position, start = position + 1, start + len(word) + 1
            start += 2
    vocabulary = pl.DataFrame({"token_id": pl.Series(range(len(names)), dtype=pl.UInt64), "lower": names})
    return Words(
        tokens=[pl.DataFrame(tokens, SCHEMAS["tokens"], orient="row").lazy()],
        vocabulary=vocabulary.with_columns(word=pl.lit(True)).lazy(),
        matrix_rows=pl.DataFrame({"article_id": [f"a{number}" for number in range(len(texts))]}),
        phrase_places=[pl.DataFrame(places, SCHEMAS["phrase_places"], orient="row").lazy()],
        layer=layer,
    )
