"""The tables of a paper, in LaTeX, Markdown and HTML."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from presswork.paper.markdown import escape_markdown, write_markdown_table
from presswork.paper.printed import LEFT, RIGHT, PrintedTable, clip, write_html, write_latex_table, write_markdown
from presswork.paper.summary_tables import GROUPS, tabulate_corpus

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
