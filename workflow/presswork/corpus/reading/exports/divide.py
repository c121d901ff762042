"""Divides the text of a file that a news database exported into its articles."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from presswork.corpus.cleaning.lines import Line, split_lines
from presswork.corpus.reading.exports.europresse.layout import EUROPRESSE
from presswork.corpus.reading.exports.export import Article, Export, Layout, UnknownLayoutError
from presswork.corpus.reading.exports.factiva.layout import FACTIVA
from presswork.corpus.reading.exports.newsbank import NEWSBANK
from presswork.corpus.reading.exports.nexis.layout import NEXIS
from presswork.corpus.reading.exports.proquest.layout import PROQUEST
from presswork.corpus.reading.exports.several import keep_short_lines, refuse_several
from presswork.corpus.reading.formats.extracted import drop_markup
from presswork.corpus.reading.formats.html.visible_text import Element
from presswork.corpus.reading.formats.record import Cut, Notice, Record, Rejected, join_cuts, leave_out

# ProQuest numbers its documents as Nexis does, but names itself.
LAYOUTS: tuple[Layout, ...] = (PROQUEST, NEXIS, FACTIVA, EUROPRESSE, NEWSBANK)
# The classes of elements on pages by which they are recognised, words in them, and those by which they are divided.
SIGNS = frozenset[str]().union(*(each.page.signs for each in LAYOUTS if each.page))
SIGN_WORDS = [
    word for each in LAYOUTS if each.page for word in ([each.page.word] if each.page.word else each.page.signs)
]
CLASSES = SIGNS.union(*(each.page.classes for each in LAYOUTS if each.page))
WORDS = frozenset[str]().union(*(each.words for each in LAYOUTS))
# Databases count words in ways of their own, and some count the headline; only what differs by more is told.
LENGTH_SHARE = 0.25
LENGTH_WORDS = 30
SHOWN = 100
QUOTED = re.compile(r">[^\S\n]?")
MISSING = "export the missing articles, or ignore this"
# Lines outside the articles that end as sentences do, of so many words each and in all, are text of an article; the
# database's own lines, on copyright and terms of use, have fewer.
SENTENCE_WORDS = 8
OUTSIDE_WORDS = 60


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
    chosen = _choose_layout(found.text, keep_short_lines(found.text))
    return None if chosen is None else list(_divide(found, chosen, partial(chosen.divide, found.text), lengths))


def divide_export(found: Record | Notice) -> Iterator[Record | Notice]:
    """Yield the articles of an export; any other record as it is, unless it holds several articles."""
    if isinstance(found, Notice):
        yield found
        return
    found = _drop_quotes(found)
    shown = keep_short_lines(found.text)
    layout = _choose_layout(found.text, shown)
    if layout is None:
        yield refuse_several(found, shown)
        return
    found = drop_markup(found)
    yield from _divide(found, layout, partial(layout.divide, found.text))


def _drop_quotes(found: Record) -> Record:
    """Return the text of an export that an e-mail quotes, every line of it."""
    if not QUOTED.match(found.text):
        return found
    lines = found.text.splitlines(keepends=True)
    if not all(QUOTED.match(line) or not line.strip() for line in lines):
        return found
    text = "".join(QUOTED.sub("", line, count=1) for line in lines)
    return replace(found, text=text) if is_export(text) else found


def is_export(text: str) -> bool:
    """Return whether a text has the marks of an export from a known database."""
    return _choose_layout(text, keep_short_lines(text)) is not None


def _choose_layout(text: str, shown: str) -> Layout | None:
    """Return the layout of an export, None for any other text; `shown` is its short lines."""
    lower = shown.lower()
    # Most texts have none of the words of all layouts.
    found = {word for word in WORDS if word in lower}
    if not found:
        return None
    return next((each for each in LAYOUTS if not found.isdisjoint(each.words) and each.is_export(text)), None)


def _divide(
    found: Record, layout: Layout, divide: Callable[[], Export], lengths: Sequence[int] = ()
) -> Iterator[Record | Notice]:
    try:
        export = divide()
        _check_alone(found.text, layout, export)
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
    yield from _tell_outside(found.text, export.articles)


def _check_alone(text: str, layout: Layout, export: Export) -> None:
    """Raise UnknownLayoutError if an export from another database is in the last article, or below it."""
    last = export.articles[-1].start if export.articles else len(text)
    for start, end in ((0, export.articles[0].start if export.articles else 0), (last, len(text))):
        if any(each.is_export(text[start:end]) for each in LAYOUTS if each != layout):
            raise UnknownLayoutError(start, "no export from another database; save each export to its own file")


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
    detail = f"an export from {layout.database} without the text of '{record.given.get('title', '')[:SHOWN]}'"
    return Rejected(record.record, "no text", detail, layout.full_text)


def _refuse_list(found: Record, database: str, export: Export) -> Rejected:
    detail = f"an export from {database} with the list of results alone ({export.n_stated:,} documents)"
    remedy = "if the articles are in other files, ignore this; else export them again with their full text"
    return Rejected(None, "no text", detail, remedy)


def _build_record(found: Record, database: str, number: int, article: Article) -> Record:
    """Return the record of an article, with its marks at offsets of its own text, and what differs from its length."""
    text = found.text[article.start : article.end]
    start = article.start
    moved = (Cut(each.start - start, each.end - start, each.rule, each.field) for each in article.marks)
    marks = tuple(join_cuts(text, moved))
    # The value of a field is all that the rule which gives it first marks.
    rules = {mark.field: mark.rule for mark in reversed(marks) if mark.field}
    values: dict[str, list[str]] = {}
    for mark in marks:
        if mark.field and rules[mark.field] == mark.rule:
            values.setdefault(mark.field, []).append(text[mark.start : mark.end])
    given = {field: " ".join(" ".join(parts).split()) for field, parts in values.items()}
    notices = (*found.notices, *_compare_length(number, text, marks, article.n_words))
    return replace(found, record=number, text=text, given=given, cuts=marks, database=database, notices=notices)


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
        is_less = n_found < export.n_stated
        remedy = MISSING if is_less else "compare the articles with the file; one may have been divided"
        yield Notice(None, "number of articles differs", detail, remedy)
    titles = {_fold(record.given.get("title", "")) for record in records}
    missing = [title for title in export.listed if _fold(title) not in titles]
    if missing and export.n_stated != n_found:
        detail = f"listed as results and not in the file: {len(missing):,}, such as {'; '.join(missing)}"
        yield Notice(None, "articles missing", detail, MISSING)


def _tell_outside(text: str, articles: Sequence[Article]) -> Iterator[Notice]:
    """Yield a notice of running text that belongs to no article; cover pages and lists of results are none."""
    starts = [*(each.start for each in articles), len(text)]
    ends = [0, *(each.end for each in articles)]
    lines = (
        line._replace(start=line.start + end)
        for end, start in zip(ends, starts, strict=True)
        if text[end:start].strip()
        for line in split_lines(text[end:start])
    )
    outside = [line for line in lines if _is_sentence(line)]
    if sum(len(line.text.split()) for line in outside) >= OUTSIDE_WORDS:
        number = text.count("\n", 0, outside[0].start) + 1
        shown = f"first line {number:,} ('{outside[0].text[:SHOWN]}')"
        detail = f"lines of running text that belong to no article: {len(outside):,}; {shown}"
        yield Notice(None, "text outside articles", detail, "compare the file with its articles; one may be incomplete")


def _is_sentence(line: Line) -> bool:
    return line.closes and len(line.text.split()) >= SENTENCE_WORDS and not line.text[0].isdigit()


def _fold(title: str) -> str:
    """Return a headline without what differs in the list of results: blanks and signs."""
    return "".join(filter(str.isalnum, title.casefold()))
