"""Multiword terms: those on your list, and associated pairs and triples of words of the corpus."""

from collections.abc import Iterable, Sequence

import polars as pl

from presswork.core.annotations import Form, read_rows, refuse_line
from presswork.core.schema import find_tables
from presswork.statistics.association import log_dice, log_likelihood
from presswork.tokens.fixed_words import split_words
from presswork.tokens.neighbouring_tokens import choose_least, count_runs, name_keys, read_forms
from presswork.tokens.running_terms import TermFinder

FORM = Form("annotations/phrases.csv", ("phrase",))
MIN_LOG_DICE = 10
# The 0.0001 critical value of chi-squared with one degree of freedom.
MIN_G2 = 15.13
KEYS = name_keys(3)
OCCURRENCES = find_tables()["phrase_places"].schema


def find_phrases(
    counted: pl.DataFrame, tokens: list[pl.LazyFrame], vocabulary: pl.DataFrame, given: list[str]
) -> pl.DataFrame:
    """Return the multiword terms: those of the lists, and associated runs of two or three adjacent words.

    A pair of words that are not stop words is associated if its logDice (Rychlý 2008) is at least MIN_LOG_DICE and its
    log-likelihood ratio (Dunning 1993, four cells) at least MIN_G2. In a triple, both pairs must be associated, and one
    of them with the third word. `counted` says which articles are searched; `given` are lists as CSV with a column
    `phrase`. Raises PressworkError for what `read_phrases` refuses.
    """
    listed = pl.DataFrame({"phrase": sorted(set(read_phrases(given, vocabulary["lower"])))}, {"phrase": pl.String})
    ids = counted.filter("counted").select("article_id")
    forms = _number_forms(vocabulary)
    shards = [read_forms(shard, ids.lazy(), forms.lazy()) for shard in tokens]
    words = count_runs(shards, 1)
    total = int(words["count"].sum())
    least = choose_least(ids.height)
    pairs = _measure(count_runs(shards, 2), words, words, total, least)
    triples = count_runs(shards, 3, pairs)
    held = [pairs, _measure(triples, pairs, words, total, least), _measure(triples, words, pairs, total, least)]
    found = pl.concat([_spell(runs, forms) for runs in held]).sort("phrase", "log_dice").unique("phrase", keep="last")
    occurrences = [locate_phrases(shard, vocabulary.lazy(), listed) for shard in tokens]
    return _add_listed(found, listed, occurrences, ids)


def read_phrases(tables: Sequence[str], terms: Iterable[str] = ()) -> list[str]:
    """Return the phrases of lists as CSV with a column `phrase`, spelled as `terms`, with spaces between tokens.

    Raises PressworkError for what `read_rows` refuses, and for a phrase of fewer than two tokens.
    """
    find = TermFinder(terms)
    return [_read_phrase(row.cells["phrase"], row.line, find) for table in tables for row in read_rows(table, FORM)]


def _read_phrase(phrase: str, line: int, find: TermFinder) -> str:
    tokens = list(map(find, split_words(phrase)))
    if len(tokens) < 2:
        raise refuse_line(FORM, line, f"'{phrase}'", "a phrase of two words or more", "correct or remove the line")
    return " ".join(tokens)


def _number_forms(vocabulary: pl.DataFrame) -> pl.DataFrame:
    """Return the number of each token's form, and whether it may be part of a phrase."""
    is_open = pl.col("word") & ~pl.col("stop") & ~pl.col("lower").str.contains(r"^\d+$")
    return vocabulary.select("token_id", "lower", form=pl.col("lower").rank("dense").cast(pl.UInt32), is_open=is_open)


def _measure(
    runs: pl.DataFrame, first: pl.DataFrame, second: pl.DataFrame, total: int, least: tuple[int, int]
) -> pl.DataFrame:
    """Return the runs whose two parts, counted in `first` and `second`, are associated, with logDice and G2."""
    frequent = runs.filter(pl.col("count") >= least[0], pl.col("articles") >= least[1])
    keys = _list_keys(runs)
    for name, part, side in (("first", first, keys), ("second", second, keys[len(_list_keys(first)) :])):
        own = _list_keys(part)
        sizes = part.select(*(pl.col(old).alias(new) for old, new in zip(own, side, strict=False)), **{name: "count"})
        frequent = frequent.join(sizes, on=side[: len(own)])
    joint, one, other = (frequent[name].to_numpy() for name in ("count", "first", "second"))
    measured = frequent.drop("first", "second").with_columns(
        log_dice=pl.Series(log_dice(joint, one, other), dtype=pl.Float64),
        g2=pl.Series(log_likelihood(joint, one, other, total), dtype=pl.Float64),
    )
    return measured.filter(pl.col("log_dice") >= MIN_LOG_DICE, pl.col("g2") >= MIN_G2)


