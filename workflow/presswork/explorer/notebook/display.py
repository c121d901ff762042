"""How errors and figures show themselves in a notebook: errors in their own words, figures with their caption."""

from typing import Any

from presswork.core.errors import PressworkError


def prepare_notebook() -> None:
    """Let the running notebook show the errors that a person can mend without a traceback, and figures that are drawn.

    Outside a notebook it does nothing.
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
