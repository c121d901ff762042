"""ProQuest: the headline above the labels of an article, with a citation below it, and what parts the lines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence

from presswork.corpus.cleaning.lines import Line
from presswork.corpus.reading.exports.export import UnknownLayoutError
from presswork.corpus.reading.exports.labelled import Labelled, find_blocks

NUMBERED = re.compile(r"(?:Document|Dokument|Documento) (\d{1,6}) (?:of|von|sur|de|di) (\d{1,6})", re.IGNORECASE)
# A row of underscores, the number of the document, its address, the link at the end of the article before.
UNTITLED = re.compile(rf"_{{10,}}|{NUMBERED.pattern}|https?://\S+|Linking Service", re.IGNORECASE)
# Reporter, A.  Harbour Times; Harbour, Me. [Harbour, Me]. 10 Mar 2022: A.2.
CITED = re.compile(r".*\b\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d\d(?:: [\w.]{1,20})?\.")
# A citation has so many lines at most, and is so far above the first label.
CITED_LINES = 4
# What share of the lines with labels has a blank line above; texts from RTF and PDF may have none.
PARTED_SHARE = 0.5


def part_lines(text: str, lines: Sequence[Line], found: Mapping[int, Labelled], firsts: Collection[int]) -> list[int]:
    """Return the lines that begin a block: below a blank line, or below a number or address of an article.

    `firsts` are the lines with the first label of each article. In a text without blank lines, each label begins a
    block, and so does what follows the last label of an article.
    """
    untitled = {number for number, line in enumerate(lines) if UNTITLED.fullmatch(line.text)}
    blocks = {*find_blocks(text, lines), *(number + 1 for number in untitled)}
    if sum(number in blocks for number in found) < PARTED_SHARE * len(found):
        labels = sorted(found)
        lasts = (labels[place - 1] for first in firsts if (place := bisect_left(labels, first)))
        blocks = {0, *found, *untitled, *(number + 1 for number in (*lasts, *untitled))}
    return sorted(number for number in blocks if number < len(lines))


def find_headline(lines: Sequence[Line], blocks: Sequence[int], above: int, first: int) -> tuple[int, int]:
    """Return the first line of a headline and the line below it, above line `first`, which has the first label.

    It is the last block there that is no citation. Raises UnknownLayoutError if there is none.
    """
    stop = first
    while stop > above and UNTITLED.fullmatch(lines[stop - 1].text):
        stop -= 1
    places = [
        each for each in blocks[bisect_left(blocks, above) : bisect_left(blocks, stop)] if _is_titled(lines[each])
    ]
    if not places:
        raise UnknownLayoutError(lines[first].start, "the headline above the first label")
    near = range(stop - 1, max(above, stop - CITED_LINES) - 1, -1)
    if cited := next((each for each in near if CITED.fullmatch(lines[each].text)), None):
        # The place of publication in brackets may begin on the line above.
        while cited > above and _is_open(line.text for line in lines[cited:stop]):
            cited -= 1
        upper = [each for each in places if each < cited]
        places, stop = (upper, cited) if upper else (places, stop)
    following = bisect_right(blocks, places[-1])
    return places[-1], min(stop, blocks[following]) if following < len(blocks) else stop


def _is_titled(line: Line) -> bool:
    return not UNTITLED.fullmatch(line.text)


def _is_open(texts: Iterable[str]) -> bool:
    """Return whether more brackets are closed than opened."""
    text = "".join(texts)
    return text.count("]") > text.count("[")
