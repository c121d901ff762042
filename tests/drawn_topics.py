"""Figures of topics as tests draw them: of one article or of many, from names that break labels."""

import itertools
from datetime import date

import numpy as np
import polars as pl

from drawn_figures import NASTY
from presswork.core.schema import find_tables
from presswork.figures.plots.topics import draw_topics
from presswork.figures.plots.topics_articles import draw_topics_articles
from presswork.figures.plots.topics_correlation import draw_topics_correlation
from presswork.figures.plots.topics_groups import draw_topics_groups
from presswork.figures.plots.topics_hierarchy import draw_topics_hierarchy
from presswork.figures.plots.topics_scores import BESIDE, NAMES, draw_topics_scores
from presswork.figures.plots.topics_trend import draw_topics_trend

NULL = {"nulls": 39, "p": 0.025, "reached": 0, "sds": 6.0, "ks": [3, 5]}


def choice_of(n_articles, k, **given):
    status = "passage groups" if n_articles == 1 else "exploratory" if n_articles < 200 else "topics"
    null = None if n_articles == 1 else NULL | ({} if k else {"p": 0.4})
    choice = {"status": status, "unit": "passage" if n_articles == 1 else "article", "n_articles": n_articles,
              "n_rows": max(n_articles, 12), "k": k, "rule": "best_product" if k else "no_structure", "engine": "nmf",
              "chosen_by": "rule", "by_rule": k, "as_good": [], "null_comparison": null,
              "null_reason": "held_against_null" if null else "not_held"}  # fmt: skip
    return choice | given


def labels_of(names, k):
    """Return a table of names, every other one a person's, and one that no topic has."""
    rows = [(topic, "a b", names[topic % len(names)], ("proposed", "person")[topic % 2]) for topic in range(1, k + 1)]
    rows.append((None, "c d", "of another run", "person"))
    given = pl.DataFrame(rows, schema={"topic": pl.Int64, "topic_id": pl.String, "label": pl.String,
                                       "origin": pl.String}, orient="row")  # fmt: skip
    empty = {"given_id": pl.String, "match": pl.Float64, "proposal": pl.String, "reason": pl.String}
    return given.with_columns(*(pl.lit(None, kind).alias(name) for name, kind in empty.items()))


def topics_articles(n_articles=1, width_mm=89, terms=NASTY, k=7, n_topics=20):
    """Draw articles with nasty titles, or passages of one; each has two topics."""
    n = 10 if n_articles == 1 else n_articles
    rows = [
        ("0" if n_articles == 1 else f"{row:04d}", row if n_articles == 1 else None, topic, 0.8 if topic == row % k + 1
         else 0.2 if topic == (row + 1) % k + 1 else 0.0)
        for row in range(n)
        for topic in range(1, k + 1)
    ]  # fmt: skip
    shares = pl.DataFrame(rows, schema={"article_id": pl.String, "passage": pl.Int64, "topic": pl.Int64,
                                        "share": pl.Float64}, orient="row")  # fmt: skip
    ids = shares["article_id"].unique().sort()
    names = [terms[row % len(terms)] for row in range(len(ids))]
    articles = pl.DataFrame({"article_id": ids, "name": names})
    choice = choice_of(n_articles, k)
    return draw_topics_articles(shares.lazy(), labels_of(terms, k), articles.lazy(), choice, n_topics, width_mm)


def topics_few(n_articles=1, width_mm=89, terms=NASTY):
    """Draw 12 articles with their titles, or passages."""
    return topics_articles(min(n_articles, 12), width_mm, terms, 3)


def topics_many(n_articles=1, width_mm=89, terms=NASTY):
    """Draw so many topics that the names of all do not fit."""
    return topics_articles(n_articles, width_mm, terms, 60, 60)


def topics(n_articles=1, width_mm=89, terms=NASTY, k=7, engines=(), doubted=None, n_topics=20, **options):
    listed = pl.DataFrame(
        [(topic, rank, term, 0.1) for topic in range(1, k + 1) for rank, term in enumerate(terms, 1)],
        schema={"topic": pl.Int64, "rank": pl.Int64, "term": pl.String, "weight": pl.Float64},
        orient="row",
    )
    bound = None if n_articles == 1 else 0.1
    prevalence = pl.DataFrame(
        [(topic, 1 / k, bound, bound and 0.3, "refits" if bound else "no_sample", "day", 60, bound and 0.12,
          bound and 0.2, bound and 0.95, bound and 0.6, bound, bound and 0.2, bound and 0.4, topic / k)
         for topic in range(1, k + 1)],
        find_tables()["prevalence"].schema,
        orient="row",
    ).with_columns(**doubted or {})  # fmt: skip
    refits = pl.DataFrame(
        [(topic, refit, 0.9, 0.1 + refit / 100) for topic in range(1, k + 1) for refit in range(1, 21) if bound],
        find_tables()["topic_refits"].schema,
        orient="row",
    )
    chosen = choice_of(n_articles, k)
    agreement = agreement_of(k, engines)
    return draw_topics(
        listed, labels_of(terms, k), prevalence, refits, agreement, chosen, n_topics, width_mm, **options
    )


def agreement_of(k, engines):
    """Return an agreement that falls below the bound from the third topic on."""
    rows = [(topic, engine, topic, 1.1 - topic / 6) for topic in range(1, k + 1) for engine in engines]
    return pl.DataFrame(rows, find_tables()["agreement"].schema, orient="row")


