"""Makes text from files safe to show on a terminal and in Markdown."""

import re

# Control characters, and characters that change the direction of text. Joiners are kept, since some scripts need them.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
MARKDOWN = re.compile(r"([\\*_\[\]<>|#~$&^`@])")
ADDRESS = re.compile(r"(?<=:)//|(?<=\bwww)\.")


def mark_hidden(text: str) -> str:
    """Return a text in which hidden characters are replaced by visible names."""
    return HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def protect_markdown(text: str) -> str:
    """Return a text that Markdown prints as it stands: no link, no formula, no markup, nothing hidden."""
    escaped = MARKDOWN.sub(r"\\\1", mark_hidden(text))
    return ADDRESS.sub(lambda found: "\\" + found[0], escaped)


def escape_markdown(text: str) -> str:
    """Return a text that Markdown prints as it stands, on one line."""
    return protect_markdown(" ".join(text.split()))
