"""The texts to tokenise: runs of kept spans of titles and bodies, by language."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from presswork.corpus.cleaning.layout.edits import SHOWN_AS_BLANK, WITHIN_TEXT
from presswork.corpus.cleaning.lines import LINE_ENDS
from presswork.tokens.batch.arrays import Ints
from presswork.tokens.tokenizer import map_apostrophes

BLANK_LINE = re.compile(rf"(?:{LINE_ENDS})(?:[^\S\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*(?:{LINE_ENDS}))+|\u2029")
BREAK = "paragraph break"
TOKENIZED = ("title", "body")
# Characters tokenised together; arrays and tables take about 40 bytes per character.
BLOCK = 8_000_000


@dataclass
class Region:
    """A run of text of one field: the spans of the record, each with whether a blank replaces it."""

    field: str
    spans: list[tuple[int, int, bool]]

    def add(self, start: int, end: int, is_blank: bool) -> None:
        """Add a span of the record; an adjacent one extends the last span."""
        if self.spans[-1][1] == start and not (is_blank or self.spans[-1][2]):
            self.spans[-1] = (self.spans[-1][0], end, False)
        else:
            self.spans.append((start, end, is_blank))

    def read(self, record: str) -> str:
        """Return the text as the article has it."""
        return "".join(" " if is_blank else record[start:end] for start, end, is_blank in self.spans)


@dataclass
class Block:
    """Texts in one language, each with the number of its article, its field and the place of its first character.

    Places count the characters of all regions of the block in sequence; `at` and `record` have the start of each span
    there and in its record.
    """

    language: str
    articles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    article: list[int] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    record: list[int] = field(default_factory=list)
    n_characters: int = 0
    n_joined: int = 0

    def add(self, region: Region, record: str, paragraphs: bool) -> None:
        """Add the text of a region of the current article, or each of its paragraphs."""
        text, first = region.read(record), self.n_joined
        for start, end, _ in region.spans:
            self.at.append(self.n_joined)
            self.record.append(start)
            self.n_joined += end - start
        for start, end in _split_paragraphs(text) if paragraphs else [(0, len(text))]:
            # After a cut, a paragraph may start with its break; no sentence does.
            start = end - len(text[start:end].lstrip())
            self.texts.append(text[start:end])
            self.article.append(len(self.articles))
            self.name.append(region.field)
            self.start.append(first + start)

    @cached_property
    def _spans(self) -> tuple[Ints, Ints]:
        at = np.array(self.at, np.int64)
        return at, np.array(self.record, np.int64) - at

    def locate(self, places: Ints) -> Ints:
        """Return the offsets in their records of the characters at these places, once all texts are in the block."""
        at, shifts = self._spans
        found: Ints = places + shifts[np.searchsorted(at, places, side="right") - 1]
        return found


def deal_blocks(
    articles: pl.LazyFrame,
    records: pl.LazyFrame,
    ledger: pl.LazyFrame,
    apostrophes: bool,
    language: str,
    paragraphs: bool,
) -> Iterator[Block]:
    """Yield all texts of a shard by language, some articles at a time; articles without a language get `language`.

    A text is a run of kept spans, or a paragraph of one.
    """
    regions = find_regions(ledger)
    texts = articles.select("article_id", "language").join(records.select("article_id", "text"), on="article_id")
    open_blocks: dict[str, Block] = {}
    for article_id, own, text in texts.sort("article_id").collect().iter_rows():
        used = own or language
        block = open_blocks.setdefault(used, Block(used))
        mapped = map_apostrophes(text) if apostrophes else text
        for region in regions[article_id]:
            block.add(region, mapped, paragraphs)
        block.articles.append(article_id)
        block.n_characters += len(text)
        if block.n_characters >= BLOCK:
            yield open_blocks.pop(used)
    yield from open_blocks.values()


def _split_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each paragraph; paragraphs are separated by blank lines."""
    start = 0
    for gap in BLANK_LINE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def find_regions(ledger: pl.LazyFrame) -> dict[str, list[Region]]:
    """Return the runs of kept spans of one field per article; a cut ends a run.

    Traces of layout, such as a soft hyphen, do not end a run. A paragraph break that is separated from its paragraph by
    a cut does not start one, since a sentence would start with it.
    """
    within = pl.col("rule").is_in(WITHIN_TEXT)
    chosen = ledger.filter(within | (pl.col("kept") & pl.col("field").is_in(TOKENIZED))).sort("article_id", "start")
    regions: dict[str, list[Region]] = defaultdict(list)
    # The end of the latest run of each article, including the cuts within text that follow it.
    ends: dict[str, int] = {}
    columns = ("article_id", "kept", "field", "start", "end", "rule")
    for article_id, kept, name, start, end, rule in chosen.select(columns).collect().iter_rows():
        runs = regions[article_id]
        adjoins = bool(runs) and ends[article_id] == start
        if kept and name in TOKENIZED:
            if adjoins and runs[-1].field == name:
                runs[-1].add(start, end, rule in SHOWN_AS_BLANK)
            elif rule != BREAK:
                runs.append(Region(name, [(start, end, rule in SHOWN_AS_BLANK)]))
            else:
                continue
            ends[article_id] = end
        elif adjoins:
            ends[article_id] = end
    return regions
