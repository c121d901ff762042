"""How well Presswork and the R packages of each database read public exports, against values read by eye.

    Rscript benchmarks/export_packages.R samples
    python benchmarks/compare_exports.py readers

`samples/` holds the repositories of export_samples.csv at these commits, each in a folder OWNER+NAME. export_values.csv
says what stands in the first and last article of each sample and in four between them, of up to 20 articles in all:
digests of the values and of the first and last words of the text, since the texts are not ours.
"""

import csv
import email
import email.policy
import html
import json
import re
import unicodedata
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any

from claims import SAMPLES
from runner import MarkdownTable, run_command, states

import polars as pl

from conftest import HEADLINE_MODEL, LINE_MODEL, RULES, WORDS
from presswork.core.digests import digest_text
from presswork.corpus.articles import clean_shard
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.records import deal_records

HERE = Path(__file__).parent
FIELDS = ("title", "published", "outlet", "byline", "section", "page")
N_ENDS = 6
# What is no part of a headline: a number in a list of results, and editions and graphics in brackets.
AROUND = re.compile(r"^\d+\) |(?::?\s*\[[^\]]*\])+$|[\s:-]*Correction Appended$")
BY = re.compile(r"^(?:by|from|von|par|interview|text) ")
PAGE = re.compile(r"^(?:p|pg|s)\.\s*", re.IGNORECASE)
INLINE = re.compile(r"</?(?:a|b|em|font|i|span|strong)\b[^>]*>|(?s:<(script|style|head)\b.*?</\1>)", re.IGNORECASE)
WORD = re.compile(r"\w+")
Row = Mapping[str, str]


def fold(value: str) -> str:
    """Return the letters and digits of a value, with a blank between words."""
    return " ".join(split_words(value.replace("_", " ")))


def split_words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def digest(value: str) -> str:
    """Return ten digits that stand for a value."""
    return digest_text(value)[:10]


def normalise(field: str, value: str) -> str:
    """Return a value without what readers may keep or leave out."""
    if field == "published":
        found = find_dates(value) if value else []
        return str(found[0].readings[0].day) if found else value[:10]
    if field == "title":
        return fold(AROUND.sub("", value.strip()))
    if field == "page":
        return fold(PAGE.sub("", value))
    return BY.sub("", fold(value)) if field == "byline" else fold(value)


@cache
def read_words(path: Path) -> tuple[str, ...]:
    """Return all words of a file in order, without its markup."""
    data = path.read_bytes()
    if path.suffix.lower() == ".docx":
        text = zipfile.ZipFile(path).read("word/document.xml").decode()
        text = re.sub(r"</w:p>|<w:(?:br|tab)\b[^>]*>", " ", text)
        return tuple(split_words(html.unescape(re.sub(r"<[^>]*>", "", text))))
    if path.suffix.lower() == ".eml":
        body = email.message_from_bytes(data, policy=email.policy.default).get_body(("html",))
        text = body.get_content() if body else ""
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252")
    if path.suffix.lower() != ".txt":
        text = html.unescape(re.sub(r"<[^>]*>", " ", INLINE.sub("", text)))
    return tuple(split_words(text.replace("Enlarge this image.", " ")))


@cache
def index_words(path: Path) -> Mapping[str, Sequence[int]]:
    """Return where each sequence of words begins, by its digest."""
    words, places = read_words(path), defaultdict(list)
    for place in range(len(words) - N_ENDS + 1):
        places[digest(" ".join(words[place : place + N_ENDS]))].append(place)
    return places


def find_body(path: Path, row: Row) -> Sequence[str]:
    """Return the words of the text of an article, empty if its length is not among the values."""
    if not row["words"]:
        return ()
    words, length = read_words(path), int(row["words"])
    width = min(N_ENDS, length)
    starts = index_words(path)[row["first"]] if width == N_ENDS else range(len(words))
    for start in starts:
        body = words[start : start + length]
        if [digest(" ".join(part)) for part in (body[:width], body[-width:])] == [row["first"], row["last"]]:
            return body
    raise ValueError(f"{path}: article {row['position']} is not in the file")


