"""Sentences and tokens of many texts at once, equal to those that `tokenizer` finds one text at a time.

Each distinct chunk between blanks is tokenised once per kind of surroundings, and arrays place the tokens in the texts.
A sentence whose tokens do not follow from its chunks is tokenised separately.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from presswork.statistics.arrays import Mask
from presswork.tokens.batch.arrays import Ints, expand_ranges, to_bounds, to_points
from presswork.tokens.batch.blanks import EDGE, Bytes
from presswork.tokens.batch.chunk_tokens import Pieces, locate_pieces, tokenize_types
from presswork.tokens.batch.chunks import Chunks, cut_chunks, find_chunks
from presswork.tokens.batch.distinct_chunks import Types
from presswork.tokens.batch.fixed_chunks import FixedTypes, find_fixed, mask, set_apart
from presswork.tokens.batch.numbering import Numbering
from presswork.tokens.batch.sentences import Spans, split_singly, split_texts
from presswork.tokens.batch.shape_tokens import CLOSING
from presswork.tokens.fixed_words import FixedWords
from presswork.tokens.tokenizer import choose_splitter, choose_tokenizer

NO_WORDS = FixedWords(join_addresses=False)


@dataclass(frozen=True)
class Batch:
    """Sentences of texts, in order, with their tokens; offsets are characters of the text.

    `by_itself` says whether a sentence or its tokens were found one by one. Sentence k consists of the pieces from
    `first[k]` on, each given by its number in `pieces` and its start.
    """

    text: Ints
    start: Ints
    end: Ints
    by_itself: Mask
    first: Ints
    piece: Ints
    begin: Ints
    pieces: Pieces

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def first_token(self) -> Ints:
        """The number of tokens before each sentence, and the total."""
        return to_bounds(self.pieces.first[self.piece + 1] - self.pieces.first[self.piece])[self.first]

    def find_tokens(self, first: int, last: int) -> tuple[Ints, Ints, Ints]:
        """Return the number, start and end of each token of the sentences from `first` to `last` (exclusive)."""
        used = slice(self.first[first], self.first[last])
        row_first = self.pieces.first[self.piece[used]]
        counts = self.pieces.first[self.piece[used] + 1] - row_first
        row, begin = expand_ranges(row_first, counts), np.repeat(self.begin[used], counts)
        return self.pieces.token[row], begin + self.pieces.start[row], begin + self.pieces.end[row]


def tokenize_texts(texts: list[str], language: str, numbers: Numbering, words: FixedWords = NO_WORDS) -> Batch:
    """Return the sentences and tokens of texts in one language; new tokens are added to `numbers`.

    `words` finds the words that do not go through the word tokeniser.
    """
    tokenizer = choose_tokenizer(language)
    chunks = find_chunks(texts)
    found = find_fixed(chunks.types.strings, words, tokenizer)
    chunks, n_types = mask(chunks, found), len(chunks.types)
    if choose_splitter(language) == "punkt":
        spans = split_texts(chunks, language)
    else:
        spans = split_singly(chunks, np.arange(len(texts)), language, by_itself=False)
    edges, which = np.unique(np.append(spans.start, spans.end), return_index=True)
    chunks = cut_chunks(chunks, edges, np.tile(spans.text, 2)[which])
    cut = find_fixed(chunks.types.strings[n_types:], words, tokenizer)
    chunks, fixed = set_apart(chunks, found | {n_types + number: each for number, each in cut.items()})
    first = np.searchsorted(chunks.start, spans.start.astype(np.int32))
    counts = np.searchsorted(chunks.start, spans.end.astype(np.int32)) - first
    whole = _find_whole(chunks, first, counts, tokenizer)
    counts[whole] = 0
    chunk, owner = expand_ranges(first, counts), np.repeat(np.arange(len(counts)), counts)
    left, right = _find_surroundings(chunks, spans, chunk, owner)
    pieces, piece = _find_pieces(chunks.types, chunks.type[chunk], left, right, fixed, tokenizer, numbers)
    origin = chunks.text_start[spans.text]
    begin = (chunks.start[chunk] - origin[owner]).astype(np.int32)
    if whole.any():
        alone = np.flatnonzero(whole)
        cuts = zip(spans.text[alone].tolist(), spans.start[alone].tolist(), spans.end[alone].tolist(), strict=True)
        at = np.searchsorted(owner, alone)
        piece = np.insert(piece, at, len(pieces) + np.arange(len(alone)))
        begin = np.insert(begin, at, spans.start[alone] - origin[alone])
        pieces += locate_pieces([words.tokenize(chunks.slice_text(*cut), tokenizer) for cut in cuts], numbers)
        counts[whole] = 1
    by_itself = spans.by_itself | whole
    return Batch(
        spans.text, spans.start - origin, spans.end - origin, by_itself, to_bounds(counts), piece, begin, pieces
    )


def _find_pieces(
    types: Types, kind: Ints, left: Bytes, right: Bytes, fixed: FixedTypes, tokenizer: str, numbers: Numbering
) -> tuple[Pieces, Ints]:
    """Return the tokens of chunks, those of fixed words last, and the piece of each chunk."""
    is_fixed = fixed.find(kind)
    at = np.flatnonzero(is_fixed)
    given = kind[at]
    if len(at) == len(kind):
        pieces, piece = locate_pieces([], numbers), np.zeros_like(kind)
    else:
        # Another chunk takes their place meanwhile.
        other = int(np.argmin(is_fixed))
        for each in (kind, left, right):
            each[at] = each[other]
        pieces, piece = tokenize_types(types, kind, left, right, tokenizer, numbers)
    used, which = np.unique(given - fixed.first, return_inverse=True)
    piece[at] = len(pieces) + which
    return pieces + locate_pieces([fixed.tokens[each] for each in used.tolist()], numbers), piece


def _find_surroundings(chunks: Chunks, spans: Spans, chunk: Ints, owner: Ints) -> tuple[Bytes, Bytes]:
    """Return the kinds of blank before and after each chunk, or EDGE at the start or end of its sentence."""
    left, right = chunks.left[chunk], chunks.right[chunk]
    left[chunks.start[chunk] == spans.start[owner]] = EDGE
    right[chunks.end[chunk] == spans.end[owner]] = EDGE
    return left, right


def _find_whole(chunks: Chunks, first: Ints, counts: Ints, tokenizer: str) -> Mask:
    """Return which sentences cannot be tokenised chunk by chunk."""
    types = chunks.types
    if not len(types):
        return np.zeros(len(first), np.bool_)
    closing = np.isin(types.points[:-2], to_points(CLOSING))
    apart = np.logical_and.reduceat(closing, types.offset[:-1])
    whole: Mask = apart[chunks.type[first + counts - 1]] & (counts > 1)
    if tokenizer == "toktok" and "://" in types.flat:
        destroyed = np.fromiter(("://" in string for string in types.strings), np.bool_, len(types))
        before = to_bounds(destroyed[chunks.type].astype(np.int64))
        whole |= before[first + counts] > before[first]
    return whole
