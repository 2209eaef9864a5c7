"""What many cases have in common: a thousand sets of options are a hundred costs, paid ten ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.arrays import Places
from planner.plan.what_if.scenarios import Scenario
from planner.projection.costed import Costed, cost_inputs
from planner.projection.funding.income import project_money
from planner.projection.funding.pools import pools_of
from planner.projection.funding.sources import Money
from planner.projection.inputs.cases import Inputs
from planner.projection.inputs.people import count_people
from planner.projection.inputs.scenario_plan import ScenarioPlan
from planner.projection.inputs.variations import Variation
from planner.projection.project import Projection

#: Tables that are read case by case: who is there, how prices grow, what the board's policy is.
EVERY_CASE = ("district", "enrollment", "assumptions")
#: Tables from which it follows what comes in.
_READ_BY_MONEY = (*EVERY_CASE, "funding")
#: Cases are projected apart unless there are so many times more of them than differ.
_FEW = 2
#: Changes that the number of a case can tell apart.
_MOST_BITS = 62


@dataclass(frozen=True)
class SharedCases:
    """What many cases share.

    Attributes
    ----------
    costed, provided : Costed, Money
        What a few cases cost, and what comes in in a few.
    of_cost, of_money : ndarray of int, shape (case,)
        Which of them each case is.
    """

    costed: Costed
    provided: Money
    of_cost: Places
    of_money: Places

    @classmethod
    def of(
        cls, under: ScenarioPlan, variations: Sequence[Variation], cases: int, room: int
    ) -> SharedCases | None:
        """What is calculated once for many cases; None where most cases differ.

        Parameters
        ----------
        under : ScenarioPlan
            The plan under what all cases have in common.
        variations : sequence of Variation
            What differs between the cases.
        cases : int
            Number of cases.
        room : int
            Cases that there is room for at a time.
        """
        most = min(cases // _FEW, room)
        in_cost = [one for one in variations if one.table != "funding"]
        in_money = [one for one in variations if one.table in _READ_BY_MONEY]
        costed, provided = _few(in_cost, cases, most), _few(in_money, cases, most)
        if costed is None or provided is None:
            return None
        (few_costs, of_cost), (few_sums, of_money) = costed, provided
        costs = under.inputs([one.of_cases(few_costs) for one in in_cost], len(few_costs))
        sums = under.inputs([one.of_cases(few_sums) for one in in_money], len(few_sums))
        return cls(
            cost_inputs(costs, count_people(costs)),
            project_money(sums, count_people(sums)),
            of_cost,
            of_money,
        )

    def project(
        self, inputs: Inputs, scenarios: tuple[Scenario, ...], first: int, last: int
    ) -> Projection:
        """Carry forward the cases from ``first`` up to, not including, ``last``.

        Parameters
        ----------
        inputs : Inputs
            The plan in these cases, as far as the tables of ``EVERY_CASE`` differ.
        scenarios : tuple of Scenario
            One for each case.
        first, last : int
            Which cases.
        """
        of_cost, of_money = self.of_cost[first:last], self.of_money[first:last]
        expenses, share = self.costed.expenses, self.costed.erate_share
        pools = pools_of(expenses, self.provided, share.of_cost)
        return Projection(
            plan=inputs.plan,
            scenarios=scenarios,
            inputs=inputs,
            people=count_people(inputs),
            expenses=expenses.spread(of_cost),
            provided=self.provided.spread(of_money),
            pools=replace(pools, each=of_cost),
            erate_share=share.spread(of_cost),
        )


def _few(variations: Sequence[Variation], cases: int, most: int) -> tuple[Places, Places] | None:
    """A few cases that differ by some variations, and which of them every case is."""
    differs = [one for one in variations if one.differs]
    made = {one.cases.tobytes(): one.cases for one in differs if one.cases is not None}
    if len(made) > _MOST_BITS or any(one.values.shape[1] > 1 for one in differs):
        return None
    number = np.zeros(cases, dtype=np.int64)
    for bit, places in enumerate(made.values()):
        number[places] |= np.int64(1 << bit)
    _, few, each = np.unique(number, return_index=True, return_inverse=True)
    return None if len(few) > most else (few, each)
