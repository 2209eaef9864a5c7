"""The looks of the page for what notebooks show in JupyterLab: one theme, written once."""

from __future__ import annotations

import re

from planner.publish.page.shell import page_style

_AT_PAGE = re.compile(r"@page\b[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")
#: Elements of the page that a notebook does not have: there, our block is the page.
_ROOTS = re.compile(r"(?<![\w.#-])(?::root|html|body|main)(?![\w-])")


def sheet_style(page: str | None = None) -> str:
    """Style of the page, made to hold within the blocks that our notebooks show.

    Parameters
    ----------
    page : str, optional
        Style sheet of the page; the packaged one if left out.

    Returns
    -------
    str
        The same rules, nested under ``.planner-sheet``; nothing outside it is touched.

    Examples
    --------
    >>> print(sheet_style("main td { color: red } @page { margin: 1in }"))
    .planner-sheet {
    & td { color: red }
    }
    <BLANKLINE>
    """
    bare = _AT_PAGE.sub("", page_style() if page is None else page)
    return f".planner-sheet {{\n{_ROOTS.sub('&', bare).strip()}\n}}\n"
