"""What tests of figures share: names that break labels, widths, and how far a figure reaches beyond its edges."""

from matplotlib.backends.backend_agg import FigureCanvasAgg

from presswork.figures.style import house_style

NASTY = [
    "a",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente" * 6,
    "$x_1$ & 100% #1 {b}",
    "МИД",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "a\nb\tc",
    "\u0301\u0301",
]
WIDTHS = [60, 89, 183]


def overhang(plate):
    """Return by how many points what is drawn reaches beyond the figure's edges; 0 or less is inside."""
    with house_style():
        canvas = FigureCanvasAgg(plate.figure)
        canvas.draw()
        drawn = plate.figure.get_tightbbox(canvas.get_renderer())
    width, height = plate.figure.get_size_inches()
    return 72 * max(-drawn.x0, -drawn.y0, drawn.x1 - width, drawn.y1 - height)
