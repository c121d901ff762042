"""Builds records whose text a library extracts from a layout."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version

from presswork import __version__
from presswork.corpus.reading.formats.record import Notice, Record, Rejected, UnreadableError, build_record

# What extracted a text where no library did.
OWN = f"presswork {__version__}"
REMEDY = "save the article as text, or remove it"


def extract_record(
    library: str, kind: str, encoding: str, extract: Callable[[], dict[str, str | None]]
) -> Record | Rejected:
    """Return the record of what `extract` gives (text and fields), with the library and its version, or why not."""
    try:
        values = extract()
        record = build_record(values, {name: name for name in values}, None, encoding)
    except UnreadableError as error:
        return error.rejected
    # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        return reject_broken(library, kind, error)
    if not (values["text"] or "").strip():
        return Rejected(None, "no text", f"{library} found no running text", REMEDY)
    return replace(record, extractor=name_library(library)) if isinstance(record, Record) else record


@lru_cache
def name_library(library: str) -> str:
    """Return a library and its version; to find that takes longer than many a page."""
    return f"{library} {version(library)}"


def reject_broken(library: str, kind: str, error: Exception) -> Rejected:
    """Return the rejection of a file that a library failed on."""
    detail = spell_detail(f"{library}: {type(error).__name__}: {error}")
    return Rejected(None, f"broken {kind}", detail, "open the file and save it again, or remove it")


def spell_detail(detail: str) -> str:
    """Return a library's message on one line, cut to a length that a table can show."""
    return " ".join(detail.split())[:200]


def tell_notes(number: int) -> Notice:
    """Return the notice of footnotes and endnotes, which are not running text."""
    return Notice(
        None, "notes not read", f"footnotes and endnotes: {number:,}", "copy them into the text if they matter"
    )
