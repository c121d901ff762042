"""The record of a page is all that it shows; what is no part of the article is cut, and says why."""

import io
import json
import re
import unicodedata
from html.parser import HTMLParser

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import HEADLINE_MODEL, LINE_MODEL, RULES, WORDS
from presswork.corpus.articles import clean_shard
from presswork.corpus.cleaning.record_parts import clean_extracted
from presswork.corpus.cleaning.spans import join_body
from presswork.corpus.reading.formats.html.html_page import read_html_page
from presswork.corpus.reading.formats.record import Record, Rejected
from presswork.corpus.reading.records import deal_records

SENTENCES = [
    "The harbour master closed the northern quay on Tuesday because two cranes had begun to lean towards the water.",
    "Engineers from the capital measured the ground for three days and found a spring below the old warehouse.",
    "The fishermen now land their catch at the ferry terminal, where the passengers complain about the smell.",
    "A new quay would cost nine million, the council said, and nobody knows yet who is going to pay for it.",
]
PARAGRAPHS = [f"<p>{sentence}</p>" for sentence in SENTENCES]


def write_page(body, head=""):
    return f"<!doctype html><html><head><title>Quay closed</title>{head}</head><body>{body}</body></html>"


def read_page(page):
    (found,) = read_html_page(io.BytesIO(page.encode()), {})
    return found


def clean(record):
    """The clean text of a record that a page gave."""
    return join_body(record.text, clean_extracted(record.text, record.given.get("title"), "x 1", record.cuts))


def clean_files(folder, **pages):
    """The tables of a corpus of pages."""
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    dealt = deal_records(sorted(folder.iterdir()), str(folder), {})
    ((_, rows),) = dealt["dealt"].pieces
    lines = pl.DataFrame(schema={"line": pl.String})
    return clean_shard(rows.lazy(), lines, RULES, WORDS, LINE_MODEL, HEADLINE_MODEL, [])


def test_a_page_that_shows_nothing_has_the_text_of_its_data_for_search_engines():
    data = json.dumps({"@type": "NewsArticle", "headline": "Quay closed", "articleBody": " ".join(SENTENCES)})
    record = read_page(write_page("<div></div>", f'<script type="application/ld+json">{data}</script>'))
    assert clean(record) == " ".join(SENTENCES)


def test_a_file_without_tags_is_said_to_have_none():
    rejected = read_page("\n\n".join(SENTENCES))
    assert (rejected.reason, rejected.detail) == ("broken HTML", "the file has no HTML tags")


def test_author_and_day_below_the_headline_are_found_where_the_extractor_leaves_them_out(tmp_path):
    head = "<h1>Quay closed</h1><p class='byline'>By Ann Example</p><time>2 October 2019</time>"
    page = write_page(f"<p>By Bob Other</p><article>{head}{''.join(PARAGRAPHS)}</article><p>3 May 2020</p>")
    (article,) = clean_files(tmp_path, page=page)["articles"].to_dicts()
    assert (article["byline"], str(article["published"])) == ("Ann Example", "2019-10-02")
    assert article["text"].split("\n\n") == SENTENCES


def test_what_is_no_part_of_the_article_is_cut_with_the_part_of_the_page_that_it_is():
    around = "<nav><a href='/'>Front page</a></nav>", "<footer>Printed on paper</footer>"
    record = read_page(
        write_page(f"{around[0]}<article><h1>Quay closed</h1>{''.join(PARAGRAPHS)}</article>{around[1]}")
    )
    assert record.text == "\n\n".join(["Front page", "Quay closed", *SENTENCES, "Printed on paper"])
    assert [(record.text[cut.start : cut.end], cut.rule) for cut in record.cuts] == [
        ("Front page", "navigation"),
        ("Printed on paper", "footer"),
    ]
    assert clean(record) == "\n\n".join(SENTENCES)


