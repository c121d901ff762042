"""RTF: the text that a document shows, and what is said of what is left out."""

import pytest

from documents import read_one, tell
from presswork.corpus.reading.formats.record import Rejected

FONTS = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset238 Times CE;}{\f2\fcharset204 Times Cyr;}{\f3\fcharset128 Min;}}"
RTF = {
    "paragraphs": (r"One.\par Two.\line Three.\tab Four.", "One.\nTwo.\nThree.\tFour."),
    "code pages of fonts": (
        FONTS + r"\f0 caf\'e9 \f1 \'f8eka \f2 \'e4\'e0 \f3 \'93\'fa\plain{\f1 \'e8}",
        "café řeka да 日č",
    ),
    "a byte in two": (FONTS + r"\f3 \'83A\'83\'5c", "アソ"),
    "Unicode": (r"\u1055?\u8217\'92s \uc2\u8364 EUx{\uc0\u233}\u233 ??", "П’s €xéé"),
    "beyond 65,536": (r"\u-10179?\u-8704?", "\U0001f600"),
    "signs": (r"a\~b\_c\-d \emdash  \lquote x\rquote \{\}\\", "a\xa0b\u2011c\xadd — ‘x’{}\\"),
    "instead of a sign": (r"\u8212\emdash x", "—x"),
    "lines of the file": ("One \r\ntwo,\\\nthree.", "One two,\nthree."),
    "table": (r"\trowd a\cell b\cell\row\trowd c\cell\cell\row d\par", "a\tb\nc\t\nd"),
    "table in a table": (
        r"a\nestcell b\nestcell{\*\nesttableprops\trowd\nestrow}{\nonesttables\par}c\cell\row",
        "a\tb\nc",
    ),
    "link": (r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt the {\ul lake}}} rose', "the lake rose"),
    "a mark of what may be skipped within text": (
        "{\\i0\\*\\cs7 The quick} {\\*\\cs8 no}{\r\n\\*\\cs9 no}fox",
        "The quick fox",
    ),
    "hidden": (r"a{\v hidden}b\v hidden\v0 c\v hidden\plain d", "abcd"),
    "deleted": (r"a{\deleted gone}{\revised new}", "anew"),
    "headers": (r"{\header Page 1}{\headerf\par x}{\footerr y}One.", "One."),
    "list": (r"{\listtext\'b7\tab}One.\par{\pntext 2.\tab}Two.", "One.\nTwo."),
    "pictures": (r"a{\pict{\*\blipuid 0f}{\*\x y}89504e47}{\*\shppict{\pict ff}}{\nonshppict{\pict ff}}b", "ab"),
    "binary picture": ("a{\\pict{\\*\\blipuid 0f}\\bin5 }}{{\\}b", "ab"),
    "text box": (r"a{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt box\par}}{\shprslt box}}b", "abox\nb"),
    "two spellings": (r"{\upr{caf?}{\*\ud{caf\u233 ?}}} open", "café open"),
    "unknown": (r"{\*\future x{y}}{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}{\info{\title T}}One.", "One."),
    "next page": (r"One.\page Two.\sect Three.", "One.\n\nTwo.\n\nThree."),
}


@pytest.mark.parametrize(("body", "text"), RTF.values(), ids=RTF)
def test_rich_text_is_read_as_it_is_shown(tmp_path, body, text):
    found = read_one(tmp_path, "a.rtf", "{\\rtf1\\ansi\\deff0 " + body + "}")
    assert (found.text.strip("\n"), found.encoding, found.notices) == (text, "cp1252", ())


@pytest.mark.parametrize(
    ("head", "page", "text"),
    [
        (r"\ansi\ansicpg1250", "cp1250", "ř"),
        (r"\ansi\ansicpg1251", "cp1251", "ш"),
        (r"\ansi\ansicpg10000", "mac_roman", "¯"),
        (r"\mac", "mac_roman", "¯"),
        (r"\pc", "cp437", "°"),
        (r"\ansi\ansicpg99999", "cp1252", "ø"),
    ],
)
def test_the_code_page_of_a_document_is_on_record(tmp_path, head, page, text):
    found = read_one(tmp_path, "a.rtf", "{\\rtf1" + head + " \\'f8}")
    assert (found.text, found.encoding) == (text, page)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (r"{\rtf1 One{\footnote Note.}{\footnote\ftnalt Note.}.}", "notes not read"),
        (r"{\rtf1\ansicpg1252 One\'81.}", "bad bytes"),
        (r"{\rtf1 One{\b .", "truncated file"),
        (r"{\rtf1 One.}{\rtf1 Two.}", "text not read"),
    ],
)
def test_what_of_a_document_is_not_read_is_told(tmp_path, data, reason):
    found = read_one(tmp_path, "a.rtf", data)
    assert found.text.rstrip("\ufffd.") == "One"
    assert [each[0] for each in tell(found)] == [reason]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Plain text.", "broken RTF"),
        ("{\\rtf1 " + "{" * 20_000, "broken RTF"),
        (r"{\rtf1{\pict ff}\par}", "no text"),
        ("{\\rtf1 \\bin999999999 ", "no text"),
    ],
)
def test_rich_text_without_text_is_rejected(tmp_path, data, reason):
    found = read_one(tmp_path, "a.rtf", data)
    assert isinstance(found, Rejected)
    assert found.reason == reason
