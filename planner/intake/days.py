"""Dates as other systems export them, and the fiscal year in which they fall.

They are read as a typed cell is (``plan/cells/dates``), and nothing ambiguous is guessed. What
only programs write is added here: seconds and thousandths of a second since 1970, and the order
of month and day where the other dates of the same column give it away. Read for every row of an
export, so each form is read once. Left out are time zones: a device enrolled on the evening of
June 30 may be dated July 1 by Google.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from planner.plan.cells import dates
from planner.plan.cells.text import CellError, clean

_EPOCH = date(1970, 1, 1)
_SINCE_1970 = re.compile(r"^(?:(?P<seconds>[0-9]{9,10})|(?P<thousandths>[0-9]{12,14}))(?:\.0+)?$")
_MONTH_AND_DAY = re.compile(r"^(?P<one>[0-9]{1,2})[-.](?P<two>[0-9]{1,2})[-.][0-9]{2,4}\b")
#: Where programs and spreadsheets begin to count: what they write for a date that is missing.
_NO_DAY = re.compile(
    r"^(?:0+|0{4}[-/]0{1,2}[-/]0{1,2}|0{1,2}[-/]0{1,2}[-/]0{2,4}|0001-01-01|0?1/0?1/0001"
    r"|1/0/(?:19)?00|1900-01-0[01]|0?1/0?1/1900|1899-12-3[01]|12/3[01]/1899"
    r"|1970-01-01|0?1/0?1/1970)(?:[T ]0?0:00(?::00(?:\.0+)?)?(?: ?Z| ?UTC)?| 12:00(?::00)? AM)?$",
    re.IGNORECASE,
)
_WORDS_FOR_NO_DAY = ("never", "none", "n/a", "na", "-", "--", "null", "unknown", "not set")
_LAST_MONTH = 12


@lru_cache(maxsize=50_000)
def read_day(text: str, *, at_end: bool = False, month_first: bool = False) -> date | None:
    """Day that a cell of an export names.

    Parameters
    ----------
    text : str
        What the export holds.
    at_end : bool
        Whether a month alone means its last day, as for the end of support; else its first.
    month_first : bool
        Whether the column is known to put the month before the day, of ``puts_month_first``.

    Returns
    -------
    date or None
        None where it is not a date between 1990 and 2100, or could be one of several.

    Examples
    --------
    >>> for text in ("1877903999000", "2023-08-14T15:04:05.000Z", "8/14/23", "Aug 14, 2023"):
    ...     print(read_day(text))
    2029-07-04
    2023-08-14
    2023-08-14
    2023-08-14
    >>> read_day("8-9-2023") is None, str(read_day("8-9-2023", month_first=True))
    (True, '2023-08-09')
    """
    counted = _SINCE_1970.match(text)
    if counted is not None:
        seconds = int(counted["seconds"] or counted["thousandths"][:-3])
        day = _EPOCH + timedelta(seconds=seconds)
        return day if dates.FIRST_YEAR <= day.year <= dates.LAST_YEAR else None
    try:
        return dates.read_day(clean(text), dates.ExportDates(month_first, at_end))
    except CellError:
        return None


def stands_for_no_day(text: str, *, word: bool = True) -> bool:
    """Whether a program writes this where it knows no date; a word only where words may say so.

    >>> [stands_for_no_day(t) for t in ("Never", "0000-00-00", "1970-01-01", "1/2/1970", "")]
    [True, True, True, False, False]
    """
    return _NO_DAY.match(text) is not None or (word and text.lower() in _WORDS_FOR_NO_DAY)


def puts_month_first(texts: Iterable[str]) -> bool:
    """Whether the dates of a column show that the month comes before the day.

    Parameters
    ----------
    texts : iterable of str
        Cells of the column.

    Examples
    --------
    >>> puts_month_first(["8-9-2023", "8-14-2023"]), puts_month_first(["8-9-2023", "14-8-2023"])
    (True, False)
    """
    pairs = [(int(d["one"]), int(d["two"])) for d in map(_MONTH_AND_DAY.match, texts) if d]
    return any(two > _LAST_MONTH for _, two in pairs) and all(
        one <= _LAST_MONTH for one, _ in pairs
    )


def fiscal_year_of(day: date, start_month: int) -> int:
    """Fiscal year in which a day falls [fiscal year].

    >>> fiscal_year_of(date(2026, 7, 1), 7), fiscal_year_of(date(2026, 6, 30), 7)
    (2027, 2026)
    >>> fiscal_year_of(date(2026, 7, 1), 1)
    2026
    """
    later = start_month != 1 and day.month >= start_month
    return day.year + 1 if later else day.year
