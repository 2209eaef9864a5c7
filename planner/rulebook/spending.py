"""What everything costs: people first, then every row of cost, table by table."""

from __future__ import annotations

from planner.rulebook import (
    contracts,
    fleets,
    forecast,
    incidents,
    people,
    positions,
    programs,
    repairs,
)
from planner.rulebook.answer import Answer, ByYear
from planner.rulebook.inputs import Cells, Tables
from planner.rulebook.kept import Kept, stays, table_stays
from planner.rulebook.sums import total


def add_people_and_costs(
    answer: Answer, plan: Cells, tables: dict[int, Tables], kept: Kept
) -> dict[int, list[float]]:
    """Put down people and what every row costs; students of every row come back."""
    students = add_people(answer, plan, tables, kept)
    add_fleets_and_repairs(answer, tables, students, kept)
    add_contracts(answer, tables, students, kept)
    add_positions(answer, tables, kept)
    add_programs(answer, tables, students, kept)
    kept.students = students
    return students


def add_people(
    answer: Answer, plan: Cells, tables: dict[int, Tables], kept: Kept
) -> dict[int, list[float]]:
    """Students, staff and teachers; students of every row come back."""
    before = kept.answer
    if before is not None and kept.costs is not None:
        answer.students, answer.staff = before.students, before.staff
        answer.teachers = before.teachers
        return kept.students
    growth = forecast.growth_by_band(plan) if kept.growth is None else kept.growth
    kept.growth = growth
    students = people.students_by_row(growth, tables)
    answer.students = {year: total(rows) for year, rows in students.items()}
    answer.staff = people.headcount_by_year("staff", tables, answer.students)
    answer.teachers = people.headcount_by_year("teachers", tables, answer.students)
    return students


def add_line(answer: Answer, line: str, cost: ByYear, sustained: ByYear) -> None:
    """Put down a row of which nothing is prepaid."""
    answer.cost[line], answer.sustained[line] = cost, sustained
    answer.prepaid[line] = dict.fromkeys(cost, 0.0)


def take_over(answer: Answer, line: str, before: Answer) -> None:
    """Put down a row as it was."""
    answer.cost[line], answer.sustained[line] = before.cost[line], before.sustained[line]
    answer.prepaid[line] = before.prepaid[line]
    if line in before.unused:
        answer.unused[line] = before.unused[line]


def add_fleets_and_repairs(
    answer: Answer, tables: dict[int, Tables], students: dict[int, list[float]], kept: Kept
) -> None:
    """Devices bought, in service, paid, repaired."""
    first, before = tables[min(tables)], kept.answer
    found = {}
    for number, row in enumerate(first.rows["devices"]):
        name = row["name"]
        if stays(kept, "devices", row):
            fleet = kept.fleets[name]
        else:
            fleet = fleets.fleet_years(number, tables, students, answer.staff)
        found[name] = fleet
        add_line(answer, f"devices/{name}", fleet.cost, fleet.sustained)
        answer.bought[name], answer.in_service[name] = fleet.bought, fleet.in_service
        answer.past_life[name], answer.past_support[name] = fleet.past_life, fleet.past_support
    for number, row in enumerate(first.rows["repair"]):
        line = f"repair/{row['name']}"
        if before is not None and stays(kept, "repair", row) and table_stays(kept, "devices"):
            take_over(answer, line, before)
        else:
            cost = repairs.repair_cost(number, tables, found)
            add_line(answer, line, cost, dict(cost))
    kept.fleets = found


def add_contracts(
    answer: Answer, tables: dict[int, Tables], students: dict[int, list[float]], kept: Kept
) -> None:
    """Licenses and security, with what is prepaid; incidents, which are weighed against them."""
    before, whole_year = kept.answer, dict(kept.whole_year)
    for table in ("licenses", "security"):
        for number, row in enumerate(tables[min(tables)].rows[table]):
            line = f"{table}/{row['name']}"
            by_devices = row["basis"] == "device" and not table_stays(kept, "devices")
            if before is not None and stays(kept, table, row) and not by_devices:
                take_over(answer, line, before)
                continue
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
    kept.whole_year = whole_year


def add_positions(answer: Answer, tables: dict[int, Tables], kept: Kept) -> None:
    """Technology positions."""
    before = kept.answer
    for number, row in enumerate(tables[min(tables)].rows["staffing"]):
        line = f"staffing/{row['name']}"
        if before is not None and stays(kept, "staffing", row):
            take_over(answer, line, before)
        else:
            cost = positions.position_cost(number, tables)
            add_line(answer, line, cost, dict(cost))


def add_programs(
    answer: Answer, tables: dict[int, Tables], students: dict[int, list[float]], kept: Kept
) -> None:
    """Training, the data privacy program, network equipment."""
    first, before = tables[min(tables)], kept.answer
    for table in ("training", "privacy", "network"):
        for number, row in enumerate(first.rows[table]):
            line = f"{table}/{row['name']}"
            if before is not None and stays(kept, table, row):
                take_over(answer, line, before)
                continue
            if table == "training":
                found = programs.training_years(
                    number, tables, students, answer.staff, answer.teachers
                )
            elif table == "privacy":
                found = programs.privacy_years(number, tables)
            else:
                found = programs.network_years(number, tables)
            add_line(answer, line, found.cost, found.sustained)
