"""What every source provides: amounts and awards, aid per student or by last year's cost, fees."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

import numpy as np

from planner.arrays import Bools, Floats
from planner.fiscal import share_of_year
from planner.projection.funding.paid_back import PaidBack
from planner.projection.funding.sources import (
    Money,
    eligible_lines,
    lines_paid_back,
    opening_balances,
    plan_funds,
    project_terms,
    receipt_delay,
)
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.dollars import in_source_dollars, source_index, source_year
from planner.projection.inputs.people import People
from planner.reference.title_iv_a import title_iv_a_shares
from planner.revenue.capital import capital_money
from planner.revenue.federal_titles import received_with_delay, title_iv_a_limits
from planner.revenue.fees import fee_revenue
from planner.revenue.general_fund import allocation
from planner.revenue.grants import award
from planner.revenue.local_levy import levy_proceeds, share_of_levy
from planner.revenue.state_aid import paid_later, per_student_aid, two_year_allotment
from planner.revenue.yearly_money import student_share, students_counted, yearly_money

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


def project_money(inputs: Inputs, people: People) -> Money:
    """New money of every source in every year, and its terms; E-Rate comes with the cost."""
    funds, eligible = plan_funds(inputs.plan), eligible_lines(inputs.plan)
    amount = np.zeros((len(funds), len(inputs.years), inputs.cases))
    averages: dict[int, Floats] = {}
    starts, ends = inputs.of("funding", "start_date"), inputs.of("funding", "end_date")
    share, delay = share_of_year(starts, ends, inputs.year_starts), receipt_delay(inputs, funds)
    calculated_on, paid_back = lines_paid_back(inputs.plan), []
    for number, fund in enumerate(funds):
        if fund.kind != "erate":
            source = _SourceIncome(inputs, people, number, share[number])
            amount[number] = source.received(delay[number])
            if source.differs_on_average:
                averages[number] = source.on_average(amount[number])
            if not np.isnan(inputs.of("funding", "reimbursed_rate")[number]).all():
                paid_back.append(source.paid_back(calculated_on[number]))
    on_average = amount.copy() if averages else amount
    for number, average in averages.items():
        on_average[number] = average
    terms, opening = project_terms(inputs), opening_balances(inputs)
    return Money(funds, amount, on_average, eligible, terms, opening, tuple(paid_back))


class _SourceIncome:
    """New money of one source; its arrays have the shape (year or 1, case or 1)."""

    def __init__(self, inputs: Inputs, people: People, number: int, share: Floats) -> None:
        self.inputs, self.people, self.number = inputs, people, number
        self.fund, self.row = plan_funds(inputs.plan)[number], inputs.plan.funding[number]
        self.year_starts = inputs.year_starts[0]
        self.starts, self.ends = self._typed("start_date"), self._typed("end_date")
        self.share, self.index = share, source_index(inputs, number)
        typed = self._typed("amount")
        self.amount = np.where(np.isnan(typed), 0.0, typed) * self._typed("collection_rate")

    def received(self, delay: Floats) -> Floats:
        """What arrives in each year; what is late arrives in the year after.

        Of aid for the year before, only what arrives in the first year.

        Parameters
        ----------
        delay : ndarray
            Months by which its money comes late [months].
        """
        money = self._by_amount()
        for instead in (self._by_student(), self._by_fee(), self._paid_back_at_first()):
            none = np.isnan(instead)
            money = money if none.all() else np.where(none, money, instead)
        money = money * self._typed("active")
        if not delay.any():
            return np.asarray(money)
        began_before = (self.starts[:1] < self.year_starts[:1]).astype(float)
        return np.asarray(received_with_delay(money[None], delay[None], began_before[None])[0])

    @property
    def differs_on_average(self) -> bool:
        """Whether what arrives in a year may not be what counts against sustained cost."""
        paid_back = ~np.isnan(self._typed("reimbursed_rate"))
        return self.fund.award == "two_years" or bool(paid_back.any())

    def on_average(self, received: Floats) -> Floats:
        """What arrives as it counts against sustained cost, shape (year, case).

        An allotment for two years counts by half in each of them; in the first year of the plan,
        if none arrives, by half of the next one. Aid for the year before does not count yet.
        """
        paid_back = ~np.isnan(self._typed("reimbursed_rate"))
        by_person = [
            ~np.isnan(self._typed(name)) for name in ("amount_per_student", "fee_per_person")
        ]
        if self.fund.award == "two_years":
            following = received[1:2] if len(received) > 1 else received[:1]
            earlier = np.where(received[:1] == 0.0, following, 0.0)
            halves = (received + np.concatenate([earlier, received[:-1]])) / 2.0
            received = np.where(by_person[0] | by_person[1], received, halves)
        return np.where(paid_back, 0.0, received)

    def _by_amount(self) -> Floats:
        """Money by the amount typed."""
        if self.fund.award == "once":
            terms = self.amount[None], self.starts[None], self.ends[None]
            return np.asarray(award(*terms, self.year_starts[None])[0])
        index = self.index * self._with_students()
        if self.fund.award == "two_years":
            return self._two_years(index)
        limited = self.fund.kind == "title_iv_a" and self.row.for_technology
        amount = self._for_technology() if limited else self.amount
        return np.asarray(_YEARLY[self.fund.line](amount, index, self._share_collected()))

    def _share_collected(self) -> Floats:
        """Share of a year's amount that comes in it: by months, or by halves of a calendar year."""
        first_half = self._typed("first_half_rate")
        if np.isnan(first_half).all():
            return self.share
        by_halves = share_of_levy(self.starts, self.ends, self.year_starts, first_half)
        return np.where(np.isnan(first_half), self.share, by_halves)

    def _with_students(self) -> Floats:
        """Students counted since the year whose dollars the amount is in; 1 if it follows none."""
        follows = self._typed("follows_students") > 0
        if not follows.any():
            return np.ones((1, 1))
        counted, stated = self._students_counted(), source_year(self.inputs, self.number)
        places = np.broadcast_to(stated, (len(stated), counted.shape[1]))
        share = student_share(counted, np.take_along_axis(counted, places, axis=0))
        return np.where(follows, share, 1.0)

    def _students_counted(self) -> Floats:
        """Students by whom the source is given."""
        terms = self._typed("student_lag_years"), self._typed("hold_harmless_rate")
        return students_counted(self.people.students, *terms)

    def _for_technology(self) -> Floats:
        """Title IV-A: the amount, but no more than technology may have of the allocation."""
        allocation = np.nan_to_num(self._typed("allocation"), nan=np.inf)
        unit = in_source_dollars(self.inputs, self.number)
        by_year = [title_iv_a_shares(date(year - 1, 7, 1)) for year in self.inputs.plan.years]
        shares = np.array([astuple(of_year) for of_year in by_year]).T[:, :, None]
        most, _ = title_iv_a_limits(allocation, *shares)
        return np.asarray(np.minimum(self.amount, most * unit))

    def _by_student(self) -> Floats:
        """Aid per student; not a number where none is typed."""
        aid = self._typed("amount_per_student")
        if np.isnan(aid).all():
            return aid
        return per_student_aid(self._students_counted(), aid, self.index, self.share)

    def _by_fee(self) -> Floats:
        """Fees of families; not a number where none is typed."""
        fee, uptake, waived, unpaid = (self._typed(name) for name in _FEE_TERMS)
        if np.isnan(fee).all():
            return fee
        people = self.people.group(self.row.serves)
        return fee_revenue(people, fee, uptake, waived, unpaid, self.index, self.share)

    def _two_years(self, index: Floats) -> Floats:
        """An allotment that comes in full every second year, while the source is there."""
        since = np.floor((self.starts[:1] - self.year_starts[:1]) / 12.0)
        first_year = self.inputs.years[0] + np.where(np.isinf(since), 0.0, since)
        terms = self.amount[None], index[None], self.inputs.years, first_year[None]
        return np.asarray(two_year_allotment(*terms)[0] * (self.ends > self.year_starts))

    def _paid_back_at_first(self) -> Floats:
        """Aid of the first year for what was spent before; not a number where none is typed."""
        rate = self._typed("reimbursed_rate")
        if np.isnan(rate).all():
            return rate
        terms = self.paid_back(np.zeros(0, dtype=bool))
        aid = np.zeros_like(terms.share)
        aid[0] = terms.aid(0, np.nan_to_num(self._typed("spent_before")[0]))
        return np.where(np.isnan(rate), np.nan, aid)

    def paid_back(self, calculated_on: Bools) -> PaidBack:
        """Terms of aid for what was spent the year before.

        Parameters
        ----------
        calculated_on : ndarray of bool, shape (line,)
            Rows of cost whose spending it pays back.
        """
        students = self.people.students
        later = np.ones((1, 1, 1))
        year_before = paid_later(students[None], later, students[None, :1])[0]
        limits = self._typed("amount_per_student") * year_before, self._typed("amount")
        most = np.fmin(*limits) * self.index
        return PaidBack(
            number=self.number,
            rate=np.broadcast_to(np.nan_to_num(self._typed("reimbursed_rate")), students.shape),
            most=np.broadcast_to(np.where(np.isnan(most), np.inf, most), students.shape),
            share=np.broadcast_to(self.share * self._typed("active"), students.shape),
            calculated_on=calculated_on,
        )

    def _typed(self, field: str) -> Floats:
        """A column of funding."""
        return np.asarray(self.inputs.of("funding", field)[self.number])
