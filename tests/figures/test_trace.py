"""Trace: every mark of every figure leads to as many places as it counts, and to the words of the raw files."""

import csv
import json
import random
import re
from datetime import date, timedelta

import polars as pl
import pytest

import presswork
from conftest import ROOT, SEED, run_workflow
from presswork.core.analyses import find_left_out
from presswork.core.errors import PressworkError
from presswork.core.schema import find_tables
from presswork.core.tables import read_table

FIGURES = sorted(name.removeprefix("figure_") for name in find_tables() if name.startswith("figure_"))
SUBJECTS = (
    "ship port crane cargo dock harbour container sailor anchor ferry pier captain deck mast tug quay",
    "judge trial lawyer verdict court appeal sentence witness jury crime bail plea clerk oath prison fine",
    "wheat farmer field rain harvest tractor barn crop plough seed straw hay cow soil grain meadow",
)
OUTLETS = ("Daily Paper", "Evening Times", "Weekly Post")
HABITS = dict(zip(OUTLETS, ("allegedly", "apparently", "reportedly"), strict=True))
CONFIGURATION = """
corpus: {duplicates: once, select: {first_day: "2021-01-09", last_day: "2021-05-10", min_characters: 300}}
terms: {layer: phrase}
topics: {k: [4, 5], choose: 5, engines: [nmf], nulls: 19, seeds: 2, replicates: 20}
"""
FRENCH = "Le navire est arrivé dans le port de la ville hier soir, et les marins ont vu la grue du quai. " * 5


def write_corpus(seeds):
    """Write 45 text files of three outlets over five months, and one for each reason to leave an article out."""
    (seeds / "annotations").mkdir(parents=True)
    rows = []

    def write(name, text, day, outlet):
        (seeds / name).write_text(text, encoding="utf-8")
        rows.append((name, day, outlet))

    for number in range(45):
        chance = random.Random(number)
        own, outlet = chance.sample(SUBJECTS[number % 3].split(), 9), OUTLETS[chance.randrange(3)]
        lines = [
            f"The {own[step]} and the {chance.choice(own)} were {HABITS[outlet]} “seen” in the town hall of {number}."
            for step in range(9)
        ]
        text = f"Headline {number}: {own[0]}\n\n{' '.join(lines[:5])}\n\n{' '.join(lines[5:])}\n"
        write(f"{number:02d}.txt", text, date(2021, 1, 3) + timedelta(3 * number), outlet)
    write("copy.txt", (seeds / "07.txt").read_text("utf-8"), "2021-02-01", OUTLETS[0])
    write("short.txt", "A headline\n\nThe ship and the crane were seen in the town hall.\n", "2021-02-02", OUTLETS[1])
    write("french.txt", f"Un titre\n\n{FRENCH}\n", "2021-02-03", OUTLETS[1])
    text = (seeds / "08.txt").read_text("utf-8").replace("Headline 8", "Other formats")
    for name, data in {
        "mark.txt": text.replace("\n", "\r\n").replace("seen", "heard").encode("utf-8-sig"),
        "page.html": f"<html><body><h1>{text.replace('seen', 'found')}</p></body></html>".replace(
            "\n\n", "</h1><p>"
        ).encode(),
        "lines.jsonl": (json.dumps({"title": "In a line", "text": text.replace("seen", "met")}) + "\n").encode(),
    }.items():
        (seeds / name).write_bytes(data)
        rows.append((name, "2021-03-04", OUTLETS[2]))
    (seeds / "empty.txt").touch()
    with (seeds / "annotations/metadata.csv").open("w", newline="") as handle:
        csv.writer(handle).writerows([("id", "published", "outlet"), *rows])
    (seeds / "annotations/phrases.csv").write_text("phrase\ntown hall\n")


@pytest.fixture(scope="module")
def corpus_run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("trace")
    write_corpus(folder / "seeds")
    (folder / "small.yaml").write_text(CONFIGURATION)
    run_workflow(folder, "--cores", "2", "figures", "--configfile", "small.yaml")
    return folder


@pytest.fixture(scope="module", params=["seed", pytest.param("corpus", marks=pytest.mark.slow)])
def run(request):
    return request.getfixturevalue(f"{request.param}_run")


@pytest.fixture(scope="module")
def results(run):
    return presswork.open_results(run / "results")


def is_left_out(results, figure):
    """Return whether the corpus does not support a figure."""
    support = json.loads((results.path / "support.json").read_text("utf-8"))
    return find_left_out(f"figures/{figure}.pdf", support) is not None


def rows_of(results, figure):
    if is_left_out(results, figure):
        pytest.skip(f"the corpus does not support {figure}")
    path = results.path / "figures" / f"{figure}.csv"
    return read_table(path, find_tables()[f"figure_{figure}"]).with_row_index("mark", offset=1)


def trace_of(results, figure):
    return pl.read_parquet(results.path / "figures" / f"{figure}.trace.parquet")


