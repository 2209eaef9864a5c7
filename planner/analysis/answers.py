"""The answers a board needs, computed in one place.

Is the plan structurally balanced? Which recurring cost is paid with one-time money? When does that
money fall away, and how far? How long does the reserve last? What can nobody pay?
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from planner.analysis.answer_frames import fleets_frame, rows_frame, sources_frame, years_frame
from planner.analysis.figures import Cliff, Figures
from planner.analysis.figures_of_answers import figures_of
from planner.arrays import Bools, Floats
from planner.projection.ending_money import ends_in_plan
from planner.projection.project import Projection
from planner.projection.yearly_totals import A_CENT, paid_one_time

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["A_CENT", "Answers", "Cliff", "answers"]


@dataclass(frozen=True)
class Answers:
    """What one scenario means, year by year.

    Arrays run over the fiscal years in ``years`` [USD unless said otherwise]; those of rows of
    cost have the shape (line, year). ``docs/model.md`` defines each of them.

    Attributes
    ----------
    recurring_revenue, sustained_cost, structural_balance : ndarray
        What recurring money covers and leaves free, what keeping everything up costs, and the
        difference.
    recurring_on_one_time_by_row : ndarray, shape (line, year)
        Recurring cost paid by one-time sources, the reserve, or an earlier prepayment.
    one_time_support : ndarray
        The part of it that is not the reserve.
    ending : tuple of (str, ndarray)
        Recurring cost that each source which ends covers, with its renewals; without a name:
        prepayments. What falls away at the cliff.
    base_to_restore : ndarray
        Base budget displaced by money that has ended.
    unfunded_by_row : ndarray, shape (line, year)
        Cost that no source can pay.
    first_under_policy, reserve_used_up, first_unfunded : int or None
        Fiscal year in which the reserve is first below policy, is first empty, and in which
        cost is first unfunded.
    case : int
        Which case of the projection it is.
    """

    projection: Projection
    years: tuple[int, ...]
    cost: Floats
    cost_by_row: Floats
    recurring_revenue: Floats
    sustained_cost: Floats
    structural_balance: Floats
    recurring_on_one_time_by_row: Floats
    one_time_support: Floats
    ending: tuple[tuple[str, Floats], ...]
    base_to_restore: Floats
    unfunded_by_row: Floats
    reserve: Floats
    reserve_policy: Floats
    students: Floats
    devices: Floats
    case: int = 0

    def frame(self) -> pd.DataFrame:
        """A row for each fiscal year; columns as ``years`` of the results as JSON [USD].

        Examples
        --------
        >>> from planner.packaged import example
        >>> from planner.plan.read import read_plan
        >>> from planner.projection.project import project
        >>> frame = answers(project(read_plan(example("prairie-view")))).frame()
        >>> list(frame.columns)[:3], len(frame)
        (['fiscal_year', 'students', 'cost'], 8)
        """
        return years_frame(self)

    def rows_frame(self) -> pd.DataFrame:
        """A row for each row of cost and fiscal year: what it costs, and who pays it [USD]."""
        return rows_frame(self)

    def sources_frame(self) -> pd.DataFrame:
        """A row for each source of money and fiscal year: what comes in, and what it pays [USD]."""
        return sources_frame(self)

    def fleets_frame(self) -> pd.DataFrame:
        """A row for each fleet and fiscal year: in service, bought, past support [devices]."""
        return fleets_frame(self)

    @cached_property
    def figures(self) -> Figures:
        """The same as plain lists: what every word of a page is made of."""
        return figures_of(self)

    @property
    def scenario(self) -> str:
        """Name of the scenario."""
        return self.projection.scenarios[0].name

    @property
    def title(self) -> str:
        """Title of the scenario, as the page calls it."""
        return self.projection.scenarios[0].title or self.scenario

    @property
    def unfunded(self) -> Floats:
        """Cost that no source can pay, by year [USD]."""
        return np.asarray(self.unfunded_by_row.sum(axis=0))

    @property
    def unfunded_in_all(self) -> float:
        """Cost that no source can pay, over the whole plan [USD]."""
        return float(self.unfunded.sum())

    @property
    def recurring_on_one_time(self) -> Floats:
        """Recurring cost paid with one-time money or the reserve, by year [USD]."""
        return np.asarray(self.recurring_on_one_time_by_row.sum(axis=0))

    @property
    def cost_per_student(self) -> Floats:
        """Sustained cost for each student, not a number without students [USD per student].

        What is paid in a year depends on whether devices happen to be due in it; what keeping
        everything up costs does not.
        """
        return self._per_student(self.sustained_cost)

    @property
    def cash_cost_per_student(self) -> Floats:
        """What is paid in the year for each student, as above [USD per student]."""
        return self._per_student(self.cost)

    def _per_student(self, amounts: Floats) -> Floats:
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(np.where(self.students > 0, amounts / self.students, np.nan))

    @property
    def ending_support(self) -> Floats:
        """Recurring cost that is covered by money that ends, by year [USD]."""
        return np.asarray(sum((amounts for _, amounts in self.ending), np.zeros(len(self.years))))

    @cached_property
    def cliff(self) -> Cliff | None:
        """The year in which money that ends covers less by most, if it ever does."""
        falls = self.ending_support[:-1] - self.ending_support[1:]
        if not falls.size or falls.max() < A_CENT:
            return None
        worst = int(np.argmax(falls))
        each = [(name, float(amounts[worst] - amounts[worst + 1])) for name, amounts in self.ending]
        by_size = sorted(each, key=lambda fall: -fall[1])
        return Cliff(self.years[worst + 1], float(falls[worst]), tuple(by_size))

    @property
    def first_under_policy(self) -> int | None:
        """First year the reserve ends below the board's policy."""
        return self._first(self.reserve < self.reserve_policy - A_CENT)

    @property
    def reserve_used_up(self) -> int | None:
        """First year the reserve ends empty."""
        return self._first(self.reserve < A_CENT)

    @property
    def first_unfunded(self) -> int | None:
        """First year in which nobody pays some of the cost."""
        return self._first(self.unfunded > A_CENT)

    @property
    def first_structural_gap(self) -> int | None:
        """First year in which sustained cost is above recurring revenue."""
        return self._first(self.structural_balance < -A_CENT)

    def _first(self, holds: Bools) -> int | None:
        return self.years[int(np.argmax(holds))] if holds.any() else None


