"""Tables of the pages that are made from the code."""

from __future__ import annotations

from collections.abc import Sequence


def markdown_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    r"""A table of Markdown, which ends with a line break.

    >>> markdown_table(("rule", "page"), [("a|b", "yes")])
    '| rule | page |\n| --- | --- |\n| a\\|b | yes |\n'
    """
    lines = [head, tuple("---" for _ in head), *rows]
    text = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
    return "\n".join(text) + "\n"
