"""Which of many are named where all of them together make an amount: those that make half of it."""

from __future__ import annotations

from collections.abc import Sequence

#: The largest are named until they make this share of the whole.
HALF = 0.5


def largest_half(by_size: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
    """The fewest that together make half of what all make.

    Parameters
    ----------
    by_size : sequence of (str, float)
        Who makes how much, the largest first; all above 0.

    Examples
    --------
    >>> largest_half([("ash", 40.0), ("birch", 30.0), ("elm", 30.0)])
    (('ash', 40.0), ('birch', 30.0))
    """
    enough, named = HALF * sum(amount for _, amount in by_size), 0.0
    makers: list[tuple[str, float]] = []
    for name, amount in by_size:
        if named >= enough:
            break
        makers.append((name, amount))
        named += amount
    return tuple(makers)
