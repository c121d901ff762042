"""Figures: nothing is clipped at any length, and the same captioned gives the same bytes."""

import io
import os
import subprocess
import sys

import matplotlib
import pypdf
import pytest
from fontTools.ttLib import TTFont

from drawn_figures import WIDTHS, look_wrong
from drawn_terms import collocations, dispersion, flow, growth, keyness, rank_frequency, top_terms, trend
from drawn_topics import topics, topics_articles, topics_few, topics_groups, topics_many, topics_trend
from presswork.core.digests import digest_file
from presswork.figures.drawing.layout import UNREAD

KINDS = ("pdf", "svg", "png", "csv", "json")
DRAWN = [top_terms, rank_frequency, growth, dispersion, topics, topics_trend, topics_groups, flow, collocations, trend]
DRAWN += [keyness, topics_articles, topics_few, topics_many]


@pytest.mark.parametrize("width_mm", WIDTHS)
@pytest.mark.parametrize("n_articles", [1, 500])
@pytest.mark.parametrize("draw", DRAWN)
def test_no_text_is_clipped_small_or_on_another_at_any_length(draw, n_articles, width_mm):
    assert look_wrong(draw(n_articles, width_mm)) == []


@pytest.mark.parametrize("draw", DRAWN)
@pytest.mark.parametrize("n_articles", [pytest.param(1, marks=pytest.mark.slow), 500])
def test_the_same_plate_gives_the_same_bytes_and_no_dates(tmp_path, draw, n_articles):
    made = []
    for folder in ("one", "two"):
        captioned = draw(n_articles, terms=["alpha", "beta", "gamma"])
        paths = {kind: str(tmp_path / folder / f"{captioned.name}.{kind}") for kind in KINDS}
        captioned.write_outputs(paths, {"notebook": "a.ipynb"})
        made.append({kind: digest_file(tmp_path / folder / f"{captioned.name}.{kind}") for kind in paths})
    assert made[0] == made[1]
    pdf = (tmp_path / "one" / f"{captioned.name}.pdf").read_bytes()
    assert b"CreationDate" not in pdf and b"/Type3" not in pdf and b"/FontFile2" in pdf


IN_ORDER = """
import sys
import drawn_terms, drawn_topics
from pathlib import Path
for name in sys.argv[2:]:
    module = drawn_topics if name == "topics" else drawn_terms
    captioned = getattr(module, name)(1, terms=["alpha", "beta", "gamma"])
    paths = {kind: str(Path(sys.argv[1], f"{name}.{kind}")) for kind in ("pdf", "svg", "png", "csv", "json")}
    captioned.write_outputs(paths, {"notebook": "a.ipynb"})
"""


def test_a_figure_has_the_same_bytes_whatever_was_drawn_before_it(tmp_path):
    names = ["top_terms", "collocations", "topics"]
    for folder, order in (("forward", names), ("backward", names[::-1])):
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        (tmp_path / folder).mkdir()
        command = [sys.executable, "-c", IN_ORDER, str(tmp_path / folder), *order]
        subprocess.run(command, check=True, env=environment)
    made = sorted((tmp_path / "forward").iterdir())
    assert len(made) == 5 * len(names)
    for path in made:
        assert path.read_bytes() == (tmp_path / "backward" / path.name).read_bytes(), path.name


def test_saving_a_figure_leaves_its_layout_to_whoever_draws_on(tmp_path):
    captioned = top_terms(terms=["alpha", "beta"])
    engine, dpi = captioned.figure.get_layout_engine(), captioned.figure.get_dpi()
    captioned.figure.set_dpi(100)
    captioned.write_outputs({kind: str(tmp_path / f"t.{kind}") for kind in KINDS}, {"notebook": "a.ipynb"})
    assert captioned.figure.get_layout_engine() is engine and captioned.figure.get_dpi() == 100 != dpi


def test_a_pdf_embeds_of_its_font_what_a_reader_of_pdf_looks_into(tmp_path):
    captioned = top_terms(terms=["alpha", "beta"])
    captioned.write_outputs({kind: str(tmp_path / f"t.{kind}") for kind in KINDS}, {"notebook": "a.ipynb"})
    page = pypdf.PdfReader(tmp_path / "t.pdf").pages[0]
    assert "alpha" in page.extract_text()
    (font,) = page["/Resources"]["/Font"].values()
    embedded = font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()
    tables = TTFont(io.BytesIO(embedded)).keys()
    assert {"glyf", "head", "hhea", "hmtx", "loca", "maxp"} <= {*tables} and not {*UNREAD} & {*tables}


def test_the_users_matplotlibrc_changes_nothing(tmp_path):
    def write(folder):
        captioned = top_terms(terms=["alpha", "beta"])
        paths = {kind: str(tmp_path / folder / f"t.{kind}") for kind in KINDS}
        captioned.write_outputs(paths, {"notebook": "a.ipynb"})
        return (tmp_path / folder / "t.png").read_bytes()

    plain = write("plain")
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red", "text.usetex": False, "savefig.dpi": 20}):
        assert write("hostile") == plain


@pytest.mark.parametrize("draw", [each for each in DRAWN if each not in (flow, trend, topics_trend, topics_groups)])
def test_every_figure_and_its_caption_say_n_and_nothing_idle(draw):
    captioned = draw(1, terms=["alpha", "beta"])
    assert "n = 1 article" in captioned.caption
    assert captioned.figure._supxlabel.get_text().startswith("n = 1 article")
    assert "no estimate" not in captioned.caption and "so there is no interval" not in captioned.caption
