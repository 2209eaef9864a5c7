"""Security services are billed as licenses are."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.managed_security import security_cost
from planner.costs.software_licenses import license_cost


def test_cost_is_endpoints_times_price_times_index_times_share() -> None:
    # Half a year of 800 endpoints at $60 after a rise of 10%: 800 x 60 x 1.1 x 0.5.
    parts = (np.array(value) for value in (800.0, 60.0, 1.1, 0.5))
    assert float(security_cost(*parts)) == pytest.approx(26400)


def test_service_that_has_ended_costs_nothing() -> None:
    parts = (np.array(value) for value in (800.0, 60.0, 1.1, 0.0))
    assert float(security_cost(*parts)) == 0


def test_security_and_licenses_bill_alike() -> None:
    # Two files because boards ask for two lines, not because the sums differ.
    parts = [np.array([3.0, 500.0]), np.array([20.0, 0.0]), np.array([1.2, 1.0]), np.array(0.25)]
    assert security_cost(*parts).tolist() == license_cost(*parts).tolist()
