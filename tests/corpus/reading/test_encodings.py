"""Letters come out right, or what is uncertain about them is said."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.core.errors import PressworkError
from presswork.corpus.reading.encoding import Stated, decode, decode_page, find_codec
from presswork.corpus.reading.formats import streams
from presswork.corpus.reading.formats.record import Notice
from presswork.corpus.reading.formats.tables.csv_table import read_csv_table
from presswork.corpus.reading.formats.text_lines import TextLines
from presswork.corpus.reading.legacy_encodings import guess_encoding, measure_oddity
from presswork.corpus.reading.records import deal_records
from presswork.corpus.reading.stated_encodings import read_stated

ENGLISH = "The mayor’s plan – “a new café by the river” – costs €3 million, and nobody’s naïve about it."
POLISH = "Rada miasta ogłosiła, że nowy most zostanie otwarty wiosną; mieszkańcy czekali na tę decyzję wiele lat."
CZECH = "Úřad uzavřel starý most přes řeku, protože pilíře byly po zimě příliš poškozené."
RUSSIAN = "Мэр города объявил в понедельник, что новый мост через реку откроют весной, раньше срока."
GREEK = "Ο δήμαρχος της πόλης ανακοίνωσε ότι η νέα γέφυρα θα ανοίξει την άνοιξη."
TURKISH = "Belediye başkanı, yeni köprünün ilkbaharda açılacağını ve eski köprünün yıkılacağını söyledi."
JAPANESE = "市長は月曜日、新しい橋が来年の春に開通すると発表した。古い橋は取り壊される予定だ。"
CHINESE = "市长星期一宣布，新的大桥将于明年春天通车，旧桥将被拆除。居民们已经等待多年。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((ENGLISH, name) for name in ("cp1252", "mac-roman", "utf-16-le", "utf-16-be", "utf-32-le")),
        *((POLISH, name) for name in ("cp1250", "iso8859-2", "mac-latin2", "utf-16-le")),
        *((CZECH, name) for name in ("cp1250", "iso8859-2")),
        *((RUSSIAN, name) for name in ("cp1251", "koi8-r", "iso8859-5", "mac-cyrillic", "cp866", "utf-16-be")),
        *((GREEK, name) for name in ("cp1253", "iso8859-7")),
        (TURKISH, "cp1254"),
        *((JAPANESE, name) for name in ("cp932", "euc_jp", "iso2022_jp")),
        (CHINESE, "gb18030"),
    ],
)
def test_a_text_that_is_not_in_utf_8_is_read_by_the_language_that_it_reads_as(text, encoding):
    assert decode(f"{text}\n".encode(encoding)).text == f"{text}\n"


def test_a_guess_that_other_letters_come_near_names_them_and_the_option():
    (doubt,) = decode("“Rosselló” said so.".encode("cp1252")).doubts
    assert doubt.reason == "encoding guessed"
    assert "cp1252" in doubt.detail
    assert "corpus.encoding" in doubt.remedy
    assert not decode(RUSSIAN.encode("koi8-r")).doubts


def test_one_bad_byte_is_replaced_counted_and_located_and_all_else_stays_utf_8():
    good = f"{ENGLISH}\n{ENGLISH}\n".encode()
    decoded = decode(good + b"Caf\xe9 owners agree.\n")
    assert decoded.text == f"{ENGLISH}\n{ENGLISH}\nCaf\ufffd owners agree.\n"
    assert decoded.encoding == "utf-8, 1 replaced"
    (doubt,) = decoded.doubts
    assert doubt.reason == "bad bytes"
    assert f"offset {len(good) + 3} (line 3)" in doubt.detail


@given(st.text(st.sampled_from("aé€ж中 \n"), min_size=1), st.integers(0x80, 0xFF), st.data())
def test_a_bad_byte_changes_no_other_letter(text, byte, data):
    place = data.draw(st.integers(0, len(text)))
    good = f"{ENGLISH}\n".encode() * 3
    bad = text[:place].encode() + bytes([byte]) + b" " + text[place:].encode()
    decoded = decode(good + bad)
    assert decoded.text == f"{ENGLISH}\n" * 3 + text[:place] + "\ufffd " + text[place:]


def test_lines_of_another_encoding_are_decoded_on_their_own_and_listed():
    legacy = "Le maire a annoncé l’ouverture de la passerelle à l’été prochain.\n"
    decoded = decode(f"{ENGLISH}\n".encode() + legacy.encode("cp1252") + f"{ENGLISH}\n".encode())
    assert decoded.text == f"{ENGLISH}\n{legacy}{ENGLISH}\n"
    assert decoded.encoding == "utf-8 and cp1252"
    (found,) = [doubt for doubt in decoded.doubts if doubt.reason == "mixed encodings"]
    assert ": 1 (2)" in found.detail


def test_a_table_is_decoded_alike_wherever_its_first_accent_stands(monkeypatch):
    monkeypatch.setattr(streams, "CHUNK", 64)
    rows = "text,id\n" + "plain text,1\n" * 20 + "“café” – Zoë’s naïve plan,2\n" * 3
    *found, _ = read_csv_table(io.BytesIO(rows.encode("cp1252")), {})
    assert [each.text for each in found[-3:]] == ["“café” – Zoë’s naïve plan"] * 3
    assert found[-1].encoding == "cp1252"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")), st.integers(1, 40))
def test_lines_are_the_same_whatever_is_read_at_a_time(text, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "CHUNK", size)
        lines = list(TextLines(io.BytesIO(text.encode())))
    assert lines == list(io.StringIO(text, newline=""))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_unicode_of_two_and_four_bytes_is_read_in_pieces(encoding, monkeypatch):
    monkeypatch.setattr(streams, "CHUNK", 33)
    text = "id\ttitle\ttext\r\n1\tDémo\tText with € and 𝄞\r\n" * 3
    assert "".join(TextLines(io.BytesIO(text.encode(encoding)))) == text


def test_what_a_person_says_of_encodings_decides():
    data = "Rosselló".encode("mac-roman")
    assert decode(data, Stated(legacy="mac-roman")).text == "Rosselló"
    assert decode(data, Stated(this="cp1252")).text == "Rossell—"
    assert decode("Zoë".encode(), Stated(legacy="mac-roman")).text == "Zoë"
    assert not decode(data, Stated(legacy="mac-roman")).doubts


def test_the_encoding_of_a_file_stands_in_the_metadata(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes("Rosselló said no.".encode("mac-roman"))
    (tmp_path / "c.txt").write_bytes("Zoë’s plan".encode())
    stated = "source,encoding\na.txt,macintosh\n"
    ((_, rows),) = deal_records(sorted(tmp_path.iterdir()), str(tmp_path), {}, metadata=[stated])["dealt"].pieces
    read = {row["source"]: row["text"] for row in rows.iter_rows(named=True)}
    assert read["a.txt"] == "Rosselló said no."
    assert read["c.txt"] == "Zoë’s plan"


@pytest.mark.parametrize(
    ("metadata", "option"), [(["source,encoding\na.txt,klingon\n"], ""), ([], "klingon"), ([], "raw_unicode_escape")]
)
def test_a_name_that_is_no_encoding_stops_the_run(metadata, option):
    with pytest.raises(PressworkError, match="encoding"):
        read_stated(metadata, option)


@pytest.mark.parametrize(
    ("name", "codec"),
    [("ISO-8859-1", "cp1252"), ("latin1", "cp1252"), ("windows-1251", "cp1251"), ("UTF8", "utf-8"), ("rot13", None)],
)
def test_encodings_are_named_as_browsers_name_them(name, codec):
    assert find_codec(name) == codec


def test_a_page_that_declares_what_is_no_encoding_is_read_as_if_it_declared_none():
    page = b"<meta charset=raw_unicode_escape>" + "Zoë’s naïve café".encode("cp1252")
    assert decode_page(page).text.endswith("Zoë’s naïve café")


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"]
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(ValueError, match="not text"):
        decode(data)


def test_a_stray_undefined_byte_does_not_rule_an_encoding_out():
    decoded = decode(f"{ENGLISH}\n{ENGLISH}\n".encode("cp1252") + b"A stray \x81 byte.\n")
    assert decoded.text == f"{ENGLISH}\n{ENGLISH}\nA stray \ufffd byte.\n"
    assert any(doubt.reason == "bad bytes" for doubt in decoded.doubts)


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_are_refused(data):
    try:
        decoded = decode(data)
    except ValueError:
        return
    decoded.text.encode()


def test_letters_and_signs_that_stand_where_none_stands_are_odd():
    assert measure_oddity(ENGLISH) == measure_oddity(RUSSIAN) == measure_oddity(TURKISH) == 0
    assert measure_oddity(ENGLISH.encode("mac-roman").decode("cp1252")) > 0.5


def test_doubts_about_a_table_come_as_notices():
    rows = "text\nRosselló said so.\n".encode("mac-roman")
    assert [each.reason for each in read_csv_table(io.BytesIO(rows), {}) if isinstance(each, Notice)] == [
        "encoding guessed"
    ]


def test_a_guess_names_what_has_most_other_letters():
    assert guess_encoding("La mairie a annoncé l'été à Paris, dans la cité.".encode("iso8859-15")).encoding == "cp1252"


def test_an_accent_far_into_a_line_is_read_like_any_other():
    text = "plain words " * 20_000 + ENGLISH
    assert decode(text.encode("cp1252")).text == text
