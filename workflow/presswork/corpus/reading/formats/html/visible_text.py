"""The text that a page shows, in its order, with where on the page each part of it stands."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLANKS = re.compile(r"[ \t\n\r\f]+")
# What a browser never shows as text: programs, styles, and what stands in for them or for embedded media.
UNSHOWN = frozenset(("head", "script", "style", "template", "iframe", "object", "audio", "video", "canvas", "noembed"))
# How far apart the layout keeps an element from what stands around it: not at all, by a tab, or by a blank line, here
# as a place in `GAPS`; others have a line of their own.
GAPS = ("", " ", "\t", "\n", "\n\n")
INLINE = (
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr output q rp rt ruby s"
    " samp small span strike strong sub sup svg time tt u var wbr " + " ".join(UNSHOWN)
)
PARAGRAPHS = "p h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption table ul ol dl article section"
WIDTHS = {
    **dict.fromkeys(INLINE.split(), 0),
    **dict.fromkeys(("td", "th", "option", "button"), 2),
    **dict.fromkeys(PARAGRAPHS.split(), 4),
}
PREFORMATTED = frozenset(("pre", "textarea"))
HIDDEN = "hidden on the page"
HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Which part of a page an element is, by its tag or role, else by a word of its class or id.
LANDMARKS = {
    "noscript": HIDDEN,
    "nav": "navigation",
    "navigation": "navigation",
    "footer": "footer",
    "contentinfo": "footer",
    "aside": "sidebar",
    "complementary": "sidebar",
    "form": "form",
    "button": "form",
    "select": "form",
    "search": "form",
    "dialog": "dialog",
}
WORDS = (
    ("cookie banner", "cookies?|consent|gdpr|cmp|onetrust|usercentrics"),
    ("paywall", "paywall|regwall|subscriber-?wall|piano|meter(?:ed|wall)?"),
    ("subscription advert", "subscri(?:be|ption)s?|newsletter|abo(?:nnement|nnieren)?|suscripcion"),
    ("comments", "comments?|disqus|kommentare?|commentaires?|comentarios?"),
    ("navigation", "nav|navbar|navigation|menu|breadcrumbs?"),
    ("footer", "footer"),
    ("sidebar", "sidebar"),
    ("share links", "share|sharing|social|sharedaddy"),
    ("related links", "related|recommend(?:ed|ations?)?|teasers?|outbrain|taboola"),
    ("advertisement", "ads?|advert|advertisement|advertising|sponsor(?:ed)?|anzeige|werbung"),
)
NAMED = re.compile("|".join(rf"(?P<_{number}>{words})" for number, (_, words) in enumerate(WORDS)))
TOKEN = re.compile(r"[a-z]+(?:-?wall)?")


class Place(NamedTuple):
    """Where text stands: the element that forms its block, the part of the page and the element that says so.

    Also whether it is in a link, and whether its blanks count.
    """

    block: "HtmlElement"
    part: str | None = None
    owner: "HtmlElement | None" = None
    is_link: bool = False
    is_typed: bool = False


class Piece(NamedTuple):
    """Characters `start` to `end` of the visible text, which stand at one place of the page."""

    start: int
    end: int
    place: Place


class Element(NamedTuple):
    """Characters `start` to `end` of the visible text, which an element of the class `name` shows."""

    start: int
    end: int
    name: str


class _Layout:
    """Lays out text nodes one after the other, with the widest gap that stands between two of them."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.pieces: list[Piece] = []
        self.elements: list[Element] = []
        self.gap = self.at = 0

    def widen(self, gap: int) -> None:
        self.gap = max(self.gap, gap)

    def add(self, text: str, place: Place) -> None:
        if text.isspace():
            self.widen(1)
            return
        shown = normalize("NFC", text if place.is_typed else BLANKS.sub(" ", text))
        core = shown.strip(" ")
        if shown[0] == " ":
            self.widen(1)
        if self.at:
            self.parts.append(GAPS[self.gap])
            self.at += len(GAPS[self.gap])
        self.parts.append(core)
        self.pieces.append(Piece(self.at, self.at + len(core), place))
        self.at += len(core)
        self.gap = 1 if shown[-1] == " " else 0


