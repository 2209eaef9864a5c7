"""Who pays what: each year the sources pay eligible cost in order, the reserve last.

Pools of cost are settled, not rows. Cost is spread evenly over the months of a year: a source
that ends in September pays at most a quarter of a July-to-June year. Money that can be spent for
so many months only is held by the year it came in, and the oldest pays first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.arrays import Floats, Places, Span, sum_of_rows, unrepeated
from planner.projection.funding.pools import Pools
from planner.projection.funding.sources import Money
from planner.projection.funding.terms import Terms
from planner.projection.funding.waterfall import Reserve, Waterfall


@dataclass(frozen=True)
class Funding:
    """Who pays what.

    Attributes
    ----------
    pool_of_line : ndarray of int, shape (line,)
        Pool of every row of cost.
    pool_cost : ndarray, shape (pool, year, case)
        Cost of every pool [USD].
    own_pools : tuple of ndarray of int, shape (own pool,) each
        Pools that each source may pay.
    paid_by : tuple of ndarray, shape (own pool, year, case) each
        What each source pays of them [USD].
    reserve_paid, unfunded : ndarray, shape (pool, year, case)
        What the reserve pays, and what is unfunded [USD].
    received_by, carried_by, lapsed_by, to_reserve_by : tuple of ndarray, shape (year, case) each
        By source: new money of the year, carried into the next year, lapsed, and transferred to
        the reserve [USD].
    reserve, interest : ndarray, shape (year, case)
        Technology reserve at the end of each year, and what it earned in it [USD].
    opening : ndarray, shape (case,)
        Technology reserve at the start [USD].
    """

    pool_of_line: Places
    pool_cost: Floats
    own_pools: tuple[Places, ...]
    paid_by: tuple[Floats, ...]
    reserve_paid: Floats
    unfunded: Floats
    received_by: tuple[Floats, ...]
    carried_by: tuple[Floats, ...]
    lapsed_by: tuple[Floats, ...]
    to_reserve_by: tuple[Floats, ...]
    reserve: Floats
    interest: Floats
    opening: Floats

    @cached_property
    def paid(self) -> Floats:
        """What every source pays of every pool, shape (fund, pool, year, case) [USD]."""
        whole = np.zeros((len(self.paid_by), *self.pool_cost.shape))
        for of_fund, pools, paid in zip(whole, self.own_pools, self.paid_by, strict=True):
            of_fund[pools] = paid
        return whole

    @cached_property
    def cost(self) -> Floats:
        """Cost of everything, shape (year, case) [USD]."""
        return sum_of_rows(self.pool_cost)

    @cached_property
    def received(self) -> Floats:
        """New money of the year, shape (fund, year, case) [USD]."""
        return self._by_fund(self.received_by)

    @cached_property
    def carried(self) -> Floats:
        """Money carried into the next year, shape (fund, year, case) [USD]."""
        return self._by_fund(self.carried_by)

    @cached_property
    def lapsed(self) -> Floats:
        """Lapsed funds, shape (fund, year, case) [USD]."""
        return self._by_fund(self.lapsed_by)

    @cached_property
    def to_reserve(self) -> Floats:
        """Transfers to reserve, shape (fund, year, case) [USD]."""
        return self._by_fund(self.to_reserve_by)

    def _by_fund(self, funds: tuple[Floats, ...]) -> Floats:
        return np.array(funds).reshape(len(funds), *self.reserve.shape)


def settle(money: Money, pools: Pools, reserve: Reserve, chosen: Places | None = None) -> Funding:
    """Let the sources pay, year after year.

    Parameters
    ----------
    money : Money
        What every source provides.
    pools : Pools
        Cost to be paid.
    reserve : Reserve
        Technology reserve at the start, and its interest.
    chosen : ndarray of int, optional
        Cases that are asked for, in rising order; all if left out.
    """
    groups = cases_by_order(money.terms)
    if chosen is not None:
        groups = list(_of_chosen(groups, chosen))
    parts = [_settled(money, pools, reserve, cases, order) for cases, order in groups]
    if len(parts) == 1:
        return parts[0]
    # Cases whose sources pay in another order are settled apart and laid side by side again.
    return _side_by_side(parts, np.concatenate([cases for cases, _ in groups]))


def _of_chosen(
    groups: list[tuple[Span, Places]], chosen: Places
) -> Iterator[tuple[Places, Places]]:
    """What is chosen of every group of cases, if anything is."""
    for cases, order in groups:
        here = chosen if isinstance(cases, slice) else np.intersect1d(cases, chosen)
        if len(here):
            yield here, order


def paying_orders(terms: Terms) -> Places:
    """Numbers of the sources in the order they pay, shape (place, case).

    Most restricted first; ties go to the source that ends first, then to the one that is
    first in the table.
    """
    position = np.arange(len(terms.order), dtype=np.float64)[:, None]
    keys = np.broadcast_arrays(position, unrepeated(terms.ends), unrepeated(terms.order))
    orders = np.asarray(np.lexsort(keys, axis=0), dtype=np.intp)
    return np.broadcast_to(orders, terms.order.shape)


def cases_by_order(terms: Terms) -> list[tuple[Span, Places]]:
    """Cases whose sources pay in the same order, and the sources in that order."""
    orders = paying_orders(terms)
    if (orders == orders[:, :1]).all():
        return [(slice(None), orders[:, 0])]
    _, kind = np.unique(orders, axis=1, return_inverse=True)
    groups = [np.flatnonzero(kind == k) for k in range(int(kind.max()) + 1)]
    return [(group, orders[:, group[0]]) for group in groups]


def _settled(money: Money, pools: Pools, reserve: Reserve, cases: Span, order: Places) -> Funding:
    """All years of cases whose sources pay in the same order."""
    waterfall = Waterfall(money, pools, reserve, cases, order)
    waterfall.settle_years()
    sources = waterfall.sources
    return Funding(
        pool_of_line=pools.of_line,
        pool_cost=waterfall.cost,
        own_pools=tuple(source.own.places for source in sources),
        paid_by=tuple(source.paid for source in sources),
        reserve_paid=waterfall.reserve_paid,
        unfunded=waterfall.unfunded,
        received_by=tuple(source.received for source in sources),
        carried_by=tuple(source.carried for source in sources),
        lapsed_by=tuple(source.lapsed for source in sources),
        to_reserve_by=tuple(source.to_reserve for source in sources),
        reserve=waterfall.reserve,
        interest=waterfall.interest,
        opening=waterfall.opening,
    )


def _side_by_side(parts: list[Funding], cases: Places) -> Funding:
    """Put groups of cases together, each case at its own place."""
    place = np.argsort(cases)

    def joined(arrays: Iterable[Floats]) -> Floats:
        return np.concatenate(list(arrays), axis=-1)[..., place]

    def of_funds(name: str) -> tuple[Floats, ...]:
        return tuple(map(joined, zip(*(getattr(part, name) for part in parts), strict=True)))

    return Funding(
        pool_of_line=parts[0].pool_of_line,
        pool_cost=joined(part.pool_cost for part in parts),
        own_pools=parts[0].own_pools,
        paid_by=of_funds("paid_by"),
        reserve_paid=joined(part.reserve_paid for part in parts),
        unfunded=joined(part.unfunded for part in parts),
        received_by=of_funds("received_by"),
        carried_by=of_funds("carried_by"),
        lapsed_by=of_funds("lapsed_by"),
        to_reserve_by=of_funds("to_reserve_by"),
        reserve=joined(part.reserve for part in parts),
        interest=joined(part.interest for part in parts),
        opening=joined(part.opening for part in parts),
    )
