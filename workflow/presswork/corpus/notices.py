"""Notices that need the whole corpus: repeated ids and implausible dates."""

from datetime import date, timedelta

import polars as pl

from presswork.corpus.tables import ID_REPEATED, IMPLAUSIBLE_DAY

LISTED = 3
# Days that programs write where they know none: the first of several calendars, or the last.
PLACEHOLDERS = [date(year, 1, 1) for year in (1601, 1753, 1900, 1904, 1970, 1980)] + [
    date(1899, 12, 30),
    date(1899, 12, 31),
]
LAST_YEAR = 2050
# Days this far outside the middle half of the corpus are to be checked, or so many times the length of that half.
FAR, TIMES = timedelta(days=3653), 3
MIN_DAYS = 4
REMARK = {
    name: pl.Int64 if name == "record" else pl.String for name in ("source", "record", "reason", "detail", "remedy")
}


def list_repeated(names: pl.DataFrame) -> pl.DataFrame:
    """Return one notice if records share an id of their files, none if not.

    `names` has source, record, id, database and published. An article that a database exported more than once, by its
    number and its day, is a near-duplicate and needs no notice.
    """
    given = names.drop_nulls("id").sort("source", "record")
    n_articles = pl.struct("database", "published").n_unique() + pl.col("database").is_null().sum()
    shared = given.group_by("id", maintain_order=True).agg(
        pl.col("source").unique(maintain_order=True), n=pl.len(), n_articles=n_articles
    )
    shared = shared.filter(pl.col("n") > 1, pl.col("n_articles") > 1).drop("n_articles")
    if shared.is_empty():
        return pl.DataFrame(schema=REMARK)
    listed = [f"{name} in {' and '.join(sources[:LISTED])}" for name, sources, _ in shared.head(LISTED).iter_rows()]
    ids = "1 id is" if shared.height == 1 else f"{shared.height:,} ids are each"
    count = f"{ids} used by more than one record, {shared['n'].sum():,} records in all"
    detail = f"{count}: {'; '.join(listed)}"
    remedy = "all articles are kept; an annotation with such an id applies to all of them, so use source or article_id"
    return pl.DataFrame([(shared["source"][0][0], None, ID_REPEATED, detail, remedy)], schema=REMARK, orient="row")


def list_implausible(names: pl.DataFrame) -> pl.DataFrame:
    """Return a notice for each article whose day cannot be right, or lies far from those of the rest.

    `names` has source, record and published. A day is far where it lies ten years, or three times the range of the
    middle half, outside the middle half of the days.
    """
    days = names.drop_nulls("published").sort("source", "record")
    ordered = days["published"].sort()
    low, high = (ordered[len(ordered) * part // 4] for part in (1, 3)) if len(ordered) >= MIN_DAYS else (None, None)
    reach = max(FAR, TIMES * (high - low)) if low else None
    rows = []
    for source, record, day in days.select("source", "record", "published").iter_rows():
        problem = _find_problem(day, low, high, reach)
        if problem:
            rows.append(
                (source, record, IMPLAUSIBLE_DAY, problem, "correct it in annotations/metadata.csv if it is wrong")
            )
    return pl.DataFrame(rows, schema=REMARK, orient="row")


def _find_problem(day: date, low: date | None, high: date | None, reach: timedelta | None) -> str:
    if day in PLACEHOLDERS:
        return f"{day} is a placeholder that programs write for an unknown date"
    if day.year > LAST_YEAR:
        return f"{day} is after {LAST_YEAR}"
    if low and high and reach and not (low - reach <= day <= high + reach):
        return f"{day}, far from most articles (the middle half is dated {low} to {high})"
    return ""
