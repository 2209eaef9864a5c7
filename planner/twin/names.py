"""Names in JavaScript: those of Python, but for words that JavaScript keeps for itself."""

from __future__ import annotations

#: Words of the language in strict mode, and what the translation itself uses.
RESERVED = frozenset(
    [
        *("arguments", "await", "break", "case", "catch", "class", "const", "continue"),
        *("debugger", "default", "delete", "do", "else", "enum", "eval", "export", "extends"),
        *("false", "finally", "for", "function", "if", "implements", "import", "in", "instanceof"),
        *("interface", "let", "new", "null", "package", "private", "protected", "public"),
        *("return", "static", "super", "switch", "this", "throw", "true", "try", "typeof"),
        *("undefined", "var", "void", "while", "with", "yield", "Array", "Error", "Infinity"),
        *("Map", "Math", "NaN", "Number", "Object", "String", "modules", "py"),
    ]
)


def js_name(name: str) -> str:
    """A name as JavaScript takes it.

    >>> js_name("levy"), js_name("default"), js_name("new")
    ('levy', 'default_', 'new_')
    """
    return f"{name}_" if name in RESERVED else name


def clashes(name: str) -> bool:
    """Whether a name is one that a reserved word was changed to.

    >>> clashes("default_"), clashes("levy_")
    (True, False)
    """
    return name.endswith("_") and name[:-1] in RESERVED
