"""Corpora of every size and kind get what they can carry, and bad input never stops the rest."""

import functools
import json
import random
import resource

import polars as pl
import pytest

import presswork
from conftest import COLUMNS, SEED, run_workflow, write_csv
from presswork.core.analyses import list_left_out

SUBJECTS = {
    "harbour": "ship port crane cargo dock harbour container sailor anchor ferry pier captain deck mast tug quay",
    "court": "judge trial lawyer verdict court appeal sentence witness jury crime bail plea clerk oath prison fine",
    "harvest": "wheat farmer field rain harvest tractor barn crop plough seed straw hay cow soil grain meadow",
}


def write_table(path, n_articles, outlets=("Paper",)):
    """Write articles that each speak of one of three subjects, outlets taking turns."""
    names = list(SUBJECTS)
    rows = [COLUMNS]
    for number in range(n_articles):
        words = SUBJECTS[names[number % 3]].split()
        # Half of a subject's words: terms that always stand together could be one expression.
        own = random.Random(number).sample(words, 8)
        seen = [f"The {own[step]} and the {own[(3 * step + 1) % 8]} were seen in town {number}." for step in range(8)]
        outlet = outlets[number % len(outlets)]
        rows.append((f"Story {number}", f"2020-01-{number % 28 + 1:02d}", outlet, " ".join(seen)))
    write_csv(path, *rows)


# Each number of topics is a job.
ONE_SIZE = "topics={k: [2]}"


def run(folder, n_articles, option):
    (folder / "seeds").mkdir()
    write_table(folder / "seeds/articles.csv", n_articles)
    finished = run_workflow(folder, "--cores", "2", "--config", option)
    return presswork.open_results(folder / "results"), finished


def test_five_articles_have_no_topics_and_everything_else(five_run):
    results = presswork.open_results(five_run / "results")
    assert results.topics.choice["status"] == "too few articles"
    assert results.topics.topics.is_empty()
    assert "too few articles for topics (5 of at least 10)" in repr(results.figures.topics)
    assert not list((five_run / "results/figures").glob("topics*"))
    assert {"trend.pdf", "top_terms.pdf"} <= {path.name for path in (five_run / "results/figures").iterdir()}
    assert results.corpus.articles["published"].null_count() == 0
    assert "too few articles for topics" in (five_run / "screen.txt").read_text(encoding="utf-8")


def test_thirty_dated_articles_of_two_outlets_plan_key_terms_and_trends(tmp_path):
    (tmp_path / "seeds").mkdir()
    write_table(tmp_path / "seeds/articles.csv", 30, outlets=("Paper", "Times"))
    run_workflow(tmp_path, "--cores", "2", "results/support.json", "--config", ONE_SIZE)
    wanted = ("keyness", "trend", "topics_trend", "topics_groups", "topics_correlation")
    planned = run_workflow(tmp_path, "--dry-run", *(f"results/figures/{name}.pdf" for name in wanted))
    assert all(f"figures_{name}" in planned.stdout for name in wanted)
    support = json.loads((tmp_path / "results/support.json").read_text())
    assert set(list_left_out(support)) == {"accepted variants", "agreement of engines", "splits of topics"}


@pytest.mark.slow
def test_results_hold_no_figure_that_an_earlier_corpus_had(tmp_path):
    """What a corpus comes to support is made; what it no longer supports is removed."""
    run(tmp_path, 1, ONE_SIZE)
    assert not (tmp_path / "results/figures/trend.pdf").exists()
    made = {}
    for n_articles in (30, 1):
        write_table(tmp_path / "seeds/articles.csv", n_articles, outlets=("Paper", "Times"))
        run_workflow(tmp_path, "--cores", "2", "--config", ONE_SIZE)
        made[n_articles] = {path.name for path in (tmp_path / "results/figures").iterdir()}
        manifest = json.loads((tmp_path / "results/manifest.json").read_text())
        assert made[n_articles] == {name.split("/")[1] for name in manifest["outputs"] if name.startswith("figures/")}
    gone = {name.split(".")[0] for name in made[30] - made[1]}
    compared = {"keyness", "trend", "topics_trend", "topics_groups", "topics_correlation"}
    # The one article is too short for passage groups.
    assert gone == compared | {"topics", "topics_articles", "topics_scores"}
    assert not list((tmp_path / "results/terms").glob("trends.csv")) and not made[1] - made[30]


