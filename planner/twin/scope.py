"""What is known at a place, and who translates which kind of expression."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from planner.twin.module import Module, Signature
from planner.twin.names import js_name
from planner.twin.subset import refuse, unknown

#: Kind of expression -> who translates it.
Writers: TypeAlias = "Mapping[type[ast.expr], Callable[[Any, Scope], str]]"


@dataclass(frozen=True)
class Scope:
    """Names that are known at a place.

    Attributes
    ----------
    module : Module
        The module that is translated.
    modules : mapping
        All modules by name.
    local : frozenset of str
        Parameters and variables of the functions around the place.
    inner : mapping
        Functions within functions, by name.
    writers : mapping
        Kind of expression -> who translates it.
    used : set of str
        Imported names that were used so far: JavaScript imports no other.
    """

    module: Module
    modules: Mapping[str, Module]
    writers: Writers
    local: frozenset[str] = frozenset()
    inner: Mapping[str, Signature] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def file(self) -> str:
        """The file of the module."""
        return self.module.file

    def within(self, names: set[str], inner: Mapping[str, Signature] | None = None) -> Scope:
        """The scope of something that has names of its own."""
        return replace(self, local=self.local | names, inner={**self.inner, **(inner or {})})

    def is_python(self, name: str) -> bool:
        """Whether a name is Python's own here, and not one that somebody gave."""
        mine = {*self.local, *self.module.names, *self.module.imported}
        return name not in mine

    def module_named(self, node: ast.expr) -> Module | None:
        """The module that a name stands for, if it does."""
        if not isinstance(node, ast.Name) or node.id in self.local:
            return None
        origin, name = self.module.imported.get(node.id, ("", ""))
        return self.modules.get(origin) if name is None else None

    def name(self, node: ast.Name) -> str:
        """A name as JavaScript has it; refused where nobody has given it."""
        if node.id in self.local or node.id in self.module.names:
            return js_name(node.id)
        origin, name = self.module.imported.get(node.id, ("", None))
        if name is None or name not in self.modules[origin].names:
            raise refuse(self.file, node, f"The name {node.id} is not known here.")
        self.used.add(node.id)
        return js_name(node.id)

    def signature(self, node: ast.expr) -> Signature | None:
        """How a function of the translated modules is called; None for what is not known."""
        if isinstance(node, ast.Attribute):
            module = self.module_named(node.value)
            return None if module is None else module.signatures.get(node.attr)
        if not isinstance(node, ast.Name):
            return None
        if node.id in self.local:
            return self.inner.get(node.id)
        origin, name = self.module.imported.get(node.id, ("", None))
        if name is not None:
            return self.modules[origin].signatures.get(name)
        return self.module.signatures.get(node.id)


def expression(node: ast.expr, scope: Scope) -> str:
    """An expression in JavaScript."""
    writer = scope.writers.get(type(node))
    if writer is None:
        raise unknown(scope.file, node, node)
    return writer(node, scope)
