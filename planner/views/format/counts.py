"""Counts in a sentence: the number, and what is counted in the singular or the plural."""

from __future__ import annotations

from planner.views.format.money import nearest, with_commas


def how_many(count: float, one: str, several: str = "") -> str:
    """A number of things in words, with commas, rounded to whole things.

    Parameters
    ----------
    count : float
        How many [things].
    one : str
        What one of them is called.
    several : str
        What several are called; with an s added if left out.

    Examples
    --------
    >>> how_many(1, "year"), how_many(1234.4, "device"), how_many(0, "copy", "copies")
    ('1 year', '1,234 devices', '0 copies')
    """
    number = with_commas(nearest(count, 1))
    if number == "1":
        return f"{number} {one}"
    return f"{number} {several or f'{one}s'}"
