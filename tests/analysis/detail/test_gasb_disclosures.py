"""Long contracts as accounting states them, on a contract with a published answer."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from planner.analysis.detail.gasb_disclosures import LongContract, long_contracts
from planner.plan.plan import Plan
from planner.projection.project import project
from tests.small_plan import READING, small_plan

CONTRACT = {
    "name": "Planning suite",
    "category": "administrative_software",
    "basis": "flat",
    "price": 20_000,
    "term_years": 2,
    "next_renewal": 2029,
}


def test_two_payments_of_20000_at_4_percent_are_a_liability_of_39231() -> None:
    """Worked example W8 (EZLease): $39,231; its asset has $3,000 of set-up on top."""
    plan = small_plan(licenses=[CONTRACT], district={"borrowing_rate": 0.04})
    (found,) = long_contracts(project(plan))
    assert found.standard == "GASB 96"
    assert found.payments == pytest.approx([20_000, 20_000])
    assert found.schedule.opening[0] == pytest.approx(39_231, abs=0.5)
    assert found.schedule.closing[-1] == pytest.approx(0, abs=1e-6)


def test_nothing_is_stated_without_a_borrowing_rate() -> None:
    assert long_contracts(project(small_plan(licenses=[CONTRACT]))) == ()


@pytest.mark.parametrize(
    ("category", "table", "typed", "standard"),
    [
        ("internet_access", "licenses", "", None),
        ("network_maintenance", "licenses", "", None),
        ("network_software", "licenses", "", "GASB 96"),
        ("monitoring", "security", "", None),
        ("endpoint_protection", "security", "", "GASB 96"),
        ("monitoring", "security", "subscription", "GASB 96"),
        ("internet_access", "licenses", "lease", "GASB 87"),
        ("administrative_software", "licenses", "none", None),
    ],
)
def test_only_what_conveys_control_is_stated(
    category: str, table: str, typed: str, standard: str | None
) -> None:
    row = {**CONTRACT, "category": category, "liability": typed}
    rows = {"licenses": [], "security": [], table: [row]}
    plan = small_plan(
        licenses=rows["licenses"], security=rows["security"], district={"borrowing_rate": 0.04}
    )
    assert [one.standard for one in long_contracts(project(plan))] == [standard] * bool(standard)


def prepaid(until: str, **cells: object) -> LongContract | None:
    """A flat subscription of $12,000 a year that is prepaid, in a plan of three years."""
    licenses = [{**READING, "price": 12_000, "prepaid_until": until, **cells}]
    found = long_contracts(project(small_plan(licenses=licenses)))
    return found[0] if found else None


def test_what_is_prepaid_is_an_asset_written_off_over_the_months_left() -> None:
    """18 months of $12,000 are $18,000: two thirds go in the first year."""
    found = prepaid("2027-12-31")
    assert found is not None
    assert (found.standard, found.years_left, found.prepaid) == ("GASB 96", 1.5, 18_000)
    assert found.schedule.asset_opening.tolist() == [18_000, pytest.approx(6_000)]
    assert found.schedule.amortization.tolist() == pytest.approx([12_000, 6_000])
    assert found.schedule.asset_closing[-1] == pytest.approx(0)
    assert not found.payments.any()
    assert not found.schedule.opening.any()


@pytest.mark.parametrize(
    ("until", "cells", "amount"),
    [
        ("2027-06-30", {}, None),  # the usual year in advance
        ("2027-07-31", {}, 13_000),
        ("2027-06-30", {"term_years": 3, "next_renewal": 2027}, 12_000),
        ("2026-12-31", {"term_years": 3, "next_renewal": 2027}, 6_000),
        ("2026-06-30", {}, None),  # used up when the plan starts
        ("2031-06-30", {}, 60_000),  # beyond the plan's last year
        ("2031-06-30", {"end_date": "2028-06-30"}, 24_000),
        ("2028-06-30", {"start_date": "2026-09-01"}, None),  # not running when the plan starts
        ("2028-06-30", {"active": False}, None),
        ("2028-06-30", {"category": "off_campus_access"}, None),
    ],
)
def test_what_counts_as_prepaid_at_the_start(
    until: str, cells: dict[str, object], amount: float | None
) -> None:
    found = prepaid(until, **cells)
    assert (found.prepaid if found else None) == (amount and pytest.approx(amount))


def test_a_lease_of_devices_is_stated_for_its_whole_term() -> None:
    """100 devices of $400 over four years without interest: four payments of $10,000."""
    fleet = {
        "name": "Chromebooks",
        "category": "student_devices",
        "serves": "students",
        "spares_rate": 0.0,
        "unit_price": 400,
        "loss_rate": 0.0,
        "replacement": "lease",
        "lease_years": 4,
        "lease_rate": 0.0,
    }
    plan = small_plan(devices=[fleet], district={"borrowing_rate": 0.0})
    (found,) = long_contracts(project(plan))
    assert found.standard == "GASB 87"
    assert found.payments == pytest.approx([10_000] * 4)
    assert found.schedule.opening[0] == pytest.approx(40_000)


def leased(lot: Mapping[str, object], **fleet: object) -> Plan:
    """100 laptops in service at 4% interest, some of them leased."""
    laptops = {
        "name": "Laptops",
        "category": "staff_devices",
        "serves": "nobody",
        "unit_price": 900,
    }
    return small_plan(
        devices=[{**laptops, "fixed_units": 100, "useful_life_years": 5, **fleet}],
        inventory=[{"name": "Laptops", "units": 100, **lot}],
        district={"borrowing_rate": 0.04},
    )


def test_lease_that_runs_when_the_plan_starts_is_owed() -> None:
    """Today $106,000 a year; the buyout comes in the year after the last payment."""
    lot = {"bought": 2026, "lease_payment": 106_000.0, "lease_payments_left": 2}
    (found,) = long_contracts(project(leased({**lot, "lease_buyout": 1_000.0})))
    assert (found.name, found.standard) == ("Laptops FY2026", "GASB 87")
    assert found.payments == pytest.approx([106_000, 106_000, 1_000])
    owed = 106_000 + 106_000 / 1.04 + 1_000 / 1.04**2
    assert found.schedule.opening[0] == pytest.approx(owed)
    paid_off = leased({"bought": 2026, "lease_payments_left": 0})
    assert long_contracts(project(paid_off)) == ()
    assert long_contracts(project(leased({**lot, "active": False}))) == ()


def test_lease_of_the_first_year_is_stated_without_the_one_that_already_runs() -> None:
    """50 of 100 are there; 50 more are leased over 3 years, $900 each, without interest."""
    terms = {"replacement": "lease", "lease_years": 3, "lease_rate": 0.0}
    lot = {"bought": 2026, "units": 50, "lease_payment": 9_000.0, "lease_payments_left": 2}
    running, new = long_contracts(project(leased(lot, **terms)))
    assert running.payments == pytest.approx([9_000, 9_000])
    assert new.payments == pytest.approx([15_000] * 3)


def test_order_that_a_lease_pays_is_not_paid_for_again() -> None:
    lot = {"bought": 2027, "lease_payment": 24_000.0, "lease_payments_left": 4}
    found = project(leased(lot))
    assert found.expenses.cost[0, :, 0] == pytest.approx([24_000] * 3)
    assert found.expenses.fleets.bought[0, :, 0] == pytest.approx([100, 0, 0])
