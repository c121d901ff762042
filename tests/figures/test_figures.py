"""Figures: nothing is clipped at any length, and the same plate gives the same bytes."""

from datetime import date

import matplotlib
import numpy as np
import polars as pl
import pytest

from plates import NASTY, WIDTHS, look_wrong, overhang
from presswork.core.digests import digest_file
from presswork.core.tables import find_tables
from presswork.figures.collocations import draw_collocations
from presswork.figures.dispersion import draw_dispersion
from presswork.figures.flow import draw_flow
from presswork.figures.growth import draw_growth
from presswork.figures.keyness import draw_keyness
from presswork.figures.numbers import count, join
from presswork.figures.rank_frequency import choose_labels, draw_rank_frequency
from presswork.figures.style import SMALL, fit_label, fit_list, measure_label, wrap_label
from presswork.figures.top_terms import draw_top_terms
from presswork.figures.topics import draw_topics
from presswork.figures.topics_articles import draw_topics_articles
from presswork.figures.topics_groups import draw_topics_groups
from presswork.figures.topics_trend import draw_topics_trend
from presswork.figures.trend import draw_trend


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
            "interval": ["jackknife" if each else "none: few units" for each in interval],
            "unit": ["day"] * n,
        },
        schema_overrides={"per_million_low": pl.Float64, "per_million_high": pl.Float64},
    )


def rows_of(n_articles):
    return pl.DataFrame({"article_id": [f"{n:04d}" for n in range(n_articles)], "n_words": [500] * n_articles})


def top_terms(n_articles=1, width_mm=89, terms=NASTY):
    return draw_top_terms(frequency_of(terms, n_articles), rows_of(n_articles), len(terms), width_mm)


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


def choice_of(n_articles, k):
    status = "passage groups" if n_articles == 1 else "exploratory" if n_articles < 200 else "topics"
    unit = "passage" if n_articles == 1 else "article"
    rule = "the rule" if k else "none fitted: the corpus has too few articles for topics"
    return {"status": status, "unit": unit, "n_articles": n_articles, "n_rows": 12, "k": k, "rule": rule,
            "engine": "nmf",
            "null_reason": "not compared with a null model"}  # fmt: skip


def labels_of(names, k):
    """Return a table of names, every other one a person's, and one that no topic has."""
    rows = [(topic, "a b", names[topic % len(names)], ("proposed", "person")[topic % 2]) for topic in range(1, k + 1)]
    rows.append((None, "c d", "of another run", "person"))
    given = pl.DataFrame(rows, schema={"topic": pl.Int64, "topic_id": pl.String, "label": pl.String,
                                       "origin": pl.String}, orient="row")  # fmt: skip
    empty = {"given_id": pl.String, "match": pl.Float64, "proposal": pl.String, "reason": pl.String}
    return given.with_columns(*(pl.lit(None, kind).alias(name) for name, kind in empty.items()))


def topics_articles(n_articles=1, width_mm=89, terms=NASTY, k=7):
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
    titles = [None if row % 5 == 4 else terms[row % len(terms)] for row in range(len(ids))]
    articles = pl.DataFrame({"article_id": ids, "title": pl.Series(titles, dtype=pl.String)})
    choice = choice_of(n_articles, k)
    return draw_topics_articles(shares.lazy(), labels_of(terms, k), articles.lazy(), choice, width_mm)


def topics_few(n_articles=1, width_mm=89, terms=NASTY):
    """Draw 12 articles with their titles, or passages."""
    return topics_articles(min(n_articles, 12), width_mm, terms, 3)


def topics_many(n_articles=1, width_mm=89, terms=NASTY):
    """Draw so many topics that their names do not fit."""
    return topics_articles(n_articles, width_mm, terms, 60)


def topics(n_articles=1, width_mm=89, terms=NASTY, k=7, engines=()):
    listed = pl.DataFrame(
        [(topic, rank, term, 0.1) for topic in range(1, k + 1) for rank, term in enumerate(terms, 1)],
        schema={"topic": pl.Int64, "rank": pl.Int64, "term": pl.String, "weight": pl.Float64},
        orient="row",
    )
    bound = None if n_articles == 1 else 0.1
    prevalence = pl.DataFrame(
        [(topic, 1 / k, bound, bound and 0.3, "how", None, None, topic / k) for topic in range(1, k + 1)],
        schema={"topic": pl.Int64, "prevalence": pl.Float64, "low": pl.Float64, "high": pl.Float64,
                "interval": pl.String, "model_low": pl.Float64, "model_high": pl.Float64, "stability": pl.Float64},
        orient="row",
    )  # fmt: skip
    chosen = choice_of(n_articles, k)
    return draw_topics(listed, labels_of(terms, k), prevalence, agreement_of(k, engines), chosen, width_mm)


