"""Text made safe for LaTeX, under pdfLaTeX, XeLaTeX and LuaLaTeX and whatever the preamble."""

import re
import unicodedata

SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "–": "--",
    "—": "---",
    "…": r"\ldots{}",
    "\u00a0": "~",
    "\u202f": r"\,",
    "−": r"\ensuremath{-}",
    "≤": r"\ensuremath{\leq}",
    "≥": r"\ensuremath{\geq}",
    "×": r"\ensuremath{\times}",
    "±": r"\ensuremath{\pm}",
    "\u00ad": r"\-",
}
# Two of these in a row would be joined to another sign.
JOINED = re.compile(r"(?<=[-–—'’‘“”,?!])(?=[-–—'’‘“”,])")
# A percentage does not part from its sign at a line's end.
HELD = re.compile(r"(?<=\d) %")
CITATION = re.compile(r"\s?\[(@[\w-]+(?:; @[\w-]+)*)\]")
CODE = re.compile(r"`([^`]+)`")


def escape_latex(text: str) -> str:
    """Return a text that LaTeX prints as it stands.

    Letters beyond ASCII go through `\\pressworkchar{code}{letter}`, which prints a letter that the font has, and else
    its code; what has no glyph of its own (joiners, marks of direction) is left out.
    """
    parts = JOINED.split(HELD.sub("\u00a0%", unicodedata.normalize("NFC", text)))
    return "{}".join("".join(map(_escape_letter, part)) for part in parts)


def _escape_letter(letter: str) -> str:
    if letter in SPECIAL:
        return SPECIAL[letter]
    category = unicodedata.category(letter)
    if category in ("Cc", "Cs", "Zl", "Zp"):
        return " "
    if category == "Cf" or 0xFE00 <= ord(letter) <= 0xFE0F:
        return ""
    if letter.isascii():
        return letter
    # LuaTeX takes the replacement character for broken input, and nothing has a glyph that is not assigned.
    if letter == "\ufffd" or category in ("Cn", "Co"):
        return rf"\pressworkcode{{{ord(letter):04X}}}"
    return rf"\pressworkchar{{{ord(letter):04X}}}{{{letter}}}"


def convert_markdown(text: str) -> str:
    """Return Markdown of our own (paragraphs, `code`, [@citation; @another]) as LaTeX."""
    parts = re.split(r"(\s?\[@[^\]]+\]|`[^`]+`)", text)
    return "".join(_convert_part(part) for part in parts)


def _convert_part(part: str) -> str:
    if cited := CITATION.fullmatch(part):
        return rf"~\cite{{{cited[1].replace('@', '').replace('; ', ',')}}}"
    if code := CODE.fullmatch(part):
        return rf"\texttt{{{escape_latex(code[1])}}}"
    return "\n\n".join(escape_latex(each) for each in part.split("\n\n"))


def define_float(kind: str, name: str, caption: str, content: str, note: str) -> str:
    """Return the definition of a figure or table, all of it LaTeX already, which `presswork.tex` sets."""
    parts = (kind, name, name.replace("_", "-"), caption, content, note)
    return "\\pressworkdefine" + "".join(f"{{{part}}}" for part in parts) + "\n"


def define_note(kind: str, name: str, note: str) -> str:
    """Return the definition of the note that stands in the place of a figure or table that was not made."""
    parts = (kind, name, f"{kind[:3]}:presswork-{name.replace('_', '-')}", escape_latex(note))
    return "\\pressworkomit" + "".join(f"{{{part}}}" for part in parts) + "\n"
