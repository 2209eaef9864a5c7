"""Types of a notebook's parameters: what they are called, and whether a value fits."""

from __future__ import annotations

import ast
from typing import Any

from planner.publish.notebooks.engine import Json

#: Types that a parameter may have, in words.
WORDS = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "True or False",
    "list": "a list",
    "dict": "a dictionary",
    "None": "None",
}


def expression(annotation: str) -> ast.expr:
    """Type that an annotation writes."""
    return ast.parse(annotation, mode="eval").body


def _alternatives(annotation: ast.expr) -> list[tuple[str, ast.expr | None]]:
    """Types that an annotation allows, each with the type of what is inside it.

    A name that is no type comes out as it is written.
    """
    match annotation:
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _alternatives(left) + _alternatives(right)
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inside):
            return [*_alternatives(inside), ("None", None)]
        case ast.Subscript(value=ast.Name(id="list"), slice=inside):
            return [("list", inside)]
        case ast.Subscript(
            value=ast.Name(id="dict"), slice=ast.Tuple(elts=[ast.Name(id="str"), inside])
        ):
            return [("dict", inside)]
        case _:
            return [(ast.unparse(annotation), None)]


def is_known(annotation: ast.expr) -> bool:
    """Whether a type is one that can be checked."""
    return all(
        kind in WORDS and (inside is None or is_known(inside))
        for kind, inside in _alternatives(annotation)
    )


def fits(annotation: ast.expr, value: Json) -> bool:
    """Whether a value is of a type; True is not a number here."""
    kinds: dict[str, Any] = {"list": list, "dict": dict, "str": str, "bool": bool, "int": int}
    kinds |= {"float": (int, float), "None": type(None)}
    for kind, inside in _alternatives(annotation):
        if isinstance(value, bool) and kind != "bool":
            continue  # True is an int to Python, not to a business officer
        if not isinstance(value, kinds[kind]):
            continue
        parts = list(value.values()) if isinstance(value, dict) else value
        if inside is None or all(fits(inside, part) for part in parts):
            return True
    return False


def in_words(annotation: ast.expr) -> str:
    """A type in words.

    >>> in_words(expression("list[str] | None"))
    'a list of text or None'
    """
    return " or ".join(
        WORDS[kind] + (f" of {in_words(inside).removeprefix('a ')}" if inside else "")
        for kind, inside in _alternatives(annotation)
    )
