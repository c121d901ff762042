"""A figure that is saved in a notebook has its code and its tables, and is drawn again from these alone."""

import json

import polars as pl
import pytest
from IPython.core.interactiveshell import InteractiveShell

import presswork
from conftest import SEED, run_command
from presswork.core.digests import digest_file
from presswork.core.errors import PressworkError
from presswork.explorer.notebook.code_cells import slice_cells
from presswork.explorer.notebook.figure_trace import trace_captioned
from presswork.explorer.notebook.replay import replay_code

OPEN = 'import polars as pl\nimport presswork\nresults = presswork.open_results("results")'
DRAW = """from matplotlib.figure import Figure

rows = results.terms.frequency.select("term", "count").head(top)
figure = Figure(figsize=(2, 1))
figure.add_subplot().barh(rows["term"], rows["count"])
captioned = presswork.CaptionedFigure("any", figure, rows, f"The first {top}.", "Bars.", "Counts.")"""
SAVE = 'sidecar = presswork.save_figure(captioned, "mine", folder="figures")'


@pytest.fixture
def shell(seed_run, tmp_path, monkeypatch):
    """A notebook in a folder with the results of the seed article."""
    (tmp_path / "results").symlink_to(seed_run / "results")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JPY_SESSION_NAME", "/home/somebody/notebooks/lesson.ipynb")
    shell = InteractiveShell()
    monkeypatch.setattr("IPython.get_ipython", lambda: shell)
    return shell


def run(shell, *cells):
    """Run cells; return the error of the last one, or None."""
    finished = None
    for cell in cells:
        finished = shell.run_cell(cell, store_history=True)
    return finished.error_in_exec


def test_a_saved_figure_names_its_code_and_tables_and_can_be_verified(shell, tmp_path):
    idle = ["1 + 1", "top = 7", "other = results.topics.labels.height"]
    assert run(shell, OPEN, *idle, "top = 4", DRAW, SAVE) is None
    sidecar = shell.user_ns["sidecar"]
    made_from = sidecar["made_from"]
    assert made_from["notebook"] == "lesson.ipynb" and made_from["cells"] == [OPEN, "top = 4", DRAW, SAVE]
    frequency = tmp_path / "results/terms/frequency.csv"
    assert made_from["inputs"] == {"terms/frequency.csv": digest_file(frequency)}
    assert "somebody" not in json.dumps(sidecar) and str(tmp_path) not in json.dumps(sidecar)
    suffixes = {path.suffix for path in (tmp_path / "figures").iterdir()}
    assert suffixes == {".pdf", ".svg", ".png", ".csv", ".json", ".parquet"}
    assert made_from["results"] == "../results"
    verified = verify(tmp_path / "figures/mine.pdf", tmp_path)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "lesson.ipynb: 4 cells, with the trace, from the tables" in verified.stdout
    trace = tmp_path / "figures/mine.trace.parquet"
    pl.read_parquet(trace).head(3).write_parquet(trace)
    altered = verify(tmp_path / "figures/mine.pdf", tmp_path)
    assert altered.returncode == 1 and "mine.trace.parquet was altered" in altered.stdout
    with (tmp_path / "figures/mine.svg").open("a") as handle:
        handle.write("<!-- -->")
    assert "altered" in verify(tmp_path / "figures/mine.svg", tmp_path).stdout


def test_a_mark_of_a_saved_figure_leads_to_its_sentences(shell, tmp_path, monkeypatch):
    assert run(shell, OPEN, "top = 4", DRAW, SAVE) is None
    rows = pl.read_csv(tmp_path / "figures/mine.csv")
    monkeypatch.chdir("/")
    for term, count in rows.iter_rows():
        found = presswork.trace(tmp_path / "figures/mine.pdf", {"term": term})
        assert found["count"].sum() == count and found["source"].unique().to_list() == [SEED.name]
        words = [
            text[place["start"] - start : place["end"] - start].lower() for text, start, place in list_places(found)
        ]
        assert words == [term] * count
    results = presswork.open_results(tmp_path / "results")
    assert results.trace(tmp_path / "figures/mine.png", 4).equals(found)
    with pytest.raises(PressworkError, match="'term': "):
        presswork.trace(tmp_path / "figures/mine.pdf", {"term": "nowhere"})


def list_places(found):
    return list(found.select("text", "start", "places").explode("places").iter_rows())


def test_rows_of_passages_are_traced_within_them(shell, tmp_path):
    draw = DRAW.replace('results.terms.frequency.select("term", "count").head(top)', 'results.spread("Drones")')
    draw = draw.replace('rows["term"]', 'rows["passage"]')
    assert run(shell, OPEN, "top = 4", draw, SAVE) is None
    rows = pl.read_csv(tmp_path / "figures/mine.csv")
    assert rows.height > 1 and rows["term"].unique().to_list() == ["drones"]
    for mark, count in enumerate(rows["count"], 1):
        assert presswork.trace(tmp_path / "figures/mine.pdf", mark)["count"].sum() == count


def test_a_figure_with_counts_that_its_articles_do_not_have_is_not_saved(shell, tmp_path):
    draw = DRAW + "\ncaptioned = presswork.CaptionedFigure('any', figure, rows.with_columns(count=2), 'C.', 'A.', 'M.')"
    error = run(shell, OPEN, "top = 4", draw, SAVE)
    assert isinstance(
        error, PressworkError
    ) and "The counts of the figure differ from those of the articles behind it" in str(error)
    assert "`articles` of the CaptionedFigure" in str(error)


