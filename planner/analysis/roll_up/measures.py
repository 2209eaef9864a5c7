"""What an office asks of a district in one scenario: eleven measures, each with its first year.

A measure is a fact of the plan: how much, from when, of what. Whether it is too much is the
office's own judgment, by its table of criteria.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from planner.analysis.compare import Comparison
from planner.analysis.figures import Figures, cliff, first_year, sum_by_year
from planner.analysis.keep.verdict import Verdict, kept
from planner.projection.yearly_totals import A_CENT

#: Priority of rows of cost that must be kept.
MUST_KEEP = 1


@dataclass(frozen=True)
class Measure:
    """One thing that an office asks of a district.

    Attributes
    ----------
    held : float, optional
        What is compared with the office's threshold, in the unit of the criterion (a share, dollars
        per student, devices, rows); None where the plan does not say.
    amount : float, optional
        The same in dollars [USD]; None where the plan does not say.
    first_year : int, optional
        First fiscal year in which there is any of it.
    worst_year : int, optional
        Fiscal year in which it is largest.
    about : tuple of str
        Sources, rows or fleets that it is about, the largest first; blank stands for prepayments.
    """

    held: float | None = None
    amount: float | None = None
    first_year: int | None = None
    worst_year: int | None = None
    about: tuple[str, ...] = ()


#: What the plan does not say.
NOT_KNOWN = Measure()
#: A measure of which there is nothing.
NOTHING = Measure(0.0, 0.0)


def measures(comparison: Comparison) -> dict[str, Measure]:
    """What an office asks of a district, by criterion, in the order of its table.

    Parameters
    ----------
    comparison : Comparison
        The scenario meant is its main one.

    Returns
    -------
    dict of str to Measure
        One for each of ``CRITERIA``.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = measures(compare(read_plan(example("prairie-view")), ["base"]))
    >>> found["vote_at_risk"].about
    ('Technology levy, renewal',)
    """
    return {criterion: _MEASURES[criterion](comparison) for criterion in CRITERIA}


def _unfunded_first_year(comparison: Comparison) -> Measure:
    found = comparison.main.figures
    return _per_student(found, found.unfunded[:1], _largest_items(found, slice(0, 1)))


def _unfunded_in_all(comparison: Comparison) -> Measure:
    found = comparison.main.figures
    return _per_student(found, found.unfunded, _largest_items(found, slice(None)))


def _unfunded_item(comparison: Comparison) -> Measure:
    """The row of cost of which most is unfunded over the plan."""
    found = comparison.main.figures
    rows = sorted(found.rows, key=lambda row: -sum(row.unfunded))
    if not rows or sum(rows[0].unfunded) < A_CENT:
        return NOTHING
    return _per_student(found, rows[0].unfunded, (rows[0].name,))


def _reserve_policy(comparison: Comparison) -> Measure:
    """How far the reserve falls below the board's policy, as a share of the policy."""
    found = comparison.main.figures
    if max(found.reserve_policy) < A_CENT:
        return NOT_KNOWN
    pairs = zip(found.reserve, found.reserve_policy, strict=True)
    missing = [max(policy - held, 0.0) for held, policy in pairs]
    return _yearly(found, missing, found.reserve_policy)


def _structural_gap(comparison: Comparison) -> Measure:
    """Sustainable annual cost above recurring revenue, as a share of that cost."""
    found = comparison.main.figures
    gap = [max(-balance, 0.0) for balance in found.structural_balance]
    return _yearly(found, gap, found.sustained_cost)


def _on_one_time(comparison: Comparison) -> Measure:
    """Recurring cost paid with one-time money, prepayments or the reserve, as a share of cost."""
    found = comparison.main.figures
    rows = [row for row in found.rows if row.recurring]
    cost = sum_by_year([*(r.cost for r in rows), *(r.prepaid for r in rows)], len(found.years))
    received = {source.name: source for source in found.sources if not source.recurring}
    paying = [name for name, source in received.items() if sum(source.paid) > A_CENT]
    by_size = sorted(paying, key=lambda name: -sum(received[name].paid))
    return _yearly(found, found.recurring_on_one_time, cost, tuple(by_size))


def _cliff(comparison: Comparison) -> Measure:
    """The largest fall in what ending money covers, as a share of the cost of the year before."""
    found = comparison.main.figures
    falls = cliff(found)
    if falls is None:
        return NOTHING
    before = found.sustained_cost[found.years.index(falls.year) - 1]
    about = tuple(name for name, fall in falls.falls if fall > A_CENT)
    return Measure(_share(falls.size, before), falls.size, falls.year, falls.year, about)


