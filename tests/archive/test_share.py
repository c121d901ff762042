"""A share has no five consecutive words of any article, and its figures are made again from it alone, byte for byte."""

import io
import json
import random
import re
import shutil
import zipfile

import polars as pl
import pytest
from PIL import Image
from pypdf import PdfReader

from conftest import SEED, run_command, run_workflow
from presswork.archive.rebuildable import IN_ORDER, Step, find_rebuildable, name_steps, select_made
from presswork.archive.share import check_passages, reduce_articles
from presswork.core.errors import PressworkError

N = 5
WORD = re.compile(r"\w+")
EXTRACTED = ("article_id", "source", "id", "title", "url", "byline", "text")


def runs_of(text):
    """Return every run of five consecutive words."""
    words = WORD.findall(text.lower())
    return {tuple(words[start : start + N]) for start in range(len(words) - N + 1)}


def texts_of(name, content):
    """Yield the texts that can be read from a file: as it stands, and of a table each column downwards."""
    if name.endswith(".pdf"):
        reader = PdfReader(io.BytesIO(content))
        yield "\n".join(page.extract_text() for page in reader.pages) + str(reader.metadata)
    elif name.endswith(".png"):
        yield " ".join(
            Image.open(io.BytesIO(content)).info.get(key, "") for key in ("Title", "Description", "Keywords")
        )
    elif name.endswith((".parquet", ".csv")):
        read = pl.read_parquet if name.endswith(".parquet") else pl.read_csv
        table = read(io.BytesIO(content)).select(pl.exclude(pl.List)).cast(pl.String, strict=False)
        yield from (" ".join(table[column].drop_nulls()) for column in table.columns)
        yield "\n".join(" ".join(cell or "" for cell in row) for row in table.iter_rows())
    elif not name.endswith(".npz"):
        yield content.decode("utf-8")
    yield content.decode("latin-1")


