"""Cells that hold text instead of a figure: spreadsheet errors, TBD, n/a, a dash.

An error and a figure still to come are always refused. ``n/a`` may mean a blank cell, and a dash
a blank cell or zero. They are read as a blank cell only where a blank cell means neither a public
figure nor another cell; for numbers, a dash only where a blank cell is 0. Yes or no, and what
money may pay for, are never read from a dash.
"""

from __future__ import annotations

import re
from typing import Literal

from planner.plan.cells.text import CellError
from planner.plan.tables.column import Column, show_value

Word = Literal["error", "to_come", "not_applicable", "dash"]

_ERROR = re.compile(
    r"^(#(ref|div/0|value|name|n/a|null|num|spill|calc|busy|blocked|unknown|field|getting_data)"
    r"[!?]?|#{2,}|err:[0-9]+)$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"^(\?+|tb[acd]\.?|to be (announced|confirmed|decided|determined)|to come|pending|unknown"
    r"|xx+|tk)[?.]?$",
    re.IGNORECASE,
)
_NOT_APPLICABLE = re.compile(
    r"^(n\.?/?a\.?|n\.a\.|n/d|not applicable|not available|null|\(blank\)|blank|empty)$",
    re.IGNORECASE,
)
_DASH = re.compile(r"^(-+|\u2014+|\u2015|none|nil|\\|/|\.+)$", re.IGNORECASE)
_FORMS: tuple[tuple[Word, re.Pattern[str]], ...] = (
    ("error", _ERROR),
    ("to_come", _TO_COME),
    ("not_applicable", _NOT_APPLICABLE),
    ("dash", _DASH),
)

#: Columns in which anything may be written: for people, not for calculating.
FREE_TEXT = ("name", "source", "note", "title", "value", "setting")
#: What a blank cell means where that is another cell, a public figure or everybody: not nothing.
_NOT_NOTHING = (
    "as in assumptions",
    "general fund: as in assumptions",
    "the public figure",
    "students",
    "all of them",
)
_NOTHING = ("0", "0%", "nothing used yet", "headcount does not change")


def placeholder(text: str) -> Word | None:
    """Which kind of placeholder a text is, if it is one.

    >>> [placeholder(t) for t in ("#REF!", "TBD", "N/A", "-", "350")]
    ['error', 'to_come', 'not_applicable', 'dash', None]
    """
    return next((word for word, form in _FORMS if form.match(text)), None)


def is_spreadsheet_error(text: str) -> bool:
    """Whether a cell holds a spreadsheet error; a row that begins with one is not a comment.

    >>> is_spreadsheet_error("#N/A"), is_spreadsheet_error("# of devices")
    (True, False)
    """
    return placeholder(text) == "error"


def blank_meaning(column: Column) -> str:
    """What a blank cell of the column means, or nothing where it is needed.

    >>> blank_meaning(Column("Set-up", "money", "", blank_means="0"))
    '0'
    """
    if column.default is not None:
        return show_value(column, column.default.value)
    return column.blank_means


def is_blank_in_words(name: str, column: Column, text: str) -> bool:
    """Whether a text such as ``n/a`` is read as a blank cell; in doubt it is not.

    Parameters
    ----------
    name : str
        Name of the column.
    column : Column
        What the column means.
    text : str
        What was typed, as ``clean`` leaves it.

    Examples
    --------
    >>> ends = Column("Ends", "end_date", "Last day", blank_means="continues")
    >>> is_blank_in_words("end_date", ends, "n/a")
    True
    >>> price = Column("Price", "money", "What one costs")
    >>> is_blank_in_words("price", price, "n/a")
    False
    """
    word = placeholder(text)
    if word not in ("not_applicable", "dash") or name in FREE_TEXT or is_choice(column, text):
        return False
    answers = column.kind == "yes_no" or set(column.choices) == {"yes", "no"}
    if column.default is not None or not column.blank_means or answers or column.kind == "list":
        return False
    if column.blank_means.startswith(_NOT_NOTHING):
        return False
    is_number = column.kind in ("money", "number", "rate", "rates")
    return word == "not_applicable" or not is_number or column.blank_means in _NOTHING


def is_choice(column: Column, text: str) -> bool:
    """Whether a text is one of the words of a choice, such as ``none`` where that is one."""
    return column.kind == "choice" and text.lower() in column.choices


def refuse_placeholder(column: Column, text: str) -> None:
    """Refuse a placeholder, and say what to type.

    Raises
    ------
    CellError
        If the text is a spreadsheet error, a figure to come, or perhaps a blank cell.
    """
    word = placeholder(text)
    if word is None or is_choice(column, text):
        return
    blank = blank_meaning(column)
    if word == "error":
        raise CellError(code="P74", value=text)
    if word == "to_come":
        instead = f", or clear the cell, which means: {blank}" if blank else ""
        raise CellError(code="P75", value=text, instead=instead)
    nothing = {"money": "0", "number": "0", "rate": "0%", "rates": "0%"}.get(column.kind, "")
    meant = [*([nothing] if nothing else []), *([f"a blank cell ({blank})"] if blank else [])]
    if meant:  # where there is neither, the column's own refusal says what to type
        instead = ", or clear the cell" if blank else ""
        raise CellError(code="P76", value=text, readings=" or ".join(meant), instead=instead)
