"""Licenses and security services: what is paid by the year."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from planner.plan.tables import District
from planner.reference.accounts import categories_in
from tests.generated_plans.costs import lifetime
from tests.generated_plans.values import (
    active,
    blank_or,
    growth,
    money,
    number,
    one_of_rows,
    pick,
    whole,
)

Cells = dict[str, Any]
#: One name may stand in two tables.
SERVICES = tuple(f"Service {number}" for number in range(1, 6))
#: Categories that E-Rate supports are drawn more often than the rest.
LICENSES = ("network_software", "internet_access", *categories_in("licenses"))
SECURITY = ("firewall_basic", "firewall_basic", *categories_in("security"))
FILED = one_of_rows(
    recurring=("yes", "yes", "no"),
    erate_filed=("yes", "yes", "yes", "no"),
    liability=("", "subscription", "none"),
)
#: What only one of the two tables has.
OF_TABLE = {
    "licenses": one_of_rows(units_used=(None, None, 0.0, 50.0, 900.0)),
    "security": one_of_rows(
        delivery=("", "in_house", "outsourced", "consortium", "consortium"),
        consortium_share_rate=(1.0, 0.0, 0.2),
        deductible=(None, 0.0, 100_000.0),
        coverage_limit=(None, 0.0, 500_000.0),
    ),
}


@st.composite
def services(
    draw: st.DrawFn,
    table: str,
    categories: tuple[str, ...],
    devices: list[Cells],
    district: District,
    around: st.SearchStrategy[date],
) -> list[Cells]:
    """None to five services."""
    rows = []
    for name in SERVICES[: draw(whole(0, len(SERVICES)))]:
        basis = draw(pick(("student", "staff", "device", "unit", "flat")))
        who = {"student": ("", "students", "K-5"), "device": ("", *(d["name"] for d in devices))}
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
                **draw(FILED),
                **draw(OF_TABLE[table]),
                "active": draw(active()),
            }
        )
    return rows
