"""A source of money, year after year: what comes in, what it pays, what becomes of the rest.

Money that may be spent for a number of months only is kept by the year it came in, and the oldest
pays first. E-Rate is the one source that holds no money (``discount``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from planner.arrays import Floats, Places, Span, as_span, is_some, sum_of_rows
from planner.projection.funding.pools import Pools
from planner.projection.funding.rationing import Ranks, keep_within, ranks_of, ration
from planner.projection.funding.sources import Fund
from planner.projection.funding.terms import SourceTerms
from planner.revenue.federal_titles import spendable_share
from planner.revenue.grants import carried_over

_HELD = ("carry", "keep")


@dataclass(frozen=True)
class OwnPools:
    """Pools of cost that a source may pay.

    Attributes
    ----------
    places : ndarray of int
        The pools, those that are kept first before the others.
    span : slice or ndarray of int
        The same, as a slice where they follow one another.
    ranks : tuple of slice or ndarray of int
        Which of them are of each priority.
    infrastructure : slice or ndarray of int
        Those that a limit on infrastructure counts, in the order of the pools.
    infrastructure_ranks : tuple of slice or ndarray of int
        Which of these are of each priority.
    """

    places: Places
    span: Span
    ranks: Ranks
    infrastructure: Span
    infrastructure_ranks: Ranks

    @classmethod
    def of(cls, own: Places, pools: Pools) -> OwnPools:
        """Those of a source, found once for all blocks of draws of a plan."""
        return _own_pools(own.tobytes(), pools.priority.tobytes(), pools.infrastructure.tobytes())


@lru_cache(maxsize=256)
def _own_pools(own: bytes, priority: bytes, infrastructure: bytes) -> OwnPools:
    rank, in_order = np.frombuffer(priority, dtype=np.intp), np.frombuffer(own, dtype=np.intp)
    places = in_order[np.argsort(rank[in_order], kind="stable")]
    limited = in_order[np.frombuffer(infrastructure, dtype=np.bool_)[in_order]]
    return OwnPools(
        places,
        as_span(places),
        ranks_of(rank[places]),
        as_span(np.nonzero(limited[:, None] == places)[1]),
        ranks_of(rank[limited]),
    )


class PayingSource:
    """A source while the years are settled.

    Attributes
    ----------
    fund, terms : Fund, SourceTerms
        Its rules, and when and how far it may pay.
    own : OwnPools
        Pools of cost that it may pay.
    paid_in : ndarray, shape (year, own pool, case)
        What it pays of them [USD].
    received, carried, lapsed, to_reserve : ndarray, shape (year, case)
        New money, and what of the rest is carried into the next year, lapses, or is moved to the
        reserve [USD].
    """

    def __init__(
        self, fund: Fund, terms: SourceTerms, own: Places, cost: Floats, pools: Pools
    ) -> None:
        self.fund, self.terms, self.cost = fund, terms, cost
        self.own = OwnPools.of(own, pools)
        self.paid_in = np.empty((cost.shape[1], len(own), cost.shape[2]))
        by_year, nothing = cost.shape[1:], np.broadcast_to(0.0, cost.shape[1:])
        self.received = nothing
        self.carried = np.zeros(by_year) if fund.unspent in _HELD else nothing
        self.lapsed = nothing if self.feeds_reserve else np.zeros(by_year)
        self.to_reserve = np.zeros(by_year) if self.feeds_reserve else nothing

    @property
    def paid(self) -> Floats:
        """What it pays of its own pools, shape (own pool, year, case) [USD]."""
        return self.paid_in.swapaxes(0, 1)

    @property
    def feeds_reserve(self) -> bool:
        """Whether what is left of a year goes to the reserve."""
        return self.fund.unspent == "reserve"

    def settle_year(self, year: int, unpaid: Floats) -> None:
        """Pay what it may of a year's unpaid cost, which becomes less.

        Parameters
        ----------
        year : int
            Place of the year.
        unpaid : ndarray, shape (pool, case)
            What no source before it has paid [USD].
        """
        raise NotImplementedError


class Cash(PayingSource):
    """A source that holds money: it pays out of what it has, and the rest is put away."""

    def __init__(
        self,
        fund: Fund,
        terms: SourceTerms,
        own: Places,
        cost: Floats,
        pools: Pools,
        received: Floats,
        opening: Floats,
    ) -> None:
        super().__init__(fund, terms, own, cost, pools)
        self.received = received
        #: Money by the years since it came in, this year's first; the last row is all older money.
        ages = self._ages_to_tell_apart(begins_with_some=is_some(opening))
        self.unspent = np.zeros((1 + ages, cost.shape[2]))
        self.unspent[min(1, ages)] = opening
        #: Ages of money in the order in which it pays, and what it may pay of a cost in each year.
        self.turns = [(*turn, self._share_of_cost(*turn)) for turn in self._turns()]
        #: Where it is the same rule every year: money stays until it is spent.
        self.keeps_all = ages == 0 and self._loses_nothing()

    def _ages_to_tell_apart(self, *, begins_with_some: bool) -> int:
        """Earlier years whose money must be told apart from the present year's.

        None where all money is subject to the same rules; one for all earlier years where only
        carrying is limited, two where the limit is tested in the next year. What a source begins
        with is money of the year before, also where no money lasts until the next year.
        """
        if self.fund.unspent not in _HELD:
            return 0
        months = self.terms.months[np.isfinite(self.terms.months)]
        ages = int(np.ceil(months.max() / 12.0)) - 1 if months.size else 0
        if begins_with_some and months.size:
            ages = max(ages, 1)
        if not np.isfinite(self.terms.carry_limit).any():
            return ages
        return max(ages, 2 if self._is_tested_later else 1)

    @property
    def _is_tested_later(self) -> bool:
        """Whether the limit on carrying is tested in the year after the money came in."""
        return self.fund.limit_after_months > 12.0

    def _turns(self) -> list[tuple[int, float]]:
        """Ages of money, the oldest first, and the share of the year until which each pays.

        Money whose limit on carrying is tested within the year pays twice: what it may before
        the test with all of it, and after the test with what is left under the limit.
        """
        turns = [(age, 1.0) for age in reversed(range(len(self.unspent)))]
        if self._is_tested_later and (1, 1.0) in turns:
            until = self.fund.limit_after_months / 12.0 - 1.0
            turns.insert(turns.index((1, 1.0)), (1, until))
        return turns

    def _share_of_cost(self, age: int, until: float) -> Floats:
        """Share of the year in which money of an age may pay, shape (year, case or 1)."""
        share = self.terms.share
        if len(self.unspent) > 1:
            share = np.minimum(share, share_left(self.terms.months, age))
        return np.minimum(share, until)

    def _loses_nothing(self) -> bool:
        """Whether all that is left is there in the next year, in every year and case."""
        terms = self.terms
        return self.fund.unspent in _HELD and not (
            is_some(terms.ends_now)
            or is_some(terms.carry_limit < np.inf)
            or is_some(terms.months < np.inf)
        )

    def settle_year(self, year: int, unpaid: Floats) -> None:
        """Take in the year's money, pay, and put away what is left."""
        self.unspent[0] += self.received[year]
        if is_some(self.unspent):
            self._pay(year, unpaid)
            self._put_away(year)
        else:
            self.paid_in[year] = 0.0

    def _pay(self, year: int, unpaid: Floats) -> None:
        """Pay with the oldest money first, and with each year's money by priority."""
        own_unpaid, room = unpaid[self.own.span], self._room_for_infrastructure(year)
        paid, turns = self.paid_in[year], 0
        for age, until, share in self.turns:
            if until == 1.0 and age == 1 and self._is_tested_later:
                self._lapse_above_limit(year)
            if not is_some(self.unspent[age]):
                continue
            pays = np.empty_like(paid) if turns else paid
            self._note_what_may_be_paid(pays, year, until, share[year], own_unpaid)
            if turns:
                pays -= paid
                np.maximum(pays, 0.0, out=pays)
            if room is not None:
                keep_within(pays, self.own.infrastructure, room, self.own.infrastructure_ranks)
            spent = ration(pays, self.unspent[age], self.own.ranks)
            if room is not None:
                room = np.maximum(room - sum_of_rows(pays[self.own.infrastructure]), 0.0)
            self.unspent[age] -= spent
            if turns:
                paid += pays
            turns += 1
        own_unpaid -= paid
        if turns > 1:  # rounding must not leave less than nothing
            np.maximum(own_unpaid, 0.0, out=own_unpaid)
        if not isinstance(self.own.span, slice):
            unpaid[self.own.span] = own_unpaid

    def _lapse_above_limit(self, year: int) -> None:
        """Let money of the year before lapse that is above the limit on carrying."""
        limit = self.terms.carry_limit[year]
        if year == 0 or len(self.unspent) < 3 or np.isinf(limit).all():
            return
        with np.errstate(invalid="ignore"):
            most = np.where(np.isinf(limit), np.inf, limit * self.received[year - 1])
        over = np.maximum(self.unspent[1] - most, 0.0)
        self.unspent[1] -= over
        self.lapsed[year] += over

    def _room_for_infrastructure(self, year: int) -> Floats | None:
        """What may go to infrastructure in the year, shape (case,); None without a limit."""
        if not self.terms.limits_infrastructure[year]:
            return None
        limit = self.terms.infrastructure_limit[year]
        with np.errstate(invalid="ignore"):
            return np.where(np.isinf(limit), np.inf, limit * sum_of_rows(self.unspent))

    def _note_what_may_be_paid(
        self, pays: Floats, year: int, until: float, share: Floats, own_unpaid: Floats
    ) -> None:
        """What money may pay of what is unpaid in a share of the year, shape (own pool, case)."""
        if self.terms.may_pay_everything[year] and until == 1.0:
            np.copyto(pays, own_unpaid)
            return
        np.multiply(self.cost[self.own.span, year], self.terms.cost_share[year], out=pays)
        pays *= share
        np.minimum(pays, own_unpaid, out=pays)

    def _put_away(self, year: int) -> None:
        """Move unspent money to the reserve or into the next year, or let it lapse."""
        if self.keeps_all:
            self.carried[year] = self.unspent[0]
            return
        if self.fund.unspent not in _HELD:
            goes_to = self.to_reserve if self.feeds_reserve else self.lapsed
            goes_to[year] = self.unspent[0]
            self.unspent[:] = 0.0
            return
        left = self.unspent.copy()
        self.unspent[:] = 0.0
        ends_now, limit = self.terms.ends_now[year], self.terms.carry_limit[year]
        if self._is_tested_later:
            limit = np.array(np.inf)
        carried = left * (1.0 - ends_now)
        carried[0] = carried_over(left[0], self.received[year], True, limit, ends_now)
        for age in range(len(carried)):
            carried[age] *= self.terms.months[year] > 12.0 * (age + 1)
            self.unspent[min(age + 1, len(carried) - 1)] += carried[age]
        self.carried[year] = sum_of_rows(carried)
        self.lapsed[year] += sum_of_rows(left - carried)


def share_left(months: Floats, age: int) -> Floats:
    """Share of a year that is left to money which came in at the start of ``age`` years before."""
    return spendable_share(np.array(0.0), months, np.array(12.0 * age))
