"""What is found in a file that a news database exported, whichever layout it has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from presswork.corpus.reading.formats.html.visible_text import Element
from presswork.corpus.reading.formats.record import Cut


@dataclass(frozen=True)
class Article:
    """Characters `start` to `end` of an export that belong to one article, and what of them is no running text.

    `marks` are values of fields (with `field`) and what is cut, in order, at offsets of the whole file. `n_words` is
    the length that the export states.
    """

    start: int
    end: int
    marks: tuple[Cut, ...]
    n_words: int | None = None


@dataclass(frozen=True)
class Export:
    """The articles of an export, how many it says it holds, and the headlines in its list of results."""

    articles: tuple[Article, ...]
    n_stated: int | None = None
    listed: tuple[str, ...] = ()


class UnknownLayoutError(Exception):
    """Ends the reading of an export whose layout is not known; `place` is the offset of the line where it ended."""

    def __init__(self, place: int, expected: str) -> None:
        super().__init__(expected)
        self.place = place
        self.expected = expected


@dataclass(frozen=True)
class PageLayout:
    """How the HTML pages of a database are recognised and divided, by the classes of their elements.

    A page with an element of a class in `signs` is an export. `divide` takes its visible text and the elements of
    `signs` and `classes` in it, in order, and raises UnknownLayoutError rather than guess. `word` is part of each of
    the `signs`, and faster to look for than many of them.
    """

    signs: frozenset[str]
    classes: frozenset[str]
    divide: Callable[[str, Sequence[Element]], Export]
    word: str = ""


@dataclass(frozen=True)
class Layout:
    """How the exports of a database are recognised and divided into articles.

    `is_export` takes the text of a file; `divide` takes it, too, and raises UnknownLayoutError rather than guess.
    `page` is the layout of HTML pages whose elements say more than their text. `full_text` says how to export an
    article that came without its text.

    `words` are in lower case, and each export has one of them on a short line, in letters of any case: `is_export` is
    asked of such texts alone.
    """

    database: str
    is_export: Callable[[str], bool]
    divide: Callable[[str], Export]
    page: PageLayout | None = None
    full_text: str = "export the article again with its full text"
    words: tuple[str, ...] = ("",)
