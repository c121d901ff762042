"""Controls for a function of the results: widgets in a running notebook, the same view as HTML elsewhere."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from presswork.core.errors import PressworkError
from presswork.explorer.views.markup import show_text, wrap

VIEW = "application/vnd.jupyter.widget-view+json"


class Browser:
    """Controls named after the arguments of a function; each change calls the function and shows its result.

    `line` is the code with the same result. `positional` lists the controls whose values are positional arguments;
    `extra` controls change the view only. `offer` is called with the control that changed, and may update the
    options of other controls.
    """

    def __init__(
        self,
        call: str,
        function: Callable[..., Any],
        controls: Mapping[str, widgets.Widget],
        show: Callable[[Any], str],
        positional: tuple[str, ...] = (),
        extra: Mapping[str, widgets.Widget] | None = None,
        offer: Callable[[widgets.Widget], None] | None = None,
    ) -> None:
        self.call, self.function, self.show = call, function, show
        self.controls, self.positional, self.extra = controls, positional, extra or {}
        self.offer, self.busy = offer, False
        self.code, self.view = widgets.HTML(), widgets.HTML()
        for control in [*controls.values(), *self.extra.values()]:
            control.observe(self._update, "value")
        self._update()
        row = widgets.Layout(flex_flow="row wrap")
        self.box = widgets.VBox(
            [widgets.Box([*controls.values(), *self.extra.values()], layout=row), self.code, self.view]
        )

    @property
    def line(self) -> str:
        """The line of code whose result is shown."""
        defaults = inspect.signature(self.function).parameters
        parts = [repr(value) for value in self._read_first()]
        for name, control in self.controls.items():
            is_default = name in defaults and _equal(control.value, defaults[name].default)
            if name not in self.positional and not is_default:
                parts.append(f"{name}={control.value!r}")
        return f"{self.call}({', '.join(parts)})"

    def _update(self, change: Mapping[str, Any] | None = None) -> None:
        if self.busy:
            return
        if self.offer and change:
            self.busy = True
            try:
                self.offer(change["owner"])
            finally:
                self.busy = False
        self.code.value = wrap(
            f'<p>The same in code: <code tabindex="0" style="user-select:all" title="one click selects it all">'
            f"{show_text(self.line)}</code></p>"
        )
        self.view.value = self._compute()

    def _compute(self) -> str:
        named = {name: control.value for name, control in self.controls.items() if name not in self.positional}
        try:
            return self.show(self.function(*self._read_first(), **named))
        except PressworkError as error:
            return wrap(f'<pre role="status">{show_text(error)}</pre>')

    def _read_first(self) -> list[Any]:
        """Return the positional arguments; a control with a list gives several."""
        values = [self.controls[name].value for name in self.positional]
        return [each for value in values for each in (value if isinstance(value, list) else [value])]

    def _repr_mimebundle_(self, **_options: Any) -> dict[str, Any]:
        view = self.box._repr_mimebundle_()
        return {**(view or {}), "text/plain": self.line, "text/html": f"{self.code.value}{self.view.value}"}


def _equal(value: Any, default: Any) -> bool:
    return bool(value == default) or (not value and not default)
