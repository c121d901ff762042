"""What has controls shows what the function of the same name gives, as code and without a front end too."""

import re

import numpy as np
import polars as pl
import pytest
from scipy import sparse

import presswork
from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.explorer.views.article import view_article
from presswork.explorer.views.comparison import compare_articles, name_groups
from presswork.explorer.views.concordance import show_context, show_lines
from presswork.explorer.views.markup import show_number, show_table, show_text
from presswork.explorer.views.term_spread import spread_term
from presswork.terms.comparison.keyness import measure_keyness

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u202e\u0007\u2066 javascript:alert(3)"
OPTIONS = {"by": "outlet", "reference": "rest", "groups": 12, "unit": "article", "resamples": 99, "min_count": 2}
OPTIONS |= {"min_articles": 2}


@pytest.fixture(scope="module")
def results(seed_run):
    return presswork.open_results(seed_run / "results")


@pytest.fixture(scope="module")
def corpus():
    """Matrix, rows, columns, articles and which count, of 60 articles of three outlets."""
    generator = np.random.default_rng(1)
    outlets = ["Paper", "Times", "Wire"] * 20
    ids = [f"{number:012x}" for number in range(60)]
    counts = generator.poisson([[3, 1, 2] if each == "Paper" else [1, 2, 2] for each in outlets])
    rows = {"row": range(60), "article_id": ids, "passage": None, "first_sentence": 0, "last_sentence": 3}
    articles = pl.DataFrame({"article_id": ids, "outlet": outlets, "group": None, "title": HOSTILE})
    counted = {"article_id": ids, "story": ids, "counted": True, "reason": "counts"}
    tables = find_tables()
    return {
        "matrix": sparse.csr_array(counts),
        "matrix_rows": pl.DataFrame(rows | {"n_words": counts.sum(axis=1) + 50}, tables["matrix_rows"].schema),
        "matrix_columns": pl.DataFrame({"column": range(3), "term": ["court", "port", "rain"], "stop": False}),
        "articles": articles.with_columns(published=pl.lit(None, pl.Date), language=pl.lit("en")).lazy(),
        "counted": pl.DataFrame(counted, tables["counted"].schema),
    }


def test_groups_chosen_on_the_spot_get_what_the_workflow_gives_them(corpus):
    made = measure_keyness(**corpus, options=OPTIONS)
    found = compare_articles(**corpus, by="outlet", group="Paper", reference=None, options=OPTIONS)
    columns = ["term", "count", "reference_count", "log_ratio", "log_ratio_low", "log_ratio_high", "interval"]
    expected = made["keyness"].filter(group="Paper").select(columns)
    assert found.keyness.select(columns).sort("term").equals(expected.sort("term"))
    assert found.keyness["log_ratio_low"].null_count() == 0 and found.keyness["p_maxt"].null_count() == 0
    assert found.comparisons["reference"].to_list() == ["the rest"]


def test_a_group_may_be_several_names_or_an_expression(corpus):
    pair = compare_articles(**corpus, by="outlet", group=["Wire", "Times"], reference="Paper", options=OPTIONS)
    by = pl.col("outlet") == "Paper"
    same = compare_articles(**corpus, by=by, group="false", reference="true", options=OPTIONS)
    assert pair.keyness["log_ratio"].equals(same.keyness["log_ratio"])
    assert pair.comparisons["articles"].item() == 40
    assert name_groups(corpus["articles"], corpus["matrix_rows"], by)["articles"].to_list() == [40, 20]


def test_without_permutations_there_are_intervals_and_no_p(corpus):
    options = OPTIONS | {"resamples": 0}
    found = compare_articles(**corpus, by="outlet", group="Paper", reference=None, options=options)
    assert found.keyness["log_ratio_low"].null_count() == 0 and found.keyness["p"].null_count() == 3
    assert "Test: none, no permutations were asked for." in found._repr_html_()
    assert found.draw().rows["term"].to_list() == ["court"]


@pytest.mark.parametrize(
    ("by", "group", "reference", "problem"),
    [
        ("planet", None, None, "cannot be grouped by this"),
        ("outlet", "Globe", None, "No counted article"),
        ("outlet", "Paper", ["Paper", "Wire"], "with itself"),
    ],
)
def test_what_cannot_be_compared_is_an_error_in_words(corpus, by, group, reference, problem):
    with pytest.raises(PressworkError, match=problem):
        compare_articles(**corpus, by=by, group=group, reference=reference, options=OPTIONS)


def test_a_corpus_without_groups_says_so(corpus):
    found = compare_articles(**corpus, by="group", group=None, reference=None, options=OPTIONS)
    assert found.keyness.is_empty() and "field group is empty for every article" in found._repr_html_()
    assert "field group is empty for every article" in found.draw().caption


