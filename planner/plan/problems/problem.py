"""The only place that words an input error.

A problem says where (file, row as the spreadsheet shows it, column), what was typed, and what
to type instead. All problems of a plan are reported at once, in row order. Codes that start
with P stop the plan; codes that start with W warn and never block.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Protocol

from planner.plan.problems.sentences import SENTENCES

#: The longest piece of what was typed that a sentence repeats [characters].
_LONGEST = 80
#: Longer text is not a mistyped name, and comparing it takes long [characters].
_LONGEST_NAME = 120


#: So many names are suggested where each has what was typed in it.
_MOST_SHARING = 3
#: How many names may be compared with what was typed while one plan is read. Each takes up to a
#: tenth of a millisecond: 5,000 mistyped names against 5,000 fleets would take an hour. Problems
#: beyond that come without a suggestion.
MOST_COMPARED = 10_000
_compared_at_most: ContextVar[int | None] = ContextVar("compared_at_most", default=None)

#: So many problems of one plan are told where there are many plans.
MOST_TO_FIX = 100
#: What is said of the others.
NOT_LISTED = "Not listed here: {more} more. To see all of them: planner check PLAN"
_NOT_LISTED = re.compile(re.escape(NOT_LISTED).replace(re.escape("{more}"), "([0-9,]+)"))


def how_many_to_fix(lines: Sequence[str]) -> int:
    """How many problems the lines of :attr:`PlanError.to_fix` stand for.

    >>> how_many_to_fix(["devices.csv, row 2: ...", NOT_LISTED.format(more="1,200")])
    1201
    """
    others = _NOT_LISTED.fullmatch(lines[-1]) if lines else None
    return len(lines) - 1 + int(others[1].replace(",", "")) if others else len(lines)


@contextmanager
def few_suggestions(most: int = MOST_COMPARED) -> Iterator[None]:
    """Suggest names only until so many have been compared.

    >>> with few_suggestions(3):
    ...     [nearest("stafing", ["staffing", "devices"]) for _ in range(2)]
    [' Did you mean "staffing"?', '']
    """
    token = _compared_at_most.set(most)
    try:
        yield
    finally:
        _compared_at_most.reset(token)


def nearest(value: str, known: Iterable[str]) -> str:
    """Suggestion of the nearest known name, of all that share what was typed, or nothing.

    >>> nearest("stafing", ["staffing", "devices"])
    ' Did you mean "staffing"?'
    >>> nearest("not yet", ["passed", "not_yet_left_out", "not_yet_counted"])
    ' Did you mean "not_yet_left_out" or "not_yet_counted"?'
    """
    typed = value.strip().lower()
    left = _compared_at_most.get()
    if len(typed) > _LONGEST_NAME or left == 0:
        return ""
    by_lower = {name.lower(): name for name in known}
    if left is not None:
        _compared_at_most.set(max(0, left - len(by_lower)))
        if len(by_lower) > left:
            return ""
    # What is the same part of several names does not say which of them was meant.
    share = [name for name in by_lower if _spaced(typed) in _spaced(name)]
    if (
        typed
        and 1 < len(share) <= _MOST_SHARING
        and not get_close_matches(typed, share, n=1, cutoff=0.9)
    ):
        named = [f'"{by_lower[name]}"' for name in share]
        return f" Did you mean {', '.join(named[:-1])} or {named[-1]}?"
    close = get_close_matches(typed, by_lower, n=1, cutoff=0.6)
    return f' Did you mean "{by_lower[close[0]]}"?' if close else ""


def _spaced(name: str) -> str:
    """A name as people type it: with spaces for underscores."""
    return name.replace("_", " ")


def _printable(text: str) -> str:
    """What was typed, safe to print: no control characters, and not a page of it."""
    shown = "".join(char if char.isprintable() else "?" for char in text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."


class Placed(Protocol):
    """Something that was typed in a row of a file."""

    file: str
    row: int


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong or suspicious in the tables.

    Attributes
    ----------
    code : str
        Key of the sentence; see docs/problems.md.
    file : str
        Name of the table's file, such as ``devices.csv``.
    row : int
        Row as the spreadsheet shows it, 0 for the entire file.
    column : str
        Column, or empty for the entire row.
    facts : dict
        What the sentence names: the value typed, the limit, an example.
    """

    code: str
    file: str
    row: int = 0
    column: str = ""
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> bool:
        """Whether the plan cannot be projected until it is corrected."""
        return self.code.startswith("P")

    @property
    def message(self) -> str:
        """What is wrong and what to type instead."""
        value = _printable(self.facts.get("value", ""))
        return SENTENCES[self.code].format(**{**self.facts, "value": value})

    @property
    def where(self) -> str:
        """File, row and column."""
        parts = [self.file, f"row {self.row}" if self.row else "", _printable(self.column)]
        return ", ".join(part for part in parts if part)

    @property
    def identity(self) -> tuple[object, ...]:
        """What is wrong and where, without the suggestion, which may be missing."""
        facts = ((name, fact) for name, fact in self.facts.items() if name != "nearest")
        return (self.code, self.file, self.row, self.column, *facts)

    def __str__(self) -> str:
        """The sentence as printed."""
        return f"{self.where}: {self.message}"


def at(row: Placed, code: str, column: str = "", /, **facts: str) -> Problem:
    """A problem of one row of a table."""
    return Problem(code, row.file, row.row, column, facts)


class PlanError(Exception):
    """The tables cannot be projected: every problem found, in row order.

    Attributes
    ----------
    problems : tuple of Problem
        All that is wrong, and the warnings found on the way.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    @property
    def to_fix(self) -> str:
        """What stops the plan, one problem a line: without warnings, which stop nothing.

        It is what an office of many plans is told. A table of nonsense has a hundred thousand
        problems; of these the first hundred are told, and how many more there are.
        """
        blocking = [problem for problem in self.problems if problem.blocks]
        lines = [str(problem) for problem in blocking[:MOST_TO_FIX]]
        if more := len(blocking) - len(lines):
            lines.append(NOT_LISTED.format(more=f"{more:,}"))
        return "\n".join(lines)

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows where a cell stops: the sentences, not our code."""
        return [str(problem) for problem in self.problems]
