"""Exports from Nexis: each article with its fields, its text, and what is cut for which reason."""

import io
import zipfile

import pytest
from docx import Document

from presswork.corpus.reading.formats.plain_text import read_plain_text
from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.formats.word_document import read_word_document
from presswork.corpus.reading.records import read_records

TEXT = "The ferry of the lower lake was sold to a baker on Monday, who will turn it into a floating bakery by June."
DAY = "May 4, 2021 Tuesday"
END = "End of Document"


def old(number=1, of=1, title="Ferry sold", above="", section="NEWS; Pg. 4", body=TEXT, tail="LOAD-DATE: May 5, 2021"):
    """Return an article as LexisNexis Academic exported it."""
    return (
        f"   {number} of {of} DOCUMENTS\n\n\n   The Lake Post\n\n   {DAY}\n{above}\n{title}\n\n"
        f"BYLINE: By Ann Example\n\nSECTION: {section}\n\nLENGTH: 22 words\n\n{body}\n\n{tail}\n\nLANGUAGE: ENGLISH\n\n"
        "   Copyright 2021 The Lake Post\n   All Rights Reserved\n\n"
    )


def new(
    title="Ferry sold", outlet="The Lake Post", day=DAY, labels="Section: LOCAL; Pg. 7\nLength: 22 words", below=""
):
    """Return an article as Nexis Uni exports it."""
    head = "\n".join(filter(None, (title, outlet, day)))
    return (
        f"\n\n{head}\n\n\nCopyright 2021 The Lake Post All Rights Reserved\n{labels}\nByline: Ann Example\nBody\n\n\n"
        f"{TEXT}\n{below}\n\nLoad-Date: May 5, 2021\n\n\n{END}\n"
    )


def read(text):
    """Return the articles of a text, and what is noticed of them."""
    found = list(read_plain_text(io.BytesIO(text.encode()), {}))
    articles = [each for each in found if isinstance(each, Record)]
    return articles, [each for each in found if isinstance(each, Notice)]


def read_one(text):
    """Return fields, running text and cut text by rule of the one article of a text."""
    (article,), noticed = read(text)
    assert noticed == [] and article.database == "Nexis"
    body, at, cut = "", 0, {}
    for mark in article.cuts:
        body += article.text[at : mark.start]
        at = mark.end
        lines = article.text[mark.start : mark.end].splitlines()
        cut.setdefault(mark.rule, []).extend(line.strip() for line in lines if line.strip())
    return article.given, " ".join((body + article.text[at:]).split()), cut


FIELDS = {"title": "Ferry sold", "outlet": "The Lake Post", "published": "May 4, 2021", "length": "22 words"}


def test_an_older_article_gives_its_fields_and_its_text():
    given, body, cut = read_one(old())
    expected = {"byline": "Ann Example", "section": "NEWS", "page": "4", "language": "ENGLISH"}
    assert given == FIELDS | expected
    assert body == TEXT
    assert cut["copyright"] == ["Copyright 2021 The Lake Post", "All Rights Reserved"]
    assert cut["LOAD-DATE label"][0].startswith("LOAD-DATE") and cut["number of the document"] == ["1 of 1 DOCUMENTS"]


def test_a_newer_article_gives_its_fields_and_its_text():
    given, body, cut = read_one(new())
    assert given == FIELDS | {"byline": "Ann Example", "section": "LOCAL", "page": "7"}
    assert body == TEXT
    assert cut["End of Document label"] == [END] and len(cut["copyright"]) == 1


@pytest.mark.parametrize(
    ("section", "given"),
    [
        ("NEWS; Pg. 4", ("NEWS", "4")),
        ("Pg. B22", (None, "B22")),
        ("Section 5; Part 2; Page 16; Column 2; National Desk", ("Section 5; Part 2; Column 2; National Desk", "16")),
        ("Guardian Foreign Pages, Pg. 15", ("Guardian Foreign Pages", "15")),
        ("SPORT; Pg. 65,66", ("SPORT", "65,66")),
        ("Politik; S. 12", ("Politik", "12")),
        ("Economie; Blz. 28, 29", ("Economie", "28, 29")),
        ("Financial; E01", ("Financial", "E01")),
        ("POLITICS; Version:28", ("POLITICS; Version:28", None)),
    ],
)
def test_the_page_is_read_from_the_section(section, given):
    found, _, _ = read_one(old(section=section))
    assert (found.get("section"), found.get("page")) == given