def find_runs(archive, articles):
    """Return the files of an archive in which five consecutive words of an article can be read."""
    forbidden = set().union(*map(runs_of, articles))
    with zipfile.ZipFile(archive) as opened:
        contents = {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
    return {name for name, content in contents.items() for text in texts_of(name, content) if runs_of(text) & forbidden}


def rebuild(archive, folder):
    """Unpack an archive and rebuild its figures with the code that is in it; return the finished process."""
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    return run_command(folder, "rebuild", commands="workflow/commands")


def test_no_five_consecutive_words_of_the_seed_article_can_be_read(archives):
    article = SEED.read_text(encoding="utf-8")
    assert find_runs(archives / "results/archive/share.zip", [article]) == set()
    # The same search finds them where they are.
    found = find_runs(archives / "results/archive/crate.zip", [article])
    assert {"results/topics/typical.csv", "results/corpus/articles.parquet", f"seeds/{SEED.name}"} <= found


def test_a_copy_of_the_page_to_send_has_no_text_and_is_in_no_archive(archives):
    copy = archives / "results/archive/page-none"
    assert '"text":"none"' in (copy / "data/site.js").read_text(encoding="utf-8")
    article = SEED.read_text(encoding="utf-8").lower().split()
    told = " ".join(path.read_text(encoding="utf-8") for path in sorted(copy.rglob("data/**/*.js"))).lower()
    assert [words for at in range(len(article) - 4) if (words := " ".join(article[at : at + 5])) in told] == []
    with zipfile.ZipFile(archives / "results/archive/crate.zip") as archive:
        assert not any(name.startswith("results/archive/") for name in archive.namelist())


def test_says_what_it_gives_what_can_be_made_again_and_what_not_with_the_reason(archives):
    with zipfile.ZipFile(archives / "results/archive/share.zip") as archive:
        index = json.loads(archive.read("results/share.json"))
        readme = archive.read("README.md").decode()
        names = set(archive.namelist())
    assert index["not_rebuilt"]["dispersion"] == IN_ORDER
    assert "HEADLINES=yes" in index["not_rebuilt"]["topics_articles"]
    figures = {name.split("/")[1].split(".")[0] for name in index["rebuilt"] if name.startswith("figures/")}
    assert {"top_terms", "topics", "collocations"} <= figures and not {"keyness", "trend"} & figures
    left_out = ("results/tokens/", "results/paper/", "results/explorer/", "results/archive/")
    assert not any(name.startswith(left_out) or name.endswith(".trace.parquet") for name in names)
    assert "results/topics/typical.csv" not in names and "results/terms/ngrams.csv" not in names
    assert f"among them {len(figures)} figures" in readme and f"`figures/dispersion`: {IN_ORDER}" in readme


@pytest.mark.slow
def test_the_figures_of_the_seed_article_are_made_again_from_the_share_alone(archives, tmp_path):
    done = rebuild(archives / "results/archive/share.zip", tmp_path / "empty")
    assert done.returncode == 0, done.stdout + done.stderr
    made = {path.name: path.read_bytes() for path in (tmp_path / "empty/rebuilt/figures").iterdir()}
    assert made["topics.pdf"] == (archives / "results/figures/topics.pdf").read_bytes()
    assert "0 differ" in done.stdout and "figures/dispersion cannot be made again" in done.stdout
    again = rebuild(archives / "results/archive/share.zip", tmp_path / "empty")
    assert again.returncode == 1 and "There is already a rebuild" in again.stderr
    shutil.rmtree(tmp_path / "empty/rebuilt")
    (tmp_path / "empty/results/terms/matrix.npz").write_bytes(b"PK")
    changed = run_command(tmp_path / "empty", "rebuild", commands="workflow/commands")
    assert changed.returncode == 1 and "A table of the share has changed" in changed.stderr


def write_corpus(seeds):
    """Write articles of two outlets whose file names and addresses hold their headlines; return their texts."""
    random_words = random.Random(7)
    words = [
        a + b for a in ("bar", "tel", "nor", "gim", "sul", "vek", "pod", "ras") for b in ("an", "ot", "if", "el", "um")
    ]
    (seeds / "annotations").mkdir(parents=True)
    rows, texts = ["source,title,url,outlet,published,language"], []
    for number in range(24):
        title = " ".join(random_words.choices(words, k=7)).capitalize()
        sentences = [" ".join(random_words.choices(words, k=11)).capitalize() + "." for _ in range(14)]
        body = "\n\n".join(" ".join(sentences[start : start + 3]) for start in range(0, 14, 3))
        (seeds / f"{title}.txt").write_text(f"{title}\n\n{body}\n", encoding="utf-8")
        slug = title.lower().replace(" ", "-")
        outlet, day = ("Paper", "Times")[number % 2], f"2021-03-{number + 1:02d}"
        rows.append(f"{title}.txt,{title},https://news.example/{slug},{outlet},{day},en")
        texts.append(f"{title}\n\n{body}")
    (seeds / "annotations/metadata.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return texts


@pytest.mark.slow
def test_a_share_of_many_articles_has_no_headlines_unless_asked_for_and_gives_every_figure_but_one(tmp_path):
    texts = write_corpus(tmp_path / "seeds")
    archives = [f"results/archive/share{which}.zip" for which in ("", "-with-headlines")]
    run_workflow(tmp_path, "--cores", "2", *archives, "--config", "topics={k: [2, 3]}")
    plain, named = (tmp_path / each for each in archives)
    assert find_runs(plain, texts) == set()
    titles = [text.split("\n")[0] for text in texts]
    bodies = [text.split("\n\n", 1)[1] for text in texts]
    assert find_runs(named, bodies) == set()
    assert "results/corpus/articles.parquet" in find_runs(named, titles)
    done = rebuild(named, tmp_path / "empty")
    assert done.returncode == 0, done.stdout + done.stderr
    index = json.loads((tmp_path / "empty/results/share.json").read_text())
    assert index["not_rebuilt"] == {"dispersion": IN_ORDER}
    for name in index["rebuilt"]:
        assert (tmp_path / "empty/rebuilt" / name).read_bytes() == (tmp_path / "results" / name).read_bytes()


def test_rules_run_from_what_is_given_step_by_step():
    steps = {
        "terms_matrix": Step([None], ["terms/matrix.npz"]),
        "terms_frequency": Step(["terms/matrix.npz", "corpus/articles.parquet"], ["terms/frequency.csv"]),
        "topics_fit": Step(["terms/matrix.npz"], ["topics/fits/{engine}-{k}/model.npz"]),
        "topics_choice": Step(["topics/fits/nmf-2/model.npz"], ["topics/choice.json"]),
        "figures_a": Step(["terms/frequency.csv", "topics/choice.json"], ["figures/a.pdf", "figures/a.csv"]),
        "figures_b": Step(["corpus/articles.parquet"], ["figures/b.pdf"]),
        "figures_c": Step(["terms/matrix.npz", None], ["figures/c.pdf"]),
        "paper_latex": Step(["terms/frequency.csv"], ["paper/a.tex"]),
    }
    kept, reasons = find_rebuildable(steps, ["terms/matrix.npz", "corpus/articles.parquet"])
    assert kept == ["figures_a", "terms_frequency", "topics_choice", "topics_fit"]
    assert reasons == {"b": "needs the table of articles with their texts", "c": IN_ORDER}
    paths = ["topics/fits/nmf-2/model.npz", "figures/a.csv", "figures/b.pdf", "topics/fits/nmf-2/more/model.npz"]
    assert select_made(paths, steps, kept) == ["figures/a.csv", "topics/fits/nmf-2/model.npz"]


def test_steps_are_named_below_the_results():
    rules = {"a": (["out/terms/x.csv", "seeds/annotations/variants.csv", len], ["out/terms/y.csv"])}
    assert name_steps(rules, "out") == {"a": Step(["terms/x.csv", None], ["terms/y.csv"])}


def test_an_input_that_is_planned_where_the_corpus_supports_it_counts_as_its_path():
    def planned(wildcards):
        return []

    planned.paths = ["<results>/terms/keyness.csv"]
    rules = {"a": ([planned], ["<results>/figures/keyness.pdf"])}
    assert name_steps(rules, "out") == {"a": Step(["terms/keyness.csv"], ["figures/keyness.pdf"])}


def test_articles_lose_text_and_what_names_them():
    articles = pl.DataFrame({name: ["x"] for name in EXTRACTED})
    assert reduce_articles(articles, False).row(0) == ("x", "x", None, None, None, "x", "")
    assert reduce_articles(articles, True).row(0) == ("x",) * 6 + ("",)


@pytest.mark.parametrize(("terms", "topics", "n"), [(5, 0, 1), (40, 10, 50)])
def test_counts_of_very_short_passages_are_not_shared(terms, topics, n):
    settings = {"terms": {"passage_words": terms}, "topics": {"passage_words": topics}}
    with pytest.raises(PressworkError, match="the texts could be reconstructed"):
        check_passages(settings, n)
    check_passages({"terms": {"passage_words": 5}, "topics": {"passage_words": 0}}, 2)


def test_without_a_share_rebuild_says_what_to_do(tmp_path):
    done = run_command(tmp_path, "rebuild")
    assert done.returncode == 1 and "not an unpacked share" in done.stderr and "Traceback" not in done.stderr
