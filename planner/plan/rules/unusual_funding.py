"""What is allowed in funding rows but is probably a mistake: warnings only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from planner.fiscal import end_edge, first_month, start_edge
from planner.plan.cells.read_cell import doubt_of
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem, at
from planner.plan.rules.eligibility import may_pay
from planner.plan.rules.student_money import STUDENT_MONEY
from planner.plan.rules.votes import VOTES
from planner.plan.tables import TABLES, ChangeRow, FundingRow, ScenarioRow
from planner.plan.tables.column import show_day
from planner.plan.tables.roster import COST_TABLES
from planner.plan.tables.row import Row
from planner.plan.what_if.changes import changed_column
from planner.reference.accounts import accounts, funding_rules

_CALLED_ERATE = re.compile(r"\be-? ?rate\b", re.IGNORECASE)
#: Columns that say in which fiscal year a row first costs anything.
_FIRST_YEARS = ("next_year", "next_replacement")


def check_late_costs(plan: Plan) -> Iterator[Problem]:
    """Money that names a row to pay for and ends before the row costs anything."""
    for fund in plan.funding:
        if fund.end_date is None or not fund.active:
            continue
        ends = end_edge(fund.end_date)
        for row in _rows_named(plan, fund):
            if _first_month(plan, row) >= ends > first_month(plan.years[0], _month(plan)):
                facts = {"value": show_day(fund.end_date), "row": row.name}
                yield at(fund, "W25", "pays_for", **facts)


def _month(plan: Plan) -> int:
    return plan.district.fiscal_year_start_month


def _rows_named(plan: Plan, fund: FundingRow) -> Iterator[Row]:
    """Cost rows that a source names one by one in pays_for."""
    for table in COST_TABLES:
        for row in plan.rows(table):
            if row.name in fund.pays_for and row.active:
                yield row


def _first_month(plan: Plan, row: Row) -> float:
    """Month edge at which a row first costs anything in the plan [months]."""
    starts: date | None = getattr(row, "start_date", None)
    edges: list[float] = [first_month(plan.years[0], _month(plan))]
    if starts is not None:
        edges.append(start_edge(starts))
    paid: date | None = getattr(row, "prepaid_until", None)
    if paid is not None:
        edges.append(end_edge(paid))
    for column in _FIRST_YEARS:
        year: int | None = getattr(row, column, None)
        maintained = getattr(row, "maintenance_rate", 0.0) > 0  # maintenance is paid before
        as_due = getattr(row, "replacement", "as_due") == "as_due"
        if year is not None and as_due and not maintained:
            edges.append(first_month(year, _month(plan)))
    return max(edges)


def check_called_erate(plan: Plan) -> Iterator[Problem]:
    """Money called E-Rate that is of another kind and pays for what E-Rate does not."""
    eligible = {name for name, account in accounts().items() if account.erate_category != "none"}
    for fund in plan.funding:
        if fund.kind in ("erate", "cyber_pilot") or not _CALLED_ERATE.search(fund.name):
            continue
        for table in COST_TABLES:
            paid = next((row for row in plan.rows(table) if _pays(plan, fund, row, eligible)), None)
            if paid is not None:
                yield at(fund, "W28", "kind", value=fund.name, kind=fund.kind, row=paid.name)
                break


def _pays(plan: Plan, fund: FundingRow, row: Row, eligible: set[str]) -> bool:
    """Whether a source may pay for a row that E-Rate may not."""
    category: str = getattr(row, "category")  # noqa: B009  every table of cost has it
    return category not in eligible and may_pay(plan, fund, category, row.name)


def check_eligibility_of_erate(plan: Plan) -> Iterator[Problem]:
    """Eligibility typed for E-Rate, which follows its own rule."""
    by_rule = {fund.name for fund in plan.funding if fund.kind == "erate"}
    for row in plan.eligibility:
        if row.name in by_rule and row.active:
            yield at(row, "W29", "name")


def check_board_action(plan: Plan) -> Iterator[Problem]:
    """General fund money that goes to the reserve without a word on who committed it."""
    for fund in plan.funding:
        to_reserve = fund.kind == "general_fund" and fund.unspent == "reserve"
        if to_reserve and fund.active and not fund.board_action:
            yield at(fund, "W74", "board_action")


def check_points_in_changes(plan: Plan) -> Iterator[Problem]:
    """A number in a scenario that may have been typed with a point for thousands."""
    rows: tuple[ScenarioRow | ChangeRow, ...] = (*plan.changes, *plan.scenarios)
    for row in rows:
        if row.how == "include" or row.table == "scenarios":
            continue
        columns = TABLES[row.table].columns
        column = columns.get(changed_column(row))
        doubt = doubt_of(column, row.value) if column is not None else None
        if doubt is not None:
            yield at(row, doubt[0], "value", **doubt[1])


def check_opening_balances(plan: Plan) -> Iterator[Problem]:
    """Money left from earlier years in a source that does not hold any."""
    for fund in plan.funding:
        rule = funding_rules()[fund.kind]
        yearly = (fund.award or rule.award) == "yearly"
        usual = "lapse" if fund.kind == "grant" and yearly else rule.unspent
        if fund.opening_balance and (fund.unspent or usual) not in ("carry", "keep"):
            yield at(fund, "W72", "opening_balance", value=f"{fund.opening_balance:,.10g}")


UNUSUAL_MONEY: tuple[Callable[[Plan], Iterator[Problem]], ...] = (
    check_late_costs,
    check_called_erate,
    check_eligibility_of_erate,
    check_board_action,
    check_points_in_changes,
    check_opening_balances,
    *STUDENT_MONEY,
    *VOTES,
)