def parse_html(page: str) -> "HtmlElement | None":
    """Return the tree of a page, None where it has no element; raises ValueError if elements are nested too deep."""
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(
        collect_ids=False,
        default_doctype=False,
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        tree = document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except ParserError:
        return None
    if any("depth" in entry.message for entry in parser.error_log.filter_from_fatals()):
        raise ValueError("elements are nested too deep")
    return tree


def read_visible(tree: "HtmlElement") -> tuple[str, list[Piece]]:
    """Return the text of a page as it is laid out, in its order, and the pieces of it.

    Letters are composed (NFC) and blanks folded as a browser folds them. A paragraph, heading or list has a blank line
    around it, any other block a line of its own, and cells of a row are divided by tabs. Text that a style, an
    attribute or `noscript` hides is part of it, since that depends on what a reader has opened. Programs, styles and
    stand-ins for media are not.
    """
    layout = _lay_out(tree)
    return "".join(layout.parts), layout.pieces


def find_elements(tree: "HtmlElement", names: Collection[str]) -> list[Element]:
    """Return where elements of these classes show something, at offsets of what `read_visible` returns.

    They are in the order of the page; of elements within each other the outer comes first.
    """
    return sorted(_lay_out(tree, names).elements, key=lambda each: (each.start, -each.end))


def _lay_out(tree: "HtmlElement", names: Collection[str] = ()) -> _Layout:
    """Return the layout of a page, with the elements of these classes."""
    from lxml.etree import iterwalk

    layout = _Layout()
    places = [Place(tree)]
    opened: list[tuple[HtmlElement, int]] = []
    walker = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walker:
        if event == "start":
            if element.tag in UNSHOWN:
                places.append(places[-1])
                walker.skip_subtree()
                continue
            places.append(_enter(element, places[-1]))
            if names and not _list_classes(element).isdisjoint(names):
                opened.append((element, len(layout.pieces)))
            layout.widen(WIDTHS.get(element.tag, 3))
            text = element.text
        else:
            if event == "end":
                places.pop()
                if opened and opened[-1][0] is element:
                    first = opened.pop()[1]
                    found = sorted(_list_classes(element).intersection(names)) if first < len(layout.pieces) else []
                    start, end = (layout.pieces[first].start, layout.at) if found else (0, 0)
                    layout.elements += [Element(start, end, name) for name in found]
                layout.widen(3 if element.tag == "br" else WIDTHS.get(element.tag, 3))
            text = element.tail if element is not tree else None
        if text:
            layout.add(text, places[-1])
    return layout


def _list_classes(element: "HtmlElement") -> set[str]:
    return set(element.get("class", "").split())


def _enter(element: "HtmlElement", outer: Place) -> Place:
    """Return the place within an element."""
    tag = element.tag
    part, owner = outer.part, outer.owner
    if part != HIDDEN and (element.attrib or tag in LANDMARKS):
        named = name_part(element)
        part, owner = (named, element) if named else (part, owner)
    is_link = outer.is_link or tag == "a"
    if WIDTHS.get(tag, 3) == 0:
        return Place(outer.block, part, owner, is_link, outer.is_typed)
    return Place(element, part, owner, is_link, outer.is_typed or tag in PREFORMATTED)


def name_part(element: "HtmlElement") -> str | None:
    """Return which part of a page an element is, None for the article or where nothing says so."""
    if not element.attrib:
        return LANDMARKS.get(element.tag)
    get = element.get
    return _name_part(element.tag, "hidden" in element.attrib, *map(get, ("class", "id", "role", "style")))


@lru_cache(maxsize=10_000)
def _name_part(
    tag: str, is_hidden: bool, classes: str | None, name: str | None, role: str | None, style: str | None
) -> str | None:
    if is_hidden or HIDING.search(style or ""):
        return HIDDEN
    for token in TOKEN.findall(f"{classes} {name}".lower()):
        found = NAMED.fullmatch(token)
        if found and found.lastgroup:
            return WORDS[int(found.lastgroup[1:])][0]
    return LANDMARKS.get(tag) or LANDMARKS.get(role or "")
