"""Escapes text for LaTeX, for pdfLaTeX, XeLaTeX and LuaLaTeX with any preamble."""

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
# LaTeX joins two of these in a row into one sign.
JOINED = re.compile(r"(?<=[-–—'’‘“”,?!])(?=[-–—'’‘“”,])")
# No line break between a number of the data and its percent sign.
HELD = re.compile(r"(?<=\d) %")
CITATION = re.compile(r"\s?\[(@[\w-]+(?:; @[\w-]+)*)\]")
CODE = re.compile(r"`([^`]+)`")


def escape_latex(text: str) -> str:
    """Return LaTeX that prints a text unchanged.

    Letters beyond ASCII are written as `\\pressworkchar{code}{letter}`, which prints the letter if the font has it and
    its code otherwise; characters without a glyph (joiners, direction marks) are left out.
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
    # LuaTeX reads the replacement character as broken input, and unassigned characters have no glyph.
    if letter == "\ufffd" or category in ("Cn", "Co"):
        return rf"\pressworkcode{{{ord(letter):04X}}}"
    return rf"\pressworkchar{{{ord(letter):04X}}}{{{letter}}}"


def convert_markdown(text: str) -> str:
    """Return the Markdown of this package (paragraphs, `code`, [@citation; @another]) as LaTeX."""
    parts = re.split(r"(\s?\[@[^\]]+\]|`[^`]+`)", text)
    return "".join(_convert_part(part) for part in parts)


def _convert_part(part: str) -> str:
    if cited := CITATION.fullmatch(part):
        return rf"~\cite{{{cited[1].replace('@', '').replace('; ', ',')}}}"
    if code := CODE.fullmatch(part):
        return rf"\texttt{{{escape_latex(code[1])}}}"
    return "\n\n".join(escape_latex(each) for each in part.split("\n\n"))


def define_float(kind: str, name: str, caption: str, content: str, note: str) -> str:
    """Return the definition of a figure or table for `presswork.tex`; all arguments are LaTeX."""
    parts = (kind, name, name.replace("_", "-"), caption, content, note)
    return "\\pressworkdefine" + "".join(f"{{{part}}}" for part in parts) + "\n"


def define_note(kind: str, name: str, note: str) -> str:
    """Return the definition of the note that takes the place of a figure or table that was not made."""
    parts = (kind, name, f"{kind[:3]}:presswork-{name.replace('_', '-')}", escape_latex(note))
    return "\\pressworkomit" + "".join(f"{{{part}}}" for part in parts) + "\n"
