"""Figures with their captions in LaTeX and Markdown, and the file that a LaTeX document inputs."""

from typing import Any

from presswork.core.shown_text import escape_markdown
from presswork.figures.omitted import list_omitted
from presswork.paper.latex import define_float, define_note, escape_latex


def write_figures(sidecars: list[dict[str, Any]], support: dict[str, Any], entry: str) -> dict[str, str]:
    """Return `entry`, which a LaTeX document inputs, and the figures as `latex` and `markdown`.

    A note with the reason takes the place of a figure that was not made.
    """
    notes = {
        name: f"The figure {name.replace('_', ' ')} was not made: {reason}."
        for name, reason in list_omitted(support).items()
    }
    latex = [*map(write_latex_figure, sidecars), *(define_note("figure", *each) for each in notes.items())]
    markdown = [*map(write_markdown_figure, sidecars), *(f"{escape_markdown(note)}\n" for note in notes.values())]
    return {"entry": entry, "latex": "".join(latex), "markdown": "# Figures\n\n" + "\n".join(markdown)}


def write_latex_figure(sidecar: dict[str, Any]) -> str:
    """Return the LaTeX definition that `\\pressworkfigure` prints."""
    drawn = rf"\includegraphics{{\pressworkresults/figures/{sidecar['figure']}.pdf}}"
    return define_float("figure", sidecar["figure"], escape_latex(sidecar["caption"]), drawn, "")


def write_markdown_figure(sidecar: dict[str, Any]) -> str:
    """Return a figure in Markdown: alt text, picture, caption."""
    alt, caption = escape_markdown(sidecar["alt_text"]), escape_markdown(sidecar["caption"])
    return f"![{alt}](../figures/{sidecar['figure']}.png)\n\n{caption}\n"