def agreement_of(k, engines):
    """Return an agreement that falls below the bound from the third topic on."""
    rows = [(topic, engine, topic, 1.1 - topic / 6) for topic in range(1, k + 1) for engine in engines]
    return pl.DataFrame(rows, find_tables()["agreement"].schema, orient="row")


def test_topics_that_the_other_engines_find_are_bold():
    plate = topics(500, terms=["alpha", "beta"], k=4, engines=["gibbs", "variational"])
    assert "Bold: gibbs and variational find it too (cosine 0.7 or more)." in plate.caption
    (axes,) = plate.figure.axes
    assert [label.get_fontweight() for label in axes.get_yticklabels()] == ["bold", "bold", "normal", "normal"]
    assert "Bold" not in topics(500, terms=["alpha", "beta"]).caption


def flow(n_articles=1, width_mm=89, terms=NASTY):
    """Draw a step for each nasty name."""
    rows = [(step, term, 10 * n_articles - step, 1, term) for step, term in enumerate(terms, 1)]
    return draw_flow(pl.DataFrame(rows, schema=["step", "name", "left", "removed", "reason"], orient="row"), width_mm)


def growth(n_articles=1, width_mm=89, terms=NASTY):
    """Draw a curve with a point for each nasty name."""
    parts = list(range(1, len(terms) + 1))
    columns = {name: [float(n_articles * part) for part in parts] for name in find_tables()["growth"].schema}
    rows = pl.DataFrame(columns | {"parts": parts, "words": [500.0 * n_articles * part for part in parts]})
    return draw_growth(rows, rows_of(n_articles), width_mm)


def collocations(n_articles=1, width_mm=89, terms=NASTY):
    """Draw each term beside every other, up to 5,000 times."""
    rows = [
        (node, "both", rank, word, False, 8000 // rank, 5000 // rank, 3000 // rank, 14.0 - rank)
        for node in terms
        for rank, word in enumerate(terms, 1)
    ]
    schema = ["node", "side", "rank", "collocate", "stop", "joint", "left", "right", "log_dice"]
    found = pl.DataFrame(rows, schema=schema, orient="row")
    return draw_collocations(found, frequency_of(terms, n_articles), rows_of(n_articles), width_mm)


def trend(n_articles=1, width_mm=89, terms=NASTY):
    """Draw a year with a gap, raw and standardised, or why there is none."""
    rows = [
        (term, series, "month", date(2022, month, 1), None if month == 6 else 1e4 / month, low, high, "how")
        for term in terms
        for series in ("raw", "standardised")
        for month in range(1, 13)
        for low, high in [(None, None) if month in (2, 6) else (5e3 / month, 3e4 / month)]
    ]
    columns = ["term", "series", "unit", "start", "per_million", "low", "high", "interval"]
    trends = pl.DataFrame(rows, schema=columns, orient="row")
    skipped = pl.DataFrame(
        [("trends", "all articles", "one article: nothing changes over time"), ("trends", "=cmd", "it does not occur")],
        find_tables()["skipped"].schema,
        orient="row",
    )
    if n_articles == 1:
        trends = trends.clear()
    return draw_trend(trends, skipped, frequency_of(terms, n_articles), rows_of(n_articles), width_mm)


def named_topics(terms):
    """Return a topic for each name, led by that name."""
    rows = [(topic, 1, term, 0.1) for topic, term in enumerate(terms, 1)]
    return pl.DataFrame(rows, schema=["topic", "rank", "term", "weight"], orient="row")


NO_TOPICS_OVER_TIME = pl.DataFrame(
    {"analysis": ["trends", "prevalence by outlet"], "reason": ["one article: nothing changes over time", "a reason"]}
)


def topics_trend(n_articles=1, width_mm=89, terms=NASTY):
    """Draw a topic for each name over a year with a gap, the first one at its extremes; or why there is none."""
    rows = [
        (topic, series, "month", date(2022, month, 1), n_articles, 9, value, low, high, "how")
        for topic, _ in enumerate(terms, 1)
        for series in ("raw", "standardised")
        for month in range(1, 13)
        for value in [None if month == 6 else month % 2 if topic == 1 else 0.1 / month]
        for low, high in [(None, None) if month in (2, 6) else (1e-9, 1 - 1e-9) if topic == 1 else (0.01, 0.9)]
    ]
    schema = find_tables()["topic_trends"].schema
    trends = pl.DataFrame([] if n_articles == 1 else rows, schema=schema, orient="row")
    chosen = choice_of(n_articles, len(terms))
    return draw_topics_trend(trends, NO_TOPICS_OVER_TIME, named_topics(terms), NO_LABELS, chosen, width_mm)


NO_LABELS = find_tables()["labels"].schema.to_frame()


def topics_groups(n_articles=1, width_mm=89, terms=NASTY, low=0.0001):
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
            "none: a reason",
        )
        for place, name in enumerate(terms, 1)
        for topic, _ in enumerate(terms, 1)
    ]
    schema = find_tables()["topic_groups"].schema
    groups = pl.DataFrame([] if n_articles == 1 else rows, schema=schema, orient="row")
    chosen = choice_of(n_articles, len(terms))
    return draw_topics_groups(groups, NO_TOPICS_OVER_TIME, named_topics(terms), NO_LABELS, chosen, width_mm)


