"""The whole model from top to bottom: people, costs, money, and who pays what."""

from __future__ import annotations

from planner.rulebook import (
    contracts,
    eligible,
    ending,
    erate,
    fleets,
    incidents,
    income,
    people,
    positions,
    programs,
    repairs,
    sources,
    structural,
)
from planner.rulebook.answer import Answer, ByYear
from planner.rulebook.inputs import COST_TABLES, Cells, Tables, driver_index, tables_by_year
from planner.rulebook.payments import by_rank, pay_the_year
from planner.rulebook.sums import total


def solve(plan: Cells, scenario: Cells, facts: Cells) -> Answer:
    """Everything docs/model.md says about a plan in a scenario, with the public figures."""
    answer = Answer()
    tables = tables_by_year(plan, scenario, facts)
    students = people.students_by_row(plan, tables)
    answer.students = {year: total(rows) for year, rows in students.items()}
    answer.staff = people.headcount_by_year("staff", tables, answer.students)
    answer.teachers = people.headcount_by_year("teachers", tables, answer.students)
    add_fleets_and_repairs(answer, tables, students)
    add_contracts(answer, tables, students)
    add_positions(answer, tables)
    add_programs(answer, tables, students)
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
    support, on_average = erate_support(tables, students, answer, rows)
    ranked = by_rank(rows)
    payable = eligible.payable_by_year(tables, rows)
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
        pay_the_year(answer, tables, year, rows, support[year], payable[year], ranked)
        spent = total(cost[year] for cost in answer.cost.values())
        answer.policy[year] = now.district["reserve_policy_rate"] * spent
        answer.structural_balance[year] = structural.balance(
            answer, district, year, rows, on_average[year]
        )
    answer.ending = ending.support(answer, tables, rows)
    answer.to_restore = ending.base_to_restore(tables)
    answer.general_fund = general_fund(tables)
    return answer


def cost_rows(tables: dict[int, Tables]) -> dict[str, Cells]:
    """Every row of cost by table and name."""
    first = tables[min(tables)]
    return {f"{table}/{row['name']}": row for table in COST_TABLES for row in first.rows[table]}


def general_fund(tables: dict[int, Tables]) -> ByYear:
    """The whole general fund of each year, where its total is typed."""
    index = driver_index(tables, "general_fund_growth_rate")
    totals = {year: now.district["general_fund_total"] for year, now in tables.items()}
    return {year: total * index[year] for year, total in totals.items() if total is not None}


def add_line(answer: Answer, line: str, cost: ByYear, sustained: ByYear) -> None:
    """Put down a row of which nothing is prepaid."""
    answer.cost[line], answer.sustained[line] = cost, sustained
    answer.prepaid[line] = dict.fromkeys(cost, 0.0)


def add_fleets_and_repairs(
    answer: Answer, tables: dict[int, Tables], students: dict[int, list[float]]
) -> None:
    """Devices bought, in service, paid, repaired."""
    first = tables[min(tables)]
    found = {}
    for number, row in enumerate(first.rows["devices"]):
        name = row["name"]
        fleet = fleets.fleet_years(number, tables, students, answer.staff)
        found[name] = fleet
        add_line(answer, f"devices/{name}", fleet.cost, fleet.sustained)
        answer.bought[name], answer.in_service[name] = fleet.bought, fleet.in_service
        answer.past_life[name], answer.past_support[name] = fleet.past_life, fleet.past_support
    for number, row in enumerate(first.rows["repair"]):
        cost = repairs.repair_cost(number, tables, found)
        add_line(answer, f"repair/{row['name']}", cost, dict(cost))


def add_contracts(
    answer: Answer, tables: dict[int, Tables], students: dict[int, list[float]]
) -> None:
    """Licenses and security, with what is prepaid; incidents, which are weighed against them."""
    whole_year: dict[str, ByYear] = {}
    for table in ("licenses", "security"):
        for number, row in enumerate(tables[min(tables)].rows[table]):
            line = f"{table}/{row['name']}"
            contract = contracts.contract_years(
                table, number, tables, students, answer.staff, answer.in_service
            )
            answer.cost[line], answer.prepaid[line] = contract.cost, contract.prepaid
            answer.unused[line] = contract.unused
            answer.sustained[line] = {
                year: cost + contract.prepaid[year] if row["recurring"] == "yes" else 0.0
                for year, cost in contract.cost.items()
            }
            if table == "security":
                whole_year[row["name"]] = contract.whole_year
    for number, row in enumerate(tables[min(tables)].rows["incidents"]):
        answer.incidents[row["name"]] = incidents.incident_years(number, tables, whole_year)


def add_positions(answer: Answer, tables: dict[int, Tables]) -> None:
    """Technology positions."""
    for number, row in enumerate(tables[min(tables)].rows["staffing"]):
        cost = positions.position_cost(number, tables)
        add_line(answer, f"staffing/{row['name']}", cost, dict(cost))


def add_programs(
    answer: Answer, tables: dict[int, Tables], students: dict[int, list[float]]
) -> None:
    """Training, the data privacy program, network equipment."""
    first = tables[min(tables)]
    for number, row in enumerate(first.rows["training"]):
        training = programs.training_years(number, tables, students, answer.staff, answer.teachers)
        add_line(answer, f"training/{row['name']}", training.cost, training.sustained)
    for number, row in enumerate(first.rows["privacy"]):
        privacy = programs.privacy_years(number, tables)
        add_line(answer, f"privacy/{row['name']}", privacy.cost, privacy.sustained)
    for number, row in enumerate(first.rows["network"]):
        network = programs.network_years(number, tables)
        add_line(answer, f"network/{row['name']}", network.cost, network.sustained)


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
        answer.paid[row["name"]] = {line: {} for line in answer.cost}
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
