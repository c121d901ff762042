"""Damaged words: characters lost to U+FFFD, a question mark or a quotation mark before the text reached Presswork.

A word is repaired if the corpus has it intact, or if it is a known English contraction.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

import numpy as np
import polars as pl

from presswork.core.schema import find_tables
from presswork.tokens.addresses import ADDRESS
from presswork.tokens.batch.chunks import find_chunks

CORPUS, CONTRACTION = "the corpus", "a known contraction"
POSSESSIVE_OF, WITHOUT, NONE = "a word of the corpus with 's", "the corpus, without the damage at the edge", "none"
LETTER = r"[^\W\d_]"
MARKS = r"(?:\"?\ufffd+|[\"?])"
# A damaged part of a word, and the run of parts with hyphens and apostrophes that it belongs to.
PART = re.compile(rf"\ufffd*{LETTER}+(?:{MARKS}{LETTER}+)*\ufffd*")
RUN = re.compile(
    rf"(?<![\w'’-])[\w'’-]*(?:\ufffd|(?<={LETTER})[?\"]+(?=\ufffd|{LETTER}))(?:[\w'’\ufffd-]|[?\"]+(?=\ufffd|{LETTER}))*"
)
# Matches in every text with a damaged word, in Python and Polars.
SIGN = rf"\ufffd|{LETTER}[?\"]+{LETTER}"
GAP = re.compile(MARKS)
WORD = re.compile(rf"(?<![\w?\ufffd]){LETTER}+(?:'{LETTER}+)*(?![\w\ufffd]|[?\"]{LETTER})")
MOST_GAPS = 4
# What may have been lost: an apostrophe or non-ASCII letters.
LOST = re.compile(r"'|[^\W\d_a-zA-Z]+")
KNOWN = re.compile(
    "(?:do|does|did|is|are|was|were|has|have|had|ca|could|would|should|wo|must|need|might|ai)n't"
    "|(?:i|you|he|she|it|we|they|who|what|that|there|here|how|where)'(?:s|re|ve|ll|d)|i'm|let's"
)
POSSESSIVE = "'s"
NO_DAMAGE = pl.DataFrame(schema={"found": pl.String, "spelling": pl.String})
TEXTS = ("title", "text")
# Articles read at once.
ARTICLES = 2000
Counts = Mapping[str, int]


def repair_damaged(articles: list[pl.LazyFrame]) -> dict[str, pl.DataFrame]:
    """Return the damaged words with evidence (`damaged`), and only their new spellings (`respelled`).

    The second table does not change if an added article changes only the evidence.
    """
    damaged = list_damaged(articles)
    return {"damaged": damaged, "respelled": damaged.select("found", "spelling").drop_nulls()}


def list_damaged(articles: list[pl.LazyFrame]) -> pl.DataFrame:
    """Return the damaged words of titles and texts, in lower case, with the spelling that each counts as.

    The spelling is the first that exists of the most frequent word of the corpus with non-ASCII letters or an
    apostrophe in the damaged place; a known English contraction or the possessive of a word of the corpus; and, if the
    damage is at an edge, the word without it. A lost letter leaves one U+FFFD per byte or one question mark; a
    quotation mark can only be a lost apostrophe. Words with `?` or `"` but no such spelling are neither
    changed nor listed.
    """
    chunks: Counter[str] = Counter()
    if any(_has_sign(shard) for shard in articles):
        for shard in articles:
            chunks.update(_count_chunks(shard))
    found, words = _find_damaged(chunks), _find_intact(chunks)
    by_frame: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words):
        if LOST.search(word):
            by_frame[LOST.sub("?", word)].append(word)
    rows = []
    for word, count in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        spelling, evidence = _choose_spelling(word, by_frame, words)
        if spelling or "\ufffd" in word:
            rows.append((word, spelling, evidence, count, words.get(spelling or "", 0)))
    return pl.DataFrame(rows, find_tables()["damaged"].schema, orient="row")


def _choose_spelling(word: str, by_frame: Mapping[str, list[str]], words: Counts) -> tuple[str | None, str]:
    if len(GAP.findall(word)) > MOST_GAPS:
        return None, NONE
    fitting = [each for each in by_frame.get(GAP.sub("?", LOST.sub("?", word)), ()) if _fits(word, each)]
    if fitting:
        return max(fitting, key=lambda each: words[each]), CORPUS
    known = GAP.sub("'", word)
    if KNOWN.fullmatch(known):
        return known, CONTRACTION
    if known.endswith(POSSESSIVE) and known.removesuffix(POSSESSIVE) in words and _fits(word, known):
        return known, POSSESSIVE_OF
    edges, stripped = re.split("[^\ufffd]+", word), word.strip("\ufffd")
    # A lost quotation mark leaves one or three; two are a letter.
    return (stripped, WITHOUT) if stripped in words and all(len(edge) != 2 for edge in edges) else (None, NONE)


def read_repairs(damaged: pl.DataFrame) -> dict[str, str]:
    """Return the spelling of each damaged word that has one."""
    return dict(damaged.drop_nulls("spelling").select("found", "spelling").iter_rows())


def _has_sign(shard: pl.LazyFrame) -> bool:
    signs = (pl.col(name).str.contains(SIGN).any() for name in TEXTS)
    return any(shard.select(signs).collect().row(0))


def _count_chunks(shard: pl.LazyFrame) -> Counter[str]:
    """Return the count of each chunk between blanks in titles and texts."""
    counts: Counter[str] = Counter()
    for part in shard.select(TEXTS).collect().iter_slices(ARTICLES):
        chunks = find_chunks([text for name in TEXTS for text in part[name].drop_nulls()])
        counts.update(dict(zip(chunks.types.strings, np.bincount(chunks.type).tolist(), strict=True)))
    return counts


def _find_damaged(chunks: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for chunk in _select(chunks, SIGN):
        for run in RUN.findall(ADDRESS.sub(" ", chunk)):
            for part in PART.findall(run.lower()):
                if GAP.search(part):
                    found[part] += chunks[chunk]
    return found


def _find_intact(chunks: Counter[str]) -> Counter[str]:
    """Return the counts of undamaged words, in lower case; marks other than quotation marks may not adjoin them.

    All words with an apostrophe or a non-ASCII letter are included.
    """
    words: Counter[str] = Counter()
    for chunk in _select(chunks, r"^\p{L}+$"):
        words[chunk.lower()] += chunks[chunk]
    for chunk in _select(chunks, r"['’\P{Ascii}]"):
        if not chunk.isalpha():
            for word in WORD.findall(chunk.lower().replace("’", "'")):
                words[word] += chunks[chunk]
    return words


def _select(chunks: Counter[str], pattern: str) -> list[str]:
    strings = pl.Series(list(chunks), dtype=pl.String)
    return strings.filter(strings.str.contains(pattern)).to_list()


def _fits(damaged: str, intact: str) -> bool:
    lost = _align(damaged, intact)
    return lost is not None and all(map(_may_be, GAP.findall(damaged), lost))


def _may_be(mark: str, lost: str) -> bool:
    """Return whether a damage mark can be an apostrophe or these letters.

    An apostrophe leaves one U+FFFD or, in UTF-8, three; two only if a third byte has become a quotation mark.
    """
    if lost == "'":
        return len(mark) != 2 or '"' in mark
    return '"' not in mark and LOST.fullmatch(lost) is not None and len(lost) <= len(mark)


def _align(damaged: str, spelling: str) -> tuple[str, ...] | None:
    """Return the parts of a spelling at the damaged places of the word, or None if it does not fit."""
    pattern = "(.*?)".join(re.escape(each.lower()) for each in GAP.split(damaged))
    match = re.fullmatch(pattern, spelling)
    return match.groups() if match else None


def mend(run: str, repairs: Mapping[str, str]) -> tuple[str, list[tuple[int, int]]] | None:
    """Return a word with its damaged parts repaired, and the start and end in `run` of each character.

    Returns None if no part has a repair.
    """
    characters: list[str] = []
    places: list[tuple[int, int]] = []
    at, mended = 0, False
    for part in PART.finditer(run):
        spelling = repairs.get(part.group().lower())
        lost = _align(part.group(), spelling) if spelling else None
        if lost is None:
            continue
        mended = True
        upper = part.group().isupper() and len(part.group()) > 2
        for gap, letters in zip(GAP.finditer(part.group()), lost, strict=True):
            start, end = part.start() + gap.start(), part.start() + gap.end()
            _copy(run, at, start, characters, places)
            characters += letters.upper() if upper else letters
            last = len(letters) - 1
            places += [
                (min(start + n, end - 1), end if n == last else min(start + n + 1, end)) for n in range(last + 1)
            ]
            at = end
    _copy(run, at, len(run), characters, places)
    return ("".join(characters), places) if mended else None


def _copy(run: str, start: int, end: int, characters: list[str], places: list[tuple[int, int]]) -> None:
    characters += run[start:end]
    places += [(place, place + 1) for place in range(start, end)]
