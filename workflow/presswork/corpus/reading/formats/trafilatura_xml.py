"""XML and TEI-XML written by Trafilatura: each page is a record, with its fields; comments are left out."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

from presswork.corpus.reading.formats.extracted import reject_broken
from presswork.corpus.reading.formats.record import Notice, Record, build_record, map_columns
from presswork.corpus.reading.formats.streams import read_whole

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

BETWEEN = re.compile(rb"(?<=</doc>)\s+(?=<doc\b)|(?<=</TEI>)\s+(?=<TEI\b)")
TEI = "{http://www.tei-c.org/ns/1.0}"
BLOCKS = frozenset({"p", "head", "ab", "item", "quote", "row", "code", "fw"})
# The publisher in TEI: the name of the site, and its host.
HOST = re.compile(r"\s\([^()\s]+\)$")
BLANKS = re.compile(r"\s+")
# Where the header of TEI has the fields.
HEADER = {
    "title": "titleStmt/title",
    "author": "titleStmt/author",
    "sitename": "sourceDesc/biblFull/publicationStmt/publisher",
    "date": "sourceDesc/biblFull/publicationStmt/date",
}


def read_trafilatura_xml(stream: BinaryIO, columns: Mapping[str, str]) -> Iterator[Record | Notice]:
    """Yield a record for each page, or why it gives none; its output for several pages is one behind the other."""
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    for number, part in enumerate(BETWEEN.split(read_whole(stream).strip())):
        try:
            root = fromstring(part, XMLParser(resolve_entities=False, no_network=True))
        except (XMLSyntaxError, ValueError) as error:
            yield reject_broken("lxml", "XML", error)
            continue
        values: dict[str, object] = {**(_read_header(root) if root.tag == f"{TEI}TEI" else dict(root.attrib))}
        body = root.find("main") if root.tag == "doc" else root.find(f".//{TEI}div[@type='entry']")
        values["text"] = "\n\n".join(_list_blocks(body)) if body is not None else ""
        yield build_record(values, map_columns([*values], columns), number, "utf-8")


def _read_header(root: "Element") -> dict[str, str]:
    description = f"{TEI}teiHeader/{TEI}fileDesc/"
    found = {
        name: root.findtext(description + "/".join(TEI + step for step in path.split("/")))
        for name, path in HEADER.items()
    }
    address = root.find(f".//{TEI}sourceDesc//{TEI}ptr[@type='URL']")
    found["url"] = None if address is None else address.get("target")
    found["sitename"] = HOST.sub("", found["sitename"] or "")
    return {name: value for name, value in found.items() if value}


def _list_blocks(body: "Element") -> Iterator[str]:
    """Yield the text of each block, with a line end for each line break."""
    blocks: list[list[str]] = [[]]
    waiting = [(body, False)]
    while waiting:
        element, is_end = waiting.pop()
        name = element.tag.removeprefix(TEI) if isinstance(element.tag, str) else ""
        if name in BLOCKS:
            blocks.append([])
        if is_end:
            blocks[-1].append(BLANKS.sub(" ", element.tail or "") if element is not body else "")
            continue
        blocks[-1].append("\n" if name == "lb" else " " if name == "cell" else "")
        blocks[-1].append(BLANKS.sub(" ", element.text or "") if name else "")
        waiting.append((element, True))
        waiting += [(child, False) for child in reversed(element)]
    lines = ("".join(block).split("\n") for block in blocks)
    texts = ("\n".join(" ".join(line.split()) for line in block).strip() for block in lines)
    yield from filter(None, texts)
