"""Correlations of topics: which pairs are drawn, in what order, and what the colours mean."""

import pytest

from drawn_topics import correlation


def test_too_few_articles_for_correlations_is_said():
    captioned = correlation(3, n_articles=12)
    assert "No correlations: fewer than 30 articles. n = 12 articles." in captioned.caption
    assert captioned.alt_text == "A sentence instead of a plot: No correlations: fewer than 30 articles."
    assert captioned.rows.is_empty()


def test_the_strongest_correlations_are_drawn_from_together_to_apart_with_intervals():
    captioned = correlation(5, n_topics=4)
    assert captioned.rows.height == 10
    assert "Shown: the 4 strongest pairs of 10; the .csv has all." in captioned.caption
    (axes,) = captioned.figure.axes
    drawn = [line.get_xdata()[0] for line in axes.get_lines() if line.get_marker() in ("o", "s")]
    absolute = captioned.rows["correlation"].abs().sort(descending=True)
    assert sorted(map(abs, drawn), reverse=True) == pytest.approx(absolute.head(4).to_list())
    assert drawn == sorted(drawn, reverse=True)
    marked = captioned.rows.with_columns(captioned.marks).drop_nulls("panel")
    assert marked.sort("y")["correlation"].to_list() == pytest.approx(drawn)
    assert (marked["x"] == marked["low"]).all() and (marked["x_to"] == marked["high"]).all()


def test_signs_of_correlations_are_explained_where_there_are_any():
    assert "orange, square: topics that exclude each other" in correlation(5).caption
    assert "orange" not in correlation(5, n_topics=1).caption
    assert correlation(5, n_topics=1).alt_text.startswith("Dot plot of the correlations of 1 pair of topics.")
