"""E-Rate as a source: it holds no money, but takes its discount off the bills."""

from __future__ import annotations

import numpy as np

from planner.arrays import Floats, Places, as_span, sum_of_rows
from planner.projection.funding.paying_sources import PayingSource
from planner.projection.funding.pools import Pools
from planner.projection.funding.rationing import ration
from planner.projection.funding.sources import Fund
from planner.projection.funding.terms import SourceTerms


class Discount(PayingSource):
    """E-Rate: a share of each eligible bill, as long as something of it is unpaid.

    What comes as a refund in the next year (BEAR) repays a bill that the district has paid in full:
    it pays what else is unpaid of eligible bills then, by priority, and the rest goes to the
    reserve. The discount itself is a share of each bill, whatever its priority.
    """

    def __init__(
        self,
        fund: Fund,
        terms: SourceTerms,
        own: Places,
        cost: Floats,
        pools: Pools,
        offered: Floats,
    ) -> None:
        super().__init__(fund, terms, own, cost, pools)
        self.offered, self.bills = offered, as_span(own)
        #: Places among the bills of the pools that are kept first before the others.
        self.in_order = np.searchsorted(own, self.own.places)
        self.received, self.owed = np.zeros(cost.shape[1:]), np.zeros(cost.shape[2])
        if self.feeds_reserve:
            self.to_reserve = np.zeros(cost.shape[1:])

    @property
    def feeds_reserve(self) -> bool:
        """Whether refunds may be left for the reserve."""
        return bool(self.terms.refunded.any())

    def settle_year(self, year: int, unpaid: Floats) -> None:
        """What E-Rate pays of each pool is also all that it provides, refunds aside."""
        unpaid_bills = unpaid[self.bills]
        paid = np.minimum(self.offered[:, year] * self.terms.share[year], unpaid_bills)
        if self.feeds_reserve:
            self._settle_with_refunds(year, paid, unpaid)
            return
        self.received[year] = sum_of_rows(paid)
        self.paid_in[year] = paid[self.in_order]
        unpaid[self.bills] = unpaid_bills - paid

    def _settle_with_refunds(self, year: int, discount: Floats, unpaid: Floats) -> None:
        """Take the part of the discount that is on the bill, and pay with last year's refund."""
        earned, refunded = sum_of_rows(discount), self.terms.refunded[year]
        refund = self.owed + earned * self.terms.refunded_before[year]
        on_bills, own = discount * (1.0 - refunded), self.own.span
        paid = on_bills[self.in_order]
        left = unpaid[own] - paid
        spent = ration(left, refund, self.own.ranks)
        self.received[year] = sum_of_rows(on_bills) + refund
        self.paid_in[year] = paid + left
        self.to_reserve[year] = refund - spent
        self.owed = earned * refunded
        # Rounding must not leave less than nothing.
        unpaid[own] = np.maximum(unpaid[own] - self.paid_in[year], 0.0)
