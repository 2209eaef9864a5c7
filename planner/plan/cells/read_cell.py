"""Read one cell as a person types it.

A cell is either read correctly or refused with a sentence; nothing is guessed. ``3`` in a rate
column could mean 3% or 300%, and ``1`` 1% or 100%, so they are asked about. docs/cells.md lists
what is read and what is refused; every line of it is tested.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from unicodedata import category

from planner.plan.cells.blanks import FREE_TEXT, is_spreadsheet_error, refuse_placeholder
from planner.plan.cells.dates import read_day, read_fiscal_year
from planner.plan.cells.numbers import point_in_doubt, read_number, read_rate, show_plain
from planner.plan.cells.text import CellError, clean
from planner.plan.problems.problem import nearest
from planner.plan.tables.column import Column
from planner.reference.accounts import accounts

__all__ = [
    "CellError",
    "Value",
    "as_word",
    "clean",
    "doubt_of",
    "read_cell",
    "read_number",
    "read_rate",
]

Value = str | float | int | bool | date | tuple[str, ...] | tuple[float, ...]

#: Longer than any note; a cell that holds more was not meant to [characters].
LONGEST_TEXT = 10_000
#: XML has no place for these two, and what draws a chart with one of them in a name is ended by it.
_NOT_IN_A_PICTURE = "\ufffe\uffff"
#: A digit with or without zeros around it, such as 1.0 in a spreadsheet.
_DIGIT = re.compile(r"^0*([1-9])(?:\.0*)?$")
_YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def read_cell(column: Column, text: str, name: str = "") -> Value:
    """Value of a cell that is not blank.

    Parameters
    ----------
    column : Column
        What the column means.
    text : str
        What was typed, as ``clean`` leaves it.
    name : str
        Name of the column. If it is given and the column's text is a name that other rows use, a
        figure still to come is refused there too.

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
    if column.kind != "text" or (name and name not in FREE_TEXT):
        refuse_placeholder(column, text)
    elif name == "name" and is_spreadsheet_error(text):
        raise CellError(code="P74", value=text)
    return _READERS[column.kind](column, text)


def doubt_of(column: Column, text: str) -> tuple[str, dict[str, str]] | None:
    """Warning about a cell that was read but might mean something else, and its facts.

    >>> doubt_of(Column("Price", "money", ""), "1.200")
    ('W22', {'value': '1.200', 'read': '1.2', 'other': '1200'})
    """
    other = point_in_doubt(text) if column.kind in ("money", "number") else ""
    if not other:
        return None
    return "W22", {"value": text, "read": show_plain(abs(read_number(text))), "other": other}


def _text(column: Column, text: str) -> Value:
    if len(text) > LONGEST_TEXT or not (text.isprintable() or _can_be_shown(text)):
        raise CellError(code="P21", value=text, help=column.help)
    return text


def _can_be_shown(text: str) -> bool:
    """Whether there is nothing in a text that a page or a workbook has no place for."""
    return not any(category(char) in ("Cc", "Cs") or char in _NOT_IN_A_PICTURE for char in text)


def _number(column: Column, text: str) -> Value:
    return read_number(text, column.example or "3500")


def _rate(_column: Column, text: str) -> Value:
    rate = read_rate(text)
    if abs(rate) >= 1 and "%" not in text:
        raise CellError(code="P13", value=text)
    return rate


def _date(_column: Column, text: str) -> Value:
    return read_day(text)


def _fiscal_year(_column: Column, text: str) -> Value:
    return read_fiscal_year(text)


def _yes_no(_column: Column, text: str) -> Value:
    if text.lower() not in _YES_NO:
        raise CellError(code="P17", value=text)
    return _YES_NO[text.lower()]


def as_word(text: str) -> str:
    """A choice or a name as tables have it, however it is written.

    >>> as_word("Wage growth-rate")
    'wage_growth_rate'
    """
    return text.lower().replace(" ", "_").replace("-", "_")


@cache
def _kinds_by_label() -> dict[str, str]:
    return {as_word(account.label): name for name, account in accounts().items()}


@cache
def _choices_by_label(column: Column) -> dict[str, str]:
    """Choices by their labels, by the labels' words without the number, and by themselves."""
    found = {choice: choice for choice in column.choices}
    for choice, label in zip(column.choices, column.labels, strict=False):
        word = as_word(label)
        found |= {word: choice, word.removeprefix(f"{choice}_"): choice}
    return found


def _choice(column: Column, text: str) -> Value:
    word = as_word(text)
    if set(column.choices) == {"yes", "no"} and word in _YES_NO:
        return "yes" if _YES_NO[word] else "no"
    if word not in column.choices and _kinds_by_label().get(word) in column.choices:
        return _kinds_by_label()[word]  # a kind of cost as pages and reports call it
    if word not in column.choices:
        word = _choices_by_label(column).get(_DIGIT.sub(r"\1", word), word)
    if word not in column.choices:
        expected = ", ".join(column.shown_choices)
        raise CellError(
            code="P16", value=text, expected=expected, nearest=nearest(word, column.shown_choices)
        )
    return word


def _list(column: Column, text: str) -> Value:
    _text(column, text)
    return tuple(part for part in (clean(part) for part in text.split(";")) if part)


def _rates(column: Column, text: str) -> Value:
    parts = [clean(part) for part in text.rstrip("; ").split(";")]
    if parts == [""]:
        return ()
    rates: list[float] = []
    for part in parts:
        if not part:  # an age without a rate would move all later ones
            raise CellError(code="P12", value=text)
        refuse_placeholder(column, part)
        rate = read_rate(part)
        if abs(rate) >= 1 and "%" not in part:
            raise CellError(code="P13", value=part)
        rates.append(rate)
    return tuple(rates)


_READERS: dict[str, Callable[[Column, str], Value]] = {
    "text": _text,
    "choice": _choice,
    "list": _list,
    "rates": _rates,
    "yes_no": _yes_no,
    "number": _number,
    "money": _number,
    "rate": _rate,
    "fiscal_year": _fiscal_year,
    "start_date": _date,
    "end_date": _date,
    "day": _date,
}
