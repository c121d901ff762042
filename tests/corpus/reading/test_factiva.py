"""Exports from Factiva are divided into their articles, in each format and language of the database's interface."""

import pytest

from documents import make_pdf
from factiva_articles import BODY, FERRY, LEAD, NUMBERS, POOL, body_of, read
from presswork.corpus.reading.formats.html.html_page import read_html_page
from presswork.corpus.reading.formats.pdf_document import read_pdf_document
from presswork.corpus.reading.formats.plain_text import read_plain_text
from presswork.corpus.reading.formats.record import Record, Rejected
from presswork.corpus.reading.formats.rtf.rtf_document import read_rtf_document

TAIL = {
    "CO": "lkfer : Lake Ferries Ltd.",
    "NS": "gtrav : Travel | gcat : Political/General News",
    "PUB": "Lake Post Ltd.",
}
FIELDS = [
    {
        "section": "Local",
        "title": FERRY["HD"],
        "byline": "By Ann Example",
        "length": "44 words",
        "published": "4 May 2021",
        "outlet": "The Lake Post",
        "page": "A12",
        "language": "English",
        "id": NUMBERS[0],
    },
    {
        "title": "Pool stays shut",
        "length": "44 words",
        "published": "6 May 2021",
        "outlet": "The Hill Courier",
        "language": "English",
        "id": NUMBERS[1],
    },
]


def as_coded_html(head, number):
    rows = "".join(f"<tr><td><b>{code}</b>&nbsp;</td><td>{value}</td></tr>" for code, value in head.items())
    texts = "".join(
        f"<tr><td><p><b>{code}</b>&nbsp;</p></td><td><p>{text}</p></td></tr>"
        for code, text in (("LP", LEAD), ("TD", BODY))
    )
    tail = "".join(
        f"<tr><td><br/><b>{code}</b>&nbsp;</td><td><br/>{value}</td></tr>"
        for code, value in (*TAIL.items(), ("AN", f"Document {number}"))
    )
    return f"<div class='article enArticle'><table>{rows}{texts}{tail}</table></div>"


def as_plain_html(head, number):
    rows = "".join(f"<div>{value}</div>" for value in head.values())
    return f"<div class='article enArticle'><p>{rows}</p><p>{LEAD}</p><p>{BODY}</p><p>Document {number}</p></div>"


def as_coded_rtf(head, number):
    cells = (*head.items(), ("LP", LEAD), ("TD", BODY), *TAIL.items(), ("AN", f"Document {number}"))
    return "".join(rf"\trowd\pard\intbl {{\b {code}}}\cell {value}\cell\row" "\n" for code, value in cells)


def as_plain_lines(head, number):
    return [*head.values(), LEAD, BODY, f"Document {number}"]


def as_plain_rtf(head, number):
    return "".join(rf"\pard {line}\par" "\n" for line in as_plain_lines(head, number))


def as_coded_lines(head, number):
    return [f"{code} {value}" for code, value in head.items()] + [
        "LP",
        LEAD,
        "TD",
        BODY,
        "TD Bank, the owner of the lake, was not asked.",
        "IN the end nobody knows.",
        *(f"{code} {value}" for code, value in TAIL.items()),
        f"AN Document {number}",
    ]


def make_page(parts):
    summary = "<table><tr><td>Text</td><td>ferry</td></tr><tr><td>Results Found</td><td>2,654</td></tr></table>"
    footer = "<p>&copy; 2021 Factiva, Inc. All rights reserved.</p>"
    return f"<html><body><div>Dow Jones Factiva</div><p>Dow Jones</p>{''.join(parts)}{summary}{footer}</body></html>"


def make_rtf(parts):
    return r"{\rtf1\ansi\ansicpg1252 " + r"\par ".join(parts) + "}"


def read_text(text):
    return read(read_plain_text, text)


def both(lay_out):
    return [lay_out(head, number) for head, number in zip((FERRY, POOL), NUMBERS, strict=True)]


