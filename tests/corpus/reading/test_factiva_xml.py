"""Articles in the XML of Factiva."""

import pytest

from factiva_articles import BODY, LEAD, NUMBERS, body_of, read
from presswork.corpus.reading.formats.factiva_xml import read_factiva_xml
from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.records import read_records


def make_xml(articles, count=2, root="PPSResponse"):
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<{root}><r xmlns="http://global.factiva.com/pps/2.0">'
        f'<ppsarticleResultSet count="{count}">{"".join(articles)}</ppsarticleResultSet></r></{root}>'
    )


def make_article(number, text, day="<dateTime>2021-05-04T08:30:00Z</dateTime>"):
    return (
        f"<ppsarticle><article><accessionNo>{number}</accessionNo><reference>a::Article/{number}</reference>"
        "<baseLanguage>EN</baseLanguage><copyright>(c) 2021 Lake Post</copyright>"
        '<headline><paragraph lang="EN"><hlt>Ferry</hlt>\n of the lake sold</paragraph></headline>'
        f"{text}<pages><page>12</page></pages><publicationDate>{day}</publicationDate>"
        "<sourceName>The Lake Post</sourceName><region code='alp'><name>Alps</name></region><novelty>Yes</novelty>"
        "<byline>By <person>Ann Exam</person>ple</byline><wordCount>36</wordCount></article></ppsarticle>"
    )


PARAGRAPHS = (
    f"<leadParagraph><paragraph>{LEAD}</paragraph></leadParagraph>"
    f"<tailParagraphs><paragraph>{BODY[:20]}<hlt>{BODY[20:30]}</hlt>{BODY[30:]}</paragraph></tailParagraphs>"
)
XML_FIELDS = {
    "title": "Ferry of the lake sold",
    "byline": "By Ann Example",
    "length": "36 words",
    "published": "2021-05-04T08:30:00Z",
    "outlet": "The Lake Post",
    "page": "12",
    "language": "EN",
    "id": NUMBERS[0],
}


def test_xml_of_factiva_is_read_with_its_fields(tmp_path):
    texts = (make_article(NUMBERS[0], PARAGRAPHS), make_article(NUMBERS[1], PARAGRAPHS, "2021-05-06"))
    (tmp_path / "a.xml").write_text("\ufeff" + make_xml(texts), encoding="utf-8")
    found = list(read_records(tmp_path / "a.xml", {}))
    assert [each.given for each in found] == [
        XML_FIELDS,
        {**XML_FIELDS, "published": "2021-05-06", "id": NUMBERS[1]},
    ]
    assert [body_of(each) for each in found] == [f"{LEAD} {BODY}"] * 2
    # What no code stands for is on record, too.
    assert all("novelty: Yes" in each.text for each in found)


def test_other_xml_is_rejected_with_its_root_element(tmp_path):
    (tmp_path / "a.xml").write_text(make_xml([make_article(NUMBERS[0], PARAGRAPHS)], root="rss"))
    (found,) = read_records(tmp_path / "a.xml", {})
    assert isinstance(found, Rejected) and "root element rss" in found.detail


def test_xml_says_how_many_articles_it_holds_and_which_have_no_text():
    found = read(read_factiva_xml, make_xml([make_article(NUMBERS[0], PARAGRAPHS), make_article(NUMBERS[1], "")], 3))
    assert [type(each) for each in found] == [Record, Rejected, Notice]
    assert "states 3 documents, and the file has 2" in found[2].detail


@pytest.mark.parametrize("bad", ["&", "\x01", "&#2;"])
def test_characters_that_xml_does_not_allow_are_repaired_with_a_notice(bad):
    article = make_article(NUMBERS[0], PARAGRAPHS.replace("baker", f"baker {bad} son", 1))
    (found,) = read(read_factiva_xml, make_xml([article], 1))
    assert [each.reason for each in found.notices] == ["XML repaired"]
    assert body_of(found) == f"{LEAD} {BODY}".replace("baker", "baker & son" if bad == "&" else "baker son", 1)


BROKEN = {
    "no end": make_xml([make_article(NUMBERS[0], PARAGRAPHS)])[:-40],
    "no article": make_xml([]),
    "no number": make_xml([make_article("", PARAGRAPHS)]).replace("a::Article/", ""),
    "entities": make_xml([make_article(NUMBERS[0], PARAGRAPHS)]).replace(
        "<PPSResponse>", '<!DOCTYPE PPSResponse [<!ENTITY a "b">]><PPSResponse>', 1
    ),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_broken_xml_is_rejected(data):
    (found,) = read(read_factiva_xml, data)
    assert isinstance(found, Rejected)


def test_lines_of_fixed_width_are_kept():
    text = '<leadParagraph><paragraph display="Fixed">Table\n1   2</paragraph></leadParagraph>'
    raw = f"<leadParagraph>\n{LEAD[:39]}\n{LEAD[40:]}\n    {BODY}\n   </leadParagraph>"
    found = read(read_factiva_xml, make_xml([make_article(NUMBERS[0], text), make_article(NUMBERS[1], raw)]))
    assert "Table\n1   2" in found[0].text and f"{LEAD[:39]}\n{LEAD[40:]}\n    {BODY}\n" in found[1].text
