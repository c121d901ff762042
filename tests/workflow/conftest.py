"""Corpora of several sizes and kinds, and the results of the workflow on each of them."""

import functools
import random
from datetime import date, timedelta

import pytest

from conftest import COLUMNS, make_once, run_workflow, write_csv

SUBJECTS = (
    "ship port crane cargo dock harbour container sailor anchor ferry pier captain deck mast tug quay",
    "judge trial lawyer verdict court appeal sentence witness jury crime bail plea clerk oath prison fine",
    "wheat farmer field rain harvest tractor barn crop plough seed straw hay cow soil grain meadow",
)
GERMAN = "Das Schiff ist gestern Abend im Hafen der Stadt angekommen, und die Matrosen haben den Kran gesehen. " * 5
HABITS = {"Paper": "allegedly", "Times": "apparently", "Post": "reportedly"}
ARCHIVE = "results/archive/share.zip"
TOPICS = "topics={k: [2, 3]}"


def write_body(number, n_sentences=9):
    chance = random.Random(number)
    own = chance.sample(SUBJECTS[number % 3].split(), 9)
    sentences = [
        f"The {own[step % 9]} and the {chance.choice(own)} of the {chance.choice(own)} were seen in town {number}."
        for step in range(n_sentences)
    ]
    return " ".join(sentences)


def write_articles(seeds):
    """Write articles of two outlets, some undated and untitled, and one or more of each kind that does not count."""
    seeds.mkdir()
    rows = [COLUMNS]
    for number in range(45):
        day = "" if number % 9 == 4 else str(date(2021, 1, 3) + timedelta(3 * number))
        title = "" if number % 15 == 7 else f"Story {number} of the town"
        rows.append((title, day, ("Paper", "Times")[number % 2], write_body(number)))
    for number in (6, 8):
        rows.append((f"Copy {number}", "2021-02-01", "Paper", f"{write_body(number)} More follows. It rains."))
    rows.append(("A teaser", "", "Times", write_body(9, 3)))
    rows.append(("Ein Titel", "2021-02-03", "Zeitung", GERMAN))
    rows.append(("Short", "2021-02-04", "Other", "The ship was seen. It was late. It left."))
    rows.append(("No text", "2021-02-05", "Paper", ""))
    write_csv(seeds / "articles.csv", *rows)
    (seeds / "empty.txt").touch()


def run_mixed(folder):
    write_articles(folder / "seeds")
    options = (TOPICS, "corpus={select: {min_characters: 100}}")
    run_workflow(folder, "all", ARCHIVE, "--cores", "2", "--config", *options)


def run_plain(folder, n_articles, outlets, dated):
    """Run the workflow on articles of some outlets."""
    (folder / "seeds").mkdir()
    rows = [COLUMNS]
    for number in range(n_articles):
        day = str(date(2021, 1, 3) + timedelta(number)) if dated else ""
        outlet = outlets[number // 3 % len(outlets)]
        rows.append((f"Story {number} of the town", day, outlet, f"{write_body(number)} It was {HABITS[outlet]} so."))
    write_csv(folder / "seeds/articles.csv", *rows)
    finished = run_workflow(folder, "--cores", "2", "--config", TOPICS)
    (folder / "screen.txt").write_text(finished.stdout, encoding="utf-8")


CORPORA = {
    "five": functools.partial(run_plain, n_articles=5, outlets=("Paper", "Times"), dated=True),
    "mixed": run_mixed,
    "undated": functools.partial(run_plain, n_articles=45, outlets=("Paper", "Times"), dated=False),
    "one-outlet": functools.partial(run_plain, n_articles=45, outlets=("Paper",), dated=True),
    "many": functools.partial(run_plain, n_articles=300, outlets=("Paper", "Times", "Post"), dated=True),
}
SLOW = [pytest.param(name, marks=pytest.mark.slow) for name in (*list(CORPORA)[1:], "sample")]


@pytest.fixture(scope="session")
def five_run(tmp_path_factory):
    """A folder in which the workflow has run on five dated articles of two outlets, once for all processes."""
    return make_once(tmp_path_factory, "five", CORPORA["five"])


@pytest.fixture(scope="module", params=["seed", "five", *SLOW])
def results(request, tmp_path_factory):
    """The results of one article, of made-up corpora of several kinds, or of a sample of the demo's articles."""
    if request.param in CORPORA:
        return make_once(tmp_path_factory, request.param, CORPORA[request.param]) / "results"
    return request.getfixturevalue(f"{request.param}_run") / "results"