FOOTERS = [
    ["Page 1 of 2 © 2021 Factiva, Inc. All rights reserved."],
    ["Page 2 of 2", "© 2021 Factiva, Inc. All rights reserved."],
]
FORMATS = {
    "HTML with codes": lambda: read(read_html_page, make_page(both(as_coded_html))),
    "HTML": lambda: read(read_html_page, make_page(both(as_plain_html))),
    "RTF with codes": lambda: read(read_rtf_document, make_rtf(both(as_coded_rtf))),
    "RTF": lambda: read(read_rtf_document, make_rtf(both(as_plain_rtf))),
    "RTF with a list of headlines": lambda: read(
        read_rtf_document, make_rtf([rf"{FERRY['HD']}\par {POOL['HD']}", *both(as_plain_rtf)])
    ),
    "PDF": lambda: read(
        read_pdf_document,
        make_pdf([lines + footer for lines, footer in zip(both(as_plain_lines), FOOTERS, strict=True)]),
    ),
    "text": lambda: read_text("\n".join("\n".join(lines) for lines in both(as_plain_lines))),
    "text with blank lines": lambda: read_text("\n\n".join("\n\n".join(lines) for lines in both(as_plain_lines))),
}


@pytest.mark.parametrize("load", FORMATS.values(), ids=FORMATS)
def test_the_articles_of_an_export_have_their_fields_and_all_of_their_text(load):
    found = load()
    assert all(isinstance(each, Record) and not each.notices and each.database == "Factiva" for each in found)
    assert [each.record for each in found] == [0, 1]
    assert [{**FIELDS[0], **each.given} for each in found[:1]] == FIELDS[:1]
    assert [each.given for each in found[1:]] == FIELDS[1:]
    assert [body_of(each) for each in found] == [f"{LEAD} {BODY}"] * 2


def test_the_section_above_a_headline_may_be_taken_for_the_cover_of_the_first_article_alone():
    found = [load()[0].given.get("section") for load in FORMATS.values()]
    assert found == ["Local", "Local", "Local", "Local", None, "Local", "Local", None]
    swapped = read_text("\n\n".join("\n\n".join(lines) for lines in reversed(both(as_plain_lines))))
    assert swapped[1].given["section"] == "Local"


def test_a_pdf_with_codes_has_blanks_behind_them():
    pages = [lines + footer for lines, footer in zip(both(as_coded_lines), FOOTERS, strict=True)]
    found = read(read_pdf_document, make_pdf(pages))
    assert [each.given["id"] for each in found] == list(NUMBERS)
    assert found[0].given == {**FIELDS[0]}
    assert body_of(found[0]) == f"{LEAD} {BODY} TD Bank, the owner of the lake, was not asked. IN the end nobody knows."


LANGUAGES = {
    "English": ("1,234 words", "4 May 2021", "English", "Document"),
    "German": ("1.234 Wörter", "4 Mai 2021", "Englisch", "Dokument"),
    "French": ("1 234 mots", "4 mai 2021", "Anglais", "Document"),
    "Spanish": ("1.234 palabras", "4 de mayo de 2021", "Inglés", "Documento"),
    "Italian": ("1.234 parole", "4 maggio 2021", "Inglese", "Documento"),
    "Dutch": ("1.234 woorden", "4 mei 2021", "Engels", "Document"),
}


@pytest.mark.parametrize(("length", "day", "language", "name"), LANGUAGES.values(), ids=LANGUAGES)
@pytest.mark.parametrize("is_coded", [True, False])
def test_the_interface_may_have_six_languages(is_coded, length, day, language, name):
    head = {**FERRY, "WC": length, "PD": day, "LA": language}
    lines = [f"{code}\t{value}" if is_coded else value for code, value in head.items()]
    text = ["LP", LEAD, "TD", BODY] if is_coded else [LEAD, BODY]
    (found,) = read_text("\n".join([*lines, "", *text, "", f"{name} {NUMBERS[0]}"]))
    assert found.given == {**FIELDS[0], "length": length, "published": day, "language": language}
    assert body_of(found) == f"{LEAD} {BODY}"
    (notice,) = found.notices
    assert "states 1,234 words, and the text has 37" in notice.detail


