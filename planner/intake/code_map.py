"""A district's own reading of its account codes: which kind of cost each code holds, or none.

Typed once, when a ledger is first imported, and used again every year (``--map``, ``--save-map``).
A row names a function, an object, or both; each may be a range such as ``6500 to 6599``, and a
blank one means any. The row that says most counts. Funds are not mapped to sources.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.plan.problems.problem import PlanError, Problem, nearest
from planner.reference.accounts import accounts
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import OF_AN_EXPORT, UnreadableError

#: What is typed for a code that holds no technology.
NOT_TECHNOLOGY = "none"
_COLUMNS = ("function", "object", "meaning")
_HEADINGS = (*_COLUMNS, "description", "amount")
_RANGE = re.compile(r"^(\d+)\s*(?:-|to)\s*(\d+)$", re.IGNORECASE)


@dataclass(frozen=True)
class CodeMeaning:
    """One row of a mapping: codes as typed, and a kind of cost, ``none`` or nothing yet."""

    function: str
    code: str
    meaning: str


def read_code_map(file: Path) -> tuple[CodeMeaning, ...]:
    """Read a mapping of account codes.

    Parameters
    ----------
    file : Path
        CSV file with columns function, object and meaning.

    Returns
    -------
    tuple of CodeMeaning

    Raises
    ------
    PlanError
        If it cannot be read, lacks a column, or a meaning is not a kind of cost.
    """
    if not file.is_file():
        raise PlanError([Problem("P80", file.name, facts={"value": file.name})])
    try:
        lines = read_csv(file, OF_AN_EXPORT).lines
    except UnreadableError as error:
        facts = {"reason": error.reason}
        raise PlanError([Problem("P03", file.name, error.row, facts=facts)]) from None
    heads = [cell.strip().lower() for cell in lines[0].cells] if lines else []
    if not set(_COLUMNS) <= set(heads):
        raise PlanError([Problem("P81", file.name, facts={"expected": ", ".join(_COLUMNS)})])
    found, problems = [], []
    for line in lines[1:]:
        cells = dict(zip(heads, (cell.strip() for cell in line.cells), strict=False))
        function, code, typed = (cells.get(name, "") for name in _COLUMNS)
        if not (function or code or typed):
            continue
        meaning = meaning_typed(typed)
        if (typed and not meaning) or not (function or code):
            problems.append(wrong_meaning(typed, file.name, line.number, "meaning"))
        found.append(CodeMeaning(function, code, meaning))
    if problems:
        raise PlanError(problems)
    return tuple(found)


def meaning_typed(text: str) -> str:
    """A kind of cost by its name or label, ``none``, or nothing if it is neither.

    >>> meaning_typed("Internet access"), meaning_typed("None"), meaning_typed("buses")
    ('internet_access', 'none', '')
    """
    plain = re.sub(r"[ -]+", "_", text.strip().lower())
    labels = {account.label.lower(): name for name, account in accounts().items()}
    known = plain in accounts() or plain == NOT_TECHNOLOGY
    return plain if known else labels.get(text.strip().lower(), "")


def wrong_meaning(typed: str, file: str, row: int = 0, column: str = "") -> Problem:
    """What to say when a meaning is no kind of cost."""
    known = (*accounts(), NOT_TECHNOLOGY)
    facts = {"value": typed, "expected": ", ".join(known), "nearest": nearest(typed, known)}
    return Problem("P16", file, row, column, facts)


def meanings_of(rows: Iterable[CodeMeaning], function: str, code: str) -> tuple[str, ...]:
    """What the closest rows of a mapping say about an account; several if they disagree.

    >>> rows = (CodeMeaning("53", "", "device_management"), CodeMeaning("", "6500 to 6599", "none"))
    >>> meanings_of(rows, "53", "6395"), meanings_of(rows, "71", "6511")
    (('device_management',), ('none',))
    """
    best, found = 0, dict[str, None]()
    for row in rows:
        fits = _fit(row.function, function), _fit(row.code, code)
        if not row.meaning or None in fits:
            continue
        says = sum(fit or 0 for fit in fits)
        if says > best:
            best, found = says, {}
        if says == best:
            found[row.meaning] = None
    return tuple(found)


def _fit(typed: str, code: str) -> int | None:
    """How much a typed code says about a code: 3 itself, 1 a range, 0 any; None if not meant."""
    if not typed:
        return 0
    if _plain(typed) == _plain(code):
        return 3
    ends = _RANGE.match(typed)
    if ends and code.isdecimal() and int(ends[1]) <= int(code) <= int(ends[2]):
        return 1
    return None


def _plain(code: str) -> str:
    """A code without the leading zeros that a spreadsheet takes away."""
    return code.lower().lstrip("0") or code[:1]


def code_map_text(old: Sequence[CodeMeaning], new: Iterable[Sequence[str]]) -> str:
    """A mapping as a CSV file: the rows that were used, then those that are new to it.

    Parameters
    ----------
    old : sequence of CodeMeaning
        Rows of the mapping that was used.
    new : iterable of sequence of str
        Function, object, meaning, description and amount of codes that it does not have.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    writer.writerows((row.function, row.code, row.meaning, "", "") for row in old if row.meaning)
    writer.writerows([f"'{c}" if c[:1] in ("=", "+", "@") else c for c in row] for row in new)
    return text.getvalue()
