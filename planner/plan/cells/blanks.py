"""What stands in a cell that holds no figure: errors of the spreadsheet, TBD, n/a, a dash.

An error and a figure still to come are always refused. ``n/a`` may be a blank cell, and a dash
a blank cell or nothing at all: they are taken for a blank cell only where that stands for no
public figure and for no other cell, and among numbers a dash only where a blank cell is 0 too.
Yes or no, and what money may pay, are never read from a dash.
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

#: Columns in which anything may be written: for reading, not for reckoning.
FREE_TEXT = ("name", "source", "note", "title", "value", "setting")
#: Where a blank cell goes by another cell, by a public figure or for everybody, it is not nothing.
_NOT_NOTHING = (
    "as in assumptions",
    "general fund: as in assumptions",
    "the public figure",
    "students",
    "all of them",
)
_NOTHING = ("0", "0%", "nothing used yet", "headcount stays as it is")


def placeholder(text: str) -> Word | None:
    """Which kind of no figure a text is, if it is one.

    >>> [placeholder(t) for t in ("#REF!", "TBD", "N/A", "-", "350")]
    ['error', 'to_come', 'not_applicable', 'dash', None]
    """
    return next((word for word, form in _FORMS if form.match(text)), None)


def is_spreadsheet_error(text: str) -> bool:
    """Whether a cell holds an error of the spreadsheet; no row that begins so is a comment.

    >>> is_spreadsheet_error("#N/A"), is_spreadsheet_error("# of devices")
    (True, False)
    """
    return placeholder(text) == "error"


def blank_stands_for(column: Column) -> str:
    """What a blank cell of the column stands for, or nothing where it is needed.

    >>> blank_stands_for(Column("Set-up", "money", "", blank_means="0"))
    '0'
    """
    if column.default is not None:
        return show_value(column, column.default.value)
    return column.blank_means


def is_blank_in_words(name: str, column: Column, text: str) -> bool:
    """Whether a text such as ``n/a`` is read as a blank cell; where in doubt it is not.

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
    >>> ends = Column("Ends", "end_date", "Last day", blank_means="goes on")
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
    reckons = column.kind in ("money", "number", "rate", "rates")
    return word == "not_applicable" or not reckons or column.blank_means in _NOTHING


def is_choice(column: Column, text: str) -> bool:
    """Whether a text is one of the words of a choice, such as ``none`` where that is one."""
    return column.kind == "choice" and text.lower() in column.choices


def refuse_placeholder(column: Column, text: str) -> None:
    """Refuse a text that holds no figure, and say what to type.

    Raises
    ------
    CellError
        If the text is an error of the spreadsheet, a figure to come, or perhaps a blank cell.
    """
    word = placeholder(text)
    if word is None or is_choice(column, text):
        return
    blank = blank_stands_for(column)
    if word == "error":
        raise CellError(code="P74", value=text)
    if word == "to_come":
        instead = f", or empty the cell, which stands for: {blank}" if blank else ""
        raise CellError(code="P75", value=text, instead=instead)
    nothing = {"money": "0", "number": "0", "rate": "0%", "rates": "0%"}.get(column.kind, "")
    meant = [*([nothing] if nothing else []), *([f"a blank cell ({blank})"] if blank else [])]
    if meant:  # where there is neither, the column's own refusal says what to type
        instead = ", or empty the cell" if blank else ""
        raise CellError(code="P76", value=text, readings=" or ".join(meant), instead=instead)
