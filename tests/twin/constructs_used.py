"""What constructs.py imports: the translation takes names and whole modules from another."""

from __future__ import annotations

from dataclasses import dataclass, field

#: A type's name, of which the translation needs nothing.
Numbers = list[float]

RATE = 0.035
FIRST, SECOND = "first", "second"


@dataclass
class Account:
    """A record with a default and a dictionary of its own."""

    name: str
    opened: int = 2026
    balance: dict[int, float] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def grown(amount: float, years: int = 1, *, rate: float = 0.02) -> float:
    """An amount after some years."""
    for _ in range(years):
        amount *= 1 + rate
    return amount


def is_old(account: Account) -> bool:
    """Whether an account was opened before 2020."""
    return account.opened < 2020
