"""The one style of all figures: size, fonts, colours, and labels that always fit."""

import unicodedata
import warnings
from bisect import bisect_left
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator

MM = 1 / 25.4
POINTS_PER_MM = 72 * MM
DPI = 300
FONT_SIZE = 8.0
SMALL = 7.0
SENTENCE_MM = 22
# Lines of small print that figures leave room for, and their distance in letters.
NOTE_LINES, LEADING = 2, 1.25
BLUE, ORANGE, GREY, LIGHT = "#0072B2", "#D55E00", "#6E6E6E", "#D9D9D9"  # Okabe & Ito; greys that differ in print
# How series are told apart, in print without colours too: by dashes and marks.
SERIES: tuple[dict[str, Any], ...] = (
    {"color": BLUE, "linestyle": "-", "marker": "o"},
    {"color": ORANGE, "linestyle": (0, (4, 1.6)), "marker": "s"},
    {"color": GREY, "linestyle": (0, (1, 1.4)), "marker": "^"},
)
LOOKS = ("blue, round", "orange, square", "grey, triangular")
FAMILY = "DejaVu Sans"

STYLE = {
    "font.family": FAMILY,
    "font.size": FONT_SIZE,
    "axes.labelsize": FONT_SIZE,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "axes.formatter.use_locale": False,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "text.parse_math": False,
    # Hinted letters are wider in a coarse picture than in print.
    "text.hinting": "no_hinting",
    "pdf.fonttype": 42,
    "pdf.compression": 0,
    "svg.fonttype": "none",
    "svg.hashsalt": "presswork",
    "figure.dpi": DPI,
    "savefig.dpi": DPI,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.03,
    "figure.constrained_layout.w_pad": 0.03,
}


def prefer_bundled_fonts() -> None:
    """Let the fonts that come with matplotlib go before the machine's own of the same name, whose letters differ."""
    folder = matplotlib.get_data_path()
    # Adding a font is what makes matplotlib forget what it found before.
    fontManager.addfont(f"{folder}/fonts/ttf/DejaVuSans.ttf")
    fontManager.ttflist.sort(key=lambda font: not font.fname.startswith(folder))


prefer_bundled_fonts()


@contextmanager
def ignore_missing_letters() -> Iterator[None]:
    """Keep matplotlib from warning of letters that the font lacks: the small print of the figure tells of them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


@contextmanager
def house_style() -> Iterator[None]:
    """Apply the style, whatever the user's matplotlibrc says."""
    with rc_context(), ignore_missing_letters():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)  # type: ignore[arg-type]
        yield


def new_figure(width_mm: float, height_mm: float) -> tuple[Figure, Axes]:
    """Return a figure of this size with one set of axes; call it within `house_style`."""
    figure = Figure(figsize=(width_mm * MM, height_mm * MM))
    return figure, figure.add_subplot()


@cache
def measure_label(text: str, size: float = SMALL) -> float:
    """Return the width of a text in points."""
    font = FontProperties(family=FAMILY, size=size)
    with ignore_missing_letters():
        return float(text_to_path.get_text_width_height_descent(text, font, ismath=False)[0]) if text.strip() else 0.0


def fit_label(text: str, width_mm: float, size: float = SMALL) -> str:
    """Return the text, with its middle left out where it would be wider than this."""
    limit = width_mm * POINTS_PER_MM
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if len(text) < 300 and measure_label(text, size) <= limit:
        return text

    def shorten(kept: int) -> str:
        return f"{text[:kept].rstrip()}…{text[-kept:].lstrip()}" if kept < 8 else f"{text[: 2 * kept].rstrip()}…"

    lengths = range(1, min(len(text), 120) // 2 + 1)
    kept = bisect_left(lengths, True, key=lambda kept: measure_label(shorten(kept), size) > limit)
    return shorten(kept) if kept else "…"


def fit_list(words: list[str], width_mm: float, size: float = SMALL) -> str:
    """Return as many of the words as fit this width, with commas between them."""
    listed = fit_label(words[0], width_mm, size) if words else ""
    for word in words[1:]:
        longer = f"{listed}, {word}"
        if measure_label(longer, size) > width_mm * POINTS_PER_MM:
            break
        listed = longer
    return listed


def spread_labels(places: list[float], least: float, end: float) -> list[float]:
    """Return the places moved as far as needed to be this far apart, in their order, none beyond the end."""
    moved = list(places)
    for number in range(1, len(moved)):
        moved[number] = max(moved[number], moved[number - 1] + least)
    moved[-1] = min(moved[-1], end)
    for number in reversed(range(len(moved) - 1)):
        moved[number] = min(moved[number], moved[number + 1] - least)
    return moved


def set_ticks(axis: Axis, whole: bool = False, most: int = 5) -> None:
    """Let an axis have about five ticks, whatever its length: the layout leaves room for the labels it has then."""
    axis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 5, 10], integer=whole))


def finish_figure(figure: Figure, note: str, width_mm: float) -> Figure:
    """Write the small print below the axes: how many articles, and what the lines are. Return the figure.

    Letters that the font lacks are drawn as boxes, and the small print says so.
    """
    lacking = set().union(*(_set_upright(text) for text in figure.findobj(Text)))
    if lacking:
        letters, verb = ("1 letter", "is") if len(lacking) == 1 else (f"{len(lacking)} letters", "are")
        note += f" {letters} that the font lacks {verb} drawn as boxes; the file of plotted rows has them."
    lines = wrap_label(note, 0.98 * width_mm - 1, SMALL)
    figure.supxlabel("\n".join(lines), fontsize=SMALL, color=GREY, x=0.01, ha="left", linespacing=LEADING)
    # A long note makes the figure higher instead of the axes smaller.
    more = max(len(lines) - NOTE_LINES, 0) * SMALL * LEADING / 72
    figure.set_figheight(figure.get_figheight() + more)
    return figure


def _set_upright(text: Text) -> set[str]:
    """Set a text upright and plain where the slanted or bold font lacks its letters; return those that all lack."""
    letters = {each for each in text.get_text() if unicodedata.category(each) not in ("Cc", "Cf", "Zs", "Zl", "Zp")}
    if letters - _list_letters(text.get_fontstyle(), text.get_fontweight()):
        text.set(fontstyle="normal", fontweight="normal")
    # A variation selector has no shape of its own.
    return {each for each in letters - _list_letters("normal", "normal") if not "\ufe00" <= each <= "\ufe0f"}


@cache
def _list_letters(slant: Any, weight: Any) -> set[str]:
    font = get_font(findfont(FontProperties(family=FAMILY, style=slant, weight=weight)))
    return {chr(code) for code in font.get_charmap()}


def draw_sentence(sentence: str, note: str, width_mm: float) -> Figure:
    """Return a figure that says why an analysis shows nothing: no term differs, or chance gives as good topics.

    Only the analysis itself can tell that. A figure of an analysis that the corpus does not support is not drawn.
    """
    with house_style():
        lines = wrap_label(sentence, 0.9 * width_mm, FONT_SIZE)
        figure, axes = new_figure(width_mm, SENTENCE_MM + len(lines) * FONT_SIZE * LEADING / POINTS_PER_MM)
        axes.set_axis_off()
        axes.text(0, 0.5, "\n".join(lines), va="center", color=GREY)
        return finish_figure(figure, note, width_mm)


def wrap_label(text: str, width_mm: float, size: float = SMALL) -> list[str]:
    """Return the text in lines no wider than this."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure_label(longer, size) <= width_mm * POINTS_PER_MM:
            lines[-1] = longer
        else:
            lines.append(fit_label(word, width_mm, size))
    return lines
