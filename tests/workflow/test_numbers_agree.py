"""A number that is printed in several places is the same in all of them."""

import csv
import json
import random
import re
import zipfile
from datetime import date, timedelta

import pytest

from conftest import make_once, run_workflow

SUBJECTS = (
    "ship port crane cargo dock harbour container sailor anchor ferry pier captain deck mast tug quay",
    "judge trial lawyer verdict court appeal sentence witness jury crime bail plea clerk oath prison fine",
    "wheat farmer field rain harvest tractor barn crop plough seed straw hay cow soil grain meadow",
)
GERMAN = "Das Schiff ist gestern Abend im Hafen der Stadt angekommen, und die Matrosen haben den Kran gesehen. " * 5
ARCHIVE = "results/archive/share.zip"


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
    with (seeds / "articles.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(("headline", "date", "outlet", "body"))
        for number in range(45):
            day = "" if number % 9 == 4 else str(date(2021, 1, 3) + timedelta(3 * number))
            title = "" if number % 15 == 7 else f"Story {number} of the town"
            writer.writerow((title, day, ("Paper", "Times")[number % 2], write_body(number)))
        for number in (6, 8):
            writer.writerow((f"Copy {number}", "2021-02-01", "Paper", f"{write_body(number)} More follows. It rains."))
        writer.writerow(("A teaser", "", "Times", write_body(9, 3)))
        writer.writerow(("Ein Titel", "2021-02-03", "Zeitung", GERMAN))
        writer.writerow(("Short", "2021-02-04", "Other", "The ship was seen. It was late. It left."))
        writer.writerow(("No text", "2021-02-05", "Paper", ""))
    (seeds / "empty.txt").touch()


def run_mixed(folder):
    write_articles(folder / "seeds")
    options = ("topics={k: [2, 3]}", "corpus={select: {min_characters: 100}}")
    run_workflow(folder, "all", ARCHIVE, "--cores", "2", "--config", *options)


@pytest.fixture(scope="module", params=["seed", pytest.param("mixed", marks=pytest.mark.slow)])
def results(request, tmp_path_factory):
    if request.param == "seed":
        return request.getfixturevalue("seed_run") / "results"
    return make_once(tmp_path_factory, "mixed", run_mixed) / "results"


@pytest.fixture(scope="module")
def numbers(results):
    """The value of each number by its key, as the macros print it."""
    return {key: each["value"] for key, each in json.loads(read(results, "paper/numbers.json")).items()}


def read(results, name):
    return (results / name).read_text(encoding="utf-8")


def read_site(results):
    """Return what the page knows of the run."""
    script = read(results, "explorer/data/site.js")
    return json.loads(script[script.index("{") : script.rindex("}") + 1])


def read_report(results, title):
    """Return the rows of a table of the report, by their first cells."""
    section = re.search(rf"## {title}\n(.*?)(\n## |\Z)", read(results, "corpus/report.md"), re.S)[1]
    rows = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("|")][2:]
    return {first.strip(): [cell.strip() for cell in cells] for first, *cells in rows}


def read_all_articles(results):
    """Return articles, words, median, first and last day of all articles, from the table of the paper."""
    row = re.search(r"<tr><td>All articles</td>(.*?)</tr>", read(results, "paper/tables/corpus.html"))[1]
    return re.findall(r"<td[^>]*>(.*?)</td>", row)


def read_figures(results):
    """Return captions and descriptions of all figures, from the sidecars."""
    sidecars = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((results / "figures").glob("*.json"))]
    return "\n".join(f"{each['caption']} {each['alt_text']}" for each in sidecars)


def find(pattern, text):
    """Return what a pattern finds anywhere, each once."""
    return set(re.findall(pattern, text))


def write(number):
    return f"{number:,}"


def parse(*values):
    return sum(int(value.replace(",", "")) for value in values)


def test_what_was_read_and_what_was_left_out(results, numbers):
    flow, site = read_report(results, "From records to articles analysed"), read_site(results)
    summary, methods, figures = (
        read(results, "paper/summary.txt"),
        read(results, "paper/methods.md"),
        read_figures(results),
    )
    get = {
        name: numbers[f"corpus/{name}"] for name in ("records", "rejected", "articles", "not-selected", "duplicates")
    }
    assert flow["records read"][0] == get["records"]
    assert flow["could be read as articles"][:2] == [get["articles"], get["rejected"]]
    assert flow["analysed"][:2] == [numbers["corpus/analysed"], get["duplicates"]]
    names = site["flow"]["columns"]
    shown = [dict(zip(names, row, strict=True)) for row in site["flow"]["rows"]]
    assert {each["name"]: [write(each["left"]), write(each["removed"])] for each in shown} == {
        name: cells[:2] for name, cells in flow.items()
    }
    assert find(r"We read ([\d,]+) record", methods) == {get["records"]}
    assert find(r"From ([\d,]+) records? read", figures) == {get["records"]}
    assert find(r"Of these, ([\d,]+) gave no article", methods) == {get["rejected"]} - {"0"}
    assert find(r"counted; ([\d,]+) article", methods) == ({get["duplicates"]} if get["articles"] != "1" else set())
    left_out = write(parse(get["not-selected"], get["duplicates"]))
    stated = re.search(r"^articles +([\d,]+) read, ([\d,]+) rejected, ([\d,]+) not counted", summary, re.M)
    assert stated.groups() == (get["articles"], get["rejected"], left_out)
    assert (write(site["articles"]), write(site["articles"] - site["counted"])) == (get["articles"], left_out)


