"""How money is written: whole dollars that foot in tables, round figures in sentences.

Every number is turned into text by whole numbers alone, never by a format of Python's, so that a
page that calculates by itself (``planner/twin``) writes the same text to the letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import Literal

from planner.rulebook.sums import power

TO_THE_THOUSAND_FROM = 10_000
#: Which way a round figure may differ from the exact one.
Rounding = Literal["near", "down", "up"]

#: 2^27 + 1, which cuts the 53 bits of a number in two halves.
_HALVES = 134_217_729


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
    floors = [floor(part) for part in parts]
    missing = whole(_sum(parts)) if total is None else total
    for rounded_down in floors:
        missing -= rounded_down
    # A part that is nothing stays nothing, so that no row shows a dollar it never had.
    some = [place for place, part in enumerate(parts) if part != 0]
    by_loss = sorted(some, key=lambda place: floors[place] - parts[place])
    # In turns, from the part that lost most; dollars too many are taken from the other end.
    for turn, place in enumerate(by_loss):
        floors[place] += (missing + len(by_loss) - 1 - turn) // len(by_loss)
    return floors


def _sum(parts: Sequence[float]) -> float:
    """The sum of some parts, with what each addition loses added at the end, as ``math.fsum``.

    A column of cents that adds up to half a dollar must not miss it by its last bit.
    """
    so_far = lost = 0.0
    for part in parts:
        more = so_far + part
        lost += so_far - more + part if abs(so_far) >= abs(part) else part - more + so_far
        so_far = more
    return so_far + lost


def whole(amount: float) -> int:
    """Nearest whole dollar, a half away from zero as Excel rounds.

    >>> whole(2.5), whole(-2.5)
    (3, -3)
    """
    size = floor(abs(amount) + 0.5)
    return size if amount > 0 else 0 - size


def nearest(value: float, units: int) -> int:
    """How many of some units of one a value comes nearest to; at an exact half the even number.

    It is what Python's own ``round`` and formats go by: the value as it is stored, to its last
    bit, which a multiplication would round before it could be compared.

    Parameters
    ----------
    value : float
        Any value.
    units : int
        How many units one is: 100 for cents.

    Examples
    --------
    >>> nearest(2.675, 100), nearest(0.125, 100), nearest(-2.5, 1)
    (267, 12, -2)
    """
    size = abs(value)
    near = size * units
    cut = size * _HALVES
    high = cut - (cut - size)
    lost = (high * units - near) + (size - high) * units  # what the multiplication rounded away
    below = floor(near)
    above_half = (near - below - 0.5) + lost
    up = above_half > 0 or (above_half == 0 and below % 2 == 1)
    found = below + 1 if up else below
    return found if value > 0 else 0 - found


def with_commas(number: int) -> str:
    """A whole number with a comma before every three digits.

    >>> with_commas(1234567), with_commas(-1234), with_commas(999)
    ('1,234,567', '-1,234', '999')
    """
    digits = str(abs(int(number)))
    first = len(digits) % 3
    begin = [digits[:first]] if first else []
    places = [first + 3 * group for group in range(len(digits) // 3)]
    groups = [*begin, *[digits[place : place + 3] for place in places]]
    return f"{'-' if number < 0 else ''}{','.join(groups)}"


def with_decimals(value: float, places: int) -> str:
    """A value with so many decimals; nothing has no sign.

    >>> with_decimals(1.5, 2), with_decimals(-0.04, 1), with_decimals(1234.567, 1)
    ('1.50', '0.0', '1234.6')
    """
    units = int(power(10.0, places))
    number = nearest(value, units)
    digits = str(units + abs(number) % units)[1:]  # with the zeros that it begins with
    ones = f"{'-' if number < 0 else ''}{abs(number) // units}"
    return f"{ones}.{digits}" if places > 0 else ones


def with_few_decimals(value: float, most: int) -> str:
    """A value with as many decimals as it needs, at most so many: one or more.

    >>> with_few_decimals(4.0, 6), with_few_decimals(-2.25, 6), with_few_decimals(1 / 3, 2)
    ('4', '-2.25', '0.33')
    """
    parts = with_decimals(value, most).split(".")
    decimals = parts[1]
    for _ in range(most):
        decimals = decimals.removesuffix("0")
    return f"{parts[0]}.{decimals}" if decimals else parts[0]


def dollars(amount: int | float) -> str:
    """Whole dollars as a table shows them: commas, and parentheses below zero.

    >>> dollars(1234567), dollars(-300)
    ('$1,234,567', '($300)')
    """
    number = whole(amount)
    return f"(${with_commas(-number)})" if number < 0 else f"${with_commas(number)}"


def about(amount: float, rounding: Rounding = "near") -> str:
    """Money as a sentence says it: round, and without a sign.

    After *at least* it is rounded ``down``, after *at most* and *up to* it is rounded ``up``: the
    sentence stays true.

    >>> about(412_345), about(-1_240_000), about(3_456), about(5_628_000_000)
    ('$412,000', '$1.24 million', '$3,456', '$5.63 billion')
    >>> about(15_600, "down"), about(15_600, "up"), about(1_244_000, "up"), about(999_100, "up")
    ('$15,000', '$16,000', '$1.25 million', '$1.00 million')
    """
    cents = nearest(abs(amount), 100)
    if cents < TO_THE_THOUSAND_FROM * 100:
        return f"${with_commas(_units(cents, 100, rounding))}"
    thousands = _units(cents, 100_000, rounding)
    if thousands < 1000:
        return f"${with_commas(thousands * 1000)}"
    hundredths = _units(cents, 1_000_000, rounding)
    if hundredths < 100_000:
        return f"{_hundredths(hundredths)} million"
    return f"{_hundredths(_units(cents, 1_000_000_000, rounding))} billion"


def _units(cents: int, unit: int, rounding: Rounding) -> int:
    """How many of a unit some cents are, rounded; to the nearest, a half goes up."""
    if rounding == "near":
        return (2 * cents + unit) // (2 * unit)
    return cents // unit if rounding == "down" else -(-cents // unit)


def _hundredths(number: int) -> str:
    return f"${with_commas(number // 100)}.{str(100 + number % 100)[1:]}"


def from_to(before: float, after: float) -> str:
    """Two amounts of a change in a sentence; a unit that both share is said once.

    >>> from_to(2_800_000, 1_480_000), from_to(1_200_000, 96_000), from_to(180_000, 0)
    ('from $2.80 to $1.48 million', 'from $1.20 million to $96,000', 'from $180,000 to nothing')
    """
    first, second = [about(amount) if amount >= 0.5 else "nothing" for amount in (before, after)]
    unit = first.partition(" ")[2]
    shared = unit != "" and second.endswith(unit)
    return f"from {first.removesuffix(f' {unit}') if shared else first} to {second}"


def percent(share: float) -> str:
    """Share as a percentage: a decimal only where it is needed.

    >>> percent(0.03), percent(0.035), percent(0.6131)
    ('3%', '3.5%', '61.31%')
    """
    number = nearest(share * 100, 100)
    ones = f"{'-' if number < 0 else ''}{abs(number) // 100}"
    digits = str(100 + abs(number) % 100)[1:]
    if digits == "00":
        return f"{ones}%"
    return f"{ones}.{digits[:1] if digits.endswith('0') else digits}%"
