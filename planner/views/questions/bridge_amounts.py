"""What leads from one plan to another, in whole dollars that foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.plan_bridge.compare_plans import PlanComparison, Worth
from planner.analysis.plan_bridge.input_differences import Part
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
    of_part = [step.part for step in found.steps]
    steps, opposite = _footed(there, total, of_part), _footed(back, total, of_part)
    return BridgeColumn(heading, first, second, steps, opposite)


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


def _footed(parts: Sequence[float], total: int, of_part: Sequence[Part]) -> tuple[int, ...]:
    """Whole dollars of the steps that add up to the difference as shown.

    Those of a part of the budget add up to the part, which is rounded first: a row that was only
    renamed, two steps that cancel, leaves its part at nothing.
    """
    if not parts:
        return ()
    by_part = {part: fsum(_of(part, parts, of_part)) for part in dict.fromkeys(of_part)}
    shares = [amount if abs(amount) > A_CENT else 0.0 for amount in by_part.values()]
    if not any(shares) and total:
        # Nothing is worth a cent: the dollar by which two roundings differ goes to the first.
        shares[0] = float(total)
    found: list[int] = []
    for part, share in zip(by_part, foot(shares, total), strict=True):
        own = [a if abs(a) > A_CENT else 0.0 for a in _of(part, parts, of_part)]
        if not any(own):
            own[0] = float(share)
        found += foot(own, share)
    return _in_order(found, of_part)


def _of(part: Part, parts: Sequence[float], of_part: Sequence[Part]) -> list[float]:
    return [amount for amount, name in zip(parts, of_part, strict=True) if name == part]


def _in_order(found: Sequence[int], of_part: Sequence[Part]) -> tuple[int, ...]:
    """Amounts part by part, each at the place of its step."""
    order = {part: number for number, part in enumerate(dict.fromkeys(of_part))}
    places = sorted(range(len(of_part)), key=lambda place: order[of_part[place]])
    by_place = dict(zip(places, found, strict=True))
    return tuple(by_place[place] for place in range(len(of_part)))
