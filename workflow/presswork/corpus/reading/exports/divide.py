"""Divides the text of a file that a news database exported into its articles."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from presswork.corpus.reading.exports.europresse import EUROPRESSE
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.factiva import FACTIVA
from presswork.corpus.reading.exports.nexis import NEXIS
from presswork.corpus.reading.exports.proquest import PROQUEST
from presswork.corpus.reading.formats.html.visible_text import Element
from presswork.corpus.reading.formats.record import Notice, Record, Rejected
from presswork.corpus.reading.formats.several import refuse_several

LAYOUTS: tuple[Layout, ...] = (NEXIS, FACTIVA, PROQUEST, EUROPRESSE)
# The classes of elements on pages by which they are recognised, and those by which they are divided.
SIGNS = frozenset[str]().union(*(each.page.signs for each in LAYOUTS if each.page))
CLASSES = SIGNS.union(*(each.page.classes for each in LAYOUTS if each.page))
# Databases count words in ways of their own, and some count the headline; only what differs by more is told.
LENGTH_SHARE = 0.2
LENGTH_WORDS = 30
SHOWN = 100


def divide_page(found: Record, elements: Sequence[Element]) -> list[Record | Notice] | None:
    """Return the articles of an export on a page, None for any other page.

    `found` holds the visible text, and `elements` are those of `CLASSES` in it.
    """
    names = {element.name for element in elements}
    for layout in LAYOUTS:
        if layout.page and not names.isdisjoint(layout.page.signs):
            own = [element for element in elements if element.name in layout.page.signs | layout.page.classes]
            return list(_divide(found, layout.database, partial(layout.page.divide, found.text, own)))
    return None if _choose_layout(found.text) is None else list(divide_export(found))


def divide_export(found: Record | Notice) -> Iterator[Record | Notice]:
    """Yield the articles of an export; any other record as it is, unless it holds several articles."""
    layout = _choose_layout(found.text) if isinstance(found, Record) else None
    if layout is None or isinstance(found, Notice):
        yield refuse_several(found)
        return
    yield from _divide(found, layout.database, partial(layout.divide, found.text))


def _choose_layout(text: str) -> Layout | None:
    return next((each for each in LAYOUTS if each.is_export(text)), None)


def _divide(found: Record, database: str, divide: Callable[[], Export]) -> Iterator[Record | Notice]:
    try:
        export = divide()
    except UnknownLayoutError as error:
        yield _refuse_layout(found, database, error)
        return
    records = [_build_record(found, database, *each) for each in enumerate(export.articles)]
    yield from records
    yield from _compare(export, records, database)


def _refuse_layout(found: Record, database: str, error: UnknownLayoutError) -> Rejected:
    number = found.text.count("\n", 0, error.place) + 1
    line = found.text[error.place :].lstrip().split("\n", 1)[0][:SHOWN]
    detail = (
        f"an export from {database} in a layout Presswork does not know; at line {number} ('{line}'), it expected "
        f"{error.expected}"
    )
    return Rejected(None, "unknown layout", detail, "export the articles again in another format, such as DOCX or TXT")


def _build_record(found: Record, database: str, number: int, article: Article) -> Record:
    """Return the record of an article, with its marks at offsets of its own text, and what differs from its length."""
    marks = tuple(
        replace(each, start=each.start - article.start, end=each.end - article.start) for each in article.marks
    )
    text = found.text[article.start : article.end]
    values: dict[str, list[str]] = {}
    for mark in marks:
        if mark.field:
            values.setdefault(mark.field, []).append(text[mark.start : mark.end])
    given = {name: " ".join(" ".join(parts).split()) for name, parts in values.items()}
    notices = (*found.notices, *_compare_length(number, text, marks, article.n_words))
    return replace(found, record=number, text=text, given=given, cuts=marks, database=database, notices=notices)


def _compare_length(number: int, text: str, marks: Sequence[object], n_words: int | None) -> Iterator[Notice]:
    if n_words is None:
        return
    body, at = [], 0
    for mark in marks:
        body.append(text[at : mark.start])  # type: ignore[attr-defined]
        at = mark.end  # type: ignore[attr-defined]
    n_found = len(" ".join([*body, text[at:]]).split())
    if abs(n_found - n_words) > max(LENGTH_WORDS, LENGTH_SHARE * n_words):
        detail = f"the export states {n_words:,} words, and the text has {n_found:,}"
        yield Notice(number, "length differs", detail, "compare the article with the database; text may be missing")


def _compare(export: Export, records: Sequence[Record], database: str) -> Iterator[Notice]:
    """Yield what differs from the number of articles that the export states, and from its list of results."""
    n_found = len(records)
    if export.n_stated is not None and export.n_stated != n_found:
        detail = f"{database} states {export.n_stated:,} documents, and the file has {n_found:,}"
        yield Notice(None, "number of articles differs", detail, "export the missing articles, or ignore this")
    titles = {_fold(record.given.get("title", "")) for record in records}
    missing = [title for title in export.listed if _fold(title) not in titles]
    if missing and export.n_stated != n_found:
        detail = f"listed as results and not in the file: {'; '.join(missing)}"
        yield Notice(None, "articles missing", detail, "export the missing articles, or ignore this")


def _fold(title: str) -> str:
    return " ".join(title.casefold().split())
