"""Names that a district gave, as the drawing library can take them.

Vega keeps what it groups by name in plain objects of JavaScript, where a few names mean something
already: a fleet called ``constructor`` breaks its chart. Such a name gets a space of no width in
front, which nobody sees and which makes it another name.
"""

from __future__ import annotations

from typing import Any

_NO_WIDTH = "\u200b"
#: What every object of JavaScript has by birth.
_TAKEN = (
    *("constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable"),
    *("toLocaleString", "toString", "valueOf", "__proto__"),
    *("__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"),
)


def drawn_name(name: str) -> str:
    r"""A name as the drawing library takes it.

    >>> drawn_name("constructor"), drawn_name("Tablets")
    ('\u200bconstructor', 'Tablets')
    """
    return f"{_NO_WIDTH}{name}" if name in _TAKEN else name


def drawable(spec: Any) -> Any:  # noqa: ANN401  (any part of a specification, or its data)
    r"""A part of a chart in which no text is a name that JavaScript has taken.

    Parameters
    ----------
    spec : dict, list, str or number
        The part; it is not changed.

    Returns
    -------
    dict, list, str or number
        The same object where nothing has to be changed.

    Examples
    --------
    >>> drawable([{"fleet": "constructor"}]) == [{"fleet": "\u200bconstructor"}]
    True
    >>> shape = {"sort": ["Tablets"]}
    >>> drawable(shape) is shape
    True
    """
    if isinstance(spec, str):
        return drawn_name(spec)
    if isinstance(spec, dict):
        new = {key: drawable(part) for key, part in spec.items()}
        return new if any(new[key] is not part for key, part in spec.items()) else spec
    if isinstance(spec, (list, tuple)):
        parts = [drawable(part) for part in spec]
        changed = any(one is not other for one, other in zip(parts, spec, strict=True))
        return parts if changed else spec
    return spec
