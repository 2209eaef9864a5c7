"""The amounts of a scenario as every table shows them: whole dollars that foot and agree.

A total is the true amount to the nearest dollar, and its parts are rounded so that they add up
to it. Every table takes its numbers from here, so that two tables never show the same amount a
dollar apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.figures import Figures, sum_by_year
from planner.plan.cached import cached_while_used
from planner.projection.yearly_totals import A_CENT
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
    structural_balance : list of int
        Recurring revenue less the sustainable annual cost.
    unfunded : list of int
        Cost that no source pays.
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
    reserve_policy: WholeDollars
    carried: WholeDollars
    lapsed: WholeDollars
    recurring_revenue: WholeDollars
    sustained: WholeDollars
    structural_balance: WholeDollars
    unfunded: WholeDollars


@dataclass(frozen=True)
class _Reserve:
    """The technology reserve by year, such that every year adds up as displayed."""

    opening: WholeDollars
    earned: WholeDollars
    moved_in: WholeDollars
    drawn: WholeDollars
    ending: WholeDollars


@cached_while_used
def footed_amounts(found: Figures) -> FootedAmounts:
    """Amounts of a scenario in whole dollars that foot, rounded once for all tables [USD]."""
    cost = _each_whole(found.cost)
    nothing = [0 for _ in cost]
    received = _received(found)
    revenue = _each_whole(sum_by_year(list(received.values()), len(cost)))
    payers = paid_by_payer(found)
    others = {name: amounts for name, amounts in payers.items() if name != RESERVE}
    paid = _footed(payers, cost).get(RESERVE, nothing)
    reserve = _reserve_that_foots(found, paid, sum_by_year(list(others.values()), len(cost)))
    by_others = _footed(others, _less(cost, reserve.drawn))
    by_payer = {name: reserve.drawn if name == RESERVE else by_others[name] for name in payers}
    recurring, sustained = _each_whole(found.recurring_revenue), _each_whole(found.sustained_cost)
    return FootedAmounts(
        cost=cost,
        by_line=_footed(cost_by_budget_line(found), cost),
        by_payer=by_payer,
        received=_footed(received, revenue),
        revenue=revenue,
        opening=reserve.opening,
        earned=reserve.earned,
        moved_in=reserve.moved_in,
        drawn=reserve.drawn,
        ending=reserve.ending,
        reserve_policy=_each_whole(found.reserve_policy),
        carried=_each_whole(found.carried),
        lapsed=_each_whole(found.lapsed),
        recurring_revenue=recurring,
        sustained=sustained,
        structural_balance=_less(recurring, sustained),
        unfunded=by_payer.get(UNFUNDED, nothing),
    )


def cost_by_budget_line(found: Figures) -> dict[str, list[float]]:
    """Cost of each year by budget line, under its plain name [USD]."""
    by_line: dict[str, list[list[float]]] = {}
    for row in found.rows:
        by_line.setdefault(row.line, []).append(row.cost)
    return {
        label: sum_by_year(by_line[line], len(found.years))
        for line, label in found.facts.line_labels.items()
        if line in by_line
    }


def paid_by_payer(found: Figures) -> dict[str, list[float]]:
    """Cost of each year by who pays it [USD].

    Recurring sources come first, then one-time sources, then the reserve; what is unfunded
    comes last. Sources that pay nothing in any year are left out.
    """
    recurring = [source for source in found.sources if source.recurring]
    one_time = [source for source in found.sources if not source.recurring]
    parts = {
        source.name: source.paid for source in [*recurring, *one_time] if max(source.paid) > A_CENT
    }
    reserve = sum_by_year([row.paid_by_reserve for row in found.rows], len(found.years))
    if max(reserve) > A_CENT:
        parts[RESERVE] = reserve
    if max(found.unfunded) > A_CENT:
        parts[UNFUNDED] = found.unfunded
    return parts


def unfunded_by_row(found: Figures) -> dict[int, WholeDollars]:
    """Unfunded cost of each row of cost that has some, by its place, year by year [USD]."""
    return footed_by_row([row.unfunded for row in found.rows], footed_amounts(found).unfunded)


def footed_by_row(
    amounts: Sequence[Sequence[float]], totals: Sequence[int]
) -> dict[int, WholeDollars]:
    """Rows of cost that have an amount, by their place: whole dollars that add up to the totals.

    Every table that names some of them takes them from here, however many it names.
    """
    some = [place for place, of_row in enumerate(amounts) if max(of_row) > A_CENT]
    return dict(zip(some, footed_rows([amounts[place] for place in some], totals), strict=True))


def footed_rows(parts: Sequence[Sequence[float]], totals: Sequence[int]) -> list[WholeDollars]:
    """Rows of whole dollars that add up to the totals, year by year."""
    columns = [foot([part[t] for part in parts], total) for t, total in enumerate(totals)]
    return [[column[k] for column in columns] for k in range(len(parts))]


def _footed(parts: dict[str, list[float]], totals: Sequence[int]) -> dict[str, WholeDollars]:
    rows = footed_rows(list(parts.values()), totals)
    return dict(zip(list(parts), rows, strict=True))


def _each_whole(amounts: list[float]) -> WholeDollars:
    return [whole(amount) for amount in amounts]


def _less(amounts: WholeDollars, others: WholeDollars) -> WholeDollars:
    return [amount - other for amount, other in zip(amounts, others, strict=True)]


def _received(found: Figures) -> dict[str, list[float]]:
    return {source.name: source.revenue for source in found.sources if max(source.revenue) > A_CENT}


def _reserve_that_foots(found: Figures, paid: WholeDollars, others: list[float]) -> _Reserve:
    """Reserve of every year such that start + interest + moved in - paid out = end, as displayed.

    The dollar or so that rounding leaves over stays in the balance until the reserve is empty;
    then the balance shows zero, and the other payers of that year carry the dollar.
    """
    start, earned = whole(found.opening), _each_whole(found.interest)
    moved_in = _each_whole(found.to_reserve)
    opening: WholeDollars = []
    drawn: WholeDollars = []
    ending: WholeDollars = []
    for t, out in enumerate(paid):
        left = start + earned[t] + moved_in[t] - out
        too_much = left if left < 0 or found.reserve[t] < A_CENT else 0
        carried = too_much if others[t] > A_CENT else 0
        opening.append(start)
        drawn.append(out + carried)
        ending.append(left - carried)
        start = left - carried
    return _Reserve(opening, earned, moved_in, drawn, ending)
