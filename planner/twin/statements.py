"""Statements: assignments, conditions, loops, functions and records."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from planner.twin.comprehensions import each, names_of, pattern
from planner.twin.expressions import arithmetic, condition
from planner.twin.locals import Declarations, declarations, given_in
from planner.twin.names import js_name
from planner.twin.scope import Scope, expression
from planner.twin.signature import (
    KEPT_WHILE_USED,
    Signature,
    signature_of,
    signature_of_record,
)
from planner.twin.subset import OutsideTheSubsetError, refuse, unknown

INDENT = "  "


@dataclass
class Writing:
    """Where a statement is: what is known, where variables are declared, in a loop or not."""

    scope: Scope
    declared: Declarations = field(default_factory=Declarations)
    in_loop: bool = False

    def loop(self) -> Writing:
        """The same within a loop."""
        return Writing(self.scope, self.declared, in_loop=True)


def block(statements: list[ast.stmt], at: Writing) -> list[str]:
    """The lines of some statements, one level further in; what is refused is put down."""
    lines: list[str] = []
    for one in statements:
        try:
            lines += [f"{INDENT}{line}" for line in _statement(one, at)]
        except OutsideTheSubsetError as refused:
            at.scope.reached.refused.append(refused)
    return lines


def _statement(node: ast.stmt, at: Writing) -> list[str]:
    writer = _WRITERS.get(type(node))
    if writer is None:
        raise unknown(at.scope.file, node, node)
    before = at.declared.before.get(id(node))
    return [*([_let(before)] if before else []), *writer(node, at)]


def _let(names: set[str]) -> str:
    return f"let {', '.join(js_name(name) for name in sorted(names))};"


def function(node: ast.FunctionDef, scope: Scope) -> list[str]:
    """A function: the first line of its docstring, its parameters, its statements."""
    signature = signature_of(scope.file, node)
    name = js_name(node.name)
    if node.decorator_list:
        if [scope.leads_to(one) for one in node.decorator_list] != [KEPT_WHILE_USED]:
            raise refuse(scope.file, node, "A function with a decorator is not translated.")
        name = f"{name}$found"
    names = set(signature.parameters)
    body = node.body[1:] if ast.get_docstring(node) else node.body
    functions = {
        one.name: signature_of(scope.file, one)
        for one in ast.walk(node)
        if isinstance(one, ast.FunctionDef) and one is not node
    }
    # What is given here hides a function of the same name around it.
    outer = {name: one for name, one in scope.inner.items() if name not in names}
    inside = scope.within(names | given_in(body) | set(functions), {**outer, **functions})
    declared = declarations(body, names)
    lines = block(body, Writing(inside, declared))
    top = [f"{INDENT}{_let(declared.at_top)}"] if declared.at_top else []
    nothing = isinstance(node.returns, ast.Constant) and node.returns.value is None
    end = (
        [] if nothing or isinstance(body[-1], ast.Return | ast.Raise) else [f"{INDENT}return null;"]
    )
    head = f"function {name}({_parameters(signature, inside)}) {{"
    return [*_comment(node), head, *top, *lines, *end, "}", *_kept_while_used(node)]


def _kept_while_used(node: ast.FunctionDef) -> list[str]:
    """A function whose answer is kept: it asks the one that finds it."""
    if not node.decorator_list:
        return []
    name = js_name(node.name)
    said = f"return py.kept_while_used({name}$found, asked);"
    return ["", f"function {name}(asked) {{", f"{INDENT}{said}", "}"]


def _parameters(signature: Signature, scope: Scope) -> str:
    return ", ".join(
        f"{js_name(name)} = {_default(signature.defaults[name], scope)}"
        if name in signature.defaults
        else js_name(name)
        for name in signature.parameters
    )


def _default(node: ast.expr, scope: Scope) -> str:
    """A default: a constant, or a new dictionary or list each time."""
    if not isinstance(node, ast.Call):
        return expression(node, scope)
    made = {"field(default_factory=dict)": "new Map()", "field(default_factory=list)": "[]"}
    if ast.unparse(node) not in made:
        raise refuse(scope.file, node, "A default that is not a constant is not translated.")
    return made[ast.unparse(node)]


def _comment(node: ast.FunctionDef | ast.ClassDef) -> list[str]:
    text = ast.get_docstring(node)
    return [f"// {text.splitlines()[0]}"] if text else []


def record(node: ast.ClassDef, scope: Scope) -> list[str]:
    """A record: a function that gives an object with its fields."""
    signature = signature_of_record(scope.file, node)
    fields = ", ".join(
        name if js_name(name) == name else f"{name}: {js_name(name)}"
        for name in signature.parameters
    )
    head = f"function {js_name(node.name)}({_parameters(signature, scope)}) {{"
    return [*_comment(node), head, f"{INDENT}return {{ {fields} }};", "}"]


def constant(node: ast.Assign | ast.AnnAssign, scope: Scope) -> list[str]:
    """A constant of a module."""
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    if node.value is None or (isinstance(node, ast.Assign) and len(node.targets) > 1):
        raise refuse(scope.file, node, "A constant is given one value, once.")
    if not all(isinstance(one, ast.Name) for one in getattr(target, "elts", [target])):
        raise refuse(scope.file, node, "At the top of a module only names are assigned.")
    return [f"const {pattern(target, scope)} = {expression(node.value, scope)};"]


def _inner(node: ast.FunctionDef, at: Writing) -> list[str]:
    if at.in_loop:
        raise refuse(at.scope.file, node, "A function within a loop is not translated.")
    return function(node, at.scope)


def _return(node: ast.Return, at: Writing) -> list[str]:
    return [f"return {'null' if node.value is None else expression(node.value, at.scope)};"]


def _assign(node: ast.Assign, at: Writing) -> list[str]:
    if len(node.targets) > 1 and not isinstance(node.value, ast.Constant):
        raise refuse(at.scope.file, node, "Only a constant is given to several names at once.")
    return [line for target in node.targets for line in _given(node, target, node.value, at)]


def _annotated(node: ast.AnnAssign, at: Writing) -> list[str]:
    return [] if node.value is None else _given(node, node.target, node.value, at)


def _given(node: ast.stmt, target: ast.expr, value: ast.expr, at: Writing) -> list[str]:
    if isinstance(target, ast.Name):
        word = (
            _word_for({target.id}, at) if target.id in at.declared.by.get(id(node), set()) else ""
        )
        return [f"{word}{js_name(target.id)} = {expression(value, at.scope)};"]
    if not isinstance(target, ast.Tuple | ast.List):
        return [_put(target, expression(value, at.scope), at.scope)]
    if any(isinstance(part, ast.Subscript | ast.Attribute) for part in ast.walk(target)):
        return list(_one_by_one(target, value, at.scope))
    names = names_of(target, at.scope)
    new = at.declared.by.get(id(node), set()) & names
    first = [_let(new)] if new and new != names else []
    word = _word_for(names, at) if new == names else ""
    return [*first, f"{word}{pattern(target, at.scope)} = {expression(value, at.scope)};"]


def _word_for(names: set[str], at: Writing) -> str:
    return "const " if names <= at.declared.once else "let "


def _one_by_one(target: ast.Tuple | ast.List, value: ast.expr, scope: Scope) -> Iterator[str]:
    """Several cells at once: all values are there before the first is put."""
    if not isinstance(value, ast.Tuple) or len(value.elts) != len(target.elts):
        raise refuse(scope.file, target, "Several cells are given as many values, one by one.")
    yield "{"
    yield f"{INDENT}const $values = {expression(value, scope)};"
    for number, part in enumerate(target.elts):
        yield f"{INDENT}{_put(part, f'$values[{number}]', scope)}"
    yield "}"


def _put(target: ast.expr, written: str, scope: Scope) -> str:
    if isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Slice):
        inside, key = expression(target.value, scope), expression(target.slice, scope)
        return f"py.put({inside}, {key}, {written});"
    if isinstance(target, ast.Attribute) and scope.module_named(target.value) is None:
        return f"{expression(target.value, scope)}.{target.attr} = {written};"
    if isinstance(target, ast.Name):
        return f"{js_name(target.id)} = {written};"
    raise refuse(scope.file, target, "This cannot be given a value.")


def _changed(node: ast.AugAssign, at: Writing) -> list[str]:
    if any(isinstance(part, ast.Call) for part in ast.walk(node.target)):
        raise refuse(at.scope.file, node, "What is changed in place is named without a call.")
    if isinstance(node.value, ast.List | ast.Tuple):
        raise refuse(at.scope.file, node, "Lists are not added with +; write [*one, *other].")
    target = expression(node.target, at.scope)
    sign = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*="}.get(type(node.op))
    if sign and isinstance(node.target, ast.Name | ast.Attribute):
        return [f"{target} {sign} {expression(node.value, at.scope)};"]
    now = arithmetic(node.op, target, node.value, at.scope, node)
    return [_put(node.target, now, at.scope)]


def _if(node: ast.If, at: Writing) -> list[str]:
    lines = [f"if ({condition(node.test, at.scope)}) {{", *block(node.body, at)]
    if not node.orelse:
        return [*lines, "}"]
    only = node.orelse[0]
    if len(node.orelse) == 1 and isinstance(only, ast.If) and not at.declared.before.get(id(only)):
        first, *others = _if(only, at)
        return [*lines, f"}} else {first}", *others]
    return [*lines, "} else {", *block(node.orelse, at), "}"]


def _for(node: ast.For, at: Writing) -> list[str]:
    if node.orelse:
        raise refuse(at.scope.file, node, "A loop with else is not translated.")
    names = names_of(node.target, at.scope)
    own = at.declared.by.get(id(node), set()) & names
    target, through = pattern(node.target, at.scope), each(node.iter, at.scope)
    if own == names:
        head = [f"for (const {target} of {through}) {{"]
    else:
        head = [f"for ({target} of {through}) {{"]
        if own:
            head.insert(0, _let(own))
    return [*head, *block(node.body, at.loop()), "}"]


def _raise(node: ast.Raise, at: Writing) -> list[str]:
    error = node.exc
    if not isinstance(error, ast.Call) or len(error.args) != 1 or node.cause is not None:
        raise refuse(at.scope.file, node, "An error is raised with one thing to say, as E(words).")
    return [f"throw new Error(py.text({expression(error.args[0], at.scope)}));"]


def _delete(node: ast.Delete, at: Writing) -> list[str]:
    lines = []
    for target in node.targets:
        if not isinstance(target, ast.Subscript) or isinstance(target.slice, ast.Slice):
            raise refuse(at.scope.file, node, "Only an entry of a dictionary is deleted.")
        inside, key = expression(target.value, at.scope), expression(target.slice, at.scope)
        lines.append(f"py.drop({inside}, {key});")
    return lines


def _do(node: ast.Expr, at: Writing) -> list[str]:
    if isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return []
    return [f"{expression(node.value, at.scope)};"]


def _word(word: str) -> Callable[[Any, Writing], list[str]]:
    return lambda _node, _at: [word] if word else []


_WRITERS: dict[type[ast.stmt], Callable[[Any, Writing], list[str]]] = {
    ast.AnnAssign: _annotated,
    ast.Assign: _assign,
    ast.AugAssign: _changed,
    ast.Break: _word("break;"),
    ast.Continue: _word("continue;"),
    ast.Delete: _delete,
    ast.Expr: _do,
    ast.For: _for,
    ast.FunctionDef: _inner,
    ast.If: _if,
    ast.Pass: _word(""),
    ast.Raise: _raise,
    ast.Return: _return,
}
