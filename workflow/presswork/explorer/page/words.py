"""The words of the articles on the page: where each token is, what it counts as, and where multiword terms are.

The page searches its texts as `tokens.concordance` does, so it needs the tokens themselves. One character of `signs`
stands for a token: its length, and whether a blank precedes it.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from presswork.explorer.page.quotes import Pieces
from presswork.tokens.running_terms import name_term, read_terms

ROWS = {"article_id": pl.String, "start": pl.Int64, "end": pl.Int64, "rank": pl.Int64}
# Printable characters that JSON and HTML leave as they are.
SIGNS = "".join(chr(code) for code in range(35, 127) if chr(code) not in "<\\")
LONGEST = 43
# A sentence of the headline begins, or of the body; a token that has no sign of its own follows.
TITLE, BODY, FAR = (SIGNS[2 * LONGEST + number] for number in range(3))
# What a token is: its form in the layer `lower`, its term, and whether it is a word.
Form = tuple[str, str, bool]
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class RunningTokens:
    """The tokens of each article as `signs`, and what the spellings alone do not show.

    `forms` lists spellings with their form in the layer `lower` if it is not that of `fold` (`lower`), spellings with
    the term that they count as if it is not this form (`term`), and spellings that are not words (`other`). `apart` has
    the form, the term, and whether it is a word, for spellings that are something else in some places, such as an
    acronym in a sentence in capitals.
    """

    signs: dict[str, str]
    forms: dict[str, list[Any]]


def encode_tokens(
    tokens: Sequence[pl.LazyFrame], vocabulary: pl.LazyFrame, layer: str, pieces: Pieces
) -> RunningTokens:
    """Return the tokens that lie within the pieces of the articles; `layer` is what they count as."""
    known = vocabulary.select("token_id", "lower", name_term(layer), "word").collect()
    counted_as: dict[int, Form] = {token_id: (lower, term, word) for token_id, lower, term, word in known.iter_rows()}
    signs: dict[str, list[str]] = {}
    spellings: dict[str, Form] = {}
    apart: dict[Form, int] = {}
    columns = ("article_id", "field", "sentence", "start", "end", "token_id")
    for shard in tokens:
        rows = shard.select(columns).collect().sort("article_id", "start", maintain_order=True)
        for (article_id,), own in rows.group_by("article_id", maintain_order=True):
            if shown := pieces.get(str(article_id)):
                signs[str(article_id)] = _encode_article(own, shown, counted_as, spellings, apart)
    forms: dict[str, list[Any]] = {"lower": [], "term": [], "other": [], "apart": [list(form) for form in apart]}
    for spelling in sorted(spellings):
        lower, term, word = spellings[spelling]
        if lower != fold(spelling):
            forms["lower"].append([spelling, lower])
        if word and term != lower:
            forms["term"].append([spelling, term])
        if not word:
            forms["other"].append(spelling)
    return RunningTokens({key: "".join(parts) for key, parts in signs.items()}, forms)


def fold(spelling: str) -> str:
    """Return the lower-case form that the page gives a spelling if it is not told another one."""
    return spelling.lower().replace("’", "'")


def _encode_article(
    tokens: pl.DataFrame,
    pieces: list[tuple[int, str]],
    counted_as: dict[int, Form],
    spellings: dict[str, Form],
    apart: dict[Form, int],
) -> list[str]:
    """Return the signs of an article, and add to `spellings` what each is where it is first, to `apart` other forms."""
    firsts = [start for start, _ in pieces]
    signs: list[str] = []
    last, before = 0, None
    for _, field, sentence, start, end, token_id in tokens.iter_rows():
        number = bisect_right(firsts, start) - 1
        if number < 0 or end > firsts[number] + len(pieces[number][1]):
            continue
        if before != (number, sentence):
            signs.append(TITLE if field == "title" else BODY)
            before = (number, sentence)
        gap, length = start - last, end - start
        last = end
        spelling = pieces[number][1][start - firsts[number] : end - firsts[number]]
        form = counted_as[token_id]
        if form != spellings.setdefault(spelling, form):
            signs.append(f"{FAR}{_shorten(gap)},{_shorten(length)},{_shorten(apart.setdefault(form, len(apart)))};")
        elif gap in (0, 1) and 0 < length <= LONGEST:
            signs.append(SIGNS[2 * (length - 1) + gap])
        else:
            signs.append(f"{FAR}{_shorten(gap)},{_shorten(length)};")
    return signs


def _shorten(number: int) -> str:
    """Return a number in base 36, as JavaScript writes it."""
    head, digit = divmod(abs(number), 36)
    return ("-" if number < 0 else "") + (_shorten(head) if head else "") + DIGITS[digit]


def locate_terms(
    tokens: Sequence[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    layer: str,
    terms: pl.DataFrame,
    pieces: Pieces,
    phrase_places: Sequence[pl.LazyFrame],
    bodies: pl.DataFrame,
) -> pl.DataFrame:
    """Return article, start, end (characters of the record) and rank of each counted occurrence in the pieces.

    `bodies` has the `article_id` of the articles that are counted.
    """
    listed = [(article, start, start + len(text)) for article, parts in pieces.items() for start, text in parts]
    shown = pl.DataFrame(listed, {"article_id": pl.String, "first": pl.Int64, "last": pl.Int64}, orient="row")
    if shown.is_empty() or terms.is_empty():
        return pl.DataFrame(schema=ROWS)
    inside = (pl.col("start") >= pl.col("first")) & (pl.col("end") <= pl.col("last"))
    chosen = terms.select("term", "rank")
    placed = read_terms(tokens, vocabulary, layer, phrase_places, chosen, bodies, characters=True)
    found = [words.join(shown.lazy(), on="article_id").filter(inside).select(*ROWS).collect() for words in placed]
    return pl.concat(found).sort("article_id", "start")


def list_multiword(terms: pl.DataFrame, layer: str, phrase_places: Sequence[pl.LazyFrame]) -> pl.DataFrame:
    """Return the multiword terms, which no single token counts as."""
    if layer != "phrase" or not phrase_places:
        return terms.clear()
    phrases = pl.concat([places.select(term="phrase") for places in phrase_places]).unique().collect()
    return terms.join(phrases, on="term", how="semi", maintain_order="left")


def list_steps(places: pl.DataFrame) -> dict[str, list[int]]:
    """Return each article's occurrences as steps: characters since the last end, length, rank, one after another."""
    steps: dict[str, list[int]] = {}
    ends: dict[str, int] = {}
    for article_id, start, end, rank in places.iter_rows():
        steps.setdefault(article_id, []).extend((start - ends.get(article_id, 0), end - start, rank))
        ends[article_id] = end
    return steps
