"""Maps what a library extracted from a page to the kept spans of the page's text, with reasons for the rest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from presswork.corpus.reading.formats.html.alignment import Span, join_spans
from presswork.corpus.reading.formats.html.visible_text import HIDDEN, Piece, Place
from presswork.corpus.reading.formats.record import Cut

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
LEFT_OUT = "left out by trafilatura"
# Between a heading and the paragraph below it stand a time, a byline, a photo credit.
MAX_BETWEEN = 4
# What is the text of a post, by its element or by its length, unlike its time.
POST_TAGS = HEADINGS | {"p", "li", "blockquote"}
MIN_RUNNING_WORDS = 12
# How far above the text its headline is looked for, in pieces, and how much of a standfirst may be links.
MAX_ABOVE = 60
MAX_LINKED = 0.3
# How far above the text its date stands.
MAX_LINES_ABOVE = 20
SENTENCE_END = re.compile(r"[.!?…][\W_]*$")


def name_parts(kept: list[Span], pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without the names of parts that hold kept text: such a part is more than its name says."""
    holders: set[HtmlElement] = set()
    for is_kept, piece in zip(_flag_kept(kept, pieces), pieces, strict=True):
        element = piece.place.block if is_kept else None
        while element is not None and element not in holders:
            holders.add(element)
            element = element.getparent()
    return [
        piece._replace(place=piece.place._replace(part=None)) if piece.place.owner in holders else piece
        for piece in pieces
    ]


def add_headings(text: str, kept: list[Span], pieces: Sequence[Piece]) -> list[Span]:
    """Return what is kept with the headings of kept paragraphs, which are in one element and below other kept text."""
    missed: list[Span] = []
    flags = _flag_kept(kept, pieces)
    first = flags.index(True) if True in flags else len(flags)
    for number in range(first, len(pieces)):
        start, end, place = pieces[number]
        if flags[number] or place.block.tag not in HEADINGS or place.part:
            continue
        below = next((n for n in range(number + 1, min(number + 1 + MAX_BETWEEN, len(pieces))) if flags[n]), None)
        if below is None or any(pieces[n].place.block.tag in HEADINGS for n in range(number + 1, below + 1)):
            continue
        if place.block.getparent() in pieces[below].place.block.iterancestors():
            missed.append((start, end))
    return join_spans(text, [*kept, *missed]) if missed else kept


def add_standfirst(text: str, kept: list[Span], pieces: Sequence[Piece]) -> list[Span]:
    """Return what is kept with the paragraphs between the headline and the first of it: those of whole sentences."""
    flags = _flag_kept(kept, pieces)
    first = flags.index(True) if True in flags else 0
    above = range(max(0, first - MAX_ABOVE), first)
    headline = next((number for number in reversed(above) if pieces[number].place.block.tag == "h1"), None)
    if headline is None:
        return kept
    missed = []
    for block, group in groupby(pieces[headline + 1 : first], key=lambda piece: piece.place.block):
        found = list(group)
        shown = text[found[0].start : found[-1].end]
        is_linked = sum(end - start for start, end, place in found if place.is_link) > MAX_LINKED * len(shown)
        is_running = len(shown.split()) >= MIN_RUNNING_WORDS and SENTENCE_END.search(shown) and not is_linked
        if is_running and not found[0].place.part and not _is_caption(block):
            missed.append((found[0].start, found[-1].end))
    return join_spans(text, [*kept, *missed]) if missed else kept


def _is_caption(block: "HtmlElement") -> bool:
    figures = [each for each in (block, *block.iterancestors()) if each.tag in ("figure", "figcaption")]
    return bool(figures) or "caption" in block.get("class", "")


def add_posts(text: str, kept: list[Span], pieces: Sequence[Piece], posts: Iterable["HtmlElement"]) -> list[Span]:
    """Return what is kept with the paragraphs and headings of a live blog's posts."""
    whole = set(posts)
    missed = [
        (start, end)
        for start, end, place in pieces
        if not place.part and _is_running(text[start:end], place) and not whole.isdisjoint(place.block.iterancestors())
    ]
    return join_spans(text, [*kept, *missed]) if missed else kept


def _is_running(text: str, place: Place) -> bool:
    return place.block.tag in POST_TAGS or len(text.split()) >= MIN_RUNNING_WORDS


def add_title(
    text: str, kept: list[Span], pieces: Sequence[Piece], title: str
) -> tuple[str, list[Span], Sequence[Piece]]:
    """Return the text, what is kept and the pieces with the title among them: where the page shows it, else on top."""
    shown = [piece for piece in pieces if piece.place.part != HIDDEN and _is_line(text, piece, title)]
    if shown or not title:
        best = [piece for piece in shown if piece.place.block.tag == "h1"] or shown
        return text, join_spans(text, [*kept, *((start, end) for start, end, _ in best[:1])]), pieces
    shift = len(title) + 2
    moved = [(0, len(title)), *((start + shift, end + shift) for start, end in kept)]
    return f"{title}\n\n{text}", moved, [Piece(start + shift, end + shift, place) for start, end, place in pieces]


def _is_line(text: str, piece: Piece, title: str) -> bool:
    """Return whether a piece is a line of its own that reads as the title."""
    start, end, _ = piece
    if end - start < len(title) or text[start - 1 : start] not in ("", "\n") or text[end : end + 1] not in ("", "\n"):
        return False
    return " ".join(text[start:end].split()) == title


def list_lines_above(text: str, kept: Sequence[Span]) -> list[str]:
    """Return the lines that stand above the first kept paragraph, the nearest ones."""
    for start, end in kept:
        for line in re.finditer(r"[^\n]+", text[start:end]):
            if len(line[0].split()) >= MIN_RUNNING_WORDS:
                return text[: start + line.start()].split("\n")[-MAX_LINES_ABOVE:]
    return []


def list_cuts(text: str, kept: Sequence[Span], pieces: Sequence[Piece]) -> Iterator[Cut]:
    """Yield what is not kept, with the part of the page that it belongs to as the reason, if that is known."""
    open_cut: Cut | None = None
    for start, end, rule in _list_left_out(kept, pieces):
        visible = text[start:end].strip()
        if not visible:
            continue
        start = text.index(visible, start, end)
        end = start + len(visible)
        if open_cut and open_cut.rule == rule and text[open_cut.end : start].isspace():
            open_cut = Cut(open_cut.start, end, rule)
            continue
        if open_cut:
            yield open_cut
        open_cut = Cut(start, end, rule)
    if open_cut:
        yield open_cut


def _list_left_out(kept: Sequence[Span], pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
    """Yield the stretches of pieces that lie outside what is kept."""
    spans = iter(kept)
    span = next(spans, None)
    for start, end, place in pieces:
        at = start
        while span and span[1] <= at:
            span = next(spans, None)
        while span and span[0] < end:
            yield at, span[0], place.part or LEFT_OUT
            at = span[1]
            if at > end:
                break
            span = next(spans, None)
        yield at, end, place.part or LEFT_OUT


def _flag_kept(kept: Sequence[Span], pieces: Sequence[Piece]) -> list[bool]:
    """Return for each piece whether some of it is kept."""
    flags, at = [], 0
    for start, end, _ in pieces:
        while at < len(kept) and kept[at][1] <= start:
            at += 1
        flags.append(at < len(kept) and kept[at][0] < end)
    return flags
