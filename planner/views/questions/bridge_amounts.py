"""What leads from one plan to another, in whole dollars that foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.plan_bridge.compare_plans import PlanComparison, Worth
from planner.arrays import Floats
from planner.fiscal import fiscal_year_label
from planner.views.format.footed_amounts import footed_amounts
from planner.views.format.money import foot


@dataclass(frozen=True)
class BridgeColumn:
    """One amount on the way from the first plan to the second.

    Attributes
    ----------
    heading : str
        What it is, and of which year.
    first, second : int
        In each plan, as every other table shows it [USD].
    steps, opposite : tuple of int
        What each step changes, in the order of the budget and in the opposite order; both add up
        to second less first [USD].
    """

    heading: str
    first: int
    second: int
    steps: tuple[int, ...]
    opposite: tuple[int, ...]


def bridge_columns(found: PlanComparison) -> list[BridgeColumn]:
    """Structural balance of the first and of the last common year, cost and unfunded of all."""
    span = span_of(found.years)
    last = len(found.years) - 1
    balance = [
        _column(found, f"Structural balance {fiscal_year_label(found.years[place])}", place)
        for place in dict.fromkeys((0, last))
    ]
    cost = _column(found, f"Cost {span}", None, "cost")
    return [*balance, cost, _column(found, f"Unfunded {span}", None, "unfunded")]


def span_of(years: Sequence[int]) -> str:
    """Fiscal years from the first to the last.

    >>> span_of((2027, 2028, 2029)), span_of((2027,))
    ('FY2027 to FY2029', 'FY2027')
    """
    ends = dict.fromkeys((years[0], years[-1]))
    return " to ".join(fiscal_year_label(year) for year in ends)


def _column(
    found: PlanComparison, heading: str, place: int | None, amount: str = "structural_balance"
) -> BridgeColumn:
    """An amount of one of the common years, or of all of them together."""
    places = range(len(found.years)) if place is None else [place]
    first, second = (
        _shown(plan, amount, [found.years[each] for each in places])
        for plan in (found.first, found.second)
    )
    there = [_sum(step.worth, amount, places) for step in found.steps]
    back = [_sum(step.opposite, amount, places) for step in found.steps]
    total = second - first
    return BridgeColumn(heading, first, second, _footed(there, total), _footed(back, total))


def _shown(found: Answers, amount: str, years: Sequence[int]) -> int:
    """An amount of some years together, as every other table shows it [USD]."""
    shown = footed_amounts(found.figures)
    by_year = {
        "structural_balance": shown.structural_balance,
        "cost": shown.cost,
        "unfunded": shown.unfunded,
    }[amount]
    return sum(by_year[found.years.index(year)] for year in years)


def _sum(worth: Worth, amount: str, places: Sequence[int]) -> float:
    by_year: Floats = worth[amount][list(places)]
    return float(by_year.sum())


def _footed(parts: Sequence[float], total: int) -> tuple[int, ...]:
    """Whole dollars of the steps that add up to the difference as shown."""
    some = [part if abs(part) > A_CENT else 0.0 for part in parts]
    # Where no step is worth a cent, the dollar by which two roundings differ needs a place too.
    return tuple(foot(some if any(some) else parts, total))
