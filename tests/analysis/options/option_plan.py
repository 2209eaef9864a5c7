"""A small plan with options of every sort, for the tests that try every set of them."""

from __future__ import annotations

from typing import Any

from planner.plan.plan import Plan
from tests.small_plan import small_plan


def change(name: str, table: str, row: str, field: str, how: str, value: str) -> dict[str, Any]:
    """One row of scenarios."""
    cell = {"table": table, "changes": row, "field": field, "how": how, "value": value}
    return {"name": name, "choice": True, "compared": False, **cell}


def option(name: str, points: float, **cells: Any) -> dict[str, Any]:  # noqa: ANN401
    """One row of options, which makes the scenario of the same name."""
    told = {"felt_by": "someone", "reversible": "yes", "service_points": points}
    return {"name": name, "scenario": name, **told, **cells}


SCENARIOS = (
    change("longer", "devices", "Laptops", "useful_life_years", "add", "1"),
    change("level", "devices", "Laptops", "replacement", "set", "even"),
    change("drop", "licenses", "Reading", "active", "set", "no"),
    change("cheap", "licenses", "all", "price", "multiply", "0.8"),
    change("levy", "funding", "Levy", "amount", "add", "9000"),
    change("fewer", "staffing", "Technician", "fte", "multiply", "0.5"),
    change("outside", "staffing", "Technician", "end_date", "set", "6/30/2028"),
    change("nothing", "licenses", "Reading", "price", "multiply", "1"),
)

OPTIONS = (
    option("longer", 2, earliest_year=2028),
    option("level", 0),
    option("drop", 3, earliest_year=2029, excludes=("cheap",)),
    option("cheap", 1, earliest_year=2028),
    option("levy", 2, earliest_year=2028),
    option("fewer", 4, earliest_year=2028, excludes=("outside",)),
    option("outside", 5, needs=("levy",)),
)


def option_plan(
    options: tuple[dict[str, Any], ...] = OPTIONS, *, years: int = 5, reserve: float = 35_000
) -> Plan:
    """A district of one school whose money does not last."""
    return small_plan(
        district={"years": years, "reserve_opening_balance": reserve},
        drivers={"wage_growth_rate": 0.03, "license_price_growth_rate": 0.05},
        devices=[
            {
                "name": "Laptops",
                "category": "student_devices",
                "serves": "students",
                "unit_price": 500,
                "useful_life_years": 4,
                "loss_rate": 0.05,
            }
        ],
        inventory=[{"name": "Laptops", "bought": 2025, "units": 100}],
        licenses=[
            {
                "name": "Reading",
                "category": "instructional_software",
                "basis": "student",
                "price": 90,
            },
            {
                "name": "Office",
                "category": "administrative_software",
                "basis": "flat",
                "price": 8000,
            },
        ],
        staffing=[{"name": "Technician", "fte": 0.5, "salary": 50_000}],
        funding=[
            {"name": "Grant", "kind": "grant", "amount": 9000, "pays_for": ("software_licenses",)},
            {"name": "Levy", "kind": "local_levy", "amount": 9000, "pays_for": ("all",)},
            {
                "name": "General fund",
                "kind": "general_fund",
                "unspent": "reserve",
                "amount": 50_000,
            },
        ],
        scenarios=SCENARIOS,
        options=options,
    )