def keyness_of(terms, n_articles, groups=("a", "b"), p_maxt=0.01, low=1.0):
    """Return key terms and comparisons of groups; in one article, of all against a list."""
    one = n_articles == 1
    schemas = {name: find_tables()[name].schema for name in ("keyness", "comparisons")}
    pairs = [("all articles", "frequency list")] if one else [(group, "rest") for group in groups]
    given = [
        {"group": group, "reference": reference, "rank": rank, "term": term, "stop": False, "count": 9}
        | {"reference_count": float(rank % 2), "log_ratio": 10.0 / rank, "log_ratio_low": None if one else low}
        | {"log_ratio_high": None if one or low is None else 12.0, "lrc": None if one else 5.0 / rank}
        | {
            "p_maxt": None if one else p_maxt,
            "interval": "none: list" if one else "none: rare" if not low else "jackknife",
        }
        for group, reference in pairs
        for rank, term in enumerate(terms, 1)
    ]
    compared = [
        {"group": group, "reference": reference, "terms": len(terms), "unit": None if one else "story"}
        | {"units": None if one else 100 * n_articles + place, "reference_units": None if one else 7}
        for place, (group, reference) in enumerate(pairs)
    ]
    made = zip(schemas.values(), (given, compared), strict=True)
    return [pl.DataFrame([dict.fromkeys(schema) | row for row in rows], schema) for schema, rows in made]


NOT_COMPARED = pl.DataFrame({"analysis": ["keyness of groups"], "subject": ["by outlet"], "reason": ["one article"]})


def keyness(n_articles=1, width_mm=89, terms=NASTY, **given):
    return draw_keyness(*keyness_of(terms, n_articles, **given), NOT_COMPARED, rows_of(n_articles), 15, width_mm)


DRAWN = [top_terms, rank_frequency, growth, dispersion, topics, topics_trend, topics_groups, flow, collocations, trend]
DRAWN += [keyness, topics_articles, topics_few, topics_many]


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("n_articles", [1, 500])
@pytest.mark.parametrize("draw", DRAWN)
def test_no_text_is_clipped_small_or_on_another_at_any_length(draw, n_articles, width_mm):
    assert look_wrong(draw(n_articles, width_mm)) == []


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize("n_articles", [1, 500])
def test_the_same_plate_gives_the_same_bytes_and_no_dates(tmp_path, draw, n_articles):
    made = []
    for folder in ("one", "two"):
        plate = draw(n_articles, terms=["alpha", "beta", "gamma"])
        paths = {kind: str(tmp_path / folder / f"{plate.name}.{kind}") for kind in ("pdf", "svg", "png", "csv", "json")}
        plate.write_outputs(paths, {"notebook": "a.ipynb"})
        made.append({kind: digest_file(tmp_path / folder / f"{plate.name}.{kind}") for kind in paths})
    assert made[0] == made[1]
    pdf = (tmp_path / "one" / f"{plate.name}.pdf").read_bytes()
    assert b"CreationDate" not in pdf and b"/Type3" not in pdf and b"/FontFile2" in pdf


def test_the_users_matplotlibrc_changes_nothing(tmp_path):
    def write(folder):
        plate = top_terms(terms=["alpha", "beta"])
        paths = {kind: str(tmp_path / folder / f"t.{kind}") for kind in ("pdf", "svg", "png", "csv", "json")}
        plate.write_outputs(paths, {"notebook": "a.ipynb"})
        return (tmp_path / folder / "t.png").read_bytes()

    plain = write("plain")
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "text.usetex": False, "savefig.dpi": 20}):
        assert write("hostile") == plain


