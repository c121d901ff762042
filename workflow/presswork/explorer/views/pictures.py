"""Figures as HTML: the picture at its printed size, with alt text and caption."""

import base64
import io
from dataclasses import replace

from matplotlib.backends.backend_agg import FigureCanvasAgg

from presswork.explorer.views.markup import show_text, wrap
from presswork.figures.captioned_figure import CaptionedFigure
from presswork.figures.drawing.style import STYLE, draw_sentence, house_style

PIXELS_PER_INCH = 96
ENLARGED = 1.25


def show_picture(png: bytes, alt_text: str, caption: str) -> str:
    """Return a PNG with its caption."""
    width = int.from_bytes(png[16:20], "big") * PIXELS_PER_INCH * ENLARGED / float(str(STYLE["savefig.dpi"]))
    return wrap(
        f'<figure><img src="data:image/png;base64,{base64.b64encode(png).decode()}" alt="{show_text(alt_text)}" '
        f'style="width:{width:.0f}px; max-width:100%; background:white"/>'
        f"<figcaption>{show_text(caption)}</figcaption></figure>"
    )


def say_instead(captioned: CaptionedFigure, nothing: str, reason: str, width_mm: float) -> CaptionedFigure:
    """Return a figure that consists of a sentence: what is missing, and why."""
    said = f"{nothing}: {reason}."
    return replace(captioned, figure=draw_sentence(said, "", width_mm), caption=said, alt_text=said)


def show_captioned(captioned: CaptionedFigure) -> str:
    """Return a figure that has just been drawn."""
    buffer = io.BytesIO()
    with house_style():
        FigureCanvasAgg(captioned.figure)
        captioned.figure.savefig(buffer, format="png", metadata={"Software": None})
    return show_picture(buffer.getvalue(), captioned.alt_text, captioned.caption)
