"""What a paper needs: figures with captions and labels, a macro for each number that a text quotes, the references."""

from typing import Any

import polars as pl

from presswork import __version__
from presswork.core.digests import digest_value
from presswork.paper.latex import escape_latex

ENTRY = r"""% One line in the preamble of your document:
%   \newcommand{\pressworkresults}{path/to/results}\input{\pressworkresults/paper/presswork}
% then \pressworkfigure{top_terms} where a figure belongs, and \PressworkWords{} where a number does.
\RequirePackage{graphicx}
\providecommand{\pressworkresults}{results}
\providecommand{\pressworkchar}[2]{\ifdefined\Umathchar #2\else[U+#1]\fi}
\newcommand{\pressworkfigure}[1]{\csname pressworkfigure@#1\endcsname}
% A figure keeps its size, and with it that of its letters, unless the column is too narrow.
\newsavebox{\pressworkbox}
\newcommand{\pressworkgraphics}[1]{\sbox{\pressworkbox}{\includegraphics{#1}}%
  \ifdim\wd\pressworkbox>\columnwidth\resizebox{\columnwidth}{!}{\usebox{\pressworkbox}}\else\usebox{\pressworkbox}\fi}
\input{\pressworkresults/paper/numbers}
\input{\pressworkresults/paper/figures}
"""
FIGURE = r"""\expandafter\newcommand\csname pressworkfigure@{name}\endcsname{{%
  \begin{{figure}}[htbp]\centering
  \pressworkgraphics{{\pressworkresults/figures/{name}.pdf}}
  \caption{{{caption}}}\label{{fig:presswork-{label}}}
  \end{{figure}}}}
"""


def write_paper(
    sidecars: list[dict[str, Any]],
    articles: pl.LazyFrame,
    lengths: pl.DataFrame,
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
    choice: dict[str, Any],
    references: str,
) -> dict[str, str]:
    """Return the LaTeX files `presswork`, `figures` and `numbers`, and the BibTeX file `bibliography`."""
    numbers = collect_numbers(articles, lengths, matrix_rows, frequency, choice)
    digest = digest_value(sorted(articles.select("article_id").collect()["article_id"]))[:12]
    return {
        "presswork": ENTRY,
        "figures": "".join(write_figure(sidecar) for sidecar in sidecars),
        "numbers": "".join(write_macro(name, value) for name, value in numbers.items()),
        "bibliography": references + write_corpus_entry(numbers, digest),
    }


def collect_numbers(
    articles: pl.LazyFrame,
    lengths: pl.DataFrame,
    matrix_rows: pl.DataFrame,
    frequency: pl.DataFrame,
    choice: dict[str, Any],
) -> dict[str, str]:
    """Return the numbers that a text quotes by the names of their macros; days only where every article has one."""
    days = articles.select("published").collect()["published"]
    top = frequency.filter(~pl.col("stop")).sort("rank").head(1)
    numbers: dict[str, Any] = {
        "Version": __version__,
        "Articles": f"{len(days):,}",
        "ArticlesCounted": f"{matrix_rows['article_id'].n_unique():,}",
        "ArticlesDated": f"{len(days) - days.null_count():,}",
        "Sentences": f"{lengths['n_sentences'].sum():,}",
        "Words": f"{matrix_rows['n_words'].sum():,}",
        "DistinctWords": f"{frequency.height:,}",
        "TopTerm": top["term"][0] if top.height else "none",
        "TopTermCount": f"{top['count'][0]:,}" if top.height else "0",
        "Topics": choice["k"] or 0,
        "TopicsStatus": choice["status"],
        "TopicsRule": choice["rule"],
    }
    if days.null_count() == 0:
        numbers |= {"FirstDay": days.min(), "LastDay": days.max()}
    return {f"Presswork{name}": str(value) for name, value in numbers.items()}


def write_macro(name: str, value: str) -> str:
    """Return the definition of a macro that prints a value."""
    return f"\\newcommand{{\\{name}}}{{{escape_latex(value)}}}\n"


def write_figure(sidecar: dict[str, Any]) -> str:
    """Return the macro that sets a figure with its caption and label."""
    name = sidecar["figure"]
    return FIGURE.format(name=name, label=name.replace("_", "-"), caption=escape_latex(sidecar["caption"]))


def write_corpus_entry(numbers: dict[str, str], digest: str) -> str:
    """Return the BibTeX entry of the corpus, which its digest identifies."""
    size = f"Articles: {numbers['PressworkArticles']}; words: {numbers['PressworkWords']}"
    return (
        "\n@misc{presswork-corpus,\n"
        "  title = {The corpus of this study},\n"
        f"  note = {{{size}; SHA-256 of the article ids begins with {digest}}}\n"
        "}\n"
    )
