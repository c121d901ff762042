"""Exports from NewsBank: several articles in PDF and text, pages of newspapers, and saved pages of both interfaces."""

import io

import pytest

from presswork.corpus.reading.exports.newsbank import is_newsbank
from presswork.corpus.reading.formats.html.html_page import read_html_page
from presswork.corpus.reading.formats.plain_text import read_plain_text
from presswork.corpus.reading.formats.record import Rejected

FERRY = "The ferry of the lower lake was sold to a baker on Monday, who will turn it into a floating bakery."
STATION = "Commuters fear that the shortest way to the station on the northern shore is gone for good."
POOL = "The pool stays closed until autumn because its pump has to be repaired once more."
HEAD = """May 4, 2021 | Lake Post, The (ME)
Author: Ann Example; Bo Other | Section: Local | 35 Words
Page: 1A
OpenURL Link"""
TAIL = """Caption: The ferry in 1987.
Copyright (c) 2021 The Lake Post, All Rights Reserved.
Citation (aglc Style)
Ann Example, 'Ferry sold to baker', Lake Post, The (online), 4 May 2021 1A
<https://infoweb.example.org/apps/news/document-view?p=AWNB&docref=news/18A0B1C2D3E4F5A6>"""
FIRST = f"Ferry sold to baker\n{HEAD}\n{FERRY}\n{STATION}\n{TAIL}"
SECOND = f"""Pool closed
until autumn
May 6, 2021 | Shore News (ME) | Author: Cy Third
Section: News
OpenURL Link
{POOL}
Copyright, 2021, Shore News
Record Number: 2021050600123"""


def read(text, reader=read_plain_text):
    return list(reader(io.BufferedReader(io.BytesIO(text.encode())), {}))


def find_body(record):
    at, parts = 0, []
    for cut in (*record.cuts, None):
        parts.append(record.text[at : cut.start if cut else None])
        at = cut.end if cut else at
    return " ".join("".join(parts).split())


def test_fields_of_several_articles_are_read():
    ferry, pool = read(f"{FIRST}\n\n{SECOND}\n")
    assert ferry.given == {
        "title": "Ferry sold to baker",
        "published": "May 4, 2021",
        "outlet": "Lake Post, The (ME)",
        "byline": "Ann Example; Bo Other",
        "section": "Local",
        "length": "35 Words",
        "page": "1A",
        "id": "news/18A0B1C2D3E4F5A6",
    }
    assert pool.given == {
        "title": "Pool closed until autumn",
        "published": "May 6, 2021",
        "outlet": "Shore News (ME)",
        "byline": "Cy Third",
        "section": "News",
        "id": "2021050600123",
    }
    assert {ferry.database, pool.database} == {"NewsBank"}


def test_only_the_text_is_left_of_an_article():
    assert [find_body(each) for each in read(f"{FIRST}\n\n{SECOND}\n")] == [f"{FERRY} {STATION}", POOL]


def test_headline_follows_citation_without_a_blank_line():
    assert [each.given["title"] for each in read(f"{FIRST}\n{SECOND}\n")][1] == "Pool closed until autumn"


def test_header_without_bars_is_parted_at_its_labels():
    head = "May 4, 2021 Lake Post, The (ME)\nAuthor: Ann Example Section: Local 35 Words\nOpenURL Link"
    (record,) = read(f"Ferry sold to baker\n{head}\n{FERRY}\n{STATION}\nCopyright (c) 2021 Lake Post\n")
    assert record.given["outlet"] == "Lake Post, The (ME)"
    assert (record.given["byline"], record.given["section"]) == ("Ann Example", "Local")
    assert record.given["length"] == "35 Words"


def test_what_is_above_the_first_headline_is_no_part_of_it():
    (record,) = read(f"Saved articles\n\n{FIRST}")
    assert record.given["title"] == "Ferry sold to baker"
    assert "Saved" not in record.text


def test_caption_within_a_text_is_kept():
    text = f"Ferry sold\n{HEAD}\n{FERRY}\nCaption: a word of the text.\n{STATION}\n\n{POOL}\n\n{FERRY}\nCopyright, 2021"
    assert "Caption: a word of the text." in find_body(read(text)[0])


def test_claim_in_the_middle_of_a_text_is_kept():
    text = f"Ferry sold\n{HEAD}\n{FERRY}\n© 2021 Harbour Press\n{STATION}\n{POOL}\n{FERRY}\nCopyright, 2021, Lake Post"
    assert "© 2021 Harbour Press" in find_body(read(text)[0])


