"""Keys under which the spellings of one name meet, so that not every word is compared with every other.

A sound key keeps the consonants, with those that are spelled in several ways as one, and the number of vowel groups; a
word has several keys where a letter stands for several sounds. A deletion key is the word without one letter (the
deletion neighbourhood of Mor & Fraenkel 1982): slips of one letter meet there.
"""

import re
from collections.abc import Iterator
from itertools import product

from presswork.tokens.spelling_distance import fold

SOUND = re.compile(
    "(?P<sibilant>shch|tsch|sch|tch|dzh|sh|zh|dj|dz|ts|tz|cz|sz|c(?=[eiy])|[sz])|(?P<ch>ch)|(?P<velar>kh|gh|g)"
    "|(?P<labial>ph|[fv])|(?P<w>w)|(?P<j>j)|(?P<k>ck|[kqc])|(?P<x>x)|(?P<dental>th|dh|[td])|(?P<nasal>[mn])"
    "|(?P<h>h)|(?P<vowel>[aeiouy])|(?P<other>[a-z])"
)
WEAK = "."
VOWEL = "a"
SPELT: dict[str, tuple[str, ...]] = {
    "sibilant": ("S",),
    "ch": ("S", "K"),
    "velar": ("K", WEAK),
    "labial": ("F",),
    "w": (WEAK, "F"),
    "j": (WEAK, "S"),
    "k": ("K",),
    "x": ("KS", "K"),
    "dental": ("T",),
    "nasal": ("N",),
    "h": (WEAK,),
    "vowel": (VOWEL,),
}
MOST_KEYS = 16
LONG_ENOUGH = 6


def list_sound_keys(name: str) -> list[str]:
    """Return the sound keys of a name, sorted; names meet if their vowel groups differ by one at most."""
    sounds = [SPELT.get(str(match.lastgroup), (match.group(),)) for match in SOUND.finditer(fold(name))]
    keys = set()
    for reading in product(*_limit(sounds)):
        text = "".join(reading)
        vowels = len(re.findall(rf"[{VOWEL}.]*{VOWEL}[{VOWEL}.]*", text))
        consonants = re.sub(r"(.)\1+", r"\1", re.sub(rf"[{VOWEL}.]", "", text))
        first = WEAK if text[:1] in (VOWEL, WEAK) else ""
        keys |= {f"{first}{consonants}{groups}" for groups in (vowels, vowels + 1)}
    return sorted(keys)


def _limit(sounds: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    readings = 1
    for sound in sounds:
        readings *= len(sound)
        yield sound if readings <= MOST_KEYS else sound[:1]


def list_deletion_keys(name: str) -> list[str]:
    """Return a name of six letters or more and all that is left of it when one letter goes, sorted."""
    plain = fold(name)
    if len(plain) < LONG_ENOUGH:
        return []
    return sorted({plain, *(plain[:at] + plain[at + 1 :] for at in range(len(plain)))})
