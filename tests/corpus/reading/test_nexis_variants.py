"""Exports from Nexis of further databases and years, and what users do to such files before they keep them."""

import io

import pytest
from docx import Document

from presswork.corpus.reading.formats.plain_text import read_plain_text
from presswork.corpus.reading.formats.record import Notice, Record, Rejected, leave_out
from presswork.corpus.reading.formats.word_document import read_word_document
from presswork.corpus.reading.records import read_records

TEXT = "The ferry of the lower lake was sold to a baker on Monday, who will turn it into a floating bakery by June."
LAST = "He told the council that the ovens would fit below the deck."


def read(text):
    """Return the articles of a text, and what is noticed of them."""
    found = list(read_plain_text(io.BytesIO(text.encode()), {}))
    return [each for each in found if isinstance(each, Record)], [each for each in found if isinstance(each, Notice)]


def read_body(article):
    return " ".join(leave_out(article.text, ((cut.start, cut.end) for cut in article.cuts)).split())


def number(place=1, count=1):
    return f"\n\n\n                         {place} of {count} DOCUMENTS\n\n\n"


def centre(*lines):
    return "".join(f"                         {line}\n\n" for line in lines)


TAIL = "LOAD-DATE: May 5, 2021\n\nLANGUAGE: ENGLISH\n\n"


def test_labels_may_all_stand_below_the_text():
    head = number() + centre("Lake News Agency") + "Ferry sold to\na baker\n\n" + centre("May 4, 2021, Tuesday")
    below = f"SECTION: Politics\n\nLENGTH: 34 words\n\n{TAIL}"
    (article,), noticed = read(f"{head}\n{TEXT}\n\n{LAST}\n\n{below}")
    assert read_body(article) == f"{TEXT} {LAST}" and not noticed
    assert article.given["title"] == "Ferry sold to a baker"
    assert (article.given["outlet"], article.given["published"]) == ("Lake News Agency", "May 4, 2021")
    assert (article.given["section"], article.given["length"]) == ("Politics", "34 words")


def test_a_label_within_the_text_is_text_where_labels_stand_below_it():
    head = number() + centre("Lake News Agency") + "Ferry sold\n\n" + centre("May 4, 2021") + "DATELINE: Lake Town\n\n"
    (article,), _ = read(f"{head}\n{TEXT}\nLENGTH: 19 metres. {LAST}\n\nSECTION: Lake\n\nLENGTH: 36 words\n\n{TAIL}")
    assert read_body(article) == f"{TEXT} LENGTH: 19 metres. {LAST}"
    assert article.given["length"] == "36 words"


@pytest.mark.parametrize("below", ["23:22 Central European Time", "woensdag", "SHOW: The Evening Lake 7:00 PM"])
def test_time_weekday_and_show_below_the_day_are_no_headline(below):
    head = number() + centre("The Lake Post") + "                         May 4, 2021\n" + centre(below)
    (article,), _ = read(f"{head}\nFerry sold\n\nLENGTH: 22 words\n\n{TEXT}\n\n{TAIL}")
    assert article.given["title"] == "Ferry sold" and read_body(article) == TEXT


def test_centred_lines_that_are_neither_outlet_nor_day_are_no_headline():
    claim = centre("No material of this agency may be\n                         republished")
    head = number() + centre("Lake News Agency") + claim + centre("May 4, 2021 Tuesday 6:49 PM")
    (article,), _ = read(f"{head}LENGTH: 22 words\n\n{TEXT}\n\n{TAIL}")
    assert "title" not in article.given and article.given["outlet"] == "Lake News Agency"


def test_an_author_may_stand_below_the_headline():
    head = number() + centre("The Lake Post", "May 4, 2021") + "Ferry sold\n\nAnn Example\n\n"
    (article,), _ = read(f"{head}LENGTH: 22 words\n\n{TEXT}\n\n{TAIL}")
    assert (article.given["title"], article.given["byline"]) == ("Ferry sold", "Ann Example")


@pytest.mark.parametrize(
    ("length", "title", "author", "body"),
    [
        ("LENGTE", "KOP", "AUTEUR", "TEKST"),
        ("LONGUEUR", "TITRE", "SIGNATURE", "CORPS"),
        ("LENGTH", "TITLE", "BYLINE", "BODY"),
    ],
)
def test_headline_author_and_text_have_labels_in_some_exports(length, title, author, body):
    head = number() + centre("Copyright 2021 The Lake Post", "The Lake Post", "4. May 2021", "May 4, 2021")
    labels = f"{length}: 22 words\n\n{title}: Ferry sold\n\n{author}: EXAMPLE, ANN\n\n{body}:\n\n\n{TEXT}\n\n"
    (article,), _ = read(f"{head}{labels}PUB-TYPE: Paper\n\n{TAIL}")
    assert read_body(article) == TEXT
    assert (article.given["title"], article.given["byline"]) == ("Ferry sold", "EXAMPLE, ANN")
    assert (article.given["outlet"], article.given["published"]) == ("The Lake Post", "4. May 2021")