def test_what_is_analysed(results, numbers):
    site, summary, methods = read_site(results), read(results, "paper/summary.txt"), read(results, "paper/methods.md")
    notes = read_figures(results) + read(results, "paper/tables.md")
    names = ("analysed", "words", "sentences", "types", "hapaxes")
    analysed, words, sentences, types, once = (numbers[f"corpus/{name}"] for name in names)
    sizes = r"is ([\d,]+) articles? of ([\d,]+) words? in ([\d,]+) sentences?"
    assert re.search(sizes, methods).groups() == (analysed, words, sentences)
    stated = re.search(r"^words +([\d,]+) in ([\d,]+) sentences, ([\d,]+) distinct", summary, re.M)
    assert stated.groups() == (words, sentences, types)
    assert [write(site[name]) for name in ("counted", "words", "all_terms")] == [analysed, words, types]
    assert read_all_articles(results)[:2] == [analysed, words]
    assert find(r"n = ([\d,]+) articles?\b", notes) == {analysed}
    assert find(r"n = [\d,]+ articles?, ([\d,]+) words?", notes) == {words}
    assert find(r"([\d,]+) distinct (?:term|word)s?\b", notes + methods) == {types}
    assert find(r"([\d,]+) words? occurs? once|([\d,]+) of them once", notes) == {(once, ""), ("", once)}


def test_fields_outlets_and_days(results, numbers):
    methods, summary = read(results, "paper/methods.md"), read(results, "paper/summary.txt")
    fields, site = read_report(results, "Fields"), read_site(results)
    for field, label in (("title", "a title"), ("byline", "a byline"), ("published", "a date")):
        assert find(rf"([\d,]+) without {label}", summary) == {fields[field][3]} - {"0"}
    assert find(r"from ([\d,]+) outlet", methods) == {numbers["corpus/outlets"]} - {"0"}
    undated = parse(numbers["corpus/analysed"]) - parse(numbers["corpus/dated"])
    assert site["months"]["undated"] == undated or not site["months"]["bars"]
    assert find(r"Undated: ([\d,]+) article", read(results, "paper/tables.md")) == {write(undated)} - {"0"}
    if "corpus/first-day" in numbers:
        first, last = numbers["corpus/first-day"], numbers["corpus/last-day"]
        assert read_all_articles(results)[3:5] == [first, last]
        partly = rf" ({numbers['corpus/dated']} of them dated)" if undated else ""
        assert f"published from {first} to {last}{partly}" in methods
    assert find(r"Cleaning cut (\S+) %", methods) <= {numbers["corpus/cut"]}


def test_terms_and_topics(results, numbers):
    summary, methods, site = read(results, "paper/summary.txt"), read(results, "paper/methods.md"), read_site(results)
    top = [numbers[f"top/{rank}"] for rank in range(1, 6)]
    counts = ", ".join(f"{term} {numbers[f'term/{term}/count']}" for term in top)
    assert re.search(r"^terms +(.*)$", summary, re.M)[1] == counts
    assert re.search(r"^topics +(\d+) ", summary, re.M)[1] == str(site["choice"]["k"]) == numbers["topics/k"]
    assert find(r"chose (\d+) topics", methods) <= {numbers["topics/k"]}
    fitted = numbers.get("topics/articles", "1")
    assert write(site["choice"]["n_articles"]) == fitted
    assert find(r"Topics were fitted to ([\d,]+) articles", methods) <= {fitted}
    assert find(r"^topics +\d+ of ([\d,]+) articles", summary) <= {fitted}
    for term in top:
        cells = re.search(rf"<tr><td>{term}</td>(.*?)</tr>", read(results, "paper/tables/terms.html"))[1]
        shown = re.findall(r"<td[^>]*>(.*?)</td>", cells)
        assert {numbers[f"term/{term}/{name}"] for name in ("count", "rate", "dp-norm")} <= set(shown)


def test_prevalence_of_topics(results, numbers):
    keys = [key.removesuffix("prevalence") for key in numbers if key.endswith("/prevalence")]
    stated = {numbers[f"{key}number"]: numbers[f"{key}prevalence"] for key in keys}
    # The summary rounds to whole percent, the numbers to a tenth.
    listed = re.findall(r"^ +(\d+) +(\d+)% ", read(results, "paper/summary.txt"), re.M)
    assert all(abs(float(stated[topic]) - int(share)) <= 0.55 for topic, share in listed)
    path = results / "paper/tables/topics.html"
    rows = re.findall(
        r'<tr><td class="r">(\d+)</td><td>.*?</td><td class="r">(.*?)</td>', path.read_text() if stated else ""
    )
    assert rows == sorted(stated.items(), key=lambda item: int(item[0]))[: len(rows)] and bool(rows) == bool(stated)


def test_the_share_counts_what_it_holds(results):
    archive = results / "archive/share.zip"
    if archive.is_file():
        with zipfile.ZipFile(archive) as opened:
            readme = opened.read("README.md").decode()
            index = json.loads(opened.read("results/share.json"))
        n_figures = sum(name.endswith(".pdf") for name in index["rebuilt"])
        stated = re.search(
            r"makes the ([\d,]+) results after the counts\s+again in `rebuilt/`, among them (\d+) fig", readme
        )
        assert stated.groups() == (write(len(index["rebuilt"])), write(n_figures))
        assert n_figures + len(index["not_rebuilt"]) == len(list((results / "figures").glob("*.pdf")))


def test_the_page_has_the_captions_of_the_figures(results):
    for path in sorted((results / "figures").glob("*.json")):
        script = read(results, f"explorer/data/figures/{path.stem}.js")
        told = json.loads(script[script.index("{") : script.rindex("}") + 1])
        assert told["caption"] == json.loads(path.read_text(encoding="utf-8"))["caption"], path.stem
