"""What is translated of Python's own: functions, methods and values, and what they are called.

Functions are those of runtime.js, where each does to the letter what Python's does.
"""

from __future__ import annotations

#: What is Python's own -> its function in runtime.js, and how many arguments it takes.
PLAIN = {
    "abs": ("abs", 1, 1),
    "bool": ("truth", 1, 1),
    "dict": ("dict", 1, 1),
    "dict.fromkeys": ("fromkeys", 1, 2),
    "enumerate": ("enumerate", 1, 2),
    "float": ("number", 1, 1),
    "getattr": ("field", 2, 2),
    "html.escape": ("escape", 1, 1),
    "int": ("whole", 1, 1),
    "len": ("len", 1, 1),
    "list": ("list", 1, 1),
    "math.ceil": ("ceil", 1, 1),
    "math.copysign": ("copysign", 2, 2),
    "math.floor": ("floor", 1, 1),
    "math.isnan": ("isnan", 1, 1),
    "next": ("next", 1, 2),
    "ord": ("ord", 1, 1),
    "range": ("range", 1, 2),
    "reversed": ("reversed", 1, 1),
    "str": ("text", 1, 1),
    "tuple": ("list", 1, 1),
}
#: Values of Python's own modules.
VALUES = {"math.inf": "Infinity", "math.nan": "NaN"}
#: Methods of dictionaries, lists and texts, and how many arguments they take.
METHODS = {
    "append": (1, 1),
    "clear": (0, 0),
    "count": (1, 1),
    "endswith": (1, 1),
    "extend": (1, 1),
    "get": (1, 2),
    "index": (1, 1),
    "items": (0, 0),
    "join": (1, 1),
    "keys": (0, 0),
    "ljust": (1, 2),
    "lower": (0, 0),
    "lstrip": (0, 1),
    "partition": (1, 1),
    "pop": (0, 2),
    "remove": (1, 1),
    "removeprefix": (1, 1),
    "removesuffix": (1, 1),
    "replace": (2, 2),
    "rjust": (1, 2),
    "rpartition": (1, 1),
    "rstrip": (0, 1),
    "setdefault": (2, 2),
    "split": (0, 1),
    "startswith": (1, 1),
    "strip": (0, 1),
    "translate": (1, 1),
    "update": (1, 1),
    "upper": (0, 0),
    "values": (0, 0),
}
#: Methods that answer yes or no.
YES_OR_NO_METHODS = ("endswith", "startswith")
#: Functions that do.
YES_OR_NO = ("all", "any", "bool", "isinstance", "math.isnan")


def handed_over(name: str) -> str:
    """A function of Python's own that is not called but handed over; nothing if it cannot be."""
    function, _, most = PLAIN.get(name, ("", 0, 0))
    return f"py.{function}" if most == 1 else ""
