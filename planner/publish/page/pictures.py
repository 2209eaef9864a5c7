"""Static pictures of a page, each with names of its own."""

from __future__ import annotations

import re

_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SVG_ID = re.compile(r'(?P<before> id="|url\(#|href="#)(?P<id>[^")]+)')


def own_pictures(fragment: str, figure: str) -> str:
    """Make each static picture of a figure the page's own.

    Vega starts numbering clip paths and patterns from 1 in each picture: without new names the
    second picture of a page would be cut off by the frame of the first.

    Parameters
    ----------
    fragment : str
        What a notebook shows of the figure [HTML].
    figure : str
        The figure's name, unique on its page; blank for what is not a figure.

    Examples
    --------
    >>> own_pictures('<svg><path id="clip1"/></svg>', "reserve")
    '<svg><path id="reserve-1"/></svg>'
    """
    if not figure:
        return fragment

    def own(picture: re.Match[str]) -> str:
        names: dict[str, str] = {}

        def renamed(name: re.Match[str]) -> str:
            return name["before"] + names.setdefault(name["id"], f"{figure}-{len(names) + 1}")

        return _SVG_ID.sub(renamed, picture[0])

    return _SVG.sub(own, fragment)
