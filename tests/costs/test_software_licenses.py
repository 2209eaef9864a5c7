"""Licenses: what is counted, the least that is billed, and the share of a year."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.software_licenses import billed_units, license_cost


@pytest.mark.parametrize(
    ("counted", "least", "billed"),
    [
        (900, 1000, 1000),  # the commitment is more than the students there are
        (1100, 1000, 1100),
        (1000, 1000, 1000),
        (0, 0, 0),  # nobody to license and no commitment
        (0, 250, 250),  # a school that closed is still billed
    ],
)
def test_contract_bills_what_it_counts_and_at_least_its_minimum(
    counted: float, least: float, billed: float
) -> None:
    assert float(billed_units(np.array(float(counted)), np.array(float(least)))) == billed


def test_cost_is_units_times_price_times_index_times_share() -> None:
    # Nine months of 400 students at $12 after a rise of 5%: 400 x 12 x 1.05 x 0.75.
    parts = (np.array(value) for value in (400.0, 12.0, 1.05, 0.75))
    assert float(license_cost(*parts)) == pytest.approx(3780)


def test_month_that_is_prepaid_is_not_billed_and_the_two_make_the_year() -> None:
    units, price, index = np.array(10.0), np.array(120.0), np.array(1.0)
    billed = license_cost(units, price, index, np.array(5 / 12))
    prepaid = license_cost(units, price, index, np.array(7 / 12))
    assert float(billed + prepaid) == pytest.approx(1200)
