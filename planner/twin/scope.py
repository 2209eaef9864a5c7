"""What is known at a place, and who translates which kind of expression."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from planner.twin.library import Definition, Library, Module, Place
from planner.twin.names import js_name
from planner.twin.signature import Signature, signature_of, signature_of_record
from planner.twin.subset import OutsideTheSubsetError, refuse, unknown

#: Kind of expression -> who translates it.
Writers: TypeAlias = "Mapping[type[ast.expr], Callable[[Any, Scope], str]]"


@dataclass
class Reached:
    """What a translation has come upon so far.

    Attributes
    ----------
    definitions : dict
        Definitions that are needed, in the order in which they were met.
    taken : dict
        Module -> name there -> where it leads: what each takes from others.
    given : set
        Those that other modules take, or that were asked for.
    refused : list
        What is outside the subset.
    """

    definitions: dict[Definition, None] = field(default_factory=dict)
    taken: dict[str, dict[str, Definition | Module]] = field(default_factory=dict)
    given: set[Definition] = field(default_factory=set)
    refused: list[OutsideTheSubsetError] = field(default_factory=list)


@dataclass(frozen=True)
class Scope:
    """Names that are known at a place.

    Attributes
    ----------
    module : Module
        The module that is translated.
    library : Library
        All modules.
    reached : Reached
        What has been come upon.
    writers : mapping
        Kind of expression -> who translates it.
    local : frozenset of str
        Parameters and variables of the functions around the place.
    inner : mapping
        Functions within functions, by name.
    """

    module: Module
    library: Library
    reached: Reached
    writers: Writers
    local: frozenset[str] = frozenset()
    inner: Mapping[str, Signature] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """The file of the module."""
        return self.module.file

    def within(self, names: set[str], inner: Mapping[str, Signature] | None = None) -> Scope:
        """The scope of something that has names of its own."""
        return replace(self, local=self.local | names, inner={**self.inner, **(inner or {})})

    def place(self, node: ast.expr) -> Place | None:
        """Where a name leads, or a name of a module: None for what is local or not known.

        What nobody has given is Python's own.
        """
        if isinstance(node, ast.Attribute):
            around = self.place(node.value) if isinstance(node.value, ast.Name) else None
            if isinstance(around, Module):
                return self.library.place(around, node.attr)
            known = around == "dict" or ast.unparse(node.value) in self.module.imported
            return f"{around}.{node.attr}" if isinstance(around, str) and known else None
        if not isinstance(node, ast.Name) or node.id in self.local:
            return None
        return self.library.place(self.module, node.id) or node.id

    def pythons(self, node: ast.expr) -> str:
        """The dotted name of something of Python's own; nothing if it is not that."""
        found = self.place(node)
        return found if isinstance(found, str) else ""

    def leads_to(self, node: ast.expr) -> str:
        """The dotted name of what a name stands for, wherever it is."""
        found = self.place(node)
        if isinstance(found, Definition):
            return found.dotted
        return found if isinstance(found, str) else ""

    def module_named(self, node: ast.expr) -> Module | None:
        """The module that a name stands for, if it does."""
        found = self.place(node)
        return found if isinstance(found, Module) else None

    def name(self, node: ast.Name) -> str:
        """A name as JavaScript has it; refused where nobody has given it."""
        if node.id in self.local:
            return js_name(node.id)
        found = self.place(node)
        if isinstance(found, str):
            foreign = node.id in self.module.imported
            if foreign or hasattr(builtins, node.id):
                how = "" if foreign else " as a value"
                raise refuse(self.file, node, f"{found} is not translated{how}.")
            raise refuse(self.file, node, f"The name {node.id} is not known here.")
        if isinstance(found, Definition):
            self.reached.definitions[found] = None
            if found.module is not self.module:
                self.reached.given.add(found)
        if found is not None and node.id not in self.module.definitions:
            self.reached.taken.setdefault(self.module.dotted, {})[node.id] = found
        return js_name(node.id)

    def attribute(self, module: Module, node: ast.Attribute) -> str:
        """A name of a whole module that was imported."""
        found = self.library.place(module, node.attr)
        if not isinstance(found, Definition):
            raise refuse(self.file, node, f"{module.dotted} has no name {node.attr}.")
        if found.module is not module:
            raise refuse(self.file, node, f"Import {node.attr} from {found.module.dotted}.")
        self.reached.definitions[found] = None
        self.reached.given.add(found)
        return f"{expression(node.value, self)}.{node.attr}"

    def signature(self, node: ast.expr) -> Signature | None:
        """How a function of the translated modules is called; None for what is not known."""
        if isinstance(node, ast.Name) and node.id in self.local:
            return self.inner.get(node.id)
        found = self.place(node)
        if not isinstance(found, Definition):
            return None
        if isinstance(found.node, ast.FunctionDef):
            return signature_of(found.module.file, found.node)
        if isinstance(found.node, ast.ClassDef):
            return signature_of_record(found.module.file, found.node)
        return None


def expression(node: ast.expr, scope: Scope) -> str:
    """An expression in JavaScript."""
    writer = scope.writers.get(type(node))
    if writer is None:
        raise unknown(scope.file, node, node)
    return writer(node, scope)
