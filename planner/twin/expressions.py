"""Expressions: numbers, texts, names, arithmetic, comparisons, conditions, collections."""

from __future__ import annotations

import ast
import json

from planner.twin.pythons_own import VALUES, YES_OR_NO, YES_OR_NO_METHODS, handed_over
from planner.twin.scope import Scope, Writers, expression
from planner.twin.subset import refuse, unknown

_FORMAT = "A value with a format is not translated: use format/money.py."
#: How tightly an operator binds; what binds less tightly is put in parentheses.
_BINDS = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2}
_SIGNS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_ORDER = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
#: Whole numbers above are not kept exactly in JavaScript.
_LARGEST = 2**53
#: What is written without parentheses wherever it is.
_CLOSED = (
    *(ast.Attribute, ast.Call, ast.Constant, ast.Dict, ast.DictComp, ast.JoinedStr, ast.List),
    *(ast.ListComp, ast.Name, ast.Subscript, ast.Tuple, ast.GeneratorExp),
)


def _constant(node: ast.Constant, scope: Scope) -> str:
    value = node.value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, int) and abs(value) > _LARGEST:
        raise refuse(scope.file, node, "A whole number above 2^53 is not translated.")
    if not isinstance(value, int | float):
        raise refuse(scope.file, node, f"{value!r} is not translated.")
    return repr(value)


def _quoted(text: str) -> str:
    """A text as JavaScript writes it, also within a page: nothing in it ends the script."""
    return json.dumps(text).replace("</", "\\u003c/").replace("<!", "\\u003c!")


def _name(node: ast.Name | ast.Attribute, scope: Scope) -> str:
    """A value by its name; a function that is handed over is called by places alone."""
    signature = scope.signature(node)
    if signature is not None and signature.several:
        raise refuse(scope.file, node, "A function with a * parameter is not handed over.")
    own = scope.pythons(node)
    if VALUES.get(own) or handed_over(own):
        return VALUES.get(own) or handed_over(own)
    if isinstance(node, ast.Name):
        return scope.name(node)
    module = scope.module_named(node.value)
    if module is not None:
        return scope.attribute(module, node)
    return f"{expression(node.value, scope)}.{node.attr}"


def _subscript(node: ast.Subscript, scope: Scope) -> str:
    inside = expression(node.value, scope)
    if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
        return f"py.cell({inside}, {expression(node.slice, scope)})"
    if not isinstance(node.slice, ast.Slice):
        return f"py.at({inside}, {expression(node.slice, scope)})"
    if node.slice.step is not None:
        raise refuse(scope.file, node, "A slice with a step is not translated.")
    ends = [node.slice.lower, node.slice.upper]
    low, high = ("null" if end is None else expression(end, scope) for end in ends)
    return f"py.slice({inside}, {low}, {high})"


def _list(node: ast.Tuple | ast.List, scope: Scope) -> str:
    items = [
        f"...py.each({expression(item.value, scope)})"
        if isinstance(item, ast.Starred)
        else expression(item, scope)
        for item in node.elts
    ]
    return f"[{', '.join(items)}]"


def _dict(node: ast.Dict, scope: Scope) -> str:
    items = [
        f"...py.items({expression(value, scope)})"
        if key is None
        else f"[{expression(key, scope)}, {expression(value, scope)}]"
        for key, value in zip(node.keys, node.values, strict=True)
    ]
    return f"py.dict([{', '.join(items)}])" if items else "new Map()"


def _text(node: ast.JoinedStr, scope: Scope) -> str:
    parts = []
    for part in node.values:
        if isinstance(part, ast.FormattedValue):
            if part.format_spec is not None or part.conversion != -1:
                raise refuse(scope.file, node, _FORMAT)
            parts.append(f"${{py.text({expression(part.value, scope)})}}")
        else:
            text = str(part.value) if isinstance(part, ast.Constant) else ""
            escaped = _quoted(text)[1:-1].replace('\\"', '"')
            parts.append(escaped.replace("`", "\\`").replace("${", "\\${"))
    return f"`{''.join(parts)}`"


