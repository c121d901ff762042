"""What tests of figures share: what breaks labels, widths, and how texts stand to each other and to the edges."""

import itertools

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from presswork.core.limits import HIGHEST_MM
from presswork.figures.drawing.style import house_style

NASTY = [
    "a",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente" * 6,
    "$x_1$ & 100% #1 {b}",
    "МИД",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "a\nb\tc",
    "\u0301\u0301",
    "الحرب",
    "מלחמה בעיר",
    "戦争",
    "युद्ध",
    "🙂👩‍👩‍👧",
    "\u202eevil",
]
# The narrowest leaves texts the least room, 89 mm is the default, and on two columns few have too little.
WIDTHS = [60, 89, pytest.param(183, marks=pytest.mark.slow)]


def draw(captioned):
    """Draw a figure and return its renderer and its texts that show something."""
    # Pixels cost time and change nothing here.
    captioned.figure.set_dpi(100)
    with house_style():
        canvas = FigureCanvasAgg(captioned.figure)
        canvas.draw()
    renderer = canvas.get_renderer()
    texts = [text for text in captioned.figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return renderer, [text for text in texts if not is_hidden(text, captioned.figure)]


def is_hidden(text, figure):
    """Return whether a text belongs to a tick beyond the ends of its axis, which is not drawn."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            ticks = [*axis.get_major_ticks(), *axis.get_minor_ticks()]
            if any(text in (tick.label1, tick.label2) for tick in ticks):
                shown = [label for tick in axis._update_ticks() for label in (tick.label1, tick.label2)]
                return text not in shown or not axes.axison
            if text in (axis.label, axis.offsetText):
                return not axes.axison
    return False


def overhang(captioned):
    """Return by how many points what is drawn reaches beyond the figure's edges; 0 or less is inside."""
    return measure_overhang(captioned, *draw(captioned))


def measure_overhang(captioned, renderer, texts):
    drawn = captioned.figure.get_tightbbox(renderer)
    width, height = captioned.figure.get_size_inches()
    beyond = [-drawn.x0, -drawn.y0, drawn.x1 - width, drawn.y1 - height]
    dpi = captioned.figure.dpi
    for box in (text.get_window_extent(renderer) for text in texts):
        beyond += [-box.x0 / dpi, -box.y0 / dpi, box.x1 / dpi - width, box.y1 / dpi - height]
    return 72 * max(beyond)


def list_overlaps(captioned, renderer, texts, least=0.7):
    """Return the pairs of texts that lie on each other by more points than this in both directions."""
    point = captioned.figure.dpi / 72
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts]
    return [
        (one, other)
        for (one, a), (other, b) in itertools.combinations(boxes, 2)
        if min(a.x1, b.x1) - max(a.x0, b.x0) > least * point and min(a.y1, b.y1) - max(a.y0, b.y0) > least * point
    ]


def look_wrong(captioned):
    """Return what is wrong with the texts of a figure: beyond its edges, on each other, or not of 7 to 9 points."""
    renderer, texts = draw(captioned)
    wrong = [f"{lying} lies on {other}" for lying, other in list_overlaps(captioned, renderer, texts)]
    beyond = measure_overhang(captioned, renderer, texts)
    if beyond > 0.5:
        wrong.append(f"{beyond:.1f} points beyond the edges")
    if (height := 25.4 * captioned.figure.get_figheight()) > HIGHEST_MM:
        wrong.append(f"{height:.0f} mm high")
    odd = {text.get_fontsize() for text in texts} - {7.0, 8.0, 9.0}
    return wrong + [f"letters of {size} points" for size in sorted(odd)]
