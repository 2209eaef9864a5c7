"""A moment as people write it, whatever the language of the machine is."""

from __future__ import annotations

from datetime import datetime


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
    return f"{when:%B} {when.day}, {when.year}, {clock(when)}"
