"""Text of articles as HTML: escaped, with invisible and direction-changing characters made visible."""

from datetime import date
from html import escape

import polars as pl

from presswork.core.shown_text import mark_hidden

STYLE = """<style>
.presswork { font-size: 13px; line-height: 1.5; }
.presswork p, .presswork .text { max-width: 62em; }
.presswork table { border-collapse: collapse; margin: .4em 0; font-size: inherit; }
.presswork th, .presswork td { padding: .1em .6em; text-align: left; vertical-align: top; white-space: normal; }
.presswork th { font-weight: 600; border-bottom: 1px solid currentColor; }
.presswork { overflow-x: auto; }
.presswork td { overflow-wrap: break-word; max-width: 28em; }
.presswork td.number, .presswork th.number { text-align: right; white-space: nowrap; }
.presswork .lines { overflow-x: auto; font-size: 12px; }
.presswork .lines td { padding: .1em .4em; white-space: nowrap; overflow-wrap: normal; }
.presswork td.left { text-align: right; }
.presswork td.node { font-weight: 600; }
.presswork tr.chosen { outline: 2px solid currentColor; }
.presswork .text { white-space: pre-wrap; overflow-wrap: anywhere; border-left: 3px solid; padding-left: .8em; }
.presswork del { opacity: .75; background: rgba(213, 94, 0, .22); }
.presswork mark { background: rgba(230, 159, 0, .45); color: inherit; font-weight: 600; }
.presswork .field { background: rgba(0, 114, 178, .16); }
.presswork .token { border: 1px solid rgba(128, 128, 128, .45); border-radius: 2px; }
.presswork .variant { border-bottom: 2px solid #0072b2; }
.presswork .note { opacity: .85; }
.presswork figure { margin: .4em 0; }
.presswork figcaption { max-width: 48em; }
</style>"""


def show_text(text: object) -> str:
    """Return a text as HTML without any markup."""
    return escape(mark_hidden(str(text)))


def show_note(text: str) -> str:
    """Return a sentence about what is shown."""
    return f'<p class="note">{show_text(text)}</p>'


def show_table(table: pl.DataFrame) -> str:
    """Return a table as HTML; numbers are right-aligned, and missing values are blank."""
    head = "".join(f'<th scope="col">{show_text(column)}</th>' for column in table.columns)
    body = "".join(f"<tr>{''.join(map(_show_cell, row))}</tr>" for row in table.iter_rows())
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _show_cell(value: object) -> str:
    if isinstance(value, date):
        return f'<td class="number">{value}</td>'
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f'<td dir="auto">{"" if value is None else show_text(value)}</td>'
    return f'<td class="number">{show_number(value)}</td>'


def show_number(value: float) -> str:
    """Return a number with commas between thousands, or with three digits if it is not whole."""
    if isinstance(value, int) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def wrap(*parts: str) -> str:
    """Return parts of HTML with the common style of all views."""
    return f'{STYLE}<div class="presswork">{"".join(parts)}</div>'
