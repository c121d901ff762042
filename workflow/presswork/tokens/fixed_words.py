"""Words that do not go through the word tokeniser: addresses and repaired words."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from presswork.tokens import addresses, damaged_words
from presswork.tokens.addresses import find_addresses
from presswork.tokens.damaged_words import PART, RUN, mend
from presswork.tokens.tokenizer import Token, map_apostrophes, tokenize_sentence

# Start and end in a text, and the tokens with start and end in it.
Fixed = tuple[int, int, tuple[Token, ...]]
CHUNK = re.compile(r"\S+")
CLITIC = re.compile(r"'(?:s|S)(?!\w)")
# The tokeniser keeps a word of these letters whole, and Punkt has no parameters for it.
PLACEHOLDER = "xq"


class FixedWords:
    """Finds such words in chunks, which are texts without blanks.

    `join_addresses` says whether addresses are found; `repairs` maps damaged words in lower case to their spelling.
    """

    def __init__(self, join_addresses: bool = True, repairs: Mapping[str, str] | None = None) -> None:
        self._addresses = join_addresses
        self._repairs = repairs or {}
        # Matches in every text with a fixed word; empty if there can be none.
        self.sign = "|".join([addresses.SIGN] * self._addresses + [damaged_words.SIGN] * bool(self._repairs))

    def find(self, chunk: str, tokenizer: str) -> list[Fixed]:
        """Return the fixed words of a chunk, in order."""
        found = list(self._find_addresses(chunk)) if self._addresses else []
        taken = [(start, end) for start, end, _ in found]
        damaged = self._repairs and any(part in self._repairs for part in PART.findall(chunk.lower()))
        for match in RUN.finditer(chunk) if damaged else ():
            start, end = match.span()
            mended = mend(match.group(), self._repairs)
            if mended and all(end <= first or last <= start for first, last in taken):
                found.append((start, end, _tokenize_mended(*mended, tokenizer)))
        return sorted(found)

    def _find_addresses(self, chunk: str) -> Iterator[Fixed]:
        for start, end in find_addresses(chunk):
            address = (chunk[start:end], 0, end - start)
            clitic = CLITIC.match(chunk, end)
            if clitic:
                yield start, clitic.end(), (address, (clitic.group(), end - start, clitic.end() - start))
            else:
                yield start, end, (address,)

    def tokenize(self, sentence: str, tokenizer: str = "nltk") -> list[Token]:
        """Return the tokens of a sentence. The word tokeniser sees blanks around fixed words."""
        if not self.sign or not re.search(self.sign, sentence):
            return tokenize_sentence(sentence, tokenizer)
        fixed = [
            (match.start() + start, match.start() + end, tokens)
            for match in CHUNK.finditer(sentence)
            for start, end, tokens in self.find(match.group(), tokenizer)
        ]
        parts, at = [], 0
        # The start of each stretch in the padded sentence and in the sentence, and the tokens if it is a fixed word.
        stretches: list[tuple[int, int, tuple[Token, ...]]] = []
        length = 0
        for start, end, tokens in fixed:
            before = sentence[at:start]
            stretches += [(length, at, ()), (length + len(before) + 1, start, tokens)]
            parts += [before, " ", stand_in(sentence[start], end - start), " "]
            length += len(before) + end - start + 2
            at = end
        stretches.append((length, at, ()))
        return list(_restore(tokenize_sentence("".join([*parts, sentence[at:]]), tokenizer), stretches))


def split_words(text: str) -> list[str]:
    """Return the tokens of a text such as a query, as in articles."""
    return [token for token, _, _ in FixedWords().tokenize(map_apostrophes(text))]


@cache
def _tokenize_word(word: str, tokenizer: str) -> list[Token]:
    return tokenize_sentence(word, tokenizer)


def stand_in(first: str, length: int) -> str:
    """Return a placeholder word of this length, with the case of the first character, which Punkt considers."""
    word = (PLACEHOLDER * length)[:length]
    return word.capitalize() if first.isupper() else word


def _restore(tokens: list[Token], stretches: list[tuple[int, int, tuple[Token, ...]]]) -> Iterator[Token]:
    number = 0
    for token, start, end in tokens:
        while number + 1 < len(stretches) and stretches[number + 1][0] <= start:
            number += 1
        padded, origin, fixed = stretches[number]
        if fixed:
            yield from ((each, origin + first, origin + last) for each, first, last in fixed)
        else:
            yield token, start - padded + origin, end - padded + origin


def _tokenize_mended(mended: str, places: list[tuple[int, int]], tokenizer: str) -> tuple[Token, ...]:
    """Return the tokens of a repaired word with their offsets in the damaged one."""
    tokens = _tokenize_word(mended, tokenizer)
    return tuple((token, places[start][0], places[end - 1][1]) for token, start, end in tokens)
