"""Whole plans, row by row."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from planner.plan.plan import Plan
from planner.plan.tables import DRIVERS, TABLES, District
from planner.reference.accounts import accounts, categories_of
from tests.generated_plans.values import (
    active,
    blank_or,
    days,
    growth,
    money,
    number,
    pick,
    share,
    whole,
)

BANDS = ("K-5", "6-8", "9-12")
Cells = dict[str, Any]
COSTS = ("devices", "licenses", "security", "staffing")
LINES = ("device_refresh", "software_licenses", "managed_security", "staffing")
#: Lunch shares at which the discount changes, and half a point to either side.
LUNCH_EDGES = (0.0, 0.004, 0.005, 0.01, 0.194, 0.195, 0.2, 0.345, 0.495, 0.745, 0.749, 1.0)
#: Categories that E-Rate supports are drawn more often than the rest.
LICENSES = ("network_software", "internet_access", *categories_of("software_licenses"))
SECURITY = ("firewall_basic", "firewall_basic", *categories_of("managed_security"))


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
    services = tuple(
        f"Service {number}" for number in range(1, 6)
    )  # one name may stand in two tables
    devices = draw(fleets())
    tables: dict[str, list[Cells]] = {
        "enrollment": draw(enrollments()),
        "devices": devices,
        "inventory": draw(inventories(devices, first)),
        "licenses": draw(contracts(services, LICENSES, devices, district, around)),
        "security": draw(contracts(services, SECURITY, devices, district, around)),
        "staffing": draw(positions(around)),
        "assumptions": draw(assumptions(first, last)),
    }
    tables["funding"] = draw(sources(tables, around, erate))
    rows = {name: placed(name, cells) for name, cells in tables.items()}
    return Plan(name="generated", folder=Path("generated"), district=district, **rows)


def placed(table: str, rows: list[Cells]) -> Any:  # noqa: ANN401  rows of any table
    """Typed rows of a table, each with the file and the row it would stand in."""
    model: Any = TABLES[table].model
    return tuple(
        model(**cells, file=f"{table}.csv", row=n) for n, cells in enumerate(rows, start=2)
    )


@st.composite
def districts(draw: st.DrawFn) -> District:
    """The district and its calendar."""
    return District(
        name="Generated",
        first_year=draw(whole(2022, 2030)),
        years=draw(whole(1, 12)),
        fiscal_year_start_month=draw(pick((7, 7, 9, 1, 10))),
        staff=draw(number(900)),
        reserve_opening_balance=draw(money(2_000_000)),
        reserve_policy_rate=draw(share(0.5)),
        lunch_rate=draw(pick(LUNCH_EDGES) | share()),
        locale=draw(pick(("urban", "rural"))),
        category_two_used=draw(money(300_000)),
    )


@st.composite
def enrollments(draw: st.DrawFn) -> list[Cells]:
    """One to fourteen schools, some with two bands of grades, some without students."""
    schools = draw(pick((1, 2, 9, 10, 11)) | whole(1, 14))
    more = draw(whole(0, 3))
    return [
        {
            "name": f"Row {place}",
            "school": "" if place >= schools and place % 2 else f"School {place % schools}",
            "grades": draw(pick(("", *BANDS))) if place else BANDS[0],
            "students": draw(pick((0.0, 149.0, 150.0)) | number(1500)),
            "growth_rate": draw(blank_or(growth())),
            "active": draw(active()),
        }
        for place in range(schools + more)
    ]


@st.composite
def fleets(draw: st.DrawFn) -> list[Cells]:
    """None to four fleets."""
    return [
        {
            "name": f"Fleet {place}",
            "category": draw(pick(categories_of("device_refresh"))),
            "serves": draw(pick(("students", "staff", "nobody", BANDS[0]))),
            "units_per_person": draw(pick((1.0, 0.0, 0.5, 1.2))),
            "fixed_units": draw(number(300)),
            "spares_rate": draw(share(0.2)),
            "unit_price": draw(money(1500)),
            "setup_per_unit": draw(money(90)),
            "useful_life_years": draw(pick((1, 3, 4, 5, 20))),
            "loss_rate": draw(share(0.2) | st.just(0.9)),
            "price_growth_rate": draw(blank_or(growth())),
            "active": draw(active()),
        }
        for place in range(draw(whole(0, 4)))
    ]


@st.composite
def inventories(draw: st.DrawFn, devices: list[Cells], first_year: int) -> list[Cells]:
    """What is in service: old lots, orders of the first year, support that ends or does not."""
    rows = []
    for fleet in devices:
        bought = draw(st.lists(whole(first_year - 6, first_year), max_size=4, unique=True))
        rows += [
            {
                "name": fleet["name"],
                "bought": year,
                "units": draw(number(900)),
                "support_ends": draw(blank_or(days(first_year - 2, first_year + 8))),
                "active": draw(active()),
            }
            for year in bought
        ]
    return rows


@st.composite
def contracts(
    draw: st.DrawFn,
    names: tuple[str, ...],
    categories: tuple[str, ...],
    devices: list[Cells],
    district: District,
    around: st.SearchStrategy[date],
) -> list[Cells]:
    """None to five services paid by the year."""
    rows = []
    for name in names[: draw(whole(0, len(names)))]:
        basis = draw(pick(("student", "staff", "device", "unit", "flat")))
        who = {"student": ("", "students", BANDS[0]), "device": ("", *(d["name"] for d in devices))}
        term = draw(pick((1, 1, 2, 3, 5)))
        renewal = whole(district.first_year - 3, district.first_year + district.years)
        rows.append(
            {
                "name": name,
                "category": draw(pick(categories)),
                "basis": basis,
                "serves": draw(pick(who.get(basis, ("",)))),
                "units": draw(number(2000)) if basis == "unit" else draw(blank_or(number(9))),
                "minimum_units": draw(pick((0.0, 100.0)) | number(3000)),
                "price": draw(money(60_000 if basis == "flat" else 80)),
                "escalator_rate": draw(growth()),
                "term_years": term,
                "next_renewal": draw(renewal if term > 1 else blank_or(renewal)),
                "renewal_increase_rate": draw(blank_or(growth())),
                "prepaid_until": draw(blank_or(around)),
                **draw(lifetime(around)),
                "recurring": draw(pick(("yes", "yes", "no"))),
                "active": draw(active()),
            }
        )
    return rows


@cache
@st.composite
def lifetime(draw: st.DrawFn, around: st.SearchStrategy[date]) -> dict[str, date | None]:
    """A start and an end, either of them perhaps open; at times a single day."""
    start = draw(blank_or(around))
    end = draw(blank_or(around))
    if start and end and end < start:
        start, end = end, start + timedelta(days=draw(pick((0, 3))))
    return {"start_date": start, "end_date": end}


@st.composite
def positions(draw: st.DrawFn, around: st.SearchStrategy[date]) -> list[Cells]:
    """None to three rows of staff."""
    return [
        dict(
            name=f"Position {place}",
            category=draw(pick(categories_of("staffing"))),
            fte=draw(number(12)),
            salary=draw(money(120_000)),
            benefits_rate=draw(share(1.2)),
            raise_rate=draw(blank_or(growth())),
            vacancy_rate=draw(share()),
            **draw(lifetime(around)),
            active=draw(active()),
        )
        for place in range(draw(whole(0, 3)))
    ]


@st.composite
def sources(
    draw: st.DrawFn,
    tables: dict[str, list[Cells]],
    around: st.SearchStrategy[date],
    erate: bool | None,
) -> list[Cells]:
    """One to six sources of money, E-Rate at most once."""
    costs = (row for table in COSTS for row in tables[table])
    payable = ("all", *LINES, *accounts(), *(row["name"] for row in costs), *LINES)
    some = st.lists(pick(payable), min_size=1, max_size=4, unique=True).map(tuple)
    rows: list[Cells] = []
    if draw(st.booleans()) if erate is None else erate:
        usually = {"start_date": None, "end_date": None}
        lived = draw(st.just(usually) | st.just(usually) | lifetime(around))
        rows.append(dict(name="E-Rate", kind="erate", active=draw(active()), **lived))
    for place in range(draw(whole(1, 6 - len(rows)))):
        kind = draw(pick(("general_fund", "local_levy", "grant", "grant")))
        rows.append(
            dict(
                name=f"Source {place}",
                kind=kind,
                amount=draw(money(900_000)),
                award=draw(pick(("", "", "yearly", "once"))),
                growth_rate=draw(blank_or(growth())),
                recurring=draw(pick(("", "yes", "no"))),
                **draw(lifetime(around)),
                pays_for=draw(some if kind == "grant" else st.just(()) | some),
                unspent=draw(pick(("", "lapse", "carry", "keep", "reserve"))),
                carry_limit_rate=draw(blank_or(share())),
                order=draw(blank_or(pick((0.0, 1.0, 2.0, 3.5)))),
                displaced_base=draw(money(50_000)),
                active=draw(active()),
            )
        )
    return draw(st.permutations(rows))


@st.composite
def assumptions(draw: st.DrawFn, first: int, last: int) -> list[Cells]:
    """Year paths of the drivers; those without a default always have a value at the start."""
    rows = []
    for name, column in DRIVERS.items():
        values = share() if name == "erate_share" else growth()
        optional = column.default is not None or name in ("staff_growth_rate", "erate_share")
        if not optional or draw(st.booleans()):
            year = draw(pick((None, first, first - 2)))
            value = draw(blank_or(values)) if optional else draw(values)
            rows.append({"name": name, "value": value, "from_year": year})
        rows += [
            {"name": name, "value": draw(values), "from_year": year, "active": draw(active())}
            for year in draw(st.lists(whole(first + 1, last + 1), max_size=2, unique=True))
        ]
    return draw(st.permutations(rows))
