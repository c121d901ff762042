"""What is found in a file that a news database exported, whichever layout it has."""

from collections.abc import Callable
from dataclasses import dataclass

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
class Layout:
    """How the exports of a database are recognised and divided into articles.

    `is_export` takes the text of a file; `divide` takes it, too, and raises UnknownLayoutError rather than guess.
    `full_text` says how to export an article that came without its text.
    """

    database: str
    is_export: Callable[[str], bool]
    divide: Callable[[str], Export]
    full_text: str = "export the article again with its full text"