def _list_keys(runs: pl.DataFrame) -> list[str]:
    return [name for name in runs.columns if name in KEYS]


def _spell(runs: pl.DataFrame, forms: pl.DataFrame) -> pl.DataFrame:
    keys = _list_keys(runs)
    names = forms.select("form", "lower").unique("form")
    for key in keys:
        runs = runs.join(names.rename({"form": key, "lower": f"{key}_form"}), on=key)
    phrase = pl.concat_str([f"{key}_form" for key in keys], separator=" ")
    return runs.select("count", "articles", "log_dice", "g2", phrase=phrase)


def _add_listed(
    found: pl.DataFrame, listed: pl.DataFrame, occurrences: list[pl.DataFrame], ids: pl.DataFrame
) -> pl.DataFrame:
    """Return the phrases with their origin; listed ones are kept whatever their measures are."""
    seen = pl.concat([OCCURRENCES.to_frame(), *occurrences]).filter(pl.col("field") == "body")
    counts = (
        seen.join(ids, on="article_id", how="semi")
        .group_by("phrase")
        .agg(count=pl.len().cast(pl.Int64), articles=pl.col("article_id").n_unique().cast(pl.Int64))
    )
    own = listed.join(counts, on="phrase", how="left").with_columns(pl.col("count", "articles").fill_null(0))
    measures = found.select("phrase", "log_dice", "g2")
    own = own.join(measures, on="phrase", how="left").with_columns(origin=pl.lit("person"))
    others = found.join(listed, on="phrase", how="anti").with_columns(origin=pl.lit("corpus"))
    columns = [name for name in find_tables()["phrases"].schema if name != "n_words"]
    merged = pl.concat([own.select(columns), others.select(columns)])
    return merged.with_columns(n_words=pl.col("phrase").str.count_matches(" ", literal=True).cast(pl.Int64) + 1)


def locate_phrases(tokens: pl.LazyFrame, vocabulary: pl.LazyFrame, phrases: pl.DataFrame) -> pl.DataFrame:
    """Return where `phrases` occur in a shard: article, field, sentence, position of the first token, number of tokens.

    A phrase is a run of adjacent tokens of a sentence with the phrase's forms (`lower`). If phrases overlap, the one
    that starts first is taken; of those that start together, the longest.
    """
    forms = vocabulary.select("token_id", "lower")
    words = (
        tokens.join(forms, on="token_id", maintain_order="left")
        .select("article_id", "field", "sentence", "position", "lower")
        .collect()
    )
    by_length: dict[int, list[str]] = {}
    for phrase in phrases["phrase"]:
        by_length.setdefault(phrase.count(" ") + 1, []).append(phrase)
    found = pl.concat([OCCURRENCES.to_frame(), *(_match(words, each, length) for length, each in by_length.items())])
    ordered = found.sort("article_id", "position", "n_tokens", descending=[False, False, True])
    taken, article, free = [], None, 0
    for number, (article_id, position, n_tokens) in enumerate(
        ordered.select("article_id", "position", "n_tokens").iter_rows()
    ):
        if article_id != article or position >= free:
            taken.append(number)
            article, free = article_id, position + n_tokens
    return ordered[taken]


def _match(words: pl.DataFrame, phrases: list[str], length: int) -> pl.DataFrame:
    """Return every occurrence of phrases of one length, including overlapping ones."""
    steps = range(1, length)
    firsts = {phrase.partition(" ")[0] for phrase in phrases}
    inside = [pl.col(name).shift(1 - length) == pl.col(name) for name in ("article_id", "sentence")]
    runs = words.with_columns(*(pl.col("lower").shift(-step).alias(f"w{step}") for step in steps), *_name(inside))
    runs = runs.filter("inside_0", "inside_1", pl.col("lower").is_in(firsts))
    spelled = runs.with_columns(phrase=pl.concat_str("lower", *(f"w{step}" for step in steps), separator=" "))
    matched = spelled.filter(pl.col("phrase").is_in(phrases)).with_columns(n_tokens=pl.lit(length, pl.Int64))
    return matched.select(OCCURRENCES.names())


def _name(expressions: list[pl.Expr]) -> list[pl.Expr]:
    return [each.alias(f"inside_{number}") for number, each in enumerate(expressions)]