@pytest.mark.slow
def test_new_articles_are_placed_into_the_topics_of_an_earlier_run(tmp_path):
    earlier, later = tmp_path / "earlier", tmp_path / "later"
    for folder, n_articles in ((earlier, 60), (later, 12)):
        (folder / "seeds").mkdir(parents=True)
        write_table(folder / "seeds/articles.csv", n_articles)
    run_workflow(earlier, "--cores", "2", "topics", "--config", "topics={k: [3]}")
    finished = run_workflow(later, "--cores", "2", "--config", f"model={earlier / 'results'}")
    results = presswork.open_results(later / "results")
    assert results.topics.choice["status"] == "placed" and results.topics.choice["n_articles"] == 12
    assert not (later / "results/work/topics/fits").exists()
    assert results.topics.topics.equals(presswork.open_results(earlier / "results").topics.topics)
    largest = results.topics.shares.sort("share").group_by("article_id").last()
    subject = results.corpus.articles.select("article_id", subject=pl.col("record") % 3)
    assert (
        largest.join(subject, on="article_id").group_by("subject").agg(pl.col("topic").n_unique())["topic"].max() == 1
    )
    assert results.topics.prevalence["low"].null_count() == 3
    assert "60 other articles" in finished.stdout


def test_a_model_takes_the_place_of_the_fits(tmp_path, seed_run):
    (tmp_path / "seeds").mkdir()
    write_table(tmp_path / "seeds/articles.csv", 12)
    model = seed_run / "results"
    planned = run_workflow(tmp_path, "--dry-run", "results/topics/shares.parquet", "--config", f"model={model}")
    assert f"{model}/topics/model.npz" in planned.stdout and "topics_fit" not in planned.stdout
    refused = run_workflow(tmp_path, "--config", "model=nowhere", check=False)
    assert "There is no model to place articles into." in refused.stderr and "Traceback" not in refused.stderr


@pytest.mark.slow
def test_forty_articles_are_exploratory_and_find_their_subjects(tmp_path):
    results, finished = run(tmp_path, 42, "topics={k: [2, 3, 4, 5]}")
    assert results.topics.choice["status"] == "exploratory"
    assert max(results.topics.choice["tried"]) == 5
    assert "exploratory: fewer than 200 articles" in finished.stdout
    shares = results.topics.shares.join(results.corpus.articles.select("article_id", "record"), on="article_id")
    if results.topics.choice["k"] == 3:
        best = shares.sort("share").group_by("article_id").last().with_columns(subject=pl.col("record") % 3)
        assert best.group_by("subject").agg(pl.col("topic").n_unique())["topic"].to_list() == [1, 1, 1]


@pytest.mark.slow
def test_two_outlets_have_key_terms_of_each_and_against_a_list(tmp_path):
    (tmp_path / "seeds/annotations").mkdir(parents=True)
    (tmp_path / "seeds/annotations/reference.csv").write_text("term,count\nthe,900\ntown,2\n")
    rows = [("headline", "outlet", "body")]
    for number in range(40):
        own = ("port", "court")[number % 2]
        body = " ".join(f"The {own} of town {number} and {number + step} was seen today." for step in range(8))
        rows.append((f"Story {number}", ("Paper", "Times")[number % 2], body))
    write_csv(tmp_path / "seeds/articles.csv", *rows)
    run_workflow(tmp_path, "--cores", "2", "figures", "--config", ONE_SIZE)
    results = presswork.open_results(tmp_path / "results")
    keyness = results.terms.keyness
    key = keyness.filter((pl.col("p_maxt") <= 0.05) & (pl.col("lrc_units") > 0))
    assert key.select("group", "term").sort("group").rows() == [("Paper", "port"), ("Times", "court")]
    assert keyness.filter(pl.col("reference") == "frequency list")["term"][0] == "and"
    assert "keyness" not in " ".join(results.skipped["analysis"])
    caption = results.figures.keyness.caption
    assert caption.startswith("Key terms of each group, at most 1 each") and "Paper (20 stories against 20)" in caption


