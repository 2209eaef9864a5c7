"""From a plan to its projection: one list of calls, in the order of a budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from planner.arrays import Floats, Places
from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import BASE, Change, Scenario, scenario_of
from planner.projection.costed import Costed, cost_inputs
from planner.projection.expenses.cost_rows import CostRow
from planner.projection.expenses.project_expenses import Expenses
from planner.projection.funding.erate_support import ErateShare
from planner.projection.funding.income import project_money
from planner.projection.funding.pools import Pools, pools_of
from planner.projection.funding.settle import Funding, settle
from planner.projection.funding.sources import Fund, Money
from planner.projection.funding.structural import Structural, structural_balance
from planner.projection.funding.waterfall import Reserve
from planner.projection.inputs.cases import Inputs, case_inputs, other_inputs
from planner.projection.inputs.people import People, count_people
from planner.projection.inputs.scenario_plan import scenario_plan
from planner.projection.inputs.variations import Variation, variation_of, variations_of
from planner.projection.reuse import Unchanged


@dataclass(frozen=True)
class Projection:
    """A plan carried forward, for one case or for many.

    Attributes
    ----------
    plan : Plan
        The plan with the scenario's words and choices in it.
    scenarios : tuple of Scenario
        One for each case.
    inputs, people : Inputs, People
        What it was calculated with, and the headcounts.
    expenses, provided : Expenses, Money
        What it costs, and what comes in, but for aid that depends on who paid the year before;
        arrays end with the case axis.
    pools : Pools
        Rows of cost that the same sources may pay.
    erate_share : ErateShare
        Share of cost, and of sustained cost, that E-Rate pays while it runs [share].

    Who pays what and the structural balance are calculated when first asked for: neither depends
    on the other, and a question about many cases seldom needs both.
    """

    plan: Plan
    scenarios: tuple[Scenario, ...]
    inputs: Inputs
    people: People
    expenses: Expenses
    provided: Money
    pools: Pools
    erate_share: ErateShare

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years."""
        return self.plan.years

    @cached_property
    def funding(self) -> Funding:
        """Who pays what."""
        return settle(self.provided, self.pools, reserve_of(self.inputs))

    def funding_of(self, cases: Places) -> Funding:
        """Who pays what in some of the cases, in rising order, where no others are asked for."""
        if len(cases) == self.inputs.cases:
            return self.funding
        return settle(self.provided, self.pools, reserve_of(self.inputs), cases)

    @cached_property
    def money(self) -> Money:
        """What comes in, with aid for the year before."""
        if not self.provided.paid_back:
            return self.provided
        return replace(self.provided, amount=_with_aid(self.provided, self.funding))

    @cached_property
    def structural(self) -> Structural:
        """Recurring money of each year against that year's sustained cost."""
        return self.structural_in(slice(None))

    def structural_in(self, years: slice) -> Structural:
        """The same of some years, where no others are asked for."""
        share = self.erate_share.of_sustained
        return structural_balance(self.expenses, self.provided, self.pools, share, years)

    @cached_property
    def reserve_policy(self) -> Floats:
        """Reserve that the board's policy asks for, shape (year, case) [USD]."""
        return np.asarray(self.funding.cost * self.inputs.district["reserve_policy_rate"])

    @property
    def students(self) -> Floats:
        """Students, shape (year, case) [people]."""
        return self.people.students

    @property
    def staff(self) -> Floats:
        """Employees, shape (year, case) [people]."""
        return self.people.staff

    @property
    def lines(self) -> tuple[CostRow, ...]:
        """Rows of cost."""
        return self.expenses.lines

    @property
    def funds(self) -> tuple[Fund, ...]:
        """Sources of money."""
        return self.provided.funds

    def by_line(self, of_pools: Floats) -> Floats:
        """Amounts of pools shared out to their rows in proportion to cost.

        Parameters
        ----------
        of_pools : ndarray, shape (..., pool, year, case)
            For instance what one source paid [USD].

        Returns
        -------
        ndarray, shape (..., line, year, case)
            The same, row by row [USD].
        """
        pool = self.funding.pool_of_line
        whole = self.funding.pool_cost[pool]
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(whole > 0, self.expenses.cost / whole, 0.0)
        return np.asarray(of_pools[..., pool, :, :] * share)


def project(plan: Plan, scenario: str | Scenario = BASE) -> Projection:
    """Carry a plan forward under one scenario.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : str or Scenario
        Name of a scenario of the plan, several joined by ``+``, or a scenario of your own.

    Returns
    -------
    Projection
        Arrays with one case.

    Raises
    ------
    PlanError
        If the plan has no such scenario.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> project(read_plan(example("prairie-view"))).expenses.cost.shape[2]
    1
    """
    return project_cases(plan, [scenario_of(plan, scenario)])[0]


