"""Names of files and of members of containers: how they are spelled, and which are never articles."""

import unicodedata
from pathlib import PurePosixPath

INVISIBLE = ("Cc", "Cs", "Zl", "Zp")


def spell_name(name: str) -> str:
    r"""Return a name as valid text on one line: bytes that are no UTF-8 and control characters as \xff or \u2028."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(
        character.encode("unicode_escape").decode() if unicodedata.category(character) in INVISIBLE else character
        for character in text
    )


def is_hidden(name: str) -> bool:
    """Whether a path is hidden or a `README*`: such files are never articles."""
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) for part in parts) or parts[-1].startswith("README")


def leads_outside(name: str) -> bool:
    """Whether a member's name is absolute or climbs out of the container, on any system."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return not parts or parts[0] == "/" or ".." in parts or parts[0].endswith(":")
