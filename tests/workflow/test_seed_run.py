"""The main job: one article to figures."""

import json

from conftest import ROOT, run_workflow


def test_gives_the_committed_manifest(seed_run):
    made = json.loads((seed_run / "results/manifest.json").read_text())
    expected = json.loads((ROOT / "expected/manifest.json").read_text())
    assert made == expected


def test_ends_with_what_it_found_and_where_the_figures_are(seed_run):
    screen = (seed_run / "screen.txt").read_text()
    assert "1 read, 0 rejected" in screen
    assert "553 in 26 sentences" in screen
    assert "3 passage groups within the one article" in screen
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
    unlisted = {name for name in found - listed if not name.startswith("logs/") and "/." not in name}
    assert unlisted == {"manifest.json", "timings.csv"}


def test_a_target_makes_its_stage_and_no_more(tmp_path, seed_run):
    run_workflow(tmp_path, "corpus", "--cores", "1", "--config", f"seeds={seed_run / 'seeds'}")
    assert (tmp_path / "results/corpus/articles.parquet").is_file()
    assert not (tmp_path / "results/tokens").exists()


def test_says_that_one_article_has_no_topics_but_passage_groups(seed_run):
    choice = json.loads((seed_run / "results/topics/choice.json").read_text())
    assert (choice["status"], choice["n_articles"], choice["unit"]) == ("passage groups", 1, "passage")
    caption = json.loads((seed_run / "results/figures/topics.json").read_text())["caption"]
    assert caption.startswith("Passage groups of 10 passages")
    assert "No intervals: one article is no sample of articles" in caption
