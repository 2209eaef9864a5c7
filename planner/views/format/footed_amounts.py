"""The amounts of a scenario as every table shows them: whole dollars that foot and agree.

A total is the true amount to the nearest dollar, and its parts are rounded so that they add up
to it. Every table takes its numbers from here, so that two tables never show the same amount a
dollar apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.analysis.answers import A_CENT, Answers
from planner.arrays import Floats
from planner.plan.cached import cached_while_used
from planner.reference.accounts import LINE_LABELS
from planner.views.format.money import foot, whole

RESERVE, UNFUNDED = "Technology reserve", "Unfunded"
WholeDollars = list[int]


@dataclass(frozen=True)
class FootedAmounts:
    """Whole dollars by year.

    Attributes
    ----------
    cost : list of int
        Cost of the year; ``by_line`` and ``by_payer`` add up to it.
    received : dict of str to list of int
        New money by source; ``revenue`` is its total.
    opening, earned, moved_in, drawn, ending : list of int
        Technology reserve: at the start, its interest, moved in, paid out, at the end.
    """

    cost: WholeDollars
    by_line: dict[str, WholeDollars]
    by_payer: dict[str, WholeDollars]
    received: dict[str, WholeDollars]
    revenue: WholeDollars
    opening: WholeDollars
    earned: WholeDollars
    moved_in: WholeDollars
    drawn: WholeDollars
    ending: WholeDollars
    policy: WholeDollars
    carried: WholeDollars
    lapsed: WholeDollars
    recurring_revenue: WholeDollars
    sustained: WholeDollars

    @property
    def unfunded(self) -> WholeDollars:
        """Cost that no source pays."""
        return self.by_payer.get(UNFUNDED, [0] * len(self.cost))

    @property
    def structural_balance(self) -> WholeDollars:
        """Recurring revenue less the sustainable annual cost."""
        pairs = zip(self.recurring_revenue, self.sustained, strict=True)
        return [revenue - cost for revenue, cost in pairs]


@cached_while_used
def footed_amounts(found: Answers) -> FootedAmounts:
    """Amounts of a scenario in whole dollars that foot, rounded once for all tables [USD]."""
    funding = found.projection.funding
    cost = _each_whole(found.total_cost)
    received = _received(found)
    revenue = _each_whole(sum(received.values(), np.zeros(len(found.years))))
    payers = paid_by_payer(found)
    others = {name: amounts for name, amounts in payers.items() if name != RESERVE}
    paid = _footed(payers, cost).get(RESERVE, [0] * len(cost))
    rest = sum(others.values(), np.zeros(len(cost)))
    opening, earned, moved_in, drawn, ending = _reserve_that_foots(found, paid, rest)
    by_others = _footed(others, [c - d for c, d in zip(cost, drawn, strict=True)])
    by_payer = {name: drawn if name == RESERVE else by_others[name] for name in payers}
    return FootedAmounts(
        cost=cost,
        by_line=_footed(cost_by_budget_line(found), cost),
        by_payer=by_payer,
        received=_footed(received, revenue),
        revenue=revenue,
        opening=opening,
        earned=earned,
        moved_in=moved_in,
        drawn=drawn,
        ending=ending,
        policy=_each_whole(found.policy),
        carried=_each_whole(funding.carried[:, :, 0].sum(axis=0)),
        lapsed=_each_whole(funding.lapsed[:, :, 0].sum(axis=0)),
        recurring_revenue=_each_whole(found.recurring_revenue),
        sustained=_each_whole(found.sustained_cost),
    )


def cost_by_budget_line(found: Answers) -> dict[str, Floats]:
    """Cost of each year by budget line, under its plain name [USD]."""
    lines = found.projection.lines
    return {
        label: found.cost_by_line[[line.line == name for line in lines]].sum(axis=0)
        for name, label in LINE_LABELS.items()
        if any(line.line == name for line in lines)
    }


def paid_by_payer(found: Answers) -> dict[str, Floats]:
    """Cost of each year by who pays it [USD].

    Recurring sources come first, then one-time sources, then the reserve; what is unfunded
    comes last. Sources that pay nothing in any year are left out.
    """
    projection, funding = found.projection, found.projection.funding
    paid = funding.paid[:, :, :, 0].sum(axis=1)
    order = sorted(
        range(len(projection.funds)), key=lambda s: (not projection.funds[s].recurring, s)
    )
    parts = {projection.funds[s].name: paid[s] for s in order if paid[s].max() > A_CENT}
    reserve = funding.reserve_paid[:, :, 0].sum(axis=0)
    if reserve.max() > A_CENT:
        parts[RESERVE] = reserve
    if found.unfunded.max() > A_CENT:
        parts[UNFUNDED] = found.unfunded
    return parts


def unfunded_by_row(found: Answers) -> dict[int, WholeDollars]:
    """Unfunded cost of each row of cost that has some, by its place, year by year [USD]."""
    return footed_by_row(found.unfunded_by_line, footed_amounts(found).unfunded)


def footed_by_row(amounts: Floats, totals: Sequence[int]) -> dict[int, WholeDollars]:
    """Rows of cost that have an amount, by their place: whole dollars that add up to the totals.

    Every table that names some of them takes them from here, however many it names.
    """
    some = [place for place in range(len(amounts)) if amounts[place].max() > A_CENT]
    return dict(zip(some, footed_rows([amounts[place] for place in some], totals), strict=True))


def footed_rows(parts: Sequence[Floats], totals: Sequence[int]) -> list[WholeDollars]:
    """Rows of whole dollars that add up to the totals, year by year."""
    columns = [foot([float(part[t]) for part in parts], total) for t, total in enumerate(totals)]
    return [[column[k] for column in columns] for k in range(len(parts))]


def _footed(parts: dict[str, Floats], totals: Sequence[int]) -> dict[str, WholeDollars]:
    rows = footed_rows(list(parts.values()), totals)
    return dict(zip(parts, rows, strict=True))


def _each_whole(amounts: Floats) -> WholeDollars:
    return [whole(float(amount)) for amount in amounts]


def _received(found: Answers) -> dict[str, Floats]:
    projection = found.projection
    amounts = projection.funding.received[:, :, 0]
    return {
        fund.name: amounts[s]
        for s, fund in enumerate(projection.funds)
        if amounts[s].max() > A_CENT
    }


def _reserve_that_foots(
    found: Answers, paid: Sequence[int], others: Floats
) -> tuple[WholeDollars, ...]:
    """Reserve of every year such that start + interest + moved in - paid out = end, as displayed.

    The dollar or so that rounding leaves over stays in the balance until the reserve is empty;
    then the balance shows zero, and the other payers of that year carry the dollar.
    """
    to_reserve = found.projection.funding.to_reserve[:, :, 0].sum(axis=0)
    start = whole(float(found.projection.funding.opening[0]))
    earned = _each_whole(found.projection.funding.interest[:, 0])
    opening, moved_in, drawn, ending = [], [], [], []
    for t, out in enumerate(paid):
        moved = whole(float(to_reserve[t]))
        left = start + earned[t] + moved - out
        too_much = left if left < 0 or found.balance[t] < A_CENT else 0
        if too_much and others[t] > A_CENT:
            out, left = out + too_much, left - too_much
        opening.append(start)
        moved_in.append(moved)
        drawn.append(out)
        ending.append(left)
        start = left
    return opening, earned, moved_in, drawn, ending
