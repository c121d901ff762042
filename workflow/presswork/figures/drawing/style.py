"""The style of all figures: sizes, fonts, colours, ticks, and labels that always fit."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path
from matplotlib.ticker import MaxNLocator

from presswork.figures.drawing.appearance import get_appearance
from presswork.figures.drawing.caption_text import write_number
from presswork.figures.drawing.fonts import ignore_missing_letters, list_families, set_upright

MM = 1 / 25.4
POINTS_PER_MM = 72 * MM
DPI = 300
FONT_SIZE = 8.0
SMALL = 7.0
SENTENCE_MM = 22
# Maximum height of a figure without rows or panels.
USUAL_MM = 90
# Lines of small print at most, for which figures leave room, and the distance of lines in letters.
NOTE_LINES, LEADING = 2, 1.25
BLUE, ORANGE, GREY, LIGHT = "#0072B2", "#D55E00", "#6E6E6E", "#D9D9D9"  # Okabe & Ito; greys that differ in print
# How series are told apart, in print without colours too: by dashes and marks.
SERIES: tuple[dict[str, Any], ...] = (
    {"color": BLUE, "linestyle": "-", "marker": "o"},
    {"color": ORANGE, "linestyle": (0, (4, 1.6)), "marker": "s"},
    {"color": "black", "linestyle": (0, (1, 1.4)), "marker": "^"},
)
LOOKS = ("blue, round", "orange, square", "black, triangular")

STYLE = {
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


@contextmanager
def house_style() -> Iterator[None]:
    """Apply the style and the chosen font, and ignore the user's matplotlibrc."""
    with rc_context(), ignore_missing_letters():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE | {"font.family": list_families()})  # type: ignore[arg-type]
        yield


def new_figure(width_mm: float, height_mm: float | None = None) -> tuple[Figure, Axes]:
    """Return a figure of this size, by default in landscape, with one set of axes; call it within `house_style`."""
    height_mm = min(width_mm * 0.8, USUAL_MM) if height_mm is None else height_mm
    figure = Figure(figsize=(width_mm * MM, height_mm * MM))
    return figure, figure.add_subplot()


def measure_label(text: str, size: float = SMALL) -> float:
    """Return the width of a text in points."""
    return _measure(text, size, *list_families())


@cache
def _measure(text: str, size: float, *families: str) -> float:
    font = FontProperties(family=families, size=size)
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


def draw_estimate(axes: Axes, x: float, y: float, has_interval: bool, marker: str = "o") -> None:
    """Draw the mark of an estimate: filled with an interval, open without."""
    face = BLUE if has_interval else "white"
    axes.plot(x, y, marker, color=BLUE, markersize=3.5 if marker == "o" else 4.5, markerfacecolor=face)


class FittingLocator(MaxNLocator):
    """Places ticks so that their labels do not touch along a horizontal axis."""

    def __init__(self, most: int, whole: bool, label: Callable[[float], str]) -> None:
        super().__init__(nbins=most, steps=[1, 2, 5, 10], integer=whole)
        self.most, self.label = most, label

    def tick_values(self, vmin: float, vmax: float) -> Any:
        """Return as many ticks as there is room for, at most `most`, at least two where there is a round number."""
        ticks: Any = []
        for most in range(self.most, 0, -1):
            self.set_params(nbins=most)
            ticks = super().tick_values(vmin, vmax)
            if self._has_room([tick for tick in ticks if vmin <= tick <= vmax], vmax - vmin):
                break
        return ticks

    def _has_room(self, ticks: list[float], span: float) -> bool:
        axes = self.axis.axes  # type: ignore[union-attr]
        if self.axis is not axes.xaxis or len(ticks) < 2:
            return True
        points = axes.get_window_extent().width * 72 / axes.figure.dpi
        widest = max(measure_label(self.label(tick)) for tick in ticks)
        return widest + SMALL <= points * (ticks[1] - ticks[0]) / span


def set_ticks(axis: Axis, whole: bool = False, most: int = 5, label: Callable[[float], str] = write_number) -> None:
    """Let a linear axis have at most about five ticks, as many as their labels have room; `label` writes a value."""
    axis.set_major_locator(FittingLocator(most, whole, label))
    axis.set_major_formatter(lambda value, _: label(value))


def finish_figure(figure: Figure, note: str, width_mm: float) -> Figure:
    """Write the small print below the axes, and the title above where authors give one. Return the figure.

    The small print begins "n = ..." and says what lines and bands are, in two lines at most: sentences that have no
    room are left out, as all are where authors want none. The caption says all of it, and more.
    """
    for text in figure.findobj(Text):
        set_upright(text)
    chosen = get_appearance()
    lines = _fit_note(note, width_mm) if chosen.notes else []
    if lines:
        figure.supxlabel("\n".join(lines), fontsize=SMALL, color=GREY, x=0.01, ha="left", linespacing=LEADING)
    title = wrap_label(chosen.title, 0.98 * width_mm - 1, FONT_SIZE)
    if title:
        figure.suptitle("\n".join(title), fontsize=FONT_SIZE, x=0.01, ha="left", linespacing=LEADING)
    # The figure becomes higher or lower instead of the axes.
    points = LEADING * ((len(lines) - NOTE_LINES) * SMALL + (len(title) + bool(title)) * FONT_SIZE)
    figure.set_figheight(figure.get_figheight() + points / 72)
    return figure


def _fit_note(note: str, width_mm: float) -> list[str]:
    sentences = note.split(". ")
    for kept in range(len(sentences), 0, -1):
        lines = wrap_label(". ".join(sentences[:kept]).removesuffix(".") + ".", 0.98 * width_mm - 1) if note else []
        if len(lines) <= NOTE_LINES:
            break
    return lines[:NOTE_LINES]


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