def test_copyright_over_two_lines_is_cut():
    text = f"Ferry sold to baker\n{HEAD}\n{FERRY}\n{STATION}\nCopyright (c) 2021 The Lake Post, All\nRights Reserved.\n"
    assert find_body(read(text)[0]) == f"{FERRY} {STATION}"


def test_page_of_a_newspaper_has_its_name_as_headline():
    (record,) = read(
        "Lake Post, The (ME) - May 4, 2021 - page 2\nMay 4, 2021 | Lake Post, The (ME) | Lakeside, Maine | Page 2\n"
        f"{FERRY}\n{STATION}\n© This entire service is copyrighted by NewsBank and its content providers.\n"
    )
    assert record.given["outlet"] == "Lake Post, The (ME)"
    assert (record.given["published"], record.given["page"]) == ("May 4, 2021", "2")
    assert find_body(record) == f"{FERRY} {STATION}"


def test_stated_length_is_compared():
    found = read(FIRST.replace("35 Words", "350 Words"))
    assert [each.reason for each in found[0].notices] == ["length differs"]


def test_article_without_text_is_rejected():
    found = read(f"Ferry sold to baker\n{HEAD}\n{TAIL}\n\n{SECOND}\n")
    assert isinstance(found[0], Rejected)
    assert found[0].reason == "no text"


PAGE = f"""<html><body><div>My account</div>
<div class="multidocs_item "><h1 class="document-view__title">Ferry sold</h1>
<div><span class="display-date">May 4, 2021</span> <span class="source">Lake Post, The (ME)</span></div>
<div><span class="author">Author: Ann Example</span> <a href="#">OpenURL Link</a></div>
<div class="document-view__body read"><p>{FERRY}<br/><br/>{STATION}</p></div><div>Record Number: 17</div></div>
<div class="multidocs_item "><h1 class="document-view__title">Pool closed</h1><ul><li>May 6, 2021</li>
<li>Shore News (ME)</li></ul><div class="document-view__body">{POOL}</div></div></body></html>"""
FORMER = f"""<html><body><div><span class="pubName">Lake Post, The (ME)</span> - a newspaper</div>
<h3 class="docCite">Ferry sold</h3><div class="sourceInfo">Tuesday, May 4, 2021</div><div>Section: Local</div>
<div class="mainText">{FERRY}</div><div class="sourceInfo"><span class="tagName">Record Number:</span> 17<br>
Copyright (c) 2021 Lake Post</div></body></html>"""


def test_saved_page_is_divided_by_its_elements():
    ferry, pool = read(PAGE, read_html_page)
    assert ferry.given == {
        "title": "Ferry sold",
        "published": "May 4, 2021",
        "outlet": "Lake Post, The (ME)",
        "byline": "Ann Example",
        "id": "17",
    }
    assert pool.given == {"title": "Pool closed", "published": "May 6, 2021", "outlet": "Shore News (ME)"}
    assert [find_body(each) for each in (ferry, pool)] == [f"{FERRY} {STATION}", POOL]


def test_page_of_the_former_interface_is_read():
    (ferry,) = read(FORMER, read_html_page)
    assert ferry.given == {
        "outlet": "Lake Post, The (ME)",
        "title": "Ferry sold",
        "published": "May 4, 2021",
        "section": "Local",
        "id": "17",
    }
    assert find_body(ferry) == FERRY


def test_outlet_above_the_next_headline_is_no_part_of_an_article():
    second = FORMER.replace("Ferry sold", "Pool closed").replace("Lake Post", "Shore News").partition("<body>")[2]
    ferry, pool = read(FORMER.replace("</body></html>", second), read_html_page)
    assert "Shore News" not in ferry.text
    assert pool.given["outlet"] == "Shore News, The (ME)"


def test_page_without_text_is_rejected_as_a_whole():
    (found,) = read(
        '<html><body><h1 class="document-view__title">Ferry</h1><p>Log in</p></body></html>', read_html_page
    )
    assert found.reason == "unknown layout"


@pytest.mark.parametrize(
    "text",
    [
        f"Ferry sold\nMay 4, 2021 | Lake Post\nAuthor: Ann Example\nSection: Local\n{FERRY}",
        f"NewsBank is bought\nMay 4, 2021 | Lake Post | News\n{FERRY}",
        f"NewsBank is bought\nMay 4, 2021 | By Ann Example | News | Page 2\n{FERRY}",
        f"What is an OpenURL Link\nMay 4, 2021\n{FERRY}\nOpenURL Link resolvers are known to librarians.",
        f"{FERRY}\n\nOpenURL Link",
    ],
)
def test_other_articles_are_no_export(text):
    assert not is_newsbank(text)
