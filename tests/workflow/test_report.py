"""`make report` gives a page with every figure and table, captioned, and changes no result."""

import json

from conftest import run_command


def test_every_figure_and_table_is_in_the_report_with_its_caption(seed_run):
    manifest = (seed_run / "results/manifest.json").read_bytes()
    finished = run_command(seed_run, "report", "--output", "report.html")
    assert finished.returncode == 0, finished.stderr
    page = (seed_run / "report.html").read_text(encoding="utf-8")
    sidecars = [json.loads(path.read_text(encoding="utf-8")) for path in seed_run.glob("results/figures/*.json")]
    for sidecar in sidecars:
        assert f"{sidecar['figure']}.svg" in page
        assert sidecar["id"] in page
    for name in ("corpus", "terms", "topics"):
        assert f"results/paper/tables/{name}.html" in page
    assert "keyness.html" not in page and "keyness.svg" not in page
    assert "Passage groups of 10 passages" in page and "553 in 26 sentences" in page
    assert (seed_run / "results/manifest.json").read_bytes() == manifest


def test_without_a_run_there_is_a_clear_word(tmp_path):
    finished = run_command(tmp_path, "report", "--output", "report.html")
    assert finished.returncode == 1
    assert "remedy:   run `make` first" in finished.stderr and "Traceback" not in finished.stderr