def read_presswork(path: Path) -> list[dict[str, str]]:
    """Return the articles of a file in its order, with their fields and their running text."""
    dealt = deal_records([path], str(path.parent), {})
    shards = [rows for _, rows in dealt["dealt"].pieces]
    (cuts,) = dealt["recurring_cuts"]
    found: list[tuple[Any, dict[str, str]]] = []
    for rows in shards:
        tables = clean_shard(rows.lazy(), cuts, RULES, WORDS, LINE_MODEL, HEADLINE_MODEL, [])
        for article in tables["articles"].rows(named=True):
            own = tables["fields"].filter(pl.col("article_id") == article["article_id"])
            values = {field: value or "" for field, value in own.select("field", "value").iter_rows()}
            place = (article["source"], article["record"] or 0)
            found.append((place, dict.fromkeys(FIELDS, "") | values | {"text": article["text"]}))
    return [article for _, article in sorted(found, key=lambda each: each[0])]


def read_all(folder: Path, samples: Sequence[Row]) -> Iterator[tuple[str, Row, list[dict[str, str]]]]:
    """Yield each reader with a sample and the articles that it finds there."""
    known = {sample["file"]: sample for sample in samples}
    with (folder / "packages.jsonl").open(encoding="utf-8", newline="\n") as lines:
        for result in map(json.loads, lines):
            yield result["package"], known[result["file"]], result["articles"]
    for sample in samples:
        yield "Presswork", sample, read_presswork(folder / sample["file"])


def choose(articles: Sequence[Row], position: int, total: int, row: Row, body: Sequence[str]) -> Row:
    """Return the article at a position; if some are lacking, the one with the same headline or most words in common."""
    if len(articles) == total:
        return articles[position - 1]

    def score(article: Row) -> tuple[bool, int]:
        is_same = digest(normalise("title", article.get("title", ""))) in row["title"].split("|")
        return is_same, len(set(split_words(article["text"])) & set(body))

    return max(articles, key=score, default={"text": ""})


def count(article: Row, row: Row, body: Sequence[str]) -> Counter[str]:
    """Return the fields stated and right, the words of the text and those kept, and words that do not belong to it.

    Fields that a package does not have are not counted, nor are those that are ambiguous.
    """
    counts: Counter[str] = Counter()
    for field in FIELDS:
        value = article.get(field, "")
        if field in article and row[field] != "?" and (value or row[field]):
            counts["stated"] += 1
            counts["right"] += bool(value) and digest(normalise(field, value)) in row[field].split("|")
    words = split_words(article["text"]) if body else []
    kept = sum(block.size for block in SequenceMatcher(None, body, words, autojunk=False).get_matching_blocks())
    return counts + Counter(words=len(body), kept=kept, other=len(words) - kept)


def read_csv(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of this folder."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@states("exports.md", "<!-- exports read -->", seconds=90, needs=("samples",))
def readers() -> None:
    """Articles found, fields right and words kept, for each kind of export and reader."""
    folder, samples, values = SAMPLES, read_csv("export_samples.csv"), defaultdict(list)
    for row in read_csv("export_values.csv"):
        values[row["file"]].append(row)
    results: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for reader, sample, articles in read_all(folder, samples):
        total = int(sample["articles"])
        counts = results[sample["kind"], reader]
        counts += Counter(files=1, articles=total, found=len(articles))
        for row in values[sample["values"] or sample["file"]]:
            body = find_body(folder / row["file"], row)
            counts += count(choose(articles, int(row["position"]), total, row, body), row, body)
        results[sample["kind"], reader] = counts
    kinds = list(dict.fromkeys(sample["kind"] for sample in samples))
    heads = ("export", "reader", "files", "articles", "found", "fields right", "words kept", "other words")
    table = MarkdownTable(*heads)
    for (kind, reader), each in sorted(
        results.items(), key=lambda item: (kinds.index(item[0][0]), item[0][1] == "Presswork", item[0][1])
    ):
        right, kept = f"{each['right']} of {each['stated']}", f"{each['kept'] / max(1, each['words']):.1%}"
        table.add(kind, reader, each["files"], each["articles"], each["found"], right, kept, f"{each['other']:,}")
    table.fill("exports.md", "exports read")


if __name__ == "__main__":
    run_command(__doc__, readers)
