"""Read one cell as a person types it.

A cell is either read rightly or refused with a sentence; nothing is guessed. ``3`` in a rate
column could mean 3% or 300%, so it is asked about.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from planner.fiscal import parse_fiscal_year
from planner.plan.columns import Column
from planner.plan.problems import nearest

Value = str | float | int | bool | date | tuple[str, ...]

_NUMBER = re.compile(r"^-?\$?-?(\d{1,3}(,\d{3})+|\d+)(\.\d*)?$|^-?\$?-?\.\d+$")
_DATE_FORMS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%Y-%m-%d %H:%M:%S")
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_SPACES = re.compile(r"[\s\u00a0]+")


class CellError(ValueError):
    """A cell that cannot be read: code of the sentence and its facts."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code = code
        self.facts = facts
        super().__init__(code)


def clean(text: str | None) -> str:
    """Text of a cell without stray and non-breaking spaces."""
    return _SPACES.sub(" ", text or "").strip()


def read_cell(column: Column, text: str) -> Value:
    """Value of a cell that is not blank.

    Parameters
    ----------
    column : Column
        What the column means.
    text : str
        What was typed.

    Raises
    ------
    CellError
        If it cannot be read as the column's kind.

    Examples
    --------
    >>> money = Column("Price", "money", "")
    >>> read_cell(money, "$1,200.50"), read_cell(money, "(300)")
    (1200.5, -300.0)
    >>> read_cell(Column("Spares", "rate", ""), "5%")
    0.05
    """
    return _READERS[column.kind](column, text)


def read_number(text: str, example: str = "3500") -> float:
    """Number as an officer types it: digits, commas, a dollar sign, parentheses for minus."""
    inner = text.replace("\u2212", "-")
    negative = inner.startswith("(") and inner.endswith(")")
    if negative:
        inner = inner[1:-1].strip()
    if not _NUMBER.match(inner) or (negative and "-" in inner):
        raise CellError("P11", value=text, example=example)
    number = float(inner.replace("$", "").replace(",", "").replace("--", "-"))
    return -number if negative else number


def read_rate(text: str) -> float:
    """Rate as a decimal: 3% and 0.03 are the same.

    Divided, not multiplied by 0.01, so that 7% is the very number 0.07.
    """
    try:
        if text.endswith("%"):
            return read_number(text[:-1].strip()) / 100.0
        return read_number(text)
    except CellError:
        raise CellError("P12", value=text) from None


def _text(_column: Column, text: str) -> Value:
    return text


def _number(column: Column, text: str) -> Value:
    return read_number(text, column.example or "3500")


def _rate(_column: Column, text: str) -> Value:
    return read_rate(text)


def _date(_column: Column, text: str) -> Value:
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise CellError("P14", value=text)


def _fiscal_year(_column: Column, text: str) -> Value:
    try:
        return parse_fiscal_year(text)
    except ValueError:
        raise CellError("P15", value=text) from None


def _yes_no(_column: Column, text: str) -> Value:
    if text.lower() not in _YES_NO:
        raise CellError("P17", value=text)
    return _YES_NO[text.lower()]


def _choice(column: Column, text: str) -> Value:
    word = text.lower().replace(" ", "_").replace("-", "_")
    if word not in column.choices:
        expected = ", ".join(column.choices)
        raise CellError("P16", value=text, expected=expected, nearest=nearest(word, column.choices))
    return word


def _list(_column: Column, text: str) -> Value:
    return tuple(part for part in (clean(part) for part in text.split(";")) if part)


_READERS = {
    "text": _text,
    "choice": _choice,
    "list": _list,
    "yes_no": _yes_no,
    "number": _number,
    "money": _number,
    "rate": _rate,
    "fiscal_year": _fiscal_year,
    "start_date": _date,
    "end_date": _date,
}
