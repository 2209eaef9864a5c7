"""What each source of money brings, and what it may pay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.costs.escalation import price_index
from planner.fiscal import Floats, share_of_year
from planner.plan.plan import Plan
from planner.plan.tables import FundingRow
from planner.projection.cases import Inputs
from planner.projection.expenses import Line
from planner.reference.accounts import funding_rules
from planner.revenue.general_fund import allocation
from planner.revenue.grants import award, yearly_grant
from planner.revenue.local_levy import levy_proceeds

Places = np.ndarray[tuple[int, ...], np.dtype[np.intp]]
Bools = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

_YEARLY = {
    "general_fund": allocation,
    "local_levy": levy_proceeds,
    "grant": yearly_grant,
}


@dataclass(frozen=True)
class Fund:
    """One source of money: its rules, as typed or as usual for its kind."""

    name: str
    kind: str
    line: str
    recurring: bool
    award: str
    unspent: str
    pays_for: tuple[str, ...]
    file: str
    row: int


@dataclass(frozen=True)
class Money:
    """What every source brings.

    Attributes
    ----------
    funds : tuple of Fund
        Sources in the order of the funding table.
    amount : ndarray, shape (fund, year, case)
        New money; zero for E-Rate, which depends on cost [USD].
    share : ndarray, shape (fund, year, case)
        Share of each year in which the source may pay [share].
    ends_now : ndarray, shape (fund, year, case)
        1 where it ends in the year or before.
    carry_limit : ndarray, shape (fund, year, case)
        Greatest share of the year's amount that may be carried; infinity for no limit.
    order, ends : ndarray, shape (fund, case)
        Place in the order of paying, and month edge at which the source ends.
    to_restore : ndarray, shape (fund, year, case)
        Base budget that the source displaced, once it has ended [USD].
    """

    funds: tuple[Fund, ...]
    amount: Floats
    share: Floats
    ends_now: Floats
    carry_limit: Floats
    order: Floats
    ends: Floats
    to_restore: Floats


def fund_of(row: FundingRow) -> Fund:
    """Rules of one source: what the row says, or what is usual for its kind."""
    rule = funding_rules()[row.kind]
    award_kind = row.award or rule.award
    usual = "lapse" if row.kind == "grant" and award_kind == "yearly" else rule.unspent
    return Fund(
        name=row.name,
        kind=row.kind,
        line=rule.line,
        recurring=row.recurring == "yes" if row.recurring else rule.recurring,
        award=award_kind,
        unspent=row.unspent or usual,
        pays_for=row.pays_for or ("all",),
        file=row.file,
        row=row.row,
    )


def plan_funds(plan: Plan) -> tuple[Fund, ...]:
    """Sources in the order of the funding table."""
    return tuple(fund_of(row) for row in plan.funding)


def paying_orders(money: Money) -> Places:
    """Numbers of the sources in the order they pay, shape (place, case).

    Most restricted first; ties go to the source that ends first, then to the one that stands
    first in the table.
    """
    position = np.arange(len(money.funds), dtype=np.float64)[:, None]
    keys = np.broadcast_arrays(position, money.ends, money.order)
    return np.asarray(np.lexsort(keys, axis=0), dtype=np.intp)


def may_pay(funds: tuple[Fund, ...], lines: tuple[Line, ...]) -> Bools:
    """Which source may pay which row of cost, shape (fund, line)."""
    return np.array(
        [
            [
                bool({"all", line.line, line.category, line.name} & set(fund.pays_for))
                for line in lines
            ]
            for fund in funds
        ],
        dtype=bool,
    ).reshape(len(funds), len(lines))


def project_money(inputs: Inputs) -> Money:
    """New money of every source in every year."""
    funds = plan_funds(inputs.plan)
    table = "funding"
    shape = (len(funds), len(inputs.years), inputs.cases)
    starts, ends = inputs.of(table, "start_date"), inputs.of(table, "end_date")
    active = inputs.of(table, "active")
    # Money that is kept until it is spent may pay after its last day of collection.
    kept = np.array([fund.unspent == "keep" for fund in funds], dtype=bool)[:, None, None]
    last = np.where(kept, np.inf, ends)
    limit = inputs.of(table, "carry_limit_rate")
    order = inputs.of(table, "order")[:, 0]
    usual_order = np.array(
        [funding_rules()[fund.kind].order for fund in funds], dtype=np.float64
    ).reshape(-1, 1)
    return Money(
        funds=funds,
        amount=_new_money(inputs, funds),
        share=np.broadcast_to(share_of_year(starts, last, inputs.year_starts) * active, shape),
        ends_now=np.broadcast_to(np.where(last <= inputs.year_starts + 12.0, 1.0, 0.0), shape),
        carry_limit=np.broadcast_to(np.where(np.isnan(limit) | kept, np.inf, limit), shape),
        order=np.broadcast_to(np.where(np.isnan(order), usual_order, order), shape[::2]),
        ends=np.broadcast_to(ends[:, 0], shape[::2]),
        to_restore=np.broadcast_to(
            inputs.of(table, "displaced_base")
            * active
            * share_of_year(ends, np.inf, inputs.year_starts),
            shape,
        ),
    )


def _new_money(inputs: Inputs, funds: tuple[Fund, ...]) -> Floats:
    """What each source brings in each year; E-Rate comes later, with the cost."""
    table = "funding"
    shape = (len(funds), len(inputs.years), inputs.cases)
    starts, ends = inputs.of(table, "start_date"), inputs.of(table, "end_date")
    active = inputs.of(table, "active")
    collected = np.broadcast_to(share_of_year(starts, ends, inputs.year_starts) * active, shape)
    index = np.broadcast_to(price_index(_growth(inputs, funds)), shape)
    amount = np.broadcast_to(np.nan_to_num(inputs.of(table, "amount")), shape)
    one_time = award(amount, starts, ends, inputs.year_starts) * active
    new = np.zeros(shape)
    for s, fund in enumerate(funds):
        if fund.kind == "erate":
            continue
        if fund.award == "once":
            new[s] = one_time[s]
        else:
            new[s] = _YEARLY[fund.kind](amount[s], index[s], collected[s])
    return new


def _growth(inputs: Inputs, funds: tuple[Fund, ...]) -> Floats:
    """Yearly growth of every source: its own, its kind's driver, or none."""
    typed = inputs.of("funding", "growth_rate")
    shape = (len(funds), len(inputs.years), inputs.cases)
    growth = np.array(np.broadcast_to(typed, shape))
    for s, fund in enumerate(funds):
        driver = funding_rules()[fund.kind].growth_driver
        usual = inputs.drivers[driver] if driver else 0.0
        growth[s] = np.where(np.isnan(growth[s]), usual, growth[s])
    return growth