def test_articles_on_the_web_have_an_address_and_no_labels():
    address = "https://lake.example/2021/05/04/ferries/ferry-sold\n-to-a-baker.html"
    head = f"12 of 169 DOCUMENTS\n\n\nThe Lake Post\n\n{address}\n\n4 mei 2021 dinsdag\n\nFerry sold\n\n22 words\n\n\n"
    (article,), _ = read(f"{head}   {TEXT}\n")
    assert (article.given["title"], article.given["outlet"]) == ("Ferry sold", "The Lake Post")
    assert article.given["url"].startswith("https://lake.example") and read_body(article) == TEXT


def test_a_document_without_text_is_rejected_alone():
    plain = centre("The Lake Post", "May 4, 2021") + f"Ferry sold\n\nLENGTH: 22 words\n\n{TEXT}\n\n{TAIL}"
    claims = centre("Copyright 2021 The Lake Post", "All Rights Reserved")
    articles, noticed = read(number(1, 3) + plain + number(2, 3) + claims + number(3, 3) + plain)
    assert [read_body(each) for each in articles] == [TEXT, TEXT]
    assert [(each.record, each.reason) for each in noticed if isinstance(each, Rejected)] == [(1, "no text")]


def test_a_headline_may_begin_with_a_word_that_is_a_label():
    for title in ("Industry: boon or bane?", "Correction: ferry sold", "Length: a question of taste"):
        (article,), _ = read(
            f"{title}\nThe Lake Post\nMay 4, 2021\n\nLength: 22 words\nBody\n\n{TEXT}\n\nEnd of Document\n"
        )
        assert (article.given["title"], article.given["outlet"]) == (title, "The Lake Post")


def test_tags_in_one_article_leave_the_lines_of_the_others(tmp_path):
    new = "Ferry sold\nThe Lake Post\nMay 4, 2021\n\nSection: LOCAL\nLength: 30 words\nBody\n\n{}\n\nEnd of Document\n"
    parts = new.format(TEXT) + new.format(f'<p class="x">{TEXT}<br/>{LAST}</p>, and <b>a</b> <small boat> is for sale')
    document = Document()
    for line in parts.split("\n"):
        document.add_paragraph(line)
    document.save(tmp_path / "a.docx")
    for found in (list(read_word_document((tmp_path / "a.docx").open("rb"), {})), read(parts)[0]):
        first, second = found[:2]
        assert read_body(first) == TEXT and first.given["outlet"] == "The Lake Post"
        assert read_body(second) == f"{TEXT} {LAST} , and a <small boat> is for sale"
        assert second.encoding == "utf-8, then read as HTML"


def test_a_document_that_pandoc_wrote_as_text_is_an_export(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        f"[]\n\nFerry sold\n\nThe Lake Post\n\nMay 4, 2021\n\nLength: 22 words\n\nBody\n\n{TEXT}\n\nEnd of Document\n"
    )
    (article,) = read_records(path, {})
    assert (article.given["title"], read_body(article)) == ("Ferry sold", TEXT)


def test_links_to_the_page_are_cut_above_the_last_label():
    head = "Ferry sold\nThe Lake Post\nMay 4, 2021\n\nLength: 22 words\nBody\n\n"
    links = "Link zum PDF\nLink zum PDF-Dokument\n[] Link to Image\n"
    links += "Bekijk de oorspronkelijke pagina: pagina 6\nPDF-bestand van dit document\nOriginal Gesamtseiten-PDF\n"
    (article,), _ = read(f"{head}{TEXT}\n{links}\n{LAST}\n\nLoad-Date: May 5, 2021\n\nEnd of Document\n")
    assert read_body(article) == f"{TEXT} {LAST}"


def test_an_end_that_libreoffice_parts_is_an_end():
    new = f"Ferry sold\nThe Lake Post\nMay 4, 2021\n\nLength: 22 words\nBody\n\n{TEXT}\n\nE nd of Document\n\n"
    assert [read_body(each) for each in read(new * 2)[0]] == [TEXT, TEXT]


def test_articles_without_number_and_end_are_rejected_rather_than_taken_for_one():
    new = f"Ferry sold\nThe Lake Post\nMay 4, 2021\n\nLength: 22 words\nBody\n\n{TEXT}\n\nLoad-Date: May 5, 2021\n\n"
    articles, noticed = read(new * 3)
    assert not articles and [each.reason for each in noticed] == ["several articles"]


