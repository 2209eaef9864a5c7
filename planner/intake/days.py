"""Dates as other systems export them, and the fiscal year in which they fall.

Google writes thousandths of a second since 1970, its console a month alone, asset lists dates
as a person typed them. Read for every row of an export, so each form is read once. Left out are
dates with the day before the month, which nobody in a US district writes, and time zones: a
device enrolled on the evening of June 30 may be dated July 1 by Google.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1990, 2100
_EPOCH = date(1970, 1, 1)
_EXCEL_START = date(1899, 12, 30)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
#: A time of day may follow, with its zone; it is not read.
_TIME = (
    r"(?:[T ,]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?"
    r"\s*(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?)?$"
)
_ISO = re.compile(r"^([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})" + _TIME)
_US = re.compile(r"^([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4}|[0-9]{2})" + _TIME)
_DAY_FIRST = re.compile(r"^([0-9]{1,2})[- ]([A-Za-z]+)\.?[- ,]+([0-9]{4}|[0-9]{2})" + _TIME)
_MONTH_FIRST = re.compile(r"^([A-Za-z]+)\.? +([0-9]{1,2}),? +([0-9]{4})" + _TIME)
_MONTH = re.compile(r"^([A-Za-z]+)\.?[ ,-]+([0-9]{4})$")
_MONTH_NUMBER = re.compile(r"^(?:([0-9]{4})-([0-9]{1,2})|([0-9]{1,2})/([0-9]{4}))$")
_DIGITS = re.compile(r"^[0-9]+(?:\.0+)?$")
_SECONDS, _THOUSANDTHS = range(9, 11), range(12, 15)
_EXCEL_DAY = 5
_COMPACT = 8


@lru_cache(maxsize=50_000)
def read_day(text: str, *, at_end: bool = False) -> date | None:
    """Day that a cell of an export names.

    Parameters
    ----------
    text : str
        What the export holds.
    at_end : bool
        Whether a month alone means its last day, as for the end of support; else its first.

    Returns
    -------
    date or None
        None where it is not a date between 1990 and 2100.

    Examples
    --------
    >>> for text in ("1877903999000", "2023-08-14T15:04:05.000Z", "8/14/23", "Aug 14, 2023"):
    ...     print(read_day(text))
    2029-07-04
    2023-08-14
    2023-08-14
    2023-08-14
    >>> read_day("June 2029", at_end=True), read_day("14/8/2023") is None
    (datetime.date(2029, 6, 30), True)
    """
    found = _number_day(text) if _DIGITS.match(text) else _typed_day(text, at_end=at_end)
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def fiscal_year_of(day: date, start_month: int) -> int:
    """Fiscal year in which a day falls [fiscal year].

    >>> fiscal_year_of(date(2026, 7, 1), 7), fiscal_year_of(date(2026, 6, 30), 7)
    (2027, 2026)
    >>> fiscal_year_of(date(2026, 7, 1), 1)
    2026
    """
    later = start_month != 1 and day.month >= start_month
    return day.year + 1 if later else day.year


def _number_day(text: str) -> date | None:
    """A day written as one number: since 1970, since 1900 as Excel counts, or yyyymmdd."""
    digits = text.partition(".")[0]
    number = int(digits)
    if len(digits) in _THOUSANDTHS:
        return _EPOCH + timedelta(days=number // 86_400_000) if number < 10**14 else None
    if len(digits) in _SECONDS:
        return _EPOCH + timedelta(days=number // 86_400)
    if len(digits) == _EXCEL_DAY:
        return _EXCEL_START + timedelta(days=number)
    if len(digits) == _COMPACT:
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return None


def _typed_day(text: str, *, at_end: bool) -> date | None:
    if match := _ISO.match(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _US.match(text):
        return _day(_year(match[3]), int(match[1]), int(match[2]))
    if match := _DAY_FIRST.match(text):
        return _day(_year(match[3]), _MONTHS.get(match[2].lower(), 0), int(match[1]))
    if match := _MONTH_FIRST.match(text):
        return _day(int(match[3]), _MONTHS.get(match[1].lower(), 0), int(match[2]))
    if match := _MONTH.match(text):
        return _month(int(match[2]), _MONTHS.get(match[1].lower(), 0), at_end=at_end)
    if match := _MONTH_NUMBER.match(text):
        year, month = (match[1], match[2]) if match[1] else (match[4], match[3])
        return _month(int(year), int(month), at_end=at_end)
    return None


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else 2000 + int(text)


def _month(year: int, month: int, *, at_end: bool) -> date | None:
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month, monthrange(year, month)[1] if at_end else 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
