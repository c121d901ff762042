"""Lays a figure out once, and embeds of its fonts what a PDF shows: matplotlib does more than that for each file."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib import rc_context
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

# A PDF says where each glyph stands and which letter it is: readers of PDF do not use these tables (ISO 32000-1, 9.9).
UNREAD = ("GDEF", "GPOS", "GSUB", "MATH", "OS/2", "cmap", "gasp", "kern", "name", "post")

DIGITS = 6


@contextmanager
def keep_layout(figure: Figure, dpi: int) -> Iterator[None]:
    """Lay a figure out at a resolution, and keep this layout for all files that are saved within.

    Left to itself, matplotlib lays a figure out for each file, which takes as long as drawing it.
    """
    engine, own_dpi = figure.get_layout_engine(), figure.get_dpi()
    FigureCanvasAgg(figure)
    figure.set_dpi(dpi)
    if engine is not None:
        engine.execute(figure)
        _round_places(figure)
    # With these off, `None` takes the engine away; in place of "none", a stand-in would have each file drawn twice.
    with rc_context({"figure.constrained_layout.use": False, "figure.autolayout": False}):
        figure.set_layout_engine(None)
        yield
    figure.set_dpi(own_dpi)
    figure.set_layout_engine(engine)


def _round_places(figure: Figure) -> None:
    """Round where axes stand to a millionth of the figure: the last digits of the solver depend on memory addresses."""
    for axes in figure.axes:
        place = axes.get_position()
        axes.set_position(tuple(round(value, DIGITS) for value in place.bounds))
        axes.set_in_layout(True)


@contextmanager
def embed_glyphs() -> Iterator[None]:
    """Embed fonts in PDFs without the tables in `UNREAD`, whose subsetting takes longer than everything else."""
    load = subset.load_font

    def load_glyphs(*arguments: Any, **options: Any) -> TTFont:
        font = load(*arguments, **options)
        for table in UNREAD:
            if table in font:
                del font[table]
        return font

    subset.load_font = load_glyphs
    try:
        yield
    finally:
        subset.load_font = load
