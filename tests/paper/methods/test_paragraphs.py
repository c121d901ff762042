"""The paragraphs on method say what was run, and nothing else."""

import re

import polars as pl
import pytest

from conftest import ROOT
from presswork.core.configuration import complete_configuration
from presswork.core.schema import find_tables
from presswork.paper.methods.corpus import describe_corpus, describe_words
from presswork.paper.methods.paragraphs import list_changed_options
from presswork.paper.methods.terms import describe_terms
from presswork.paper.methods.topics import describe_topics
from presswork.paper.references import CITED, ENTRY, read_versions

VERSIONS = read_versions((ROOT / "requirements.lock").read_text(encoding="utf-8")) | {"presswork": "0.1.0"}
REASON = "no_sample"
REACHED = {"p": 0.05, "nulls": 39, "reached": 1, "sds": 2.1, "ks": [3]}
CHOICE = {
    "status": "topics",
    "chosen_by": "rule",
    "engine": "nmf",
    "k": 3,
    "rule": "best_product",
    "seed": "medoid of 10 random starts",
    "tried": [2, 3],
    "largest_k": 60,
    "unit": "article",
    "n_articles": 300,
    "n_rows": 300,
    "n_fitted": 300,
    "by_rule": 3,
    "null_comparison": {"p": 0.025, "nulls": 39, "reached": 0, "sds": 6.2, "ks": [3, 5]},
    "null_reason": "beyond_nulls",
}


def table(name, *rows):
    schema = find_tables()[name].schema
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def settle(**changed):
    return complete_configuration(changed)


def tell_corpus(
    n_articles,
    outlet=None,
    published=None,
    extractor=None,
    alike=1,
    rejected=("no text",),
    database=None,
    extractors=(),
    **corpus,
):
    """Return what is said of so many articles of five words; others were rejected, in another language or alike."""
    ids = [f"{number:03d}" for number in range(n_articles)]
    outlets = outlet if isinstance(outlet, tuple) else (outlet,) * n_articles
    own = [{"article_id": each, "source": f"{each}.txt", "published": published, "database": database} for each in ids]
    articles = table("articles", *(row | {"outlet": name} for row, name in zip(own, outlets, strict=True)))
    steps = [("records read", n_articles + 3, 0), ("could be read as articles", n_articles + 2, 1)]
    steps += [
        ("in English or of uncertain language", n_articles + 1, 1),
        ("matching drone", n_articles + 1, 0),
        ("analysed", n_articles, alike),
    ]
    flow = table("flow", *({"step": n, "name": a, "left": b, "removed": c} for n, (a, b, c) in enumerate(steps, 1)))
    cut = {"article_id": "000", "start": 0, "end": 5, "kept": False, "rule": "comment prompt"}
    rule = "recurs in at least 5 articles"
    labels = [
        cut | {"start": start, "end": start + 1, "rule": rule}
        for start, rule in ((5, "LOAD-DATE label"), (6, "column label"), (7, "copyright"))
    ]
    kept = {"article_id": "000", "start": 10, "end": 100, "kept": True, "rule": "running text"}
    marks = [{name: each.get(name) for name in ("start", "end", "rule", "field")} for each in labels]
    read = {"database": database, "cuts": marks if database else None}
    return " ".join(
        describe_corpus(
            articles.lazy(),
            flow,
            table("rejected", *({"source": "bad.txt", "reason": reason} for reason in rejected)),
            table("ledger", cut, cut | {"rule": rule}, kept, *(labels if database else ())).lazy(),
            [table("dealt", *(read | {"extractor": each} for each in extractors or (extractor,))).lazy()],
            table("lengths", *({"article_id": each, "n_sentences": 2} for each in ids)),
            table("matrix_rows", *({"article_id": each, "n_words": 5} for each in ids)),
            settle(corpus=corpus),
            VERSIONS,
        )
    )


def test_the_corpus_is_told_step_by_step():
    from datetime import date

    told = tell_corpus(20, "Paper", date(2022, 12, 1), "pypdf 6.1", select={"query": "drone"})
    assert "We read 23 records from 21 files with Presswork 0.1.0 [@presswork]." in told
    assert "The text of 1 record was extracted by pypdf 6.1 [@package-pypdf]." in told
    assert "1 record could not be read as an article (no text)." in told
    assert (
        "Cleaning cut 10.0% of the characters (comment prompt and text that recurs in several articles of an outlet)"
        in (told)
    )
    assert "1 article was left out because py3langid" in told and "a language other than English" in told
    assert "We kept articles matching drone; none was left out." in told
    assert "the earliest full version was counted; 1 article was left out." in told
    assert "20 articles with 100 words in 40 sentences, from 1 outlet, published from 2022-12-01 to 2022-12-01." in told


