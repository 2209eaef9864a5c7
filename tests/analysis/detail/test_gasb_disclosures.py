"""Long contracts as accounting states them, on a contract with a published answer."""

from __future__ import annotations

import pytest

from planner.analysis.detail.gasb_disclosures import long_contracts
from planner.projection.project import project
from tests.small_plan import small_plan

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
