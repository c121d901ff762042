"""A corpus's support: which outputs are planned, and the reasons why others are not."""

from datetime import date, timedelta

import polars as pl
import pytest

from presswork.core.analyses import ANALYSES, find_analysis, find_left_out, is_conditional, list_left_out
from presswork.core.configuration import complete_configuration
from presswork.core.reasons import METHODS, TEXTS, Reason, explain
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.figures.inputs import FIGURES
from presswork.topics.skipped import list_skipped
from presswork.topics.support import find_support

ASKED = [2, 3, 5, 10]
KEYNESS = complete_configuration({})["terms"]["keyness"]


def make(n_articles, outlets=2, dated=True, passages=1, terms=50):
    """Return the tables that support is judged by: articles of outlets, in passages, on days of their own."""
    ids = [f"{number:06d}" for number in range(n_articles)]
    rows = pl.DataFrame({"article_id": [each for each in ids for _ in range(passages)]}).with_columns(
        passage=pl.lit(None, pl.Int64), n_words=pl.lit(60, pl.Int64), row=pl.int_range(pl.len())
    )
    articles = pl.DataFrame(
        {
            "article_id": ids,
            "published": [date(2022, 1, 1) + timedelta(number) if dated else None for number in range(n_articles)],
            "outlet": [f"Paper {number % outlets}" if outlets else None for number in range(n_articles)],
        },
        schema_overrides={"published": pl.Date, "outlet": pl.String},
    ).with_columns(pl.lit(None, pl.String).alias(name) for name in ("group", "language", "byline"))
    return {
        "matrix_rows": rows,
        "unit_rows": rows,
        "unit_columns": pl.DataFrame({"term": [f"w{number}" for number in range(terms)]}),
        "articles": articles.lazy(),
        "counted": pl.DataFrame({"article_id": ids, "story": ids}),
    }


def judge(tables, annotations=(), engines=("nmf",), ks=ASKED, few_articles=False, placed=False, **keyness):
    asked = {"annotations": [*annotations], "engines": [*engines], "ks": ks, "few_articles": few_articles}
    return find_support(**tables, **asked, keyness=KEYNESS | keyness, placed=placed)


def reasons_of(support):
    return {name: left_out.reason for name, left_out in list_left_out(support).items()}


def test_one_article_has_passage_groups_and_nothing_that_compares_articles():
    support = judge(make(1, outlets=0, dated=False, passages=10))
    assert support["k"] == [2, 3]
    alone = "there is only one article, so there is nothing to compare it with"
    assert reasons_of(support) == {
        "accepted variants": "there is no annotations/variants.csv",
        "keyness": alone,
        "distinctive terms": alone,
        "composition": alone,
        "trends": "one article cannot show a change over time",
        "similar articles": alone,
        "comparison with chance": alone,
        "intervals of prevalence": "a single article has no sampling error to estimate",
        "agreement of engines": "topics are fitted by one engine only (nmf)",
        "correlation of topics": "too few articles (1 of at least 30)",
        "trends of topics": "one article cannot show a change over time",
        "topics by group": alone,
    }
    assert find_left_out("topics/fits/nmf-10/model.npz", support)
    assert "add annotations/reference.csv" in find_left_out("figures/keyness.svg", support).remedy
    assert not find_left_out("topics/fits/nmf-3/model.npz", support) and not find_left_out(
        "figures/topics.svg", support
    )


def test_dated_articles_of_two_outlets_leave_out_only_what_a_person_would_add():
    support = judge(make(60), engines=("nmf", "gibbs"))
    assert support["k"] == ASKED
    assert set(reasons_of(support)) == {"accepted variants"}
    assert reasons_of(judge(make(60), annotations=["variants"], engines=("nmf", "gibbs"))) == {}


def test_a_frequency_list_is_enough_for_key_terms_of_one_article():
    alone = make(1, passages=10)
    support = judge(alone, annotations=["reference"])
    assert not find_left_out("terms/keyness.csv", support)
    told = [(row["subject"], row["code"]) for row in support["left_out"] if row["analysis"] == "keyness"]
    assert told == [("groups by outlet", "nothing_to_compare")]


def test_few_articles_have_no_topics_unless_asked_for():
    assert reasons_of(judge(make(5)))["topics"] == "too few articles for topics (5 of at least 10)"
    assert judge(make(9), few_articles=True)["k"] == [2, 3]