def old(place=1, count=1):
    head = centre("The Lake Post", "May 4, 2021") + "Ferry sold\n\nLENGTH: 22 words\n\n"
    return f"{number(place, count)}{head}{TEXT}\n\n{TAIL}"


NEW = f"Ferry sold\nThe Lake Post\nMay 4, 2021\n\nLength: 22 words\nBody\n\n{TEXT}\n\nEnd of Document\n\n"
FACTIVA = (
    "HD\tFerry sold\nWC\t22 words\nPD\t4 May 2021\nSN\tThe Lake Post\nLA\tEnglish\n"
    f"TD\n{TEXT}\n{TEXT}\n{TEXT}\nAN\tDocument LAKEP00020210504eh54000b5\n"
)


@pytest.mark.parametrize(
    "text",
    [old() + NEW * 3, NEW * 3 + old(), NEW + FACTIVA, FACTIVA + NEW, old() + FACTIVA, old(1, 2)[180:] + old(2, 2)],
    ids=["old, new", "new, old", "new, Factiva", "Factiva, new", "old, Factiva", "cut off above"],
)
def test_several_exports_in_a_file_and_one_without_its_beginning_are_rejected_as_a_whole(text):
    articles, noticed = read(text)
    assert not articles and [each.reason for each in noticed] == ["unknown layout"]


def test_two_exports_of_one_layout_in_a_file_are_read():
    assert [len(read(text)[0]) for text in (old() * 2, NEW * 2, FACTIVA * 2)] == [2, 2, 2]


@pytest.mark.parametrize("change", [lambda t: "".join(f"> {line}\n" for line in t.split("\n")), str])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", [old() * 2, NEW * 2, FACTIVA * 2], ids=["old", "new", "Factiva"])
def test_line_ends_and_marks_of_quotation_change_nothing(text, end, change):
    articles = read(change(text).replace("\n", end))[0]
    assert [each.given for each in articles] == [each.given for each in read(text)[0]]
    assert [read_body(each) for each in articles] == [read_body(each) for each in read(text)[0]]


def test_the_list_of_results_may_have_other_blanks_than_the_headline():
    listed = "Documents (3)\n\n1. Lake 's ferry : sold\nClient/Matter: -None-\n\n2. Bath opens\n\n3. Pool shut\n\n"
    articles, noticed = read(
        listed + NEW.replace("Ferry sold", "Lake's ferry: sold") + NEW.replace("Ferry sold", "Bath opens")
    )
    assert len(articles) == 2
    assert [each.detail for each in noticed if each.reason == "articles missing"] == [
        "listed as results and not in the file: 1, such as Pool shut"
    ]


STORIES = {
    "number of a document": f"Papers go missing\n\n{TEXT}\n\n2 of 3 DOCUMENTS\n\nLength: 3 m\n\nNotes: by noon.\n\n",
    "number and correction": f"Papers go missing\n\n{TEXT}\n\n2 of 3 documents\n\nCorrection: it was four.\n\n{LAST}\n",
    "length of a boat": f"A new barge\n\n{TEXT}\n\nLength: 12 m\nLoad-Date: May 5\n\n{LAST}\n",
    "fields of a database": f"Two fields\n\nLENGTH: 300 words\n\nLOAD-DATE: May 5, 2021\n\n{TEXT}\n\n{LAST}\n",
    "parts of a report": f"Annual report\n\nAbstract\n\n{TEXT}\n\nBody\n\n{LAST}\n\nSection: 4\n\nEnd of Document\n",
    "length in a report": f"Specification of a rope\n\nLength: 3 m\n\n{TEXT}\n\nEnd of Document\n",
    "explained codes": f"Codes\n\nHD\nis bold\nWC\nare words\n\n{TEXT}\nDocument LAKEP00020210504eh54000b5\n{LAST}\n",
}


@pytest.mark.parametrize("text", STORIES.values(), ids=STORIES)
def test_articles_about_documents_are_no_exports(text):
    (article,), noticed = read(text)
    assert article.database is None and article.text == text and not noticed


def test_exports_in_markdown_are_rejected_rather_than_taken_for_one_article():
    new = f"**Ferry sold**\n\nThe Lake Post\n\nMay 4, 2021\n\n**Length:** 22 words\n\n**Body**\n\n{TEXT}\n\n"
    articles, noticed = read((new + "**Load-Date:** May 5, 2021\n\n> **End of Document**\n\n") * 2)
    assert not articles and [each.reason for each in noticed] == ["several articles"]
