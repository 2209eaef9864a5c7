"""Where the variables of a function are declared: Python does not say, JavaScript must.

A variable is declared where it is first given a value, if every mention of it comes after and
within the same block; else before the statement that gives it a value in each of its branches;
else at the top of the function.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field


@dataclass
class Declarations:
    """What is declared by a statement, before one, or at the top; what is given once."""

    by: dict[int, set[str]] = field(default_factory=dict)
    before: dict[int, set[str]] = field(default_factory=dict)
    at_top: set[str] = field(default_factory=set)
    once: set[str] = field(default_factory=set)


def declarations(body: list[ast.stmt], parameters: set[str]) -> Declarations:
    """Where the variables of a function are declared."""
    given = [name for statement in body for name in _given(statement)]
    found = Declarations(once={name for name in given if given.count(name) == 1})
    for name in sorted(given_in(body) - parameters):
        _settle(name, body, found, in_loop=False)
    return found


def given_in(body: list[ast.stmt]) -> set[str]:
    """Names that statements give a value to, those of functions and comprehensions within aside."""
    return {name for statement in body for name in _given(statement)}


def _given(statement: ast.stmt) -> list[str]:
    return [
        node.id
        for node in _own_nodes(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    ]


def _own_nodes(node: ast.AST) -> list[ast.AST]:
    """A node and those within it that belong to the same function."""
    apart = ast.FunctionDef | ast.Lambda | ast.ListComp | ast.DictComp | ast.GeneratorExp
    found = [node]
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, apart) and not isinstance(node, apart):
            found += _own_nodes(child)
    return found


def _mentions(name: str, node: ast.AST) -> bool:
    """Whether a name is meant somewhere, and not another of the same name that is given there."""
    if isinstance(node, ast.Name):
        return node.id == name
    if isinstance(node, ast.ListComp | ast.DictComp | ast.GeneratorExp):
        targets = [one.target for one in node.generators]
        if any(name in _names(target) for target in targets):
            return _mentions(name, node.generators[0].iter)
    if isinstance(node, ast.FunctionDef | ast.Lambda):
        given = node.args
        several = [one for one in (given.vararg, given.kwarg) if one]
        if name in [one.arg for one in [*given.args, *given.kwonlyargs, *several]]:
            return False
    return any(_mentions(name, child) for child in ast.iter_child_nodes(node))


def _settle(name: str, block: list[ast.stmt], found: Declarations, *, in_loop: bool) -> None:
    at = [statement for statement in block if _mentions(name, statement)]
    first = at[0]
    if _gives(name, first):
        found.by.setdefault(id(first), set()).add(name)
    elif all(_is_loop_over(name, statement) for statement in at):
        for statement in at:
            found.by.setdefault(id(statement), set()).add(name)
    elif len(at) == 1 and (inner := _only_block(name, first)) is not None:
        _settle(name, inner, found, in_loop=in_loop or isinstance(first, ast.For))
    elif not in_loop or _surely_gives(name, first):
        found.before.setdefault(id(first), set()).add(name)
    else:  # it may keep its value from one round of the loop to the next
        found.at_top.add(name)


def _gives(name: str, statement: ast.stmt) -> bool:
    """Whether an assignment gives a name its first value, and does not need it for that."""
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign) and statement.value is not None:
        targets = [statement.target]
    else:
        return False
    if statement.value is None or _mentions(name, statement.value):
        return False
    return any(name in _names(target) for target in targets)


def _names(target: ast.expr) -> set[str]:
    if isinstance(target, ast.Name):
        return {target.id}
    if isinstance(target, ast.Tuple | ast.List):
        return {name for part in target.elts for name in _names(part)}
    if isinstance(target, ast.Starred):
        return _names(target.value)
    return set()


def _is_loop_over(name: str, statement: ast.stmt) -> bool:
    """Whether a loop gives a name again in every round, and nothing else gives it."""
    return (
        isinstance(statement, ast.For)
        and name in _names(statement.target)
        and not _mentions(name, statement.iter)
        and name not in given_in(statement.body)
    )


def _only_block(name: str, statement: ast.stmt) -> list[ast.stmt] | None:
    """The one block within a statement that mentions a name, if the statement itself does not."""
    if isinstance(statement, ast.If):
        outside: list[ast.expr] = [statement.test]
    elif isinstance(statement, ast.For):
        outside = [statement.target, statement.iter]
    else:
        return None
    blocks = [
        block
        for block in (statement.body, statement.orelse)
        if any(_mentions(name, one) for one in block)
    ]
    if len(blocks) != 1 or any(_mentions(name, one) for one in outside):
        return None
    return blocks[0]


def _surely_gives(name: str, statement: ast.stmt) -> bool:
    """Whether a name has a value after a statement, whatever way it takes."""
    if isinstance(statement, ast.If):
        return bool(statement.orelse) and all(
            any(_surely_gives(name, one) for one in block)
            for block in (statement.body, statement.orelse)
        )
    return _gives(name, statement)
