"""Which grades a district teaches, and how much of a model's grade band that is."""

from __future__ import annotations

import re
from functools import cache

_GRADE = r"(PK|KG|K|\d{1,2})"
_BAND = re.compile(rf"{_GRADE}(?:\s*(?:-|–|to)\s*{_GRADE})?", re.IGNORECASE)
_EARLY = {"PK": -1, "KG": 0, "K": 0}


@cache
def taught(band: str, low: str, high: str) -> float:
    """Share of a grade band that a district teaches; all of it where that cannot be said.

    Parameters
    ----------
    band : str
        A grade band as a plan has it, such as ``6-8``.
    low, high : str
        Lowest and highest grade of the district, as the survey has them.

    Examples
    --------
    >>> taught("6-8", "KG", "06"), taught("9-12", "KG", "08"), taught("Academy", "KG", "08")
    (0.3333333333333333, 0.0, 1.0)
    """
    grades = _grades(band)
    first, last = _grade(low), _grade(high)
    if not grades or first is None or last is None:
        return 1.0
    return sum(first <= grade <= last for grade in grades) / len(grades)


def _grades(band: str) -> range:
    found = _BAND.fullmatch(band.strip())
    if found is None:
        return range(0)
    first, last = _grade(found[1]), _grade(found[2] or found[1])
    return range(first, last + 1) if first is not None and last is not None else range(0)


def _grade(code: str) -> int | None:
    """A grade as a number: kindergarten 0, prekindergarten -1."""
    written = code.strip().upper()
    return _EARLY.get(written, int(written) if written.isdecimal() else None)
