"""HTML inside the columns of a table: the text that it shows."""

import re
from html import unescape

from presswork.corpus.reading.formats.html.visible_text import parse_html, read_visible

NAMES = (
    "p|div|h[1-6]|ul|ol|li|table|tr|td|th|blockquote|figure|figcaption|section|article|pre|center"
    "|a|b|i|u|em|strong|span|font|small|sup|sub|s|q|cite|code|mark|abbr|time"
)
# A tag that is closed further on, or one that stands alone; "a <b and c> d" and "<3" have neither.
ATTRIBUTES = r"\s(?=[^<>=]*+=)[^<>]*+"
OPENED = re.compile(rf"<({NAMES})(?:{ATTRIBUTES})?>", re.IGNORECASE)
CLOSED = re.compile(rf"</({NAMES})\s*>", re.IGNORECASE)
ALONE = re.compile(rf"<(?:br|hr)\s*/?>|<(?:img|iframe|p){ATTRIBUTES}>|\A\s*<p>", re.IGNORECASE)
DATA = re.compile(r"<!\[CDATA\[|\]\]>")
BLOCK = re.compile(r"<(?:p|br|div|li)\b", re.IGNORECASE)
BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
# How MySQL and others write line ends into a cell: two of them, or one behind a sentence.
ESCAPED = re.compile(r"(?:\\r)?\\n(?:\\r)?\\n|(?<=[.!?…\"”])(?:\\r)?\\n")
ESCAPED_END = re.compile(r"(?:\\r)?\\n")
ESCAPED_SIGN = re.compile(r"\\([,;'\"\\])")
# Tags that an article in a document holds by mistake, and those among them that end a line.
TAG = re.compile(rf"</?(?:{NAMES}|br|hr|img|iframe|meta)(?:\s*+/?|{ATTRIBUTES})>", re.IGNORECASE)
ENDS_LINE = re.compile(r"</?(?:p|div|h[1-6]|li|tr|br|hr|section|article|blockquote)\b", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")


def read_markup(text: str) -> str:
    """Return the text that the HTML in a value shows, its entities decoded; other text as it is.

    Markup whose own signs are written as entities, as feeds have it, is read likewise.
    """
    if has_markup(text):
        return _read(text)
    decoded = ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text
    return _read(decoded) if decoded != text and has_markup(decoded) else decoded


def drop_tags(text: str) -> str:
    """Return the text of a document without tags of HTML that articles in it hold; its lines stay as they are."""
    if not has_markup(text):
        return text
    return TAG.sub(lambda tag: "\n" if ENDS_LINE.match(tag[0]) else "", text)


def read_escapes(text: str) -> str:
    """Return a text in one line with the line ends that it spells as a backslash and n; other text as it is."""
    if "\\n" not in text or "\n" in text or not ESCAPED.search(text):
        return text
    return ESCAPED_SIGN.sub(r"\1", ESCAPED_END.sub("\n", text))


def has_markup(text: str) -> bool:
    """Return whether a text has tags of HTML."""
    if "<" not in text:
        return False
    opened = {name.lower() for name in OPENED.findall(text)}
    return bool(ALONE.search(text)) or not opened.isdisjoint(name.lower() for name in CLOSED.findall(text))


def _read(text: str) -> str:
    """Return the text that HTML shows; blank lines divide paragraphs, and without blocks other line ends count too."""
    spaced = BLANK_LINES.sub("<p>", DATA.sub("", text))
    tree = parse_html(spaced if BLOCK.search(text) else spaced.replace("\n", "<br>"))
    return "" if tree is None else read_visible(tree)[0].strip()
