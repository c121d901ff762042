"""HTML in the columns of a table is read as the text that it shows, and text that only looks like it stays."""

import io
import json

import pytest

from presswork.corpus.reading.formats.html.markup import read_escapes, read_markup
from presswork.corpus.reading.formats.tables.csv_table import read_csv_table
from presswork.corpus.reading.formats.tables.json_lines import read_json_lines


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<p>One <b>two</b>.</p><p>Three &amp; four, it&#8217;s</p>", "One two.\n\nThree & four, it’s"),
        ('<a href="https://example.org/a?b=1">A link</a> here', "A link here"),
        ("One<br/>two<br>three", "One\ntwo\nthree"),
        ("First.\n\nSecond <em>stressed</em>\nline.", "First.\n\nSecond stressed\nline."),
        ("<p>wrapped\nin the source</p>", "wrapped in the source"),
        ("&lt;p&gt;Escaped &amp;amp; read&lt;/p&gt;", "Escaped & read"),
        ("Beer &amp; cider", "Beer & cider"),
        ("<script>code</script><p>Text</p><style>p {}</style>", "Text"),
        ("<![CDATA[<p>Text</p>]]>", "Text"),
    ],
)
def test_markup_and_entities_become_the_text_that_they_show(value, shown):
    assert read_markup(value) == shown


@pytest.mark.parametrize(
    "value",
    [
        "a < b and c > d",
        "a <b and c> d",
        "I <3 you",
        "AT&T and R&D; and a&b=c",
        "<me@example.org> wrote",
        "<https://example.org>",
        "use the <p> tag",
        "if x<i and y>i then",
        "1 <b> 2",
    ],
)
def test_text_with_signs_of_markup_stays_as_it_is(value):
    assert read_markup(value) == value


def test_line_ends_written_as_letters_are_line_ends():
    assert read_escapes(r"One.\n\nTwo\, and \"three\".") == 'One.\n\nTwo, and "three".'
    assert read_escapes(r"C:\new\notes") == r"C:\new\notes"


@pytest.mark.parametrize("is_csv", [True, False])
def test_a_row_with_markup_has_its_text_and_says_so(is_csv):
    row = {"title": "Q&amp;A", "text": "<p>One.</p><p>Two.</p>"}
    if is_csv:
        data = "title,text\n" + ",".join(row.values()) + "\n"
        (record,) = read_csv_table(io.BytesIO(data.encode()), {})
    else:
        (record,) = read_json_lines(io.BytesIO(json.dumps(row).encode()), {})
    assert record.text == "Q&A\n\nOne.\n\nTwo."
    assert record.encoding == "utf-8, then read as HTML"
