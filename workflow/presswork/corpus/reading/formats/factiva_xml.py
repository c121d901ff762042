"""XML of Factiva (PPSResponse): its articles are laid out as in the other exports, with the code of each field.

The elements are those of Dow Jones's archive service. An element with another name becomes a note of the article.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO

from presswork.corpus.reading.exports.divide import divide_export
from presswork.corpus.reading.exports.factiva.layout import is_factiva
from presswork.corpus.reading.formats.extracted import reject_broken
from presswork.corpus.reading.formats.record import MAX_RECORD_CHARACTERS, Notice, Record, Rejected, find_problem
from presswork.corpus.reading.formats.streams import read_whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# The codes in the order in which Factiva lays them out. Elements without text of their own have no code.
CODES = {
    "columnName": "CLM",
    "sectionName": "SE",
    "headline": "HD",
    "byline": "BY",
    "credit": "CR",
    "wordCount": "WC",
    "publicationDate": "PD",
    "publicationTime": "ET",
    "sourceName": "SN",
    "sourceCode": "SC",
    "publisherGroupName": "NGC",
    "publisherGroupCode": "GC",
    "edition": "ED",
    "pages": "PG",
    "volume": "VOL",
    "baseLanguage": "LA",
    "copyright": "CY",
    "corrections": "CX",
    "leadParagraph": "LP",
    "tailParagraphs": "TD",
    "artWork": "ART",
    "contact": "CT",
    "notes": "RF",
    "company": "CO",
    "industry": "IN",
    "newsSubject": "NS",
    "region": "RE",
    "descField": "IPC",
    "publisherName": "PUB",
    "accessionNo": "AN",
}
OTHERS = "RF"
ORDER = {code: number for number, code in enumerate((*CODES.values(), "IPD"))}
TEXTS = ("LP", "TD")
SKIPPED = ("reference", "contentParts", "logo", "status")
BLANKS = re.compile(r"\s+")
# Articles with letters that XML does not allow: Factiva does not always escape them.
AMPERSAND = re.compile(rb"&(?!#?\w{1,12};)")
CONTROL = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f])|0*(?:[0-8]|1[124-9]|2\d|3[01]));", re.I
)


def read_factiva_xml(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield the articles of an export; characters that XML does not allow are repaired with a notice."""
    data = read_whole(stream, MAX_RECORD_CHARACTERS)
    try:
        root, notices = _read_tree(data)
        text = _lay_out(root)
    # What a library raises on hostile input is not to be foreseen, and one bad file must not end the run.
    except Exception as error:
        yield reject_broken("lxml", "XML", error)
        return
    problem = find_problem(text, (), None)
    if problem or not is_factiva(text):
        detail = "an export from Factiva without an article that has a number"
        yield problem or Rejected(None, "unknown layout", detail, "export the articles again, or remove the file")
        return
    encoding = root.getroottree().docinfo.encoding or "utf-8"
    yield from divide_export(Record(None, text, encoding.lower(), notices=notices))


def _read_tree(data: bytes) -> tuple["Element", tuple[Notice, ...]]:
    """Return the root element, and what was repaired; raises ValueError if the file declares entities."""
    from lxml.etree import XMLSyntaxError

    notices: tuple[Notice, ...] = ()
    try:
        root = _parse(data)
    except XMLSyntaxError as error:
        root = _parse(CONTROL.sub(b" ", AMPERSAND.sub(b"&amp;", data)))
        remedy = "check the articles that have an ampersand or a control character"
        notices = (Notice(None, "XML repaired", f"characters that XML does not allow: {error}", remedy),)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("its XML declares entities, which Factiva never writes")
    return root, notices


def _lay_out(root: "Element") -> str:
    """Return the text of the articles, below the number of articles that the export states."""
    stated = next((each.get("count", "") for each in root.iter() if _name(each).endswith("ResultSet")), "")
    head = [f"Documents ({stated})"] if stated.isdigit() else []
    articles = [each for each in root.iter() if _name(each) == "article"]
    if any(_name(parent) == "article" for each in articles for parent in each.iterancestors()):
        raise ValueError("an article inside another one")
    return "\n\n".join([*head, *map(_lay_out_article, articles)])


def _parse(data: bytes) -> "Element":
    from lxml.etree import XMLParser, fromstring

    return fromstring(data, XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True))


def _name(element: "Element") -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _lay_out_article(article: "Element") -> str:
    """Return the lines of an article: each with a code, a tab and a value, and the text below its code."""
    values = sorted(filter(None, map(_read_field, article)), key=lambda each: ORDER[each[0]])
    lines = []
    for code, fields in groupby(values, key=lambda each: each[0]):
        joined = (" | " if code not in TEXTS else "\n\n").join(value for _, value in fields)
        lines.append(f"\n{code}\n\n{joined}\n" if code in TEXTS else f"{code}\t{joined}")
    if not any(code == "AN" for code, _ in values):
        reference = "".join(_join(each) for each in article if _name(each) == "reference")
        lines.append(f"AN\tDocument {reference.rsplit('/', 1)[-1].strip()}")
    return "\n".join(lines)


def _read_field(element: "Element") -> tuple[str, str] | None:
    """Return the code and the value of an element of an article, None if it has no text or is not shown."""
    name = _name(element)
    code = CODES.get(name, OTHERS)
    if name == "descField" and element.get("code") == "ipd":
        code = "IPD"
    value = _read_text(element) if code in TEXTS else BLANKS.sub(" ", _read_value(element)).strip()
    if not value or name in SKIPPED:
        return None
    if element.get("code") and code in ("CO", "IN", "NS", "RE"):
        value = f"{element.get('code')} : {value}"
    affixes = {"AN": ("Document ", ""), "WC": ("", " words"), OTHERS: (f"{name}: " if name not in CODES else "", "")}
    before, behind = affixes.get(code, ("", ""))
    return code, f"{before}{value}{behind}"


def _read_value(element: "Element") -> str:
    """Return the text of an element; those of its parts are divided by blanks where nothing else stands between."""
    between = [element.text, *(each.tail for each in element)]
    is_mixed = any(each and each.strip() for each in between)
    return " ".join(_join(each) for each in ([element] if is_mixed else element))


def _read_text(element: "Element") -> str:
    """Return the paragraphs of a text; lines are kept where it says so, or has no paragraphs."""
    paragraphs = [each for each in element if _name(each) == "paragraph"]
    if not paragraphs:
        return _join(element).strip("\n").rstrip()
    texts = [(_join(each), each.get("display") == "Fixed") for each in paragraphs]
    return "\n\n".join(filter(None, (_spell(text, is_fixed) for text, is_fixed in texts)))


def _join(element: "Element") -> str:
    return "".join(map(str, element.itertext()))


def _spell(text: str, is_fixed: bool) -> str:
    return text.strip("\n") if is_fixed else BLANKS.sub(" ", text).strip()