def arithmetic(sign: ast.operator, left: str, right: ast.expr, scope: Scope, at: ast.AST) -> str:
    """One operation on numbers, its left side already written."""
    number = operand(right, scope)
    if isinstance(sign, ast.Div) and not _is_a_number(right):
        return f"py.divide({left}, {expression(right, scope)})"
    if isinstance(sign, ast.FloorDiv):
        return f"py.floor_divide({left}, {expression(right, scope)})"
    if isinstance(sign, ast.Mod):
        return f"py.modulo({left}, {expression(right, scope)})"
    if type(sign) not in _SIGNS:
        raise unknown(scope.file, at, sign)
    if isinstance(right, ast.BinOp) and _binds(right) > _BINDS[type(sign)]:
        number = expression(right, scope)
    return f"{left} {_SIGNS[type(sign)]} {number}"


def _operation(node: ast.BinOp, scope: Scope) -> str:
    if isinstance(node.op, ast.Mult) and (_is_several(node.left) or _is_several(node.right)):
        several, times = node.left, node.right
        if not _is_several(several):
            several, times = times, several
        return f"py.repeated({expression(several, scope)}, {expression(times, scope)})"
    if any(isinstance(side, ast.List | ast.Tuple) for side in (node.left, node.right)):
        raise refuse(scope.file, node, "Lists are not added with +; write [*one, *other].")
    left = expression(node.left, scope)
    mine = _BINDS.get(type(node.op))
    if mine is not None and not _becomes_a_call(node) and _binds(node.left) < mine:
        left = f"({left})"
    return arithmetic(node.op, left, node.right, scope, node)


def _is_several(node: ast.expr) -> bool:
    """Whether something that is taken several times is a list or a text."""
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return is_text or isinstance(node, ast.List | ast.Tuple | ast.JoinedStr)


def _binds(node: ast.expr) -> int:
    """How tightly the JavaScript of an expression binds: more than any operator where closed."""
    if isinstance(node, ast.BinOp):
        return 9 if _becomes_a_call(node) else _BINDS.get(type(node.op), 9)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return 9
    return 9 if isinstance(node, _CLOSED) else 0


def _becomes_a_call(node: ast.BinOp) -> bool:
    if isinstance(node.op, ast.Mult):
        return _is_several(node.left) or _is_several(node.right)
    by_number = isinstance(node.op, ast.Div) and _is_a_number(node.right)
    return isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod) and not by_number


def _is_a_number(node: ast.expr) -> bool:
    value = node.value if isinstance(node, ast.Constant) else None
    return isinstance(value, int | float) and value != 0


def operand(node: ast.expr, scope: Scope) -> str:
    """An expression as a part of a larger one, in parentheses where it needs them."""
    written = expression(node, scope)
    is_call = isinstance(node, ast.BoolOp) and not is_yes_or_no(node, scope)
    return written if _binds(node) == 9 or is_call else f"({written})"


def _sign(node: ast.UnaryOp, scope: Scope) -> str:
    if isinstance(node.op, ast.Not):
        return f"!{_closed_condition(node.operand, scope)}"
    if isinstance(node.op, ast.USub):
        return f"-{operand(node.operand, scope)}"
    raise unknown(scope.file, node, node.op)


def _choice(node: ast.IfExp, scope: Scope) -> str:
    parts = [expression(part, scope) for part in (node.body, node.orelse)]
    yes, no = (
        f"({text})" if isinstance(part, ast.IfExp) else text
        for part, text in zip((node.body, node.orelse), parts, strict=True)
    )
    return f"{condition(node.test, scope)} ? {yes} : {no}"


def _comparison(node: ast.Compare, scope: Scope) -> str:
    sides = [node.left, *node.comparators]
    if len(node.ops) == 1:
        return _compared(node.ops[0], sides[0], sides[1], scope)
    if all(isinstance(side, ast.Name | ast.Constant) for side in sides[1:-1]):
        parts = [
            _compared(sign, one, other, scope)
            for sign, one, other in zip(node.ops, sides, sides[1:], strict=False)
        ]
        return " && ".join(parts)
    if len(node.ops) > 2:
        raise refuse(scope.file, node, "A chain of more than two comparisons is not translated.")
    middle = ast.copy_location(ast.Name("$middle"), node)
    inside = scope.within({"$middle"})
    both = [_compared(node.ops[0], sides[0], middle, inside)]
    both.append(_compared(node.ops[1], middle, sides[2], inside))
    return f"(($middle) => {' && '.join(both)})({expression(sides[1], scope)})"


