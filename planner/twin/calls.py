"""Calls: of the translated functions, of records, of what Python has built in, of methods."""

from __future__ import annotations

import ast

from planner.twin.comprehensions import in_parentheses, tested
from planner.twin.module import Signature
from planner.twin.names import js_name
from planner.twin.scope import Scope, Writers, expression
from planner.twin.subset import refuse

#: What Python has built in -> its function in runtime.js, and how many arguments it takes.
_BUILT_IN = {
    "bool": ("truth", 1, 1),
    "enumerate": ("enumerate", 1, 2),
    "float": ("number", 1, 1),
    "int": ("whole", 1, 1),
    "len": ("len", 1, 1),
    "list": ("list", 1, 1),
    "next": ("next", 1, 1),
    "range": ("range", 1, 2),
    "sorted": ("sorted", 1, 1),
    "str": ("text", 1, 1),
    "tuple": ("list", 1, 1),
}
#: Methods of dictionaries, lists and texts, and how many arguments they take.
_METHODS = {
    "append": (1, 1),
    "clear": (0, 0),
    "get": (1, 2),
    "index": (1, 1),
    "items": (0, 0),
    "keys": (0, 0),
    "partition": (1, 1),
    "remove": (1, 1),
    "setdefault": (2, 2),
    "upper": (0, 0),
    "values": (0, 0),
}
_INFINITE = {"inf": "Infinity", "-inf": "-Infinity"}


def _call(node: ast.Call, scope: Scope) -> str:
    if any(isinstance(given, ast.Starred) for given in node.args):
        raise refuse(scope.file, node, "Arguments with a star are not translated.")
    if any(keyword.arg is None for keyword in node.keywords):
        raise refuse(scope.file, node, "Arguments with two stars are not translated.")
    signature = scope.signature(node.func)
    if signature is not None:
        return f"{expression(node.func, scope)}({_arguments(node, signature, scope)})"
    if isinstance(node.func, ast.Name) and scope.is_python(node.func.id):
        return _built_in(node, node.func.id, scope)
    if isinstance(node.func, ast.Attribute) and scope.module_named(node.func.value) is None:
        return _method(node, node.func, scope)
    if node.keywords:
        raise refuse(scope.file, node, "A function that was handed over takes no named arguments.")
    return f"{expression(node.func, scope)}({_list(node.args, scope)})"


def _list(nodes: list[ast.expr], scope: Scope) -> str:
    return ", ".join(expression(node, scope) for node in nodes)


def _arguments(node: ast.Call, signature: Signature, scope: Scope) -> str:
    """Arguments in their order, named ones in their places; what was left out by its default."""
    name = ast.unparse(node.func)
    given = dict(zip(signature.parameters, node.args, strict=False))
    for keyword in node.keywords:
        if keyword.arg not in signature.parameters or keyword.arg in given:
            raise refuse(scope.file, node, f"{name} does not take {keyword.arg} here.")
        given[keyword.arg] = keyword.value
    if len(node.args) > len(signature.parameters):
        raise refuse(scope.file, node, f"{name} does not take so many arguments.")
    missing = [one for one in signature.parameters if one not in {**given, **signature.defaults}]
    if missing:
        raise refuse(scope.file, node, f"{name} needs {', '.join(missing)}.")
    places = [number for number, one in enumerate(signature.parameters) if one in given]
    wanted = signature.parameters[: places[-1] + 1] if places else ()
    return ", ".join(
        expression(given[one], scope) if one in given else "undefined" for one in wanted
    )


def _built_in(node: ast.Call, name: str, scope: Scope) -> str:
    named = {keyword.arg or "": keyword.value for keyword in node.keywords}
    first = node.args[0] if node.args else None
    if name == "float" and isinstance(first, ast.Constant) and first.value in _INFINITE:
        return _INFINITE[first.value]
    if name == "replace" and name in scope.module.python and first is not None:
        fields = "".join(f", {one}: {expression(value, scope)}" for one, value in named.items())
        return f"{{ ...{expression(first, scope)}{fields} }}"
    if name in ("min", "max") and first is not None:
        return _extreme(node, name, named, scope)
    if name in ("any", "all") and isinstance(first, ast.GeneratorExp | ast.ListComp):
        return tested(first, scope, "some" if name == "any" else "every")
    if name == "sorted" and set(named) == {"key"} and first is not None:
        return f"py.sorted({expression(first, scope)}, {_key(named['key'], scope)})"
    if name == "zip" and ast.unparse(named.get("strict", ast.Constant(False))) == "True":
        return f"py.zip({_list(node.args, scope)})"
    if name == "dict" and len(node.args) == 1 and not named:
        return f"py.dict({_list(node.args, scope)})"
    function, least, most = _BUILT_IN.get(name, ("", 0, 0))
    if not function or named or not least <= len(node.args) <= most:
        raise refuse(scope.file, node, f"{ast.unparse(node)} is not translated.")
    return f"py.{function}({_list(node.args, scope)})"


def _extreme(node: ast.Call, name: str, named: dict[str, ast.expr], scope: Scope) -> str:
    """The least or the greatest, of some numbers or of a list that may be empty."""
    if len(node.args) > 1 and not named:
        return f"py.{name}({_list(node.args, scope)})"
    if len(node.args) > 1 or set(named) - {"default"}:
        raise refuse(scope.file, node, f"{ast.unparse(node)} is not translated.")
    return f"py.{name}_of({_list([*node.args, *named.values()], scope)})"


def _key(node: ast.expr, scope: Scope) -> str:
    if not isinstance(node, ast.Lambda):
        return expression(node, scope)
    names = [one.arg for one in node.args.args]
    body = expression(node.body, scope.within(set(names)))
    return f"({', '.join(js_name(name) for name in names)}) => {in_parentheses(body)}"


def _method(node: ast.Call, called: ast.Attribute, scope: Scope) -> str:
    if isinstance(called.value, ast.Name) and called.value.id == "dict" and scope.is_python("dict"):
        if called.attr == "fromkeys" and len(node.args) in (1, 2) and not node.keywords:
            return f"py.fromkeys({_list(node.args, scope)})"
        raise refuse(scope.file, node, f"{ast.unparse(node)} is not translated.")
    least, most = _METHODS.get(called.attr, (1, 0))
    if node.keywords or not least <= len(node.args) <= most:
        raise refuse(scope.file, node, f"The method {called.attr} is not translated so.")
    return f"py.{called.attr}({_list([called.value, *node.args], scope)})"


#: Who translates which kind of expression.
WRITERS: Writers = {
    ast.Call: _call,
}
