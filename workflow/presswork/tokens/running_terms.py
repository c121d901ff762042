"""The terms of running text: the term of each word in a layer, and multiword terms in place of their words."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain, zip_longest

import polars as pl

from presswork.tokens.acronyms import is_in_capitals
from presswork.tokens.layers import to_lower, trim_edges

PLACE = ("article_id", "sentence", "position")
CHARACTERS = ("start", "end")
LOWER: tuple[Callable[[str], str], ...] = (partial(to_lower, language="tr"), str.lower)


class TermFinder:
    """Finds the term for what a user wrote: as written, or else in lower case, or else in any case.

    Lower case is that of Turkish if that makes a term. An abbreviation may lack its last full stop.
    """

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._terms = {*terms}
        self._by_lower: tuple[dict[str, str], ...] = tuple({} for _ in LOWER)
        for term in sorted(self._terms):
            for lower, known in zip(LOWER, self._by_lower, strict=True):
                known.setdefault(lower(term), term)

    def find(self, written: str) -> str | None:
        """Return the term, or None if there is none of these letters."""
        return next(filter(None, map(self._find_spelled, (written, trim_edges(written)))), None)

    def _find_spelled(self, written: str) -> str | None:
        lowered = [lower(written) for lower in LOWER]
        exact = (form for form in (written, *lowered) if form in self._terms)
        in_any_case = (known[form] for form, known in zip(lowered, self._by_lower, strict=True) if form in known)
        return next(chain(exact, in_any_case), None)

    def __call__(self, written: str) -> str:
        """Return the term; if there is none, what is written in capitals as it is, and other words in lower case."""
        found = self.find(written)
        return found if found is not None else written if is_in_capitals(written) else written.lower()


def name_term(layer: str) -> pl.Expr:
    """Return the vocabulary column with the term of each token, as `term`; for the layer `phrase`, this is `lower`."""
    return pl.col("lower" if layer == "phrase" else layer).alias("term")


def pair_shards(
    tokens: Sequence[pl.LazyFrame], layer: str, phrase_places: Sequence[pl.LazyFrame]
) -> Iterator[tuple[pl.LazyFrame, pl.LazyFrame | None]]:
    """Yield each shard with the places of its multiword terms, or with None if the layer is not `phrase`."""
    return zip_longest(tokens, phrase_places if layer == "phrase" else ())


def number_terms(vocabulary: pl.LazyFrame, layer: str, phrase_places: Sequence[pl.LazyFrame]) -> pl.DataFrame:
    """Return every possible term, sorted and numbered (`column`), and whether it is a stop word."""
    words = vocabulary.filter("word").select("stop", name_term(layer))
    # A multiword term is not in the vocabulary and not a stop word.
    multiword = phrase_places if layer == "phrase" else ()
    phrases = [places.select(stop=pl.lit(False), term="phrase").unique() for places in multiword]
    terms = pl.concat([words, *phrases]).group_by("term").agg(pl.col("stop").all())
    return terms.sort("term").with_row_index("column").collect()


def name_tokens(vocabulary: pl.LazyFrame, layer: str, terms: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return `token_id` and `term` of the words whose term is in `terms` (default: all), with its columns."""
    words = vocabulary.filter("word").select("token_id", name_term(layer))
    return (words if terms is None else words.join(terms.lazy(), on="term")).collect()


def read_terms(
    tokens: Sequence[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    layer: str,
    phrase_places: Sequence[pl.LazyFrame],
    terms: pl.DataFrame | None = None,
    bodies: pl.DataFrame | None = None,
    characters: bool = False,
) -> Iterator[pl.LazyFrame]:
    """Yield the occurrences of `terms` (default: all) in each shard, unordered, with the columns of `terms`.

    Each has article_id, sentence and position of its first token, and with `characters` its start and end in the
    record. `bodies` has the `article_id` of those whose bodies are read; without it, all articles are, titles too.
    """
    named = name_tokens(vocabulary, layer, terms)
    for shard, phrases in pair_shards(tokens, layer, phrase_places):
        words = locate_words(shard, named, bodies, characters)
        yield words if phrases is None else put_phrases(words, phrases, shard, terms, bodies)


def locate_words(
    tokens: pl.LazyFrame, named: pl.DataFrame, bodies: pl.DataFrame | None, characters: bool = False
) -> pl.LazyFrame:
    """Return the places of the words of `named` (from `name_tokens`), with its columns except `token_id`."""
    places = choose_bodies(tokens, bodies).select(*PLACE, *(CHARACTERS if characters else ()), "token_id")
    return places.join(named.lazy(), on="token_id").drop("token_id")


def put_phrases(
    words: pl.LazyFrame,
    phrases: pl.LazyFrame,
    tokens: pl.LazyFrame,
    terms: pl.DataFrame | None,
    bodies: pl.DataFrame | None,
) -> pl.LazyFrame:
    """Return words (from `locate_words`) with each multiword term in place of its words."""
    own = choose_bodies(phrases, bodies).with_columns(term="phrase", last=pl.col("position") + pl.col("n_tokens") - 1)
    covered = own.select("article_id", position=pl.int_ranges("position", pl.col("last") + 1)).explode("position")
    found = own if terms is None else own.join(terms.lazy(), on="term")
    columns = words.collect_schema().names()
    if "start" in columns:
        first = tokens.select("article_id", "position", "start")
        last = tokens.select("article_id", "end", last="position")
        found = found.join(first, on=["article_id", "position"]).join(last, on=["article_id", "last"])
    return pl.concat([words.join(covered, on=["article_id", "position"], how="anti"), found.select(columns)])


def choose_bodies(shard: pl.LazyFrame, bodies: pl.DataFrame | None) -> pl.LazyFrame:
    """Return the tokens in the bodies of the articles in `bodies` (`article_id`), which are those that are counted."""
    if bodies is None:
        return shard
    ids = bodies.select("article_id").unique().lazy()
    return shard.filter(pl.col("field") == "body").join(ids, on="article_id", how="semi")