NUMBERS = {
    "English": ("2 of 3 DOCUMENTS", "LENGTH: 22 words", "4 May 2021"),
    "German": ("Dokument 2 von 3", "LÄNGE: 22 Wörter", "4. Mai 2021 Dienstag"),
    "French": ("Document 2 de 3", "LONGUEUR: 22 mots", "mardi 4 mai 2021"),
    "Spanish": ("2 de 3 DOCUMENTOS", "LONGITUD: 22 palabras", "4 mayo 2021 martes"),
    "Italian": ("2 di 3 DOCUMENTI", "LUNGHEZZA: 22 parole", "4 maggio 2021 martedì"),
    "Dutch": ("2 van 3 DOCUMENTEN", "LENGTE: 22 woorden", "4 mei 2021 dinsdag"),
}


@pytest.mark.parametrize(("number", "length", "day"), NUMBERS.values(), ids=NUMBERS)
def test_numbers_labels_and_days_are_read_in_six_languages(number, length, day):
    given, body, _ = read_one(f"{number}\n\nThe Lake Post\n\n{day}\n\nFerry sold\n\n{length}\n\n{TEXT}\n")
    assert (given["title"], given["outlet"], body) == ("Ferry sold", "The Lake Post", TEXT)
    assert "2021" in given["published"] and given["length"].startswith("22")


@pytest.mark.parametrize("end", ["Ende des Dokuments", "Fin du document", "Fin del documento", "Fine del documento"])
def test_newer_articles_end_in_other_languages_too(end):
    assert [each.given["title"] for each in read((new() + new(title="Ferry found")).replace(END, end))[0]] == [
        "Ferry sold",
        "Ferry found",
    ]


def test_a_headline_may_have_several_lines_and_parts():
    assert read_one(old(title="Ferry sold;\nA baker buys it"))[0]["title"] == "Ferry sold; A baker buys it"
    assert read_one(new(title="FERRIES;\nFerry sold"))[0]["title"] == "FERRIES; Ferry sold"


def test_a_missing_headline_is_none():
    assert "title" not in read_one(old(title=""))[0]
    given, _, cut = read_one(new(title="No Headline In Original"))
    assert "title" not in given and cut["missing headline"] == ["No Headline In Original"]


def test_the_headline_may_have_a_label_or_stand_above_the_day():
    labelled = old(title="").replace("LENGTH", "HEADLINE: Ferry sold\n\nLENGTH").replace(TEXT, f"BODY:\n\n{TEXT}")
    given, body, _ = read_one(labelled)
    assert (given["title"], given["outlet"], body) == ("Ferry sold", "The Lake Post", TEXT)
    given, _, _ = read_one(old(title="").replace(DAY, f"Ferry sold\n\n{DAY}"))
    assert (given["title"], given["outlet"]) == ("Ferry sold", "The Lake Post")


def test_an_edition_is_part_of_no_field():
    for above in ("Edition 1;\nScotland\n", "Late Edition - Final\n"):
        assert FIELDS.items() <= read_one(old(above=above))[0].items()
    given, _, _ = read_one(new(outlet="The Lake Post - Final Edition", day=f"{DAY}, Edition 1, National Edition"))
    assert FIELDS.items() <= given.items()


def test_an_outlet_stands_above_its_blog_and_above_its_distributor():
    assert read_one(new(outlet="The Lake Post\n(Green)"))[0]["outlet"] == "The Lake Post"
    given, _, _ = read_one(old().replace(DAY, f"Distributed by Lake Content\n\n   {DAY}"))
    assert (given["outlet"], given["published"]) == ("The Lake Post", "May 4, 2021")


def test_an_article_without_outlet_keeps_its_headline():
    given, _, _ = read_one(new(outlet=""))
    assert given["title"] == "Ferry sold" and "outlet" not in given


def test_an_older_article_may_lack_its_outlet_or_its_day():
    given, _, _ = read_one(old().replace("   The Lake Post\n\n", "", 1))
    assert (given["title"], given["published"], "outlet" in given) == ("Ferry sold", "May 4, 2021", False)
    given, _, _ = read_one(old().replace(DAY, ""))
    assert [given[name] for name in ("title", "outlet", "published")] == ["Ferry sold", "The Lake Post", "May 5, 2021"]


def test_links_below_an_article_are_no_text():
    text = old(tail="").replace("LANGUAGE: ENGLISH", "") + "Return to List\n\n"
    assert read_one(text)[1] == TEXT


def test_copyright_may_stand_above_and_over_several_lines():
    claim = "DOCUMENTS\n\n   Copyright 2021 Lake Company, LLC d/b/a\n   Lake Digital\n   All Rights Reserved\n"
    given, body, cut = read_one(old().replace("DOCUMENTS\n", claim))
    assert (given["outlet"], body) == ("The Lake Post", TEXT)
    assert "Lake Digital" in cut["copyright"]


def test_text_that_mentions_copyright_is_kept():
    sentence = "Copyright of 1998 is what the baker needs for the name of the ferry, say the lawyers of the lake."
    assert read_one(old(body=f"{TEXT}\n\n{sentence}"))[1] == f"{TEXT} {sentence}"


