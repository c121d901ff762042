"""Guesses the encoding of text that is not UTF-8, by the language that it then reads as."""

import re
import unicodedata
from dataclasses import dataclass

# What news in files is written in, by the names of Python's codecs. Others are too rare to be worth their mistakes.
UNICODE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
DOS = ("cp850", "cp852", "cp866")
LEGACY = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp874"),
    *("iso8859-2", "iso8859-5", "iso8859-7", "iso8859-15", "koi8-r", "koi8-u"),
    *("mac-roman", "mac-latin2", "mac-cyrillic", "mac-greek", "mac-turkish", *DOS),
    *("gb18030", "big5hkscs", "cp932", "euc_jis_2004", "iso2022_jp_2", "cp949"),
)
SAMPLE_BYTES = 50_000
# Tuned on 12,467 short texts in 36 languages: with less between the first and the next reading, some were wrong.
CERTAIN = 0.05
DOS_IS_RARE = 0.1
# Where letters are few: divided by how many there are.
WESTERN = ("cp1252", "iso8859-15", "mac-roman")
WESTERN_IS_USUAL = 0.02
ODDITY_COSTS = 0.1
WORTH_READING = 0.2
NO_TEXT = 0.5
# Bytes that Windows code pages leave undefined; a stray one must not rule the others out.
UNDEFINED = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
STRAY = 0.05
SIGNS = "’‘“”„‚–—…«»‹›€£¥§©®™°·•½¼¾²³ªº¿¡×±′″№\xa0\xad‐‑"
WITHIN_WORDS = "’‘·\xad‐‑"
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
NON_ASCII = re.compile(rb"[\x80-\xff]")
COUNTED = 2000
# Greek, Cyrillic, Hebrew and Arabic, whose letters do not share a word with Latin ones.
LATIN_ENDS, ALPHABETS_END = "\u0370", "\u0700"


@dataclass(frozen=True)
class Guess:
    """An encoding, and those that are nearly as likely but give other letters: none where the guess is certain."""

    encoding: str
    others: tuple[str, ...] = ()


def guess_encoding(data: bytes) -> Guess:
    """Return the encoding in which the bytes read most like a language; raises ValueError if they are not text.

    chardet (Blanchard) scores each encoding by the pairs of letters of the languages that use it. Where the letters are
    few, signs and capitals that stand where none stands in running text decide between its readings.
    """
    from chardet import detect_all

    whole = _sample(data)
    sample = _drop_strays(whole)
    found = detect_all(
        sample,
        max_bytes=SAMPLE_BYTES,
        compat_names=False,
        ignore_threshold=True,
        include_encodings=(*UNICODE, *LEGACY),
    )
    scores: dict[str, float] = {}
    names: dict[str, list[str]] = {}
    worth = WORTH_READING * found[0]["confidence"]
    for name, confidence in ((str(each["encoding"]), each["confidence"]) for each in found if each["encoding"]):
        text = sample.decode(name, "replace")
        if confidence >= worth and "\0" not in text:
            oddity = measure_oddity(text)
            score = confidence - ODDITY_COSTS * oddity - (DOS_IS_RARE if name in DOS else 0)
            score += WESTERN_IS_USUAL / max(1, len(BEYOND_ASCII.findall(text))) if name in WESTERN else 0
            # Two encodings that give the same text are one reading.
            scores[text] = max(score, scores.get(text, score))
            names.setdefault(text, []).append(name)
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)
    if not ranked or (measure_oddity(ranked[0]) > NO_TEXT and len(BEYOND_ASCII.findall(ranked[0])) > 3):
        raise ValueError("the file is not text in any encoding that Presswork knows")
    # Bytes that were left out may speak for another one.
    margin = CERTAIN if sample == whole else 1.0
    close = [text for text in ranked[1:] if scores[text] > scores[ranked[0]] - margin]
    # Of encodings that give the same text, the first has most other letters.
    first = {text: min(names[text], key=(*UNICODE, *LEGACY).index) for text in (ranked[0], *close)}
    return Guess(first[ranked[0]], tuple(first[text] for text in close))


def skip_ascii(data: bytes) -> bytes:
    """Return what follows from the word with the first byte beyond ASCII on."""
    first = NON_ASCII.search(data)
    if not first:
        return data
    return data[max(data.rfind(b" ", 0, first.start()), data.rfind(b"\n", 0, first.start())) + 1 :]


def _sample(data: bytes) -> bytes:
    """Return the lines that tell encodings apart, where there are many lines."""
    if len(data) <= SAMPLE_BYTES or b"\0" in data:
        return data
    lines, size = [], 0
    for line in skip_ascii(data).splitlines(keepends=True):
        if not line.isascii() or b"\x1b" in line:
            lines.append(line)
            size += len(line)
            if size > SAMPLE_BYTES:
                break
    return b"".join(lines) or data


def _drop_strays(data: bytes) -> bytes:
    strays = sum(map(data.count, UNDEFINED))
    beyond = len(data) - len(data.translate(None, bytes(range(128, 256)))) if strays else 0
    is_rare = 0 < strays < beyond and strays <= max(1, STRAY * beyond)
    return data.translate(None, b"".join(UNDEFINED)) if is_rare else data


def _is_ascii_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()


def measure_oddity(text: str) -> float:
    """Return which part of the characters beyond ASCII stands where none of its kind stands in running text (0 to 1).

    A capital within or at the end of a word, a quotation mark within a word, a sign that texts do not use.
    """
    found = [match.start() for match, _ in zip(BEYOND_ASCII.finditer(text), range(COUNTED), strict=False)]
    closes = "„" in text
    return sum(_find_oddity(text, place, closes) for place in found) / len(found) if found else 0.0


def _find_oddity(text: str, place: int, closes: bool) -> float:
    before, character, after = text[place - 1 : place], text[place], text[place + 1 : place + 2]
    if character.isalpha():
        alone = not (before.isalpha() or after.isalpha())
        is_latin = character < "\u0250"
        if LATIN_ENDS < character < ALPHABETS_END and (_is_ascii_letter(before) or _is_ascii_letter(after)):
            return 1.0
        # "ÊHe" is a blank of another encoding in front of a word.
        leads = after.isupper() and text[place + 2 : place + 3].islower()
        return float(character.isupper() and (before.islower() or (is_latin and (alone or leads))))
    if character not in SIGNS:
        return float(not unicodedata.category(character).startswith("M"))
    if character in "–—":
        if before.isalpha():
            return 0.3 if after.isalpha() else 0.5 * after.isspace()
        return 0.0
    if before.isalpha() and after.isalpha():
        return 0.2 if character == "\xa0" else float(character not in WITHIN_WORDS)
    return float(character in "“‘" and before.isalpha() and not closes)
