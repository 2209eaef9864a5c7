"""Python as it is read for translation: what a module defines, and where its names lead.

Modules are read from their files and never imported, and of each no more is looked at than what
somebody needs.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

#: Dotted name of a module -> what to call its file, and its Python; None for a module of others.
Read: TypeAlias = Callable[[str], tuple[str, str] | None]


@dataclass(frozen=True, eq=False)
class Module:
    """One module as it was read.

    Attributes
    ----------
    dotted : str
        Its whole name.
    file : str
        What to call its file when something is refused.
    tree : ast.Module
        Its Python.
    definitions : mapping
        Functions, records and constants at its top, by name, in their order.
    given_again : frozenset of str
        Names that are given a value more than once.
    imported : mapping
        Name here -> the module it comes from, and its name there or None for all of it.
    """

    dotted: str
    file: str
    tree: ast.Module = field(repr=False)
    definitions: Mapping[str, ast.stmt] = field(repr=False)
    given_again: frozenset[str] = field(repr=False)
    imported: Mapping[str, tuple[str, str | None]] = field(repr=False)


@dataclass(frozen=True)
class Definition:
    """A function, a record or a constant of a module."""

    module: Module
    name: str

    @property
    def node(self) -> ast.stmt:
        """Its Python."""
        return self.module.definitions[self.name]

    @property
    def dotted(self) -> str:
        """Its whole name."""
        return f"{self.module.dotted}.{self.name}"


#: Where a name leads: to a definition, to a whole module, or to Python's own by its dotted name.
Place: TypeAlias = Definition | Module | str


class Library:
    """Modules by their dotted names, each read once, when it is first needed.

    Parameters
    ----------
    read : callable
        What is in the file of a module.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._modules: dict[str, Module | None] = {}

    def module(self, dotted: str) -> Module | None:
        """A module, if it is one of those that are read."""
        if dotted not in self._modules:
            read = self._read(dotted)
            self._modules[dotted] = None if read is None else _module(dotted, *read)
        return self._modules[dotted]

    def find(self, dotted: str) -> Place:
        """Where a dotted name leads.

        >>> Library(lambda _: None).find("math.floor")
        'math.floor'
        """
        module = self.module(dotted)
        if module is not None:
            return module
        origin, _, name = dotted.rpartition(".")
        around = self.module(origin) if origin else None
        return dotted if around is None else self.place(around, name) or dotted

    def place(self, module: Module, name: str) -> Place | None:
        """Where a name leads at the top of a module; None if it has no such name."""
        if name in module.definitions:
            return Definition(module, name)
        if name not in module.imported:
            return None
        origin, own = module.imported[name]
        return self.find(origin if own is None else f"{origin}.{own}")


def _module(dotted: str, file: str, source: str) -> Module:
    tree = ast.parse(source)
    definitions: dict[str, ast.stmt] = {}
    again: set[str] = set()
    imported: dict[str, tuple[str, str | None]] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (node.module or "")
            imported |= {one.asname or one.name: (origin, one.name) for one in node.names}
        elif isinstance(node, ast.Import):
            imported |= {one.asname or one.name: (one.name, None) for one in node.names}
        for name in _given(node):
            again |= {name} & set(definitions)
            definitions[name] = node
    return Module(dotted, file, tree, definitions, frozenset(again), imported)


def _given(node: ast.stmt) -> list[str]:
    """Names that a statement at the top of a module gives."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    if not isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign):
        return []
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)]
