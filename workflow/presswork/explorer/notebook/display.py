"""Displays errors without a traceback, and figures with their caption, in a notebook."""

from typing import Any

from presswork.core.errors import PressworkError


def prepare_notebook() -> None:
    """Make the running notebook display figures, and errors that users can fix without a traceback.

    Does nothing outside a notebook.
    """
    try:
        from IPython import get_ipython
    except ImportError:
        return
    shell = get_ipython()
    if shell is None:
        return
    shell.set_custom_exc((PressworkError,), _tell)
    shell.display_formatter.formatters["text/html"].for_type_by_name(
        "presswork.figures.captioned_figure", "CaptionedFigure", _show_captioned
    )


def _tell(shell: Any, kind: type, error: PressworkError, _traceback: Any, tb_offset: int | None = None) -> list[str]:
    lines = str(error).splitlines()
    shell._showtraceback(kind, error, lines)
    return lines


def _show_captioned(captioned: Any) -> str:
    from presswork.explorer.views.pictures import show_captioned

    return show_captioned(captioned)
