"""The page's data: as much of the articles as the configuration allows, the same bytes each time, nothing that acts."""

import json
import re
from datetime import date

import numpy as np
import polars as pl
import pytest
from PIL import Image

from page_inputs import make_page
from presswork.core.errors import PressworkError
from presswork.explorer.page import shell
from presswork.explorer.page.chunks import encode, pack, write_script
from presswork.explorer.page.months import stack_months
from presswork.explorer.page.quotes import QUOTED_CHARACTERS, QUOTED_WORDS, shorten
from presswork.explorer.page.terms import sample_articles

# Pixels from the middle of an open mark, which is white, to its line.
RADIUS = 8


def list_runs(text, length):
    """Return every run of so many words of a text, in lower case."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def find_running_text(page, text):
    """Return the runs of five words of a text that stand in a file of the page."""
    runs = list_runs(text, 5)
    files = [content.decode().replace("\\n", " ") for name, content in page.files.items() if name.startswith("data/")]
    return [run for content in files for run in runs & list_runs(content, 5)]


def test_none_has_no_five_words_of_an_article_and_full_has_them_all(seed_run, seed_text):
    results = seed_run / "results"
    assert find_running_text(make_page(results, "none"), seed_text) == []
    found = find_running_text(make_page(results, "full"), seed_text)
    assert set(found) == list_runs(seed_text, 5)


def test_snippets_are_short_and_few(seed_run, seed_text):
    found = set(find_running_text(make_page(seed_run / "results", "snippets"), seed_text))
    assert 0 < len(found) < 0.25 * len(list_runs(seed_text, 5))


def test_the_same_results_give_the_same_bytes(seed_run):
    first, second = (make_page(seed_run / "results", "full").files for _ in range(2))
    made = {
        path.relative_to(seed_run / "results/explorer").as_posix(): path.read_bytes()
        for path in (seed_run / "results/explorer").rglob("[!.]*")
        if path.is_file()
    }
    assert first == second == made


def test_scripts_carry_the_nonce_of_the_frame_and_no_inline_code(seed_run):
    frame = make_page(seed_run / "results", "none").files["index.html"].decode()
    nonce = re.search(r"script-src 'nonce-([0-9a-f]{32})'", frame).group(1)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", frame)
    assert scripts and all(f'nonce="{nonce}"' in attributes and not inner for attributes, inner in scripts)


@pytest.mark.parametrize("text", ["</script><script>", "a\u2028b\u2029c", "\u202eabc\u2066", "\x00\x1b", "<!--"])
def test_what_could_act_is_escaped_and_comes_back_whole(text):
    written = write_script("name", [text])
    assert not re.search("[<\u2028\u2029\u202e\u2066\x00\x1b]", written)
    assert json.loads(encode(text)) == text


def test_chunks_hold_all_items_in_order():
    items = ["x" * size for size in (10, 300_000, 20, 249_000, 200_000)]
    assert list(pack(items)) == [[items[0]], [items[1]], items[2:4], [items[4]]]
    assert [len(chunk) for chunk in pack(range(1201), most=500)] == [500, 500, 201]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two three", "one two three"),
        (" ".join(map(str, range(40))), " ".join(map(str, range(QUOTED_WORDS)))),
        ("x" * 10_000_000, "x" * QUOTED_CHARACTERS),
        ("", ""),
    ],
)
def test_a_quotation_is_no_longer_than_allowed(text, expected):
    assert shorten(text) == expected


def test_a_sample_of_articles_is_the_first_by_digest(monkeypatch):
    from scipy import sparse

    monkeypatch.setattr("presswork.explorer.page.terms.SAMPLE", 2)
    matrix = sparse.csr_array([[1, 0], [2, 3], [4, 0], [0, 5]])
    rows = pl.DataFrame({"row": [0, 1, 2, 3], "article_id": ["a", "b", "c", "d"]})
    columns = pl.DataFrame({"column": [0, 1], "term": ["x", "y"]})
    places = pl.DataFrame({"article_id": ["d", "c", "b", "a"], "place": [0, 1, 2, 3]})
    terms = pl.DataFrame({"term": ["y", "x"]})
    assert sample_articles(terms, matrix, rows, columns, places) == [[0, 5, 2, 3], [2, 2, 1, 1]]


def test_without_its_library_the_page_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(shell, "CARRIER", "no_such_package")
    with pytest.raises(PressworkError, match="run `make`"):
        shell.read_library()


@pytest.mark.parametrize("run", ["seed_run", pytest.param("sample_run", marks=pytest.mark.slow)])
def test_each_plotted_row_has_a_mark_that_lies_on_what_is_drawn(run, request):
    figures = request.getfixturevalue(run) / "results/figures"
    for path in sorted(figures.glob("*.json")):
        marks = json.loads(path.read_text("utf-8"))["marks"]
        assert len(marks) == pl.read_csv(path.with_suffix(".csv")).height
        assert any(marks) or not marks
        white = (np.asarray(Image.open(path.with_suffix(".png")).convert("RGB")) == 255).all(axis=2)
        for mark in filter(None, marks):
            left, top, width, height = map(float, mark.split())
            down, across = (
                slice(max(int(start * size / 100) - RADIUS, 0), int((start + length) * size / 100) + RADIUS + 1)
                for start, length, size in zip((top, left), (height, width), white.shape, strict=True)
            )
            assert not white[down, across].all(), (path.stem, mark)


def test_outlets_beyond_the_colours_are_drawn_as_one_and_no_month_is_left_out():
    rows = [(date(2020, 11, 1), f"outlet {number}", 20 - number) for number in range(10)]
    rows += [(date(2021, 2, 1), "outlet 9", 1), (None, "outlet 0", 3)]
    drawn = stack_months(pl.DataFrame(rows, ["month", "outlet", "articles"], orient="row"))
    assert drawn["places"] == ["2020-11", "2020-12", "2021-01", "2021-02"] and drawn["undated"] == 3
    assert drawn["bars"][0] == ["2020-11", "outlet 0", 20] and len(drawn["bars"]) == 9
    assert drawn["bars"][7:] == [["2020-11", "3 other outlets", 13 + 12 + 11], ["2021-02", "3 other outlets", 1]]
    unknown = [*rows, (date(2020, 11, 1), "(unknown)", 1), (date(2021, 1, 1), "outlet 11", 0)]
    stacked = stack_months(pl.DataFrame(unknown, ["month", "outlet", "articles"], orient="row"))
    assert stacked["bars"][7] == ["2020-11", "3 other outlets, unknown", 13 + 12 + 11 + 1]
    few = stack_months(pl.DataFrame(rows[:2], ["month", "outlet", "articles"], orient="row"))
    assert few["bars"] == [["2020-11", "outlet 0", 20], ["2020-11", "outlet 1", 19]]
    none = stack_months(pl.DataFrame(schema={"month": pl.Date, "outlet": pl.String, "articles": pl.Int64}))
    assert none == {"places": [], "bars": [], "undated": 0}
