"""A number that is printed in several places is the same in all of them."""

import json
import re
import zipfile

import polars as pl
import pytest

import presswork
from presswork.figures.trace.evidence import Marks
from presswork.figures.trace.marks import name_mark
from sentences import read, read_rows, read_sidecars


@pytest.fixture(scope="module")
def numbers(results):
    """The value of each number by its key, as the macros print it."""
    return {key: each["value"] for key, each in json.loads(read(results, "paper/numbers.json")).items()}


def read_data(results, name):
    """Return what a data file of the page holds."""
    script = read(results, f"explorer/data/{name}.js")
    return json.loads(script[script.index("{") : script.rindex("}") + 1])


def read_site(results):
    """Return what the page knows of the run."""
    return read_data(results, "site")


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
    return "\n".join(f"{each['caption']} {each['alt_text']}" for each in read_sidecars(results).values())


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
    assert find(r"([\d,]+) records? could not be read", methods) == {get["rejected"]} - {"0"}
    assert find(r"counted; ([\d,]+) article", methods) == {get["duplicates"]} - {"0"}
    left_out = write(parse(get["not-selected"], get["duplicates"]))
    stated = re.search(
        r"^articles +([\d,]+) read(?:, ([\d,]+) left out)?(?:; ([\d,]+) records? rejected)?", summary, re.M
    )
    assert [each or "0" for each in stated.groups()] == [get["articles"], left_out, get["rejected"]]
    assert (write(site["articles"]), write(site["articles"] - site["counted"])) == (get["articles"], left_out)


def test_what_is_analysed(results, numbers):
    site, summary, methods = read_site(results), read(results, "paper/summary.txt"), read(results, "paper/methods.md")
    notes = read_figures(results) + read(results, "paper/tables.md")
    names = ("analysed", "words", "sentences", "types", "hapaxes")
    analysed, words, sentences, types, once = (numbers[f"corpus/{name}"] for name in names)
    sizes = r"has ([\d,]+) articles? with ([\d,]+) words? in ([\d,]+) sentences?"
    assert re.search(sizes, methods).groups() == (analysed, words, sentences)
    stated = re.search(r"^words +([\d,]+) in ([\d,]+) sentences?, ([\d,]+) distinct", summary, re.M)
    assert stated.groups() == (words, sentences, types)
    assert [write(site[name]) for name in ("counted", "words", "all_terms")] == [analysed, words, types]
    assert read_all_articles(results)[:2] == [analysed, words]
    assert find(r"n = ([\d,]+) articles?\b", notes) == {analysed}
    assert find(r"n = [\d,]+ articles?, ([\d,]+) words?", notes) == {words}
    assert find(r"([\d,]+) distinct (?:term|word)s?\b", notes + methods) == {types}
    assert find(r"([\d,]+) words? occurs? once", notes) == {once} - {"0"}
    assert find(r"terms that occur once \(([\d,]+)\)", notes) == {once}


def test_fields_outlets_and_days(results, numbers):
    methods, summary = read(results, "paper/methods.md"), read(results, "paper/summary.txt")
    fields, site = read_report(results, "Fields"), read_site(results)
    for field, label in (("title", "title"), ("byline", "byline"), ("published", "date")):
        assert find(rf"[:,] ([\d,]+) {label}s?\b", summary) == {fields[field][3]} - {"0"}
    assert find(r"from ([\d,]+) outlet", methods) == {numbers["corpus/outlets"]} - {"0"}
    undated = parse(numbers["corpus/analysed"]) - parse(numbers["corpus/dated"])
    assert site["months"]["undated"] == undated or not site["months"]["bars"]
    assert find(r"([\d,]+) articles? ha(?:s|ve) no date", read(results, "paper/tables.md")) == {write(undated)} - {"0"}
    if "corpus/first-day" in numbers:
        first, last = numbers["corpus/first-day"], numbers["corpus/last-day"]
        assert read_all_articles(results)[3:5] == [first, last]
        partly = rf" ({numbers['corpus/dated']} of them dated)" if undated else ""
        assert f"published from {first} to {last}{partly}" in methods
    assert find(r"Cleaning cut (\S+)%", methods) <= {numbers["corpus/cut"]}