NUMBER = f"Document {NUMBERS[0]}"
LONG = "Ferry of the Lower Lake, Built a Hundred Years Ago, Goes to"
HEADS = {
    "headline alone": ["title: Ferry sold"],
    "name without By": ["title: Ferry sold to a baker by the lake", "byline: Ann Example and Bo van Berg"],
    "name and agency": ["title: Ferry sold", "byline: Ann Example, Reuters"],
    "agency": ["title: Ferry sold to a baker by the lake", "byline: Reuters"],
    "section": ["section: World News", "title: Ferry sold to a baker"],
    "section above a headline with capital letters": ["section: World News", "title: Ferry Sold to a Baker"],
    "section and name": ["section: World", "title: Ferry sold to a baker", "byline: ANN EXAMPLE"],
    "headline of two lines": ["title: Ferry of the lower lake, built a hundred years ago,", "title: sold to a baker"],
    "headline of two lines with capital letters": [f"title: {LONG}", "title: Grand Baker Sold"],
}


@pytest.mark.parametrize("above", HEADS.values(), ids=HEADS)
def test_headline_and_author_stand_above_the_number_of_words(above):
    fields, lines = zip(*(each.split(": ", 1) for each in above), strict=True)
    below = ["22 words", "4 May 2021", "The Lake Post", "J", "Volume 3; Issue 2", "12", "Chinese (Simplified)", ""]
    (found,) = read_text("\n".join([*lines, *below, LEAD, BODY, NUMBER]))
    expected = {
        field: " ".join(line for each, line in zip(fields, lines, strict=True) if each == field) for field in fields
    }
    assert {
        field: found.given.get(field) for field in ("section", "title", "byline") if field in found.given
    } == expected
    assert found.given["page"] == "12" and found.given["language"] == "Chinese (Simplified)"
    assert body_of(found) == f"{LEAD} {BODY}"


def as_classed_html(section, title, *below):
    """An article whose headline and author are elements of a class; lines of plain text are below the headline."""
    head = f"<div>{section}</div>" * bool(section) + f"<div id='hd'><span class='enHeadline'>{title}</span></div>"
    rows = "".join(line if line[0] == "<" else f"<div>{line}</div>" for line in (*below, *list(FERRY.values())[3:]))
    texts = "".join(f"<p class='articleParagraph enarticleParagraph'>{text}</p>" for text in (LEAD, BODY))
    return f"<div class='article enArticle'>{head}{rows}{texts}<p>{NUMBER}</p></div>"


AUTHOR = "<div class='author'>Post, Lake</div>"
CLASSED = {
    "author that could end the headline": (
        ("", "Ferry sold,", "<div class='author'>a baker;the lake</div>"),
        {"title": "Ferry sold,", "byline": "a baker;the lake"},
    ),
    "lines below the author": (
        ("Local", "Ferry", AUTHOR, "Special to The Lake Post"),
        {"section": "Local", "title": "Ferry", "byline": "Post, Lake"},
    ),
    "agency without a class": (
        ("Foreign Desk; 1", "Ferry sold", "Reuters"),
        {"section": "Foreign Desk; 1", "title": "Ferry sold", "byline": "Reuters"},
    ),
    "section of many words": (
        ("Letters from the lower lake", "Ferry", AUTHOR),
        {"section": "Letters from the lower lake", "title": "Ferry", "byline": "Post, Lake"},
    ),
    "headline like a name": (
        ("Financial Desk; 3", "Japan's Project"),
        {"section": "Financial Desk; 3", "title": "Japan's Project"},
    ),
}