@pytest.fixture(scope="session")
def sample_results(sample_run):
    return presswork.open_results(sample_run / "results")


def traced(captioned, results):
    """Return the sum of what each row is traced to, by what it is to the row."""
    rows = captioned.rows.with_row_index("mark", offset=1).cast({"mark": pl.Int64}).select("mark")
    sums = trace_captioned(captioned, results).group_by("mark", "part").agg(pl.col("count").sum())
    return rows.join(sums, on="mark", how="left")


@pytest.mark.slow
def test_groups_chosen_on_the_spot_are_traced_in_their_articles(sample_results):
    outlets = sample_results.groups("outlet")["name"]
    found = sample_results.keyness("outlet", outlets[0], outlets[1], resamples=0)
    shown = found.draw().rows.join(found.keyness.select("term", "count"), on="term", maintain_order="left")
    sums = traced(found.draw(), sample_results)
    for part, column in (("in the group", "count"), ("in the reference", "reference_count")):
        own = sums.filter(pl.col("part").str.starts_with(part)).sort("mark")
        assert shown.height > 3 and own["count"].to_list() == shown[column].to_list()
    inside = sample_results.corpus.articles.filter(pl.col("outlet").is_in(outlets[:2].implode()))["article_id"]
    assert trace_captioned(found.draw(), sample_results)["article_id"].is_in(inside.implode()).all()


@pytest.mark.slow
def test_groups_of_an_expression_are_compared_and_traced(sample_results):
    is_long = pl.col("text").str.len_chars() > 2500
    found = sample_results.keyness(is_long, "true", resamples=0)
    sums = traced(found.draw(), sample_results).filter(pl.col("part") == "in the group").sort("mark")
    shown = found.draw().rows.join(found.keyness.select("term", "count"), on="term", maintain_order="left")
    assert sums["count"].to_list() == shown["count"].to_list()


@pytest.mark.slow
@pytest.mark.parametrize(
    "table", ["terms.keyness", "terms.trends", "terms.composition", "topics.groups", "topics.trends"]
)
def test_rows_of_a_table_are_traced_to_as_many_as_they_count(sample_results, table):
    stage, name = table.split(".")
    rows = getattr(getattr(sample_results, stage), name).head(400)
    column = "articles" if "term" not in rows.columns else "count"
    sums = traced(presswork.CaptionedFigure("any", None, rows, "C.", "A.", "M."), sample_results)
    own = sums.filter(~pl.col("part").str.starts_with("in the reference")).group_by("mark").agg(pl.col("count").sum())
    assert own.sort("mark")["count"].to_list() == rows[column].to_list() and rows[column].sum() > 0


def verify(file, folder):
    return run_command(folder, "verify", "--figure", file, "--results", "results")


def test_a_figure_that_its_code_does_not_give_is_told(shell):
    chance = 'import random\nresults.terms\nrows = pl.DataFrame({"value": [random.random()]})'
    drawn = (
        "from matplotlib.figure import Figure\n"
        'captioned = presswork.CaptionedFigure("any", Figure(), rows, "C.", "A.", "M.")'
    )
    error = run(shell, OPEN, chance, drawn, SAVE)
    assert isinstance(error, PressworkError) and "a different figure than the notebook shows" in str(error)


def test_code_that_cannot_run_elsewhere_is_refused(shell):
    error = run(shell, OPEN, "%cd -q .\ntop = 4", DRAW, SAVE)
    assert isinstance(error, PressworkError) and "magic" in str(error)
    error = run(shell, "top = 4", DRAW, SAVE.replace('"mine"', '"keyness"'))
    assert isinstance(error, PressworkError) and "cannot have this name" in str(error)


def test_outside_a_notebook_there_is_no_code_to_save():
    with pytest.raises(PressworkError, match="only be saved with its code from a notebook"):
        presswork.save_figure(None, "mine")


def test_code_is_run_on_the_results_that_are_named(seed_run):
    cells = ['import presswork\nresults = presswork.open_results("nowhere")', "top = 3", DRAW, SAVE]
    replayed = replay_code(cells, "mine", seed_run / "results")
    assert replayed.captioned.rows.height == 3 and replayed.results.path == seed_run / "results"
    with pytest.raises(PressworkError, match="does not run on its own"):
        replay_code(cells[:1] + cells[2:], "mine", seed_run / "results")
    with pytest.raises(PressworkError, match="does not save a figure with this name"):
        replay_code(cells, "other", seed_run / "results")


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        (["a = 1", "b = 2", "c = a"], [0, 2]),
        (["a = 1", "a = 2", "c = a"], [1, 2]),
        (["a = [1]", "a[0] = 2", "c = a"], [0, 1, 2]),
        (["a = 1", "a += 1", "c = a"], [0, 1, 2]),
        (["def f():\n    return g", "g = 1", "c = f()"], [0, 1, 2]),
        (["a = 1", "c = [a for a in range(3)]"], [1]),
        (["a = 1", "a = 2\nc = a"], [1]),
        (["import os as o", "x = 1", "def h(x):\n    return o.sep + x", "h('')"], [0, 2, 3]),
        (["a = 1", "this is no python", "c = a"], [0, 2]),
    ],
)
def test_a_figure_takes_the_cells_that_it_needs_and_no_others(cells, kept):
    assert slice_cells(cells) == [cells[place] for place in kept]