def _compared(sign: ast.cmpop, left: ast.expr, right: ast.expr, scope: Scope) -> str:
    if isinstance(sign, ast.In | ast.NotIn):
        found = f"py.within({expression(left, scope)}, {expression(right, scope)})"
        return found if isinstance(sign, ast.In) else f"!{found}"
    one, other = operand(left, scope), operand(right, scope)
    if type(sign) in _ORDER:
        tight = _binds(left) > 0, _binds(right) > 0
        one = expression(left, scope) if tight[0] else one
        other = expression(right, scope) if tight[1] else other
        return f"{one} {_ORDER[type(sign)]} {other}"
    is_not = isinstance(sign, ast.NotEq | ast.IsNot)
    sign_of = "!==" if is_not else "==="
    if isinstance(sign, ast.Is | ast.IsNot):
        if not (isinstance(right, ast.Constant) and right.value is None):
            raise refuse(scope.file, left, "is is translated only with None.")
        return f"{one} {sign_of} null"
    if any(
        isinstance(side, ast.Constant) and isinstance(side.value, str) for side in (left, right)
    ):
        return f"{one} {sign_of} {other}"
    same = f"py.same({expression(left, scope)}, {expression(right, scope)})"
    return f"!{same}" if is_not else same


def _both_or_either(node: ast.BoolOp, scope: Scope) -> str:
    if is_yes_or_no(node, scope):
        return condition(node, scope)
    name = "both" if isinstance(node.op, ast.And) else "either"
    written = expression(node.values[-1], scope)
    for value in reversed(node.values[:-1]):
        written = f"py.{name}({expression(value, scope)}, () => {written})"
    return written


def condition(node: ast.expr, scope: Scope) -> str:
    """An expression as yes or no: by one function where Python's truth is not JavaScript's."""
    if isinstance(node, ast.BoolOp):
        sign = " && " if isinstance(node.op, ast.And) else " || "
        return sign.join(
            f"({condition(value, scope)})"
            if isinstance(value, ast.BoolOp | ast.IfExp)
            else condition(value, scope)
            for value in node.values
        )
    return expression(node, scope) if is_yes_or_no(node, scope) else _truth(node, scope)


def _closed_condition(node: ast.expr, scope: Scope) -> str:
    """A condition as a part of a larger one."""
    open_ended = is_yes_or_no(node, scope) and not isinstance(node, _CLOSED)
    written = condition(node, scope)
    return f"({written})" if open_ended or isinstance(node, ast.BoolOp) else written


def _truth(node: ast.expr, scope: Scope) -> str:
    return f"py.truth({expression(node, scope)})"


def is_yes_or_no(node: ast.expr, scope: Scope) -> bool:
    """Whether an expression is surely true or false, and nothing else."""
    if isinstance(node, ast.BoolOp):
        return all(is_yes_or_no(value, scope) for value in node.values)
    if isinstance(node, ast.Call):
        signature = scope.signature(node.func)
        if signature is not None:
            return signature.answers_yes_or_no
        method = isinstance(node.func, ast.Attribute) and node.func.attr in YES_OR_NO_METHODS
        return method or scope.pythons(node.func) in YES_OR_NO
    if isinstance(node, ast.Constant):
        return isinstance(node.value, bool)
    return isinstance(node, ast.Compare) or (
        isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    )


#: Who translates which kind of expression.
WRITERS: Writers = {
    ast.Attribute: _name,
    ast.BinOp: _operation,
    ast.BoolOp: _both_or_either,
    ast.Compare: _comparison,
    ast.Constant: _constant,
    ast.Dict: _dict,
    ast.IfExp: _choice,
    ast.JoinedStr: _text,
    ast.List: _list,
    ast.Name: _name,
    ast.Subscript: _subscript,
    ast.Tuple: _list,
    ast.UnaryOp: _sign,
}
