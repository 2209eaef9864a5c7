"""Districts that are far from others of their size, and what makes them so.

A district is an outlier where its modified z-score, 0.6745 times the distance from the median
over the median of all distances, is above 3.5 (B. Iglewicz and D. Hoaglin, How to Detect and Handle
Outliers, ASQC, 1993, whose suggestion the 3.5 is). Medians hold where one district in ten is
extreme; means would move with it. It says where to look, not that something is wrong.

Small districts cost more per student, since a director serves fewer of them. Compared with all,
they would be the outliers of every state, so a district is compared with those nearest in size.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from planner.analysis.roll_up.largest_half import largest_half
from planner.analysis.roll_up.standing import DistrictStanding

#: What districts are compared by: a year's cost per student, devices bought a year per student,
#: the structural balance as a share of sustainable annual cost (a gap is below 0).
Quantity = Literal["cost_per_student", "devices_per_student", "balance_share"]

#: A modified z-score above this is an outlier, and the factor that makes it one of z.
LIMIT, _TO_Z = 3.5, 0.6745
#: With fewer districts there is no telling what is usual (ours).
FEWEST = 8
#: So many districts nearest in size are what one is compared with, itself included (ours).
PEERS = 41


@dataclass(frozen=True)
class Outlier:
    """A district that is far from others of its size in one respect.

    Attributes
    ----------
    plan : str
        What its plan is called.
    quantity : Quantity
        In which respect.
    value, median : float
        The district's, and the median of those nearest in size, over all years of a plan [USD per
        student and year, devices per student and year, or share of cost].
    score : float
        Modified z-score; below 0 where the district is lower than the others.
    parts : tuple of (str, float)
        What makes most of the distance, the largest first: lines of the budget, or
        ``sustained_cost`` and ``recurring_revenue``; how far the district is from the median of
        each [USD per student and year].
    compared : int
        Districts that the median is of, this one included [districts].
    """

    plan: str
    quantity: Quantity
    value: float
    median: float
    score: float
    parts: tuple[tuple[str, float], ...] = ()
    compared: int = 0


def outliers(standings: Sequence[DistrictStanding]) -> tuple[Outlier, ...]:
    """Districts that are far from others of their size, the farthest first.

    Parameters
    ----------
    standings : sequence of DistrictStanding
        Districts in one scenario; with fewer than eight, nobody is an outlier.

    Examples
    --------
    >>> outliers([])
    ()
    """
    there = [one for one in standings if _student_years(one) > 0]
    by_size = sorted(there, key=lambda one: (one.students, one.plan))
    if len(by_size) < FEWEST:
        return ()
    found = (
        one
        for quantity in _VALUES
        for place in range(len(by_size))
        if (one := _held_against(by_size[place], _peers(by_size, place), quantity)) is not None
    )
    return tuple(sorted(found, key=lambda one: (-abs(one.score), one.plan, one.quantity)))


def _peers(by_size: Sequence[DistrictStanding], place: int) -> Sequence[DistrictStanding]:
    """Districts nearest in size to one, which is among them."""
    first = min(max(place - PEERS // 2, 0), max(len(by_size) - PEERS, 0))
    return by_size[first : first + PEERS]


def _held_against(
    standing: DistrictStanding, peers: Sequence[DistrictStanding], quantity: Quantity
) -> Outlier | None:
    """An outlier in one respect; nobody is where more than half of the districts are equal."""
    own, values = _VALUES[quantity](standing), [_VALUES[quantity](one) for one in peers]
    middle = median(values)
    spread = median(abs(one - middle) for one in values)
    score = _TO_Z * (own - middle) / spread if spread > 0 else 0.0
    if abs(score) <= LIMIT:
        return None
    usual = _medians([_PARTS[quantity](one) for one in peers])
    parts = _most(_PARTS[quantity](standing), usual, quantity, higher=score > 0)
    return Outlier(standing.plan, quantity, own, middle, score, parts, len(peers))


def _medians(parts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Median of each part; a district without it counts as nothing."""
    names = dict.fromkeys(name for of_one in parts for name in of_one)
    return {name: median(of_one.get(name, 0.0) for of_one in parts) for name in names}


def _most(
    own: Mapping[str, float], usual: Mapping[str, float], quantity: Quantity, *, higher: bool
) -> tuple[tuple[str, float], ...]:
    """Parts that make most of what all parts in the direction of the distance make."""
    differ = {name: own.get(name, 0.0) - amount for name, amount in usual.items()}
    sign = 1.0 if higher else -1.0
    pulls = {n: _pull(n, amount, quantity) * sign for n, amount in differ.items()}
    by_size = sorted(((n, pull) for n, pull in pulls.items() if pull > 0), key=lambda one: -one[1])
    return tuple((name, differ[name]) for name, _ in largest_half(by_size))


def _pull(name: str, difference: float, quantity: Quantity) -> float:
    """More cost makes a balance smaller; more of anything else makes a quantity larger."""
    return -difference if quantity == "balance_share" and name == "sustained_cost" else difference


def _student_years(standing: DistrictStanding) -> float:
    return sum(year.students for year in standing.years)


def _cost_per_student(standing: DistrictStanding) -> float:
    return sum(year.cost for year in standing.years) / _student_years(standing)


def _devices_per_student(standing: DistrictStanding) -> float:
    return sum(year.devices_bought for year in standing.years) / _student_years(standing)


def _balance_share(standing: DistrictStanding) -> float:
    """Structural balance of all years as a share of their sustainable annual cost."""
    sustained = sum(year.sustained_cost for year in standing.years)
    balance = sum(year.structural_balance for year in standing.years)
    return balance / sustained if sustained > 0 else 0.0


def _lines(standing: DistrictStanding) -> dict[str, float]:
    """Cost per student and year by line of the budget."""
    students = _student_years(standing)
    return {line: cost / students for line, cost in standing.cost_by_line.items()}


def _cost_and_revenue(standing: DistrictStanding) -> dict[str, float]:
    """What a structural balance is made of, per student and year."""
    students = _student_years(standing)
    return {
        "sustained_cost": sum(year.sustained_cost for year in standing.years) / students,
        "recurring_revenue": sum(year.recurring_revenue for year in standing.years) / students,
    }


_VALUES: dict[Quantity, Callable[[DistrictStanding], float]] = {
    "cost_per_student": _cost_per_student,
    "devices_per_student": _devices_per_student,
    "balance_share": _balance_share,
}
_PARTS: dict[Quantity, Callable[[DistrictStanding], Mapping[str, float]]] = {
    "cost_per_student": _lines,
    "devices_per_student": lambda _standing: {},
    "balance_share": _cost_and_revenue,
}
