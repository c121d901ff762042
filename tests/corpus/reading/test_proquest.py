"""Exports of ProQuest are divided into articles: text files, saved pages and e-mails."""

import re

import pytest

from documents import list_kept
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.formats.record import Record, Rejected
from presswork.corpus.reading.records import read_records

BODY = (
    "The ferry of the lower lake was sold to a baker on Monday, who will turn it into a floating bakery.",
    "Nobody had expected that, the mayor said: the ferry is a hundred years old.",
)
TEXT = "\n".join(BODY)
TAIL = {
    "Subject": "Ferries; Bakeries",
    "Location": "Lower Lake",
    "Publication title": "Lake Post; Harbour, Me.",
    "Pages": "A.2",
    "Publication year": "2021",
    "Publication date": "May 4, 2021",
    "column": "BY THE LAKE",
    "Section": "Local; News Desk",
    "Language of publication": "English",
    "ProQuest document ID": "12345",
    "Document URL": "https://search.proquest.com/docview/12345",
    "Copyright": "(Copyright (c) 2021 Lake Post)",
    "Database": "Lake Dailies",
}
FIELDS = {
    "title": "Ferry sold to baker",
    "byline": "Example, Ann; Other, Bo",
    "outlet": "Lake Post",
    "published": "May 4, 2021",
    "section": "Local; News Desk",
    "page": "A.2",
    "language": "English",
    "id": "12345",
    "url": "https://search.proquest.com/docview/12345",
}
ROW = "_" * 60
CLAIM = "Contact us at: http://about.proquest.com\nDatabase copyright © 2022 ProQuest LLC. All rights reserved."


def spell_tail(**changed):
    values = TAIL | {name.replace("_", " "): value for name, value in changed.items()}
    return "\n\n".join(f"{name}: {value}" for name, value in values.items())


def spell(body=TEXT, title="Ferry sold to baker", author="Author: Example, Ann; Other, Bo\n\n", tail=None, info=""):
    return (
        f"{title}\n\n{info}{author}https://search.proquest.com/docview/12345\n\nAbstract: A baker bought the ferry.\n\n"
        f"Links: Find a copy\n\nFull text: {body}\n\n{tail or spell_tail()}\n\n"
    )


def spell_file(*articles):
    return f"{ROW}\n\n" + f"{ROW}\n\n".join(articles) + f"{ROW}\n\n{CLAIM}\n"


def spell_page(*articles, ends="</body></html>"):
    """Return a page as ProQuest sends it: each text is a page of its own within the page."""

    def spell_block(article):
        head, body = article.split("Full text: ", 1)
        text, tail = body.split("\n\nSubject", 1)
        rows = "".join(
            f"<p><strong>{row.replace(': ', ':  </strong>', 1)}</p>" for row in f"Subject{tail}".split("\n\n")
        )
        inner = "".join(f"<p>{line}</p>" for line in text.split("\n"))
        words = len(text.split())
        return (
            "".join(f"<p>{row}</p>" for row in head.split("\n\n"))
            + f'<p><strong>Full text: </strong><Text WordCount="{words}"><html><head></head><body>{inner}{ends}'
            + f"</Text></p>{rows}<div></div>"
        )

    blocks = "".join(f"<div>{spell_block(article)}</div>" for article in articles)
    return (
        "<html><head><title>ProQuest Export</title></head><body><div>Do not reply to this email.</div>"
        f"<p>Email 4 of 5</p>{blocks}<div><p>Contact ProQuest</p>"
        "<p>Database copyright © 2022 ProQuest LLC.</p></div></body></html>"
    )