@pytest.mark.parametrize(("lines", "expected"), CLASSED.values(), ids=CLASSED)
@pytest.mark.parametrize("above", ["", as_plain_html(POOL, NUMBERS[1])], ids=["first", "second"])
def test_on_a_page_the_classes_of_elements_name_headline_and_author(lines, expected, above):
    listed = "<table><tr><td><b class='printheadline enHeadline'>Pool opens</b></td></tr></table>"
    *_, found = read(read_html_page, make_page([above, listed, as_classed_html(*lines)]))
    named = {field: value for field, value in found.given.items() if field in ("section", "title", "byline")}
    assert named == expected
    assert body_of(found) == f"{LEAD} {BODY}"


def test_a_page_with_the_classes_of_factiva_and_no_number_of_a_document_is_rejected():
    (found,) = read(read_html_page, make_page([as_classed_html("", "Ferry sold").replace(NUMBER, "")]))
    assert isinstance(found, Rejected) and found.reason == "unknown layout"


def test_an_edition_may_look_like_a_page_which_is_below_it():
    below = ["22 words", "4 May 2021", "The Lake Post", "LAKEP", "53", "4", "English", "Copyright 2021 Lake Post"]
    (found,) = read_text("\n".join(["Ferry sold to a baker by the lake", *below, "", LEAD, BODY, NUMBER]))
    assert found.given["page"] == "4"


CLAIMS = {
    "other words": ["Lake Post Ltd. 2021."],
    "two lines": [
        "Copyright 2021 The Lake Post, a division of Lakes and Ferries Publishing Inc. All rights",
        "reserved.",
    ],
    "none": [],
}


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_claim_of_copyright_stands_below_the_language(claim):
    head = [value for code, value in FERRY.items() if code != "CY"]
    (found,) = read_text("\n".join([*head, *claim, LEAD, BODY, NUMBER]))
    assert found.given == FIELDS[0] and body_of(found) == f"{LEAD} {BODY}"


def test_a_page_may_end_within_the_head_of_an_article():
    lines = as_plain_lines(FERRY, NUMBERS[0])
    (found,) = read(read_pdf_document, make_pdf([lines[:4] + FOOTERS[0], lines[4:-2] + FOOTERS[1], lines[-2:]]))
    assert found.given == FIELDS[0] and body_of(found) == f"{LEAD} {BODY}"


def test_a_pdf_may_lose_blanks_and_have_the_headline_twice():
    lines = as_plain_lines({**POOL, "HD": "Swimming pool stays shut"}, NUMBERS[1])
    lines[1:3] = ["Swimmingpoolstaysshut", "By Ann Example", "44words", "6May2021"]
    (found,) = read_text("\n".join(["Page1of2 ©2021Factiva,Inc.Allrightsreserved.", *lines]))
    expected = {"title": "Swimming pool stays shut", "byline": "By Ann Example", "length": "44words"}
    assert found.given == {**FIELDS[1], **expected, "published": "6May2021"}
    assert body_of(found) == f"{LEAD} {BODY}"


@pytest.mark.parametrize(
    "foot", ["Lake Company AG", "Lake & Hill Press, Inc.", "(c) 2021 Lake Post.", "Copyright 2021 Lake"]
)
def test_publisher_and_copyright_below_the_text_are_no_text(foot):
    (article,) = read_text("\n".join([*FERRY.values(), LEAD, BODY, foot, f"Document {NUMBERS[0]}"]))
    assert body_of(article) == f"{LEAD} {BODY}"


def test_codes_may_have_a_no_break_space_and_values_below_them():
    head = "".join(f"{code}\N{NO-BREAK SPACE}\t{value}\n" for code, value in FERRY.items())
    tail = "".join(f"{code}\N{NO-BREAK SPACE}\t\n{value}\n\n" for code, value in TAIL.items())
    text = f"{head}LP\N{NO-BREAK SPACE}\t{LEAD}\n{BODY}\n\n{tail}AN\N{NO-BREAK SPACE}\t\nDocument {NUMBERS[0]}\n"
    (article,) = read_text(text)
    assert body_of(article) == f"{LEAD} {BODY}" and article.given["title"] == FERRY["HD"]


