"""What authors choose for all figures: font, small print, titles, and how terms are printed."""

import difflib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field

from matplotlib.font_manager import findSystemFonts, fontManager

from presswork.core.errors import PressworkError

FAMILY = "DejaVu Sans"


@dataclass(frozen=True)
class Appearance:
    """The options of `figures` that apply to every figure; `title` is that of the figure being drawn."""

    font: str = FAMILY
    notes: bool = True
    title: str = ""
    term_labels: Mapping[str, str] = field(default_factory=dict)


DEFAULT = Appearance()
_chosen: ContextVar[Appearance] = ContextVar("appearance", default=DEFAULT)


def get_appearance() -> Appearance:
    """Return the options that apply to the figure being drawn."""
    return _chosen.get()


@contextmanager
def apply_appearance(appearance: Appearance) -> Iterator[None]:
    """Draw figures with these options. Raises PressworkError if the font is not installed."""
    check_font(appearance.font)
    token = _chosen.set(appearance)
    try:
        yield
    finally:
        _chosen.reset(token)


def print_term(term: str) -> str:
    """Return a term as figures, captions and alt texts print it: the label of `figures.labels`, or the term."""
    return _chosen.get().term_labels.get(term, term)


def print_terms(terms: list[str]) -> list[str]:
    """Return terms as figures print them."""
    return [print_term(term) for term in terms]


def check_font(family: str) -> None:
    """Raise PressworkError if no font of this family is installed."""
    if family in fontManager.get_font_names():
        return
    # matplotlib remembers the fonts that were installed when it was first used.
    for path in findSystemFonts():
        with suppress(Exception):
            fontManager.addfont(path)
    known = fontManager.get_font_names()
    if family not in known:
        near = difflib.get_close_matches(family, known, n=3)
        raise PressworkError(
            f"The font {family} is not installed.",
            field="figures.font",
            found=f"no font family named {family!r}",
            expected=f"an installed family, such as {', '.join(near or [FAMILY])}",
            remedy=f"install the font, or set figures.font to an installed family (the default is {FAMILY})",
        )