def read(folder, text, name="a.txt"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(read_records(path, {}))


def keep(record):
    return tuple(list_kept(record))


@pytest.mark.parametrize(("name", "spelled"), [("a.txt", spell_file), ("a.html", spell_page), ("a.eml", None)])
def test_each_article_has_its_fields_and_its_text(tmp_path, name, spelled):
    second = spell(title="Ferry found", tail=spell_tail(Publication_date="Jun 1, 2021"))
    text = (
        spelled(spell(), second)
        if spelled
        else (
            "From: a@b.example\nTo: c@d.example\nSubject: Your research\nMIME-Version: 1.0\n"
            f"Content-Type: text/html; charset=utf-8\n\n{spell_page(spell(), second)}"
        )
    )
    first, other = read(tmp_path, text, name)
    assert dict(first.given) == FIELDS
    assert (other.given["title"], other.given["published"]) == ("Ferry found", "Jun 1, 2021")
    assert [keep(each) for each in (first, other)] == [BODY, BODY]
    assert {each.database for each in (first, other)} == {"ProQuest"}
    assert [each.record for each in (first, other)] == [0, 1]


def test_what_surrounds_the_articles_belongs_to_none(tmp_path):
    texts = [record.text for record in read(tmp_path, spell_page(spell(), spell()), "a.html")]
    assert not any(
        word in text for text in texts for word in ("Do not reply", "Email 4", "Contact", "Database copyright")
    )


def test_blanks_that_a_label_has_lost_make_no_difference(tmp_path):
    tail = spell_tail().replace("ProQuest document ID", "ProQuestdocument ID").replace("Document URL", "DocumentURL")
    (record,) = read(tmp_path, spell_file(spell(tail=tail)))
    assert dict(record.given) == FIELDS


def test_numbers_of_documents_are_checked(tmp_path):
    articles = [f"Document {number} of 3\n\n{spell()}" for number in (1, 2)]
    *records, notice = read(tmp_path, spell_file(*articles))
    assert [each.given["title"] for each in records] == ["Ferry sold to baker"] * 2
    assert (notice.reason, notice.detail) == (
        "number of articles differs",
        "ProQuest states 3 documents, and the file has 2",
    )


def test_a_line_with_author_and_outlet_below_the_headline_is_no_headline(tmp_path):
    info = "Example, Ann.  Lake Post; Harbour, Me. [Harbour, Me]. 04 May 2021: A.2.\n\n"
    (record,) = read(tmp_path, spell_file(spell(info=info)))
    assert record.given["title"] == "Ferry sold to baker"
    assert keep(record) == BODY


@pytest.mark.parametrize(
    ("author", "below", "byline"),
    [
        ("", "\nCAPTION: The ferry.\nCREDIT: Ann Example;", "Ann Example"),
        ("Author: Anonymous\n\n", "\n\nCredit: By Ann Example", "Ann Example"),
        ("Author: Example, Ann\n\n", "\n\nCredit: By Ann Example, LAKE REPORTER", "Example, Ann"),
        ("", "\n\nCREDIT: Ann Example Ann Example is a reporter. ann@lakepost.example", None),
        ("", "\n\nIllustration\n\nCaption: The ferry.", None),
        ("", "\n\nPhotograph\nThe ferry at noon, before it was sold. (PHOTOGRAPH BY BO OTHER)", None),
    ],
)
def test_credits_and_captions_are_no_text_and_a_credit_may_name_the_author(tmp_path, author, below, byline):
    (record,) = read(tmp_path, spell_file(spell(author=author, body="\n".join(BODY) + below)))
    assert record.given.get("byline") == byline
    assert keep(record) == BODY


@pytest.mark.parametrize(
    "line",
    ["Location: the old pier, from eight in the morning", "Title: The Ferry Book", "Author: Ann Example", "Links"],
)
def test_a_line_of_the_text_that_looks_like_a_label_is_text(tmp_path, line):
    (record,) = read(tmp_path, spell_file(spell(body="\n".join((BODY[0], line, BODY[1])))))
    assert keep(record) == (BODY[0], line, BODY[1])
    assert record.given["title"] == "Ferry sold to baker"


def test_links_to_pictures_and_corrections_are_cut(tmp_path):
    body = "\n".join((BODY[0], "Enlarge this image.", "CORRECTION: The ferry is 99 years old.", BODY[1]))
    (record,) = read(tmp_path, spell_file(spell(body=body)))
    assert keep(record) == BODY
    assert {"link to a picture", "CORRECTION label"} <= {cut.rule for cut in record.cuts}


def test_a_day_that_has_lost_its_place_is_read_from_the_line_above(tmp_path):
    info = "Publication info: Lake Post ; Harbour, Me. [Harbour, Me]04 May 2021: A.2.\n\n"
    (record,) = read(tmp_path, spell_file(spell(author=info, tail=spell_tail(Publication_date="May 4, 2 021"))))
    assert find_dates(record.given["published"])[0].days == find_dates("4 May 2021")[0].days


def test_a_page_that_a_text_ends_early_is_read_to_its_end(tmp_path):
    page = spell_page(spell(), spell(title="Ferry found")).replace("<html><head></head><body>", "html&gt;<body>", 1)
    first, second = read(tmp_path, page, "a.html")
    assert (keep(first), keep(second)) == (BODY, BODY)


def test_the_length_that_a_page_states_is_compared(tmp_path):
    long = spell(body="\n".join(BODY * 9))
    (record,) = read(tmp_path, spell_page(long).replace('WordCount="', 'WordCount="9'), "a.html")
    assert [notice.reason for notice in record.notices] == ["length differs"]


def test_an_article_that_was_exported_without_its_text_is_rejected(tmp_path):
    (found,) = read(tmp_path, spell_file(spell(body="Not available.")))
    assert isinstance(found, Rejected) and found.reason == "no text"


@pytest.mark.parametrize(
    "text",
    [
        f"{ROW}\n\nVapur satıldı\n\nTam metin: {BODY[0]}\n\nVeritabanı: Göl\n\n{ROW}\n\n{CLAIM}\n",
        f"Full text: {BODY[0]}\n\n{spell_tail()}\n",
    ],
)
def test_an_unknown_layout_is_rejected_with_its_place(tmp_path, text):
    (found,) = read(tmp_path, text)
    assert isinstance(found, Rejected)
    assert found.reason == "unknown layout"
    assert "an export from ProQuest" in found.detail


def test_an_article_about_proquest_is_an_article(tmp_path):
    text = "ProQuest sold\n\nFull text: that is what researchers want of ProQuest, she said on Monday.\n"
    assert read(tmp_path, text) == [Record(None, text, "utf-8")]


@pytest.mark.parametrize(
    "text",
    [
        f"How to cite\n\nProQuest document ID: 12345\n\nDocument URL: https://a.example/docview/12345\n\n{TEXT}",
        f"Title: Ferry sold\n\nAuthor: Ann\n\nAbstract\n\nFull text: {TEXT}\n\nLinks\n\nThey use ProQuest.\n",
        f"For release\n\nPublication date: May 4, 2021\n\nPublisher: Lake\n\nDatabase: ProQuest\n\n{TEXT}",
    ],
)
def test_an_article_with_some_of_the_labels_is_an_article(tmp_path, text):
    (found,) = read(tmp_path, text)
    assert (found.database, found.text) == (None, text)


GERMAN = f"""{ROW}

Dokument 1 von 2

Fähre verkauft

Autor: Example, Ann

https://search.proquest.com/docview/12345

Volltext: {TEXT}

Thema: Fähren

Titel: Fähre verkauft

Titel der Publikation: Seepost; Harbour, Me.

Seiten: 2

Publikationsdatum: 4. Mai 2021

Bereich: Lokales

Publikationssprache: Deutsch

ProQuest-Dokumentnummer: 12345

Dokumentadresse: https://search.proquest.com/docview/12345

Zuletzt geändert: 2021-05-04

Datenbank: Seeblätter

"""


def test_labels_of_another_language_are_read(tmp_path):
    second = GERMAN.replace("12345", "67890").replace("Fähre verkauft", "Fähre bleibt")
    first, other = read(tmp_path, f"{GERMAN}{second}{ROW}\n\n{CLAIM}\n")
    assert first.given == {
        "title": "Fähre verkauft",
        "byline": "Example, Ann",
        "outlet": "Seepost",
        "published": "4. Mai 2021",
        "page": "2",
        "section": "Lokales",
        "language": "Deutsch",
        "id": "12345",
        "url": "https://search.proquest.com/docview/12345",
    }
    assert other.given["id"] == "67890"
    assert keep(first) == BODY


def test_unknown_labels_below_the_outlet_are_no_text(tmp_path):
    tail = spell_tail(Peer_reviewed="Yes").replace("Section: Local", "Frequency: Daily\n\nSection: Local")
    (found,) = read(tmp_path, spell_file(spell(tail=tail)))
    assert keep(found) == BODY


def test_unknown_label_between_known_ones_is_no_text(tmp_path):
    tail = spell_tail().replace("Location: Lower", "Milestones: 1921, 2021\n\nLocation: Lower")
    (found,) = read(tmp_path, spell_file(spell(tail=tail)))
    assert keep(found) == BODY


def test_credit_that_tells_of_its_author_names_none(tmp_path):
    text = spell(body=f"{TEXT}\nCredit: Ann Example lives by the lake", author="")
    assert "byline" not in read(tmp_path, spell_file(text))[0].given


def spell_rich(title, author, number):
    """Return an article as it is in RTF and PDF, where headings have lines of their own and no line is blank."""
    return (
        f"{title}\n{author}Lake Post; Harbour, Me. [Harbour,\nMe]. 4 May 2021: A.2.\nProQuest document link\n"
        f"ABSTRACT (ABSTRACT)\nA baker bought it.\nFULL TEXT\n{TEXT}\nDETAILS\nSubject:\tFerries; Bakeries;\nLakes\n"
        f"Title:\t{title}\nPublication title:\tLake Post; Harbour, Me.\nPages:\tA.2\nPublication date:\tMay 4, 2021\n"
        f"Frequency:\tDaily\nProQuest document ID:\t{number}\nDatabase:\tLake Dailies\nLINKS\nLinking Service\n"
    )


def test_text_without_blank_lines_is_read(tmp_path):
    text = spell_rich("Ferry sold to baker", "Example, Ann; Other, Bo. ", 12345) + spell_rich("Ferry found", "", 67890)
    first, second = read(tmp_path, text)
    assert first.given == {
        "title": "Ferry sold to baker",
        "byline": "Example, Ann; Other, Bo",
        "outlet": "Lake Post",
        "page": "A.2",
        "published": "May 4, 2021",
        "id": "12345",
    }
    assert (second.given["title"], second.given.get("byline"), second.given["id"]) == ("Ferry found", None, "67890")
    assert [keep(each) for each in (first, second)] == [BODY, BODY]


def test_a_label_within_a_text_without_blank_lines_is_text(tmp_path):
    body = f"{BODY[0]}\nLocation: the lower lake\n{BODY[1]}"
    text = re.sub(r"\n\n+", "\n", spell_file(spell(body=body), spell()))
    first, second = read(tmp_path, text)
    assert keep(first) == (BODY[0], "Location: the lower lake", BODY[1])
    assert keep(second) == BODY
    assert first.given == FIELDS


def test_a_page_without_text_is_rejected(tmp_path):
    scan = spell_rich("Lake Post, 4 May 2021: page 2", "", 12345).replace(f"{TEXT}\n", "")
    found = read(tmp_path, scan + spell_rich("Ferry found", "", 67890))
    assert (found[0].reason, found[1].given["title"]) == ("no text", "Ferry found")


def test_a_headline_directly_below_the_number_is_read(tmp_path):
    text = spell_file(spell()).replace(f"{ROW}\n\n", f"{ROW}\nDocument 1 of 1\n", 1)
    assert [each.given["title"] for each in read(tmp_path, text)] == ["Ferry sold to baker"]


@pytest.mark.parametrize("line", ["Location: the lower lake", "Details: call 555 1234", "Title: a song"])
def test_a_last_line_above_the_subjects_is_text(tmp_path, line):
    for ends in ("\n", "\n\n"):
        text = spell_file(spell(body=f"{TEXT}{ends}{line}"))
        assert keep(read(tmp_path, text)[0]) == (*BODY, line)