def counts_of(results, figure, *parts):
    """Return for each mark the sum of what its trace counts, of the parts whose names begin so."""
    found = trace_of(results, figure).filter(pl.any_horizontal(pl.col("part").str.starts_with(each) for each in parts))
    sums = found.group_by("mark").agg(n=pl.col("count").sum())
    return (
        rows_of(results, figure)
        .cast({"mark": pl.Int64})
        .join(sums, on="mark", how="left")
        .sort("mark")["n"]
        .fill_null(0)
    )


def look_up(results, figure, table, on, column):
    return rows_of(results, figure).join(table, on=on, how="left", maintain_order="left")[column].fill_null(0)


def assert_equal(counted, shown):
    assert counted.to_list() == shown.to_list()


def test_every_figure_has_a_trace(results):
    folder = results.path / "figures"
    made = [figure for figure in FIGURES if not is_left_out(results, figure)]
    assert {"top_terms", "dispersion", "topics", "collocations"} <= {*made}
    assert sorted(path.name.split(".")[0] for path in folder.glob("*.trace.parquet")) == made
    assert sorted(path.stem for path in folder.glob("*.pdf")) == made


@pytest.mark.parametrize("figure", FIGURES)
def test_every_mark_has_a_trace_that_says_what_it_is(results, figure):
    marks, trace = rows_of(results, figure), trace_of(results, figure)
    assert trace["mark"].null_count() or set(trace["mark"]) == set(marks["mark"])
    assert trace["part"].str.len_chars().min() is None or trace["part"].str.len_chars().min() > 0
    assert trace.is_empty() == marks.is_empty()


def test_a_term_has_as_many_places_as_occurrences(results):
    frequency = results.terms.frequency
    assert_equal(counts_of(results, "top_terms", "occ"), look_up(results, "top_terms", frequency, "term", "count"))


def test_a_place_of_the_dispersion_plot_has_its_occurrences(results):
    assert_equal(counts_of(results, "dispersion", "occ"), rows_of(results, "dispersion")["count"])


def test_a_key_term_has_its_occurrences_in_the_group_and_in_the_reference(results):
    rows = rows_of(results, "keyness")
    keyness = results.terms.keyness.select("group", "term", "count", "reference_count")
    for part, column in (("in the group", "count"), ("in the reference", "reference_count")):
        joined = rows.drop("reference_count").join(keyness, on=["group", "term"], how="left", maintain_order="left")
        assert_equal(counts_of(results, "keyness", part), joined[column])


def test_a_collocate_has_its_occurrences_on_each_side(results):
    rows = rows_of(results, "collocations")
    assert_equal(counts_of(results, "collocations", ""), rows["joint"])
    for side in ("left", "right"):
        assert_equal(counts_of(results, "collocations", side, "on both"), rows[side])


def test_a_level_of_the_rank_frequency_plot_has_the_occurrences_of_its_words(results):
    rows = rows_of(results, "rank_frequency")
    assert_equal(counts_of(results, "rank_frequency", "occ"), rows["count"] * rows["words"])


def test_a_period_has_the_occurrences_of_its_articles(results):
    rows = rows_of(results, "trend")
    trends = results.terms.trends.select("term", "series", "start", "count")
    shown = rows.join(trends, on=["term", "series", "start"], how="left", maintain_order="left")["count"].fill_null(0)
    assert_equal(counts_of(results, "trend", "in the"), shown)


def test_a_step_of_the_flow_has_the_articles_that_it_leaves_and_removes(results):
    rows = rows_of(results, "flow")
    assert_equal(counts_of(results, "flow", "left"), rows["left"])
    assert_equal(counts_of(results, "flow", "removed"), rows["removed"])


@pytest.mark.slow
def test_the_corpus_has_what_the_tests_of_counts_need(corpus_run):
    results = presswork.open_results(corpus_run / "results")
    assert not any(is_left_out(results, figure) for figure in FIGURES)
    assert [figure for figure in FIGURES if rows_of(results, figure).is_empty()] == []
    assert (rows_of(results, "flow")["removed"][1:] > 0).all()
    assert "town hall" in rows_of(results, "top_terms")["term"]


@pytest.mark.parametrize("figure", ["growth", "topics_scores", "topics_correlation", "topics_hierarchy"])
def test_a_statistic_of_the_whole_corpus_leads_to_all_its_articles(results, figure):
    if rows_of(results, figure).height:
        assert set(trace_of(results, figure)["article_id"]) == set(results.terms.matrix_rows["article_id"])
        assert trace_of(results, figure)["mark"].null_count() == trace_of(results, figure).height


@pytest.mark.parametrize(
    ("figure", "column"),
    [
        ("topics", "prevalence"),
        ("topics_articles", "share"),
        ("topics_groups", "prevalence"),
        ("topics_trend", "prevalence"),
    ],
)
def test_the_articles_behind_a_topic_have_the_mean_that_the_figure_shows(results, figure, column):
    marks = rows_of(results, figure).cast({"mark": pl.Int64})
    means = trace_of(results, figure).group_by("mark").agg(mean=pl.col("share").mean(), n=pl.col("count").sum())
    rows = marks.join(means, on="mark", how="left")
    if figure == "topics_trend":
        rows = rows.filter(pl.col("series") == "raw")
        assert_equal(rows["n"].fill_null(0) == 0, rows[column].is_null())
    if figure == "topics_groups":
        assert_equal(rows["n"], rows["articles"])
    for shown, mean in rows.select(column, "mean").drop_nulls(column).iter_rows():
        assert mean == pytest.approx(shown, abs=2e-5)


