"""The tables of a paper, in LaTeX, Markdown and HTML."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from presswork.core.schema import find_tables
from presswork.paper.markdown import escape_markdown, write_markdown_table
from presswork.paper.printed import LEFT, RIGHT, PrintedTable, clip, write_html, write_latex_table, write_markdown
from presswork.paper.summary_tables import GROUPS, tabulate_corpus, tabulate_keyness, tabulate_terms, write_keyness

TABLE = PrintedTable(
    "t", "50 % & more.", (("Name", LEFT), ("n", RIGHT), ("", RIGHT)), (("By [x]", (("*a_b*", "1", ""),)),), "Note <1>."
)


def test_columns_without_cells_are_left_out():
    assert [head for head, _ in TABLE.without_empty_columns().columns] == ["Name", "n"]
    empty = PrintedTable("t", "", (("a", LEFT),), (("", ()),), "")
    assert empty.without_empty_columns() == empty


def test_latex_has_rules_alignment_and_nothing_that_latex_obeys():
    assert write_latex_table(TABLE.without_empty_columns()) == (
        "\\pressworkdefine{table}{t}{t}{50~\\% \\& more.}{%\n"
        "\\begin{tabular}{@{}lr@{}}\n\\toprule\nName & \\multicolumn{1}{r}{n} \\\\\n\\midrule\n"
        "\\multicolumn{2}{@{}l@{}}{\\itshape By [x]} \\\\\n{}*a\\_b* & 1 \\\\\n\\bottomrule\n"
        "\\end{tabular}}{Note \\textless{}1\\textgreater{}.}\n"
    )


def test_markdown_and_html_say_the_same():
    marked = write_markdown(TABLE.without_empty_columns())
    assert "|---|---:|\n| By \\[x\\] |  |\n| \\*a\\_b\\* | 1 |\n" in marked and "Note \\<1\\>." in marked
    page = write_html(TABLE.without_empty_columns())
    assert '<td>*a_b*</td><td class="r">1</td>' in page and "Note &lt;1&gt;." in page and "50 % &amp; more." in page


@given(st.text())
def test_markdown_stays_on_its_line_and_in_its_cell(text):
    table = write_markdown_table(("a", "b"), [(text, "x")])
    assert table.count("\n") == 3
    assert "\n" not in escape_markdown(text)


@given(st.text())
def test_a_name_fits_its_column(text):
    assert len(clip(text)) <= 32


def test_small_outlets_are_put_together_and_all_articles_are_there():
    described = pl.DataFrame(
        [(f"{number}", 10, None, f"outlet {number % 40}", None) for number in range(100)],
        schema={
            "article_id": pl.String,
            "n_words": pl.Int64,
            "published": pl.Date,
            "outlet": pl.String,
            "group": pl.String,
        },
        orient="row",
    )
    (_, whole), (head, outlets) = tabulate_corpus(described).blocks
    assert head == "By outlet" and len(outlets) == GROUPS and outlets[-1][0] == "29 others"
    assert sum(int(row[1]) for row in outlets) == int(whole[0][1]) == 100


def rows_of(name, *rows):
    schema = find_tables()[name].schema
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def describe_sample(n_articles):
    schema = {
        "article_id": pl.String,
        "n_words": pl.Int64,
        "published": pl.Date,
        "outlet": pl.String,
        "group": pl.String,
    }
    return pl.DataFrame([(f"{number}", 300, None, None, None) for number in range(n_articles)], schema, orient="row")


def rank_terms(*counts, **columns):
    stated = {
        "stop": False,
        "articles": 1,
        "per_million": 9.0,
        "interval": "no_sample",
        "unit": "story",
        "dp_norm": 0.5,
    }
    rows = ({"rank": n, "term": f"term{n}", "count": count} | stated | columns for n, count in enumerate(counts, 1))
    return rows_of("frequency", *rows)


def test_one_article_has_counts_and_no_rates():
    table = tabulate_terms(rank_terms(4, 3), describe_sample(1), 15)
    assert [head for head, _ in table.columns] == ["Term", "Count", "DPnorm"]
    assert table.caption == "The 2 most frequent terms, without stop words."
    assert "No 95% CI: a single article has no sampling error to estimate." in table.note
    assert "million" not in table.note and "more term" not in table.note
    many = tabulate_terms(rank_terms(4, per_million_low=5.0, per_million_high=12.0), describe_sample(9), 15)
    assert [head for head, _ in many.columns][3:5] == ["Per million words", "95% CI"]
    assert "95% CI over stories." in many.note and "No 95% CI" not in many.note


def test_terms_as_frequent_as_the_last_one_are_told():
    counts = (9, 5, 3, 3, 3, 1)
    assert (
        "2 more terms have the count of the last one" in tabulate_terms(rank_terms(*counts), describe_sample(1), 3).note
    )
    assert "1 more term has the count" in tabulate_terms(rank_terms(*counts), describe_sample(1), 4).note
    assert "the count of the last one" not in tabulate_terms(rank_terms(*counts), describe_sample(1), 5).note


def compare(group, **columns):
    stated = {"by": "outlet", "group": group, "reference": "rest", "articles": 5, "terms": 9, "family": 18}
    row = stated | {"unit": "story", "units": 5, "reference_units": 20, "test": "few_in_group"} | columns
    key = {"group": group, "reference": "rest", "rank": 1, "term": "ship", "stop": False, "count": 7}
    key |= {"reference_count": 0.0, "log_ratio": 3.0, "lrc": 1.0, "interval": "few_in_group"}
    return row, key | ({"p_maxt": 0.002, "lrc_units": 1.0} if columns else {})


def tabulate(*pairs):
    return tabulate_keyness(
        rows_of("keyness", *(key for _, key in pairs)), rows_of("comparisons", *(row for row, _ in pairs))
    )


def test_terms_that_were_not_tested_are_no_key_terms():
    tested, untested = compare("Times", test="permutation", permutations=999, units=20), compare("Paper")
    table = tabulate(untested)
    assert table.caption == "Candidates for key terms, which were not tested." and table.columns[0][0] == "Term"
    assert table.blocks[0][0] == "Paper (5 stories) compared with the rest (20 stories): candidates, not tested"
    assert "Not tested: fewer than 10 stories in the group or its reference." in table.note and "p:" not in table.note
    assert "A count of 0 in the reference is replaced by 0.5." in table.note
    table = tabulate(tested)
    assert table.caption == "Key terms." and "not tested" not in f"{table.note} {table.blocks}"
    assert "p: 999 permutations of stories, maxT, corrected for 18 comparisons; key terms have p ≤ 0.05." in table.note
    assert tabulate(tested, untested).caption == "Key terms, and candidates that were not tested."


@pytest.mark.parametrize(
    ("labels", "printed"), [({"ship": "the Ship"}, "the Ship"), ({"boat": "Boat"}, "ship"), ({}, "ship")]
)
def test_terms_are_printed_with_their_labels(labels, printed):
    row, key = compare("Times", test="permutation", permutations=999, units=20)
    page = write_keyness(rows_of("keyness", key), rows_of("comparisons", row), labels)
    assert f"<td>{printed}</td>" in page