@pytest.mark.parametrize("draw", [each for each in DRAWN if each is not flow])
def test_every_figure_says_n_and_why_it_has_no_interval(draw):
    caption = draw(1, terms=["alpha", "beta"]).caption
    assert "n = 1 article" in caption
    assert "no interval" in caption.lower()


def test_intervals_are_drawn_where_there_are_some():
    plate = top_terms(500, terms=["alpha", "beta"])
    assert "95 % intervals over days" in plate.caption
    assert plate.rows["low"].to_list() == [900.0, 450.0]


def test_a_word_without_interval_is_counted_in_the_note():
    frequency = frequency_of(["alpha", "beta"], 500).with_columns(
        per_million_low=pl.when(pl.col("term") == "alpha").then("per_million_low")
    )
    assert "No interval for 1 word" in draw_top_terms(frequency, rows_of(500), 5, 89).caption


def test_stop_words_are_not_shown_and_a_corpus_of_stop_words_still_draws():
    frequency = frequency_of(["the", "war"]).with_columns(stop=pl.Series([True, False]))
    assert draw_top_terms(frequency, rows_of(1), 5, 89).rows["term"].to_list() == ["war"]
    nothing = frequency.with_columns(stop=True)
    assert draw_top_terms(nothing, rows_of(1), 5, 89).rows.is_empty()


def test_dispersion_gives_places_of_one_article_and_shares_of_many():
    one, many = dispersion(1, terms=["alpha", "beta"]), dispersion(500, terms=["alpha", "beta"])
    assert one.rows.filter(pl.col("term") == "alpha")["place"].to_list() == list(range(1, 61, 2))
    assert np.allclose(many.rows.group_by("term").agg(pl.col("share").sum())["share"], 1)
    assert many.rows["place"].max() < 1


def test_levels_of_equal_counts_cover_every_rank():
    frequency = frequency_of(["a", "b", "c", "d"]).with_columns(count=pl.Series([9, 4, 4, 1]))
    rows = draw_rank_frequency(frequency, rows_of(1), 89).rows
    assert rows.select("first_rank", "last_rank", "count", "words").rows() == [(1, 1, 9, 1), (2, 3, 4, 2), (4, 4, 1, 1)]
    assert choose_labels(rows) == [(1, 9, "a")]


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize(
    "rule",
    [
        "none fitted: the corpus has too few articles for topics",
        "none: no topic structure distinguishable from chance (p = 0.3)",
    ],
)
def test_a_corpus_without_topics_gets_the_reason_as_its_figure(rule, width_mm):
    tables = find_tables()
    nothing = {
        name: tables[name].schema.to_frame()
        for name in ("topics", "labels", "prevalence", "agreement", "shares", "articles")
    }
    choice = choice_of(40, None) | {"rule": rule}
    shares, articles = nothing["shares"].lazy(), nothing["articles"].lazy()
    tables = [nothing[name] for name in ("topics", "labels", "prevalence", "agreement")]
    plates = [
        draw_topics(*tables, choice, width_mm),
        draw_topics_articles(shares, nothing["labels"], articles, choice, width_mm),
    ]
    for plate in plates:
        drawn = " ".join(text.get_text() for text in plate.figure.axes[0].texts).replace("\n", " ")
        assert drawn == rule.removeprefix("none: ")
        assert "n = 40 articles" in plate.caption and drawn in plate.alt_text
        assert overhang(plate) <= 0.5


def test_a_persons_name_is_upright_and_a_proposed_one_italic():
    texts = {
        text.get_text(): text.get_fontstyle() for text in topics(500, terms=["alpha", "beta"], k=2).figure.axes[0].texts
    }
    assert texts["beta"] == "normal" and texts["alpha"] == "italic"


def test_articles_stand_in_the_order_of_their_largest_topic_and_its_share():
    rows = topics_articles(12, terms=["alpha", "beta"], k=3).rows
    largest = rows.sort("row", -pl.col("share")).group_by("row", maintain_order=True).first()
    assert largest["topic"].to_list() == [1] * 4 + [2] * 4 + [3] * 4


def test_a_large_corpus_is_drawn_as_means_that_hold_each_article_once():
    rows = topics_articles(500, k=3).rows
    means = rows.filter(pl.col("topic") == 1)
    assert means.height == 150 and means["label"].null_count() == 150
    assert means["first"].to_list() == [1, *(means["last"] + 1)[:-1]] and means["last"][-1] == 500
    assert (means["share"] * (means["last"] - means["first"] + 1)).sum() == pytest.approx(
        0.8 * 167 + 0.2 * 166, abs=0.01
    )


