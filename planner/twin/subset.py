"""What stops a translation: Python that is outside the subset, with file, line and a sentence."""

from __future__ import annotations

import ast


class OutsideTheSubsetError(ValueError):
    """Python that has no translation.

    Parameters
    ----------
    file : str
        File it is in.
    line : int
        Its line.
    sentence : str
        What is outside the subset, and what to write instead.
    """

    def __init__(self, file: str, line: int, sentence: str) -> None:
        super().__init__(f"{file}:{line}: {sentence}")
        self.file, self.line = file, line


def refuse(file: str, node: ast.AST, sentence: str) -> OutsideTheSubsetError:
    """The refusal of one piece of Python, to be raised."""
    return OutsideTheSubsetError(file, getattr(node, "lineno", 1), sentence)


#: What people call a piece of Python, for a refusal.
_CALLED = {
    "AsyncFunctionDef": "an asynchronous function",
    "Await": "await",
    "BitAnd": "&",
    "BitOr": "|",
    "ClassDef": "a class that is not a dataclass of fields alone",
    "Global": "global",
    "Import": "import (from a module, import its names)",
    "Invert": "~",
    "Match": "match",
    "MatMult": "@",
    "NamedExpr": "an assignment within an expression",
    "Nonlocal": "nonlocal",
    "Pow": "** (multiply in a loop)",
    "Set": "a set (its order differs from run to run; use a dictionary)",
    "SetComp": "a set (its order differs from run to run; use a dictionary)",
    "Starred": "a star outside a list or a tuple",
    "Try": "try",
    "UAdd": "a plus sign before a value",
    "While": "while (use for)",
    "With": "with",
    "Yield": "yield",
}


def unknown(file: str, node: ast.AST, kind: ast.AST) -> OutsideTheSubsetError:
    """The refusal of a kind of statement, expression or operator."""
    name = type(kind).__name__
    return refuse(file, node, f"{_CALLED.get(name, name)} is not translated.")
