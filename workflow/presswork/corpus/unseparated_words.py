"""Finds articles in scripts without spaces between words; they are counted only if a segmenter separated the words."""

import polars as pl

from presswork.corpus.reading.formats.record import Notice

LANGUAGES = ("bo", "ja", "km", "lo", "my", "th", "zh")
EAST_ASIAN = r"[\p{Han}\p{Hiragana}\p{Katakana}ー]"
SOUTH_EAST_ASIAN = r"[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Tibetan}]"
# Mean length of what blanks and punctuation separate, in characters: words of segmented texts are shorter (Chinese and
# Japanese about 2, Thai about 4), phrases longer.
LONGEST_MEAN = {EAST_ASIAN: 3.5, SOUTH_EAST_ASIAN: 10.0}
# Share of all characters from which on a text is taken to be in such a script.
MOST = 0.5
REASON = "words not separated"
DETAIL = "the text is mostly in a script without blanks between words, so that whole phrases would count as words"
REMEDY = (
    "put blanks between its words with a segmenter (docs/tokens.md names some) and add the file again; until then the "
    "article is not counted"
)


def find_unseparated(texts: pl.Series) -> pl.Series:
    """Return which texts are mostly in a script without spaces between words, and are not segmented."""
    found = pl.Series(texts.name, [False] * len(texts), pl.Boolean)
    places = texts.str.contains(f"{EAST_ASIAN}|{SOUTH_EAST_ASIAN}").fill_null(False).arg_true()
    if not len(places):
        return found
    some = texts.gather(places)
    size = some.str.len_chars()
    apart = pl.Series([False] * len(some), dtype=pl.Boolean)
    for script, longest in LONGEST_MEAN.items():
        n_characters, n_runs = some.str.count_matches(script), some.str.count_matches(f"{script}+")
        apart |= (n_characters >= MOST * size) & (n_characters > longest * n_runs)
    return found.scatter(places.filter(apart), True)


def remark_unseparated(record: int | None) -> Notice:
    """Return the notice for such an article."""
    return Notice(record, REASON, DETAIL, REMEDY)
