"""Builds records whose text a library extracts from a layout."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version

from presswork import __version__
from presswork.corpus.reading.formats.html.markup import drop_tags
from presswork.corpus.reading.formats.record import Notice, Record, Rejected, UnreadableError, find_problem

# What extracted a text where no library did.
OWN = f"presswork {__version__}"
REMEDY = "save the article as text, or remove it"


def extract_record(library: str, kind: str, encoding: str, extract: Callable[[], str]) -> Record | Rejected:
    """Return the record of the text that `extract` gives, with the library and its version, or why there is none."""
    try:
        text = extract()
    except UnreadableError as error:
        return error.rejected
    # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        return reject_broken(library, kind, error)
    if not text.strip():
        return Rejected(None, "no text", f"{library} found no running text", REMEDY)
    found = drop_markup(Record(None, text, encoding, extractor=name_library(library)))
    return find_problem(found.text, (), None) or found


def drop_markup(found: Record) -> Record:
    """Return the record of a document without the tags of HTML that it holds by mistake; its lines stay as they are."""
    text = drop_tags(found.text)
    return found if text == found.text else replace(found, text=text, encoding=f"{found.encoding}, then read as HTML")


@lru_cache
def name_library(library: str) -> str:
    """Return a library and its version; to find that takes longer than many a page."""
    return f"{library} {version(library)}"


def reject_broken(library: str | None, kind: str, error: Exception) -> Rejected:
    """Return the rejection of a file that a library failed on, or a reader of our own, which says what it found."""
    name = type(error).__name__
    detail = f"{library}: {name}: {error}" if library else str(error.args[0] if error.args else name)
    return Rejected(None, f"broken {kind}", spell_detail(detail), "open the file and save it again, or remove it")


def spell_detail(detail: str) -> str:
    """Return a library's message on one line, cut to a length that a table can show."""
    return " ".join(detail.split())[:200]


def tell_notes(number: int) -> Notice:
    """Return the notice of footnotes and endnotes, which are not running text."""
    return Notice(
        None, "notes not read", f"footnotes and endnotes: {number:,}", "copy them into the text if they matter"
    )
