"""A figure with all that it says of itself, the options that apply to every figure, and how figures are written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import wraps
from pathlib import Path
from typing import Any

import polars as pl
from matplotlib.figure import Figure

from presswork.core.digests import digest_file
from presswork.core.files import write_json
from presswork.core.schema import find_tables
from presswork.core.tables import write_table
from presswork.figures.drawing.appearance import FAMILY, Appearance, apply_appearance, get_appearance
from presswork.figures.drawing.caption_text import count
from presswork.figures.drawing.fonts import count_missing_letters
from presswork.figures.drawing.layout import embed_glyphs, keep_layout
from presswork.figures.drawing.mark_positions import locate_marks
from presswork.figures.drawing.style import DPI, house_style
from presswork.figures.plotted_rows import infer_table
from presswork.figures.sidecar import check_sidecar, identify, state_figure

KINDS = ("pdf", "svg", "png")
STYLE_TAG = b'<style type="text/css">'
FALLBACK = "text{{font-family:{},Verdana,sans-serif!important}}"


@dataclass(frozen=True)
class CaptionedFigure:
    """A drawn figure: name, plotted rows, caption and alt text, what was computed, and the sources of that.

    `marks` says where the mark of each plotted row is, in the order of the rows: in `panel` the number of its axes in
    the figure, from 0, and its `x` and `y` in their data coordinates, days since 1970 for dates. A mark that is no
    point reaches to `x_to` and `y_to`; a row without a mark has null.

    `articles` says of a figure that a notebook draws which articles its rows are made from, where their own columns do
    not: `article_id`, with the columns of `rows` that tell which row an article belongs to.
    """

    name: str
    figure: Figure
    rows: pl.DataFrame
    caption: str
    alt_text: str
    method: str
    sources: tuple[str, ...] = field(default=())
    marks: pl.DataFrame = field(default_factory=pl.DataFrame)
    articles: pl.DataFrame | None = None
    appearance: Appearance = field(default_factory=get_appearance)

    def write_outputs(self, outputs: Mapping[str, str], provenance: Mapping[str, Any]) -> None:
        """Write the figure as PDF, SVG and PNG, its rows as CSV, and its sidecar as JSON."""
        save_figure(self, {name: Path(path) for name, path in outputs.items()}, provenance)


# What a caption adds where it speaks of the stop list.
NEWS_WORDS = " The stop list has function words, reporting verbs, titles, number words and weekdays."


def figure_options(draw: Callable[..., CaptionedFigure]) -> Callable[..., CaptionedFigure]:
    """Let a function that draws a figure also take the fields of Appearance, and whether stop words are NEWS_WORDS too.

    Raises PressworkError if the font is not installed.
    """

    @wraps(draw)
    def draw_with(*arguments: Any, **given: Any) -> CaptionedFigure:
        chosen = {each.name: given.pop(each.name) for each in fields(Appearance) if each.name in given}
        news_words = given.pop("news_words", False)
        with apply_appearance(Appearance(**chosen)):
            captioned = draw(*arguments, **given)
            missing = count_missing_letters(captioned.figure)
        told = NEWS_WORDS if news_words and "stop list" in captioned.caption else ""
        if missing:
            drawn = "is drawn as a box" if missing == 1 else "are drawn as boxes"
            told += f" {count(missing, 'letter')} that the font lacks {drawn}."
        return replace(captioned, caption=captioned.caption + told) if told else captioned

    return draw_with


def save_figure(captioned: CaptionedFigure, paths: Mapping[str, Path], provenance: Mapping[str, Any]) -> dict[str, Any]:
    """Write a captioned to the paths for pdf, svg, png, csv and json; return its sidecar. Same captioned, same bytes.

    A path for `trace` is that of a trace which lies there already.
    `provenance` is the sidecar's `made_from`: a function with its inputs, or `{"notebook": path}`; docs/figures.md has
    its keys. Raises PressworkError where rows or sidecar are not what their schema says.
    """
    write_rows(captioned, paths["csv"])
    said = {key: getattr(captioned, key) for key in ("caption", "alt_text", "method")}
    said |= {"figure": captioned.name, "sources": [*captioned.sources]}
    statement = state_figure(said, _name_file(paths["csv"]), provenance)
    identity = identify(statement)
    draw_files(captioned, paths, identity["id"], identity["sha256"])
    files = {kind: _name_file(paths[kind]) for kind in (*KINDS, "trace") if kind in paths}
    # The layout is done when the figure is drawn.
    places = locate_marks(captioned.figure, captioned.marks, captioned.rows.height)
    sidecar = {**statement, **identity, "files": files, "marks": places}
    check_sidecar(sidecar)
    write_json(paths["json"], sidecar)
    return sidecar


def write_rows(captioned: CaptionedFigure, path: Path) -> None:
    """Write the plotted rows as CSV, checked against their schema where the figure is one of the workflow's."""
    table = find_tables().get(f"figure_{captioned.name}")
    table, rows = (table, captioned.rows) if table else infer_table(captioned.name, captioned.rows)
    write_table(path, rows, table)


def draw_files(captioned: CaptionedFigure, paths: Mapping[str, Path], identity: str, digest: str) -> None:
    """Write PDF, SVG and PNG, which carry the figure's id and the digest of its statement."""
    chosen = apply_appearance(captioned.appearance)
    with chosen, house_style(), keep_layout(captioned.figure, DPI), embed_glyphs():
        for kind, metadata in mark_files(identity, digest, captioned.alt_text).items():
            captioned.figure.savefig(paths[kind], format=kind, metadata=metadata)
    # Where the font is not installed, the one that is as wide stands in for it.
    svg = paths["svg"].read_bytes()
    families = dict.fromkeys((captioned.appearance.font.replace("'", ""), FAMILY))
    fallback = FALLBACK.format(",".join(f"'{family}'" for family in families)).encode()
    paths["svg"].write_bytes(svg.replace(STYLE_TAG, STYLE_TAG + fallback, 1))


def _name_file(path: Path) -> dict[str, str]:
    return {"file": path.name, "sha256": digest_file(path)}


def mark_files(identity: str, digest: str, alt_text: str) -> dict[str, dict[str, str | None]]:
    """Return the metadata of each kind of file: id, digest and alt text, no dates."""
    # XML has no place for control characters.
    seen = "".join(letter if letter.isprintable() else " " for letter in alt_text)
    mark = {"Title": identity, "Keywords": f"sha256:{digest}"}
    return {
        "pdf": mark | {"Subject": seen, "CreationDate": None, "Creator": None, "Producer": None},
        "svg": mark | {"Description": seen, "Date": None, "Creator": None},
        "png": mark | {"Description": seen, "Software": None},
    }
