"""N-grams of two to four words within a sentence, with their counts."""

import polars as pl

from presswork.terms.counting.frequency import MILLION
from presswork.tokens.neighbouring_tokens import choose_least, count_runs, name_keys, read_forms
from presswork.tokens.running_terms import name_term

LENGTHS = (2, 3, 4)


def count_ngrams(
    matrix_rows: pl.DataFrame, tokens: list[pl.LazyFrame], vocabulary: pl.DataFrame, layer: str
) -> pl.DataFrame:
    """Return the n-grams with count, articles and rate; punctuation and clitics end a run of words.

    N-grams are listed if they are frequent enough for `choose_least`. The layer `phrase` is read as `lower`.
    """
    ids = matrix_rows.select("article_id").unique()
    number = name_term(layer).rank("dense").cast(pl.UInt32)
    forms = vocabulary.select("token_id", "stop", name_term(layer), is_open="word", form=number)
    least = choose_least(ids.height)
    shards = [read_forms(shard, ids.lazy(), forms.lazy()) for shard in tokens]
    names = forms.group_by("form", "term").agg(stop=pl.col("stop").all())
    found, shorter = [], None
    for length in LENGTHS:
        runs = count_runs(shards, length, shorter)
        # An n-gram is at most as frequent as its parts, so longer ones are searched among these only.
        shorter = runs.filter(pl.col("count") >= least[0], pl.col("articles") >= least[1])
        found.append(_spell(shorter, names, length))
    rate = pl.col("count") / int(matrix_rows["n_words"].sum()) * MILLION
    ranked = pl.concat(found).sort("n_words", "count", "ngram", descending=[False, True, False])
    rank = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("n_words")
    return ranked.with_columns(per_million=rate, rank=rank)


def _spell(runs: pl.DataFrame, names: pl.DataFrame, length: int) -> pl.DataFrame:
    keys = name_keys(length)
    for key in keys:
        runs = runs.join(names.select(pl.all().name.prefix(f"{key}_")), left_on=key, right_on=f"{key}_form")
    return runs.select(
        "count",
        "articles",
        ngram=pl.concat_str([f"{key}_term" for key in keys], separator=" "),
        n_words=pl.lit(length, pl.Int64),
        content=~pl.col(f"{keys[0]}_stop") & ~pl.col(f"{keys[-1]}_stop"),
    )
