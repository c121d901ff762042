"""Text made safe for LaTeX."""

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
    '"': r"\textquotedbl{}",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "–": "--",
    "—": "---",
    "…": r"\ldots{}",
    "\u00a0": "~",
}


def escape_latex(text: str) -> str:
    """Return a text that LaTeX prints as it stands.

    Letters beyond Latin go through `\\pressworkchar{code}{letter}`: LuaLaTeX and XeLaTeX print them, pdfLaTeX the code.
    """
    return "".join(_escape_letter(letter) for letter in text)


def _escape_letter(letter: str) -> str:
    if letter in SPECIAL:
        return SPECIAL[letter]
    code = ord(letter)
    if code < 32 or 127 <= code < 160 or 0xD800 <= code <= 0xDFFF:
        return " "
    if code < 127 or 0xC0 <= code <= 0x17F:
        return letter
    return rf"\pressworkchar{{{code:04X}}}{{{letter}}}"
