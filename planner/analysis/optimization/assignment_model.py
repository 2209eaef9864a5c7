"""The best assignment as a linear program: what may be chosen, and what limits it.

Every source chooses what it pays of every pool of cost in every year, within the rules that
``projection.funding`` follows: what it may pay, while it exists, with the money it has, as long
as that money may be spent. The order of paying is the only rule it need not follow; of priorities,
a higher one comes first over all years together.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

import numpy as np

from planner.analysis.optimization.linear_program import LinearProgram, Term
from planner.arrays import Floats, Places
from planner.projection.funding.paying_sources import share_left
from planner.projection.funding.pools import Pools
from planner.projection.funding.sources import Fund, Money
from planner.projection.funding.waterfall import Reserve

#: Worth of a dollar left in the reserve, compared with a dollar of cost that is paid: it only
#: decides between assignments that leave the same cost unfunded.
KEPT_DOLLAR = 1e-6
#: What may be unfunded beyond the least, so that rounding leaves a solution [USD].
_A_CENT = 0.01


@dataclass
class Assignment:
    """The linear program of one case, and where its variables are.

    Attributes
    ----------
    paid : dict
        Variables of what source s pays of pool k in year y, one for each year its money came in.
    reserve, unfunded : dict
        Variables of what the reserve pays of pool k in year y, and of what is unfunded.
    balance : list of int
        Variable of the reserve at the end of each year.
    priority : ndarray of int, shape (pool,)
        1 is kept first.
    """

    program: LinearProgram
    paid: dict[tuple[int, int, int], list[int]]
    reserve: dict[tuple[int, int], int]
    unfunded: dict[tuple[int, int], int]
    balance: list[int]
    priority: Places

    def least_unfunded(self, in_order: Floats) -> Floats:
        """All variables where as little as possible is unfunded, and hold the program to that.

        First of what is kept first; of all ways to do that, of the next priority; and so on.

        Parameters
        ----------
        in_order : ndarray, shape (pool, year)
            What the plan's own order leaves unfunded: something. Of what is kept first, as long as
            it is nothing, nothing is known to be the least [USD].
        """
        cost, chosen, all_paid = self.program.cost, np.zeros(0), True
        shape = len(self.priority), len(self.balance)
        places = np.array(list(self.unfunded.values()), np.intp).reshape(shape)
        for priority in np.unique(self.priority):
            here, least = places[self.priority == priority], 0.0
            all_paid = all_paid and not in_order[self.priority == priority].any()
            if not all_paid:
                others = set(places.ravel()) - set(here.ravel())
                self.program.cost = [0.0 if n in others else each for n, each in enumerate(cost)]
                chosen = self.program.solve()[0]
                least = float(chosen[here].sum(axis=0).sum())
            self.program.at_most([(place, 1.0) for place in here.ravel()], least + _A_CENT)
        return chosen

    def amounts(self, chosen: Floats, shape: tuple[int, int, int]) -> tuple[Floats, Floats, Floats]:
        """What is paid by source, pool and year, by the reserve, and left unfunded [USD]."""
        paid, reserve, unfunded = np.zeros(shape), np.zeros(shape[1:]), np.zeros(shape[1:])
        each = chosen.tolist()
        for (s, k, y), places in self.paid.items():
            paid[s, k, y] = each[places[0]] if len(places) == 1 else chosen[places].sum()
        for (k, y), place in self.reserve.items():
            reserve[k, y] = each[place]
        for (k, y), place in self.unfunded.items():
            unfunded[k, y] = each[place]
        return paid, reserve, unfunded


def assignment_model(pools: Pools, money: Money, reserve: Reserve, case: int) -> Assignment:
    """Linear program of the best assignment in one case: as little unfunded as possible."""
    return _Model(pools, money, reserve, case).build()


class _Model:
    def __init__(self, pools: Pools, money: Money, reserve: Reserve, case: int) -> None:
        self.pools, self.money, self.case = pools, money, case
        self.opening = float(reserve.opening[case])
        self.interest_rate = reserve.interest_rate[:, case]
        # Lists, as thousands of numbers are looked at one by one.
        self.cost = pools.cost[:, :, case].tolist()
        terms = {field.name: getattr(money.terms, field.name) for field in fields(money.terms)}
        self.terms = {name: of_sources[..., case].tolist() for name, of_sources in terms.items()}
        self.eligible = [np.flatnonzero(may_pay).tolist() for may_pay in pools.eligible]
        self.count = pools.cost.shape[1]
        self.program = LinearProgram()
        self.made = Assignment(self.program, {}, {}, {}, [], pools.priority)
        self.to_reserve: dict[int, list[Term]] = {y: [] for y in range(self.count)}

    def build(self) -> Assignment:
        for s, fund in enumerate(self.money.funds):
            if fund.kind == "erate":
                self._erate(s)
            else:
                self._source(s, fund)
        self._every_cost_is_paid_or_unfunded()
        self._reserve()
        return self.made

    def _term(self, name: str, s: int, year: int) -> float:
        value: float = self.terms[name][s][year]
        return value

    def _erate(self, s: int) -> None:
        """The discount is available up to its share of each bill, refunds a year later."""
        earned = [0.0] * self.count
        by_erate = self.pools.by_erate[:, :, self.case].tolist()
        for k, y in np.ndindex(len(self.cost), self.count):
            most = by_erate[k][y] * self._term("share", s, y)
            earned[y] += min(most, self.cost[k][y])
            on_bill = min(most, self.cost[k][y]) * (1.0 - self._term("refunded", s, y))
            if on_bill > 0:
                self.made.paid[s, k, y] = [self.program.variable(on_bill)]
        for y in range(self.count):
            refund = earned[y] * self._term("refunded_before", s, y)
            refund += earned[y - 1] * self._term("refunded", s, y - 1) if y else 0.0
            if refund > 0:
                self._refund(s, y, refund)

    def _refund(self, s: int, y: int, refund: float) -> None:
        """A refund pays eligible bills of its year, and the rest goes to the reserve."""
        moved = self.program.variable()
        self.to_reserve[y].append((moved, -1.0))
        terms = [(moved, 1.0)]
        for k in self.eligible[s]:
            place = self.program.variable(self.cost[k][y])
            self.made.paid.setdefault((s, k, y), []).append(place)
            terms.append((place, 1.0))
        self.program.at_most(terms, refund)

    def _source(self, s: int, fund: Fund) -> None:
        """What a source pays out of each year's money, and what becomes of the rest."""
        before: dict[int, int] = {}  # year the money came in: variable of what was carried of it
        opening = float(self.money.opening[s, self.case])
        if opening > 0:
            before[-1] = self.program.variable(opening)
        for y in range(self.count):
            received = float(self.money.amount[s, y, self.case])
            came_in = [y] if self._is_ageless(s) else [*before, y]
            paid = {v: self._paid(s, y, y - v) for v in came_in}
            self._ceilings(s, y, paid)
            self._infrastructure(s, y, received, before)
            before = self._left_over(s, fund, y, received, before, paid)

    def _is_ageless(self, s: int) -> bool:
        """Whether it makes no difference in which year a source's money came in."""
        terms = self.money.terms
        return bool(np.isinf([terms.months[s], terms.carry_limit[s]])[..., self.case].all())

    def _paid(self, s: int, y: int, age: int) -> dict[int, int]:
        """Variables of what money of an age pays of every pool."""
        found: dict[int, int] = {}
        if self._open(s, y, age) > 0:
            for k in self.eligible[s]:
                if self.cost[k][y] > 0:
                    found[k] = self.program.variable()
                    self.made.paid.setdefault((s, k, y), []).append(found[k])
        return found

    def _open(self, s: int, y: int, age: int) -> float:
        return min(self._term("share", s, y), _share_left(self._term("months", s, y), age))

    def _ceilings(self, s: int, y: int, paid: dict[int, dict[int, int]]) -> None:
        """Older money has fewer months, and all of it no more than the source may pay."""
        for age in range(len(paid)):
            most = self._open(s, y, age) * self._term("cost_share", s, y)
            for k in paid.get(y - age, {}):
                older = [(p[k], 1.0) for v, p in paid.items() if y - v >= age and k in p]
                self.program.at_most(older, most * self.cost[k][y])

    def _tested_later(self, s: int, y: int, paid: dict[int, dict[int, int]]) -> list[Term]:
        """What money of the year before pays after its limit on carrying was tested.

        Before the test, in the first months of the year, all of it may pay; older money can wait
        for the months after.
        """
        until = self.money.funds[s].limit_after_months / 12.0 - 1.0
        most = min(self._open(s, y, 1), until) * self._term("cost_share", s, y)
        terms: list[Term] = []
        for k, place in paid[y - 1].items():
            early = self.program.variable(most * self.cost[k][y])
            self.program.at_most([(early, 1.0), (place, -1.0)], 0.0)
            terms += [(place, 1.0), (early, -1.0)]
        return terms

    def _infrastructure(self, s: int, y: int, received: float, before: dict[int, int]) -> None:
        limit = self._term("infrastructure_limit", s, y)
        if not np.isfinite(limit):
            return
        counted = [
            (place, 1.0)
            for k in np.flatnonzero(self.pools.infrastructure)
            for place in self.made.paid.get((s, int(k), y), [])
        ]
        carried = [(place, -limit) for place in before.values()]
        self.program.at_most([*counted, *carried], limit * received)

    def _left_over(
        self,
        s: int,
        fund: Fund,
        y: int,
        received: float,
        before: dict[int, int],
        paid: dict[int, dict[int, int]],
    ) -> dict[int, int]:
        """What is paid and kept of each year's money is no more than there was of it."""
        keeps = fund.unspent in ("carry", "keep") and not self._term("ends_now", s, y)
        after: dict[int, int] = {}
        later = fund.limit_after_months > 12.0
        for v, by_pool in paid.items():
            spent = [(place, 1.0) for place in by_pool.values()]
            earlier = [place for w, place in before.items() if w == v or self._is_ageless(s)]
            had = [(place, -1.0) for place in earlier]
            kept: list[Term] = []
            if keeps and self._term("months", s, y) > 12.0 * (y - v + 1):
                limit = self._term("carry_limit", s, y) if v == y and not later else np.inf
                most = limit * received if np.isfinite(limit) else np.inf
                after[v] = self.program.variable(most)
                kept = [(after[v], 1.0)]
            elif fund.unspent == "reserve":
                moved = self.program.variable()
                self.to_reserve[y].append((moved, -1.0))
                kept = [(moved, 1.0)]
            self.program.at_most([*spent, *kept, *had], received if v == y else 0.0)
            limit = self._term("carry_limit", s, y)
            if later and v == y - 1 and v >= 0 and np.isfinite(limit):
                most = limit * float(self.money.amount[s, v, self.case])
                self.program.at_most([*self._tested_later(s, y, paid), *kept], most)
        return after

    def _every_cost_is_paid_or_unfunded(self) -> None:
        for k, y in np.ndindex(len(self.cost), self.count):
            reserve, unfunded = self.program.variable(), self.program.variable(cost=1.0)
            self.made.reserve[k, y], self.made.unfunded[k, y] = reserve, unfunded
            by_sources = [
                (place, 1.0)
                for s in range(len(self.money.funds))
                for place in self.made.paid.get((s, k, y), [])
            ]
            self.program.equal([*by_sources, (reserve, 1.0), (unfunded, 1.0)], self.cost[k][y])

    def _reserve(self) -> None:
        """Balance = balance before with its interest + moved in - paid out."""
        for y in range(self.count):
            last = -KEPT_DOLLAR if y == self.count - 1 else 0.0
            balance = self.program.variable(cost=last)
            out = [(self.made.reserve[k, y], 1.0) for k in range(len(self.cost))]
            grown = 1.0 + float(self.interest_rate[y])
            carried = [(self.made.balance[-1], -grown)] if self.made.balance else []
            opening = 0.0 if self.made.balance else self.opening * grown
            terms = [(balance, 1.0), *out, *carried, *self.to_reserve[y]]
            self.program.equal(terms, opening)
            self.made.balance.append(balance)


@cache
def _share_left(months: float, age: int) -> float:
    """Share of a year that is left to money which came in so many years before."""
    return float(share_left(np.array(months), age))
