"""Rows that cost money beside devices and services: people, training, privacy, network, repair."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st

from planner.plan.tables import District
from planner.reference.accounts import categories_in
from tests.generated_plans.values import (
    active,
    blank_or,
    growth,
    money,
    number,
    one_of_rows,
    pick,
    rates_by_age,
    share,
    whole,
)

Cells = dict[str, Any]
Dates = st.SearchStrategy[date]

WHO_REPAIRS = one_of_rows(
    who=("vendor", "staff", "student_crew", "protection_plan"),
    redone_rate=(0.0, 0.05, 1.0),
    hours_per_repair=(0.0, 1.0, 2.5),
    hourly_wage=(0.0, 11.5),
)
LEAVING = one_of_rows(
    step_rate=(0.0, 0.02, 0.5),
    steps_left=(0, 1, 3, 40),
    turnover_rate=(0.0, 0.12, 1.0),
    turnover_cost_rate=(0.0, 0.25, 3.0),
)
IN_DOLLARS = one_of_rows(
    benefits_per_fte=(0.0, 0.0, 14_000.0, 9_300.5), benefits_growth_rate=(None, None, 0.09, -0.02)
)
DELIVERY = one_of_rows(delivery=("own", "own", "outsourced"), outsourced_price=(95_000.0, 0.0))
PAID_HOURS = one_of_rows(hours=(0.0, 6.0, 1.5), hourly_rate=(0.0, 45.0))
HOURS_PER_UNIT = one_of_rows(hours_per_unit=(0.0, 2.0), hourly_cost=(0.0, 45.0))
PRIVACY_OFFICER = one_of_rows(
    fte=(0.0, 0.25, 2.0), salary=(0.0, 84_000.0), benefits_rate=(0.0, 0.61)
)


@cache
@st.composite
def lifetime(draw: st.DrawFn, around: Dates) -> Cells:
    """A start and an end, either of them perhaps open, and the year whose dollars amounts are."""
    start = draw(blank_or(around))
    end = draw(blank_or(around))
    if start and end and end < start:
        start, end = end, start + timedelta(days=draw(pick((0, 3))))
    stated = draw(pick(("", "start_year", "start_year", "first_year"))) if start else ""
    return {"start_date": start, "end_date": end, "dollars_of": stated}


@cache
def time_to_time(first: int, last: int) -> st.SearchStrategy[Cells]:
    """How often a thing falls, and when next: before, in or after the years of the plan."""
    nexts = (None, first - 3, *range(first, last + 2))
    return one_of_rows(every_years=(1, 1, 2, 3, 20), next_year=nexts)


@st.composite
def repairs(draw: st.DrawFn, devices: list[Cells], around: Dates) -> list[Cells]:
    """None to two rows of repair."""
    return [
        dict(
            name=f"Repair {place}",
            category=draw(pick(categories_in("repair"))),
            fleet=draw(pick(("", *(fleet["name"] for fleet in devices)))),
            **draw(rates_by_age("repair_rate", "repair_by_age")),
            share_rate=draw(pick((1.0, 0.6, 0.6, 0.0))),
            **draw(WHO_REPAIRS),
            price_per_repair=draw(money(200)),
            parts_per_repair=draw(pick((40.0, 12.5, 0.0))),
            price_per_device=draw(pick((0.0, 25.5))),
            price_growth_rate=draw(blank_or(growth())),
            **draw(lifetime(around)),
            active=draw(active()),
        )
        for place in range(draw(whole(0, 2)))
    ]


@st.composite
def positions(draw: st.DrawFn, around: Dates) -> list[Cells]:
    """None to three rows of staff, own or outsourced."""
    return [
        dict(
            name=f"Position {place}",
            category=draw(pick(categories_in("staffing"))),
            fte=draw(number(12)),
            salary=draw(money(120_000)),
            benefits_rate=draw(share(1.2)),
            **draw(IN_DOLLARS),
            raise_rate=draw(blank_or(growth())),
            vacancy_rate=draw(share()),
            **draw(LEAVING),
            **draw(DELIVERY),
            **draw(lifetime(around)),
            active=draw(active()),
        )
        for place in range(draw(whole(0, 3)))
    ]


@st.composite
def training(
    draw: st.DrawFn, district: District, bands: tuple[str, ...], around: Dates
) -> list[Cells]:
    """None to two rows of training."""
    groups = ("staff", "students", "nobody", *bands)
    if district.teachers is not None:
        groups = ("teachers", "teachers", *groups)
    return [
        dict(
            name=f"Training {place}",
            category=draw(pick(categories_in("training"))),
            serves=draw(pick(groups)),
            share_trained_rate=draw(pick((1.0, 0.0, 0.5))),
            price_per_person=draw(money(300)),
            **draw(PAID_HOURS),
            flat_price=draw(money(20_000)),
            **draw(time_to_time(district.first_year, district.first_year + district.years)),
            price_growth_rate=draw(blank_or(growth())),
            **draw(lifetime(around)),
            active=draw(active()),
        )
        for place in range(draw(whole(0, 2)))
    ]


@st.composite
def privacy(draw: st.DrawFn, district: District, around: Dates) -> list[Cells]:
    """None to two parts of the data privacy program."""
    return [
        dict(
            name=f"Privacy {place}",
            category=draw(pick(categories_in("privacy"))),
            units=draw(number(400)),
            price=draw(money(500)),
            **draw(HOURS_PER_UNIT),
            **draw(PRIVACY_OFFICER),
            **draw(time_to_time(district.first_year, district.first_year + district.years)),
            price_growth_rate=draw(blank_or(growth())),
            **draw(lifetime(around)),
            active=draw(active()),
        )
        for place in range(draw(whole(0, 2)))
    ]


@st.composite
def network(draw: st.DrawFn, district: District) -> list[Cells]:
    """None to two kinds of network equipment; most of it is Category Two."""
    first, last = district.first_year, district.first_year + district.years
    rows = []
    for place in range(draw(whole(0, 2))):
        replacement = draw(pick(("as_due", "as_due", "even")))
        due = pick((first - 7, *range(first - 2, last + 2)))
        rows.append(
            {
                "name": f"Equipment {place}",
                "category": draw(pick(categories_in("network"))),
                "units": draw(number(400)),
                "unit_price": draw(money(3000)),
                "installation_per_unit": draw(pick((0.0, 120.0))),
                "useful_life_years": draw(pick((1, 2, 7, 40))),
                "replacement": replacement,
                "next_replacement": draw(due if replacement == "as_due" else blank_or(due)),
                "maintenance_rate": draw(pick((0.0, 0.05, 1.0))),
                "erate_filed": draw(pick(("yes", "yes", "yes", "no"))),
                "price_growth_rate": draw(blank_or(growth())),
                "active": draw(active()),
            }
        )
    return rows


@st.composite
def incidents(draw: st.DrawFn, security: list[Cells]) -> list[Cells]:
    """None or one kind of cyber incident."""
    services = ("", *(row["name"] for row in security))
    figures = pick(((0.0, 0.0), (0.02, 0.1), (1.0, 1.0), (0.0, 12.0)))
    losses = pick(((0.0, 0.0), (50_000.0, 1_000_000.0), (0.0, 250_000.0)))
    rows = []
    for place in range(draw(whole(0, 1))):
        often, loss, days = draw(figures), draw(losses), draw(figures)
        rows.append(
            {
                "name": f"Incident {place}",
                "per_year_low": often[0],
                "per_year_high": often[1],
                "loss_low": loss[0],
                "loss_high": loss[1],
                "days_low": days[0],
                "days_high": days[1],
                "insurance": draw(pick(services)),
                "contract": draw(pick(services)),
                "active": draw(active()),
            }
        )
    return rows
