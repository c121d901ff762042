"""Letters are those of matplotlib's own fonts, whatever fonts the machine has."""

import dataclasses
import shutil
from pathlib import Path

import matplotlib
import pytest
from matplotlib.font_manager import FontProperties, findfont, fontManager

from presswork.figures.drawing.fonts import FAMILY, prefer_bundled_fonts


@pytest.mark.parametrize("style", ["normal", "italic"])
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_a_font_of_the_same_name_on_the_machine_is_not_used(monkeypatch, tmp_path, style, weight):
    bundled = Path(matplotlib.get_data_path())
    own = [font for font in fontManager.ttflist if Path(font.fname).is_relative_to(bundled)]
    others = [dataclasses.replace(font, fname=str(shutil.copy(font.fname, tmp_path))) for font in own]
    monkeypatch.setattr(fontManager, "ttflist", [*others, *own])
    prefer_bundled_fonts()
    assert Path(findfont(FontProperties(FAMILY, style=style, weight=weight))).is_relative_to(bundled)