def topics_trend(n_articles=1, width_mm=89, terms=NASTY, n_topics=20):
    """Draw a topic for each name over a year with a gap, the first one at its extremes; or why there is none."""
    rows = [
        (
            topic,
            series,
            "month",
            date(2022, month, 1),
            n_articles,
            9,
            value,
            low,
            high,
            "refits" if low else "no_articles",
            "day",
            9,
            low,
            high,
            None,
        )
        for topic, _ in enumerate(terms, 1)
        for series in ("raw", "standardised")
        for month in range(1, 13)
        for value in [None if month == 6 else month % 2 if topic == 1 else 0.1 / month]
        for low, high in [(None, None) if month in (2, 6) else (1e-9, 1 - 1e-9) if topic == 1 else (0.01, 0.9)]
    ]
    schema = find_tables()["topic_trends"].schema
    trends = pl.DataFrame([] if n_articles == 1 else rows, schema=schema, orient="row")
    chosen = choice_of(n_articles, len(terms))
    return draw_topics_trend(trends, labels_of(terms, len(terms)), chosen, n_topics, width_mm)


def topics_groups(n_articles=1, width_mm=89, terms=NASTY, low=0.0001, n_topics=20):
    """Draw each topic in outlets of those names, of up to a million articles; or why there are none."""
    rows = [
        (
            "outlet",
            name,
            topic,
            10 ** (place % 7),
            0.0 if place == 2 else 1 / place,
            low,
            low and 0.99,
            "refits" if low else "not_found",
            "day",
            9,
            low or 0.01,
            0.5,
        )
        for place, name in enumerate(terms, 1)
        for topic, _ in enumerate(terms, 1)
    ]
    schema = find_tables()["topic_groups"].schema
    groups = pl.DataFrame([] if n_articles == 1 else rows, schema=schema, orient="row")
    chosen = choice_of(n_articles, len(terms))
    return draw_topics_groups(groups, labels_of(terms, len(terms)), chosen, n_topics, width_mm)


def criteria_of(ks, n_articles=500, engines=("nmf",)):
    one = n_articles == 1
    schema = find_tables()["criteria"].schema
    rows = [
        {"engine": engine, "k": k, "criterion": name, "value": None if name == "heldout" and engine == "nmf" else 1 / k}
        | {
            "low": None if one or name == "stability" else 0.5 / k,
            "high": None if one or name == "stability" else 2 / k,
        }
        | {
            "interval": "resampled",
            "null_mean": None if one or name != "npmi" else 0.1,
            "null_highest": 0.2,
            "distinct": None if one or name != "npmi" or engine != "nmf" else 0.15,
        }
        for engine in engines
        for k in ks
        for name in (*NAMES, *BESIDE)
    ]
    return pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema=schema)


def scores(k=3, width_mm=89, n_articles=500, ks=(2, 3, 4, 5, 10, 15, 20, 30, 50, 60, 100, 500), **given):
    return draw_topics_scores(criteria_of(ks, n_articles, **given), choice_of(n_articles, k), width_mm)


def correlation(k=3, width_mm=89, n_articles=500, n_topics=20, terms=NASTY):
    """Draw all pairs, from the one most apart to the closest."""
    first, second = np.triu_indices(k or 0, 1)
    values = np.linspace(-0.8, 0.9, len(first)).tolist()
    pairs = {"topic": first + 1, "other_topic": second + 1, "correlation": values}
    bounds = {"low": [value - 0.05 for value in values], "high": [value + 0.05 for value in values]}
    schema = {name: kind for name, kind in find_tables()["correlation"].schema.items() if name != "interval"}
    table = pl.DataFrame(pairs | bounds, schema).with_columns(interval=pl.lit("fisher_z"))
    if n_articles < 30:
        table = table.with_columns(correlation=pl.lit(None, pl.Float64), interval=pl.lit("few_correlated"))
    return draw_topics_correlation(table, labels_of(terms, k or 0), choice_of(n_articles, k), n_topics, width_mm)


def links_of(ks):
    """Return links that give each topic of the smaller model to every topic of the larger in equal parts."""
    rows = [
        (k, topic, larger, other, 1 / (k * larger), 1 / larger, 0.5)
        for k, larger in itertools.pairwise(ks)
        for topic in range(1, k + 1)
        for other in range(1, larger + 1)
    ]
    return pl.DataFrame(rows, schema=find_tables()["hierarchy"].schema, orient="row")


def nest(ks):
    """Return links that give each topic of the larger model to one of the smaller."""
    rows = [
        (k, (other - 1) % k + 1, larger, other, 1 / larger, 1.0, 0.5)
        for k, larger in itertools.pairwise(ks)
        for other in range(1, larger + 1)
    ]
    return pl.DataFrame(rows, schema=find_tables()["hierarchy"].schema, orient="row")


def hierarchy(k=3, width_mm=89, n_articles=500, ks=(2, 3, 4, 5, 10, 15, 20, 30, 60), n_topics=20, terms=NASTY):
    rows = [(ks[1], topic, "alpha, beta, gamma", 1, 0.5, 0.1, 0.9, 0.1) for topic in range(1, ks[1] + 1)]
    listed = find_tables()["candidates"].schema
    named = ["k", "topic", "terms", "chosen_topic", "cosine", "prevalence", "stability", "npmi"]
    candidates = pl.DataFrame(rows, named, orient="row").select(listed.names()).cast(listed)
    labels = labels_of(terms, k or 0)
    return draw_topics_hierarchy(nest(ks), candidates, labels, choice_of(n_articles, k), n_topics, width_mm)
