"""Comprehensions, as chains of filter and map; conditions of any and all."""

from __future__ import annotations

import ast
from collections.abc import Callable

from planner.twin.expressions import condition
from planner.twin.names import js_name
from planner.twin.scope import Scope, Writers, expression
from planner.twin.subset import refuse


def listed(node: ast.ListComp | ast.GeneratorExp, scope: Scope) -> str:
    """A list of what a comprehension makes."""
    return _chain(node.generators, scope, lambda inside: expression(node.elt, inside), "map")


def _dict(node: ast.DictComp, scope: Scope) -> str:
    first = node.generators[0]
    if len(node.generators) == 1 and ast.unparse(node.key) == ast.unparse(first.target):
        through = _filtered(first, scope)
        made = in_parentheses(expression(node.value, scope.within(names_of(first.target, scope))))
        return f"py.by_each({through}, ({pattern(first.target, scope)}) => {made})"

    def pair(inside: Scope) -> str:
        return f"[{expression(node.key, inside)}, {expression(node.value, inside)}]"

    return f"py.dict({_chain(node.generators, scope, pair, 'map')})"


def tested(node: ast.ListComp | ast.GeneratorExp, scope: Scope, name: str) -> str:
    """Whether something is so of ``some`` or of ``every`` one."""
    return _chain(node.generators, scope, lambda inside: condition(node.elt, inside), name)


def _chain(
    generators: list[ast.comprehension], scope: Scope, last: Callable[[Scope], str], name: str
) -> str:
    """Each part of a comprehension by filter, its last by map, some or every."""
    first, *others = generators
    inside = scope.within(names_of(first.target, scope))
    target, chain = pattern(first.target, scope), _filtered(first, scope)
    if others:
        return f"{chain}.flatMap(({target}) => {_chain(others, inside, last, name)})"
    made = in_parentheses(last(inside))
    if name == "map" and made == target:
        return chain if first.ifs else f"[...{chain}]"
    return f"{chain}.{name}(({target}) => {made})"


def _filtered(part: ast.comprehension, scope: Scope) -> str:
    """What one part of a comprehension goes through, without what its conditions leave out."""
    if part.is_async:
        raise refuse(scope.file, part.iter, "await is not translated.")
    inside = scope.within(names_of(part.target, scope))
    chain, target = each(part.iter, scope), pattern(part.target, scope)
    for test in part.ifs:
        chain += f".filter(({target}) => {condition(test, inside)})"
    return chain


def in_parentheses(written: str) -> str:
    """What an arrow gives: a record in parentheses, or it would be read as a block."""
    return f"({written})" if written.startswith("{") else written


def each(node: ast.expr, scope: Scope) -> str:
    """What is gone through, as a list: the keys of a dictionary."""
    written = expression(node, scope)
    lists = ("[", "py.items(", "py.values(", "py.keys(", "py.range(", "py.list(", "py.sorted(")
    more = ("py.enumerate(", "py.zip(", "py.each(", "py.reversed(", "py.split(")
    whole = isinstance(node, ast.Call | ast.List | ast.Tuple) and written.startswith(
        (*lists, *more)
    )
    return written if whole else f"py.each({written})"


def names_of(target: ast.expr, scope: Scope) -> set[str]:
    """Names that a loop or an assignment gives."""
    if isinstance(target, ast.Name):
        return {target.id}
    if isinstance(target, ast.Tuple | ast.List):
        return {name for part in target.elts for name in names_of(part, scope)}
    if isinstance(target, ast.Starred) and isinstance(target.value, ast.Name):
        return {target.value.id}
    raise refuse(scope.file, target, "Only names are given by a loop or by several at once.")


def pattern(target: ast.expr, scope: Scope) -> str:
    """The names of a loop or an assignment as JavaScript takes them apart."""
    if isinstance(target, ast.Name):
        return js_name(target.id)
    names_of(target, scope)
    parts = target.elts if isinstance(target, ast.Tuple | ast.List) else []
    if any(isinstance(part, ast.Starred) for part in parts[:-1]):
        raise refuse(scope.file, target, "Only the last of several names takes the rest.")
    if isinstance(target, ast.Starred):
        return f"...{pattern(target.value, scope)}"
    # Of a name that is given twice the last counts: JavaScript takes holes for the others.
    written = []
    for number, part in enumerate(parts):
        again = names_of(part, scope) & names_of(ast.Tuple(parts[number + 1 :]), scope)
        if again and not isinstance(part, ast.Name):
            raise refuse(scope.file, target, f"{', '.join(sorted(again))} is given twice.")
        written.append("" if again else pattern(part, scope))
    return f"[{', '.join(written)}]"


#: Who translates which kind of expression.
WRITERS: Writers = {
    ast.DictComp: _dict,
    ast.GeneratorExp: listed,
    ast.ListComp: listed,
}