@pytest.mark.parametrize("figure", FIGURES)
def test_the_offsets_lead_to_the_sentence_in_the_raw_file_and_to_the_words(run, results, figure):
    rows = rows_of(results, figure)
    for mark in sorted({1, rows.height // 2, rows.height} & set(rows["mark"])):
        found = results.trace(figure, mark)
        assert found.height
        assert (
            found["count"].sum()
            == trace_of(results, figure).filter((pl.col("mark") == mark) | pl.col("mark").is_null())["count"].sum()
        )
        records = results.corpus.records.filter(pl.col("article_id").is_in(found["article_id"].unique().implode()))
        for row in found.drop_nulls("text").iter_rows(named=True):
            record = records.row(by_predicate=pl.col("article_id") == row["article_id"], named=True)
            is_plain = row["source"].endswith(".txt")
            data = (run / "seeds" / row["source"]).read_bytes()
            raw = data.decode(record["encoding"]) if is_plain else record["text"]
            assert raw[row["start"] : row["end"]] == row["text"]
            body = results.corpus.articles.filter(article_id=row["article_id"])["text"].item()
            assert all(line in body for line in row["text"].split("\n"))
            words = [raw[place["start"] : place["end"]].lower() for place in row["places"] or []]
            assert bool(words) == (row["sentence"] is not None)
            if "term" in rows.columns:
                assert set(words) == {rows["term"][mark - 1]}
            if "collocate" in rows.columns:
                assert set(words) == {rows["collocate"][mark - 1]}


def test_places_that_are_not_stored_are_found_when_asked(results):
    rows = rows_of(results, "rank_frequency")
    level = rows.filter(pl.col("words") > 1).row(-1, named=True)
    stored = trace_of(results, "rank_frequency")
    assert stored["start"].null_count() == stored.height
    found = results.trace("rank_frequency", {"count": level["count"]})
    assert found["places"].list.len().sum() == level["count"] * level["words"]


def test_figure_and_mark_are_named_in_several_ways(seed_run):
    results = presswork.open_results(seed_run / "results")
    term = rows_of(results, "top_terms")["term"][2]
    found = results.trace("top_terms", {"term": term})
    for figure in ("top_terms", "top_terms.pdf", "top_terms.trace.parquet"):
        assert presswork.trace(seed_run / "results/figures" / figure, 3).equals(found)
    assert found["source"].unique().to_list() == [SEED.name]


@pytest.mark.parametrize(
    ("mark", "says"),
    [
        ({"term": "dronez"}, ["fits no row", "'term': 'drones'"]),
        ({"word": "drones"}, ["no column of this name", "word", "rank, term"]),
        ({}, ["a mark without columns"]),
        (99, ["no row with this number", "1 to 15"]),
        (0, ["no row with this number"]),
        ("drones", ["no row with this number"]),
    ],
)
def test_an_unknown_mark_is_told_with_the_nearest(seed_run, mark, says):
    with pytest.raises(PressworkError) as caught:
        presswork.trace(seed_run / "results/figures/top_terms", mark)
    assert all(part in str(caught.value) for part in says)


def test_a_mark_that_several_rows_fit_lists_them(seed_run):
    with pytest.raises(PressworkError, match="fits 2 rows"):
        presswork.trace(seed_run / "results/figures/topics_articles", {"row": 1})


def test_an_unknown_figure_lists_those_that_there_are(seed_run, tmp_path):
    with pytest.raises(PressworkError, match="top_terms"):
        presswork.trace(seed_run / "results/figures/terms.pdf", 1)
    with pytest.raises(PressworkError, match="where the workflow or the notebook wrote the figure"):
        presswork.trace(tmp_path / "top_terms.pdf", 1)


def test_the_example_of_the_documentation_is_what_happens(seed_run, monkeypatch, capsys):
    document = (ROOT / "docs/trace.md").read_text("utf-8")
    monkeypatch.chdir(seed_run)
    exec(re.search(r"```python\n(.*?)```", document, re.DOTALL)[1], {})
    printed = capsys.readouterr().out.splitlines()
    quoted = re.search(r"^> (.*)$", document, re.MULTILINE)[1]
    assert printed[1] == f"{SEED.name} 1670 {quoted}"
    assert "from character 1670 to 1742" in document and 1670 + len(quoted) == 1742
    found = presswork.trace("results/figures/top_terms", {"term": "drones"})
    assert found["places"].to_list()[1] == [{"start": 1713, "end": 1719}]
    assert (found.height, found["count"].sum()) == (3, 4)