def test_what_trafilatura_leaves_out_without_a_known_reason_says_so():
    record = read_page(write_page(f"<article>{''.join(PARAGRAPHS)}</article><div><p>Weather: rain</p></div>"))
    (cut,) = [cut for cut in record.cuts if "rain" in record.text[cut.start : cut.end]]
    assert cut.rule == "left out by trafilatura"


def test_hidden_text_is_on_record_and_programs_are_not():
    hidden = "<div style='display:none'>Concealed words</div><script>let code = 1</script><style>p {}</style>"
    record = read_page(write_page(f"<article>{''.join(PARAGRAPHS)}</article>{hidden}"))
    assert [cut.rule for cut in record.cuts if "Concealed" in record.text[cut.start : cut.end]] == [
        "hidden on the page"
    ]
    assert not re.search("code|p {}", record.text)


def test_blanks_are_folded_as_a_browser_folds_them():
    body = f"{PARAGRAPHS[0]}<p>One\n   <b>two</b>three<br>four</p><pre>a\n  b</pre>{PARAGRAPHS[1]}"
    assert "\n\nOne twothree\nfour\n\na\n  b\n\n" in read_page(write_page(body)).text


def test_a_standfirst_and_the_headings_of_kept_paragraphs_are_kept():
    lead = "The northern quay is closed, and nobody in the town hall can say for how long it is going to be."
    head = f"<header><h1>Quay closed</h1><p class=lead>{lead}</p><figcaption>{SENTENCES[3]}</figcaption></header>"
    body = f"{PARAGRAPHS[0]}{PARAGRAPHS[1]}<h3>Smell of fish</h3>{PARAGRAPHS[2]}"
    kept = clean(read_page(write_page(f"<article>{head}<div>{body}</div></article>"))).split("\n\n")
    assert kept == [lead, *SENTENCES[:2], "Smell of fish", SENTENCES[2]]


def test_every_post_and_heading_of_a_live_blog_is_kept():
    posts = [f"<article><h3>Update {n}</h3><time>1{n}:00</time>{each}</article>" for n, each in enumerate(PARAGRAPHS)]
    live = '<script type="application/ld+json">{"@type": "LiveBlogPosting"}</script>'
    record = read_page(write_page(f"<main><h1>Quay closed</h1>{''.join(posts)}</main>", live))
    assert clean(record).split("\n\n") == [line for n, each in enumerate(SENTENCES) for line in (f"Update {n}", each)]


def write_articles(tag, headline):
    texts = zip(("Quay closed", "Pool reopens"), (PARAGRAPHS[:2], PARAGRAPHS[2:]), strict=True)
    return "".join(
        f"{tag}{headline.format(title)}{''.join(each)}</{tag[1:].split()[0].strip('>')}>" for title, each in texts
    )


@pytest.mark.parametrize(
    "body",
    [
        write_articles("<article>", "<h2>{}</h2>"),
        write_articles("<article>", "<header><div class='titre'><p class='titreVisu'>{}</p></div></header>"),
        write_articles("<div class='article enArticle'>", "<div id='hd'><span class='enHeadline'>{}</span></div>"),
    ],
)
def test_a_page_with_several_articles_of_equal_rank_is_rejected_with_their_number(body):
    found = read_page(write_page(body))
    assert isinstance(found, Rejected)
    assert found.reason == "several articles" and found.detail.startswith("2 ")


@pytest.mark.parametrize(
    "others",
    [
        "".join(
            f"<article class=teaser><h3><a href='/{n}'>Next</a></h3><p>{SENTENCES[n]}</p></article>" for n in (2, 3)
        ),
        "".join(f"<article class=comment><p>{SENTENCES[n]} {SENTENCES[n]}</p></article>" for n in (2, 3)),
        f"<article><h2>Read on</h2>{PARAGRAPHS[3]}</article>",
    ],
)
def test_teasers_and_comments_beside_an_article_are_no_articles(others):
    found = read_page(write_page(f"<article><h1>Quay closed</h1>{''.join(PARAGRAPHS[:3])}</article>{others}"))
    assert isinstance(found, Record)
    assert SENTENCES[0] in clean(found)


