"""Mojibake is undone where it is certain, line by line, and each repair is on record."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HEADLINE_MODEL, LINE_MODEL, RULES, WORDS, clean_records, deal
from presswork.core.digests import digest_text
from presswork.corpus.articles import clean_shard
from presswork.corpus.reading.mojibake import repair_mojibake

BODY = "The minister said on Monday that he doesnâ€™t want the plan to be ready before the end of the year."
MENDED = BODY.replace("â€™", "’")


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize(
    "text", ["Die Äpfel schälen und würfeln, größere Stücke übrig lassen", "Señor Núñez llegó ayer"]
)
def test_text_read_in_a_wrong_encoding_comes_back(text, encoding):
    assert repair_mojibake(text.encode().decode(encoding))[0] == text


def test_only_broken_lines_change_and_each_is_named():
    text = f"Schöne Grüße – “ja”\n{BODY}\nﬁn ＦＵＬＬ …"
    mended, (repair,) = repair_mojibake(text)
    assert mended == text.replace(BODY, MENDED)
    assert (repair.line, repair.found, repair.repaired) == (2, BODY, MENDED)
    assert repair.steps == "encode sloppy-windows-1252, decode utf-8"


@pytest.mark.parametrize(
    "text",
    ["Ukraine’s “army”", "Überraschung à la carte", "Київ — столиця України", "日本語のニュース", "naïve café Š €20 ™"],
)
def test_sound_text_stays(text):
    assert repair_mojibake(text) == (text, [])


@given(st.text())
def test_what_is_not_listed_is_unchanged(text):
    mended, repairs = repair_mojibake(text)
    lines = text.split("\n")
    for repair in repairs:
        assert lines[repair.line - 1] == repair.found
        lines[repair.line - 1] = repair.repaired
    assert "\n".join(lines) == mended


def test_a_record_keeps_its_id_and_lists_its_repairs():
    tables = clean_records((f"SchÃ¶ne Zeit\n\n{BODY}", {"title": "SchÃ¶ne Zeit"}))
    assert tables["articles"].select("title", "text").row(0) == ("Schöne Zeit", MENDED)
    assert tables["repairs"].select("field", "line").rows() == [("text", 1), ("text", 3), ("title", 1)]
    assert tables["records"]["sha256"][0] == digest_text(f"SchÃ¶ne Zeit\n\n{BODY}")
    assert tables["records"]["text"][0] == f"Schöne Zeit\n\n{MENDED}"


def test_it_can_be_switched_off():
    cuts = pl.DataFrame()
    tables = clean_shard(deal((BODY, {})), cuts, RULES, WORDS, LINE_MODEL, HEADLINE_MODEL, [], repair=False)
    assert tables["articles"]["text"][0] == BODY
    assert tables["repairs"].is_empty()


def test_lost_characters_are_counted():
    assert clean_records((f"{MENDED} \ufffd\ufffd", {}))["records"]["n_undecoded"].to_list() == [2]
