"""The texts that are tokenised: runs of kept spans of titles and bodies, dealt by language."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from presswork.tokens.tokenizer import map_apostrophes

Region = tuple[str, int, int]
BLANK_LINE = re.compile(r"(?:\r\n|\r|\n)(?:[^\S\r\n]*(?:\r\n|\r|\n))+")
BREAK = "paragraph break"
TOKENIZED = ("title", "body")
# Characters tokenised together: arrays and tables take some 40 times as many bytes.
BLOCK = 8_000_000


@dataclass
class Block:
    """Texts in one language, each with number of its article, name of its field and place in the record."""

    language: str
    articles: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    article: list[int] = field(default_factory=list)
    name: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    n_characters: int = 0


def deal_blocks(
    articles: pl.LazyFrame,
    records: pl.LazyFrame,
    ledger: pl.LazyFrame,
    apostrophes: bool,
    language: str,
    paragraphs: bool,
) -> Iterator[Block]:
    """Yield all texts of a shard, some articles at a time, by languages; where an article has none it is `language`.

    A text is a run of kept spans, or a paragraph of it.
    """
    regions = find_regions(ledger)
    texts = articles.select("article_id", "language").join(records.select("article_id", "text"), on="article_id")
    open_blocks: dict[str, Block] = {}
    for article_id, own, text in texts.sort("article_id").collect().iter_rows():
        used = own or language
        block = open_blocks.setdefault(used, Block(used))
        mapped = map_apostrophes(text) if apostrophes else text
        for name, start, end in _split_paragraphs(mapped, regions[article_id]) if paragraphs else regions[article_id]:
            # A cut behind a paragraph parts it from its break; no sentence begins with that.
            first = end - len(mapped[start:end].lstrip())
            block.texts.append(mapped[first:end])
            block.article.append(len(block.articles))
            block.name.append(name)
            block.start.append(first)
        block.articles.append(article_id)
        block.n_characters += len(text)
        if block.n_characters >= BLOCK:
            yield open_blocks.pop(used)
    yield from open_blocks.values()


def _split_paragraphs(text: str, regions: list[Region]) -> Iterator[Region]:
    """Yield the paragraphs of regions: what stands between blank lines."""
    for name, start, end in regions:
        for gap in BLANK_LINE.finditer(text, start, end):
            yield name, start, gap.start()
            start = gap.end()
        yield name, start, end


def find_regions(ledger: pl.LazyFrame) -> dict[str, list[Region]]:
    """Return for each article its runs of adjoining kept spans of one field, as (field, start, end).

    A break that a cut parts from its paragraph begins no run: a sentence would begin with it.
    """
    kept = ledger.filter(pl.col("kept") & pl.col("field").is_in(TOKENIZED)).sort("article_id", "start")
    regions: dict[str, list[Region]] = defaultdict(list)
    columns = ("article_id", "field", "start", "end", "rule")
    for article_id, name, start, end, rule in kept.select(columns).collect().iter_rows():
        runs = regions[article_id]
        if runs and runs[-1][0] == name and runs[-1][2] == start:
            runs[-1] = (name, runs[-1][1], end)
        elif rule != BREAK:
            runs.append((name, start, end))
    return regions
