"""How functions of the subset are called, and records made."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from planner.twin.subset import refuse, unknown

#: Methods of a record that only Python and notebooks ask for.
_ONLY_PYTHONS = ("__", "_repr_")
#: What keeps the answer of a function of one thing, as long as the thing is in use.
KEPT_WHILE_USED = "planner.plan.cached.cached_while_used"


@dataclass(frozen=True)
class Signature:
    """How a function is called, or a record made.

    Attributes
    ----------
    plain : tuple of str
        Parameters that are given by their place, in their order.
    defaults : mapping
        Parameter -> what it is where it is not given.
    several : str
        The parameter with a star, which takes all that are given beyond the plain ones.
    named : tuple of str
        Parameters that are only given by their name.
    answers_yes_or_no : bool
        Whether it says ``-> bool``.
    """

    plain: tuple[str, ...]
    defaults: Mapping[str, ast.expr]
    several: str = ""
    named: tuple[str, ...] = ()
    answers_yes_or_no: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """All of them in the order of JavaScript, where those with a star are one list."""
        return (*self.plain, *((self.several,) if self.several else ()), *self.named)


def signature_of(file: str, node: ast.FunctionDef) -> Signature:
    """How a function is called; its defaults must be made once in either language."""
    given = node.args
    if given.kwarg:
        raise refuse(file, node, "A function with ** parameters is not translated.")
    plain = [*given.posonlyargs, *given.args]
    last = plain[len(plain) - len(given.defaults) :]
    pairs = [*zip(last, given.defaults, strict=True)]
    pairs += [
        (one, value)
        for one, value in zip(given.kwonlyargs, given.kw_defaults, strict=True)
        if value is not None
    ]
    names = {one.arg for one in [*plain, *given.kwonlyargs]}
    for _, value in pairs:
        if not _is_constant(value) or (isinstance(value, ast.Name) and value.id in names):
            raise refuse(file, value, "A default that is not a constant is not translated.")
    return Signature(
        tuple(one.arg for one in plain),
        {one.arg: value for one, value in pairs},
        given.vararg.arg if given.vararg else "",
        tuple(one.arg for one in given.kwonlyargs),
        isinstance(node.returns, ast.Name) and node.returns.id == "bool",
    )


def _is_constant(node: ast.expr) -> bool:
    """Whether a default is one: a value, a name of a module's, or some of them in a tuple."""
    if isinstance(node, ast.Tuple):
        return all(_is_constant(part) for part in node.elts)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return isinstance(node.operand, ast.Constant)
    return isinstance(node, ast.Constant | ast.Name)


def signature_of_record(file: str, node: ast.ClassDef) -> Signature:
    """How a record is made: a dataclass of fields, whose methods only Python asks for."""
    decorators = [ast.unparse(one).partition("(")[0] for one in node.decorator_list]
    if decorators != ["dataclass"] or node.bases:
        raise unknown(file, node, node)
    named: dict[str, ast.expr | None] = {}
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            named[one.target.id] = one.value
        elif not _is_text(one) and not _is_only_pythons(one):
            raise unknown(file, one, node)
    defaults = {name: value for name, value in named.items() if value is not None}
    return Signature(tuple(named), defaults)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_only_pythons(node: ast.stmt) -> bool:
    if not isinstance(node, ast.FunctionDef) or node.decorator_list:
        return False
    return node.name.startswith(_ONLY_PYTHONS) and node.name != "__post_init__"
