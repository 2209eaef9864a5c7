"""What constructs.py imports: the translation takes names and whole modules from another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from planner.plan.cached import cached_while_used

if TYPE_CHECKING:
    from planner.plan.plan import Plan

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


@dataclass(frozen=True)
class Block:
    """A record that a notebook shows too."""

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        """Only Python asks for it."""
        return self.text


def block_name(block: Block, plan: Plan | None = None, kind: Literal["a", "b"] = "a") -> str:
    """A function whose types lead elsewhere."""
    return f"{block.text} {kind}" if plan is None else plan.district.name


@cached_while_used
def length_of(block: Block) -> int:
    """What is found once for each block."""
    return len(block.html)


def again(depth: int) -> int:
    """A function that calls itself."""
    return 0 if depth == 0 else 1 + again(depth - 1)


def not_looked_at(amounts: list[float]) -> float:
    """Nobody that is translated needs it, so it may be anything."""
    return float(np.array(amounts).sum() ** 2)
