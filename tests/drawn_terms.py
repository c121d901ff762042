"""Figures of terms as tests draw them: of one article or of many, from names that break labels."""

from datetime import date

import polars as pl

from drawn_figures import NASTY
from presswork.core.schema import find_tables
from presswork.figures.plots.collocations import draw_collocations
from presswork.figures.plots.dispersion import draw_dispersion
from presswork.figures.plots.flow import draw_flow
from presswork.figures.plots.growth import draw_growth
from presswork.figures.plots.keyness import draw_keyness
from presswork.figures.plots.rank_frequency import draw_rank_frequency
from presswork.figures.plots.top_terms import draw_top_terms
from presswork.figures.plots.trend import draw_trend
from presswork.terms.tables import BAND


def frequency_of(terms, n_articles=1):
    n = len(terms)
    interval = [None] * n if n_articles == 1 else [900.0 / (rank + 1) for rank in range(n)]
    return pl.DataFrame(
        {
            "rank": range(1, n + 1),
            "term": terms,
            "stop": [False] * n,
            "count": [1000 // (rank + 1) for rank in range(n)],
            "articles": [n_articles] * n,
            "per_million": [1000.0 / (rank + 1) for rank in range(n)],
            "per_million_low": interval,
            "per_million_high": [each and each * 1.3 for each in interval],
            "interval": ["jackknife" if each else "no_sample" for each in interval],
            "unit": ["day"] * n,
        },
        schema_overrides={"per_million_low": pl.Float64, "per_million_high": pl.Float64},
    )


def rows_of(n_articles):
    return pl.DataFrame({"article_id": [f"{n:04d}" for n in range(n_articles)], "n_words": [500] * n_articles})


def top_terms(n_articles=1, width_mm=89, terms=NASTY, **options):
    return draw_top_terms(frequency_of(terms, n_articles), rows_of(n_articles), len(terms), width_mm, **options)


def rank_frequency(n_articles=1, width_mm=89, terms=NASTY):
    return draw_rank_frequency(frequency_of(terms, n_articles), rows_of(n_articles), width_mm)


def dispersion(n_articles=1, width_mm=89, terms=NASTY):
    n_words = 60
    tokens = pl.DataFrame(
        {
            "article_id": [f"{n:04d}" for n in range(n_articles) for _ in range(n_words)],
            "field": ["body"] * n_words * n_articles,
            "position": list(range(n_words)) * n_articles,
            "token_id": [place % len(terms) for place in range(n_words)] * n_articles,
        }
    ).with_columns(sentence=0, start=pl.col("position"), end=pl.col("position") + 1)
    vocabulary = pl.DataFrame({"token_id": range(len(terms)), "lower": terms, "word": [True] * len(terms)})
    frequency = frequency_of(terms, n_articles).with_columns(count=pl.lit(n_words * n_articles // len(terms)))
    return draw_dispersion([tokens.lazy()], vocabulary.lazy(), frequency, rows_of(n_articles), "lower", 10, width_mm)


def flow(n_articles=1, width_mm=89, terms=NASTY):
    """Draw a step for each nasty name."""
    rows = [(step, term, 10 * n_articles - step, 1, term) for step, term in enumerate(terms, 1)]
    return draw_flow(pl.DataFrame(rows, schema=["step", "name", "left", "removed", "reason"], orient="row"), width_mm)


def growth(n_articles=1, width_mm=89, terms=NASTY, **options):
    """Draw a curve with a point for each nasty name."""
    parts = list(range(1, len(terms) + 1))
    columns = {name: [float(n_articles * part) for part in parts] for name in find_tables()["growth"].schema}
    rows = pl.DataFrame(columns | {"parts": parts, "words": [500.0 * n_articles * part for part in parts]})
    return draw_growth(rows, rows_of(n_articles), width_mm, **options)


def collocations(n_articles=1, width_mm=89, terms=NASTY, stop=False):
    """Draw each term beside every other, up to 5,000 times."""
    rows = [
        (node, "both", rank, word, stop, 8000 // rank, 5000 // rank, 3000 // rank, 14.0 - rank)
        for node in terms
        for rank, word in enumerate(terms, 1)
    ]
    schema = ["node", "side", "rank", "collocate", "stop", "joint", "left", "right", "log_dice"]
    found = pl.DataFrame(rows, schema=schema, orient="row")
    return draw_collocations(found, frequency_of(terms, n_articles), rows_of(n_articles), width_mm)


def trend(n_articles=1, width_mm=89, terms=NASTY, unit="month"):
    """Draw a year with a gap, raw and standardised, or why there is none."""
    rows = [
        (
            term,
            series,
            unit,
            date(2022, month, 1),
            None if month == 6 else 1e4 / month,
            low,
            high,
            "no_articles" if month == 6 else "few_days_with_term",
            2,
            None,
            0 if month == 6 else n_articles,
            500 * n_articles if month == 1 else 0,
        )
        for term in terms
        for series in ("raw", "standardised")
        for month in range(1, 13)
        for low, high in [(None, None) if month in (2, 6) else (5e3 / month, 3e4 / month)]
    ]
    columns = ["term", "series", "unit", "start", "per_million", "low", "high", *(column.name for column in BAND)]
    columns += ["articles", "words"]
    trends = pl.DataFrame(rows, schema=columns, orient="row")
    if n_articles == 1:
        trends = trends.clear()
    return draw_trend(trends, frequency_of(terms, n_articles), rows_of(n_articles), width_mm)


def keyness_of(terms, n_articles, groups=("a", "b"), p_maxt=0.01, low=1.0, test="permutation"):
    """Return key terms and comparisons of groups; in one article, of all against a list."""
    one = n_articles == 1
    schemas = {name: find_tables()[name].schema for name in ("keyness", "comparisons")}
    pairs = [("all articles", "frequency list")] if one else [(group, "rest") for group in groups]
    given = [
        {"group": group, "reference": reference, "rank": rank, "term": term, "stop": False, "count": 9}
        | {"reference_count": float(rank % 2), "log_ratio": 10.0 / rank, "log_ratio_low": None if one else low}
        | {"log_ratio_high": None if one or low is None else 12.0, "lrc_units": None if one else 5.0 / rank}
        | {
            "p_maxt": None if one else p_maxt,
            "interval": "frequency_list" if one else "rare_in_group" if not low else "jackknife",
        }
        for group, reference in pairs
        for rank, term in enumerate(terms, 1)
    ]
    compared = [
        {"group": group, "reference": reference, "terms": len(terms), "unit": None if one else "story"}
        | {"test": "frequency_list" if one else test}
        | {"units": None if one else 100 * n_articles + place, "reference_units": None if one else 7}
        for place, (group, reference) in enumerate(pairs)
    ]
    made = zip(schemas.values(), (given, compared), strict=True)
    return [pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema) for schema, rows in made]


def keyness(n_articles=1, width_mm=89, terms=NASTY, **given):
    return draw_keyness(*keyness_of(terms, n_articles, **given), rows_of(n_articles), 15, width_mm)
