"""Digests of code: what a function does, whatever its comments, docstrings and layout.

A digest covers the function's syntax tree and everything of Presswork it reaches by name, over modules. It is the
same on every supported Python.
"""

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[2]
Definition = tuple[str, str]


def canonical(node: object) -> str:
    """Return a syntax tree as text, without positions, docstrings and empty fields (which differ among Pythons)."""
    if isinstance(node, list):
        return "[" + ",".join(canonical(item) for item in node) + "]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = []
    for name, value in ast.iter_fields(node):
        if name == "body" and isinstance(value, list):
            value = [item for item in value if not _is_text(item)]
        if value not in (None, []) and name not in ("ctx", "type_comment", "kind"):
            fields.append(f"{name}={canonical(value)}")
    return f"{type(node).__name__}({','.join(fields)})"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


@cache
def _module_path(module: str) -> Path | None:
    stem = LIBRARY.joinpath(*module.split("."))
    return next((path for path in (stem.with_suffix(".py"), stem / "__init__.py") if path.is_file()), None)


@cache
def _read_module(module: str) -> tuple[dict[str, ast.AST], dict[str, Definition]]:
    """Return a module's top-level definitions by name, and the Presswork names it imports."""
    path = _module_path(module)
    assert path is not None, module
    tree = ast.parse(path.read_text(encoding="utf-8"))
    definitions: dict[str, ast.AST] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            definitions[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [leaf.id for target in targets for leaf in ast.walk(target) if isinstance(leaf, ast.Name)]
            definitions.update(dict.fromkeys(names, node))
        elif isinstance(node, ast.Expr) and not _is_text(node):
            definitions[f"<statement {len(definitions)}>"] = node
    return definitions, dict(_imports(tree))


def _imports(tree: ast.AST) -> Iterator[tuple[str, Definition]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "presswork":
            for alias in node.names:
                yield alias.asname or alias.name, (node.module, alias.name)


def _references(node: ast.AST, imports: dict[str, Definition]) -> Iterator[Definition]:
    """Yield what a definition names: its own module's names as ("", name), imported ones as (module, name)."""
    for leaf in ast.walk(node):
        if isinstance(leaf, ast.Name):
            yield imports.get(leaf.id, ("", leaf.id))
        elif isinstance(leaf, ast.Attribute) and isinstance(leaf.value, ast.Name) and leaf.value.id in imports:
            package, name = imports[leaf.value.id]
            if _module_path(f"{package}.{name}"):
                yield f"{package}.{name}", leaf.attr


@cache
def _inspect(module: str, name: str) -> tuple[str | None, list[Definition]]:
    """Return a definition as canonical text, None for a name that only stands for another, and what it names."""
    if _module_path(module) is None:
        return None, []
    definitions, imports = _read_module(module)
    if name not in definitions:
        return None, [imports[name]] if name in imports else []
    statements = [(module, each) for each in definitions if each.startswith("<statement")]
    named = {(place or module, each) for place, each in _references(definitions[name], imports)}
    return canonical(definitions[name]), [*statements, *sorted(named)]


def reach(module: str, name: str) -> dict[Definition, str]:
    """Return every definition that a function reaches in Presswork, itself included, as canonical text."""
    found: dict[Definition, str] = {}
    seen: set[Definition] = set()
    waiting = [(module, name)]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        text, named = _inspect(*here)
        if text is not None:
            found[here] = text
        waiting += named
    return found


def split_call(call: str) -> Definition:
    """Return module and function of a dotted name below the library, such as `terms.frequency.measure_frequency`."""
    module, _, name = f"presswork.{call}".rpartition(".")
    return module, name


def list_arguments(call: str) -> list[str]:
    """Return the names of a library function's arguments; raises LookupError where there is no such function."""
    module, name = split_call(call)
    function = _read_module(module)[0].get(name)
    if not isinstance(function, ast.FunctionDef):
        raise LookupError(f"no function {name} in {module}")
    return [argument.arg for argument in function.args.args]


def digest_code(call: str) -> str:
    """Return the SHA-256 of a library function with all it reaches, its stage's table schemas, and its runner.

    Raises LookupError where there is no such function.
    """
    module, name = split_call(call)
    reached = reach(module, name)
    if (module, name) not in reached:
        raise LookupError(f"no function {name} in {module}")
    reached |= reach("job", "run") | reach(f"{module.rsplit('.', 1)[0]}.tables", "TABLES")
    return _digest(f"{'.'.join(place)} {text}" for place, text in reached.items())


def digest_library() -> str:
    """Return the SHA-256 of the whole library and of the runner, whatever comments and layout."""
    paths = [LIBRARY / "job.py", *LIBRARY.glob("presswork/**/*.py")]
    named = {path.relative_to(LIBRARY).as_posix(): path for path in paths}
    return _digest(f"{name} {canonical(ast.parse(path.read_text(encoding='utf-8')))}" for name, path in named.items())


def _digest(lines: Iterator[str]) -> str:
    return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8")).hexdigest()
