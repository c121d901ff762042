"""Figures of topics as tests draw them: of one article or of many, from names that break labels."""

from datetime import date

import polars as pl

from drawn_figures import NASTY
from presswork.core.schema import find_tables
from presswork.figures.plots.topics import draw_topics
from presswork.figures.plots.topics_articles import draw_topics_articles
from presswork.figures.plots.topics_groups import draw_topics_groups
from presswork.figures.plots.topics_trend import draw_topics_trend


def choice_of(n_articles, k):
    status = "passage groups" if n_articles == 1 else "exploratory" if n_articles < 200 else "topics"
    unit = "passage" if n_articles == 1 else "article"
    rule = "best_product" if k else "too_few_articles"
    return {"status": status, "unit": unit, "n_articles": n_articles, "n_rows": 12, "k": k, "rule": rule,
            "engine": "nmf", "chosen_by": "rule", "by_rule": k,
            "null_reason": "not_held", "null_comparison": None}  # fmt: skip


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