@pytest.mark.parametrize(
    ("tables", "ks", "reason"),
    [
        (make(12, terms=1), [2], "too few terms for topics (1)"),
        (make(12), [5], "12 articles or passages support at most 2 topics, but topics.k starts at 5"),
    ],
)
def test_where_no_number_of_topics_fits_the_reason_says_what_there_is_too_little_of(tables, ks, reason):
    support = judge(tables, ks=ks)
    assert support["k"] == [] and reasons_of(support)["topics"] == reason


def test_one_number_of_topics_has_no_splits():
    assert "only one number of topics (2) can be tried" in reasons_of(judge(make(12)))["splits of topics"]


def test_placed_articles_have_topics_and_no_fits():
    support = judge(make(40), placed=True)
    assert support["k"] == [] and "topics" not in reasons_of(support)
    assert "an earlier run" in reasons_of(support)["fits of topics"]


def test_undated_articles_have_no_trends_and_one_outlet_no_groups():
    undated = reasons_of(judge(make(40, dated=False, outlets=1)))
    assert undated["trends"] == undated["trends of topics"] == "no article has a publication date"
    assert "all articles have the same outlet (Paper 0)" in undated["keyness"]
    assert (
        "all articles have the same outlet (Paper 0); the field group is empty for every article"
        in undated["topics by group"]
    )


def test_a_misspelt_reference_is_told_with_the_option_to_correct():
    left_out = find_left_out("terms/keyness.csv", judge(make(40), reference="Papre"))
    assert left_out.reason.startswith("there is no outlet Papre to compare with")
    assert left_out.remedy.startswith("correct terms.keyness.reference")


def test_every_output_belongs_to_one_analysis_and_is_a_table_figure_or_model():
    outputs = [output for analysis in ANALYSES for output in analysis.outputs]
    assert len(outputs) == len(set(outputs))
    known = {table.shown for table in find_tables().values()} | {"topics/null_scores.parquet", "topics/replicates.npz"}
    known |= {f"figures/{name}.*" for name in FIGURES} | {f"paper/tables/{name}.html" for name in ("keyness", "topics")}
    assert set(outputs) <= known
    assert find_analysis("figures/topics_trend.trace.parquet") == "trends of topics"
    assert is_conditional("topics/fits/nmf-2/scores.parquet") and not is_conditional("terms/frequency.csv")


def test_the_table_of_all_stages_has_each_reason_once_with_its_remedy():
    tables = make(1, outlets=0, dated=False, passages=10)
    support = judge(tables)
    names = ("frequency", "comparisons", "distribution", "diversity", "prevalence")
    found = list_skipped(
        support,
        **{name: tables[name] for name in ("matrix_rows", "articles", "counted")},
        **{name: find_tables()[name].schema.to_frame() for name in names},
        choice={"tried": [2, 3], "k": 3, "rule": "a rule"},
        nodes=["absent"],
        followed=[],
        keyness=KEYNESS,
    )
    listed = conform(found, find_tables()["skipped"])
    assert set(list_left_out(support)) < set(listed["analysis"])
    (absent,) = listed.filter(analysis="collocations").rows()
    assert absent[:4] == ("terms", "collocations", "absent", "absent_term")
    assert absent[4:] == ("the term does not occur in the corpus", "correct terms.collocations.nodes")
    assert listed.filter(analysis="fits of topics")["reason"].to_list() == ["the corpus supports at most 3 topics"]
    assert listed.select("analysis", "subject").is_duplicated().sum() == 0


def test_every_reason_has_a_text_for_its_parameters():
    filled = {
        name: name for name in ("n", "least", "largest", "k", "engine", "field", "value", "most", "name", "option")
    }
    filled |= dict.fromkeys(
        (
            "units",
            "days_with_term",
            "articles",
            "asked",
            "largest_k",
            "p",
            "nulls",
            "reached",
            "sds",
            "n_earlier",
            "permutations",
        ),
        7,
    )
    filled |= {"missing_outlets": "y, z", "resampled": "day"}
    assert not [code for code in METHODS if "{" in explain(code, filled)]
    for code in TEXTS:
        reason = Reason(code, filled)
        assert reason.text and "{" not in reason.text + reason.remedy
