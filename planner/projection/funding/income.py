"""What every source provides: amounts and awards, aid per student or by last year's cost, fees."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

import numpy as np

from planner.arrays import Bools, Floats
from planner.costs.escalation import price_index
from planner.fiscal import share_of_year
from planner.plan.tables import FundingRow
from planner.projection.expenses.project_expenses import Expenses
from planner.projection.funding.sources import (
    Money,
    eligible_lines,
    plan_funds,
    project_terms,
    receipt_delay,
)
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.people import People
from planner.reference.accounts import funding_rules
from planner.reference.title_iv_a import title_iv_a_shares
from planner.revenue.capital import capital_money
from planner.revenue.federal_titles import received_with_delay, title_iv_a_limits
from planner.revenue.fees import fee_revenue
from planner.revenue.general_fund import allocation
from planner.revenue.grants import award
from planner.revenue.local_levy import levy_proceeds
from planner.revenue.state_aid import (
    paid_later,
    per_student_aid,
    reimbursed_aid,
    two_year_allotment,
)
from planner.revenue.yearly_money import yearly_money

#: Formula of a full year's amount, by the file the kind belongs to.
_YEARLY = {
    "general_fund": allocation,
    "local_levy": levy_proceeds,
    "grants": yearly_money,
    "federal_titles": yearly_money,
    "state_aid": yearly_money,
    "fees": yearly_money,
    "capital": capital_money,
}

#: What fees are calculated from.
_FEE_TERMS = ("fee_per_person", "uptake_rate", "waived_rate", "unpaid_rate")


def project_money(inputs: Inputs, people: People, expenses: Expenses) -> Money:
    """New money of every source in every year, and its terms; E-Rate comes with the cost."""
    eligible = eligible_lines(inputs.plan)
    return Money(
        funds=plan_funds(inputs.plan),
        amount=_Income(inputs, people, expenses, eligible).amounts(),
        eligible=eligible,
        terms=project_terms(inputs),
    )


class _Income:
    """New money of every source, one after the other."""

    def __init__(self, inputs: Inputs, people: People, expenses: Expenses, eligible: Bools) -> None:
        self.inputs, self.people, self.expenses = inputs, people, expenses
        self.eligible = eligible
        self.funds = plan_funds(inputs.plan)
        self.shape = (len(self.funds), len(inputs.years), inputs.cases)
        self.starts = self._typed("start_date")
        self.ends = self._typed("end_date")
        self.share = share_of_year(self.starts, self.ends, inputs.year_starts)
        self.index = [self._index(s) for s in range(len(self.funds))]
        self.amount = np.nan_to_num(self._typed("amount"))
        self.delay = receipt_delay(inputs, self.funds)

    def amounts(self) -> Floats:
        """New money, shape (fund, year, case)."""
        new = np.zeros(self.shape)
        for s, row in enumerate(self.inputs.plan.funding):
            if row.kind != "erate":
                new[s] = self._of_source(s, row)
        return new

    def _of_source(self, s: int, row: FundingRow) -> Floats:
        """What arrives in the year; what is late arrives in the year after."""
        money = self._by_amount(s)
        for reckoned in (self._by_student(s), self._by_fee(s, row), self._paid_a_year_later(s)):
            none = np.isnan(reckoned)
            money = money if none.all() else np.where(none, money, reckoned)
        money = money * self._typed("active")[s]
        late = self.delay[s : s + 1]
        if not late.any():
            return np.asarray(money)
        began_before = self.starts[s : s + 1, :1] < self.inputs.year_starts[:, :1]
        return np.asarray(received_with_delay(money[None], late, began_before.astype(float))[0])

    def _by_amount(self, s: int) -> Floats:
        """Money by the amount typed."""
        here, kind = slice(s, s + 1), self.funds[s].award
        if kind == "once":
            starts, ends = self.starts[here], self.ends[here]
            return np.asarray(award(self.amount[here], starts, ends, self.inputs.year_starts)[0])
        if kind == "two_years":
            return self._two_years(s)
        formula = _YEARLY[self.funds[s].line]
        if self.funds[s].kind == "title_iv_a":
            return np.asarray(formula(self._for_technology(s), self.index[s], self.share[s]))
        return np.asarray(formula(self.amount[s], self.index[s], self.share[s]))

    def _for_technology(self, s: int) -> Floats:
        """Title IV-A: the amount, but no more than technology may have of the allocation."""
        allocation = np.nan_to_num(self._typed("allocation")[s], nan=np.inf)
        by_year = [title_iv_a_shares(date(year - 1, 7, 1)) for year in self.inputs.plan.years]
        shares = np.array([astuple(of_year) for of_year in by_year]).T[:, :, None]
        most, _ = title_iv_a_limits(allocation, *shares)
        return np.asarray(np.minimum(self.amount[s], most))

    def _by_student(self, s: int) -> Floats:
        """Aid per student; not a number if none is typed."""
        aid: Floats = self._typed("amount_per_student")[s]
        if np.isnan(aid).all():
            return aid
        return per_student_aid(self.people.students, aid, self.index[s], self.share[s])

    def _by_fee(self, s: int, row: FundingRow) -> Floats:
        """Fees of families; not a number where none is typed."""
        fee, uptake, waived, unpaid = (self._typed(name)[s] for name in _FEE_TERMS)
        if np.isnan(fee).all():
            return np.asarray(fee)
        people = self.people.group(row.serves)
        return fee_revenue(people, fee, uptake, waived, unpaid, self.index[s], self.share[s])

    def _two_years(self, s: int) -> Floats:
        """An allotment that comes whole every second year, while the source is there."""
        here, year_starts = slice(s, s + 1), self.inputs.year_starts
        since = np.floor((self.starts[here, :1] - year_starts[:, :1]) / 12.0)
        first_year = self.inputs.years[0] + np.where(np.isinf(since), 0.0, since)
        whole = two_year_allotment(
            self.amount[here], self.index[s][None], self.inputs.years, first_year
        )
        return np.asarray((whole * (self.ends[here] > year_starts))[0])

    def _paid_a_year_later(self, s: int) -> Floats:
        """Aid for what was spent the year before; not a number where none is typed."""
        rate: Floats = self._typed("reimbursed_rate")[s]
        if np.isnan(rate).all():
            return rate
        spent = self.expenses.cost_of(self.eligible[s][None])
        later = np.ones((1, 1, 1))
        before = np.nan_to_num(self._typed("spent_before")[s : s + 1, :1])
        students = self.people.students[None]
        year_before = paid_later(students, later, students[:, :1])[0]
        limits = (self._typed("amount_per_student")[s] * year_before, self._typed("amount")[s])
        most = np.fmin(*limits) * self.index[s]
        most = np.where(np.isnan(most), np.inf, most)
        aid = reimbursed_aid(paid_later(spent, later, before)[0], rate, most)
        return np.asarray(aid * self.share[s])

    def _typed(self, field: str) -> Floats:
        """A column of funding, shape (fund, year or 1, case or 1)."""
        return self.inputs.of("funding", field)

    def _index(self, s: int) -> Floats:
        """Growth since the first year, a source's own, its kind's driver's, or none.

        Shape (year, case or 1).
        """
        growth = self._typed("growth_rate")[s]
        driver = funding_rules()[self.funds[s].kind].growth_driver
        usual = self.inputs.drivers[driver] if driver else np.zeros((self.shape[1], 1))
        return np.asarray(price_index(np.where(np.isnan(growth), usual, growth)[None])[0])