def _base_to_restore(comparison: Comparison) -> Measure:
    """Base budget that one-time money displaced, as a share of recurring revenue."""
    found = comparison.main.figures
    return _yearly(found, found.base_to_restore, found.recurring_revenue)


def _vote_at_risk(comparison: Comparison) -> Measure:
    """The largest levy that the plan counts on before a vote, as a share of recurring revenue."""
    found = comparison.main.figures
    votes = [source for source in found.sources if source.name in comparison.votes_counted]
    if not votes:
        return NOTHING
    largest = max(votes, key=lambda source: sum(source.revenue))
    return _yearly(found, largest.revenue, found.recurring_revenue, (largest.name,))


def _devices_past_support(comparison: Comparison) -> Measure:
    """Devices in service after their support has ended [devices]."""
    main = comparison.main
    plan = main.projection.plan
    told = any(fleet.support_years is not None for fleet in plan.devices) or any(
        row.model or row.support_ends is not None for row in plan.inventory
    )
    if not told:
        return NOT_KNOWN
    by_fleet = main.projection.expenses.fleets.past_support[..., 0]
    count = np.round(by_fleet.sum(axis=0), 6).tolist()
    in_all = by_fleet.sum(axis=1)
    order = np.argsort(-in_all, kind="stable")
    about = tuple(plan.devices[number].name for number in order if in_all[number] > 0)
    first, worst = _years(main.figures, count)
    return Measure(max(count), None, first, worst, about)


def _must_keep(comparison: Comparison) -> Measure:
    """Rows that must be kept and are not paid in full in every year [rows]."""
    found = comparison.main.figures
    verdicts = [one for one in kept(found).verdicts if one.line.priority == MUST_KEEP]
    if not verdicts:
        return NOT_KNOWN
    short = [one for one in verdicts if one.unfunded > A_CENT]
    falls = sorted(short, key=lambda one: -one.unfunded)
    unfunded = sum_by_year([one.line.unfunded for one in falls], len(found.years))
    first, worst = _years(found, unfunded)
    return Measure(len(falls), sum(unfunded), first, worst, _names(falls))


_MEASURES: dict[str, Callable[[Comparison], Measure]] = {
    "unfunded_first_year": _unfunded_first_year,
    "unfunded_in_all": _unfunded_in_all,
    "reserve_policy": _reserve_policy,
    "structural_gap": _structural_gap,
    "on_one_time": _on_one_time,
    "cliff": _cliff,
    "base_to_restore": _base_to_restore,
    "devices_past_support": _devices_past_support,
    "vote_at_risk": _vote_at_risk,
    "unfunded_item": _unfunded_item,
    "must_keep": _must_keep,
}
#: What an office asks of a district.
CRITERIA = tuple(_MEASURES)


def _yearly(
    found: Figures, amounts: Sequence[float], of: Sequence[float], about: tuple[str, ...] = ()
) -> Measure:
    """An amount by year: its largest, held as a share of another amount of that year."""
    first, worst = _years(found, amounts)
    if worst is None:
        return NOTHING
    place = found.years.index(worst)
    return Measure(_share(amounts[place], of[place]), amounts[place], first, worst, about)


def _per_student(found: Figures, amounts: Sequence[float], about: tuple[str, ...]) -> Measure:
    """An amount of some years in all, held per student of the first year."""
    in_all = sum(amounts)
    if in_all < A_CENT:
        return NOTHING
    first, worst = _years(found, amounts)
    students = found.students[0]
    return Measure(in_all / students if students > 0 else None, in_all, first, worst, about)


def _years(found: Figures, amounts: Sequence[float]) -> tuple[int | None, int | None]:
    """First year in which there is any of an amount, and the year in which it is largest."""
    first = first_year(found, [amount > A_CENT for amount in amounts])
    if first is None:
        return None, None
    return first, found.years[list(amounts).index(max(amounts))]


def _largest_items(found: Figures, years: slice) -> tuple[str, ...]:
    """Rows of cost that are unfunded in some years, the largest first."""
    short = [(sum(row.unfunded[years]), row.name) for row in found.rows]
    return tuple(name for amount, name in sorted(short, key=_largest_first) if amount > A_CENT)


def _largest_first(item: tuple[float, str]) -> float:
    return -item[0]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > A_CENT else None


def _names(verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    return tuple(one.line.name for one in verdicts)
