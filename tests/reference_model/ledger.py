"""The whole model from top to bottom: people, costs, money, and who pays what."""

from __future__ import annotations

from planner.plan.plan import Plan
from planner.plan.scenarios import Scenario
from tests.reference_model import contracts, erate, fleets, people, positions, sources
from tests.reference_model.answer import Answer, ByYear
from tests.reference_model.inputs import Cells, Tables, tables_by_year
from tests.reference_model.payments import pay_the_year

COST_TABLES = ("devices", "licenses", "security", "staffing")


def solve(plan: Plan, scenario: Scenario) -> Answer:
    """Everything docs/model.md says about a plan in a scenario."""
    answer = Answer()
    tables = tables_by_year(plan, scenario)
    students = people.students_by_row(tables)
    answer.students = {year: sum(rows) for year, rows in students.items()}
    answer.staff = people.staff_by_year(tables)
    add_fleets(answer, tables, students)
    add_contracts(answer, tables, students)
    add_positions(answer, tables)
    rows = cost_rows(tables)
    support = erate_support(tables, students, answer.cost, rows)
    add_sources(answer, tables)
    for year, now in tables.items():
        pay_the_year(answer, tables, year, rows, support[year])
        total = sum(cost[year] for cost in answer.cost.values())
        answer.policy[year] = now.district["reserve_policy_rate"] * total
    return answer


def cost_rows(tables: dict[int, Tables]) -> dict[str, Cells]:
    """Every row of cost by table and name."""
    first = tables[min(tables)]
    return {f"{table}/{row['name']}": row for table in COST_TABLES for row in first.rows[table]}


def add_fleets(answer: Answer, tables: dict[int, Tables], students: dict[int, list[float]]) -> None:
    """Devices bought, in service, paid."""
    for number, row in enumerate(tables[min(tables)].rows["devices"]):
        line = f"devices/{row['name']}"
        fleet = fleets.fleet_years(number, tables, students, answer.staff)
        answer.cost[line], answer.sustained[line] = fleet.cost, fleet.sustained
        answer.prepaid[line] = dict.fromkeys(tables, 0.0)
        answer.bought[row["name"]] = fleet.bought
        answer.in_service[row["name"]] = fleet.in_service


def add_contracts(
    answer: Answer, tables: dict[int, Tables], students: dict[int, list[float]]
) -> None:
    """Licenses and security, with what is prepaid."""
    for table in ("licenses", "security"):
        for number, row in enumerate(tables[min(tables)].rows[table]):
            line = f"{table}/{row['name']}"
            contract = contracts.contract_years(
                table, number, tables, students, answer.staff, answer.in_service
            )
            answer.cost[line], answer.prepaid[line] = contract.cost, contract.prepaid
            answer.sustained[line] = {
                year: cost + contract.prepaid[year] if row["recurring"] == "yes" else 0.0
                for year, cost in contract.cost.items()
            }


def add_positions(answer: Answer, tables: dict[int, Tables]) -> None:
    """Technology positions."""
    for number, row in enumerate(tables[min(tables)].rows["staffing"]):
        line = f"staffing/{row['name']}"
        answer.cost[line] = positions.position_cost(number, tables)
        answer.sustained[line] = dict(answer.cost[line])
        answer.prepaid[line] = dict.fromkeys(tables, 0.0)


def erate_support(
    tables: dict[int, Tables],
    students: dict[int, list[float]],
    cost: dict[str, ByYear],
    rows: dict[str, Cells],
) -> dict[int, dict[str, float]]:
    """What E-Rate supports of each row; nothing where the plan has no E-Rate."""
    if any(row["kind"] == "erate" for row in tables[min(tables)].rows["funding"]):
        category = {line: row["category"] for line, row in rows.items()}
        return erate.support(tables, students, cost, category)
    return {year: dict.fromkeys(cost, 0.0) for year in tables}


def add_sources(answer: Answer, tables: dict[int, Tables]) -> None:
    """What every source brings; room for what it pays."""
    for number, row in enumerate(tables[min(tables)].rows["funding"]):
        name = row["name"]
        answer.received[name] = sources.received(number, tables)
        answer.paid[name] = {line: {} for line in answer.cost}
        answer.carried[name], answer.lapsed[name], answer.to_reserve[name] = {}, {}, {}
    answer.reserve_paid = {line: {} for line in answer.cost}
    answer.unfunded = {line: {} for line in answer.cost}
