"""A district's own reading of its account codes: which kind of cost each holds, or none.

Typed once, when a ledger is first imported, and used again every year (``--map``, ``--save-map``).
A row names a function, an object, or both, and what they mean; or a fund, and the source of money
that it is. Codes may be ranges such as ``6500 to 6599``, and a blank function or object means any.
The row that says most counts.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.plan.cells.text import as_text, without_apostrophe
from planner.plan.problems.problem import PlanError, Problem, nearest
from planner.reference.accounts import accounts
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import OF_AN_EXPORT, UnreadableError

#: What is typed for a code that holds no technology.
NOT_TECHNOLOGY = "none"
_OF_CODES = ("function", "object", "meaning")
_OF_FUNDS = ("fund", "source")
_HEADINGS = (*_OF_CODES, *_OF_FUNDS, "description", "amount")
_RANGE = re.compile(r"^(\d+)\s*(?:-|to)\s*(\d+)$", re.IGNORECASE)


@dataclass(frozen=True)
class CodeMeaning:
    """One row of a mapping: codes as typed, and a kind of cost, ``none`` or nothing yet."""

    function: str
    code: str
    meaning: str
    description: str = ""


@dataclass(frozen=True)
class FundSource:
    """One row of a mapping: a fund as typed, and the source of money that it is, if it is known."""

    fund: str
    source: str
    description: str = ""


@dataclass(frozen=True)
class CodeMap:
    """A mapping: what codes mean, and which sources funds are."""

    codes: tuple[CodeMeaning, ...] = ()
    funds: tuple[FundSource, ...] = ()


def read_code_map(file: Path) -> CodeMap:
    """Read a mapping of account codes and funds.

    Parameters
    ----------
    file : Path
        CSV file with columns function, object and meaning, or fund and source, or all of them.

    Returns
    -------
    CodeMap

    Raises
    ------
    PlanError
        If it cannot be read, lacks a column, or a row does not say what a code means.
    """
    if not file.is_file():
        raise PlanError([Problem("P80", file.name, facts={"value": file.name})])
    try:
        lines = read_csv(file, OF_AN_EXPORT).lines
    except UnreadableError as error:
        facts = {"reason": error.reason}
        raise PlanError([Problem("P03", file.name, error.row, facts=facts)]) from None
    heads = [cell.strip().lower() for cell in lines[0].cells] if lines else []
    if not (set(_OF_CODES) <= set(heads) or set(_OF_FUNDS) <= set(heads)):
        raise PlanError([Problem("P81", file.name, facts={"expected": ", ".join(_OF_CODES)})])
    codes: list[CodeMeaning] = []
    funds: list[FundSource] = []
    problems: list[Problem] = []
    for line in lines[1:]:
        cells = (without_apostrophe(cell.strip()) for cell in line.cells)
        row = dict(zip(heads, cells, strict=False))
        if any(row.get(name) for name in _OF_FUNDS):
            problems += _of_a_fund(row, file.name, line.number)
            texts = (row.get(name, "") for name in (*_OF_FUNDS, "description"))
            funds.append(FundSource(*texts))
        elif any(row.get(name) for name in _OF_CODES):
            function, code, typed = (row.get(name, "") for name in _OF_CODES)
            meaning = meaning_typed(typed)
            if (typed and not meaning) or not (function or code):
                problems.append(wrong_meaning(typed, file.name, line.number, "meaning"))
            codes.append(CodeMeaning(function, code, meaning, row.get("description", "")))
    if problems:
        raise PlanError(problems)
    return CodeMap(tuple(codes), tuple(funds))


def _of_a_fund(row: Mapping[str, str], file: str, number: int) -> list[Problem]:
    """What is wrong with a row that names a fund or a source."""
    if any(row.get(name) for name in _OF_CODES):
        return [Problem("P131", file, number)]
    if not row.get("fund"):
        return [Problem("P10", file, number, "fund", {"help": "The code of the fund"})]
    return []


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
    return _closest(
        (row.meaning, (_fit(row.function, function), _fit(row.code, code))) for row in rows
    )


def sources_of(rows: Iterable[FundSource], fund: str) -> tuple[str, ...]:
    """Which source the closest rows of a mapping say a fund is; several if they disagree.

    >>> sources_of((FundSource("266 to 283", "ESSER"), FundSource("281", "ESSER II")), "281")
    ('ESSER II',)
    """
    return _closest((row.source, (_fit(row.fund, fund),)) for row in rows)


def _closest(rows: Iterable[tuple[str, tuple[int | None, ...]]]) -> tuple[str, ...]:
    """What is said by the rows that fit best; a row that does not fit has a None."""
    best, found = 0, dict[str, None]()
    for said, fits in rows:
        if not said or None in fits:
            continue
        says = sum(fit or 0 for fit in fits)
        if says > best:
            best, found = says, {}
        if says == best:
            found[said] = None
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


def code_map_text(
    old: CodeMap, codes: Iterable[Sequence[str]], funds: Iterable[Sequence[str]]
) -> str:
    """A mapping as a CSV file: the rows that were used, then those that are new to it.

    Parameters
    ----------
    old : CodeMap
        The mapping that was used.
    codes : iterable of sequence of str
        Function, object, meaning, description and amount of codes that it does not have.
    funds : iterable of sequence of str
        Fund, source, description and amount of funds that it does not have.
    """
    rows: list[Sequence[str]] = [
        (row.function, row.code, row.meaning, "", "", row.description, "")
        for row in old.codes
        if row.meaning
    ]
    rows += [
        (function, code, said, "", "", title, amount)
        for function, code, said, title, amount in codes
    ]
    rows += [("", "", "", f.fund, f.source, f.description, "") for f in old.funds if f.source]
    rows += [("", "", "", *row) for row in funds]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_HEADINGS)
    writer.writerows([as_text(cell) for cell in row] for row in rows)
    return text.getvalue()
