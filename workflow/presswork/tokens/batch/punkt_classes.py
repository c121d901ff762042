"""Punkt's decision between two words, by classes of words: a class has everything that the decision depends on."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from presswork.tokens.tokenizer import load_splitter

STOPS = ".?!"
# Marks that end the word before them; the first ones are a word of their own wherever they stand.
MARKS = ')";}]*:@({['
WORD_ENDS = MARKS + "'‘’“”«»?!"
LAST_WORD_END = re.compile(f".*[{re.escape(WORD_ENDS)}]", re.DOTALL)
WORD_END = re.compile(f"[{re.escape(WORD_ENDS)}]")
# A word that stands for all that Punkt has noted nothing of.
UNKNOWN = "xqxqxq."


class Judge:
    """Decides like Punkt (Kiss & Strunk 2006, in NLTK) for one language, once per pair of word classes.

    No sentence ends between the words of a collocation. `collocations` has their types; `decide` ignores them.
    """

    def __init__(self, language: str) -> None:
        self._punkt = load_splitter(language)
        self._parameters = self._punkt._params
        self._by_class = _without_collocations(self._parameters)
        self.collocations: set[tuple[str, str]] = self._parameters.collocations
        self._firsts, self._seconds = ({pair[side] for pair in self.collocations} for side in (0, 1))
        self._punctuation = frozenset(self._punkt.PUNCTUATION)
        self._noted = self._firsts | self._parameters.abbrev_types
        self._before: dict[tuple[Any, ...], int] = {}
        self._after: dict[tuple[Any, ...], int] = {}
        self._before_samples: list[str] = []
        self._after_samples: list[str] = []
        self.decide = cache(self._decide)
        self._describe_before = cache(self._describe_word_before)
        self._describe_after = cache(self._describe_word_after)
        self._usual, _ = self._classify_before(UNKNOWN)

    def read_before(self, text: str) -> tuple[int, str, bool]:
        """Return the class and type of the last word of `text`, and whether a sentence ends at an earlier word.

        `text` ends with a stop. The type is empty if no collocation starts with it.
        """
        stem = text[:-1]
        if text[-1] == "." and stem.isalpha() and len(stem) > 1 and stem.lower() not in self._noted:
            return self._usual, "", False
        word = _find_last_word(text)
        if word and (len(word) == len(text) or not _has_stop(text[: -len(word)])):
            return *self._classify_before(word), False
        words = self._read_words(text)
        return *self._classify_before(words[-1]), self._has_end(words)

    def read_after(self, text: str) -> tuple[int, str, bool]:
        """Return the class and type of the first word of `text`, and whether a sentence ends before the last word.

        The type is empty if no collocation ends with it.
        """
        word = _find_first_word(text)
        if word and (word == text or not _has_stop(text[:-1])):
            return *self._classify_after(word), False
        words = self._read_words(text)
        return *self._classify_after(words[0]), self._has_end(words)

    def ends_inside(self, text: str, mark: str) -> bool:
        """Return whether a sentence ends in `text`, which ends with a stop, if `mark` follows without a blank."""
        before, first, earlier = self.read_before(text)
        after, second = self._classify_after(mark)
        return earlier or ((first, second) not in self.collocations and self.decide(before, after))

    def find_ends(self, text: str, limit: int) -> Iterator[tuple[int, int]]:
        """Yield where sentences end before `limit` and where the next ones start, as NLTK decides."""
        for match, context in self._punkt._match_potential_end_contexts(text):
            if match.start() < limit and self._punkt.text_contains_sentbreak(context):
                yield match.end(), match.start("next_tok") if match.group("next_tok") else match.end()

    def _decide(self, before: int, after: int) -> bool:
        """Return whether a sentence ends between words of two classes that are not a collocation."""
        first, second = self._token(self._before_samples[before]), self._token(self._after_samples[after])
        self._by_class._second_pass_annotation(first, second)
        return bool(first.sentbreak)

    def _classify_before(self, word: str) -> tuple[int, str]:
        stem = word[:-1]
        if word[-1] == "." and _is_lettered(stem):
            kind = stem.lower()
            abbreviations = self._parameters.abbrev_types
            known = kind in abbreviations or kind.rsplit("-", 1)[-1] in abbreviations
            features: tuple[Any, ...] = (not known, known, False, True, len(stem) == 1, False)
        else:
            features, kind = self._describe_before(word)
        number = _number(features, word, self._before, self._before_samples)
        return number, kind if word[-1] == "." and kind in self._firsts else ""

    def _classify_after(self, word: str) -> tuple[int, str]:
        kind = word.lower() if word.isalpha() else self._describe_after(word)
        first, context = word[0], self._parameters.ortho_context.get(kind, 0)
        starts = kind in self._parameters.sent_starters
        features = (word in self._punctuation, first.isupper(), first.islower(), context, starts)
        number = _number(features, word, self._after, self._after_samples)
        return number, kind if kind in self._seconds else ""

    def _describe_word_before(self, word: str) -> tuple[tuple[Any, ...], str]:
        token = self._token(word)
        kind = token.type_no_period
        marks = (token.sentbreak, token.abbr, token.ellipsis, token.period_final, token.is_initial)
        return (*map(bool, marks), kind == "##number##"), kind

    def _describe_word_after(self, word: str) -> str:
        return str(self._token(word).type_no_sentperiod)

    def _token(self, word: str) -> Any:
        token = self._punkt._Token(word)
        self._punkt._first_pass_annotation(token)
        return token

    def _read_words(self, text: str) -> list[str]:
        words: list[str] = self._punkt._lang_vars.word_tokenize(text)
        return words

    def _has_end(self, words: list[str]) -> bool:
        if not any(word[-1] in STOPS for word in words[:-1]):
            return False
        tokens = [self._token(word) for word in words]
        for first, second in pairwise(tokens):
            self._punkt._second_pass_annotation(first, second)
        return any(token.sentbreak for token in tokens[:-1])


def _has_stop(text: str) -> bool:
    return "." in text or "?" in text or "!" in text


def _is_lettered(word: str) -> bool:
    """Return whether a word consists of letters, with single hyphens and full stops between them."""
    if word.isalpha():
        return True
    inside = word[:1].isalpha() and word[-1].isalpha() and ".." not in word and "--" not in word
    return inside and word.replace(".", "").replace("-", "").isalpha()


def _find_last_word(text: str) -> str:
    """Return Punkt's last word of a text that ends with a stop, or None if only its regular expression tells."""
    if text[-1] != "." or text[:-1].isalpha():
        return text if text[-1] == "." else text[-1]
    end = LAST_WORD_END.match(text)
    word = text[end.end() if end else 0 :]
    if not _is_lettered(word[:-1]):
        return ""
    return word if not end or text[end.end() - 1] in MARKS else text[end.end() - 1] + word


def _find_first_word(text: str) -> str:
    """Return Punkt's first word of a text, or None if only its regular expression tells."""
    if text.isalpha():
        return text
    if text[0] in MARKS:
        return text[0]
    end = WORD_END.search(text)
    word = text[: end.start()] if end else text[:-1] if text[-1] == "," else text
    return word if word.isalpha() else ""


def _without_collocations(parameters: PunktParameters) -> PunktSentenceTokenizer:
    same = PunktParameters()
    for name in ("abbrev_types", "sent_starters", "ortho_context"):
        setattr(same, name, getattr(parameters, name))
    return PunktSentenceTokenizer(same)


def _number(features: tuple[Any, ...], word: str, classes: dict[tuple[Any, ...], int], samples: list[str]) -> int:
    if features not in classes:
        classes[features] = len(samples)
        samples.append(word)
    return classes[features]
