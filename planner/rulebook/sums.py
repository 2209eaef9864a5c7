"""Sums, powers and roots, written out: the same to the last bit wherever they are calculated.

Python's own ``sum`` rounds otherwise from one version to the next, and ``**`` otherwise from one
machine or language to the next. A loop of additions and multiplications does not.
"""

from __future__ import annotations

from collections.abc import Iterable


def total(numbers: Iterable[float]) -> float:
    """The sum of some numbers, added one after the other."""
    so_far = 0.0
    for number in numbers:
        so_far += number
    return so_far


def power(base: float, times: int) -> float:
    """A number multiplied with itself so many times."""
    product = 1.0
    for _ in range(times):
        product *= base
    return product


def root(number: float, times: int) -> float:
    """What has to be multiplied with itself so many times: Newton's method, from above."""
    if number <= 0:
        return 0.0
    guess = max(number, 1.0)
    for _ in range(1_000):  # far more than it takes
        closer = ((times - 1) * guess + number / power(guess, times - 1)) / times
        if closer >= guess:
            return guess
        guess = closer
    return guess
