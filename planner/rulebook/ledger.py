"""The whole model from top to bottom: people, costs, money, and who pays what."""

from __future__ import annotations

from planner.rulebook import eligible, ending, erate, income, sources, structural
from planner.rulebook.answer import Answer, ByYear
from planner.rulebook.inputs import COST_TABLES, Cells, Tables, driver_index, tables_by_year
from planner.rulebook.kept import Kept, begin
from planner.rulebook.payments import by_rank, pay_the_year
from planner.rulebook.spending import add_people_and_costs
from planner.rulebook.sums import total


def solve(plan: Cells, scenario: Cells, facts: Cells, kept: Kept | None = None) -> Answer:
    """Everything docs/model.md says about a plan in a scenario, with the public figures.

    With ``kept`` from an earlier solve of the same plan, what the scenario does not change against
    that one is taken over, and what is found now is kept for the next.
    """
    answer = Answer()
    earlier = Kept() if kept is None else kept
    begin(earlier, scenario)
    tables = tables_by_year(plan, scenario, facts)
    students = add_people_and_costs(answer, plan, tables, earlier)
    rows = cost_rows(tables)
    answer.rows = rows
    answer.sources = {row["name"]: row for row in tables[min(tables)].rows["funding"]}
    answer.general_prices = driver_index(tables, "general_inflation_rate")
    answer.trade_ins = any(
        any(row["trade_in"] for row in now.rows["devices"]) for now in tables.values()
    )
    district_now = tables[min(tables)].district
    answer.reserve_class = district_now["reserve_class"] or ""
    answer.opening = district_now["reserve_opening_balance"]
    if not earlier.support_stays:
        support, on_average = erate_support(tables, students, answer, rows)
        earlier.support, earlier.on_average = support, on_average
    if not earlier.rulings_stay:
        earlier.payable = eligible.payable_by_year(tables, rows)
    pay(answer, tables, students, rows, earlier)
    answer.ending = ending.support(answer, tables, rows)
    answer.to_restore = ending.base_to_restore(tables)
    answer.general_fund = general_fund(tables)
    earlier.scenario, earlier.answer = scenario, answer
    return answer


def pay(
    answer: Answer,
    tables: dict[int, Tables],
    students: dict[int, list[float]],
    rows: dict[str, Cells],
    found: Kept,
) -> None:
    """Who pays what, year by year, with the structural balance of each year."""
    ranked, payable = by_rank(rows), found.payable
    district = income.District(
        tables,
        students,
        answer.cost,
        rows,
        payable,
        answer.paid,
        answer.received,
        first_year=min(tables),
    )
    add_sources(answer, district)
    for year, now in tables.items():
        for number, row in enumerate(now.rows["funding"]):
            if row["reimbursed_rate"] is not None:  # it depends on who paid the year before
                answer.received[row["name"]][year] = income.received(number, district)[year]
        pay_the_year(answer, tables, year, rows, found.support[year], payable[year], ranked)
        spent = total(cost[year] for cost in answer.cost.values())
        answer.reserve_policy[year] = now.district["reserve_policy_rate"] * spent
        answer.structural_balance[year] = structural.balance(
            answer, district, year, rows, found.on_average[year]
        )


def cost_rows(tables: dict[int, Tables]) -> dict[str, Cells]:
    """Every row of cost by table and name."""
    first = tables[min(tables)]
    return {f"{table}/{row['name']}": row for table in COST_TABLES for row in first.rows[table]}


def general_fund(tables: dict[int, Tables]) -> ByYear:
    """The whole general fund of each year, where its total is typed."""
    index = driver_index(tables, "general_fund_growth_rate")
    totals = {year: now.district["general_fund_total"] for year, now in tables.items()}
    return {year: total * index[year] for year, total in totals.items() if total is not None}


def erate_support(
    tables: dict[int, Tables],
    students: dict[int, list[float]],
    answer: Answer,
    rows: dict[str, Cells],
) -> tuple[dict[int, dict[str, float]], dict[int, dict[str, float]]]:
    """What E-Rate supports of each row's cost, and of its sustained cost.

    Nothing where the plan has no E-Rate.
    """
    if any(row["kind"] == "erate" for row in tables[min(tables)].rows["funding"]):
        kind = {line: erate.kind_of(row) for line, row in rows.items()}
        return (
            erate.support(tables, students, answer.cost, kind),
            erate.support_on_average(tables, students, answer.sustained, kind),
        )
    nothing = {year: dict.fromkeys(rows, 0.0) for year in tables}
    return nothing, nothing


def add_sources(answer: Answer, district: income.District) -> None:
    """What every source brings; room for what it pays."""
    funding = district.tables[district.first_year].rows["funding"]
    for row in funding:
        answer.paid[row["name"]] = {}
    for number, row in enumerate(funding):
        name = row["name"]
        answer.received[name] = income.received(number, district)
        answer.carried[name], answer.lapsed[name], answer.to_reserve[name] = {}, {}, {}
        answer.vintages[name] = {}
        held = row["kind"] != "erate" and sources.usual(row, "unspent") in ("carry", "keep")
        if held and row["active"] and row["opening_balance"]:
            answer.vintages[name][district.first_year - 1] = row["opening_balance"]
            answer.held += row["opening_balance"]
    answer.reserve_paid = {line: {} for line in answer.cost}
    answer.unfunded = {line: {} for line in answer.cost}
