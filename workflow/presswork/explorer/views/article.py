"""An article with marks: what was cut and by which rule, fields, tokens, and spelling variants."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from presswork.core.errors import PressworkError
from presswork.explorer.views.markup import show_note, show_table, show_text, wrap

LONGEST = 20_000
MARKS = ("cut", "fields", "variants", "tokens")
PIECES = {
    "start": pl.Int64,
    "end": pl.Int64,
    "text": pl.String,
    "kept": pl.Boolean,
    "field": pl.String,
    "rule": pl.String,
    "token": pl.String,
    "variant": pl.String,
    "found": pl.Boolean,
}
Place = tuple[int, int]


@dataclass(frozen=True)
class ArticleView:
    """An article with marks: a heading, the pieces that make up the record, and which marks are shown.

    A piece has its place in the record, whether it was kept, its field and rule, its token, a spelling variant of it,
    and whether it is one of the places searched for.
    """

    heading: str
    pieces: pl.DataFrame
    show: Sequence[str] = MARKS[:3]

    @property
    def cuts(self) -> pl.DataFrame:
        """What was cut, by rule: number of spans, characters, and the beginning of the first span."""
        spans = self.pieces.filter(~pl.col("kept") & (pl.col("text").str.strip_chars() != ""))
        cut = spans.group_by("rule", maintain_order=True).agg(
            pieces=pl.len().cast(pl.Int64),
            characters=pl.col("text").str.len_chars().sum().cast(pl.Int64),
            begins=pl.col("text").first().str.strip_chars().str.slice(0, 60),
        )
        return cut.sort("characters", descending=True, maintain_order=True)

    def _repr_html_(self) -> str:
        shown = self.pieces.filter(pl.col("start") < LONGEST)
        text = "".join(self._show_piece(piece) for piece in shown.iter_rows(named=True))
        total = sum(map(len, self.pieces["text"]))
        more = (
            [show_note(f"The first {LONGEST:,} of {total:,} characters.")] if shown.height < self.pieces.height else []
        )
        cuts = [show_note("Cut, by rule:"), show_table(self.cuts)]
        legend = show_note(_explain(self.show))
        return wrap(
            f'<p dir="auto"><strong>{show_text(self.heading)}</strong></p>',
            legend,
            f'<div class="text" dir="auto">{text}</div>',
            *more,
            *(cuts if "cut" in self.show and self.cuts.height else []),
        )

    def _show_piece(self, piece: dict[str, object]) -> str:
        if "cut" not in self.show and not piece["kept"]:
            return ""
        text = show_text(piece["text"])
        if not text.strip():
            return text
        if piece["found"]:
            text = f"<mark>{text}</mark>"
        if "variants" in self.show and piece["variant"]:
            text = f'<span class="variant">{text} <small>[= {show_text(piece["variant"])}]</small></span>'
        if "tokens" in self.show and piece["token"]:
            text = f'<span class="token">{text}</span>'
        if not piece["kept"]:
            return f'<del title="cut: {show_text(piece["rule"])}">{text}</del>'
        if "fields" in self.show and piece["field"] != "body":
            return f'<span class="field" title="{show_text(piece["field"])}">{text}</span>'
        return text


def _explain(show: Sequence[str]) -> str:
    """Return the legend of the marks."""
    legends = {
        "cut": "struck through: cut",
        "fields": "blue: title, byline or day",
        "variants": "[= …]: counted or proposed as this spelling",
        "tokens": "boxes: tokens",
    }
    return "; ".join(legends[mark] for mark in MARKS if mark in show).capitalize() + "."


def view_article(
    article_id: str,
    articles: pl.LazyFrame,
    records: pl.LazyFrame,
    ledger: pl.LazyFrame,
    tokens: pl.LazyFrame,
    vocabulary: pl.LazyFrame,
    proposals: pl.LazyFrame,
    places: Sequence[Place] = (),
    show: Sequence[str] = MARKS[:3],
) -> ArticleView:
    """Return an article with marks; `places` (start and end in the record) are marked as found.

    `show` is a selection of MARKS. Raises PressworkError for an unknown article or mark.
    """
    own = pl.col("article_id") == article_id
    described = articles.filter(own).select("title", "outlet", "published", "source").collect()
    if described.is_empty():
        raise PressworkError(
            "There is no article with this id.",
            article=article_id,
            remedy="take an article_id of `results.corpus.articles`",
        )
    for mark in set(show) - set(MARKS):
        raise PressworkError("Marks of this name do not exist.", found=mark, expected=", ".join(MARKS))
    title, outlet, published, source = described.row(0)
    text = records.filter(own).select("text").collect().item()
    spans = ledger.filter(own).sort("start").select("start", "end", "kept", "field", "rule").collect().rows()
    words = _spell(tokens.filter(own), vocabulary, proposals)
    heading = ", ".join(str(each) for each in (title or "(no headline)", outlet, published, source) if each)
    return ArticleView(heading, pl.DataFrame(_cut_pieces(text, spans, words, places), PIECES, orient="row"), show)


def _spell(tokens: pl.LazyFrame, vocabulary: pl.LazyFrame, proposals: pl.LazyFrame) -> list[tuple[int, int, str, str]]:
    """Return start, end, token and spelling variant of each token; an accepted variant rather than a proposed one."""
    accepted = pl.when(pl.col("variant") != pl.col("lower")).then("variant")
    known = vocabulary.select("token_id", "token", "lower", accepted=accepted)
    proposed = proposals.select(lower="variant", proposed="canonical")
    proposed = proposed.unique("lower", keep="first", maintain_order=True)
    joined = tokens.join(known, on="token_id", how="left").join(proposed, on="lower", how="left")
    spelled = joined.select("start", "end", "token", other=pl.coalesce("accepted", "proposed")).sort("start")
    return spelled.collect().rows()


def _cut_pieces(
    text: str,
    spans: Sequence[tuple[int, int, bool, str, str]],
    words: Sequence[tuple[int, int, str, str]],
    places: Sequence[Place],
) -> list[tuple[object, ...]]:
    """Return the record cut at the boundaries of spans, tokens and places."""
    inner = [*(span[:2] for span in spans), *(word[:2] for word in words), *places]
    borders = sorted({0, len(text), *(border for pair in inner for border in pair)})
    starts, first = [span[0] for span in spans], [word[0] for word in words]
    pieces: list[tuple[object, ...]] = []
    for start, end in pairwise(borders):
        _, _, kept, field, rule = spans[bisect_right(starts, start) - 1]
        place = bisect_right(first, start) - 1
        word = words[place] if place >= 0 and start < words[place][1] else (0, 0, None, None)
        found = any(low <= start < high for low, high in places)
        pieces.append((start, end, text[start:end], kept, field, rule, *word[2:], found))
    return pieces
