"""Names of files and of members of archives: how they are spelled, and which are never articles."""

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

INVISIBLE = ("Cc", "Cs", "Zl", "Zp")
PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".HTML", ".HTM")
# What browsers and word processors add to a page's name for the folder beside it, by their language.
PAGE_FOLDER = re.compile(
    r"(.+)[-_.](files?|Dateien|fichiers|archivos|arquivos|ficheiros|bestanden|filer|soubory|pliki|dosyalar|tiedostot|elemei)"
)


def spell_name(name: str) -> str:
    r"""Return a name as valid text on one line: bytes that are no UTF-8 and control characters as \xff or \u2028."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(
        character.encode("unicode_escape").decode() if unicodedata.category(character) in INVISIBLE else character
        for character in text
    )


def is_hidden(name: str) -> bool:
    """Whether a path is hidden, or what macOS adds to an archive."""
    return any(part.startswith((".", "__MACOSX")) and part not in (".", "..") for part in name.split("/"))


def is_readme(name: str) -> bool:
    """Whether a file describes its folder: README, README.md, readme.txt, but not "README first article.txt"."""
    return name[:6].lower() == "readme" and bool(re.fullmatch(r"(\.\w+)?", name[6:]))


def is_office_lock(name: str) -> bool:
    """Whether a file is what an office program keeps beside an open document: ~$report.xlsx."""
    return name.startswith("~$")


def is_never_article(name: str) -> bool:
    """Whether a member of an archive is never an article: hidden, a README, or an office program's lock file."""
    return is_hidden(name) or is_readme(PurePosixPath(name).name) or is_office_lock(PurePosixPath(name).name)


def find_page_of(folder: str, names: Collection[str]) -> str | None:
    """Return which of the names is the saved page that a browser put this folder of pictures and scripts beside."""
    match = PAGE_FOLDER.fullmatch(folder)
    return next((match[1] + ending for ending in PAGE_ENDINGS if match and match[1] + ending in names), None)


def leads_outside(name: str) -> bool:
    """Whether a member's name is absolute or climbs out of the archive, on any system."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not parts or parts[0] == "/" or ".." in parts or parts[0].endswith(":")