def test_the_databases_are_named_and_their_labels_are_one_rule():
    told = tell_corpus(2, "Paper", database="Nexis")
    assert "Articles were exported from Nexis (2 articles in 2 files); each export was divided into" in told
    assert (
        "(comment prompt, text that recurs in several articles of an outlet and labels of exports from databases)"
        in told
    )
    assert "exported" not in tell_corpus(2, "Paper")


def test_libraries_that_extracted_texts_are_told_in_one_sentence_the_most_used_first():
    told = tell_corpus(2, extractors=("email", "trafilatura 2.0", "pypdf 6.1", "presswork 0.4.0", "trafilatura 2.0"))
    most, other = "trafilatura 2.0 [@barbaresi2021trafilatura] (2)", "pypdf 6.1 [@package-pypdf] (1)"
    assert f"The text of 3 records was extracted by {most} and {other}." in told


def test_only_libraries_are_named_as_what_extracted_a_text():
    for own in ("presswork 0.1.0", "email"):
        assert "extracted" not in tell_corpus(2, "Paper", extractor=own)


def test_near_duplicates_are_told_by_outlet_where_there_are_several():
    assert "the earliest full version in each outlet was counted" in tell_corpus(2, ("Paper", "Times"))
    assert "of the shorter), all were counted. The" in tell_corpus(2, "Paper", alike=0, duplicates="each")


def test_without_near_duplicates_it_is_said_that_there_are_none():
    found = (
        "No near-duplicates [@broder1997resemblance] (the longer text has at least 70% of the sequences of five words"
    )
    one, several = tell_corpus(2, "Paper", alike=0), tell_corpus(2, ("Paper", "Times"), alike=0)
    assert f"{found} of the shorter) were found. The corpus" in one
    assert f"{found} of the shorter) were found within an outlet. The corpus" in several
    assert "was counted" not in one + several


def test_reasons_of_rejected_records_are_counted_where_they_differ():
    assert "(no text: 2, no body: 1)" in tell_corpus(2, rejected=("no body", "no text", "no text"))


def test_what_is_not_known_of_the_articles_is_said():
    told = tell_corpus(1)
    assert "1 article with 5 words in 2 sentences; outlets and dates of publication are not known." in told
    assert "(comment prompt and text that recurs in several articles)" in told


@pytest.mark.parametrize(
    ("layer", "said"),
    [("lower", "in lower case, which"), ("lemma", "by simplemma"), ("stem", "as Snowball stems [@porter2001snowball]")],
)
def test_the_words_are_told_with_their_layer(layer, said):
    languages = table("languages", {"language": "de", "splitter": "punkt", "tokenizer": "toktok"})
    frequency = table("frequency", {"stop": True}, {"stop": False}, {"stop": False})
    settings = settle(corpus={"language": "de"}, terms={"layer": layer}, tokens={"stopwords": "replace"})
    told = " ".join(describe_words(languages, frequency, settings, VERSIONS))
    assert said in told and "the Toktok tokeniser of NLTK" in told and "gives 3 distinct terms" in told
    assert "Of these, 1 is on the stop list for German (our own)" in told


def test_acronyms_and_the_words_of_news_reports_are_told_where_there_are_some():
    languages = table("languages", {"language": "en", "splitter": "punkt", "tokenizer": "nltk"})
    frequency = table("frequency", {"term": "US", "stop": False}, {"term": "us", "stop": True})

    def tell(layer="lower", rows=frequency, **tokens):
        return " ".join(describe_words(languages, rows, settle(terms={"layer": layer}, tokens=tokens), VERSIONS))

    assert "counted in lower case except for acronyms, which gives 2" in tell()
    assert "except for" not in tell("token") + tell(rows=frequency.filter("stop"))
    news = "(Presswork's, with reporting verbs, titles, number words and weekdays)"
    assert news in tell() and "(Presswork's):" in tell(news_stopwords=False)


SUPPORTED = {"k": [], "left_out": [], "not_planned": []}
ALONE = {"analysis": "keyness", "subject": "groups by outlet", "code": "nothing_to_compare", "parameters": {}}


def tell_terms(n_articles, comparisons=(), skipped=(), support=SUPPORTED, keyness=(), trends=()):
    frequency = table("frequency", {"unit": "day", "per_million_low": 1.0}, {"unit": "day"})
    told = describe_terms(
        frequency,
        table("keyness", *keyness),
        table("comparisons", *comparisons),
        table("skipped", *skipped),
        support,
        table("collocations"),
        table("trends", *trends),
        n_articles,
        settle(),
    )
    return " ".join(told)


