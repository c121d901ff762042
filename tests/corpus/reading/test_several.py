"""A file with several articles in no known layout is rejected with their number; an ordinary article is not."""

import io

import pytest
from docx import Document

from presswork.corpus.reading.exports.several import count_articles, keep_short_lines
from presswork.corpus.reading.formats.plain_text import read_plain_text
from presswork.corpus.reading.formats.record import Record, Rejected
from presswork.corpus.reading.formats.word_document import read_word_document

TEXT = "The ferry of the lower lake was sold to a baker on Monday, who will turn it into a floating bakery by June.\n"
HEAD = "Ferry sold to baker\nBy Ann Example\n4 May 2021\n\n"


def nexis(number, of):
    return (
        f"   {number} of {of} DOCUMENTS\n\n   The Lake Post\n\n   May 4, 2021 Tuesday\n\nFerry {number} sold\n\n"
        f"BYLINE: By Ann Example\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 22 words\n\n{TEXT}\nLOAD-DATE: May 5, 2021\n\n"
        "Copyright 2021 The Lake Post\nAll Rights Reserved\n\n"
    )


SEVERAL = {
    "counted": "".join(nexis(number, 3) for number in (1, 2, 3)),
    "counted in the middle of the line": "".join(
        f"{' ' * 40}{number} of 3 documents{' ' * 40}\n\n{HEAD}{TEXT}\n" for number in (1, 2, 3)
    ),
    "counted in front": "".join(f"Document {number} of 3\n\n{HEAD}{TEXT}\n" for number in (1, 2, 3)),
    "counted in German": "".join(f"Dokument {number} von 3\n\n{HEAD}{TEXT}\n" for number in (1, 2, 3)),
    "labels": "".join(
        f"Ferry sold\nLength: 22 words\nByline: Ann\nBody\n{TEXT}Load-Date: May 5, 2021\n" for _ in range(3)
    ),
    "capital labels": "".join(f"{HEAD}BYLINE: Ann\nSECTION: Local\n{TEXT}\n" for _ in range(3)),
    "rows": f"{'_' * 40}\n".join([HEAD + TEXT] * 3),
    "ends in Portuguese": f"{HEAD}{TEXT}\nFim do documento\n" * 3,
    "proquest": f"{'_' * 60}\n".join(
        f"Ferry sold\n\nPublication title: Lake Post\n\nFull text: {TEXT}" for _ in range(3)
    ),
    "factiva": "".join(
        f"Ferry sold\n22 words\n4 May 2021\n{TEXT}Document LAKEP00002021050{n}eh54000b5\n" for n in "456"
    ),
    "europresse": "".join(
        f"Le Lac\nActualités, lundi {n} mai 2021\n\nLe bac est vendu\n\n{TEXT}\nCertificat émis le 9 mai 2021 à Ann\n"
        for n in "345"
    ),
}


@pytest.mark.parametrize("text", SEVERAL.values(), ids=SEVERAL)
def test_several_articles_are_counted(text):
    number, mark = count_articles(text, keep_short_lines(text))
    assert number == 3 and mark in " ".join(text.split())


ONE = {
    "plain": HEAD + TEXT,
    "one of an export": nexis(1, 1),
    "the first of an export": nexis(1, 3),
    "row above a note": f"{HEAD}{TEXT}{'_' * 40}\nAbout the author\nAnn Example has written on {TEXT}",
    "row above another text": f"{HEAD}{TEXT}{'*' * 20}\n{TEXT}{'*' * 20}\n{TEXT}",
    "books": "".join(f"Title: Book {n}\nAuthor: Ann Example\n{TEXT}" for n in "123"),
    "numbers": f"{HEAD}1 of 3\n{TEXT}2 of 3\n{TEXT}3 of 3 goals\n{TEXT}",
    "sections": f"\n{'*' * 20}\n".join(
        f"Lake {n}\n\nBy eight in the morning the quay was full.\n\n{TEXT}" for n in "123"
    ),
    "interview": "".join(f"Q: Who bought it?\nA: {TEXT}" for _ in range(5)),
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_an_ordinary_article_is_one(text):
    assert count_articles(text, keep_short_lines(text)) is None


def test_a_text_file_with_several_articles_is_rejected_and_says_how_many():
    (found,) = read_plain_text(io.BytesIO(SEVERAL["counted in front"].encode()), {})
    assert isinstance(found, Rejected) and found.reason == "several articles"
    assert found.detail.startswith("3 documents") and "split" in found.remedy
    articles = list(read_plain_text(io.BytesIO(SEVERAL["counted"].encode()), {}))
    assert [each.given["title"] for each in articles] == ["Ferry 1 sold", "Ferry 2 sold", "Ferry 3 sold"]
    (found,) = read_plain_text(io.BytesIO(ONE["plain"].encode()), {})
    assert isinstance(found, Record)


def test_a_word_document_with_several_articles_is_rejected():
    document = Document()
    for line in SEVERAL["labels"].splitlines():
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    (found,) = read_word_document(stream, {})
    assert isinstance(found, Rejected) and found.detail.startswith("3 documents")
