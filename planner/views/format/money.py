"""How money is written: whole dollars that foot in tables, round figures in sentences."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

TO_THE_THOUSAND_FROM = 10_000
#: Which way a round figure may differ from the exact one.
Rounding = Literal["near", "down", "up"]


def foot(parts: Sequence[float], total: int | None = None) -> list[int]:
    """Whole dollars of several parts, such that they add up to the rounded total.

    Each part is rounded down, and the dollars that are missing from the total go to the parts
    that lost most, so that a column adds up exactly as it is displayed.

    Parameters
    ----------
    parts : sequence of float
        Amounts [USD].
    total : int, optional
        What they must add up to, where another table has rounded it already; the rounded sum
        if left out [USD].

    Returns
    -------
    list of int
        Whole dollars, in the same order [USD].

    Examples
    --------
    >>> foot([0.4, 0.4, 0.4])
    [1, 0, 0]
    >>> sum(foot([1.5, 2.5, -0.3])) == round(1.5 + 2.5 - 0.3)
    True
    """
    floors = [math.floor(part) for part in parts]
    missing = (whole(math.fsum(parts)) if total is None else total) - sum(floors)
    # A part that is nothing stays nothing, so that no row shows a dollar it never had.
    some = [k for k, part in enumerate(parts) if part != 0]
    by_loss = sorted(some, key=lambda k: (floors[k] - parts[k], k))
    for turn in range(abs(missing) if by_loss else 0):
        place = by_loss[turn % len(by_loss)] if missing > 0 else by_loss[-1 - turn % len(by_loss)]
        floors[place] += 1 if missing > 0 else -1
    return floors


def whole(amount: float) -> int:
    """Nearest whole dollar, a half away from zero as Excel rounds.

    >>> whole(2.5), whole(-2.5)
    (3, -3)
    """
    return int(math.copysign(math.floor(abs(amount) + 0.5), amount))


_ROUNDED: Mapping[Rounding, Callable[[float], int]] = {
    "near": whole,
    "down": math.floor,
    "up": math.ceil,
}


def dollars(amount: int | float) -> str:
    """Whole dollars as a table shows them: commas, and parentheses below zero.

    >>> dollars(1234567), dollars(-300)
    ('$1,234,567', '($300)')
    """
    number = whole(amount)
    return f"(${-number:,})" if number < 0 else f"${number:,}"


def about(amount: float, rounding: Rounding = "near") -> str:
    """Money as a sentence says it: round, and without a sign.

    After *at least* it is rounded ``down``, after *at most* and *up to* it is rounded ``up``: the
    sentence stays true.

    >>> about(412_345), about(-1_240_000), about(3_456), about(5_628_000_000)
    ('$412,000', '$1.24 million', '$3,456', '$5.63 billion')
    >>> about(15_600, "down"), about(15_600, "up"), about(1_244_000, "up"), about(999_100, "up")
    ('$15,000', '$16,000', '$1.25 million', '$1.00 million')
    """
    size = round(abs(amount), 2)
    rounded = _ROUNDED[rounding]
    if size < TO_THE_THOUSAND_FROM:
        return f"${rounded(size):,}"
    if (thousands := rounded(size / 1000)) < 1000:
        return f"${thousands * 1000:,}"
    if (hundredths := rounded(size / 10_000)) < 100_000:
        return f"${hundredths / 100:.2f} million"
    return f"${rounded(size / 10_000_000) / 100:,.2f} billion"


def from_to(before: float, after: float) -> str:
    """Two amounts of a change in a sentence; a unit that both share is said once.

    >>> from_to(2_800_000, 1_480_000), from_to(1_200_000, 96_000), from_to(180_000, 0)
    ('from $2.80 to $1.48 million', 'from $1.20 million to $96,000', 'from $180,000 to nothing')
    """
    first, second = (about(amount) if amount >= 0.5 else "nothing" for amount in (before, after))
    unit = first.partition(" ")[2]
    shared = bool(unit) and second.endswith(unit)
    return f"from {first.removesuffix(f' {unit}') if shared else first} to {second}"


def percent(share: float) -> str:
    """Share as a percentage: a decimal only where it is needed.

    >>> percent(0.03), percent(0.035), percent(0.6131)
    ('3%', '3.5%', '61.31%')
    """
    return f"{round(share * 100, 2):g}%"
