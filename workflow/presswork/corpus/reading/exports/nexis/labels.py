"""The labels of articles from Nexis, and the lines with which its documents begin and end."""

import re
from collections.abc import Sequence

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.fields.dates import find_dates
from presswork.corpus.reading.exports.factiva.head import is_words
from presswork.corpus.reading.exports.labelled import Label, Labelled, find_labels
from presswork.corpus.reading.exports.nexis.head import MAX_DAY, is_day

DATABASE = "Nexis"
OF = r"(?:of|von|sur|de|di|van)"
# 1 of 3 DOCUMENTS, Dokument 1 von 3; but Document 1 of 3 is ProQuest's.
NUMBER = (
    rf"(?:FOCUS - *)?(?P<number>\d{{1,6}}) +{OF} +(?P<count>\d{{1,6}}) +"
    r"(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTI|DOCUMENTEN)"
    r"|(?:Dokument|Document|Documento) +\d{1,6} +(?:von|de|sur|di|van) +\d{1,6}"
)
# A line is drawn above it, which parts its first letter from the rest on pages that LibreOffice saves.
ENDS = (
    "E ?nd of Document|E ?nde des Dokuments|F ?in du document|F ?in del documento|F ?ine del documento"
    "|E ?inde van (?:het )?document"
)
NUMBERED = re.compile(NUMBER, re.IGNORECASE)
END = re.compile(ENDS, re.IGNORECASE)
IN_WORDS = re.compile(
    r"\d[\d.,\u00a0\u202f ]*(?:words?|w(?:ö|oe)rter|wort|mots?|palabras?|parol[ae]|woord(?:en)?)\b", re.IGNORECASE
)


def find_all_labels(lines: Sequence[Line]) -> dict[int, Labelled]:
    """Return the lines with labels: with a colon, or headings of newer exports such as Body alone on their line."""
    is_numbered = bool(lines) and bool(NUMBERED.fullmatch(lines[0].text))
    found = {}
    for number, each in find_labels(lines, DATABASE).items():
        written = each.line.text[: each.value - each.line.start].strip()
        has_colon = written.endswith(":")
        is_heading = not has_colon and not each.label.name.isupper() and not written.isupper()
        if is_heading or (has_colon and (written.isupper() or not is_numbered)):
            found[number] = each
    if is_numbered and not found:
        # Articles on the web have no labels, but a line with their length.
        length = Label("LENGTH", "length", "line")
        found = {n: Labelled(line, length, line.start) for n, line in enumerate(lines) if is_words(line)}
    return found


def find_first_label(lines: Sequence[Line], is_numbered: bool) -> int | None:
    """Return the first line with a label; above the day of a newer export, a headline may begin with such a word."""
    labels = find_all_labels(lines)
    found = [n for n in sorted(labels) if not END.fullmatch(lines[n].text)]
    sure = next((n for n in found if _is_sure(labels[n])), 0)
    day = 0 if is_numbered else next((n for n in range(sure) if is_day(lines[n])), 0)
    return next((n for n in found if n >= day), None)


def _is_sure(found: Labelled) -> bool:
    return found.label.reach == "body" or is_length(found)


def is_length(found: Labelled) -> bool:
    """Return whether a line gives the length of an article in words: other things have a length in metres."""
    return found.label.field == "length" and bool(IN_WORDS.match(_read_value(found)))


def is_loaded(found: Labelled) -> bool:
    """Return whether a line gives the day on which the database loaded an article."""
    return found.label.field == "loaded" and bool(find_dates(_read_value(found)[:MAX_DAY]))


def _read_value(found: Labelled) -> str:
    return found.line.text[found.value - found.line.start :]
