"""A linear program built row by row, and its solution by HiGHS through scipy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from planner.arrays import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Term = tuple[int, float]


@dataclass
class LinearProgram:
    """Variables from 0 up and linear rows over them, added one by one."""

    cost: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    rows: list[tuple[list[Term], float, bool]] = field(default_factory=list)

    def variable(self, most: float = np.inf, cost: float = 0.0) -> int:
        """A new amount to choose, from 0 to ``most``."""
        self.cost.append(cost)
        self.most.append(most)
        return len(self.cost) - 1

    def at_most(self, terms: Iterable[Term], limit: float) -> None:
        """The sum of the terms must not be above the limit."""
        self.rows.append((list(terms), limit, False))

    def equal(self, terms: Iterable[Term], value: float) -> None:
        """The sum of the terms must be the value."""
        self.rows.append((list(terms), value, True))

    def solve(self) -> tuple[Floats, float]:
        """Cheapest choice of all variables, and what it costs.

        Raises
        ------
        RuntimeError
            If the solver finds none, which the rules exclude: paying nothing is always allowed.
        """
        from scipy.optimize import linprog  # slow to import

        above, below = (self._matrix(equal=flag) for flag in (False, True))
        found = linprog(
            self.cost,
            A_ub=above[0],
            b_ub=above[1],
            A_eq=below[0],
            b_eq=below[1],
            bounds=np.column_stack([np.zeros(len(self.most)), self.most]),
            method="highs",
        )
        if found.x is None:
            msg = f"no assignment of money to cost was found: {found.message}"
            raise RuntimeError(msg)
        return np.asarray(found.x), float(found.fun)

    def _matrix(self, *, equal: bool) -> tuple[csr_array | None, list[float] | None]:
        from scipy.sparse import csr_array  # slow to import

        rows = [row for row in self.rows if row[2] == equal]
        if not rows:
            return None, None
        starts = np.cumsum([0, *(len(terms) for terms, _, _ in rows)])
        places = [place for terms, _, _ in rows for place, _ in terms]
        values = [value for terms, _, _ in rows for _, value in terms]
        matrix = csr_array((values, places, starts), shape=(len(rows), len(self.cost)))
        return matrix, [limit for _, limit, _ in rows]
