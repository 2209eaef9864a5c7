"""Unused licenses and renewals on plans small enough to count."""

from __future__ import annotations

from datetime import date

import pytest

from planner.analysis.detail.unused_licenses import renewal_calendar, unused_licenses
from planner.projection.project import project
from tests.small_plan import small_plan


def product(**rest: object) -> dict[str, object]:
    usual = {"name": "Reading", "category": "instructional_software", "basis": "unit"}
    return {**usual, "units": 100, "price": 10, **rest}


def test_unused_seats_cost_their_price() -> None:
    """100 billed, 70 in use: 30 seats of $10."""
    plan = small_plan(licenses=[product(units_used=70)])
    found = unused_licenses(project(plan))
    assert found[0].cost == pytest.approx([300, 300, 300])


def test_a_least_number_is_billed_and_not_used() -> None:
    """At least 150 are billed, 90 are in use: 60 seats of $10."""
    plan = small_plan(licenses=[product(minimum_units=150, units_used=90)])
    assert unused_licenses(project(plan))[0].cost == pytest.approx([600, 600, 600])


def test_what_is_prepaid_cannot_be_saved() -> None:
    """Paid ahead to 31 December 2027: nothing in FY2027, half of FY2028, all of FY2029."""
    plan = small_plan(licenses=[product(units_used=70, prepaid_until=date(2027, 12, 31))])
    assert unused_licenses(project(plan))[0].cost == pytest.approx([0, 150, 300])


def test_products_without_a_number_in_use_are_left_out() -> None:
    plan = small_plan(licenses=[product(), product(name="Math", units_used=100)])
    assert unused_licenses(project(plan)) == ()


def test_renewals_stand_in_their_years_at_the_new_price() -> None:
    """A two-year term from FY2028 on: FY2028 at 10% more, then FY2030, which is too late."""
    rows = [
        product(term_years=2, next_renewal=2028, renewal_increase_rate=0.1),
        product(name="Yearly"),
    ]
    found = renewal_calendar(project(small_plan(licenses=rows)))
    assert [(r.year, r.name, r.term_years) for r in found] == [(2028, "Reading", 2)]
    assert found[0].cost == pytest.approx(1100)
