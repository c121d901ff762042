"""Figures: nothing is clipped at any length, and the same plate gives the same bytes."""

import matplotlib
import pytest

from drawn_terms import collocations, dispersion, flow, growth, keyness, rank_frequency, top_terms, trend
from drawn_topics import topics, topics_articles, topics_few, topics_groups, topics_many, topics_trend
from plates import WIDTHS, look_wrong
from presswork.core.digests import digest_file

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
