"""Fiscal years and months.

Fiscal year 2027 is the one that ends in calendar 2027: with a July start it runs from
July 1, 2026 to June 30, 2027. Districts that start in January use the calendar year.

Everything with dates is prorated by whole months. A date becomes a *month edge*, a count of
months since year 0; a period covers the months between its two edges. By the mid-month
convention a period that starts on the 15th or earlier covers that month, and one that ends on
the 15th or later covers it too.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from planner.arrays import Floats

MID_MONTH = 15
_FORMS = (
    re.compile(r"^(?:FY)? ?(?P<end>[0-9]{4})$", re.IGNORECASE),
    re.compile(r"^FY ?'?(?P<short>[0-9]{2})$", re.IGNORECASE),
    re.compile(
        r"^(?:FY|SY)? ?(?P<start>[0-9]{4}) ?[-/] ?(?P<tail>[0-9]{4}|[0-9]{2})$", re.IGNORECASE
    ),
    re.compile(r"^(?:FY|SY) ?(?P<start>[0-9]{2}) ?[-/] ?(?P<tail>[0-9]{2})$", re.IGNORECASE),
)


def parse_fiscal_year(text: str) -> int:
    """Fiscal year that a person typed: the calendar year in which it ends.

    Raises
    ------
    ValueError
        If the text is not a fiscal year.

    Examples
    --------
    >>> [parse_fiscal_year(t) for t in ("FY2027", "2027", "FY27", "2026-27", "SY26-27")]
    [2027, 2027, 2027, 2027, 2027]
    """
    for form in _FORMS:
        match = form.match(text.strip())
        if match is None:
            continue
        parts = match.groupdict()
        if parts.get("end"):
            return int(parts["end"])
        if parts.get("short"):
            return 2000 + int(parts["short"])
        start = int(parts["start"]) if len(parts["start"]) == 4 else 2000 + int(parts["start"])
        tail = parts["tail"]
        if tail in (str(start + 1), str(start + 1)[-2:]):
            return start + 1
    msg = f"{text!r} is not a fiscal year"
    raise ValueError(msg)


def fiscal_year_label(year: int) -> str:
    """How a fiscal year is written everywhere.

    >>> fiscal_year_label(2027)
    'FY2027'
    """
    return f"FY{int(year)}"


def first_month(fiscal_year: int, start_month: int = 7) -> int:
    """Month edge at which a fiscal year begins [months].

    >>> first_month(2027) == start_edge(date(2026, 7, 1))
    True
    >>> first_month(2027, start_month=1) == start_edge(date(2027, 1, 1))
    True
    """
    calendar_year = fiscal_year if start_month == 1 else fiscal_year - 1
    return calendar_year * 12 + (start_month - 1)


def start_edge(day: date) -> int:
    """Month edge of a period that starts on ``day`` [months]."""
    return day.year * 12 + day.month - 1 + (0 if day.day <= MID_MONTH else 1)


def end_edge(day: date) -> int:
    """Month edge of a period that ends on ``day`` [months].

    >>> end_edge(date(2027, 6, 30)) == first_month(2028)
    True
    """
    return day.year * 12 + day.month - 1 + (1 if day.day >= MID_MONTH else 0)


def share_of_year(starts: npt.ArrayLike, ends: npt.ArrayLike, year_starts: npt.ArrayLike) -> Floats:
    """Share of a fiscal year that a period covers, by whole months [share, 0 to 1].

    Parameters
    ----------
    starts, ends : array_like
        Month edges of the period; minus and plus infinity for open ends [months].
    year_starts : array_like
        Month edge at which each fiscal year begins [months].

    Examples
    --------
    >>> float(share_of_year(start_edge(date(2027, 1, 1)), np.inf, first_month(2027)))
    0.5
    """
    begin: Any = np.maximum(starts, year_starts)
    finish: Any = np.minimum(ends, np.asarray(year_starts) + 12.0)
    return np.asarray(np.maximum(finish - begin, 0.0) / 12.0, dtype=np.float64)
