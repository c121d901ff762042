"""The corpus report, which lets a reader judge in a minute whether to trust the corpus."""

import re
from pathlib import PurePosixPath

import polars as pl

from presswork.core.schema import find_tables
from presswork.core.shown_text import escape_markdown
from presswork.corpus.export_report import count_repeats, find_marks, join_labels, list_databases, list_labels

INTRODUCTION = """# Corpus report

This report says what was read, what was rejected and why, what to check, which fields are missing, what each cleaning
rule cut, and which articles are analysed. The tables in this folder list every case: `rejected.csv`, `notices.csv`,
`repairs.csv`, `fields.parquet`, `ledger.parquet`, `duplicates.csv` and `counted.csv`.
"""
# How many cases of a kind are shown, and how many characters of a cell.
EXAMPLES = 3
CELL = 300
NO_HEADLINES = (
    "compare an article with its file; a headline is found in the first line, alone or above a byline or a date, "
    "and may be given in annotations/metadata.csv"
)
# What the source of a page in a web archive has behind the archive: time and address.
CAPTURE = re.compile(r"/(?:\d{8,14}|undated)/[A-Za-z][\w+.-]*:.*")
EXPORTS = ("database", "files", "articles read", "rejected", "what differs from what the export states")
EXPORT_LABELS = ("database", "label or rule", "field of its value", "articles", "characters kept", "characters cut")
FIELDS = ("id", "title", "byline", "outlet", "published", "language", "url", "group")


def write_report(
    flow: pl.DataFrame,
    rejected: pl.DataFrame,
    notices: pl.DataFrame,
    duplicates: pl.DataFrame,
    articles: pl.LazyFrame,
    records: pl.LazyFrame,
    repairs: pl.DataFrame,
    fields: pl.LazyFrame,
    ledger: pl.LazyFrame,
    dealt: list[pl.LazyFrame],
) -> str:
    """Return the report as Markdown."""
    names = ("article_id", "source", "id", "database", "outlet", "published", "language")
    described = articles.select(names).collect()
    marked = find_marks(described, ledger, dealt)
    parts = [
        INTRODUCTION,
        _write_table("From records to articles analysed", ("step", "left", "removed", "why"), _list_flow(flow)),
        _write_table("Sources", ("format", "articles read", "rejected"), _list_sources(described, rejected)),
        *_write_some("Exports from databases", EXPORTS, list_databases(described, rejected, notices)),
        _write_table("Rejected", ("reason", "records", "first", "what to do"), _list_remarks(rejected)),
        _write_checks(pl.concat([notices, _check_headlines(articles)])),
        _write_table("Encodings", ("", "records"), _list_encodings(records, repairs)),
        _write_table("Fields", ("field", "in the text", "in the file", "annotations", "missing"), _list_fields(fields)),
        _write_table("Why fields are missing", ("field", "reason", "articles read"), _list_missing(fields)),
        _write_table(
            "Kept and cut",
            ("rule", "kept", "spans", "characters", "share of all"),
            _list_rules(join_labels(marked)),
        ),
        *_write_some("Labels of exports", EXPORT_LABELS, list_labels(marked)),
        _write_table("Near-duplicates", ("", "articles read"), _list_duplicates(duplicates, described)),
        _write_table("Languages", ("language", "articles read"), _count(described["language"].fill_null("uncertain"))),
        _write_table("Outlets", ("outlet", "articles read"), _count(described["outlet"].fill_null("unknown"))),
        _write_table("Years", ("year", "articles read"), _list_years(described["published"])),
    ]
    return "\n".join(parts)


