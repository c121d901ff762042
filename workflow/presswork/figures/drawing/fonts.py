"""Fonts: which are used, which letters they have, and what is done where one is missing."""

import unicodedata
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.text import Text

from presswork.figures.drawing.appearance import FAMILY, get_appearance


def prefer_bundled_fonts() -> None:
    """Let the fonts that come with matplotlib go before the machine's own of the same name, whose letters differ."""
    folder = matplotlib.get_data_path()
    # Adding a font is what makes matplotlib forget what it found before.
    fontManager.addfont(f"{folder}/fonts/ttf/DejaVuSans.ttf")
    fontManager.ttflist.sort(key=lambda font: not font.fname.startswith(folder))


prefer_bundled_fonts()


@contextmanager
def ignore_missing_letters() -> Iterator[None]:
    """Keep matplotlib from warning of letters that the font lacks: the caption says how many there are."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def list_families() -> list[str]:
    """Return the chosen font and, for the letters that it lacks, the default one."""
    return list(dict.fromkeys([get_appearance().font, FAMILY]))


def count_missing_letters(figure: Figure) -> int:
    """Return how many letters of a figure's texts its fonts lack; they are drawn as boxes."""
    return len(set().union(*map(_find_missing, figure.findobj(Text))))


def _find_missing(text: Text) -> set[str]:
    """Return the letters of a text that the upright font lacks; a variation selector has no shape of its own."""
    return {
        each for each in _list_visible(text) - _list_letters("normal", "normal") if not "\ufe00" <= each <= "\ufe0f"
    }


def _list_visible(text: Text) -> set[str]:
    return {each for each in text.get_text() if unicodedata.category(each) not in ("Cc", "Cf", "Zs", "Zl", "Zp")}


def set_upright(text: Text) -> None:
    """Set a text upright and plain where the slanted or bold font lacks its letters."""
    if _list_visible(text) - _list_letters(text.get_fontstyle(), text.get_fontweight()):
        text.set(fontstyle="normal", fontweight="normal")


def _list_letters(slant: Any, weight: Any) -> set[str]:
    return set().union(*(_read_letters(family, slant, weight) for family in list_families()))


@cache
def _read_letters(family: str, slant: Any, weight: Any) -> set[str]:
    font = get_font(findfont(FontProperties(family=family, style=slant, weight=weight)))
    return {chr(code) for code in font.get_charmap()}
