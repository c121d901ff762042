"""The look of a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.corpus.cleaning.line_look import KINDS, LOOK, LOOK_WORDS, find_bullet, measure_line, read_words

WORDS = read_words("word,kind\nshare,share\nthe,function\nread more,related\nmay,month\nmay,function\n")


def look(text):
    return dict(zip(LOOK, measure_line(text, WORDS)[0], strict=True))


def test_a_word_may_be_of_several_kinds():
    assert WORDS["may"] == (KINDS.index("function"), KINDS.index("month"))


def test_a_line_is_measured_by_words_capitals_and_end():
    row = look("The Mayor of Kyiv spoke.")
    measured = {"words": 5, "characters": 24, "word_length": 24 / 5, "end": 1, "capitals": 3 / 5, "function": 1 / 5}
    assert {name: row[name] for name in measured} == measured


def test_a_bullet_is_no_word_and_a_phrase_counts_double():
    row = look("* Read more")
    assert (row["words"], row["bullet"], row["related"]) == (2, 1, 2 / 2)


@pytest.mark.parametrize(("word", "kind"), [("*", 1), ("o", 3), ("–", 4), ("12.", 5), ("12", 0), ("a.", 0), ("x", 0)])
def test_bullets_are_told_apart(word, kind):
    assert find_bullet(word) == kind


@pytest.mark.parametrize(
    ("text", "end", "quoted"), [("No.", 1, 0), ("“No!”", 2, 1), ("Wait…", 3, 0), ("No", 0, 0), ("”", 0, 1)]
)
def test_the_end_of_a_line_is_read_before_closing_quotes(text, end, quoted):
    assert (look(text)["end"], look(text)["quoted_end"]) == (end, quoted)


@given(st.text().map(str.strip).filter(bool))
def test_every_line_has_every_measure_and_shares_are_shares(text):
    row = look(text)
    assert 0 <= row["capitals"] <= 1 and row["words"] >= 1
    assert (row["repeats"], row["gap_before"], row["gap_after"]) == (0, 0, 0)


def test_words_beyond_the_limit_change_only_length_and_end():
    start = " ".join(["word"] * LOOK_WORDS)
    one, other = look(f"{start} Share this."), look(f"{start} and that")
    assert {name for name in LOOK if one[name] != other[name]} <= {"characters", "word_length", "words", "end"}
