"""A concordance as HTML: the lines, and the text around one of them."""

import polars as pl

from presswork.explorer.views.markup import show_note, show_text
from presswork.figures.drawing.caption_text import count

AROUND = 400
LIMIT = 1000


def show_lines(lines: pl.DataFrame, chosen: int | None = None, shown: int = 50) -> str:
    """Return the first lines of a concordance as a table; `chosen` counts from 1."""
    if lines.is_empty():
        return show_note("No occurrences.")
    rows = []
    columns = ("left", "node", "right", "article_id", "published")
    first = lines.select(columns).head(shown)
    for number, (left, node, right, article_id, published) in enumerate(first.iter_rows(), 1):
        mark = ' class="chosen"' if number == chosen else ""
        cells = (
            f'<td class="number">{number}</td><td class="left">{show_text(left)}</td>'
            f'<td class="node">{show_text(node)}</td><td class="right">{show_text(right)}</td>'
            f'<td class="number">{show_text(article_id)}</td><td class="number">{show_text(published or "")}</td>'
        )
        rows.append(f"<tr{mark}>{cells}</tr>")
    head = "".join(f'<th scope="col">{name}</th>' for name in ("", "left", "", "right", "article", "day"))
    n_articles = lines["article_id"].n_unique()
    note = f"{count(lines.height, 'line')} of {count(n_articles, 'article')}"
    note += f"; the first {shown} are shown" if lines.height > shown else ""
    note += f". If there are more than {LIMIT:,}, these are evenly spaced." if lines.height == LIMIT else "."
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f'{show_note(note)}<div class="lines" tabindex="0">{table}</div>'


def show_context(line: dict[str, object], text: str, around: int = AROUND) -> str:
    """Return the text of the record around a line, with its place marked."""
    start, end = int(str(line["start"])), int(str(line["end"]))
    before, after = text[max(0, start - around) : start], text[end : end + around]
    note = f"article {line['article_id']}"
    begin, rest = "…" if start > around else "", "…" if end + around < len(text) else ""
    return (
        f"{show_note(note)}"
        f'<div class="text" dir="auto">{begin}{show_text(before)}<mark>{show_text(text[start:end])}</mark>'
        f"{show_text(after)}{rest}</div>"
    )
