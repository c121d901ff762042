"""A printed table: in LaTeX with booktabs, in Markdown, and in HTML for word processors."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from presswork.core.shown_text import escape_markdown
from presswork.paper.latex import define_float, escape_latex
from presswork.paper.markdown import write_markdown_table

LEFT, RIGHT, TEXT = "l", "r", "text"  # TEXT wraps
LATEX = {LEFT: "l", RIGHT: "r", TEXT: r">{\raggedright\arraybackslash}p{\pressworktext}"}
LONGEST = 32
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>
body {{ font: 15px/1.4 sans-serif; color: #222; background: #fff; margin: 1em; }}
table {{ border-collapse: collapse; border-top: 2px solid; border-bottom: 2px solid; }}
caption, p {{ text-align: left; max-width: 46em; padding: .4em 0; }}
th, td {{ padding: .15em .6em; text-align: left; vertical-align: top; }}
thead th {{ border-bottom: 1px solid; }}
tbody + tbody {{ border-top: 1px solid #bbb; }}
.r {{ text-align: right; font-variant-numeric: tabular-nums; }}
</style></head><body>
<table><caption>{caption}</caption>
<thead><tr>{heads}</tr></thead>
{bodies}</table>
<p>{note}</p>
</body></html>
"""


def align(first: str, *others: str) -> tuple[tuple[str, str], ...]:
    """Return columns with these heads: the first aligned left, the others, which hold numbers, aligned right."""
    return ((first, LEFT), *((head, RIGHT) for head in others))


@dataclass(frozen=True)
class PrintedTable:
    """A printed table: columns as (head, side), rows in blocks that each have a head, and a note below."""

    name: str
    caption: str
    columns: tuple[tuple[str, str], ...]
    blocks: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    note: str

    def without_empty_columns(self) -> "PrintedTable":
        """Return the table without columns that are empty in all rows."""
        rows = [row for _, block in self.blocks for row in block]
        kept = [place for place in range(len(self.columns)) if not rows or any(row[place] for row in rows)]
        return PrintedTable(
            self.name,
            self.caption,
            tuple(self.columns[place] for place in kept),
            tuple((head, tuple(tuple(row[place] for place in kept) for row in rows)) for head, rows in self.blocks),
            self.note,
        )


def clip(text: str) -> str:
    """Return a name short enough for a column of a table."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rstrip()}…"


def write_latex_table(table: PrintedTable) -> str:
    """Return the LaTeX definition that `\\pressworktable` sets."""
    sides = "".join(LATEX[side] for _, side in table.columns)
    heads = " & ".join(_write_head(head, side) for head, side in table.columns)
    blocks = "\\midrule\n".join(_write_block(head, rows, len(table.columns)) for head, rows in table.blocks)
    content = (
        f"%\n\\begin{{tabular}}{{@{{}}{sides}@{{}}}}\n\\toprule\n{heads} \\\\\n\\midrule\n{blocks}\\bottomrule\n"
        "\\end{tabular}"
    )
    return define_float("table", table.name, escape_latex(table.caption), content, escape_latex(table.note))


def _write_head(head: str, side: str) -> str:
    return rf"\multicolumn{{1}}{{r}}{{{escape_latex(head)}}}" if side == RIGHT else escape_latex(head)


def _write_block(head: str, rows: Sequence[Sequence[str]], width: int) -> str:
    # Braces first: a star or a bracket after \\ would be its argument.
    lines = [f"{{}}{' & '.join(map(escape_latex, row))} \\\\\n" for row in rows]
    over = [f"\\multicolumn{{{width}}}{{@{{}}l@{{}}}}{{\\itshape {escape_latex(head)}}} \\\\\n"] if head else []
    return "".join([*over, *lines])


def write_markdown(table: PrintedTable) -> str:
    """Return the table in Markdown, with its caption above and its note below."""
    heads, right = [head for head, _ in table.columns], [side == RIGHT for _, side in table.columns]
    padding = ("",) * (len(heads) - 1)
    rows = [row for head, block in table.blocks for row in ([(head, *padding)] if head else []) + list(block)]
    body = write_markdown_table(heads, rows, right)
    return f"**{escape_markdown(table.caption)}**\n\n{body}\n{escape_markdown(table.note)}\n"


def write_html(table: PrintedTable) -> str:
    """Return the table as an HTML page."""
    sides = [' class="r"' if side == RIGHT else "" for _, side in table.columns]
    heads = "".join(
        f'<th scope="col"{side}>{escape(head)}</th>' for (head, _), side in zip(table.columns, sides, strict=True)
    )
    bodies = []
    for head, rows in table.blocks:
        over = f'<tr><th colspan="{len(sides)}" scope="rowgroup">{escape(head)}</th></tr>' if head else ""
        cells = [(f"<td{side}>{escape(cell)}</td>" for cell, side in zip(row, sides, strict=True)) for row in rows]
        lines = "\n".join(f"<tr>{''.join(row)}</tr>" for row in cells)
        bodies.append(f"<tbody>{over}{lines}</tbody>\n")
    caption = escape(table.caption)
    return PAGE.format(title=caption, caption=caption, heads=heads, bodies="".join(bodies), note=escape(table.note))