def test_the_spread_of_a_term_sums_up_to_all_its_occurrences(corpus):
    spread = spread_term("court", *(corpus[name] for name in ("matrix", "matrix_rows", "matrix_columns", "articles")))
    assert spread["count"].sum() == corpus["matrix"][:, [0]].sum()
    assert spread["count"].is_sorted(descending=True) and spread["so_far"][-1] == pytest.approx(1)


def view_hostile():
    """Return the view of an article that attacks whoever shows it."""
    record = f"{HOSTILE}\n{HOSTILE}"
    spans = [("a", 0, 40, False, None, HOSTILE), ("a", 40, len(record), True, "body", "running text")]
    columns = ["article_id", "start", "end", "kept", "field", "rule"]
    tokens = pl.LazyFrame({"article_id": ["a"], "token_id": [1], "start": [50], "end": [60]})
    words = pl.LazyFrame({"token_id": [1], "token": [HOSTILE], "lower": ["x"], "variant": [HOSTILE]})
    return record, view_article(
        "a",
        pl.LazyFrame({"article_id": ["a"], "title": [HOSTILE], "outlet": [None], "published": [None], "source": ["s"]}),
        pl.LazyFrame({"article_id": ["a"], "text": [record]}),
        pl.LazyFrame(spans, columns, orient="row"),
        tokens,
        words,
        pl.LazyFrame(schema={"variant": pl.String, "canonical": pl.String}),
        places=((5, 9),),
        show=("cut", "fields", "variants", "tokens"),
    )


def test_the_pieces_of_an_article_join_to_its_record():
    record, view = view_hostile()
    assert "".join(view.pieces["text"]) == record
    assert view.pieces.filter("found")["text"].str.join("").item() == record[5:9]
    assert view.cuts["characters"].item() <= 40


def test_hostile_texts_are_inert():
    record, view = view_hostile()
    row = {
        "article_id": HOSTILE,
        "published": None,
        "start": 3,
        "end": 9,
        "left": HOSTILE,
        "node": "n",
        "right": HOSTILE,
    }
    pages = [
        view._repr_html_(),
        show_lines(pl.DataFrame([row])) + show_context(row, record),
        show_table(pl.DataFrame({HOSTILE: [HOSTILE]})),
    ]
    for page in pages:
        assert not re.search(r"<(script|img)|\u202e|\u0007|\u2066", page)
        assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r"\"[^\"]*\"", "", page))
    assert show_text("a\u202eb") == "a⟨U+202E⟩b" and show_text("<&'\"") == "&lt;&amp;&#x27;&quot;"


def test_numbers_are_shown_as_they_are_read():
    assert [show_number(each) for each in (0.123456, 12345, 12345.678, 3)] == ["0.123", "12,345", "12,346", "3"]


@pytest.mark.parametrize("name", ["concordance", "trend", "keyness", "topic", "article"])
def test_the_line_of_code_gives_what_the_controls_show(results, name):
    browser = getattr(results.browse, name)()
    bundle = browser._repr_mimebundle_()
    assert bundle["text/html"] == browser.code.value + browser.view.value and "widget-view" in str(list(bundle))
    assert not re.search(r"<script|<link|https?://", bundle["text/html"])
    given = eval(browser.line, {"results": results})
    assert browser.show(given) == browser.view.value


def test_a_change_of_a_control_changes_view_and_code(results):
    browser = results.browse.concordance("kiev")
    browser.controls["sort"].value = ("R1", "R2", "R3")
    browser.controls["query"].value = "drones"
    assert browser.line == "results.concordance('drones', sort=('R1', 'R2', 'R3'))"
    assert "4 lines of 1 article" in browser.view.value
    browser.extra["line"].value = 3
    assert browser.view.value.count('class="chosen"') == 1
    browser.controls["regex"].value = True
    browser.controls["query"].value = "("
    assert "not a valid regular expression" in browser.view.value and "Traceback" not in browser.view.value


def test_one_article_says_what_it_cannot_carry(results):
    assert "there is only one article, so there is nothing to compare it with" in results.browse.keyness().view.value
    assert "cannot show a change over time" in results.browse.trend().view.value
    assert "a single article has no sampling error to estimate" in results.topic(1)._repr_html_()
    with pytest.raises(PressworkError, match="no topic with this number"):
        results.topic(99)


def test_an_article_shows_its_cuts_and_other_spellings(results):
    article_id = results.corpus.articles["article_id"][0]
    view = results.article(article_id)
    page = view._repr_html_()
    assert "<del" in page and "Leave a Comment" in view.cuts["begins"].to_list()
    assert "Zelensky <small>[= zelenskiy]</small>" in page
    assert "<del" not in results.article(article_id, show=())._repr_html_()
    with pytest.raises(PressworkError, match="no article with this id"):
        results.article("nowhere")