def test_terms_and_topics(results, numbers):
    summary, methods, site = read(results, "paper/summary.txt"), read(results, "paper/methods.md"), read_site(results)
    top = [numbers[f"top/{rank}"] for rank in range(1, 6)]
    counts = ", ".join(f"{term} {numbers[f'term/{term}/count']}" for term in top)
    assert re.search(r"^terms +(.*)$", summary, re.M)[1] == counts
    stated = re.search(r"^topics +(\d+|none)\b", summary, re.M)[1].replace("none", "0")
    assert stated == str(site["choice"]["k"] or 0) == numbers["topics/k"]
    assert find(r"chose (\d+) topics", methods) <= {numbers["topics/k"]}
    fitted = numbers.get("topics/articles", "1")
    assert write(site["choice"]["n_articles"]) == fitted
    assert find(r"Topics were fitted to ([\d,]+) articles", methods) <= {fitted}
    assert find(r"^topics +\d+ in ([\d,]+) articles", summary) <= {fitted}
    for term in top:
        cells = re.search(rf"<tr><td>{term}</td>(.*?)</tr>", read(results, "paper/tables/terms.html"))[1]
        shown = re.findall(r"<td[^>]*>(.*?)</td>", cells)
        keys = [f"term/{term}/{name}" for name in ("count", "rate", "dp-norm")]
        assert {numbers[key] for key in keys if key in numbers} <= set(shown)


def test_prevalence_of_topics(results, numbers):
    keys = [key.removesuffix("prevalence") for key in numbers if key.endswith("/prevalence")]
    stated = {numbers[f"{key}number"]: numbers[f"{key}prevalence"] for key in keys}
    listed = re.findall(r"^ +(\d+) +([\d.]+)% ", read(results, "paper/summary.txt"), re.M)
    assert listed == [(topic, stated[topic]) for topic, _ in listed] and bool(listed) == bool(stated)
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
        stated = re.search(r"makes ([\d,]+) results, among them (\d+) figures, again\s+from the counts", readme)
        assert stated.groups() == (write(len(index["rebuilt"])), write(n_figures))
        assert n_figures + len(index["not_rebuilt"]) == len(list((results / "figures").glob("*.pdf")))


def test_the_page_has_the_captions_of_the_figures(results):
    for name, sidecar in read_sidecars(results).items():
        assert read_data(results, f"figures/{name}")["caption"] == sidecar["caption"], name


def test_a_mark_is_the_same_row_in_the_csv_the_trace_and_the_page(results):
    for name in read_sidecars(results):
        rows = read_rows(results, name)
        shown = read_data(results, f"figures/{name}")
        behind = dict(read_data(results, f"figures/{name}-trace")["rows"])
        for number in {1, rows.height // 2, rows.height} & set(range(1, rows.height + 1)):
            row = rows.row(number - 1, named=True)
            marks = Marks.number(name, rows).rows
            found = presswork.trace(results / "figures" / name, number)
            assert found.equals(presswork.trace(results / "figures" / name, name_mark(name, marks, number))), name
            on_page = dict(zip(shown["rows"]["columns"], shown["rows"]["rows"][number - 1], strict=True))
            assert [on_page[key] for key in ("term", "rank", "topic", "count") if key in row] == [
                row[key] for key in ("term", "rank", "topic", "count") if key in row
            ]
            own = behind.get(number - 1, []) + behind.get(-1, [])
            if len(own) == shown["behind"][number - 1]:
                assert sum(place[3] or 0 for place in own) == (found["count"].sum() or 0), (name, number)


def test_passages_have_one_number(results):
    numbers = pl.read_csv(results / "terms/matrix_rows.csv")["passage"].drop_nulls()
    assert numbers.to_list() == list(range(1, len(numbers) + 1))
    if len(numbers) and (results / "figures/topics_articles.csv").is_file():
        labels = read_rows(results, "topics_articles")["label"].unique()
        assert set(labels) == {f"passage {number}" for number in numbers}
        shares = pl.read_parquet(results / "topics/shares.parquet")
        largest = shares.sort("share", descending=True).row(0, named=True)
        cells = read_rows(results, "topics_articles").filter(topic=largest["topic"]).sort("share", descending=True)
        assert cells["label"][0] == f"passage {largest['passage']}"


def test_a_concordance_has_as_many_lines_as_the_count(results):
    opened = presswork.open_results(results)
    counts = opened.terms.frequency.sort("rank").select("term", "count").head(25)
    lines = [(term, opened.concordance(term, limit=None).height) for term in counts["term"]]
    assert lines == counts.rows()
    with_titles = [opened.concordance(term, limit=None, uncounted=True).height for term in counts["term"]]
    assert all(more >= count for more, count in zip(with_titles, counts["count"], strict=True))
    assert sum(with_titles) > counts["count"].sum()
