"""The rulebook: docs/model.md once more, in plain Python, one year and one row at a time.

It exists to disagree with the engine, and to be read by somebody who wants to know what every
number means. It was written from docs/model.md alone, uses floats, lists and dictionaries and
nothing else, and borrows nothing from ``planner.costs``, ``planner.revenue`` or
``planner.projection``: not a formula, not even how months are counted. Where the two differ, one
of them (or the page) is wrong; ``planner check --twice`` holds a plan's numbers against it.

Read it in this order:

1. ``months.py``  which months a date covers
2. ``inputs.py``  the tables as they read in each year, with a scenario's changes made
3. ``people.py``  students, staff, teachers; ``forecast.py`` where growth comes from history
4. ``fleets.py``  devices, with ``lots.py``, ``supports.py`` and ``leases.py``; ``repairs.py``
5. ``contracts.py``, ``positions.py``, ``programs.py``  what each other row costs
6. ``erate.py``, ``income.py``  what each source brings
7. ``eligible.py``, ``sources.py``  what each source may pay, how long, in which order
8. ``payments.py``, ``vintages.py``  who pays what in a year, what is left, the reserve
9. ``structural.py``  the structural balance of a year; ``ending.py`` what the cliff is made of
10. ``spending.py``, ``ledger.py``  all of it, from top to bottom; ``answer.py`` is what comes out
11. ``incidents.py``  cyber incidents, outside the budget

``sums.py`` adds and multiplies. ``plan_data.py`` hands the rules a plan, a scenario and the public
figures as plain data: no rule asks anybody for more. ``kept.py`` has no rule either: it spares a
second solve what the first has found.
"""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.plan.what_if.scenarios import Scenario
from planner.rulebook import ledger
from planner.rulebook.answer import Answer
from planner.rulebook.plan_data import facts, plan_data, scenario_data

__all__ = ["Answer", "solve"]


def solve(plan: Plan, scenario: Scenario) -> Answer:
    """Everything docs/model.md says about a plan in a scenario.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenario : Scenario
        Changes to it.

    Returns
    -------
    Answer
        Every number by row or source, and by fiscal year.

    Examples
    --------
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> answer = solve(read_plan(example("altoona-wi")), Scenario("base"))
    >>> min(answer.reserve), len(answer.reserve)
    (2022, 6)
    """
    return ledger.solve(plan_data(plan), scenario_data(scenario), facts())
