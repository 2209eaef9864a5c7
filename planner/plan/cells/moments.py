"""A day or a moment as people write it."""

from __future__ import annotations

from datetime import date, datetime


def long_date(day: date) -> str:
    """A day as a letter writes it.

    >>> long_date(date(2027, 6, 14))
    'June 14, 2027'
    """
    return f"{day:%B} {day.day}, {day.year}"


def clock(when: datetime) -> str:
    """Hour and minute.

    >>> clock(datetime(2026, 11, 3, 14, 5)), clock(datetime(2026, 11, 3))
    ('2:05 PM', '12:00 AM')
    """
    half = "AM" if when.hour < 12 else "PM"
    return f"{when.hour % 12 or 12}:{when.minute:02} {half}"


def moment(when: datetime) -> str:
    """Day and time.

    >>> moment(datetime(2026, 11, 3, 14, 5))
    'November 3, 2026, 2:05 PM'
    """
    return f"{long_date(when)}, {clock(when)}"
