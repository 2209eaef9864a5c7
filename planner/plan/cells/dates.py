"""Days and fiscal years as people and spreadsheets type them, read month first as in the US.

A day that could be another one is asked about: ``13/7/2026`` puts the day first, ``Jul 2026``
has no day, ``46204`` is how a spreadsheet counts days (and Macs counted from 1904). Exports of
other systems are read by the same rules; what is known of such a file is said by ``ExportDates``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from planner.fiscal import fiscal_year_label, parse_fiscal_year
from planner.plan.cells.text import CellError
from planner.plan.tables.column import show_day

FIRST_YEAR, LAST_YEAR = 1990, 2100

_LONG = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
         "october", "november", "december")  # fmt: skip
_MONTHS = {short: n for n, name in enumerate(_LONG, 1) for short in (name, name[:3])} | {"sept": 9}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_MONTH_FIRST = re.compile(rf"^(?P<month>[0-9]{{1,2}})/(?P<day>[0-9]{{1,2}})/{_YEAR}$")
_YEAR_FIRST = re.compile(
    r"^(?P<year>[0-9]{4})(?P<mark>[-/])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})$"
)
_NAME_FIRST = re.compile(rf"^(?P<month>[a-z]+)\.? (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}$")
_NAME_SECOND = re.compile(
    rf"^(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[- ](?P<month>[a-z]+)\.?,?[- ]{_YEAR}$"
)
_NO_ORDER = re.compile(
    rf"^(?P<one>[0-9]{{1,2}})(?P<mark>[-.])(?P<two>[0-9]{{1,2}})(?P=mark){_YEAR}$"
)
_NO_DAY = (
    re.compile(rf"^(?P<month>[a-z]+)\.?,?[-/ ']+{_YEAR}$"),
    re.compile(r"^(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})$"),
    re.compile(r"^(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})$"),
)
_TIME = re.compile(
    r",?[T ](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?P<rest>:[0-5][0-9](?:\.[0-9]+)?)?"
    r"(?: ?(?P<half>[ap]\.?m\.?))?(?P<zone> ?(?:z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^(?P<weekday>[a-z]+day|mon|tue|wed|thu|fri|sat|sun)\.?, ?")
#: Where Excel's count of days begins, and how many days later old Macs began.
_EXCEL_BEGINS, _MAC_LATER = date(1899, 12, 30), 1462
_SERIAL = re.compile(r"^([0-9]{5})(?:\.[0-9]+)?$")
_DIGITS_ALONE = re.compile(r"^(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})$")
#: Two digits up to here are of this century; later ones may be of the last.
_LAST_SHORT_YEAR = 49
_LAST_MONTH = 12
_SCHOOL_YEAR = re.compile(r"^SY ?(?P<year>20[0-9]{2}|[0-9]{2})$", re.IGNORECASE)
_SHORT_YEARS = re.compile(r"^'?(?P<one>[0-9]{2})(?:[-/](?P<two>[0-9]{2}))?$")
_WHOLE_YEAR = re.compile(r"^([0-9]{4})\.0*$")


@dataclass(frozen=True)
class ExportDates:
    """What is known of the dates in a file that a program wrote, and of no cell that is typed.

    A time zone moves no day there: the day is the one that the program names.

    Attributes
    ----------
    month_first : bool
        Whether the file is known to put the month before the day: 8-9-2026 is August 9.
    at_month_end : bool
        Whether a month alone means its last day, as for the end of support, or its first.
    """

    month_first: bool = False
    at_month_end: bool = False


class _Stamp(NamedTuple):
    """A text without its time of day, whether the time may move the day, and the weekday."""

    text: str
    moves: bool
    weekday: str


def read_day(text: str, export: ExportDates | None = None) -> date:
    """Day that a person typed or a program wrote.

    Parameters
    ----------
    text : str
        What the cell holds, as ``clean`` leaves it.
    export : ExportDates, optional
        What is known of the file, where a program wrote it.

    Raises
    ------
    CellError
        If it is no day, or could be one of several.

    Examples
    --------
    >>> {str(read_day(t)) for t in ("7/1/2026", "07/01/26", "1-Jul-26", "July 1, 2026")}
    {'2026-07-01'}
    >>> str(read_day("June 2029", ExportDates(at_month_end=True)))
    '2029-06-30'
    """
    stamp = _without_time(text)
    if stamp is None:
        raise CellError(code="P14", value=text)
    if export is not None:
        stamp = stamp._replace(moves=False)
    day = _certain(stamp.text) or (_known_of_export(stamp.text, export) if export else None)
    if day is not None and not stamp.moves and FIRST_YEAR <= day.year <= LAST_YEAR:
        right = not stamp.weekday or _WEEKDAYS[day.weekday()].startswith(stamp.weekday)
        if right:
            return day
    meant = dict.fromkeys(_likely_days(stamp, day))
    shown = [show_day(d) for d in meant if FIRST_YEAR <= d.year <= LAST_YEAR]
    if shown:
        raise CellError(code="P77", value=text, readings=" or ".join(shown))
    raise CellError(code="P14", value=text)


def read_fiscal_year(text: str) -> int:
    """Fiscal year that a person typed; a date or a school year is asked about.

    Raises
    ------
    CellError
        If it is no fiscal year, or could be one of several.

    Examples
    --------
    >>> [read_fiscal_year(t) for t in ("FY27", "2026-27", "SY26-27", "2027.0")]
    [2027, 2027, 2027, 2027]
    """
    whole = _WHOLE_YEAR.match(text)
    try:
        return parse_fiscal_year(whole[1] if whole else text)
    except ValueError:
        pass
    years = _likely_years(text)
    if years:
        readings = " or ".join(fiscal_year_label(year) for year in years)
        raise CellError(code="P78", value=text, readings=readings)
    raise CellError(code="P15", value=text)


def _likely_years(text: str) -> list[int]:
    """Fiscal years that a date, or a school year written as one number, may mean."""
    school_year = _SCHOOL_YEAR.match(text)
    if school_year is not None:
        year = int(school_year["year"]) % 100 + 2000
        return [year, year + 1]
    short = _SHORT_YEARS.match(text)
    if short is not None:
        one, two = int(short["one"]), int(short["two"] or short["one"])
        return [2000 + two] if two in (one, (one + 1) % 100) and short["two"] else []
    try:
        day = read_day(text)
    except CellError:
        return []
    return [day.year] if day.month == 1 else [day.year, day.year + 1]


def _without_time(text: str) -> _Stamp | None:
    """A time of day is left out; with a time zone it may move the day, unless it is midnight."""
    found = _TIME.search(text)
    moves = False
    if found is not None:
        hour, minute, half = int(found["hour"]), int(found["minute"]), _half(found["half"])
        if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
            return None
        midnight = minute == 0 and (hour == 0 or (half == "am" and hour == 12))
        moves = bool(found["zone"]) and not (midnight and not (found["rest"] or "").strip(":0."))
        text = text[: found.start()]
    lower = text.lower()
    weekday = _WEEKDAY.match(lower)
    if weekday is None:
        return _Stamp(lower, moves, "")
    return _Stamp(lower[weekday.end() :], moves, weekday["weekday"])


def _half(typed: str | None) -> str:
    """``am``, ``pm`` or neither."""
    return (typed or "").lower().replace(".", "")


def _certain(text: str) -> date | None:
    """The day where month, day and year can be told apart."""
    for form in (_MONTH_FIRST, _YEAR_FIRST, _NAME_FIRST, _NAME_SECOND):
        match = form.match(text)
        if match is not None:
            if _is_of_either_century(match["year"]):
                return None
            return _day(_full_year(match["year"]), _month(match["month"]), int(match["day"]))
    return None


def _known_of_export(text: str, export: ExportDates) -> date | None:
    """The day where what is known of the file leaves only one."""
    digits = _DIGITS_ALONE.match(text)
    if digits is not None:
        return _day(int(digits["year"]), int(digits["month"]), int(digits["day"]))
    marked = _NO_ORDER.match(text)
    if marked is not None and not _is_of_either_century(marked["year"]):
        one, two = int(marked["one"]), int(marked["two"])
        month_first = export.month_first or two > _LAST_MONTH or one == two
        return _day(_full_year(marked["year"]), one, two) if month_first else None
    ends = _ends_of_month(text) if re.search("[0-9]{4}", text) else []
    return ends[export.at_month_end] if ends else None


def _is_of_either_century(year: str) -> bool:
    """Whether a year of two digits may be one of the last century."""
    return len(year) == 2 and int(year) > _LAST_SHORT_YEAR


def _full_year(typed: str) -> int:
    return int(typed) if len(typed) == 4 else 2000 + int(typed)


def _month(typed: str) -> int:
    """Month by number or name; 0 for what is none."""
    return int(typed) if typed.isdigit() else _MONTHS.get(typed, 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _likely_days(stamp: _Stamp, day: date | None) -> list[date]:
    """Days that may be meant if the text alone does not say, the likelier first."""
    if day is not None and day.year < FIRST_YEAR:  # a spreadsheet took 35 for 1935
        return [found for found in (_day(day.year + 100, day.month, day.day),) if found]
    if day is not None and stamp.moves:
        return [day - timedelta(days=1), day]
    if day is not None:  # beyond the years of a plan, or of another weekday
        return [day] if stamp.weekday else []
    return [
        found
        for found in (
            *_other_orders(stamp.text),
            *_ends_of_month(stamp.text),
            *_counted(stamp.text),
        )
        if found is not None
    ]


def _other_orders(text: str) -> list[date | None]:
    """The day first, or a year of two digits that may be of either century."""
    match = _MONTH_FIRST.match(text)
    if match is not None:
        one, two, year = int(match["month"]), int(match["day"]), match["year"]
        if _is_of_either_century(year):
            return [_day(century + int(year), one, two) for century in (1900, 2000)]
        return [_day(_full_year(year), two, one)]
    match = _NO_ORDER.match(text)
    if match is not None:
        year = _full_year(match["year"])
        one, two = int(match["one"]), int(match["two"])
        return [_day(year, one, two), _day(year, two, one)]
    return []


def _ends_of_month(text: str) -> list[date | None]:
    """First and last day of a month that was typed without a day."""
    match = next((found for found in (form.match(text) for form in _NO_DAY) if found), None)
    if match is None or not 1 <= _month(match["month"]) <= 12:
        return []
    year, month = _full_year(match["year"]), _month(match["month"])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return []
    return [date(year, month, 1), date(year, month, monthrange(year, month)[1])]


def _counted(text: str) -> list[date | None]:
    """A day as a spreadsheet counts it, from 1900 or from 1904, or written as eight digits."""
    serial = _SERIAL.match(text)
    if serial is not None:
        days = int(serial[1])
        return [_EXCEL_BEGINS + timedelta(days=days + later) for later in (0, _MAC_LATER)]
    digits = _DIGITS_ALONE.match(text)
    if digits is not None:
        return [_day(int(digits["year"]), int(digits["month"]), int(digits["day"]))]
    return []
