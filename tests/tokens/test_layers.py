"""The layers of a token are what their names say, in every language, and the stop lists are in order."""

import csv
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from presswork.core.errors import PressworkError
from presswork.tokens.layers import STEPS, has_lemmas, lemmatize, normalize, stem
from presswork.tokens.news_words import NEWS_CLASSES, NEWS_LANGUAGES
from presswork.tokens.vocabulary import read_stopwords

LISTS = sorted((ROOT / "workflow/presswork/tokens/stopwords").glob("*.csv"))
CLASSES = {
    "adverb", "article", "auxiliary", "clitic", "conjunction", "determiner", "fragment", "negation", "particle",
    "preposition", "pronoun",
} | {*NEWS_CLASSES}  # fmt: skip


@pytest.mark.parametrize(
    ("token", "steps", "language", "form"),
    [
        ("Zelenskiy", [], "en", "zelenskiy"),
        ("Caf\u0065\u0301", ["nfc"], "en", "caf\u00e9"),
        ("Caf\u0065\u0301", [], "en", "caf\u0065\u0301"),
        ("oﬃce", ["nfc"], "en", "office"),
        ("ﬂﬁﬀ", ["nfc"], "en", "flfiff"),
        ("Ｆｕｌｌ１２", ["nfc"], "en", "full12"),
        ("well\u2011known", ["nfc"], "en", "well-known"),
        ("𝐁𝐨𝐥𝐝", ["nfc"], "en", "bold"),
        ("oﬃce", [], "en", "oﬃce"),
        ("\ufffd10,000", ["nfc"], "en", "10,000"),
        ("10²½™…ªº", ["nfc"], "en", "10²½™…ªº"),
        ("O’Brien", ["quotes"], "en", "o'brien"),
        ("2014–15", ["dashes"], "en", "2014-15"),
        ("1,000.50", ["numbers"], "en", "0"),
        ("F-16s", ["numbers"], "en", "f-0s"),
        ("-19", ["edges"], "en", "19"),
        ("\u2011said", ["edges"], "en", "said"),
        ("--", ["edges"], "en", "--"),
        ("2022.", ["edges"], "en", "2022"),
        ("9,000.", ["edges"], "en", "9,000"),
        ("Sen.", ["edges"], "en", "sen."),
        ("U.S", ["edges"], "en", "u.s."),
        ("p.m", ["edges"], "en", "p.m."),
        ("cnn.com", ["edges"], "en", "cnn.com"),
        ("U.S", [], "en", "u.s"),
        ("İZMİR", ["nfc"], "tr", "izmir"),
        ("ISPARTA", ["nfc"], "tr", "ısparta"),
    ],
)
def test_a_form_is_the_token_after_the_named_steps_in_lower_case(token, steps, language, form):
    assert normalize(token, steps, language) == form


@given(st.text(max_size=12), st.permutations(list(STEPS)))
def test_normalising_twice_changes_nothing_more(token, steps):
    once = normalize(token, steps, "en")
    assert normalize(normalize(once, steps, "en"), steps, "en") == normalize(once, steps, "en")


@pytest.mark.parametrize(
    ("token", "language", "lemma"),
    [
        ("Ha\u0308user", "de", "haus"),
        ("oﬃces", "en", "office"),
        ("Häuser", "de", "haus"),
        ("ging", "de", "gehen"),
        ("chevaux", "fr", "cheval"),
        ("TİP", "tr", "tip"),
        ("İLLER", "tr", "il"),
        ("IŞIKLAR", "tr", "ışık"),
        ("Xyzzys", "zz", "xyzzys"),
    ],
)
def test_lemmas_follow_the_language_and_without_tables_stay(token, language, lemma):
    assert lemmatize(token, language) == lemma
    assert has_lemmas(language) == (language != "zz")


@pytest.mark.parametrize(
    ("token", "language", "expected"),
    [("running", "en", "run"), ("häuser", "de", "haus"), ("libertés", "fr", "libert"), ("running", "zz", "running")],
)
def test_stems_are_snowball_s(token, language, expected):
    assert stem(token, language) == expected


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_stop_list_is_in_order_and_gives_a_reason_for_each_word(path):
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    words = [row["word"] for row in rows]
    assert words == sorted(set(words)) and len(words) > 100
    assert all(word == unicodedata.normalize("NFC", word) and word == word.lower() for word in words)
    assert {row["class"] for row in rows} <= CLASSES


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_english_and_german_alone_have_stop_words_of_news_reports(path):
    table = path.read_text(encoding="utf-8")
    news = {*read_stopwords(table)} - {*read_stopwords(table, news=False)}
    assert {"mr", "monday", "said", "two"} <= news or {"dr.", "montag", "sagte", "zwei"} <= news or not news
    assert bool(news) == (path.stem in NEWS_LANGUAGES)


def test_a_stop_list_of_a_person_is_read_by_its_column():
    assert read_stopwords("\ufeffword,reason\nSaid,reporting\n\nmonday ,day\n") == ["Said", "monday"]
    with pytest.raises(PressworkError, match=r"lacks a column\.\n.*stopwords\.csv\n.*word"):
        read_stopwords("stopword\nsaid\n")
