"""What a board must decide in a plan, one decision for each fact, the worst first.

A fact is decided once: money that starts and ends in the plan is one decision, and so is a levy
that ends together with its renewal, and a gap together with the cost that it leaves unfunded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.analysis.compare import Comparison
from planner.analysis.concerns import Concern, ConcernKind, concerns
from planner.analysis.decisions.dates import (
    budget_due,
    money_due,
    option_due,
    renewal_due,
)
from planner.analysis.decisions.decision import Decision, DecisionKind
from planner.analysis.detail.unused_licenses import Renewal, renewal_calendar
from planner.analysis.effect import A_DOLLAR
from planner.arrays import Floats
from planner.plan.plan import Plan
from planner.plan.rules.votes import PASSED, awaits_vote
from planner.plan.tables import FundingRow
from planner.plan.tables.contracts import ContractRow
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.changes import ALL, changed_plan
from planner.plan.what_if.options import open_options, option_scenario
from planner.projection.ending_money import ends_in_plan

#: Concerns that a decision answers; the worst that the plan has gives its place.
_ANSWERS: dict[DecisionKind, tuple[ConcernKind, ...]] = {
    "gap": ("unfunded_soon", "structural_gap", "unfunded_later", "reserve_used_up"),
    "reserve": ("below_policy",),
    "vote": ("vote",),
    "award": ("cliff",),
    "ends": ("cliff",),
    "restore": ("base_to_restore",),
    "renewal": (),
    "option": (),
}
#: Renewals that are decisions of the board: the largest few [contracts].
RENEWALS_SHOWN = 3


def decisions(comparison: Comparison) -> tuple[Decision, ...]:
    """What the board must decide in the main scenario, the worst first, then by day.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of a plan; the first is the one it is about.

    Examples
    --------
    >>> from planner.analysis.compare import compare
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = decisions(compare(read_plan(example("altoona-wi")), ["base"]))
    >>> len({(decision.kind, decision.subject) for decision in found}) == len(found)
    True
    """
    main = comparison.main
    numbers = comparison.scenarios[0].numbers
    # Dates are numbers to the engine: only here are those of the scenario in the rows.
    plan, _ = changed_plan(main.projection.plan, [c for c in numbers if c.from_year is None])
    found = {concern.kind: concern for concern in concerns(comparison.figures)}
    facts = [
        *_gap(main, found.get("structural_gap"), plan),
        *_from_concern("reserve", found.get("below_policy"), plan),
        *_money(main, plan),
        *_from_concern("restore", found.get("base_to_restore"), plan),
        *_renewals(main, plan),
    ]
    worst = list(found)
    answered = _with_options(comparison.plan, facts)
    return tuple(sorted(answered, key=lambda one: _place(one, worst)))


def _place(decision: Decision, worst: Sequence[ConcernKind]) -> tuple[int, bool, date, float]:
    """Order: the worst concern, then the day, then the amount."""
    places = [worst.index(kind) for kind in _ANSWERS[decision.kind] if kind in worst]
    day = decision.due.day
    return (
        min(places, default=len(worst)),
        day is None and decision.due.reason != "adopted",
        day or date.min,
        -round(decision.amount),
    )


def _gap(main: Answers, gap: Concern | None, plan: Plan) -> Iterator[Decision]:
    """Recurring money that falls short, and cost that is unfunded."""
    unfunded = _where(main, main.unfunded)
    unpaid = [year for year, _ in unfunded]
    years = tuple(gap.years if gap else unpaid)
    if not years:
        return
    amount = max(gap.amounts) if gap else float(main.unfunded.sum())
    first = min((years[0], *unpaid[:1]))
    due = budget_due(plan.district, first, may_wait=first not in unpaid)
    yield Decision("gap", "", "", amount, gap is not None, years, due, unfunded=unfunded)


def _from_concern(kind: DecisionKind, found: Concern | None, plan: Plan) -> Iterator[Decision]:
    """A reserve below policy, or base budget to restore: what is told as a concern."""
    if found is not None:
        due = budget_due(plan.district, found.first)
        yearly = kind == "restore"
        yield Decision(kind, "", "", max(found.amounts), yearly, tuple(found.years), due)


def _where(main: Answers, amounts: Floats) -> tuple[tuple[int, float], ...]:
    """Years in which an amount is more than nothing, and the amount."""
    pairs = zip(main.years, amounts.tolist(), strict=True)
    return tuple((year, amount) for year, amount in pairs if amount > A_CENT)


def _money(main: Answers, plan: Plan) -> Iterator[Decision]:
    """Money that is still to come, and money that ends with no other in its place."""
    replaced = _replaced(main)
    renewed = {k for places in replaced.values() for k in places}
    told: set[int] = set()
    for s, fund in enumerate(main.projection.funds):
        row, received = plan.funding[s], _received(main, s)
        if fund.kind == "erate" or not received or s in renewed:
            continue
        if received[0][0] == main.years[0] or row.voted == PASSED:
            yield from _ending(main, s, row)
        else:
            ended = [k for k in replaced.get(s, []) if k not in told]
            told.update(ended)
            rows = [plan.funding[k] for k in ended]
            yield _to_come(plan, row, received, rows, once=fund.award == "once")


def _replaced(main: Answers) -> dict[int, list[int]]:
    """Places of the sources that each renewal takes the place of; they end within the plan."""
    ends, renews = (flags[:, 0] for flags in ends_in_plan(main.projection))
    funds = main.projection.funds
    at_first = main.projection.funding.received[:, 0, 0] > A_CENT
    now = np.flatnonzero(ends & at_first).tolist()
    return {
        s: [k for k in now if funds[k].kind == funds[s].kind]
        for s in np.flatnonzero(renews).tolist()
        if _received(main, s)
    }


def _received(main: Answers, place: int) -> tuple[tuple[int, float], ...]:
    return _where(main, main.projection.funding.received[place, :, 0])


def _to_come(
    plan: Plan,
    row: FundingRow,
    received: tuple[tuple[int, float], ...],
    ended: Sequence[FundingRow],
    *,
    once: bool,
) -> Decision:
    """Money that the plan counts on and that somebody has yet to approve."""
    amounts = [amount for _, amount in received]
    last_days = [fund.end_date for fund in ended if fund.end_date]
    return Decision(
        "vote" if awaits_vote(plan, row) else "award",
        "funding",
        row.name,
        sum(amounts) if once else max(amounts),
        not once,
        tuple(year for year, _ in received),
        money_due(row, starts=True),
        replaces=tuple(fund.name for fund in ended),
        ends_on=min(last_days, default=None),
        chance=row.renewal_probability,
    )


def _ending(main: Answers, place: int, row: FundingRow) -> Iterator[Decision]:
    """Money that pays cost in the first years and none in the last."""
    funding = main.projection.funding
    paid = _where(main, funding.paid[place, :, :, 0].sum(axis=0))
    goes_on = funding.received[place, -1, 0] > A_CENT or (paid and paid[-1][0] == main.years[-1])
    most = max((amount for _, amount in paid), default=0.0)
    if not goes_on and most >= A_DOLLAR:
        years = tuple(year for year, _ in paid)
        due = money_due(row, starts=False)
        yield Decision("ends", "funding", row.name, most, True, years, due, ends_on=row.end_date)


def _renewals(main: Answers, plan: Plan) -> Iterator[Decision]:
    """The largest contracts that are renewed, and those with a day or days of notice."""
    rows = {
        (table, row.name): row for table in ("licenses", "security") for row in plan.rows(table)
    }
    first: dict[tuple[str, str], Renewal] = {}
    for renewal in renewal_calendar(main.projection):
        first.setdefault((renewal.table, renewal.name), renewal)
    by_cost = sorted(first.items(), key=lambda item: -round(item[1].cost))
    for place, ((table, name), renewal) in enumerate(by_cost):
        row = rows[table, name]
        assert isinstance(row, ContractRow)
        if place >= RENEWALS_SHOWN and row.notice_days is None and row.decide_by is None:
            continue
        due = renewal_due(plan.district, row, table, renewal.year)
        years, term = (renewal.year,), row.term_years
        yield Decision("renewal", table, name, renewal.cost, True, years, due, term_years=term)


def _with_options(plan: Plan, facts: Sequence[Decision]) -> Iterator[Decision]:
    """Decisions with the options that answer them; recommended ones that answer none come last."""
    of: dict[int, list[OptionRow]] = {}
    for row in open_options(plan):
        place = _answers(plan, row, facts)
        if place is not None:
            of.setdefault(place, []).append(row)
        elif row.recommended:
            year = row.earliest_year or plan.years[0]
            due = option_due(plan.district, row, year)
            yield Decision("option", "options", row.name, 0.0, False, (year,), due, (row,))
    for place, decision in enumerate(facts):
        yield replace(decision, options=tuple(of.get(place, ())))


def _answers(plan: Plan, option: OptionRow, facts: Sequence[Decision]) -> int | None:
    """The decision that an option answers: that of a row which it changes, or else the gap."""
    changes = option_scenario(plan, option).changes
    touched = {(change.table, change.row) for change in changes if change.row != ALL}
    money = {row.name for row in plan.funding if row.kind == "general_fund"}
    restores = {c.row for c in changes if c.table == "funding" and c.field == "amount"} & money
    for place, decision in enumerate(facts):
        if (decision.table, decision.subject) in touched:
            return place
        if decision.kind == "restore" and restores:
            return place
    return next((k for k, decision in enumerate(facts) if decision.kind == "gap"), None)
