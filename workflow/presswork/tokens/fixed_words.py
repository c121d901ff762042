"""Words whose tokens do not come from the word tokeniser: addresses, and words repaired after damage."""

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
# Made of these letters, a word is left whole by the tokeniser, and Punkt has noted nothing of it.
PLACEHOLDER = "xq"


class FixedWords:
    """Finds such words in chunks, which are texts without blanks.

    `join_addresses` says whether addresses are looked for; `repairs` gives damaged words in lower case their spelling.
    """

    def __init__(self, join_addresses: bool = True, repairs: Mapping[str, str] | None = None) -> None:
        self._addresses = join_addresses
        self._repairs = repairs or {}
        # What a text with a fixed word has, as a regular expression; empty where none is looked for.
        self.sign = "|".join([addresses.SIGN] * self._addresses + [damaged_words.SIGN] * bool(self._repairs))

    def find(self, chunk: str, tokenizer: str) -> list[Fixed]:
        """Return the fixed words of a chunk, in their order."""
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
        """Return the tokens of a sentence; the word tokeniser sees blanks around the fixed words."""
        if not self.sign or not re.search(self.sign, sentence):
            return tokenize_sentence(sentence, tokenizer)
        fixed = [
            (match.start() + start, match.start() + end, tokens)
            for match in CHUNK.finditer(sentence)
            for start, end, tokens in self.find(match.group(), tokenizer)
        ]
        parts, at = [], 0
        # Where each stretch of the sentence begins in the padded one, and the stretch or fixed word itself.
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
    """Return the tokens of a text that a person gave, such as a query, as they are in articles."""
    return [token for token, _, _ in FixedWords().tokenize(map_apostrophes(text))]


@cache
def _tokenize_word(word: str, tokenizer: str) -> list[Token]:
    return tokenize_sentence(word, tokenizer)


def stand_in(first: str, length: int) -> str:
    """Return a word of letters to stand for one of this first character and length; Punkt looks at its case."""
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
    """Return the tokens of a damaged word after its repair, at their places in the damaged one."""
    tokens = _tokenize_word(mended, tokenizer)
    return tuple((token, places[start][0], places[end - 1][1]) for token, start, end in tokens)
