"""Counts in a sentence: the number, and what is counted in the singular or the plural."""

from __future__ import annotations


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
    number = f"{count:,.0f}"
    return f"{number} {one if number == '1' else several or one + 's'}"