def test_an_article_that_only_a_program_of_the_page_holds_is_kept_below_what_it_shows():
    text = " ".join(SENTENCES)
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{text}"}}</script>'
    record = read_page(write_page("<div>Please wait</div>", data))
    assert record.text.startswith("Quay closed\n\nPlease wait\n\n") and clean(record) == text


def test_a_title_that_the_page_does_not_show_stands_on_top():
    record = read_page(write_page("".join(PARAGRAPHS)))
    assert record.text.startswith(f"Quay closed\n\n{SENTENCES[0]}")


@pytest.mark.parametrize(
    ("stated", "printed", "reason"),
    [
        ("2022-05-04T22:30:00-05:00", "May 5, 2022", "2022-05-04 in its metadata, 2022-05-05 in print"),
        ("2022-05-04T08:00:00+00:00", "May 4, 2022", None),
    ],
)
def test_a_day_that_a_page_states_and_prints_differently_is_blank_and_the_reason_names_both(
    tmp_path, stated, printed, reason
):
    head = f"<meta property='article:published_time' content='{stated}'>"
    page = write_page(f"<article><h1>Quay closed</h1><p>{printed}</p>{''.join(PARAGRAPHS)}</article>", head)
    (day,) = clean_files(tmp_path, a=page)["fields"].filter(field="published").iter_rows(named=True)
    assert (day["value"] is None) == (reason is not None)
    assert reason is None or reason in day["reason"]


def test_a_page_that_nests_too_deep_or_has_too_many_attributes_is_rejected():
    deep = read_page(write_page("<div>" * 5000 + PARAGRAPHS[0]))
    many = read_page(write_page(f"<p {' '.join(f'a{n}=x' for n in range(9000))}>{PARAGRAPHS[0]}"))
    assert (deep.reason, many.reason) == ("broken HTML", "broken HTML")
    assert "nested" in deep.detail and "attributes" in many.detail
    assert SENTENCES[0] in read_page(write_page("<div>" * 500 + PARAGRAPHS[0])).text


class VisibleWords(HTMLParser):
    """The words of text nodes outside programs and styles, by another parser than the one tested."""

    def __init__(self):
        super().__init__()
        self.words, self.inside = [], None

    def handle_starttag(self, tag, attrs):
        self.inside = tag if tag in ("script", "style", "title") else self.inside

    def handle_endtag(self, tag):
        self.inside = None if tag == self.inside else self.inside

    def handle_data(self, data):
        self.words += [] if self.inside else data.split()


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="<>&"))
INNER = st.sampled_from(["p", "b", "li", "h2", "div", "td", "article", "nav", "span", "section", "aside", "script"])


@st.composite
def draw_elements(draw, depth=0):
    children = [draw(draw_elements(depth + 1)) if draw(st.booleans()) and depth < 3 else draw(TEXTS) for _ in range(3)]
    tag = draw(INNER)
    hidden = draw(st.sampled_from(["", " hidden", " style='display: none'", " class='menu paywall'"]))
    return f"<{tag}{hidden}>{'x' if tag == 'script' else ' '.join(children)}</{tag}>"


@given(st.lists(draw_elements(), min_size=1, max_size=4), st.booleans())
def test_the_record_has_every_word_of_a_page_and_its_spans_tile_it(elements, with_article):
    article = f"<article>{''.join(PARAGRAPHS)}</article>" if with_article else ""
    page = write_page("".join(elements) + article)
    found = read_page(page)
    if isinstance(found, Rejected):
        assert found.reason in ("no text", "several articles")
        return
    expected = VisibleWords()
    expected.feed(page)
    text = "".join(found.text.split())
    spans = clean_extracted(found.text, found.given.get("title"), "x 1", found.cuts)
    assert "".join(found.text[span.start : span.end] for span in spans) == found.text

    missing = [word for word in expected.words if unicodedata.normalize("NFC", word) not in text]
    assert not missing