def test_mixed_and_broken_input_is_told_file_by_file(tmp_path):
    seeds = tmp_path / "seeds"
    (seeds / "deep er/ü [x]*").mkdir(parents=True)
    (seeds / "deep er/ü [x]*/article one.txt").write_bytes(SEED.read_bytes())
    (seeds / "braces {x}.txt").write_bytes(SEED.read_bytes())
    (seeds / "copy.txt").write_bytes(SEED.read_bytes())
    (seeds / "empty.txt").touch()
    (seeds / "binary.txt").write_bytes(bytes(range(256)))
    (seeds / "page.docx").write_bytes(b"PK")
    (seeds / "page.xyz").write_text("text")
    (seeds / "broken.jsonl").write_text('{"text": "A good line stands here, and it is long enough to count."}\n{bad\n')
    (seeds / "README.md").write_text("no article")
    (seeds / "only a prompt.txt").write_text("Leave a Comment\n")
    made = ("corpus", "terms", "results/paper/summary.txt")
    run_workflow(tmp_path, "--cores", "2", *made, "--config", ONE_SIZE)
    results = presswork.open_results(tmp_path / "results")
    rejected = {row["source"]: row for row in results.corpus.rejected.iter_rows(named=True)}
    assert {name: row["reason"] for name, row in rejected.items()} == {
        "binary.txt": "binary",
        "broken.jsonl": "broken JSON",
        "empty.txt": "empty",
        "only a prompt.txt": "no body",
        "page.docx": "broken DOCX",
        "page.xyz": "unknown format",
    }
    assert all(row["remedy"] for row in rejected.values())
    assert "4 read, 2 left out; 6 records rejected" in (tmp_path / "results/paper/summary.txt").read_text()
    articles = results.corpus.articles.sort("source")
    names = ["braces {x}.txt", "broken.jsonl", "copy.txt", "deep er/ü [x]*/article one.txt"]
    assert articles["source"].to_list() == names
    first, *copies = articles.filter(pl.col("source") != "broken.jsonl").select("article_id", "duplicate_of").rows()
    assert [original for _, original in copies] == [first[0]] * 2
    assert dict(results.corpus.notices.select("source", "reason").iter_rows()) == {"README.md": "README"}
    assert results.terms.matrix_rows["article_id"].n_unique() == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--config", "seeds=nowhere"], ["The folder of articles does not exist", "nowhere", "remedy"]),
        (["--config", "sedes=x"], ["unknown key: sedes", "perhaps seeds"]),
        (["--config", "corpus=5"], ["invalid value for corpus"]),
        (["--config", "seeds=."], ["The folder of results is the same as, or inside, the folder of seeds", "remedy"]),
    ],
)
def test_a_wrong_start_is_one_clear_message(tmp_path, arguments, says):
    finished = run_workflow(tmp_path, *arguments, check=False)
    assert finished.returncode != 0
    assert all(part in finished.stderr for part in says)
    assert "Traceback" not in finished.stderr and "WorkflowError" not in finished.stderr


def test_a_corpus_of_nothing_but_rejects_ends_with_a_message_last_on_the_screen(tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/empty.txt").touch()
    finished = run_workflow(tmp_path, "--cores", "2", check=False)
    assert finished.returncode != 0
    assert "Traceback" not in finished.stderr
    last = finished.stderr.strip().splitlines()[-6:]
    assert "terms_matrix stopped." in last and last[-1].startswith("  remedy:")
    assert "No article is left to count." in last
    assert (tmp_path / "results/corpus/rejected.csv").is_file()


def test_a_disc_that_fills_up_stops_with_a_message_and_leaves_no_half_table(tmp_path):
    (tmp_path / "seeds").mkdir()
    chance = random.Random(1)
    body = " ".join("".join(chance.choices("abcdefghij", k=8)) for _ in range(90_000))
    (tmp_path / "seeds/long.txt").write_text(f"A headline\n\n{body}.\n", encoding="utf-8")
    # No file may grow further: for whoever writes, that is a disc without room.
    limit = functools.partial(resource.setrlimit, resource.RLIMIT_FSIZE, (350_000, 350_000))
    finished = run_workflow(tmp_path, "--cores", "2", "corpus", check=False, preexec_fn=limit)
    assert finished.returncode != 0
    assert "Traceback" not in finished.stderr
    last = finished.stderr.strip().splitlines()[-5:]
    assert "A file could not be read or written: File too large" in last
    assert "  file:     results/work/corpus/dealt" in last
    assert last[-1].startswith("  remedy:   free disk space")
    made = list((tmp_path / "results").rglob("*.parquet*"))
    assert all(pl.read_parquet(path).width for path in made)
    run_workflow(tmp_path, "--cores", "2", "corpus")
    assert pl.read_parquet(tmp_path / "results/corpus/articles.parquet").height == 1