def test_corrections_are_cut_and_leave_the_headline_alone():
    given, body, cut = read_one(
        new(
            title="Ferry sold - Correction Appended",
            day="\n Correction Appended",
            below="Correction\n\nIt was not sold.",
        )
    )
    assert (given["title"], given["outlet"], body) == ("Ferry sold", "The Lake Post", TEXT)
    assert cut["Correction label"] == ["Correction", "It was not sold."]
    # The day of loading is the day only if there is no other.
    assert given["published"] == "May 5, 2021"


def test_what_stands_below_the_text_is_cut_by_its_heading():
    below = (
        "Graphic\n\nPhoto: The ferry.\n\nPhoto: The baker.\n\nPhoto: The lake.\nClassification\n\n\nLanguage: ENGLISH"
    )
    given, body, cut = read_one(new(below=f"{below}\n\nSubject: FERRIES (90%)\n\nCompany:\tLAKE LTD (51%)"))
    assert (given["language"], body) == ("ENGLISH", TEXT)
    assert len(cut["Graphic label"]) == 4 and cut["SUBJECT label"] == ["Subject: FERRIES (90%)"]


def test_labels_of_older_exports_in_the_text_are_text():
    body = f"CITY\n\n{TEXT}\n\nPerson: Ann Example\n\n{TEXT}"
    assert read_one(old(body=body))[1] == " ".join(body.split())


def test_what_stands_between_labels_and_body_is_no_text():
    given, body, cut = read_one(
        new(labels="Length: 22 words\nHighlight: A baker bought it.\n\nFrom Tuesday's Lake Post")
    )
    assert body == TEXT
    assert cut["HIGHLIGHT label"] == ["Highlight: A baker bought it."]
    assert cut["above the text"] == ["From Tuesday's Lake Post"] and given["byline"] == "Ann Example"


def test_a_link_to_the_scanned_page_is_no_headline():
    assert read_one("Link to Image\n\n" + new())[0]["title"] == "Ferry sold"


COVER = "User Name: Ann\nDate and Time: Friday, June 4, 2021 10:12:00 AM EDT\nJob Number: 1\nDocuments (2)\n"
RESULT = "Client/Matter: -None-\nSearch Terms: ferry\nNarrowed by: Timeline: May 01, 2021 to May 31, 2021\n\n"


@pytest.mark.parametrize("second", ["Ferry found", "Ferry found, after all"])
@pytest.mark.parametrize("between", [RESULT, ""], ids=["search", "headlines only"])
def test_the_cover_page_and_the_list_of_results_are_no_article(second, between):
    articles, noticed = read(f"{COVER}1. Ferry sold\n{between}2. {second}\n{between}{new()}{new(title='Ferry found')}")
    assert [each.given["title"] for each in articles] == ["Ferry sold", "Ferry found"] and noticed == []
    assert articles[0].text.lstrip().startswith("Ferry sold\nThe Lake Post")


def test_articles_that_the_list_of_results_names_are_missed():
    articles, noticed = read(f"{COVER}1. Ferry sold\n2. Ferry found\n{new()}")
    assert len(articles) == 1
    assert [each.reason for each in noticed] == ["number of articles differs", "articles missing"]
    assert "Ferry found" in noticed[1].detail


def test_a_list_of_results_without_articles_is_rejected_with_a_remedy():
    _, (noticed,) = read(f"{COVER}1. Ferry sold\n{RESULT}2. Ferry found\n{RESULT}")
    assert isinstance(noticed, Rejected) and "2 documents" in noticed.detail and "full text" in noticed.remedy


def test_the_cover_page_says_how_many_of_the_results_were_exported():
    cover = "Download Request: Selected Items: 1-2, 4\nTime Of Request: Friday, June 4, 2021\n\n"
    articles = old(1, 900) + old(2, 900)
    assert "states 3 documents, and the file has 2" in read(cover + articles)[1][0].detail
    assert read(cover + articles + old(4, 900))[1] == []


def test_more_articles_than_an_export_states_are_not_called_missing():
    articles, (noticed,) = read(old(1, 1) + old(2, 1))
    assert len(articles) == 2 and "missing" not in noticed.remedy and "divided" in noticed.remedy


def test_a_later_part_of_an_export_misses_nothing():
    articles, noticed = read(old(501, 900) + old(502, 900))
    assert len(articles) == 2 and noticed == []


def test_an_article_that_the_database_failed_to_deliver_is_missed():
    failed = (
        "2 of 2 DOCUMENTS\n\nWe are sorry but there is an error in this document and it is not possible to display it."
    )
    articles, noticed = read(old(1, 2) + failed)
    assert len(articles) == 1 and [each.reason for each in noticed] == ["number of articles differs"]


