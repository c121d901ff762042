"""The texts that are tokenised: runs of kept spans of titles and bodies, dealt by language."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import polars as pl

from presswork.tokens.tokenizer import map_apostrophes

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
    articles: pl.LazyFrame, records: pl.LazyFrame, ledger: pl.LazyFrame, apostrophes: bool, language: str
) -> Iterator[Block]:
    """Yield all texts of a shard, some articles at a time, by languages; where an article has none it is `language`."""
    regions = find_regions(ledger)
    texts = articles.select("article_id", "language").join(records.select("article_id", "text"), on="article_id")
    open_blocks: dict[str, Block] = {}
    for article_id, own, text in texts.sort("article_id").collect().iter_rows():
        used = own or language
        block = open_blocks.setdefault(used, Block(used))
        mapped = map_apostrophes(text) if apostrophes else text
        for name, start, end in regions[article_id]:
            block.texts.append(mapped[start:end])
            block.article.append(len(block.articles))
            block.name.append(name)
            block.start.append(start)
        block.articles.append(article_id)
        block.n_characters += len(text)
        if block.n_characters >= BLOCK:
            yield open_blocks.pop(used)
    yield from open_blocks.values()


def find_regions(ledger: pl.LazyFrame) -> dict[str, list[tuple[str, int, int]]]:
    """Return for each article its runs of adjoining kept spans of one field, as (field, start, end)."""
    kept = ledger.filter(pl.col("kept") & pl.col("field").is_in(TOKENIZED)).sort("article_id", "start")
    regions: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for article_id, name, start, end in kept.select("article_id", "field", "start", "end").collect().iter_rows():
        runs = regions[article_id]
        if runs and runs[-1][0] == name and runs[-1][2] == start:
            runs[-1] = (name, runs[-1][1], end)
        else:
            runs.append((name, start, end))
    return regions