def test_a_trend_is_broken_at_a_gap_and_has_no_band_where_there_is_none():
    (axes, _) = trend(500, terms=["alpha", "beta"]).figure.axes
    lines = [line.get_ydata() for line in axes.get_lines()]
    assert len(lines) == 2 and all(np.flatnonzero(np.isnan(line)).tolist() == [5] for line in lines)


def test_a_corpus_without_trends_says_why():
    plate = trend(1, terms=["alpha"])
    assert "No trends, no intervals: one article: nothing changes over time." in plate.caption
    assert plate.rows.is_empty()


def test_prevalence_is_broken_at_a_gap_and_says_why_there_is_none():
    axes = topics_trend(500, terms=["alpha", "beta"]).figure.axes
    lines = [line.get_ydata() for panel in axes for line in panel.get_lines()]
    assert len(lines) == 4 and all(np.flatnonzero(np.isnan(line)).tolist() == [5] for line in lines)
    assert "No trends, no intervals: one article: nothing changes over time" in topics_trend(1).caption


def test_groups_are_in_the_order_of_articles_and_open_without_interval():
    plate = topics_groups(500, terms=["alpha", "beta"])
    assert plate.rows.filter(pl.col("topic") == 1)["name"].to_list() == ["beta", "alpha"]
    labels = [label.get_text() for label in plate.figure.axes[0].get_yticklabels()]
    assert labels == ["beta (100)", "alpha (10)"]
    without = topics_groups(500, terms=["alpha", "beta"], low=None)
    assert "No intervals. Open: a reason." in without.caption
    assert {line.get_markerfacecolor() for axes in without.figure.axes for line in axes.get_lines()} == {"white"}


def test_collocates_follow_frequency_and_stop_words_are_not_shown():
    found = collocations(500, terms=["alpha", "beta"]).rows
    assert found.select("node", "rank", "collocate", "left", "right").rows()[:2] == [
        ("alpha", 1, "alpha", 5000, 3000),
        ("alpha", 2, "beta", 2500, 1500),
    ]


def test_key_terms_are_of_the_two_groups_with_most_units_and_pass_the_test():
    plate = keyness(500, terms=["alpha", "beta"], groups=["small", "large", "largest"])
    assert plate.rows["group"].unique(maintain_order=True).to_list() == ["largest", "large"]
    assert "largest (50,002 stories) against the rest (7 stories)" in plate.caption
    assert "p ≤ 0.05" in plate.caption and "95 % intervals over stories" in plate.caption
    assert "Open: none in the reference" in plate.caption
    without = keyness(500, terms=["alpha", "beta"], low=None)
    assert "No interval: fewer than 10 stories of the group, or of its reference, have the term." in without.caption


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_without_key_terms_there_is_a_sentence(width_mm):
    not_key = keyness(500, width_mm, p_maxt=0.2)
    empty = [table.clear() for table in keyness_of(NASTY, 1)]
    nothing = draw_keyness(*empty, NOT_COMPARED, rows_of(1), 15, width_mm)
    assert "none has p ≤ 0.05" in not_key.caption and "by outlet: one article" in nothing.caption
    assert "n = 1 article." in nothing.caption
    assert not_key.rows.is_empty() and nothing.rows.is_empty()
    assert max(overhang(not_key), overhang(nothing)) <= 0.5


@pytest.mark.parametrize("width_mm", WIDTHS)
def test_names_of_groups_are_not_clipped(width_mm):
    assert look_wrong(keyness(500, width_mm, groups=[NASTY[1], "two words " * 40])) == []


@pytest.mark.parametrize("text", [*NASTY, "", "x" * 5000])
@pytest.mark.parametrize("width_mm", [2, 10, 40])
def test_a_label_fits_its_width(text, width_mm):
    assert measure_label(fit_label(text, width_mm)) <= width_mm * 72 / 25.4 or fit_label(text, width_mm) == "…"


def test_a_label_that_fits_stays_whole():
    assert fit_label("Zelenskiy", 40) == "Zelenskiy"


def test_lists_break_at_commas_and_notes_at_words():
    assert fit_list(["alpha", "beta", "gamma"], 18) == "alpha, beta"
    lines = wrap_label("one two three four five six", 15)
    assert " ".join(lines) == "one two three four five six" and len(lines) > 1
    assert all(measure_label(line, SMALL) <= 15 * 72 / 25.4 for line in lines)


def test_numbers_read_as_a_person_writes_them():
    assert (count(1, "article"), count(3824, "article")) == ("1 article", "3,824 articles")
    assert (join(["a"]), join(["a", "b", "c"])) == ("a", "a, b and c")
