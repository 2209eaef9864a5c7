"""Calls of what Python has built in, and of the little of its own modules that is translated."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable

from planner.twin.comprehensions import tested
from planner.twin.pythons_own import PLAIN
from planner.twin.scope import Scope, expression
from planner.twin.subset import refuse

_INFINITE = {"inf": "Infinity", "-inf": "-Infinity"}
#: Types that can still be told apart in JavaScript.
_KINDS = {
    "bool": 'typeof $thing === "boolean"',
    "dict": "$thing instanceof Map",
    "str": 'typeof $thing === "string"',
}

Named = dict[str, ast.expr]


def built_in(node: ast.Call, name: str, scope: Scope) -> str:
    """A call of something of Python's own, by its dotted name."""
    if "." not in name and not hasattr(builtins, name):
        raise refuse(scope.file, node, f"The name {name} is not known here.")
    named = {keyword.arg or "": keyword.value for keyword in node.keywords}
    special = _SPECIAL.get(name)
    written = special(node, named, scope) if special is not None and node.args else None
    if written is not None:
        return written
    function, least, most = PLAIN.get(name, ("", 0, 0))
    if not function or named or not least <= len(node.args) <= most:
        own = "." not in name or name.startswith(("dict.", "str."))
        what = ast.unparse(node) if own or function else name
        raise refuse(scope.file, node, f"{what} is not translated.{_INSTEAD.get(name, '')}")
    return f"py.{function}({listed_arguments(node.args, scope)})"


#: What to write instead of some things that are not translated.
_INSTEAD = {
    "map": " Write a comprehension.",
    "filter": " Write a comprehension.",
    "round": " Write it with math.floor.",
    "sum": " Use planner.rulebook.sums.total, or a loop for whole numbers.",
}


def listed_arguments(nodes: list[ast.expr], scope: Scope) -> str:
    """Arguments, one after the other."""
    return ", ".join(expression(node, scope) for node in nodes)


def _enumerate(node: ast.Call, named: Named, scope: Scope) -> str | None:
    if len(node.args) > 1 or set(named) != {"start"}:
        return None
    return f"py.enumerate({listed_arguments([node.args[0], named['start']], scope)})"


def _float(node: ast.Call, named: Named, _: Scope) -> str | None:
    first = node.args[0]
    if named or not isinstance(first, ast.Constant) or not isinstance(first.value, str):
        return None
    return _INFINITE.get(first.value)


def _replace(node: ast.Call, named: Named, scope: Scope) -> str | None:
    if len(node.args) > 1:
        return None
    fields = "".join(f", {one}: {expression(value, scope)}" for one, value in named.items())
    return f"{{ ...{expression(node.args[0], scope)}{fields} }}"


def _extreme(name: str, two: str) -> Callable[[ast.Call, Named, Scope], str | None]:
    """The least or the greatest, of some numbers or of a list that may be empty."""

    def written(node: ast.Call, named: Named, scope: Scope) -> str | None:
        if len(node.args) > 1:
            function = two if len(node.args) == 2 else name
            return None if named else f"py.{function}({listed_arguments(node.args, scope)})"
        if set(named) - {"default", "key"}:
            return None
        parts = [expression(node.args[0], scope)]
        if "default" in named or "key" in named:
            default = named.get("default")
            parts.append("undefined" if default is None else expression(default, scope))
        if "key" in named:
            parts.append(expression(named["key"], scope))
        return f"py.{name}_of({', '.join(parts)})"

    return written


def _tested(name: str) -> Callable[[ast.Call, Named, Scope], str | None]:
    """Whether something is so of some or of every one."""

    def written(node: ast.Call, named: Named, scope: Scope) -> str | None:
        first = node.args[0]
        if named or len(node.args) > 1:
            return None
        if isinstance(first, ast.GeneratorExp | ast.ListComp):
            return tested(first, scope, name)
        return f"py.each({expression(first, scope)}).{name}((one) => py.truth(one))"

    return written


def _sorted(node: ast.Call, named: Named, scope: Scope) -> str | None:
    backwards = ast.unparse(named.get("reverse", ast.Constant(False)))
    if len(node.args) > 1 or set(named) - {"key", "reverse"} or backwards not in ("True", "False"):
        return None
    parts = [expression(node.args[0], scope)]
    if "key" in named or backwards == "True":
        parts.append(expression(named["key"], scope) if "key" in named else "undefined")
    return f"py.sorted({', '.join([*parts, *(['true'] if backwards == 'True' else [])])})"


def _zip(node: ast.Call, named: Named, scope: Scope) -> str | None:
    if set(named) != {"strict"} or ast.unparse(named["strict"]) != "True":
        raise refuse(scope.file, node, "zip is translated with strict=True.")
    return f"py.zip({listed_arguments(node.args, scope)})"


def _escape(node: ast.Call, named: Named, scope: Scope) -> str | None:
    quoted = ast.unparse(named.get("quote", ast.Constant(True))) == "True"
    if set(named) - {"quote"} or not quoted or len(node.args) > 1:
        return None
    return f"py.escape({expression(node.args[0], scope)})"


def _isinstance(node: ast.Call, named: Named, scope: Scope) -> str | None:
    if len(node.args) != 2 or named:
        return None
    kinds = _kinds(node.args[1])
    if not set(kinds) <= set(_KINDS):
        sentence = "Only str, bool and dict can be told apart in JavaScript."
        raise refuse(scope.file, node, sentence)
    tests = " || ".join(_KINDS[kind] for kind in kinds)
    return f"(($thing) => {tests})({expression(node.args[0], scope)})"


def _kinds(node: ast.expr) -> list[str]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [*_kinds(node.left), *_kinds(node.right)]
    if isinstance(node, ast.Tuple):
        return [ast.unparse(one) for one in node.elts]
    return [ast.unparse(node)]


#: Calls that are more than a function of the runtime; None where it is one, or is refused.
_SPECIAL: dict[str, Callable[[ast.Call, Named, Scope], str | None]] = {
    "all": _tested("every"),
    "any": _tested("some"),
    "dataclasses.replace": _replace,
    "enumerate": _enumerate,
    "float": _float,
    "html.escape": _escape,
    "isinstance": _isinstance,
    "max": _extreme("max", "most"),
    "min": _extreme("min", "least"),
    "sorted": _sorted,
    "zip": _zip,
}