def answers(projection: Projection, case: int = 0) -> Answers:
    """Answer the board's questions for one case of a projection.

    Parameters
    ----------
    projection : Projection
        A projected plan.
    case : int
        Which case.

    Returns
    -------
    Answers
        Structural balance, cliff, runway and the rest.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.project import project
    >>> found = answers(project(read_plan(example("prairie-view"))))
    >>> found.structural_balance.shape == (len(found.years),)
    True
    """
    expenses, funding = projection.expenses, projection.funding
    recurring = expenses.recurring[:, None]
    # Totals are sums of the rows that the page lists, so that its columns add up.
    cost = expenses.cost[:, :, case]
    structural = projection.structural.balance[:, case]
    sustained = expenses.sustained[:, :, case].sum(axis=0)
    granted = projection.by_line(paid_one_time(projection))[:, :, case] * recurring
    from_reserve = projection.by_line(funding.reserve_paid)[:, :, case] * recurring
    prepaid = expenses.prepaid[:, :, case] * recurring
    return Answers(
        projection=projection,
        years=projection.years,
        cost=cost.sum(axis=0),
        cost_by_row=cost,
        recurring_revenue=sustained + structural,
        sustained_cost=sustained,
        structural_balance=structural,
        recurring_on_one_time_by_row=granted + from_reserve + prepaid,
        one_time_support=(granted + prepaid).sum(axis=0),
        ending=_ending(projection, case, prepaid.sum(axis=0)),
        base_to_restore=projection.money.terms.to_restore[:, :, case].sum(axis=0),
        unfunded_by_row=projection.by_line(funding.unfunded)[:, :, case],
        reserve=funding.reserve[:, case],
        reserve_policy=projection.reserve_policy[:, case],
        students=projection.students[:, case],
        devices=expenses.fleets.in_service[:, :, case].sum(axis=0),
        case=case,
    )


def _ending(projection: Projection, case: int, prepaid: Floats) -> tuple[tuple[str, Floats], ...]:
    """Recurring cost covered by money that ends, by source; prepayments have no name.

    Renewals count with what they renew: together they cover less only if less is renewed.
    """
    recurring = projection.expenses.recurring[:, None]
    ends, renews = (_of_case(flags, case) for flags in ends_in_plan(projection))
    found: list[tuple[str, Floats]] = []
    by_kind: dict[str, list[int]] = {}
    for place, fund in enumerate(projection.funds):
        if not fund.recurring:
            paid = projection.by_line(projection.funding.paid[place])[:, :, case] * recurring
            found.append((fund.name, paid.sum(axis=0)))
        elif ends[place] or renews[place]:
            by_kind.setdefault(fund.kind, []).append(place)
    for places in by_kind.values():
        names = [projection.funds[place].name for place in places if ends[place]]
        covered = projection.structural.covered[places, :, case].sum(axis=0)
        found.append((" and ".join(names), covered))
    return (*found, ("", prepaid))


def _of_case(flags: Bools, case: int) -> Bools:
    return flags[:, case if flags.shape[1] > 1 else 0]
