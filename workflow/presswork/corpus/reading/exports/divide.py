"""Divides the text of a file that a news database exported into its articles."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from presswork.corpus.reading.exports.europresse import EUROPRESSE
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.factiva import FACTIVA
from presswork.corpus.reading.exports.nexis import NEXIS
from presswork.corpus.reading.exports.proquest import PROQUEST
from presswork.corpus.reading.formats.html.visible_text import Element
from presswork.corpus.reading.formats.record import Cut, Notice, Record, Rejected, leave_out
from presswork.corpus.reading.formats.several import refuse_several

LAYOUTS: tuple[Layout, ...] = (NEXIS, FACTIVA, PROQUEST, EUROPRESSE)
# The classes of elements on pages by which they are recognised, words in them, and those by which they are divided.
SIGNS = frozenset[str]().union(*(each.page.signs for each in LAYOUTS if each.page))
SIGN_WORDS = [
    word for each in LAYOUTS if each.page for word in ([each.page.word] if each.page.word else each.page.signs)
]
CLASSES = SIGNS.union(*(each.page.classes for each in LAYOUTS if each.page))
# Databases count words in ways of their own, and some count the headline; only what differs by more is told.
LENGTH_SHARE = 0.2
LENGTH_WORDS = 30
SHOWN = 100


def divide_page(
    found: Record, elements: Sequence[Element], lengths: Sequence[int] = ()
) -> list[Record | Notice] | None:
    """Return the articles of an export on a page, None for any other page.

    `found` holds the visible text, and `elements` are those of `CLASSES` in it. `lengths` are the numbers of words that
    the markup states for its articles, in order.
    """
    names = {element.name for element in elements}
    for layout in LAYOUTS:
        if layout.page and not names.isdisjoint(layout.page.signs):
            own = [element for element in elements if element.name in layout.page.signs | layout.page.classes]
            return list(_divide(found, layout, partial(layout.page.divide, found.text, own)))
    chosen = _choose_layout(found.text)
    return None if chosen is None else list(_divide(found, chosen, partial(chosen.divide, found.text), lengths))


def divide_export(found: Record | Notice) -> Iterator[Record | Notice]:
    """Yield the articles of an export; any other record as it is, unless it holds several articles."""
    layout = _choose_layout(found.text) if isinstance(found, Record) else None
    if layout is None or isinstance(found, Notice):
        yield refuse_several(found)
        return
    yield from _divide(found, layout, partial(layout.divide, found.text))


def is_export(text: str) -> bool:
    """Return whether a text has the marks of an export from a known database."""
    return _choose_layout(text) is not None


def _choose_layout(text: str) -> Layout | None:
    return next((each for each in LAYOUTS if each.is_export(text)), None)


def _divide(
    found: Record, layout: Layout, divide: Callable[[], Export], lengths: Sequence[int] = ()
) -> Iterator[Record | Notice]:
    try:
        export = divide()
    except UnknownLayoutError as error:
        yield _refuse_layout(found, layout.database, error)
        return
    if not export.articles:
        yield _refuse_list(found, layout.database, export)
        return
    articles = export.articles
    if len(lengths) == len(articles):
        articles = tuple(replace(each, n_words=length) for each, length in zip(articles, lengths, strict=True))
    records = [_build_record(found, layout.database, *each) for each in enumerate(articles)]
    yield from (_refuse_empty(each, layout) or each for each in records)
    yield from _compare(export, records, layout.database)


def _refuse_layout(found: Record, database: str, error: UnknownLayoutError) -> Rejected:
    number = found.text.count("\n", 0, error.place) + 1
    line = found.text[error.place :].lstrip().split("\n", 1)[0][:SHOWN]
    detail = (
        f"an export from {database} in a layout Presswork does not know; at line {number} ('{line}'), it expected "
        f"{error.expected}"
    )
    return Rejected(None, "unknown layout", detail, "export the articles again in another format, such as DOCX or TXT")


def _refuse_empty(record: Record, layout: Layout) -> Rejected | None:
    """Return the rejection of an article that was exported without its text, None if there is text."""
    ends = [0, *(mark.end for mark in record.cuts)]
    starts = [*(mark.start for mark in record.cuts), len(record.text)]
    if any(any(map(str.isalnum, record.text[end:start])) for end, start in zip(ends, starts, strict=True)):
        return None
    detail = f"{layout.database} exported '{record.given.get('title', '')[:SHOWN]}' without its text"
    return Rejected(record.record, "no text", detail, layout.full_text)


def _refuse_list(found: Record, database: str, export: Export) -> Rejected:
    detail = f"the list of results of an export from {database} ({export.n_stated:,} documents) without their text"
    remedy = "if the articles are in other files, ignore this; else export them again with their full text"
    return Rejected(None, "no text", detail, remedy)


def _build_record(found: Record, database: str, number: int, article: Article) -> Record:
    """Return the record of an article, with its marks at offsets of its own text, and what differs from its length."""
    text = found.text[article.start : article.end]
    moved = (replace(each, start=each.start - article.start, end=each.end - article.start) for each in article.marks)
    marks = tuple(_join_lines(text, moved))
    given: dict[str, str] = {}
    for mark in marks:
        if mark.field and mark.field not in given:
            same = (text[each.start : each.end] for each in marks if (each.field, each.rule) == (mark.field, mark.rule))
            given[mark.field] = " ".join(" ".join(same).split())
    notices = (*found.notices, *_compare_length(number, text, marks, article.n_words))
    return replace(found, record=number, text=text, given=given, cuts=marks, database=database, notices=notices)


def _join_lines(text: str, marks: Iterable[Cut]) -> Iterator[Cut]:
    """Yield the marks, those of one value over several lines as one: a headline of two lines is one value."""
    waiting: Cut | None = None
    for mark in marks:
        is_same = waiting and (waiting.field, waiting.rule) == (mark.field, mark.rule)
        if waiting and is_same and not text[waiting.end : mark.start].strip():
            waiting = replace(waiting, end=mark.end)
        else:
            yield from (waiting,) if waiting else ()
            waiting = mark
    if waiting:
        yield waiting


def _compare_length(number: int, text: str, marks: Sequence[Cut], n_words: int | None) -> Iterator[Notice]:
    """Yield a notice if the text is much shorter or longer than the export states; one without text is rejected."""
    if n_words is None:
        return
    n_found = len(leave_out(text, ((mark.start, mark.end) for mark in marks)).split())
    if n_found and abs(n_found - n_words) > max(LENGTH_WORDS, LENGTH_SHARE * n_words):
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
        detail = f"listed as results and not in the file: {len(missing):,}, such as {'; '.join(missing)}"
        yield Notice(None, "articles missing", detail, "export the missing articles, or ignore this")


def _fold(title: str) -> str:
    return " ".join(title.casefold().split())
