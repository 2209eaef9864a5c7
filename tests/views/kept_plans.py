"""The small plans behind what is kept: three years, round numbers.

A technician costs $100,000 a year and reading software $10,000; 30 laptops are replaced in FY2028
for $30,000 and 20 tablets in FY2029 for $6,000. The general fund pays $90,000, a grant $20,000
once, and a levy $30,000 if a vote passes it, as three of four do. $45,000 is in reserve.

What can be moved on a page is kept for a plan with one lever of each kind.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from planner.analysis.compare import Comparison, compare
from planner.analysis.options.study import OptionStudy, options
from planner.analysis.simulation.simulate import Simulation, simulate
from planner.plan.plan import Plan
from tests.small_plan import LAPTOPS, READING, TECHNICIAN, small_plan

_OPTION = {"felt_by": "all", "reversible": "yes", "service_points": 1}
_FLAT = {"basis": "flat", "price": 5_000}


@cache
def kept_plan() -> Plan:
    """The plan, with a scenario without the levy and three options."""
    return small_plan(
        district={"reserve_opening_balance": 45_000},
        staffing=[TECHNICIAN],
        licenses=[{**READING, "price": 10_000}],
        devices=[
            LAPTOPS,
            {
                "name": "Tablets",
                "category": "student_devices",
                "serves": "nobody",
                "fixed_units": 20,
                "unit_price": 300,
                "useful_life_years": 3,
            },
        ],
        inventory=[
            {"name": "Laptops", "bought": 2025, "units": 30},
            {"name": "Tablets", "bought": 2026, "units": 20},
        ],
        funding=[
            {
                "name": "General fund",
                "kind": "general_fund",
                "unspent": "reserve",
                "amount": 90_000,
            },
            {
                "name": "Levy",
                "kind": "local_levy",
                "voted": "not_yet_counted",
                "amount": 30_000,
                "renewal_probability": 0.75,
            },
            {
                "name": "Grant",
                "kind": "grant",
                "amount": 20_000,
                "award": "once",
                "end_date": date(2027, 6, 30),
            },
        ],
        incidents=[
            {
                "name": "Ransomware",
                "per_year_low": 0.5,
                "per_year_high": 2,
                "loss_low": 20_000,
                "loss_high": 80_000,
                "days_low": 2,
                "days_high": 6,
            }
        ],
        scenarios=[
            _change("no-levy", "funding", "Levy", "active", "no", title="Without the levy"),
            _change("fewer", "staffing", "Technician", "fte", "0.7", title="Part-time technician"),
            _change("drop", "licenses", "Reading", "active", "no", title="No reading software"),
        ],
        options=[
            {"name": "fewer", "scenario": "fewer", **_OPTION, "service_points": 4},
            {"name": "drop", "scenario": "drop", **_OPTION},
        ],
    )


def _change(
    name: str, table: str, row: str, field: str, value: str, *, title: str, **more: object
) -> dict[str, object]:
    cell = {"table": table, "changes": row, "field": field, "how": "set", "value": value}
    return {"name": name, "title": title, "choice": True, **cell, **more}


@cache
def kept_comparison() -> Comparison:
    """Without the levy, and as it stands."""
    return compare(kept_plan(), ["no-levy", "base"])


@cache
def kept_simulation() -> Simulation:
    """64 futures, both with the levy if it passes and without it."""
    return simulate(kept_plan(), 64, 3, ["base", "no-levy"])


@cache
def kept_study() -> OptionStudy:
    """Options on top of the plan without the levy."""
    return options(kept_plan(), scenario="no-levy")


@cache
def moved_comparison() -> Comparison:
    """A plan with one lever of each kind, without its levy, as it stands, and with less of both."""
    plan = small_plan(
        district={"reserve_opening_balance": 45_000},
        staffing=[
            TECHNICIAN,
            {"name": "Trainer", "fte": 0.5, "salary": 60_000, "benefits_rate": 0.25},
        ],
        devices=[LAPTOPS],
        security=[
            {"name": "Q&A", "category": "monitoring", **_FLAT},
            {"name": "Test", "category": "security_testing", **_FLAT, "active": False},
        ],
        funding=[
            {"name": "General fund", "kind": "general_fund", "amount": 90_000},
            {"name": "Levy", "kind": "local_levy", "voted": "not_yet_counted", "amount": 30_000},
            {
                "name": "Pilot",
                "kind": "grant",
                "amount": 20_000,
                "award": "yearly",
                "end_date": date(2028, 6, 30),
            },
        ],
        assumptions=[{"name": "wage_growth_rate", "value": 0.02, "from_year": 2029}],
        scenarios=[
            _change("no-levy", "funding", "Levy", "active", "no", title="Without the levy"),
            _change("fewer", "staffing", "Trainer", "fte", "0.25", title="Half a trainer"),
            _change("longer", "devices", "Laptops", "useful_life_years", "4", title="Longer use"),
            _change("cheaper", "devices", "Laptops", "unit_price", "800", title="At < $900"),
            _change("apart", "devices", "Laptops", "serves", "staff", title="One for each"),
            _change("gone", "security", "Q&A", "active", "no", title="No monitoring"),
        ],
        options=[
            {"name": "fewer", "scenario": "fewer", **_OPTION, "service_points": 2.5},
            {"name": "longer", "scenario": "longer", "earliest_year": 2028, **_OPTION},
            {"name": "cheaper", "scenario": "cheaper", "earliest_year": 2028, **_OPTION},
            {
                "name": "apart",
                "scenario": "apart",
                **_OPTION,
                "needs": ("fewer", "gone"),
                "excludes": ("longer",),
            },
            {"name": "gone", "scenario": "gone", "active": False, **_OPTION},
        ],
    )
    return compare(plan, ["no-levy", "base", "no-levy+fewer"])
