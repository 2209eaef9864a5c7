"""Staff: a load on salary, vacancies, part of a year, steps, turnover and contractors."""

from __future__ import annotations

import numpy as np
import pytest

from planner.costs.escalation import price_index
from planner.costs.staffing import (
    insurance_cost,
    outsourced_cost,
    people_per_technician,
    position_cost,
    step_index,
    turnover_cost,
)


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


def insured(
    fte: float = 1.0,
    dollars: float = 14_000.0,
    index: float = 1.0,
    vacant: float = 0.0,
    share: float = 1.0,
) -> float:
    parts = (np.array(part) for part in (fte, dollars, index, vacant, share))
    return float(insurance_cost(*parts))


def test_insurance_is_by_the_head_and_not_by_the_salary() -> None:
    assert insured(fte=2.5) == 35_000
    assert insured(index=1.09) == pytest.approx(15_260)


def test_insurance_is_paid_for_the_part_of_the_year_that_is_filled() -> None:
    assert insured(vacant=0.25, share=0.5) == 5_250
    assert insured(vacant=1.0) == insured(share=0.0) == insured(fte=0.0) == 0


def steps(rate: list[float], left: list[float]) -> list[float]:
    """Index of steps of one row and one case, year by year."""
    columns = (np.array(values, np.float64).reshape(1, -1, 1) for values in (rate, left))
    return step_index(*columns).ravel().tolist()


def test_first_year_is_the_salary_as_typed() -> None:
    assert steps([0.5, 0.0], [9, 9]) == [1, 1]


def test_steps_stop_at_the_top_of_the_schedule() -> None:
    # Two steps left: in the second and the third year, then the salary stays.
    assert steps([0.5] * 5, [2] * 5) == [1, 1.5, 2.25, 2.25, 2.25]


def test_no_steps_left_is_no_step() -> None:
    assert steps([0.5] * 3, [0] * 3) == [1, 1, 1]


def test_more_steps_than_years_are_as_many_as_there_are_years() -> None:
    assert steps([0.5] * 3, [40] * 3) == [1, 1.5, 2.25]


def test_each_step_has_the_rate_and_the_steps_left_of_its_year() -> None:
    # 1.1 in the second year, 1.2 in the third; from the fourth on there are none left.
    assert steps([0, 0.1, 0.2, 0.3], [3, 3, 3, 0]) == pytest.approx([1, 1.1, 1.32, 1.32])


def test_steps_without_end_grow_as_a_raise_does() -> None:
    rate = np.array([0.02, 0.03, 0.04, 0.05]).reshape(1, -1, 1)
    assert step_index(rate, np.full_like(rate, np.inf)).tolist() == price_index(rate).tolist()


def turnover(
    fte: float = 10.0,
    salary: float = 50_000.0,
    raises: float = 1.0,
    leave: float = 0.1,
    each: float = 0.2,
    share: float = 1.0,
) -> float:
    parts = (fte, salary, raises, leave, each, share)
    return float(turnover_cost(*(np.array(part) for part in parts)))


def test_turnover_is_leavers_times_what_a_successor_costs() -> None:
    # One of ten leaves, and a successor costs a fifth of $50,000; after a raise of 10% more.
    assert turnover() == pytest.approx(10_000)
    assert turnover(raises=1.1) == pytest.approx(11_000)


def test_position_of_half_a_year_has_half_the_turnover() -> None:
    assert turnover(share=0.5) == pytest.approx(5_000)


@pytest.mark.parametrize("nothing", ["fte", "salary", "leave", "each", "share"])
def test_nobody_who_leaves_costs_nothing(nothing: str) -> None:
    assert turnover(**{nothing: 0.0}) == 0


def test_contractor_costs_the_price_with_its_growth_for_the_share_of_the_year() -> None:
    # $95,000 x 1.1 x 6 of 12 months.
    parts = (np.array(part) for part in (95_000.0, 1.1, 0.5))
    assert float(outsourced_cost(*parts)) == pytest.approx(52_250)


def test_people_for_each_technician() -> None:
    # 5,000 students and 400 staff served by 4.5 FTE.
    assert float(people_per_technician(np.array(5_400.0), np.array(4.5))) == 1_200


def test_ratio_without_technicians_is_unknown() -> None:
    found = people_per_technician(np.array([5_400.0, 0.0]), np.array(0.0))
    assert np.isnan(found).all()


def test_nobody_to_serve_is_nobody_for_each_technician() -> None:
    assert float(people_per_technician(np.array(0.0), np.array(2.0))) == 0
