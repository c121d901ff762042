"""Sentences and tokens of many texts at once, equal to those of `tokenizer` one by one.

Each distinct chunk between blanks is tokenised once for each of its surroundings, and arrays bring the tokens to their
places. A sentence whose tokens do not follow from its chunks is tokenised by itself.
"""

from dataclasses import dataclass

import numpy as np

from presswork.tokens.chunks import EDGE, Chunks, Flags, Ints, Kinds, cut_chunks, find_chunks, to_points
from presswork.tokens.pieces import Numbers, expand_ranges, tokenize_types, tokenize_whole
from presswork.tokens.sentences import Spans, split_singly, split_texts
from presswork.tokens.tokenizer import choose_splitter, choose_tokenizer

# NLTK splits off a final full stop before such marks even where they are a chunk of their own.
APART = "])}>\"'»”’›"


@dataclass(frozen=True)
class Batch:
    """Sentences and tokens of texts, in their order; places are characters of the text.

    `text`, `start`, `end` and `by_itself` have a value for each sentence, the last whether the reference found it or
    its tokens; `sentence`, `token`, `token_start` and `token_end` have one for each token.
    """

    text: Ints
    start: Ints
    end: Ints
    by_itself: Flags
    sentence: Ints
    token: Ints
    token_start: Ints
    token_end: Ints


def tokenize_texts(texts: list[str], language: str, numbers: Numbers) -> Batch:
    """Return the sentences and tokens of texts in one language; `numbers` gains the tokens that it lacks."""
    chunks, tokenizer = find_chunks(texts), choose_tokenizer(language)
    if choose_splitter(language) == "punkt":
        spans = split_texts(chunks, language)
    else:
        spans = split_singly(chunks, np.arange(len(texts)), language)
    chunks = cut_chunks(chunks, np.unique(np.concatenate([spans.start, spans.end])))
    first, last = np.searchsorted(chunks.start, spans.start), np.searchsorted(chunks.start, spans.end)
    whole = _find_whole(chunks, first, last, tokenizer)
    chunk, owner = expand_ranges(first, np.where(whole, 0, last - first))
    left, right = _find_surroundings(chunks, spans, chunk, owner)
    pieces, piece = tokenize_types(chunks.types, chunks.type[chunk], left, right, tokenizer, numbers)
    place = chunks.start[chunk]
    alone = np.flatnonzero(whole)
    if len(alone):
        cuts = [slice(*span) for span in zip(spans.start[alone].tolist(), spans.end[alone].tolist())]
        at = np.searchsorted(owner, alone)
        piece = np.insert(piece, at, len(pieces.first) - 1 + np.arange(len(alone)))
        pieces += tokenize_whole([chunks.text[cut] for cut in cuts], tokenizer, numbers)
        place, owner = np.insert(place, at, spans.start[alone]), np.insert(owner, at, alone)
    row, use = pieces.expand(piece)
    origin = chunks.text_start[spans.text]
    begin = (place - origin[owner])[use]
    return Batch(
        spans.text,
        spans.start - origin,
        spans.end - origin,
        spans.by_itself | whole,
        owner[use],
        pieces.token[row],
        begin + pieces.start[row],
        begin + pieces.end[row],
    )


def _find_surroundings(chunks: Chunks, spans: Spans, chunk: Ints, owner: Ints) -> tuple[Kinds, Kinds]:
    """Return the kinds of blank before and after each chunk, or that its sentence begins or ends with it."""
    left, right = chunks.left[chunk], chunks.right[chunk]
    left[chunks.start[chunk] == spans.start[owner]] = EDGE
    right[chunks.end[chunk] == spans.end[owner]] = EDGE
    return left, right


def _find_whole(chunks: Chunks, first: Ints, last: Ints, tokenizer: str) -> Flags:
    """Return which sentences cannot be tokenised chunk by chunk."""
    types = chunks.types
    if not len(types):
        return np.zeros(len(first), np.bool_)
    marks = np.isin(types.points[:-2], to_points(APART))
    apart = np.logical_and.reduceat(marks, types.offset[:-1])
    whole: Flags = apart[chunks.type[last - 1]] & (last - first > 1)
    if tokenizer == "toktok" and "://" in types.flat:
        destroyed = np.fromiter(("://" in string for string in types.strings), np.bool_, len(types))
        count = np.concatenate([[0], np.cumsum(destroyed[chunks.type])])
        whole |= count[last] > count[first]
    return whole
