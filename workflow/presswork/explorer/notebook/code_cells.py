"""Finds the code of a notebook that a figure needs: the cell that saves it, and the cells that define what it uses."""

import ast
import builtins
import os
import symtable
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from presswork.core.errors import PressworkError

KNOWN = {*dir(builtins), "display"}
REMEDY = (
    'call it from a cell of a notebook, or name what calls it: save_figure(captioned, "name", notebook="mine.ipynb")'
)


class Names(NamedTuple):
    """Names that a cell needs from other cells, names that it defines, and names whose objects it changes in place."""

    needed: frozenset[str]
    given: frozenset[str]
    altered: frozenset[str]


def find_code() -> list[str]:
    """Return the cells that the running cell needs, in the order in which they ran; the running cell is the last.

    Raises PressworkError outside a notebook, and if a cell uses a magic or a shell command.
    """
    shell = find_shell()
    if shell is None:
        raise PressworkError("A figure can only be saved with its code from a notebook.", remedy=REMEDY)
    cells = [cell.strip() for cell in shell.history_manager.input_hist_parsed if cell.strip()]
    if not cells:
        raise PressworkError("This notebook keeps no history of its cells, so the code of the figure is unknown.")
    code = slice_cells(cells)
    for cell in code:
        if "get_ipython()" in cell:
            raise PressworkError(
                "A cell that the figure needs has a magic or a shell command, which cannot run outside the notebook.",
                found=cell.splitlines()[0][:80],
                remedy="move it to a separate cell",
            )
    return code


def find_shell() -> Any:
    """Return the running IPython, or None."""
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    return get_ipython()


def name_notebook(given: str | None) -> str:
    """Return the file name of the running notebook. Raises PressworkError if it cannot be found."""
    shell = find_shell()
    told = given or os.environ.get("JPY_SESSION_NAME") or (shell and shell.user_ns.get("__vsc_ipynb_file__"))
    if not told:
        raise PressworkError("The name of the notebook is unknown.", remedy=REMEDY)
    return Path(told).name


def slice_cells(cells: Sequence[str]) -> list[str]:
    """Return the last cell and the earlier cells that define what it needs, each as it ran last."""
    names = [_read_names(cell) for cell in cells]
    chosen: set[int] = set()
    waiting = [len(cells) - 1]
    while waiting:
        place = waiting.pop()
        if place not in chosen:
            chosen.add(place)
            for name in names[place].needed:
                before = list(_find_definitions(name, names[:place]))
                # Names in a function may be defined after the function.
                after = _find_definitions(name, names[:-1])
                waiting += before or after
    return [cells[place] for place in sorted(chosen)]


def _find_definitions(name: str, names: Sequence[Names]) -> Iterator[int]:
    """Yield the last cell that defines a name, and later cells that change its object."""
    for place in reversed(range(len(names))):
        if name in names[place].altered or name in names[place].given:
            yield place
        if name in names[place].given and name not in names[place].needed:
            return


def _read_names(cell: str) -> Names:
    try:
        tree = ast.parse(cell)
    except SyntaxError:
        return Names(frozenset(), frozenset(), frozenset())
    needed: set[str] = set()
    given: set[str] = set()
    for statement in tree.body:
        table = symtable.symtable(ast.unparse(statement), "cell", "exec")
        needed |= {*_list_uses(table), *_list_altered(statement)} - given - KNOWN
        given |= {each.get_name() for each in table.get_symbols() if each.is_assigned() or each.is_imported()}
    return Names(frozenset(needed), frozenset(given), frozenset(_list_altered(tree)))


def _list_uses(table: symtable.SymbolTable) -> Iterator[str]:
    top = table.get_type() == "module"
    for each in table.get_symbols():
        if each.is_referenced() and (top or each.is_global()):
            yield each.get_name()
    for child in table.get_children():
        yield from _list_uses(child)


def _list_altered(tree: ast.AST) -> Iterator[str]:
    """Yield the names of objects that an assignment changes in place: x[...] = y, x.a = y, x += y."""
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.AugAssign):
            targets = [node.target]
        elif isinstance(node, ast.Assign):
            targets = [target for target in node.targets if not isinstance(target, ast.Name)]
        for target in targets:
            base: ast.AST = target
            while isinstance(base, ast.Attribute | ast.Subscript):
                base = base.value
            if isinstance(base, ast.Name):
                yield base.id
