"""A figure's file, wherever it lies and whatever it is called, leads back to its making."""

import json
import shutil

import polars as pl
import pytest
from matplotlib.figure import Figure
from PIL import Image

import presswork
from conftest import ROOT, SEED, run_command
from presswork.archive.figure import compare_figure, find_figure, read_mark
from presswork.core.errors import PressworkError
from presswork.figures.captioned_figure import save_figure

LOCK = ROOT / "requirements.lock"


@pytest.fixture
def saved(tmp_path):
    """A figure of a notebook, saved into results/figures; returns its sidecar."""
    figure = Figure(figsize=(2, 1))
    captioned = presswork.CaptionedFigure(
        "mine", figure, pl.DataFrame({"value": [1]}), "A caption.", "Alt text.", "A method."
    )
    folder = tmp_path / "results/figures"
    paths = {kind: folder / f"mine.{kind}" for kind in ("pdf", "svg", "png", "csv", "json")}
    return save_figure(captioned, paths, {"notebook": "notebooks/mine.ipynb"})


def differences(found, folder):
    return {label: differs for label, _, differs in compare_figure(found, folder / "results", LOCK)}


@pytest.mark.parametrize("kind", ["pdf", "svg", "png"])
def test_a_file_is_known_by_what_it_carries_not_by_its_name(tmp_path, saved, kind):
    mail = tmp_path / "mail" / "Fig. 1 – копия"
    mail.parent.mkdir()
    shutil.copy(tmp_path / f"results/figures/mine.{kind}", mail)
    assert read_mark(mail) == (kind, saved["id"], saved["sha256"])
    found = find_figure(mail, tmp_path / "results")
    assert found.path == tmp_path / "results/figures/mine.json" and found.sidecar == saved
    assert {label: differences for label, _, differences in compare_figure(found, tmp_path / "results", LOCK)}[
        "file"
    ] == []


def test_a_file_that_was_saved_anew_is_told_from_the_one_that_was_made(tmp_path, saved):
    file = tmp_path / "results/figures/mine.svg"
    file.write_text(file.read_text().replace("<defs>", "<!-- edited --><defs>", 1))
    found = find_figure(file, tmp_path / "results")
    assert differences(found, tmp_path)["file"] == ["altered: it has the id, but other bytes"]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"%PDF-1.4", b"\x89PNG\r\n\x1a\n", b"<svg/>", b"<!DOCTYPE x>", None]
)
def test_a_file_that_carries_no_id_is_an_error_with_a_remedy(tmp_path, content):
    file = tmp_path / "other.pdf"
    if content is None:
        Image.new("L", (2, 2)).save(file, "PNG")
    else:
        file.write_bytes(content)
    with pytest.raises(PressworkError, match=r"contains no Presswork id|cannot be read as a figure"):
        read_mark(file)


def test_a_figure_of_other_results_is_told_and_a_sidecar_beside_the_file_is_found(tmp_path, saved):
    mail, sidecar = tmp_path / "mail", tmp_path / "results/figures/mine.json"
    mail.mkdir()
    shutil.copy(tmp_path / "results/figures/mine.png", mail / "mine.png")
    shutil.copy(sidecar, tmp_path / "kept.json")
    other = {"id": "mine-000000000000", "figure": "mine", "files": {}, "sha256": ""}
    sidecar.write_text(json.dumps(other))
    with pytest.raises(PressworkError, match="No sidecar here") as caught:
        find_figure(mail / "mine.png", tmp_path / "results")
    assert "mine-000000000000" in str(caught.value) and saved["id"] in str(caught.value)
    shutil.copy(tmp_path / "kept.json", mail / "mine.json")
    assert find_figure(mail / "mine.png", tmp_path / "results").path == mail / "mine.json"


def test_an_altered_sidecar_is_named(tmp_path, saved):
    sidecar = tmp_path / "results/figures/mine.json"
    sidecar.write_text(sidecar.read_text().replace("A caption.", "A better caption."))
    with pytest.raises(PressworkError, match="was altered") as caught:
        find_figure(tmp_path / "results/figures/mine.png", tmp_path / "results")
    assert str(sidecar) in str(caught.value)


def verify(folder, file):
    return run_command(folder, "verify", "--figure", file)


@pytest.mark.slow
def test_a_figure_is_drawn_again_from_its_tables_or_from_the_raw_articles(copy):
    mail = copy / "mail.pdf"
    shutil.copy(copy / "results/figures/dispersion.pdf", mail)
    from_tables = verify(copy, mail)
    assert from_tables.returncode == 0, from_tables.stdout + from_tables.stderr
    assert (
        "1 file of articles" in from_tables.stdout
        and "code     presswork.figures.plots.dispersion" in from_tables.stdout
    )
    (copy / "results/terms/frequency.csv").unlink()
    from_articles = verify(copy, mail)
    assert from_articles.returncode == 0, from_articles.stdout + from_articles.stderr
    assert "terms/frequency.csv is missing" in from_articles.stdout
    assert "from the raw articles" in from_articles.stdout and "verified:" in from_articles.stdout
    article = copy / "seeds" / SEED.name
    article.write_text(article.read_text().replace("Belarus", "Ruritania"))
    other_article = verify(copy, mail)
    assert other_article.returncode == 1 and "not verified" in other_article.stdout
    assert "terms/frequency.csv is different, made from these articles" in other_article.stdout


def test_forged_rows_and_drawings_are_told(copy):
    path = copy / "results/figures/top_terms.pdf"
    path.write_bytes(path.read_bytes().replace(b"/Subject", b"/Subjekt", 1))
    done = verify(copy, path)
    assert done.returncode == 1 and "altered: it has the id, but other bytes" in done.stdout
    assert "Traceback" not in done.stderr
