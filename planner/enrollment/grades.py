"""Grades in order, and which of them a band such as "K-5" or "Grades 6-8" means.

A band is read the way districts write it: two grades and a dash, or one grade. Words that name
no grades (``all``, a school's name) are not a band; the caller decides what to do then. Left out:
grades that only some states have, such as transitional kindergarten, and lists such as "1, 3".
"""

from __future__ import annotations

import re

#: Every grade, youngest first. A grade's place in this row is its number in the formulas.
GRADES = ("PK", "K", *(str(grade) for grade in range(1, 13)))

_GRADE = r"(pre-?\s?k(?:indergarten)?|p-?k|kindergarten|kg?|[0-9]{1,2}(?:st|nd|rd|th)?)"
_BAND = re.compile(
    rf"^(?:grades?|gr\.?)?\s*{_GRADE}(?:\s*(?:-|\u2010|\u2011|\u2013|\u2014|\bto\b)\s*{_GRADE})?$",
    re.IGNORECASE,
)


def grades_of_band(text: str) -> tuple[int, ...] | None:
    """Which grades a band means.

    Parameters
    ----------
    text : str
        What was typed, such as ``K-5``, ``PreK-2``, ``09-12`` or ``Grades 6-8`` [text].

    Returns
    -------
    tuple of int or None
        Places in ``GRADES``, youngest first; None where the text is not a band [place].

    References
    ----------
    Ours. A band that runs backward (``5-3``) is not a band.

    Examples
    --------
    >>> [GRADES[place] for place in grades_of_band("PreK-2")]
    ['PK', 'K', '1', '2']
    >>> grades_of_band("Grades 06-08") == grades_of_band("6-8")
    True
    >>> grades_of_band("everybody") is None
    True
    """
    match = _BAND.match(text.strip())
    if match is None:
        return None
    first = _place(match[1])
    last = first if match[2] is None else _place(match[2])
    if first is None or last is None or last < first:
        return None
    return tuple(range(first, last + 1))


def _place(grade: str) -> int | None:
    """Place of one grade as it was typed, or None if there is no such grade."""
    letters = grade.lower()
    if letters.startswith("p"):
        return GRADES.index("PK")
    if letters.startswith("k"):
        return GRADES.index("K")
    name = str(int(re.sub(r"[^0-9]", "", letters)))
    return GRADES.index(name) if name in GRADES else None