def test_an_export_that_ends_within_an_article_loses_nothing():
    whole = new() + new(title="Ferry found")
    articles, _ = read(whole[: whole.rindex("Load-Date")])
    assert [each.given["title"] for each in articles] == ["Ferry sold", "Ferry found"]
    assert TEXT in articles[1].text


def test_an_article_above_the_first_number_is_read():
    articles, _ = read(old(1, 2).split("DOCUMENTS")[1] + old(2, 2, title="Ferry found"))
    assert [each.given["title"] for each in articles] == ["Ferry sold", "Ferry found"]
    assert TEXT in articles[0].text


def test_the_end_of_a_document_within_the_cover_page_ends_no_article():
    (article,), _ = read(f"{END}\n{COVER.replace('2', '1')}1. Ferry sold\n{RESULT}{new()}")
    assert article.given["title"] == "Ferry sold"


def test_running_text_that_belongs_to_no_article_is_told():
    articles, noticed = read(new() + f"Ferry found\nThe Lake Post\n{TEXT}\n{TEXT}\n{TEXT}\n")
    assert len(articles) == 1 and [each.reason for each in noticed] == ["text outside articles"]
    assert TEXT[:60] in noticed[0].detail


def test_numbered_documents_without_known_labels_are_an_export_in_an_unknown_layout():
    _, (noticed,) = read("".join(f"{' ' * 25}{n} of 2 DOCUMENTS\n\nFerry sold\n{TEXT}\n\n" for n in (1, 2)))
    assert noticed.reason == "unknown layout" and "from Nexis" in noticed.detail


def test_a_single_article_needs_neither_number_nor_end():
    for text in (old().split("DOCUMENTS")[1], new().replace(END, "")):
        given, body, _ = read_one(text)
        assert FIELDS.items() <= given.items() and body == TEXT


def test_the_numbers_and_headers_of_pages_are_cut():
    half = TEXT.split(", ")
    header = f"Page 1\nFerry sold The Lake Post {DAY}\n\n"
    given, body, cut = read_one(old(body=f"{half[0]},\n{header}{half[1]}").replace("\n\n   May", "\n   May"))
    assert (given["title"], body) == ("Ferry sold", TEXT)
    assert cut["page header"] == ["Page 1", f"Ferry sold The Lake Post {DAY}"]
    page = new(title="Ferry sold\nto a baker").replace(half[1], f"\nPage 2 of 3\nFerry sold to a baker\n{half[1]}")
    given, body, cut = read_one("Page 1 of 3\nFerry sold\nto a baker\n" + page.lstrip())
    assert (given["title"], body) == ("Ferry sold to a baker", TEXT)
    assert cut["page header"] == ["Page 1 of 3", "Page 2 of 3", "Ferry sold to a baker"]


def test_a_month_or_a_year_is_the_day_that_a_magazine_states():
    for day in ("May 2021", "Winter 2020/2021"):
        assert read_one(new(day=day))[0]["published"] == day
        assert read_one(old().replace(DAY, day))[0]["published"] == day


def test_a_day_in_the_headline_is_not_the_day_of_publication():
    given, _, _ = read_one(new(title="What happened on June 1, 1999"))
    assert (given["title"], given["published"]) == ("What happened on June 1, 1999", "May 4, 2021")


@pytest.mark.parametrize("text", [f"{TEXT}\n{TEXT}\n1 of 3 DOCUMENTS\n{TEXT}\n", f"{TEXT}\n\n{END}\n{TEXT}\n"])
def test_an_export_in_an_unknown_layout_is_rejected_as_a_whole(text):
    _, (noticed,) = read(old() + text + f"{TEXT}\n\n{END}\n" if "DOCUMENTS" in text else text + new())
    assert isinstance(noticed, Rejected) and noticed.reason == "unknown layout" and "at line" in noticed.detail


@pytest.mark.parametrize(
    "text",
    [
        f"Ferry sold\n\n{TEXT}\n\nBody\n\n{TEXT}",
        f"The end\n\n{TEXT}\n\nEnd of document, said the baker.\n\n{TEXT}",
        f"A report\n\nAuthor: Ann Example\n\n{TEXT}\n\n{END}",
        f"A ferry\n\nLength: 22 words of praise\n\n{TEXT}\n\nOne of 3 documents was lost.",
    ],
)
def test_ordinary_articles_are_no_exports(text):
    (article,), _ = read(text)
    assert article.database is None


def write_document(text):
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_documents_and_archives_of_them_are_read_alike(tmp_path):
    data = write_document(new() + new(title="Ferry found"))
    titles = ["Ferry sold", "Ferry found"]
    assert [each.given["title"] for each in read_word_document(io.BytesIO(data), {})] == titles
    with zipfile.ZipFile(tmp_path / "Files.ZIP", "w") as archive:
        archive.writestr("Files (2).DOCX", data)
    assert [each.given["title"] for each in read_records(tmp_path / "Files.ZIP", {})] == titles
