"""Many cases in blocks: ten thousand draws in the memory of a few hundred.

Each block is projected in full, what was asked for is kept, and the rest is released before the
next block. A case has the same result to the last bit in any block.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from planner.arrays import Bools, Floats, Places
from planner.plan.plan import Plan
from planner.plan.tables.roster import COST_TABLES
from planner.plan.what_if.scenarios import BASE, Scenario
from planner.projection.expenses.cost_rows import plan_lines
from planner.projection.inputs.scenario_plan import scenario_plan
from planner.projection.inputs.variations import Variation, variation_of
from planner.projection.project import Projection, project_inputs
from planner.projection.shared_cases import EVERY_CASE, SharedCases

#: What is kept of a block: arrays by name, each with the case axis last.
Kept = Mapping[str, Floats]
Keep = Callable[[Projection], Kept]

#: Numbers that a block may need at a time: 30 MiB.
_NUMBERS = 30 * 2**17
_FEWEST, _MOST = 32, 4096
#: How much larger a block may be than its size if that spares a block.
_A_LITTLE_MORE = 1.04
#: Share of them that is held where totals are all that is asked of cost, by experience.
_IN_TOTALS = 0.75
#: Numbers that are asked for and given back right away [numbers]; see ``keep_memory_warm``.
_WARMED = 2**22 - 2**16
#: Numbers that one case needs by year: for each row of a table, and besides. Contracts and
#: positions share what they have in common, so that a row more needs next to nothing.
_BY_ROW = {
    **dict.fromkeys(COST_TABLES, 4),
    **{"devices": 5, "repair": 5, "licenses": 0, "security": 0, "staffing": 0},
    **{"enrollment": 1.5, "funding": 3},
}
_OF_A_ROW, _OF_A_HELD_FLEET, _BESIDES = 0.2, 25, 30


def project_blocks(
    plan: Plan,
    variations: Sequence[Variation],
    cases: int,
    keep: Keep,
    scenario: Scenario | None = None,
    *,
    in_totals: bool = False,
) -> dict[str, Floats]:
    """Project many cases of a plan and keep only what is asked for.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    variations : sequence of Variation
        What differs between the cases, in the order in which changes are made.
    cases : int
        Number of cases.
    keep : callable
        What to keep of a projection: arrays by name, the case axis last.
    scenario : Scenario, optional
        What all cases have in common, changed before the variations; the current plan if
        left out.
    in_totals : bool
        Whether totals are all that is asked of cost: then cases that differ only in who pays are
        costed once, and what is behind the cost (inputs, devices, repairs, contracts) is not
        there case by case [yes or no].

    Returns
    -------
    dict of str to ndarray
        What was kept, with all cases in the last axis.

    Examples
    --------
    Three levels of the yearly raise, and what the plan costs in its last year:

    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.projection.yearly_totals import yearly_totals
    >>> raises = Variation(
    ...     "assumptions", "wage_growth_rate", "value", "set", np.array([[0.02, 0.03, 0.04]])
    ... )
    >>> plan = read_plan(example("prairie-view"))
    >>> cost = project_blocks(plan, [raises], 3, yearly_totals)["cost"]
    >>> bool(np.all(np.diff(cost[-1]) > 0))
    True
    """
    common = scenario or Scenario(BASE)
    under = scenario_plan(plan, common)
    kept: dict[str, Floats] = {}
    keep_memory_warm()
    once = SharedCases.of(under, variations, cases, block_size(under.plan)) if in_totals else None
    most = _MOST if once else int(block_size(under.plan) / (_IN_TOTALS if in_totals else 1.0))
    differs = [one for one in variations if once is None or one.table in EVERY_CASE]
    for first, last in _blocks(cases, most):
        own = [variation.part(first, last) for variation in differs]
        asked = under.inputs(own, last - first), (common,) * (last - first)
        # No name for the projection: it is gone before the next one is begun.
        of_block = keep(once.project(*asked, first, last) if once else project_inputs(*asked))
        for name, array in of_block.items():
            if name not in kept:
                kept[name] = np.empty((*array.shape[:-1], cases))
            kept[name][..., first:last] = array
    return kept


def project_stacked(
    plan: Plan, scenarios: Sequence[Scenario], taken: Bools, keep: Keep, *, in_totals: bool = False
) -> dict[str, Floats]:
    """Project cases that each stack some of several scenarios, such as every set of options.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    scenarios : sequence of Scenario
        The scenarios, in the order in which they are stacked.
    taken : ndarray of bool, shape (scenario, case)
        Which scenarios each case makes.
    keep : callable
        What to keep of a projection: arrays by name, the case axis last.
    in_totals : bool
        As of ``project_blocks``.

    Returns
    -------
    dict of str to ndarray
        What was kept, with all cases in the last axis. Each case is that of the scenario
        ``a+b+...`` of what it takes.

    Raises
    ------
    PlanError
        If the words and choices of a case make a row that its table would refuse.

    Examples
    --------
    The current plan, and the same with its levy failing:

    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> from planner.plan.what_if.scenarios import scenario_of
    >>> from planner.projection.yearly_totals import yearly_totals
    >>> plan = read_plan(example("prairie-view"))
    >>> fails = scenario_of(plan, "levy-fails")
    >>> found = project_stacked(plan, [fails], np.array([[False, True]]), yearly_totals)
    >>> bool(found["reserve"][-1, 1] <= found["reserve"][-1, 0])
    True
    """
    kept: dict[str, Floats] = {}
    for words, cases in _cases_by_words(scenarios, taken):
        numbers = [
            variation_of(change, np.flatnonzero(takes_it[cases]))
            for scenario, takes_it in zip(scenarios, taken, strict=True)
            for change in scenario.numbers
        ]
        found = project_blocks(plan, numbers, len(cases), keep, words, in_totals=in_totals)
        for name, array in found.items():
            if name not in kept:
                kept[name] = np.empty((*array.shape[:-1], taken.shape[1]))
            kept[name][..., cases] = array
    return kept


def _cases_by_words(
    scenarios: Sequence[Scenario], taken: Bools
) -> Iterator[tuple[Scenario, Places]]:
    """Words and choices that several cases have in common, and which cases those are."""
    worded = [place for place, scenario in enumerate(scenarios) if scenario.words]
    combinations, combination_of = np.unique(taken[worded], axis=1, return_inverse=True)
    for number, is_taken in enumerate(combinations.T):
        made = [scenarios[place] for place in itertools.compress(worded, is_taken)]
        words = tuple(change for scenario in made for change in scenario.words)
        yield Scenario(BASE, changes=words), np.flatnonzero(combination_of.ravel() == number)


def numbers_of_a_case(plan: Plan) -> float:
    """Numbers that are held at a time while one case of a plan is projected, by experience.

    Fleets need the most, above all those that may not buy what they miss when they miss it: they
    are tracked purchase by purchase. A row that differs only in price needs almost none.
    """
    held = [
        row
        for row in plan.devices
        if row.replacement in ("capped", "even", "lease") or row.trade_in
    ]
    by_age = any(row.loss_by_age for row in plan.devices)
    by_age = by_age or any(row.repair_by_age for row in plan.repair)
    followed = len(plan.devices) if by_age else len(held)
    by_row = sum(count * len(plan.rows(table)) for table, count in _BY_ROW.items())
    rows = _OF_A_ROW * len(plan_lines(plan))
    return len(plan.years) * (by_row + rows + _OF_A_HELD_FLEET * followed + _BESIDES)


def block_size(plan: Plan) -> int:
    """Cases that a block holds; a plan with more rows has smaller blocks."""
    return min(max(int(_NUMBERS / numbers_of_a_case(plan)), _FEWEST), _MOST)


def keep_memory_warm() -> None:
    """Ask the system to leave memory with this process from one block to the next.

    Requesting memory again for every block costs more than the arithmetic.
    """
    np.empty(_WARMED)


def _blocks(cases: int, most: int) -> Iterator[tuple[int, int]]:
    """First and last case of every block, none much smaller than the others."""
    blocks = max(math.ceil(cases / (_A_LITTLE_MORE * most)), 1)
    edges = [round(cases * number / blocks) for number in range(blocks + 1)]
    yield from itertools.pairwise(edges)
