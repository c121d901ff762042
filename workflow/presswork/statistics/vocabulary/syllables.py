"""Number of syllables of English words, by rule."""

import re
import unicodedata
from functools import cache

PARTS = re.compile(r"[^\W\d_]+")
RUNS = re.compile(r"[aeiouy]+")
INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]?")
CONSONANTS = re.compile(r"[b-df-hj-np-tv-xz]{2,}")
SPELT = 3
# Frequent exceptions in news: abbreviations that are read in full, and words that have lost a syllable.
GIVEN = {
    "mr": 2, "mrs": 2, "ms": 1, "dr": 2, "jr": 2, "sr": 2, "st": 1, "gov": 3, "rep": 5, "sen": 3, "gen": 3, "sgt": 2,
    "business": 2, "businesses": 3, "wednesday": 2, "people": 2, "being": 2, "nuclear": 3, "parliament": 3, "senior": 2,
    "european": 4, "evening": 2, "facebook": 2, "idea": 3, "ideas": 3, "suicide": 3, "coalition": 4, "maybe": 2,
}  # fmt: skip
# Silent vowels: made, makes, called, statement, spokesman, something, everyone, league.
SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouylr][lr])e$|(?<=[^aeiouy])(?<=[aeiouy][lr][lr])e$"
    r"|(?<=[^aeioutdy])(?<![^aeiouylr][lr])ed$|(?<=[aeiou]y)ed$"
    r"|(?<=[^aeiouysxzcg])(?<![^aeiouylr][lr])(?<!ch)(?<!sh)es$"
    r"|(?<=[^aeiouyl])e(?=(?:ly|less|ful|fully|ment|ments|ness|some|man|men|work|room|land|ward|scale)$)"
    r"|(?<=k)e(?=s(?:m[ae]n|person|wom[ae]n)$)"
    r"|(?<=[aeiou][gq])ues?$|(?<=[aeiou])(?<=[uy])e$"
    r"|(?<=^som)e|(?<=^ev)e(?=ry)|(?<=^saf)e(?=t)|(?<=^wid)e(?=s)|(?<=^ther)e(?=f)|(?<=^els)e|(?<=^pip)e(?=l)"
    r"|(?<=ic)a(?=lly$)"
)
# Runs of vowels that are more than one syllable: Syria, area, create, going, situation, museum, player, science.
BORDERS = re.compile(
    r"(?<![cstgl])ia(?!ge)|(?<=[ct])ia(?=t(?!iv))|lia(?=n[ct])|^gia|(?<=r)ior|(?<!q)ue(?=n[ct])|(?<=[aeiouy])ing|io(?!n|us|r)|(?<![cstgxln])io(?=u?[ns])|eo(?!u|n|pl|r)"
    r"|iu|eum|(?<![gq])ua(?!r[dt])|cre(?=at)|(?<=[ao])reas?$|real(?=i)|^reac(?!h)|(?<=[^aeiouy])y[ao]|(?<=.)[aeo]y(?=[aeo][^d]|on)"
    r"|(?<![ctd])ie(?=n[ct])|scie|iet|(?<=[lrsp])ier|aos|isms?$|^mc|thm"
)


@cache
def count_syllables(word: str) -> int:
    """Return the number of syllables of an English word, at least 1: runs of vowels, corrected by rules.

    The rules extend the vowel counts of Coke & Rothkopf (1970) and were developed with the CMU Pronouncing Dictionary
    (0.7b); docs/statistics.md has the agreement. Capitals of up to three letters and initials are spelled out; a number
    counts as one syllable.
    """
    if word.isupper() and word.isalpha() and 1 < len(word) <= SPELT:
        return len(word)
    plain = unicodedata.normalize("NFKD", word.lower())
    if INITIALS.fullmatch(plain):
        return plain.count(".") + (plain[-1] != ".")
    # An e with an acute accent is never silent.
    letters = "".join(letter for letter in plain.replace("e\u0301", "i") if not unicodedata.combining(letter))
    return max(sum(map(_count_part, PARTS.findall(letters))), 1)


def _count_part(part: str) -> int:
    if part in GIVEN:
        return GIVEN[part]
    if CONSONANTS.fullmatch(part):
        return len(part)
    spoken = SILENT.sub("", part)
    return max(len(RUNS.findall(spoken)) + len(BORDERS.findall(spoken)), 1)