def test_one_article_has_no_intervals_and_no_key_terms():
    support = {"k": [], "left_out": [ALONE], "not_planned": ["terms/keyness.csv", "terms/comparisons.csv"]}
    told = tell_terms(1, support=support)
    assert "Terms are given as counts, without confidence intervals: a single article has no sampling error" in told
    assert "95%" not in told and "per million" not in told
    assert (
        "No key terms were extracted: there is only one article, so there is nothing to compare it with." in told
        and "hardie" not in told
    )
    assert "[@evert2004lnre]" in told
    no_law = {"analysis": "distribution", "subject": "finite_zipf_mandelbrot", "reason": "fewer than 100 terms"}
    assert "evert2004lnre" not in tell_terms(1, skipped=[no_law], support=support)
    assert "Collocates" not in told and "Rates over time" not in told


def test_key_terms_are_told_with_unit_test_and_family():
    row = {"by": "outlet", "reference": "rest", "terms": 9, "unit": "story", "family": 1800}
    row |= {"test": "permutation", "permutations": 999}
    known = {"group": "Times", "reference": "rest", "log_ratio_low": 0.5}
    told = tell_terms(300, [row | {"group": "Paper [@x]"}, row | {"group": "Times"}], keyness=[known])
    assert "We compared each of 2 outlets (Paper [ @x] and Times) with all other articles" in told
    assert "at least 10 times and in 5 articles" in told
    assert "Its 95% CI treat stories as the sampling unit (jackknife, Welch's t" in told
    assert "p of at most 0.05, from 999 permutations of stories, maxT [@westfall1993resampling]" in told
    assert "corrects for 1,800 comparisons" in told and "not tested" not in told
    assert "treat days as the sampling unit" in told and "1 term that occurs on at least 10 days has one." in told


def test_terms_that_were_not_tested_are_candidates():
    row = {"by": "outlet", "reference": "rest", "terms": 9, "unit": "story", "units": 5, "test": "few_in_group"}
    tested = row | {"group": "Post", "test": "permutation", "permutations": 999, "family": 18}
    both = [row | {"group": "Paper"}, row | {"group": "Times"}]
    why = "(fewer than 10 stories in the group or its reference), so their terms are candidates."
    told = tell_terms(20, both)
    assert f"The comparisons were not tested {why}" in told and "p of at most" not in told
    assert "Its 95% CI" not in told and "over tokens" in told
    assert f"Comparisons of Paper and Times were not tested {why}" in tell_terms(20, [*both, tested])


def test_rates_over_time_have_intervals_only_where_there_are_some():
    period = {"term": "x", "series": "raw", "unit": "week", "per_million": 1.0}
    assert "Rates over time are per week; no period has an interval." in tell_terms(5, trends=[period])
    both = [period | {"low": 0.5, "high": 2.0}, period | {"series": "standardised"}]
    assert "standardised" not in tell_terms(
        5, trends=[period, period | {"series": "standardised", "per_million": None}]
    )
    told = tell_terms(50, trends=both)
    assert "per week, raw and standardised to a constant mix of outlets, with 95% CI over days" in told


def tell_topics(prevalence=(), engines=("nmf",), **changed):
    choice = CHOICE | changed
    terms = table("unit_columns", *({"column": n, "term": str(n)} for n in range(40)))
    settings = settle(topics={"engines": list(engines)})
    return " ".join(describe_topics(choice, table("prevalence", *prevalence), terms, settings, VERSIONS))


def test_topics_are_told_with_rule_null_and_what_is_unstable():
    given = {"model_low": 0.12, "model_high": 0.18, "resampled": "day"}
    known = {"topic": 1, "low": 0.1, "high": 0.2, "interval": "refits", "stability": 0.9, "found": 1.0} | given
    told = tell_topics([known, {"topic": 2, "interval": "not_found", "stability": 0.3, "found": 0.5} | given])
    assert "on 40 terms" in told and "for 2 and 3 topics" in told and "[@lee1999nmf]" in told
    assert "none of 39 was, so p is at most 0.025; the coherence in the articles" in told
    assert "lies 6.2 standard deviations (of" in told
    assert (
        "coherence (NPMI [@bouma2009npmi]), averaged over 3 and 5 topics, with that in up to 39 shuffled corpora"
        in told
    )
    assert "A rule chose 3 topics: the smallest number of topics whose score is within one standard error" in told
    assert "at least 90% of 30 refits on resampled days" in told and "1 of 2 topics is found again" in told
    assert "treats days as independent [@wolter2007variance]" in told
    assert "1 of 2 topics has no 95% CI over fits: fewer than 90% of the refits find the topic again" in told


