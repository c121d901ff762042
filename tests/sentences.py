"""The sentences that a run writes for readers, where they are, and the general truths that each must keep."""

import json
import re

import polars as pl

from presswork.core.schema import find_tables
from presswork.core.tables import read_table

COUNTED = (
    "article|term|word|topic|day|passage|outlet|record|file|sentence|stor|pair|comparison|week|month|period|name|line|"
    "group|collocate|occurrence|time|character|refit|random start|permutation|node|engine|byline|language|panel|row"
)
# Parts of prose that are quoted from the articles or the options: names, code, citations, addresses.
QUOTED = re.compile(r"`[^`]*`|\[@[^\]]*\]|“[^”]*”|\"[^\"]*\"|\\presswork\S*")
NUMBER = re.compile(r"(?<![\w.,/-])[−-]?\d[\d,]*(?:\.\d+)?(?![\w/]|-\d|[.,]\d)")
WRONG = {
    "a missing value": re.compile(r"\b(?:nan|NaN|inf|null(?! model)|<NA>)\b|\bNone\b(?! of the|\.)"),
    "a count of nothing": re.compile(rf"(?<![\d.,\w-])0 (?:{COUNTED})"),
    "a plural of one": re.compile(rf"(?<![\d.,\w-])1 (?:{COUNTED})(?:s|ies)\b"),
    "a singular of several": re.compile(rf"(?<![\d.,\w-])(?!1 )\d+(?:,\d{{3}})* (?:{COUNTED})y?(?![\w-]| group)"),
    "a space before %": re.compile(r"\d[ \u00a0\u202f]%"),
    "a number without commas": re.compile(r"(?<![\d.,:/\w-])(?!(?:1[5-9]|20)\d\d\b)\d{4,}(?![\d\w-])"),
    "a number without a leading zero": re.compile(r"(?<![\d\w.])\.\d"),
    "an interval that is not called 95% CI": re.compile(r"95 ?% (?!CI|of |bound|confidence intervals \(CI\))\w+"),
    "a doubled sign or space": re.compile(r"(?<!\.)\.\.(?![./])|,,|;;|::|\S {2,}\S| [,;.:](?!\w)|\b(\w+) \1\b"),
    "an unfilled place": re.compile(r"\{\w*\}"),
}


def read(results, name):
    return (results / name).read_text(encoding="utf-8")


def read_sidecars(results):
    """Return the sidecar of each figure by its name."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((results / "figures").glob("*.json"))}


def read_rows(results, figure):
    """Return the plotted rows of a figure."""
    return read_table(results / "figures" / f"{figure}.csv", find_tables()[f"figure_{figure}"])


def list_sentences(results):
    """Return (place, text) of all prose: captions, alt texts, methods, notes of tables, reasons, meanings, readmes."""
    found = []
    for name, sidecar in read_sidecars(results).items():
        found += [(f"{part} of {name}", sidecar[part]) for part in ("caption", "alt_text", "method")]
    for name in ("paper/methods.md", "paper/tables.md", "corpus/report.md"):
        found += [(name, block) for block in _list_blocks(read(results, name))]
    for path in sorted(results.rglob("README.md")):
        found += [(path.name, block) for block in _list_blocks(path.read_text("utf-8"))]
    for row in pl.read_csv(results / find_tables()["skipped"].path).select("reason", "remedy").rows():
        found += [("skipped.csv", f"{text}.") for text in row if text]
    return found


def list_phrases(results):
    """Return (place, text) of the lines that are not sentences: the summary, and what numbers mean and print."""
    numbers = json.loads(read(results, "paper/numbers.json"))
    found = [(key, each[part]) for key, each in numbers.items() for part in ("meaning", "in_full")]
    return found + [("summary", line) for line in read(results, "paper/summary.txt").splitlines()]


def _list_blocks(markdown):
    """Return the paragraphs and list items of Markdown, without tables, headings and code."""
    text = re.sub(r"```.*?```", "", markdown, flags=re.S)
    blocks = re.split(r"\n\s*\n|\n(?=- )", text)
    joined = [" ".join(block.split()).replace("\\", "") for block in blocks]
    return [block.strip("*") for block in joined if block and not block.startswith(("#", "|"))]


def find_wrong(text, terms=()):
    """Return what is wrong with a text by rule, with its surroundings."""
    prose = QUOTED.sub("…", text)
    hits = ((name, hit) for name, pattern in WRONG.items() for hit in pattern.finditer(prose))
    return [f"{name}: {prose[max(0, hit.start() - 30) : hit.end() + 30]}" for name, hit in hits]


def find_numbers(text):
    """Return the numbers of a text as values, without years of citations."""
    without = re.sub(r"\d+ panels|\(\d{4}\)| \d{4}[;,)]|\d{4}-\d\d(?:-\d\d)?", " ", QUOTED.sub(" ", text))
    return [float(number.replace(",", "").replace("−", "-")) for number in NUMBER.findall(without)]
