"""The one style of all figures: size, fonts, colours, and labels that always fit."""

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath
from matplotlib.ticker import MaxNLocator

MM = 1 / 25.4
POINTS_PER_MM = 72 * MM
FONT_SIZE = 8.0
SMALL = 7.0
SENTENCE_MM = 26
BLUE, ORANGE, GREY, LIGHT = "#0072B2", "#D55E00", "#6E6E6E", "#D9D9D9"  # Okabe & Ito; greys that differ in print

STYLE = {
    "font.family": "DejaVu Sans",
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
    "pdf.fonttype": 42,
    "pdf.compression": 0,
    "svg.fonttype": "path",
    "svg.hashsalt": "presswork",
    "figure.dpi": 300,
    "savefig.dpi": 300,
    "figure.constrained_layout.use": True,
    "figure.constrained_layout.h_pad": 0.03,
    "figure.constrained_layout.w_pad": 0.03,
}


@contextmanager
def house_style() -> Iterator[None]:
    """Apply the style, whatever the user's matplotlibrc says."""
    with rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(STYLE)  # type: ignore[arg-type]
        yield


def new_figure(width_mm: float, height_mm: float) -> tuple[Figure, Axes]:
    """Return a figure of this size with one set of axes; call it within `house_style`."""
    figure = Figure(figsize=(width_mm * MM, height_mm * MM))
    return figure, figure.add_subplot()


def measure_label(text: str, size: float = SMALL) -> float:
    """Return the width of a text in points."""
    if not text.strip():
        return 0.0
    extents = TextPath((0, 0), text, size=size, prop=FontProperties(family="DejaVu Sans"), usetex=False).get_extents()
    return float(extents.width)


def fit_label(text: str, width_mm: float, size: float = SMALL) -> str:
    """Return the text, with its middle left out where it would be wider than this."""
    limit = width_mm * POINTS_PER_MM
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    if len(text) < 300 and measure_label(text, size) <= limit:
        return text
    for kept in range(min(len(text), 120) // 2, 0, -1):
        shorter = f"{text[:kept].rstrip()}…{text[-kept:].lstrip()}" if kept < 8 else f"{text[: 2 * kept].rstrip()}…"
        if measure_label(shorter, size) <= limit:
            return shorter
    return "…"


def fit_list(words: list[str], width_mm: float, size: float = SMALL) -> str:
    """Return as many of the words as fit this width, with commas between them."""
    listed = fit_label(words[0], width_mm, size) if words else ""
    for word in words[1:]:
        longer = f"{listed}, {word}"
        if measure_label(longer, size) > width_mm * POINTS_PER_MM:
            break
        listed = longer
    return listed


def set_ticks(axis: Axis, whole: bool = False) -> None:
    """Let an axis have about five ticks, whatever its length: the layout leaves room for the labels it has then."""
    axis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10], integer=whole))


def finish_figure(figure: Figure, note: str, width_mm: float) -> Figure:
    """Write the small print below the axes: how many articles, and what the lines are. Return the figure."""
    # Drawn letters are a little wider than their outlines.
    lines = wrap_label(note, 0.97 * width_mm - 1, SMALL - 0.5)
    figure.supxlabel("\n".join(lines), fontsize=SMALL - 0.5, color=GREY, x=0.01, ha="left", linespacing=1.25)
    return figure


def draw_sentence(sentence: str, note: str, width_mm: float) -> Figure:
    """Return a figure that says why there is nothing to draw."""
    with house_style():
        figure, axes = new_figure(width_mm, SENTENCE_MM)
        axes.set_axis_off()
        axes.text(0, 0.5, "\n".join(wrap_label(sentence, 0.9 * width_mm, FONT_SIZE)), va="center", color=GREY)
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