@pytest.mark.parametrize(("n", "drawn"), [(1, "passages"), (8, "articles"), (13, "stories"), (49, "stories")])
def test_small_corpora_are_told_to_be_refitted_without_one(n, drawn):
    doubted = {"topic": 1, "interval": "not_found", "model_low": 0.1, "model_high": 0.2, "found": 0.5}
    own = {"n_articles": n, "n_rows": 40 if n == 1 else n, "n_fitted": n}
    told = tell_topics([doubted | {"resampled": "day"}], **own)
    assert f"and refits with one of the {drawn} left out in turn." in told
    assert "by at least 90% of refits with one of the days left out in turn" in told and "resampled" not in told


def test_counts_of_topics_are_said_as_one_says_them():
    own = {"model_low": 0.1, "model_high": 0.2, "resampled": "day"}
    rows = {
        "found": own | {"low": 0.1, "high": 0.2, "interval": "refits", "found": 1.0},
        "lost": own | {"interval": "not_found", "found": 0.5},
    }
    told = tell_topics([rows["found"]] * 3)
    assert "All 3 topics are found again" in told and "adds the variance between these refits" in told
    told = tell_topics([rows["lost"]] * 3)
    assert "None of the 3 topics is found again" in told and "adds the variance" not in told
    assert "No prevalence has a 95% CI over fits: fewer than 90%" in told


def test_coherence_with_one_number_of_topics_is_no_mean():
    told = tell_topics(null_comparison=CHOICE["null_comparison"] | {"ks": [2]})
    assert "(NPMI [@bouma2009npmi]), that of 2 topics, with that in" in told


@pytest.mark.parametrize(
    ("changed", "said", "unsaid"),
    [
        ({"chosen_by": "person"}, "We set 3 topics (`topics.choose`).", "A rule chose"),
        ({"chosen_by": "person", "by_rule": 2}, "We set 3 topics (`topics.choose`; the rule would take 2).", "A rule"),
        ({"null_comparison": REACHED, "null_reason": "held_against_null"}, "1 of 39 was, p = 0.05.", "at most 0.0"),
        (
            {"k": None, "rule": "too_few_terms"},
            "We report no topics: the corpus has too few terms for topics.",
            "Prevalence",
        ),
        ({"tried": []}, "No topics were fitted to 300 articles: only 40 terms are left", "[@"),
        ({"tried": [], "largest_k": 0, "n_articles": 5}, "to 5 articles: the corpus is too small.", "[@"),
        (
            {"status": "placed", "null_reason": "placed_among", "n_earlier": 60},
            "placed into the 3 topics of an earlier run",
            "[@",
        ),
        ({"status": "exploratory"}, "With fewer than 200 articles, the topics are exploratory.", "passage"),
        ({"engine": "gibbs"}, "[@griffiths2004finding]", "[@lee1999nmf]"),
        (
            {"n_articles": 1, "n_rows": 9, "unit": "passage", "null_comparison": None, "null_reason": "not_held"},
            "9 passages of one article",
            "up to 39",
        ),
    ],
)
def test_each_way_topics_can_end_is_told(changed, said, unsaid):
    told = tell_topics([{"topic": 1, "interval": REASON, "stability": 0.9}], **changed)
    assert said in told and unsaid not in told


def test_options_that_differ_from_the_defaults_are_named():
    assert list_changed_options(settle()) == []
    assert list_changed_options(settle(terms={"layer": "lemma"}, topics={"choose": 5})) == [
        "`terms.layer = lemma`",
        "`topics.choose = 5`",
    ]


def test_the_paragraphs_of_the_seed_article(seed_run):
    paper = seed_run / "results/paper"
    told = (paper / "methods.md").read_text(encoding="utf-8")
    assert "We read 1 record from 1 file" in told and "1 article with 553 words in 26 sentences" in told
    assert "2 passage groups" in told and "All options had their default values" in told
    entries = {match[1] for match in ENTRY.finditer((paper / "presswork.bib").read_text(encoding="utf-8"))}
    assert entries == set(CITED.findall(told))
    latex = (paper / "methods.tex").read_text(encoding="utf-8")
    assert set(re.findall(r"[\w-]+", ",".join(re.findall(r"\\cite\{([^}]*)\}", latex)))) == entries
