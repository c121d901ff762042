"""The main job: one article to figures."""

import json
import shutil

import polars as pl

from conftest import ROOT, run_workflow
from presswork.figures.inputs import FIGURES

# Lists of what was come across: that they are empty is what they say. One article is not fitted again (`refits`).
FINDINGS = {
    "refits",
    "rejected",
    "notices",
    "remarks",
    "date_orders",
    "damaged",
    "respelled",
    "recurring",
    "recurring_cuts",
    "repairs",
    "duplicates",
    "duplicate_pairs",
}


def test_gives_the_committed_manifest(seed_run):
    made = json.loads((seed_run / "results/manifest.json").read_text())
    expected = json.loads((ROOT / "expected/manifest.json").read_text())
    assert made == expected


def test_ends_with_what_it_found_and_where_the_figures_are(seed_run):
    screen = (seed_run / "screen.txt").read_text()
    assert "articles  1 read; missing: 1 date" in screen
    assert "553 in 26 sentences" in screen
    assert "2 groups of passages within the article" in screen
    assert "figures   results/figures" in screen


def test_shows_progress(seed_run):
    screen = (seed_run / "screen.txt").read_text()
    assert "corpus_records" in screen and "archive_manifest" in screen
    assert "jobid" not in screen


def test_has_nothing_to_do_the_second_time(seed_run):
    again = run_workflow(seed_run, "--cores", "1")
    assert "Nothing to do" in again.stderr
    assert "archive_manifest" not in again.stderr


def test_lists_every_result_in_the_manifest(seed_run):
    results = seed_run / "results"
    listed = set(json.loads((results / "manifest.json").read_text())["outputs"])
    found = {path.relative_to(results).as_posix() for path in results.rglob("*") if path.is_file()}
    unlisted = {name for name in found - listed if not name.startswith("work/logs/") and "/." not in name}
    assert unlisted == {"manifest.json", "work/timings.csv"}


def test_a_target_makes_its_stage_and_no_more(tmp_path, seed_run):
    run_workflow(tmp_path, "corpus", "--cores", "1", "--config", f"seeds={seed_run / 'seeds'}")
    assert (tmp_path / "results/corpus/articles.parquet").is_file()
    assert not (tmp_path / "results/tokens").exists()


def test_says_that_one_article_has_no_topics_but_passage_groups(seed_run):
    choice = json.loads((seed_run / "results/topics/choice.json").read_text())
    assert (choice["status"], choice["n_articles"], choice["unit"]) == ("passage groups", 1, "passage")
    caption = json.loads((seed_run / "results/figures/topics.json").read_text())["caption"]
    assert caption.startswith("Passage groups by prevalence")
    assert "A single article has no sampling error to estimate." in caption


def test_makes_no_empty_figure_and_no_table_without_rows(seed_run):
    results = seed_run / "results"
    tables = [*results.rglob("*.csv"), *results.rglob("*.parquet")]
    read = {path: pl.scan_csv(path) if path.suffix == ".csv" else pl.scan_parquet(path) for path in tables}
    rows = {path: table.select(pl.len()).collect().item() for path, table in read.items()}
    empty = {path.relative_to(results).as_posix() for path, n in rows.items() if not n}
    assert not {name for name in empty if not FINDINGS & {*name.replace(".", "/").split("/")}}
    made = {path.stem for path in results.glob("figures/*.pdf")}
    assert made == {"flow", "top_terms", "dispersion", "rank_frequency", "growth", "collocations"} | {
        "topics", "topics_articles", "topics_scores", "topics_hierarchy"
    }  # fmt: skip
    captions = [json.loads((results / f"figures/{name}.json").read_text())["caption"] for name in made - FINDINGS]
    assert not [caption for caption in captions if caption.startswith(("No ", "n = 1 article. No "))]


def test_names_each_analysis_that_it_left_out_with_the_reason(seed_run):
    skipped = pl.read_csv(seed_run / "results/skipped.csv")
    reasons = dict(skipped.select("analysis", "reason").iter_rows())
    assert reasons["trends"] == reasons["trends of topics"] == "one article cannot show a change over time"
    assert reasons["topics by group"] == "there is only one article, so there is nothing to compare it with"
    assert reasons["accepted variants"] == "there is no annotations/variants.csv"
    assert reasons["correlation of topics"] == "too few articles (1 of at least 30)"
    screen = (seed_run / "screen.txt").read_text()
    assert "not made  keyness, trends, correlation of topics and" in screen
    page = (seed_run / "results/explorer/data/site.js").read_text()
    omitted = json.loads(page.partition(",")[2].rpartition(")")[0])["omitted"]
    missing = [name for name in FIGURES if not (seed_run / f"results/figures/{name}.pdf").exists()]
    assert missing and sorted(omitted) == sorted(missing) and all(omitted.values())


def test_a_target_that_one_article_does_not_support_fails_with_the_reason(seed_run, tmp_path):
    folder = shutil.copytree(seed_run, tmp_path / "run")
    finished = run_workflow(folder, "results/figures/keyness.pdf", "--cores", "1", check=False)
    assert finished.returncode == 1
    assert finished.stderr.rstrip().splitlines()[-1].startswith("  remedy:   add articles")
    assert "The corpus does not support an output that was requested." in finished.stderr
    assert "Traceback" not in finished.stderr
    left = {path.relative_to(folder) for path in folder.rglob("results/**/*") if "keyness" in path.name}
    assert left == {path.relative_to(seed_run) for path in seed_run.rglob("results/**/*") if "keyness" in path.name}
    assert "keyness" not in (folder / "results/work/timings.csv").read_text(encoding="utf-8")
