"""Long lines of JavaScript taken apart, so that people can read them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

WIDTH = 100
INDENT = "  "
_CLOSES = {"(": ")", "[": "]", "{": "}"}
_QUOTES = "\"'`"
#: What a module or a record gives: names alone.
_GIVES_NAMES = re.compile(r" *return \{[\w$, ]*\};")


def laid_out(line: str) -> list[str]:
    """A line as it is, or with what is in its longest brackets on lines of their own.

    >>> laid_out("let x = 1;")
    ['let x = 1;']
    >>> for line in laid_out(f"return py.dict([{', '.join(40 * ['12'])}]);")[:3]:
    ...     print(line[:20])
    return py.dict([
      12,
      12,
    """
    if len(line) <= WIDTH or line.lstrip().startswith("//") or _GIVES_NAMES.fullmatch(line):
        return [line]
    start, end = _longest_brackets(line)
    inside = line[start + 1 : end].strip()
    if end - start < WIDTH // 4 or not inside:
        return [line]
    margin = line[: len(line) - len(line.lstrip())]
    parts = [f"{margin}{INDENT}{part}" for part in _apart(inside)]
    last = f"{margin}{line[end:]}"
    return [line[: start + 1], *(one for part in parts for one in laid_out(part)), last]


def _signs(text: str) -> Iterator[tuple[int, str]]:
    """Places and signs of a text that are not within quotes."""
    quote, skip = "", False
    for place, sign in enumerate(text):
        if skip:
            skip = False
        elif quote:
            skip = sign == "\\"
            quote = "" if sign == quote else quote
        elif sign in _QUOTES:
            quote = sign
        else:
            yield place, sign


def _longest_brackets(line: str) -> tuple[int, int]:
    """Where the longest brackets open and close that are within no others.

    Brackets that open right within others, and close there, are taken together.
    """
    opened: list[int] = []
    longest = (0, 0)
    for place, sign in _signs(line):
        if sign in _CLOSES:
            opened.append(place)
        elif sign in _CLOSES.values() and opened:
            start = opened.pop()
            if not opened and place - start > longest[1] - longest[0]:
                longest = (start, place)
    start, end = longest
    if line[start + 1 : start + 2] in _CLOSES and line[end - 1 : end] in _CLOSES.values():
        inner = _closing(line, start + 1)
        if inner == end - 1:
            return start + 1, inner
    return longest


def _closing(line: str, start: int) -> int:
    depth = 0
    for place, sign in _signs(line):
        if place >= start and sign in _CLOSES:
            depth += 1
        elif place >= start and sign in _CLOSES.values():
            depth -= 1
            if depth == 0:
                return place
    return -1


def _apart(inside: str) -> list[str]:
    """What is within brackets, apart at its commas, or at its conditions where it has none."""
    depth = 0
    ends: dict[str, list[int]] = {",": [], "&": [], "|": []}
    for place, sign in _signs(inside):
        depth += (sign in _CLOSES) - (sign in _CLOSES.values())
        if depth == 0 and sign in ends and inside[place - 1 : place] != sign:
            ends[sign].append(place + (1 if sign == "," else 2))
    at = ends[","] or sorted([*ends["&"], *ends["|"]])
    return [inside[a:b].strip() for a, b in pairwise([0, *at, len(inside)])]