def _write_table(title: str, names: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    if not rows:
        return f"## {title}\n\nNone.\n"
    lines = [f"## {title}", "", f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    return "\n".join([*lines, *(f"| {' | '.join(map(_write_cell, row))} |" for row in rows)]) + "\n"


def _write_some(title: str, names: tuple[str, ...], rows: list[tuple[object, ...]]) -> list[str]:
    """Return a table that only some corpora have."""
    return [_write_table(title, names, rows)] if rows else []


def _write_cell(value: object) -> str:
    text = f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)
    return escape_markdown(text if len(text) <= CELL else f"{text[:CELL]}…")


def _write_checks(notices: pl.DataFrame) -> str:
    """Return the notices by reason, the most frequent first: how many, what to do, and the first few files with one.

    A file with many notices of a kind, such as an export, takes one line.
    """
    grouped = notices.sort("source", "record").group_by("reason", "source", maintain_order=True)
    files = grouped.agg(
        pl.len().alias("n"), pl.col("record", "detail").first(), pl.col("remedy").unique(maintain_order=True)
    )
    first = [pl.col(name).head(EXAMPLES) for name in ("source", "n", "record", "detail")]
    counted = files.group_by("reason", maintain_order=True).agg(
        pl.col("n").sum().alias("cases"), pl.col("remedy").explode().unique(maintain_order=True), *first
    )
    parts = ["## To check\n"]
    for reason, cases, remedies, *examples in counted.sort("cases", "reason", descending=[True, False]).iter_rows():
        what = f"{cases:,} case{'s' if cases > 1 else ''}"
        parts.append(f"**{_write_cell(reason)}**, {what}. What to do: {_list_remedies(remedies)}.\n")
        parts += [_write_example(*example) for example in zip(*examples, strict=True)]
        left = cases - sum(examples[1])
        parts += [f"- and {left:,} more in `notices.csv`"] * (left > 0)
        parts.append("")
    return "\n".join(parts) if notices.height else "## To check\n\nNone.\n"


def _check_headlines(articles: pl.LazyFrame) -> pl.DataFrame:
    """Return a row as in `notices` for each folder where most articles have no headline."""
    folder = pl.col("source").str.extract(r"^(.*)/", 1).fill_null("the folder of articles")
    counted = articles.group_by(source=folder).agg(missing=pl.col("title").null_count(), n=pl.len()).collect()
    rows = [
        (source, None, "most articles have no headline", f"{missing:,} of {n:,} articles", NO_HEADLINES)
        for source, missing, n in counted.filter(2 * pl.col("missing") > pl.col("n")).iter_rows()
    ]
    return pl.DataFrame(rows, find_tables()["notices"].schema, orient="row")


def _list_remedies(remedies: list[str]) -> str:
    """Return what to do; where it differs from case to case, what is said of the first."""
    return _write_cell(remedies[0]) + (f" (and {len(remedies) - 1:,} more in `notices.csv`)" if remedies[1:] else "")


def _write_example(source: str, n_cases: int, record: int | None, detail: str) -> str:
    place = "" if record is None else f", record {record:,}"
    more = f"; {n_cases:,} cases in this file" if n_cases > 1 else ""
    return f"- {_write_cell(source)}{place}: {_write_cell(detail)}{more}"


def _list_flow(flow: pl.DataFrame) -> list[tuple[object, ...]]:
    reason = pl.when(pl.col("removed") > 0).then("reason").otherwise(pl.lit(""))
    return flow.sort("step").select("name", "left", "removed", reason).rows()


def _list_sources(described: pl.DataFrame, rejected: pl.DataFrame) -> list[tuple[object, ...]]:
    def count_endings(sources: pl.Series) -> dict[str, int]:
        files = [CAPTURE.sub("", source) for source in sources]
        endings = [PurePosixPath(file).suffix.lower() or "none" for file in files]
        return {ending: endings.count(ending) for ending in sorted(set(endings))}

    read, lost = count_endings(described["source"]), count_endings(rejected["source"])
    return [(ending, read.get(ending, 0), lost.get(ending, 0)) for ending in sorted(read.keys() | lost.keys())]


def _list_remarks(remarks: pl.DataFrame) -> list[tuple[object, ...]]:
    """Return for each reason, and each thing to do about it, the number of records and the first file."""
    grouped = remarks.sort("source", "record").group_by("reason", "remedy", maintain_order=True)
    counted = grouped.agg(pl.len().alias("records"), pl.col("source").first())
    ordered = counted.sort("records", "reason", "source", descending=[True, False, False])
    return ordered.select("reason", "records", "source", "remedy").rows()


def _list_encodings(records: pl.LazyFrame, repairs: pl.DataFrame) -> list[tuple[object, ...]]:
    described = records.select("encoding", "n_undecoded").collect()
    undecoded = described.filter(pl.col("n_undecoded") > 0)["n_undecoded"]
    notes = [
        (
            f"with mojibake repaired ({repairs.height:,} line{'s' * (repairs.height != 1)} in all)",
            repairs["article_id"].n_unique(),
        ),
        (f"with lost characters, shown as U+FFFD ({undecoded.sum():,} in all)", undecoded.len()),
    ]
    return [*_count(described["encoding"]), *(note for note in notes if note[1])]


def _list_fields(fields: pl.LazyFrame) -> list[tuple[object, ...]]:
    origins = fields.group_by("field", "origin").len().collect()
    counts = {(field, origin): number for field, origin, number in origins.iter_rows()}
    return [
        (field, *(counts.get((field, origin), 0) for origin in ("text", "file", "person", None))) for field in FIELDS
    ]


def _list_missing(fields: pl.LazyFrame) -> list[tuple[object, ...]]:
    """Return the reasons by field; what is quoted or counted in a reason is left out, so that like joins like."""
    general = pl.col("reason").str.replace_all(r"'[^']*'", "…").str.replace(r": py3langid.*", "")
    missing = fields.filter(pl.col("value").is_null()).group_by("field", reason=general).len("articles")
    return missing.sort("field", "articles", "reason", descending=[False, True, False]).collect().rows()


def _list_rules(ledger: pl.LazyFrame) -> list[tuple[object, ...]]:
    sizes = (pl.col("end") - pl.col("start")).sum()
    rules = ledger.group_by("rule", "kept").agg(spans=pl.len(), characters=sizes).collect()
    total = int(rules["characters"].sum())
    ordered = rules.sort("kept", "characters", "rule", descending=[True, True, False])
    return [
        (rule, "kept" if kept else "cut", spans, characters, f"{characters / total:.2%}")
        for rule, kept, spans, characters in ordered.select("rule", "kept", "spans", "characters").iter_rows()
    ]


def _list_duplicates(duplicates: pl.DataFrame, described: pl.DataFrame) -> list[tuple[object, ...]]:
    if duplicates.is_empty():
        return []
    identical = int(duplicates["identical"].sum())
    return [
        ("stories reported in more than one article", duplicates["cluster"].n_unique()),
        ("articles about these stories, counted or not", duplicates.height),
        ("of these, articles with the same text as another", identical),
        *(("articles that a database exported more than once, by number and day", n) for n in count_repeats(described)),
    ]


def _count(values: pl.Series) -> list[tuple[object, ...]]:
    counted = values.rename("value").value_counts().sort("count", "value", descending=[True, False])
    return counted.head(50).rows()


def _list_years(days: pl.Series) -> list[tuple[object, ...]]:
    years = days.dt.year().cast(pl.String).fill_null("no day")
    return years.rename("year").value_counts().sort("year").rows()
