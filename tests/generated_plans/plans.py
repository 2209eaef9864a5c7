"""Whole plans, row by row."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS, TABLES, District
from planner.plan.tables.assumptions import NEUTRAL_DRIVERS
from planner.plan.tables.roster import COST_TABLES
from tests.generated_plans import costs
from tests.generated_plans.devices import fleets, inventories
from tests.generated_plans.history import histories
from tests.generated_plans.money import sources
from tests.generated_plans.services import LICENSES, SECURITY, services
from tests.generated_plans.values import (
    active,
    blank_or,
    days,
    growth,
    money,
    number,
    one_of_rows,
    pick,
    share,
    whole,
)

BANDS = ("K-5", "6-8", "9-12")
Cells = dict[str, Any]
#: Priorities of the rows of cost, again and again: none at all, one for all, or several.
PRIORITIES = pick((("",), ("7",), ("1", "2"), ("3", "", "1"), ("2", "1", "3", "9", ""))) | st.lists(
    pick(("", "1", "2", "3", "5", "9")), min_size=1, max_size=9
).map(tuple)
#: Lunch shares at which the discount changes, and half a point to either side.
LUNCH_EDGES = (0.0, 0.004, 0.005, 0.01, 0.194, 0.195, 0.2, 0.345, 0.495, 0.745, 0.749, 1.0)
#: Lunch share and directly certified share of a school, one of them at least.
LUNCH = pick(((0.48, None), (0.745, None), (None, 0.45), (0.2, 0.9), (None, 0.0), (1.0, 0.5)))
#: Headcounts that follow the students or do not, and teachers where they are known.
HEADCOUNTS = one_of_rows(
    staff_follow_students=(False, True), teachers=(None, 0.0, 310.0), by_school=(0, 0, 1, 2, 3)
)


@st.composite
def plans(draw: st.DrawFn, *, erate: bool | None = None) -> Plan:
    """A district's plan.

    Parameters
    ----------
    draw : callable
        Given by hypothesis.
    erate : bool, optional
        Whether it has E-Rate; left out, some have and some do not.
    """
    district = draw(districts())
    first, last = district.first_year, district.first_year + district.years
    around = days(first - 3, last + 2)
    devices = draw(fleets(BANDS[0]))
    security = draw(services("security", SECURITY, devices, district, around))
    history = draw(histories(first))
    tables: dict[str, list[Cells]] = {
        "enrollment": draw(enrollments(district)),
        "history": history,
        "devices": devices,
        "inventory": draw(inventories(devices, first)),
        "repair": draw(costs.repairs(devices, around)),
        "licenses": draw(services("licenses", LICENSES, devices, district, around)),
        "security": security,
        "staffing": draw(costs.positions(around)),
        "training": draw(costs.training(district, BANDS[:1], around)),
        "privacy": draw(costs.privacy(district, around)),
        "network": draw(costs.network(district)),
        "incidents": draw(costs.incidents(security)),
        "assumptions": draw(assumptions(first, last, forecast=bool(history))),
    }
    rank(draw(PRIORITIES), tables)
    tables["funding"], tables["eligibility"] = draw(sources(tables, around, erate))
    rows = {name: placed(name, cells) for name, cells in tables.items()}
    return Plan(name="generated", path=Path("generated"), district=district, **rows)


def rank(priorities: tuple[str, ...], tables: dict[str, list[Cells]]) -> None:
    """Give rows of cost their priorities, one after the other; a blank one is left out."""
    rows = (row for table in COST_TABLES for row in tables[table])
    for row, priority in zip(rows, cycle(priorities), strict=False):
        if priority:
            row["priority"] = priority


def placed(table: str, rows: list[Cells]) -> Any:  # noqa: ANN401  rows of any table
    """Typed rows of a table, each with the file and the row it would stand in."""
    model: Any = TABLES[table].model
    return tuple(
        model(**cells, file=f"{table}.csv", row=n) for n, cells in enumerate(rows, start=2)
    )


@st.composite
def districts(draw: st.DrawFn) -> District:
    """The district and its calendar; lunch share and locale may be left to the schools."""
    heads = dict(draw(HEADCOUNTS))
    by_school = heads.pop("by_school")
    return District(
        name="Generated",
        first_year=draw(whole(2022, 2030)),
        years=draw(whole(1, 12)),
        fiscal_year_start_month=draw(pick((7, 7, 9, 1, 10))),
        staff=draw(number(900)),
        **heads,
        reserve_opening_balance=draw(money(2_000_000)),
        reserve_policy_rate=draw(share(0.5)),
        reserve_interest_rate=draw(pick((0.0, 0.0, 0.03, 0.2))),
        lunch_rate=None if by_school in (1, 3) else draw(pick(LUNCH_EDGES) | share()),
        locale="" if by_school in (2, 3) else draw(pick(("urban", "rural"))),
        category_two_used=draw(money(300_000)),
    )


@st.composite
def enrollments(draw: st.DrawFn, district: District) -> list[Cells]:
    """One to fourteen schools, some with two bands of grades, some without students."""
    schools = draw(pick((1, 2, 9, 10, 11)) | whole(1, 14))
    more = draw(whole(0, 3))
    rows = []
    for place in range(schools + more):
        lunch, certified = draw(LUNCH) if district.lunch_rate is None else (None, None)
        rows.append(
            {
                "name": f"Row {place}",
                "school": "" if place >= schools and place % 2 else f"School {place % schools}",
                "grades": draw(pick(("", *BANDS))) if place else BANDS[0],
                "students": draw(pick((0.0, 149.0, 150.0)) | number(1500)),
                "growth_rate": draw(blank_or(growth())),
                "lunch_rate": lunch,
                "direct_certified_rate": certified,
                "rural": "" if district.locale else draw(pick(("yes", "yes", "no"))),
                "active": draw(active()),
            }
        )
    return rows


@st.composite
def assumptions(draw: st.DrawFn, first: int, last: int, *, forecast: bool) -> list[Cells]:
    """Year paths of the drivers.

    Those without a default have a value at the start; only growth of enrollment may be blank,
    where it is forecast from history.
    """
    rows = []
    for name, column in DRIVERS.items():
        values = share() if name == "erate_share" else growth()
        optional = column.default is not None or name in NEUTRAL_DRIVERS
        if name == "enrollment_growth_rate":
            optional = forecast
        if name == "health_insurance_growth_rate":  # positions may leave their own growth blank
            optional = False
        if not optional or draw(st.booleans()):
            year = draw(pick((None, first, first - 2)))
            value = draw(blank_or(values)) if optional else draw(values)
            rows.append({"name": name, "value": value, "from_year": year})
        rows += [
            {"name": name, "value": draw(values), "from_year": year, "active": draw(active())}
            for year in draw(st.lists(whole(first + 1, last + 1), max_size=2, unique=True))
        ]
    return draw(st.permutations(rows))