def test_a_line_that_ends_several_articles_is_their_publisher():
    text = "\n".join([*FERRY.values(), LEAD, BODY, "Verlag am See", f"Document {NUMBERS[0]}"])
    assert [body_of(each) for each in read_text(f"{text}\n\n{text}")] == [f"{LEAD} {BODY}"] * 2
    (article,) = read_text(text)
    assert body_of(article) == f"{LEAD} {BODY} Verlag am See"


def test_a_language_without_a_known_name_stands_above_the_copyright():
    lines = [
        "Ferry sold",
        "22 words",
        "4 May 2021",
        "The Lake Post",
        "LAKEP",
        "Elvish",
        "(c) 2021 Lake Post",
        LEAD,
        BODY,
    ]
    (found,) = read_text("\n".join([*lines, NUMBER]))
    assert found.given["language"] == "Elvish" and body_of(found) == f"{LEAD} {BODY}"


@pytest.mark.parametrize("claim", ["Lake Post 2021.", "Alle Rechte vorbehalten, Lake Post"])
def test_a_claim_of_copyright_in_words_of_its_own_ends_with_a_blank_line(claim):
    head = {**FERRY, "CY": claim}
    assert body_of(read(read_html_page, make_page([as_plain_html(head, NUMBERS[0])]))[0]) == f"{LEAD} {BODY}"


WITHOUT_TEXT = {
    "codes": "\n".join(f"{code}\t{value}" for code, value in {**FERRY, **TAIL}.items()),
    "no codes": "\n".join(FERRY.values()),
    "list of headlines": f"{FERRY['HD']}\nThe Lake Post, 08:30 AM, 4 May 2021, 44 words, By Ann, (English)\n{LEAD}",
}


@pytest.mark.parametrize("text", WITHOUT_TEXT.values(), ids=WITHOUT_TEXT)
def test_an_article_without_text_is_rejected_with_what_to_do_and_the_others_are_read(text):
    other = "\n".join(as_plain_lines(POOL, NUMBERS[1]))
    rejected, found = read_text(f"{text}\n\n{NUMBER}\n\n{other}")
    assert isinstance(rejected, Rejected) and (rejected.record, rejected.reason) == (0, "no text")
    assert FERRY["HD"] in rejected.detail and "Full Article/Report" in rejected.remedy
    assert isinstance(found, Record) and found.given == FIELDS[1]


def test_an_export_that_begins_within_an_article_is_rejected_as_a_whole():
    other = "\n".join(as_plain_lines(POOL, NUMBERS[1]))
    (rejected,) = read_text(f"{LEAD}\n\n{NUMBER}\n\n{other}")
    assert isinstance(rejected, Rejected) and rejected.reason == "unknown layout"


FIRST = "\n".join(as_plain_lines(FERRY, NUMBERS[0]))
CODED = "\n".join([*(f"{code}\t{value}" for code, value in FERRY.items()), "LP", LEAD])
UNKNOWN = {
    "no number below the last article": (f"{FIRST}\nPool\n44 words\n6 May 2021\n{BODY}", "44 words"),
    "no number below the last article with codes": (f"{CODED}\n{NUMBER}\n{CODED}", "SE"),
    "no number between two articles": (f"{FIRST.removesuffix(NUMBER)}\n{FIRST}", "44 words"),
    "no number between two articles with codes": (f"{CODED}\n{CODED}\n{NUMBER}", "HD"),
    "no day": (FIRST.replace("4 May 2021", "spring"), "44 words"),
    "no language and no copyright": (FIRST.replace("English\n(c)", "none\nof"), "The Lake Post"),
}


@pytest.mark.parametrize(("text", "line"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_export_that_cannot_be_divided_is_rejected_entirely(text, line):
    (found,) = read_text(text)
    assert isinstance(found, Rejected) and found.reason == "unknown layout"
    assert "Factiva" in found.detail and f"('{line}" in found.detail


def test_an_article_that_names_documents_and_words_is_no_export():
    text = f"Clerk loses files\n\n44 words\n\nDocument 12\n\n{LEAD} The document of 20210504 has 44 words."
    assert read_text(text)[0].database is None
