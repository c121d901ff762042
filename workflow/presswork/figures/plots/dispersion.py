"""Lexical dispersion plot: where in the articles the most frequent words stand."""

from collections.abc import Sequence

import polars as pl
from matplotlib.figure import Figure

from presswork.figures.captioned_figure import CaptionedFigure, figure_options
from presswork.figures.drawing import style
from presswork.figures.drawing.appearance import print_terms
from presswork.figures.drawing.caption_text import count, describe_sample, describe_ties, join, percent
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.tables import OCCURRENCE
from presswork.figures.trace.words import PLACE, Words

ROW_MM = 4.2
FRAME_MM = 20
BINS = 20


@figure_options
def draw_dispersion(
    tokens: list[pl.LazyFrame],
    vocabulary: pl.LazyFrame,
    frequency: pl.DataFrame,
    matrix_rows: pl.DataFrame,
    layer: str,
    terms: int,
    width_mm: float,
    phrase_places: Sequence[pl.LazyFrame] = (),
) -> CaptionedFigure:
    """Return a plot of the places of the most frequent terms.

    One article: a tick at each occurrence, by word of the article. More articles: the share of a term's occurrences in
    each twentieth of the article's words.
    """
    content = frequency.filter(~pl.col("stop")).sort("rank")
    shown = content.head(terms)
    ranks = shown.select("term", rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64), total="count")
    one = matrix_rows["article_id"].n_unique() == 1
    words = Words(tokens, vocabulary, matrix_rows, phrase_places, layer)
    places = pl.concat(number_places(shard, one).join(ranks, on="term") for shard in words.read())
    counted = places.group_by("rank", "term", "place", "total").agg(count=pl.len().cast(pl.Int64))
    shares = counted.with_columns(share=pl.col("count") / pl.col("total"))
    rows = shares.drop("total").sort("rank", "place")
    n_words = int(matrix_rows["n_words"].sum())
    draw = _draw_ticks if one else _draw_shares
    named = f"{count(ranks.height, 'most frequent word')} not on the stop list"
    sample = f"{describe_sample(matrix_rows)}."
    if one:
        note, drawn = sample, f"Occurrences of the {named} in the article. A tick is an occurrence."
    else:
        note = f"{sample} Shade: share of a word's occurrences in a twentieth."
        drawn = f"Where the {named} occur: share of a word's occurrences in each twentieth of the articles' words."
    x, y = pl.col("place"), pl.col("rank") - 1
    ends = {"x": x, "y": y} if one else {"x": 100 * x, "x_to": 100 * x + 100 / BINS, "y": y, "y_to": y + 1}
    return CaptionedFigure(
        name="dispersion",
        figure=draw(rows, ranks["term"].to_list(), n_words, note, width_mm),
        rows=rows,
        caption=f"{drawn}{describe_ties(content, shown)} {sample}",
        alt_text=f"Lexical dispersion plot of {count(ranks.height, 'word')}: {join(print_terms([*ranks['term']]))}.",
        method="Places are counted in words of the body: NLTK tokens with a letter or digit that are not clitics."
        + ("" if one else " Each article is cut into twenty parts with the same number of words, or one word more."),
        marks=rows.select(panel=0, **ends),
    )


def number_places(words: pl.DataFrame, one: bool) -> pl.DataFrame:
    """Return the place of each word in its article: its number from 1 or, of more articles, its twentieth from 0."""
    number = pl.int_range(pl.len(), dtype=pl.Int64).over("article_id")
    n_words = pl.len().cast(pl.Int64).over("article_id")
    return words.with_columns(place=(number + 1 if one else number * BINS // n_words / BINS).cast(pl.Float64))


def _draw_ticks(rows: pl.DataFrame, terms: list[str], n_words: int, note: str, width_mm: float) -> Figure:
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + ROW_MM * len(terms))
        axes.hlines(range(len(terms)), 1, n_words, color=style.LIGHT, linewidth=0.6)
        axes.plot(rows["place"], rows["rank"] - 1, "|", color=style.BLUE, markersize=7, markeredgewidth=0.9)
        axes.set_yticks(range(len(terms)), [style.fit_label(term, width_mm * 0.36) for term in print_terms(terms)])
        axes.set_ylim(len(terms) - 0.4, -0.6)
        axes.set_xlim(1 - n_words * 0.01, n_words * 1.01)
        axes.tick_params(axis="y", length=0)
        style.set_ticks(axes.xaxis, whole=True)
        axes.set_xlabel("word of the article", loc="right")
        return style.finish_figure(figure, note, width_mm)


def _draw_shares(rows: pl.DataFrame, terms: list[str], n_words: int, note: str, width_mm: float) -> Figure:
    grid = [[0.0] * BINS for _ in terms]
    for rank, place, share in rows.select("rank", "place", "share").iter_rows():
        grid[rank - 1][round(place * BINS)] = share
    with style.house_style():
        figure, axes = style.new_figure(width_mm, FRAME_MM + 6 + ROW_MM * len(terms))
        edges, middles = [100 * edge / BINS for edge in range(BINS + 1)], [row + 0.5 for row in range(len(terms))]
        mesh = axes.pcolormesh(edges, range(len(terms) + 1), grid, cmap="Blues", vmin=0)
        axes.set_yticks(middles, [style.fit_label(term, width_mm * 0.36) for term in print_terms(terms)])
        axes.set_ylim(len(terms), 0)
        axes.tick_params(axis="y", length=0)
        style.set_ticks(axes.xaxis)
        axes.set_xlabel("place in the article, % of its words", loc="right")
        bar = figure.colorbar(mesh, ax=axes, location="top", aspect=40, pad=0.02)
        style.set_ticks(bar.ax.xaxis, label=percent)
        bar.set_label("share of the word's occurrences", loc="right")
        bar.outline.set_linewidth(0.4)
        return style.finish_figure(figure, note, width_mm)


def trace_dispersion(marks: Marks, words: Words) -> pl.DataFrame:
    """Return the occurrences of each term at its place in the articles."""
    one = words.matrix_rows["article_id"].n_unique() == 1
    # A twentieth has no exact double.
    twentieth = (pl.col("place") * BINS).round().cast(pl.Int64)
    own = marks.rows.select("mark", "term", place=twentieth)
    numbered = (number_places(shard, one).with_columns(place=twentieth) for shard in words.read())
    found = [shard.join(own, on=["term", "place"]) for shard in numbered]
    return pl.concat(found).select("mark", *PLACE, part=pl.lit(OCCURRENCE), count=pl.lit(1, pl.Int64))
