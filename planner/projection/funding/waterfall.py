"""The till: the sources pay, year after year, and what is left of each is put away.

State that changes while the years are settled; ``funding`` says what it comes to.
"""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats, Places, once, sum_of_rows
from planner.projection.expenses.amounts import as_span
from planner.projection.funding.pools import Cases, Pools
from planner.projection.funding.sources import Money
from planner.revenue.federal_titles import spendable_share
from planner.revenue.grants import carried_over

#: So small that nothing is less but nothing at all [USD].
_NO_WHOLE = 1e-300


class Till:
    """State of the sources while the years are settled one after the other."""

    def __init__(
        self, money: Money, pools: Pools, opening: Floats, cases: Cases, order: Places
    ) -> None:
        self.funds, self.pools, self.order = money.funds, pools, order.tolist()
        self.cost, self.by_erate = pools.cost[..., cases], pools.by_erate[..., cases]
        self.terms = {name: _of(array, cases) for name, array in vars(money.terms).items()}
        self.opening = opening[cases]
        self.paid = [np.zeros((len(own), *self.cost.shape[1:])) for own in pools.of_fund]
        self.reserve_paid, self.unfunded = np.empty_like(self.cost), np.empty_like(self.cost)
        shape, nothing = self.cost.shape[1:], np.broadcast_to(0.0, self.cost.shape[1:])
        amounts, rules = money.amount[..., cases], [fund.unspent for fund in money.funds]
        self.received = [
            np.zeros(shape) if fund.kind == "erate" else amount
            for fund, amount in zip(money.funds, amounts, strict=True)
        ]
        held = [rule in ("carry", "keep") for rule in rules]
        self.carried = [np.zeros(shape) if is_held else nothing for is_held in held]
        self.lapsed = [nothing if rule == "reserve" else np.zeros(shape) for rule in rules]
        self.to_reserve = [np.zeros(shape) if rule == "reserve" else nothing for rule in rules]
        self.feeding = [s for s, rule in enumerate(rules) if rule == "reserve"]
        self.balance = np.empty(self.cost.shape[1:])
        self.in_reserve = self.opening.copy()
        self.pockets = [
            np.zeros((1 + self._older_years(s), self.cost.shape[2])) for s in range(len(self.funds))
        ]
        self.own_pools = [as_span(own) for own in pools.of_fund]
        self.counted = [as_span(np.flatnonzero(pools.infrastructure[o])) for o in pools.of_fund]
        terms = self.terms
        in_full = (terms["cost_share"] == 1.0) & (terms["share"] == 1.0) & np.isinf(terms["months"])
        self.in_full: list[list[bool]] = np.logical_and.reduce(in_full, axis=2).tolist()
        limited = np.isfinite(terms["infrastructure_limit"])
        self.limited: list[list[bool]] = np.logical_or.reduce(limited, axis=2).tolist()

    def _older_years(self, s: int) -> int:
        """Earlier years whose money a source must tell apart from the present year's.

        None where all of it is alike; one place for all of them where only carrying is limited.
        """
        if self.funds[s].unspent not in ("carry", "keep"):
            return 0
        months, limit = self.terms["months"][s], self.terms["carry_limit"][s]
        finite = months[np.isfinite(months)]
        ageing = int(np.ceil(finite.max() / 12.0)) - 1 if finite.size else 0
        return max(ageing, int(np.isfinite(limit).any()))

    def settle_years(self) -> None:
        """All years, one after the other."""
        for year in range(self.cost.shape[1]):
            self.settle_year(year)

    def settle_year(self, year: int) -> None:
        """One year: sources in order, then the reserve; what is left is unfunded."""
        remaining = self.cost[:, year].copy()
        for s in self.order:
            if self.funds[s].kind == "erate":
                self._discount(s, year, remaining)
                continue
            pocket = self.pockets[s]
            pocket[0] += self.received[s][year]
            if pocket.any():
                self._pay(s, year, remaining)
                self._put_away(s, year)
        np.maximum(remaining, 0.0, out=remaining)
        total = sum_of_rows(remaining)
        for s in self.feeding:
            self.in_reserve = self.in_reserve + self.to_reserve[s][year]
        share = _ratio(np.minimum(total, self.in_reserve), total)
        self.reserve_paid[:, year] = remaining * share
        self.unfunded[:, year] = remaining - self.reserve_paid[:, year]
        self.in_reserve = np.maximum(self.in_reserve - total * share, 0.0)
        self.balance[year] = self.in_reserve

    def _discount(self, s: int, year: int, remaining: Floats) -> None:
        """What E-Rate pays of each pool, as long as something is unpaid."""
        paid = np.minimum(self.by_erate[:, year] * self.terms["share"][s, year], remaining)
        self.received[s][year] = sum_of_rows(paid)
        self.paid[s][:, year] = paid[self.own_pools[s]]
        remaining -= paid

    def _pay(self, s: int, year: int, remaining: Floats) -> None:
        """Pay out of a source's pocket, the oldest money first; what is left stays in it."""
        own, pocket = self.own_pools[s], self.pockets[s]
        unpaid, counted = remaining[own], self.counted[s]
        limit, limited = self.terms["infrastructure_limit"][s, year], self.limited[s][year]
        if limited:
            room = np.where(np.isinf(limit), np.inf, limit * sum_of_rows(pocket))
        paid: Floats | None = None
        for age in reversed(range(len(pocket))):
            if not pocket[age].any():
                continue
            wanted = self._wanted(s, year, age, unpaid)
            if paid is not None:
                wanted -= paid
            np.maximum(wanted, 0.0, out=wanted)
            if limited:
                asked = sum_of_rows(wanted[counted])
                wanted[counted] *= _ratio(np.minimum(asked, room), asked)
            total = sum_of_rows(wanted)
            spent = np.minimum(total, pocket[age])
            wanted *= _ratio(spent, total)
            if limited:
                room = np.maximum(room - sum_of_rows(wanted[counted]), 0.0)
            pocket[age] -= spent
            paid = wanted if paid is None else paid + wanted
        if paid is not None:
            self.paid[s][:, year] = paid
            remaining[own] -= paid

    def _wanted(self, s: int, year: int, age: int, unpaid: Floats) -> Floats:
        """What money of an age may pay of what is unpaid, shape (own pool, case)."""
        if self.in_full[s][year]:
            return unpaid.copy()
        own, share = self.own_pools[s], self._open(s, year, age)
        most = self.cost[own, year] * self.terms["cost_share"][s, year] * share
        return np.asarray(np.minimum(most, unpaid, out=most))

    def _open(self, s: int, year: int, age: int) -> Floats:
        """Share of the year in which money of an age may pay."""
        open_share: Floats = self.terms["share"][s, year]
        if len(self.pockets[s]) == 1:
            return open_share
        return np.minimum(open_share, share_left(self.terms["months"][s, year], age))

    def _put_away(self, s: int, year: int) -> None:
        """Move a source's unspent money to the reserve, into the next year, or let it lapse."""
        pocket, rule = self.pockets[s], self.funds[s].unspent
        if rule not in ("carry", "keep"):
            goes_to = self.to_reserve if rule == "reserve" else self.lapsed
            goes_to[s][year] = pocket[0]
            pocket[:] = 0.0
            return
        left = pocket.copy()
        pocket[:] = 0.0
        ends_now = self.terms["ends_now"][s, year]
        kept = left * (1.0 - ends_now)
        limit = self.terms["carry_limit"][s, year]
        kept[0] = carried_over(left[0], self.received[s][year], True, limit, ends_now)
        months = self.terms["months"][s, year]
        for age in range(len(pocket)):
            kept[age] *= months > 12.0 * (age + 1)
            pocket[min(age + 1, len(pocket) - 1)] += kept[age]
        self.carried[s][year] = sum_of_rows(kept)
        self.lapsed[s][year] = sum_of_rows(left - kept)


def _of(terms: Floats, cases: Cases) -> Floats:
    """Terms of some cases, with a case axis of length 1 where the terms are the same in all."""
    common = once(terms)
    return common if common.shape[-1] < terms.shape[-1] else terms[..., cases]


def share_left(months: Floats, age: int) -> Floats:
    """Share of a year that is left to money which came in at the start of ``age`` years before."""
    return spendable_share(np.array(0.0), months, np.array(12.0 * age))


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Part of a whole, 0 where there is no whole and so no part."""
    return np.asarray(part / np.maximum(whole, _NO_WHOLE))
