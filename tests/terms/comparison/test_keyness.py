"""Key terms of groups and against a list, what is skipped and why."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from presswork.core.configuration import complete_configuration
from presswork.core.errors import PressworkError
from presswork.core.reasons import explain
from presswork.core.schema import find_tables
from presswork.core.tables import conform
from presswork.statistics.keyness import log_ratio
from presswork.terms.comparison.groups import group_articles, join_units
from presswork.terms.comparison.keyness import measure_keyness
from presswork.terms.comparison.reference_list import read_frequency_list
from presswork.terms.skipped import list_skipped_terms

OPTIONS = complete_configuration({})["terms"]["keyness"] | {"resamples": 199}
TERMS = ["=cmd", "burst", "even", "own", "the"]


def make_corpus(n_articles=60, outlets=("Paper", "Times", "=Post")):
    """Return a corpus in which `own` is the first outlet's, and one article of it holds all of `burst`."""
    generator = np.random.default_rng(1)
    outlet = [outlets[number % len(outlets)] for number in range(n_articles)]
    counts = generator.poisson(3, (n_articles, len(TERMS)))
    counts[:, 1] = 0
    counts[:5, 1] = 1
    counts[0, 1] = 80
    counts[:, 3] = [6 if each == outlets[0] else number % 2 for number, each in enumerate(outlet)]
    ids = [f"{number:03d}" for number in range(n_articles)]
    days = [date(2022, 1 + number % 2, 1 + number % 20) for number in range(n_articles)]
    rows = {"row": range(n_articles), "article_id": ids, "n_words": 300, "passage": None}
    names = {"column": range(len(TERMS)), "term": TERMS, "stop": [each == "the" for each in TERMS]}
    return {
        "matrix": sparse.csr_array(counts),
        "matrix_rows": pl.DataFrame(rows),
        "matrix_columns": pl.DataFrame(names),
        "articles": pl.DataFrame({"article_id": ids, "outlet": outlet, "published": days, "byline": None}),
        "counted": pl.DataFrame({"article_id": ids, "story": ids}),
    }


def compare(corpus, *lists, layer="lower", **options):
    tables = {**corpus, "articles": corpus["articles"].lazy()}
    made = measure_keyness(
        **tables,
        frequency_list=list(lists),
        accepted=[],
        options=OPTIONS | options,
        layer=layer,
        language="en",
        steps=["nfc"],
    )
    keyness, comparisons = (conform(made[name], find_tables()[name]) for name in ("keyness", "comparisons"))
    return keyness, comparisons


def skip(corpus, comparisons, **options):
    """Return what is listed as not computed of keyness: (analysis, subject) and the reason."""
    empty = {name: find_tables()[name].schema.to_frame() for name in ("frequency", "distribution", "diversity")}
    articles = corpus["articles"].with_columns(group=pl.lit(None, pl.String)).lazy()
    found = list_skipped_terms(
        **empty,
        matrix_rows=corpus["matrix_rows"],
        articles=articles,
        counted=corpus["counted"],
        comparisons=comparisons,
        nodes=[],
        followed=[],
        keyness=OPTIONS | options,
    )
    return {(analysis, subject): reason.text for analysis, subject, reason in found if "keyness" in analysis}


def group(corpus, **options):
    return group_articles(corpus["matrix_rows"], corpus["articles"].lazy(), corpus["counted"], OPTIONS | options)


def pick(keyness, group, term):
    return keyness.filter((pl.col("group") == group) & (pl.col("term") == term)).row(0, named=True)


def test_an_outlets_own_term_is_key_and_a_burst_in_one_article_is_not():
    corpus = make_corpus()
    keyness, comparisons = compare(corpus)
    own, burst = pick(keyness, "Paper", "own"), pick(keyness, "Paper", "burst")
    assert own["rank"] == 1 and own["lrc_units"] > 1
    assert burst["lrc"] > own["lrc"] and burst["lrc_units"] == 0, "tokens alone would put the burst first"
    assert own["p_maxt"] <= 0.01 and burst["p_maxt"] > 0.05
    assert own["log_ratio_low"] < own["log_ratio"] < own["log_ratio_high"]
    assert own["log_ratio"] == pytest.approx(log_ratio(120, 6000, 20, 12_000), abs=1e-5)
    assert (own["count"], own["reference_count"], own["articles"], own["reference_articles"]) == (120, 20, 20, 20)
    assert (own["interval"], burst["interval"], burst["log_ratio_low"]) == ("jackknife", "rare_in_group", None)
    assert skip(corpus, comparisons) == {}


def test_a_comparison_is_described_once_with_what_its_measures_are_made_of():
    keyness, comparisons = compare(make_corpus())
    paper = comparisons.filter(group="Paper").row(0, named=True)
    assert (paper["by"], paper["reference"]) == ("outlet", "rest")
    assert (paper["articles"], paper["reference_articles"]) == (20, 40)
    assert (paper["words"], paper["reference_words"]) == (6000, 12_000)
    assert (paper["unit"], paper["units"], paper["reference_units"]) == ("story", 20, 40)
    assert (paper["terms"], paper["family"]) == (5, 15)
    assert explain(paper["test"], paper) == "199 permutations of stories, maxT"
    described = keyness.select("group", "reference").unique().sort("group")
    assert described.rows() == comparisons.select("group", "reference").sort("group").rows()


