"""Calls: of the translated functions, of records, of methods; Python's own are in built_in.py."""

from __future__ import annotations

import ast

from planner.twin.built_in import built_in, listed_arguments
from planner.twin.comprehensions import in_parentheses
from planner.twin.names import js_name
from planner.twin.pythons_own import METHODS
from planner.twin.scope import Scope, Writers, expression
from planner.twin.signature import Signature
from planner.twin.subset import refuse, unknown


def _call(node: ast.Call, scope: Scope) -> str:
    if any(keyword.arg is None for keyword in node.keywords):
        raise refuse(scope.file, node, "Arguments with two stars are not translated.")
    signature = scope.signature(node.func)
    if signature is not None:
        return f"{_called(node.func, scope)}({_arguments(node, signature, scope)})"
    if any(isinstance(given, ast.Starred) for given in node.args):
        raise refuse(scope.file, node, "Arguments with a star are for a parameter with a star.")
    own = scope.pythons(node.func)
    if own:
        return built_in(node, own, scope)
    if isinstance(node.func, ast.Lambda):
        raise unknown(scope.file, node.func, node.func)
    if isinstance(node.func, ast.Attribute) and scope.module_named(node.func.value) is None:
        return _method(node, node.func, scope)
    if node.keywords:
        raise refuse(scope.file, node, "A function that was handed over takes no named arguments.")
    return f"{_called(node.func, scope)}({listed_arguments(node.args, scope)})"


def _called(node: ast.expr, scope: Scope) -> str:
    return scope.name(node) if isinstance(node, ast.Name) else expression(node, scope)


def _arguments(node: ast.Call, signature: Signature, scope: Scope) -> str:
    """Arguments in their order, named ones in their places; what was left out by its default."""
    name = ast.unparse(node.func)
    plain, beyond = node.args[: len(signature.plain)], node.args[len(signature.plain) :]
    if any(isinstance(given, ast.Starred) for given in plain):
        raise refuse(scope.file, node, "Arguments with a star are for a parameter with a star.")
    given = dict(zip(signature.plain, plain, strict=False))
    if signature.several:
        given[signature.several] = ast.copy_location(ast.List(beyond), node)
    elif beyond:
        raise refuse(scope.file, node, f"{name} does not take so many arguments.")
    for keyword in node.keywords:
        if keyword.arg not in signature.parameters or keyword.arg in given:
            raise refuse(scope.file, node, f"{name} does not take {keyword.arg} here.")
        given[keyword.arg] = keyword.value
    missing = [one for one in signature.parameters if one not in {**given, **signature.defaults}]
    if missing:
        raise refuse(scope.file, node, f"{name} needs {', '.join(missing)}.")
    places = [number for number, one in enumerate(signature.parameters) if one in given]
    wanted = signature.parameters[: places[-1] + 1] if places else ()
    return ", ".join(
        expression(given[one], scope) if one in given else "undefined" for one in wanted
    )


def _method(node: ast.Call, called: ast.Attribute, scope: Scope) -> str:
    least, most = METHODS.get(called.attr, (1, 0))
    if node.keywords or not least <= len(node.args) <= most:
        raise refuse(scope.file, node, f"The method {called.attr} is not translated so.")
    return f"py.{called.attr}({listed_arguments([called.value, *node.args], scope)})"


def _lambda(node: ast.Lambda, scope: Scope) -> str:
    given = node.args
    if given.vararg or given.kwarg or given.kwonlyargs or given.defaults:
        raise refuse(scope.file, node, "A lambda takes parameters without defaults.")
    names = [one.arg for one in [*given.posonlyargs, *given.args]]
    body = expression(node.body, scope.within(set(names)))
    return f"({', '.join(js_name(name) for name in names)}) => {in_parentheses(body)}"


#: Who translates which kind of expression.
WRITERS: Writers = {
    ast.Call: _call,
    ast.Lambda: _lambda,
}
