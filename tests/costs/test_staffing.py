"""Staff: a load on salary, vacancies, and part of a year."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.staffing import benefits_load, position_cost


def cost(
    fte: float = 1.0,
    salary: float = 60_000.0,
    raises: float = 1.0,
    benefits: float = 0.0,
    vacant: float = 0.0,
    share: float = 1.0,
) -> float:
    parts = (np.array(part) for part in (fte, salary, raises, benefits, vacant, share))
    return float(position_cost(*parts))


def test_benefits_are_a_load_on_salary() -> None:
    # 60,000 x 1.5: the load is on top of the salary, not a share of the sum.
    assert cost(benefits=0.5) == 90_000


def test_raises_lift_salary_and_benefits_alike() -> None:
    assert cost(raises=1.1, benefits=0.5) == pytest.approx(99_000)


def test_vacant_share_saves_salary_and_benefits() -> None:
    assert cost(benefits=0.5, vacant=0.25) == 67_500


def test_position_that_starts_in_january_costs_half_of_a_july_year() -> None:
    assert cost(fte=2.0, share=0.5) == 60_000


@pytest.mark.parametrize("nothing", ["fte", "salary", "share"])
def test_no_position_no_pay_or_no_months_cost_nothing(nothing: str) -> None:
    assert cost(**{nothing: 0.0}) == 0


def test_position_vacant_all_year_costs_nothing() -> None:
    assert cost(vacant=1.0) == 0


def test_half_of_compensation_is_a_load_of_one() -> None:
    # 50,000 salary and 50,000 benefits: benefits are half of 100,000 and as much as the salary.
    assert benefits_load(0.5) == 1


def test_no_benefits_are_no_load() -> None:
    assert benefits_load(0.0) == 0