def test_every_group_has_every_term_of_the_family_once():
    keyness, _ = compare(make_corpus())
    assert keyness["group"].unique().sort().to_list() == ["=Post", "Paper", "Times"]
    assert keyness.filter(pl.col("group") == "Times").sort("term")["term"].to_list() == ["=cmd", *TERMS[1:]]
    assert keyness.group_by("group").agg(pl.col("rank").sort())["rank"].to_list() == [[1, 2, 3, 4, 5]] * 3


def test_rare_terms_are_no_part_of_the_family():
    keyness, comparisons = compare(make_corpus(), min_articles=6)
    assert "burst" not in keyness["term"]
    assert set(comparisons["family"]) == {12}
    keyness, comparisons = compare(make_corpus(), min_count=100_000)
    assert keyness.is_empty()
    skipped = skip(make_corpus(), comparisons)
    assert skipped["keyness", "Paper"] == "no term is frequent enough"


def test_one_other_group_can_be_the_reference():
    corpus = make_corpus()
    keyness, _ = compare(corpus, reference="Times")
    assert set(keyness["group"]) == {"Paper", "=Post"} and set(keyness["reference"]) == {"Times"}
    outlet, counts = corpus["articles"]["outlet"].to_numpy(), corpus["matrix"].toarray()[:, 2]
    even = pick(keyness, "Paper", "even")
    assert (even["count"], even["reference_count"]) == (
        counts[outlet == "Paper"].sum(),
        counts[outlet == "Times"].sum(),
    )
    keyness, _ = compare(corpus, reference="Tmies")
    told = group(corpus, reference="Tmies").reason.text
    assert keyness.is_empty() and told == "there is no outlet Tmies to compare with"


def test_periods_are_compared_by_days():
    _, comparisons = compare(make_corpus(), by="month")
    assert comparisons["group"].to_list() == ["2022-01", "2022-02"]
    assert set(comparisons["unit"]) == {"day"} and set(comparisons["units"]) == {10}
    assert "permutations of days" in explain(comparisons["test"][0], comparisons.row(0, named=True))


def test_a_group_of_few_articles_has_effect_sizes_only():
    corpus = make_corpus()
    outlet = ["Local" if number < 3 else "Paper" for number in range(60)]
    corpus["articles"] = corpus["articles"].with_columns(outlet=pl.Series(outlet))
    keyness, comparisons = compare(corpus)
    assert keyness["log_ratio"].null_count() == 0
    assert keyness["p"].null_count() == keyness["log_ratio_low"].null_count() == keyness.height
    assert set(keyness["interval"]) == {"few_in_group"}
    few = "fewer than 10 stories in the group or its reference"
    assert set(comparisons["test"]) == {"few_in_group"}
    assert skip(corpus, comparisons)["tests of keyness", "Local"] == few


def test_one_article_against_the_rest_has_effect_sizes_only():
    keyness, comparisons = compare(make_corpus(5), by="article")
    assert set(comparisons["units"]) == {1} and keyness["p"].null_count() == keyness.height
    assert keyness["group"].n_unique() == 5
    keyness, comparisons = compare(make_corpus(30), by="article", groups=2)
    assert keyness["group"].n_unique() == 2
    reasons = skip(make_corpus(30), comparisons, by="article", groups=2).values()
    assert sum("not among the 2 largest groups" in reason for reason in reasons) == 28


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda corpus: corpus["articles"].with_columns(outlet=pl.lit("Paper")), "all articles have the same outlet"),
        (lambda corpus: corpus["articles"].with_columns(outlet=pl.lit(None, pl.String)), "is empty for every article"),
    ],
)
def test_a_corpus_of_one_group_has_no_keyness_of_groups(change, reason):
    corpus = make_corpus()
    corpus = {**corpus, "articles": change(corpus)}
    keyness, _ = compare(corpus)
    assert keyness.is_empty() and reason in group(corpus).reason.text


def test_one_article_has_keyness_against_a_list_alone():
    corpus = make_corpus(12)
    rows = corpus["matrix_rows"].with_columns(article_id=pl.lit("000"), passage=pl.int_range(12))
    corpus = {**corpus, "matrix_rows": rows, "articles": corpus["articles"].head(1)}
    keyness, _ = compare(corpus)
    assert (
        keyness.is_empty()
        and group(corpus).reason.text == "there is only one article, so there is nothing to compare it with"
    )
    keyness, comparisons = compare(corpus, "term,count\nthe,60000\neven,10\n")
    assert set(keyness["reference"]) == {"frequency list"} and set(keyness["articles"]) == {1}
    assert skip(corpus, comparisons) == {}