def project_many(plan: Plan, scenarios: Sequence[str | Scenario]) -> tuple[Projection, ...]:
    """Carry a plan forward under several scenarios, one projection each, in the order given.

    What a scenario has in common with the one that changes least is not calculated again.
    """
    asked = [scenario_of(plan, scenario) for scenario in scenarios]
    if not asked:
        return ()
    least = min(asked, key=lambda scenario: len(scenario.changes))
    first = project(plan, least)
    return tuple(first if one is least else project_after(plan, first, one) for one in asked)


def project_after(plan: Plan, before: Projection, scenario: Scenario) -> Projection:
    """Carry a plan forward under another scenario, to the last bit as ``project`` does.

    Where it only adds numbers to the changes made before, what these do not touch is not calculated
    again.
    """
    begun = before.scenarios[0].changes
    more = scenario.changes[len(begun) :]
    if scenario.changes[: len(begun)] != begun or not all(change.numeric for change in more):
        return project(plan, scenario)
    again = projected_again(before, [variation_of(change) for change in more])
    return replace(again, scenarios=(scenario,))


def project_cases(plan: Plan, scenarios: Sequence[Scenario]) -> tuple[Projection, ...]:
    """Project many cases at once: one projection for each set of words and choices.

    Scenarios that differ only in numbers and dates share one set of arrays, along the case
    axis. A scenario that changes a word or a choice (who may be paid, paid per what) is another
    plan, and starts a projection of its own.
    """
    groups: dict[tuple[Change, ...], list[Scenario]] = {}
    for scenario in scenarios:
        groups.setdefault(scenario.words, []).append(scenario)
    return tuple(_project_group(plan, group) for group in groups.values())


def _project_group(plan: Plan, scenarios: Sequence[Scenario]) -> Projection:
    """Scenarios that make the same changes of words and choices."""
    worded = scenario_plan(plan, scenarios[0]).plan
    inputs = case_inputs(worded, variations_of(scenarios), len(scenarios))
    return project_inputs(inputs, tuple(scenarios))


def project_inputs(
    inputs: Inputs, scenarios: tuple[Scenario, ...], before: Projection | None = None
) -> Projection:
    """Carry the inputs of one or many cases forward; one scenario for each case.

    Parameters
    ----------
    inputs : Inputs
        The plan in its cases.
    scenarios : tuple of Scenario
        One for each case.
    before : Projection, optional
        A projection of which some inputs are the same arrays: people, devices and cost that
        follow from those alone are taken from it.
    """
    unchanged = Unchanged(before.inputs if before else None, inputs)
    people = before.people if before and unchanged.people else count_people(inputs)
    known = Costed(before.expenses, before.erate_share) if before else None
    cost = cost_inputs(inputs, people, unchanged, known)
    money = project_money(inputs, people)
    return Projection(
        plan=inputs.plan,
        scenarios=scenarios,
        inputs=inputs,
        people=people,
        expenses=cost.expenses,
        provided=money,
        pools=pools_of(cost.expenses, money, cost.erate_share.of_cost),
        erate_share=cost.erate_share,
    )


def projected_again(projection: Projection, variations: Sequence[Variation]) -> Projection:
    """The same projection with something else in its numbers, such as a slider that was moved.

    Only what depends on it is recalculated: money alone leaves the cost unchanged, a price leaves
    the devices, and everything but enrollment and staff leaves the people.

    Parameters
    ----------
    projection : Projection
        One case or many, such as draws that are kept while a slider moves.
    variations : sequence of Variation
        What differs now: numbers and dates.

    Returns
    -------
    Projection
        What a projection with these variations after all others gives, to the last bit.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> projection = project(read_plan(example("prairie-view")))
    >>> twice = Variation("funding", "all", "amount", "multiply", np.array([[2.0]]))
    >>> more = projected_again(projection, [twice])
    >>> bool(more.funding.reserve[-1, 0] > projection.funding.reserve[-1, 0])
    True
    """
    inputs = other_inputs(projection.inputs, variations)
    return project_inputs(inputs, projection.scenarios, projection)


def _with_aid(money: Money, funding: Funding) -> Floats:
    """New money with aid for the year before, which is known once the years are settled."""
    amount = money.amount.copy()
    for aid in money.paid_back:
        amount[aid.number] = funding.received_by[aid.number]
    return amount


def reserve_of(inputs: Inputs) -> Reserve:
    """Technology reserve at the start, and its interest."""
    opening, rate = (
        inputs.district[name] for name in ("reserve_opening_balance", "reserve_interest_rate")
    )
    return Reserve(
        np.broadcast_to(opening[0], (inputs.cases,)),
        np.broadcast_to(rate, (len(inputs.years), inputs.cases)),
    )
