"""A number of a workbook as text, in the meaning that its format gives it.

3 shown as 300%, 0.03 as 3% and 46204 as July 1, 2026 are all just numbers in the file. Currency,
thousands and decimal places change how a number looks, not what it is: it is given in plain digits.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.safe_package import ODD

Kind = Literal["plain", "percent", "date", "elapsed"]


#: Literal text of a format, and the width of a character.
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
_WHOLE = re.compile(r"-?[0-9]{1,20}")
_LONGEST_NUMBER = 400
#: Excel allows 255 characters. Searching brackets that never close takes quadratic time.
_LONGEST_FORMAT = 1_000


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = 86_400
_LAST_SERIAL = 2_958_465  # December 31, 9999
#: Excel counts February 29, 1900, which never existed.
_LEAP_DAY = 60


def hundredth(number: float) -> float:
    """A percentage as a rate, the point moved and nothing rounded: 3.6% is 0.036 itself.

    Divided by 100 it would be 0.036000000000000004, which is not what a spreadsheet holds.

    >>> hundredth(3.6), hundredth(7.0), 3.6 / 100
    (0.036, 0.07, 0.036000000000000004)
    """
    return float(Decimal(repr(number)).scaleb(-2))


def kind_of_format(code: str) -> Kind:
    """What a number format makes of a number.

    Parameters
    ----------
    code : str
        The format as Excel's Format Cells shows it under Custom.

    Returns
    -------
    str
        ``plain``, ``percent``, ``date`` (or time of day), or ``elapsed`` hours.

    Examples
    --------
    >>> [kind_of_format(code) for code in ("0.0%", "m/d/yyyy", "[h]:mm", '$#,##0 "per day"')]
    ['percent', 'date', 'elapsed', 'plain']
    """
    if len(code) > _LONGEST_FORMAT:
        raise UnreadableError(ODD)
    live = LITERAL.sub("", code)
    if _ELAPSED.search(live):
        return "elapsed"
    live = IN_BRACKETS.sub("", live)
    if "%" in live:
        return "percent"
    return "date" if _DATE_LETTER.search(live) else "plain"


def show_number(
    digits: str, kind: Kind = "plain", doubt: str = "", *, since_1904: bool = False
) -> str:
    """Text of a number.

    Parameters
    ----------
    digits : str
        The number as the file has it.
    kind : str
        What its format makes of it.
    doubt : str
        How the format makes it look like another number, if it does.
    since_1904 : bool
        Whether the workbook counts days from 1904, as Excel for Mac did.

    Returns
    -------
    str
        Plain digits; a percentage; a date with the time of day unless it is midnight. What is
        not a number is returned unchanged. With a doubt, what no cell of a table is read as: a
        month and its year, or the number and what its format shows.

    Examples
    --------
    >>> show_number("5.0"), show_number("1E-05"), show_number("0.07", "percent")
    ('5', '0.00001', '7%')
    >>> show_number("46204", "date"), show_number("46204.5", "date")
    ('2026-07-01', '2026-07-01 12:00:00')
    >>> show_number("46357", "date", "month"), show_number("350", doubt="shown with K")
    ('Dec 2026', '350 (shown with K)')
    """
    typed = digits.strip()
    if len(typed) > _LONGEST_NUMBER or not _NUMBER.fullmatch(typed):
        return digits
    number = float(typed)
    if math.isinf(number):
        return digits
    if doubt and number:
        shown = show_number(digits, kind, since_1904=since_1904)
        return _in_doubt(shown, kind, doubt)
    if kind == "percent":
        return _percent(number)
    if kind != "plain" and 0 <= number <= _LAST_SERIAL:
        return _elapsed(number) if kind == "elapsed" else _date(number, since_1904=since_1904)
    # A whole number may be an id with more digits than a float can hold.
    return str(int(typed)) if _WHOLE.fullmatch(typed) else _plain(Decimal(repr(number)))


def _in_doubt(shown: str, kind: Kind, doubt: str) -> str:
    """A number whose format shows another one, as text that is asked about."""
    if doubt != "month":
        is_time = kind == "date" and "-" not in shown
        return shown if is_time else f"{shown} ({doubt})"
    try:
        day = datetime.fromisoformat(shown)
    except ValueError:  # a number that is no day, or a time of day
        return shown
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _plain(number: Decimal) -> str:
    """Digits without exponent and without zeros at the end: 5, not 5.0 or 5E+0."""
    shown = f"{number:f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _percent(number: float) -> str:
    """Percentage that is read as exactly this number, or else the number."""
    shown = _plain(Decimal(repr(number)).scaleb(2))
    near = float(shown)
    if hundredth(near) == number:
        return f"{shown}%"
    if abs(number) < 1:
        return _plain(Decimal(repr(number)))
    # From 1 up, a number without its percent sign would be taken for something else.
    for neighbor in (math.nextafter(near, math.inf), math.nextafter(near, -math.inf)):
        if hundredth(neighbor) == number:
            return f"{_plain(Decimal(repr(neighbor)))}%"
    return f"{shown}%"  # off by the last of 17 digits


def _time(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _elapsed(days: float) -> str:
    return _time(round(days * _DAY))


def _date(serial: float, *, since_1904: bool) -> str:
    """Date, and time unless it is midnight, to the nearest second."""
    days, seconds = divmod(round(serial * _DAY), _DAY)
    if days == 0:
        return _time(seconds)
    if since_1904:
        first = date(1904, 1, 1)
    elif days == _LEAP_DAY:
        return "1900-02-29"
    else:
        first = date(1899, 12, 31) if days < _LEAP_DAY else date(1899, 12, 30)
    try:
        shown = (first + timedelta(days=days)).isoformat()
    except OverflowError:
        return _plain(Decimal(repr(serial)))
    return f"{shown} {_time(seconds)}" if seconds else shown


def show_date(typed: str) -> str:
    """Date that a file has as text, in the form of the other dates.

    Parameters
    ----------
    typed : str
        The date as the file has it.

    Returns
    -------
    str
        With the time of day unless it is midnight; what is not a date is returned unchanged.

    Examples
    --------
    >>> show_date("2026-07-01T00:00:00.000Z"), show_date("2026-07-01"), show_date("soon")
    ('2026-07-01', '2026-07-01', 'soon')
    """
    try:
        moment = datetime.fromisoformat(typed.strip())
    except ValueError:
        return typed
    day = moment.date().isoformat()
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return day if midnight else f"{day} {moment:%H:%M:%S}"