def test_articles_without_the_field_are_left_out_and_told():
    corpus = make_corpus()
    outlet = pl.when(pl.col("article_id") > "002").then("outlet")
    corpus = {**corpus, "articles": corpus["articles"].with_columns(outlet=outlet)}
    _, comparisons = compare(corpus)
    assert skip(corpus, comparisons)["keyness", "3 articles"] == "they have no outlet"
    assert set(comparisons["units"] + comparisons["reference_units"]) == {57}


def test_a_list_gives_effect_sizes_and_what_it_lacks_counts_half_its_least():
    corpus = make_corpus()
    keyness, comparisons = compare(corpus, "term,count\nthe,900\neven,96\nelse,4\n")
    rows = keyness.filter(pl.col("reference") == "frequency list")
    even, own = pick(rows, "all articles", "even"), pick(rows, "all articles", "own")
    count = int(corpus["matrix"].sum(axis=0)[2])
    assert even["percent_difference"] == pytest.approx(100 * (count / 18_000 / 0.096 - 1), rel=1e-5)
    assert own["reference_count"] == 0 and own["percent_difference"] is None
    assert own["log_ratio"] == pytest.approx(np.log2(own["count"] / 18_000 / (2 / 1000)), rel=1e-5)
    assert rows["p"].null_count() == rows["g2"].null_count() == rows.height
    listed = comparisons.filter(reference="frequency list").row(0, named=True)
    assert (listed["words"], listed["reference_words"], listed["units"]) == (18_000, 1000, None)
    assert listed["test"] == "frequency_list"
    assert "burst" in rows["term"]


def test_a_listed_term_becomes_a_term_of_the_corpus():
    listed = read_frequency_list(["\ufeffterm,count\nDon’t,3\ndo,2.5\nTowns,4\n...,9\n"], "lower", "en", ["nfc"], [])
    assert dict(listed.rows()) == {"do": 5.5, "towns": 4}
    lemmas = read_frequency_list(["term,count\ntowns,4\ntown,1\n"], "lemma", "en", ["nfc"], [])
    assert dict(lemmas.rows()) == {"town": 5}
    variants = "variant,canonical\nkyiv,kiev\n"
    assert read_frequency_list(["term,count\nKyiv,4\n"], "variant", "en", [], [variants])["term"].to_list() == ["kiev"]


def test_a_list_s_acronyms_are_the_corpus_s():
    listed = read_frequency_list(["term,count\nus,5\nUS,3\nfbi,2\nWHO,1\n"], "lower", "en", [], [], ["US", "us", "FBI"])
    assert dict(listed.rows()) == {"us": 5, "US": 3, "FBI": 2, "who": 1}


@pytest.mark.parametrize(
    "table", ["word,count\nthe,1\n", "", "term,count\nthe,many\n", "term,count\nthe,0\n", "term,count\n,3\n"]
)
def test_a_wrong_list_is_an_error_with_its_file(table):
    with pytest.raises(PressworkError, match=r"annotations/reference\.csv"):
        read_frequency_list([table], "lower", "en", [], [])


def test_multiword_terms_are_not_looked_up_in_a_list():
    corpus = make_corpus()
    names = corpus["matrix_columns"].with_columns(term=pl.col("term").replace("even", "even so"))
    keyness, _ = compare({**corpus, "matrix_columns": names}, "term,count\nthe,900\n", layer="phrase")
    assert "even so" not in keyness.filter(pl.col("reference") == "frequency list")["term"]
    assert "even so" in keyness.filter(pl.col("reference") == "rest")["term"]


def test_a_story_of_several_outlets_is_a_block_and_articles_of_one_story_are_a_unit():
    corpus = make_corpus(6, ("Paper", "Times"))
    stories = ["a", "a", "b", "c", "b", "d"]
    counted = corpus["counted"].with_columns(story=pl.Series(stories))
    groups = group_articles(corpus["matrix_rows"], corpus["articles"].lazy(), counted, OPTIONS)
    units = join_units(corpus["matrix"].astype(float), groups.members, groups.labels)
    # Paper: a, b (two articles); Times: a, c, d.
    assert [units.groups.tolist().count(groups.labels.index(each)) for each in ("Paper", "Times")] == [2, 3]
    assert sorted(units.sizes.tolist()) == [300, 300, 300, 300, 600]
    assert sorted(np.unique(units.blocks, return_counts=True)[1].tolist()) == [2, 3]
    assert units.counts.sum(axis=0).tolist() == corpus["matrix"].sum(axis=0).tolist()


def test_an_undated_article_is_a_day_of_its_own():
    corpus = make_corpus(12)
    day = pl.when(pl.col("article_id") > "004").then(pl.lit(date(2022, 5, 1)))
    articles = corpus["articles"].with_columns(published=day).lazy()
    groups = group_articles(corpus["matrix_rows"], articles, corpus["counted"], OPTIONS | {"unit": "day"})
    assert groups.members["cluster"].n_unique() == 6


def test_the_same_options_give_the_same_table_and_others_another_p():
    corpus = make_corpus()
    first, again, other = compare(corpus)[0], compare(corpus)[0], compare(corpus, groups=11)[0]
    assert first.equals(again)
    assert not first["p"].equals(other["p"])
    assert first["g2"].equals(other["g2"])
