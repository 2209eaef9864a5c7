"""One module of the subset: its functions, records, constants and imports, before translation."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.twin.names import clashes
from planner.twin.subset import refuse, unknown

#: Where names may come from that JavaScript needs nothing of, or has built in.
_PYTHONS_OWN = {
    "__future__": {"annotations"},
    "collections.abc": {"Callable", "Iterable", "Mapping", "Sequence"},
    "dataclasses": {"dataclass", "field", "replace"},
    "typing": {"Any", "TYPE_CHECKING"},
}
#: What the name of a type is built from.
_TYPES = ("dict", "list", "tuple", "Callable", "Mapping", "Sequence")


@dataclass(frozen=True)
class Signature:
    """How a function is called, or a record made.

    Attributes
    ----------
    parameters : tuple of str
        Names in their order.
    defaults : mapping
        Parameter -> what it is where it is not given.
    answers_yes_or_no : bool
        Whether it says ``-> bool``.
    """

    parameters: tuple[str, ...]
    defaults: Mapping[str, ast.expr]
    answers_yes_or_no: bool = False


@dataclass
class Module:
    """One module as it was read.

    ``imported`` is by the name used here: the module, and the name in it or None for all of it.
    """

    name: str
    file: str
    tree: ast.Module
    signatures: dict[str, Signature] = field(default_factory=dict)
    constants: list[str] = field(default_factory=list)
    types: set[str] = field(default_factory=set)
    imported: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    python: set[str] = field(default_factory=set)
    body: list[ast.stmt] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        """What it has for itself and for others."""
        return {*self.signatures, *self.constants}

    @property
    def needs(self) -> list[str]:
        """Modules that it imports from."""
        return list(dict.fromkeys(module for module, _ in self.imported.values()))


def read_module(name: str, source: str, file: str, package: str) -> Module:
    """Read one module, and refuse what may not stand at its top."""
    module = Module(name, file, ast.parse(source))
    for node in ast.walk(module.tree):
        named = getattr(node, "arg", None) or getattr(node, "id", None) or getattr(node, "name", "")
        if isinstance(named, str) and clashes(named):
            raise refuse(file, node, f"The name {named} is taken by a word of JavaScript.")
    for place, node in enumerate(module.tree.body):
        if isinstance(node, ast.ImportFrom):
            _import(module, node, package)
        elif isinstance(node, ast.FunctionDef):
            module.signatures[node.name] = _of_function(module, node)
            module.body.append(node)
        elif isinstance(node, ast.ClassDef):
            module.signatures[node.name] = _of_record(module, node)
            module.body.append(node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            _constant(module, node)
        elif not (place == 0 and _is_text(node)) and not _is_for_types(node):
            raise unknown(file, node, node)
    return module


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def _import(module: Module, node: ast.ImportFrom, package: str) -> None:
    origin = node.module or ""
    for alias in node.names:
        if alias.asname:
            raise refuse(module.file, node, "An import under another name is not translated.")
        if origin == package:
            module.imported[alias.name] = (alias.name, None)
        elif origin.startswith(f"{package}."):
            module.imported[alias.name] = (origin.removeprefix(f"{package}."), alias.name)
        elif alias.name in _PYTHONS_OWN.get(origin, ()):
            module.python.add(alias.name)
        else:
            raise refuse(module.file, node, f"{alias.name} of {origin} is not translated.")


def _constant(module: Module, node: ast.Assign | ast.AnnAssign) -> None:
    value = node.value
    if isinstance(value, ast.Subscript) and ast.unparse(value.value) in _TYPES:
        module.types |= {ast.unparse(target) for target in _targets(node)}
        return
    for target in _targets(node):
        for name in [target] if isinstance(target, ast.Name) else getattr(target, "elts", [None]):
            if not isinstance(name, ast.Name):
                raise refuse(module.file, node, "At the top of a module only names are assigned.")
            module.constants.append(name.id)
    module.body.append(node)


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _of_function(module: Module, node: ast.FunctionDef) -> Signature:
    if node.decorator_list:
        raise refuse(module.file, node, "A function with a decorator is not translated.")
    return signature_of(module.file, node)


def signature_of(file: str, node: ast.FunctionDef) -> Signature:
    """How a function is called; its defaults must be constants, made once in either language."""
    given = node.args
    if given.vararg or given.kwarg:
        raise refuse(file, node, "A function with * or ** parameters is not translated.")
    plain = [*given.posonlyargs, *given.args]
    last = plain[len(plain) - len(given.defaults) :]
    pairs = [*zip(last, given.defaults, strict=True)]
    pairs += [
        (one, value)
        for one, value in zip(given.kwonlyargs, given.kw_defaults, strict=True)
        if value is not None
    ]
    for _, value in pairs:
        if not isinstance(value, ast.Constant):
            raise refuse(file, value, "A default that is not a constant is not translated.")
    names = tuple(one.arg for one in [*plain, *given.kwonlyargs])
    yes_or_no = isinstance(node.returns, ast.Name) and node.returns.id == "bool"
    return Signature(names, {one.arg: value for one, value in pairs}, yes_or_no)


def _of_record(module: Module, node: ast.ClassDef) -> Signature:
    decorators = [ast.unparse(one).partition("(")[0] for one in node.decorator_list]
    if decorators != ["dataclass"] or node.bases:
        raise unknown(module.file, node, node)
    fields = [one for one in node.body if not _is_text(one)]
    for one in fields:
        if not isinstance(one, ast.AnnAssign) or not isinstance(one.target, ast.Name):
            raise unknown(module.file, one, node)
    named = {ast.unparse(one.target): one.value for one in fields if isinstance(one, ast.AnnAssign)}
    defaults = {name: value for name, value in named.items() if value is not None}
    return Signature(tuple(named), defaults)
