"""A page of text in one cell is as much work as a line of it: no pattern tries it in many ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, cast

import pytest

import planner.fiscal
import planner.plan.cells
from planner.plan.cells.read_cell import CellError, clean, read_cell
from planner.plan.tables.column import Kind
from tests.any_machine import counted
from tests.plan.cells.test_cells import DATED, KINDS, column

SIGNS = "1-$#?/ ,.(nt"
MODULES = [
    import_module(f"planner.plan.cells.{found.name}")
    for found in iter_modules(planner.plan.cells.__path__)
] + [planner.fiscal]
_PARSER = import_module("re._parser")


@pytest.mark.parametrize("kind", (*KINDS, *DATED))
def test_a_page_in_one_cell_takes_little_work(kind: Kind) -> None:
    for sign in SIGNS:
        for pages in (1, 10):
            typed = clean("1" + sign * (1000 * pages) + "1")
            with counted() as calls, suppress(CellError):
                read_cell(column(kind), typed)
            assert calls.number < 2_000 + 3 * len(typed), sign


class Watched:
    """A pattern that notes how long the texts were that it was tried on."""

    def __init__(self, pattern: re.Pattern[str], longest: dict[str, int]) -> None:
        self._pattern = pattern
        self._longest = longest

    def __getattr__(self, method: str) -> Any:  # noqa: ANN401  (whatever a pattern has)
        def noted(*given: str) -> object:
            text = given[1] if method == "sub" else given[0]
            name = self._pattern.pattern
            self._longest[name] = max(self._longest.get(name, 0), len(text))
            return getattr(self._pattern, method)(*given)

        return noted


def watched(value: object, longest: dict[str, int]) -> object:
    """A pattern, or the patterns in a tuple, watched; anything else as it is."""
    if isinstance(value, re.Pattern):
        return Watched(value, longest)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(watched(part, longest) for part in value)
    return value


def repeats(parsed: object, inside: bool = False) -> Iterator[bool]:
    """For each part that may repeat without a bound, whether it is inside another."""
    for operation, given in cast("list[tuple[object, Any]]", parsed):
        name = str(operation)
        if name.endswith("_REPEAT"):
            endless = given[1] == _PARSER.MAXREPEAT
            if endless:
                yield inside
            yield from repeats(given[2], inside or endless)
        elif name == "SUBPATTERN":
            yield from repeats(given[3], inside)
        elif name == "BRANCH":
            yield from max((list(repeats(way, inside)) for way in given[1]), key=len)


def test_no_pattern_tries_a_page_in_many_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    """A repeat within a repeat may take years over a page; three in a row, minutes."""
    longest: dict[str, int] = {}
    for module in MODULES:
        for name, value in list(vars(module).items()):
            seen = watched(value, longest)
            if seen is not value and seen != value:
                monkeypatch.setattr(module, name, seen)
    for kind in (*KINDS, *DATED):
        for sign in SIGNS:
            with suppress(CellError):
                read_cell(column(kind), clean("1" + sign * 10_000 + "1"))
    tried = {pattern for pattern, length in longest.items() if length > 40}
    assert len(tried) > 20
    many = {pattern: list(repeats(_PARSER.parse(pattern))) for pattern in tried}
    assert {p: found for p, found in many.items() if any(found) or len(found) > 2} == {}
