"""Of every formula: many cases at once are each case alone, and inputs stay as they were.

One row of cases is computed at once and then case by case; the numbers must be the same to the
last bit, because scenarios, sliders and draws all go through the case axis. A formula that is
added without a line here fails the last test.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import planner.costs
import planner.revenue
from planner.arrays import Floats
from planner.costs import (
    cyber_incidents,
    cycles,
    data_privacy,
    device_fleets,
    device_refresh,
    device_repair,
    escalation,
    fleet_slots,
    fleet_totals,
    leases,
    managed_security,
    network,
    software_licenses,
    staffing,
    subscription_liability,
    training,
)
from planner.revenue import (
    erate,
    federal_titles,
    fees,
    grants,
    local_levy,
    state_aid,
    yearly_money,
)

CASES, COUNT = 7, 5
YEARS = np.arange(2027, 2027 + COUNT, dtype=np.float64)
_DRAWS = np.random.default_rng(2027)


def amounts(low: float = 0.0, high: float = 1000.0, *shape: int) -> Floats:
    """Amounts that differ from case to case; the case axis comes last."""
    return _DRAWS.uniform(low, high, (*shape, CASES))


def by_year(low: float = 0.0, high: float = 1.0) -> Floats:
    return amounts(low, high, 2, COUNT)


def whole_numbers(low: int, high: int, *shape: int) -> Floats:
    return _DRAWS.integers(low, high + 1, (*shape, CASES)).astype(np.float64)


def next_years() -> Floats:
    """Fiscal years in which something falls next; some are not stated."""
    return np.where(by_year() < 0.2, np.nan, whole_numbers(2025, 2031, 2, COUNT))


def stock() -> device_fleets.Lots:
    ends = np.where(amounts(0, 1, 3) < 0.5, np.inf, whole_numbers(2026, 2031, 3))
    fleet = np.array([0, 1, 1])
    return device_fleets.Lots(fleet, amounts(0, 90, 3), whole_numbers(2021, 2027, 3), ends)


def policy() -> device_fleets.Policy:
    """Fleets as due, capped and level, in years and cases mixed."""
    return device_fleets.Policy(
        useful_life_years=whole_numbers(1, 6, 2, COUNT),
        deferred_years=whole_numbers(0, 2, 2, COUNT),
        support_years=np.where(by_year() < 0.4, np.inf, whole_numbers(1, 6, 2, COUNT)),
        loss_by_age=amounts(0, 0.3, 2, 3, COUNT),
        most=np.where(by_year() < 0.4, np.inf, by_year(0, 90)),
        level=np.where(by_year() < 0.6, np.nan, by_year(0, 90)),
    )


def policy_as_due() -> device_fleets.Policy:
    """Fleets that buy all they miss; now and then a whole fleet is lost."""
    return replace(
        policy(),
        loss_by_age=np.where(amounts(0, 1, 2, 1, COUNT) < 0.1, 1.0, amounts(0, 0.3, 2, 1, COUNT)),
        most=np.full((2, COUNT, CASES), np.inf),
        level=np.full((2, COUNT, CASES), np.nan),
    )


BANDS = [0, 1, 20, 35, 50, 75], [0.2, 0.4, 0.5, 0.6, 0.8, 0.85]
MONTHS = (12 * np.arange(COUNT, dtype=np.float64)).reshape(1, -1, 1)
Formula = Callable[..., Any]

#: Every formula with inputs that differ from case to case.
FORMULAS: list[tuple[Formula, tuple[Any, ...]]] = [
    (device_refresh.units_needed, (amounts(), amounts(0, 2), amounts(), amounts(0, 1))),
    (device_fleets.refresh_units, (by_year(0, 300), policy(), stock(), YEARS)),
    (fleet_slots.slot_years, (by_year(0, 300), policy(), stock(), YEARS)),
    (fleet_totals.bought_as_due, (by_year(0, 300), policy_as_due(), stock(), YEARS)),
    (device_refresh.refresh_cost, (amounts(), amounts(), amounts(), amounts(1, 2))),
    (device_refresh.trade_in_credit, (amounts(), amounts(0, 50), amounts(0, 9000))),
    (
        device_refresh.sustainable_units,
        (by_year(0, 300), by_year(0, 9)),
    ),
    (
        device_refresh.years_served,
        (whole_numbers(1, 8, 2, COUNT), amounts(0, 0.5, 2, 3, COUNT)),
    ),
    (escalation.price_index, (by_year(-0.5, 1),)),
    (
        escalation.contract_price_index,
        (
            by_year(-0.5, 1),
            by_year(-0.5, 1),
            whole_numbers(1, 5, 2, COUNT),
            np.where(by_year() < 0.2, np.nan, whole_numbers(2025, 2031, 2, COUNT)),
            YEARS,
        ),
    ),
    (software_licenses.billed_units, (amounts(), amounts())),
    (software_licenses.license_cost, (amounts(), amounts(), amounts(1, 2), amounts(0, 1))),
    (managed_security.security_cost, (amounts(), amounts(), amounts(1, 2), amounts(0, 1))),
    (
        staffing.position_cost,
        (amounts(), amounts(), amounts(1, 2), amounts(0, 1), amounts(0, 1), amounts(0, 1)),
    ),
    (
        staffing.insurance_cost,
        (amounts(), amounts(), amounts(1, 2), amounts(0, 1), amounts(0, 1)),
    ),
    (staffing.step_index, (by_year(0, 0.1), whole_numbers(0, 6, 2, COUNT))),
    (
        staffing.turnover_cost,
        (amounts(), amounts(), amounts(1, 2), amounts(0, 1), amounts(0, 1), amounts(0, 1)),
    ),
    (staffing.outsourced_cost, (amounts(), amounts(1, 2), amounts(0, 1))),
    (staffing.people_per_technician, (amounts(), amounts(0.1, 9))),
    (cycles.held_in_year, (YEARS, next_years(), whole_numbers(1, 4, 2, COUNT))),
    (
        device_repair.repair_tickets,
        # More ages than NumPy adds up one after the other.
        (amounts(0, 90, 2, 11, COUNT), amounts(0, 1, 2, 11, COUNT), by_year()),
    ),
    (
        device_repair.repair_cost,
        (
            *(amounts(), amounts(), amounts(), amounts(), amounts(0, 1)),
            *(amounts(), amounts(0, 3), amounts(), amounts(1, 2), amounts(1, 2)),
        ),
    ),
    (device_repair.repair_hours, (amounts(), amounts(0, 3))),
    (
        training.training_cost,
        (
            *(amounts(), amounts(0, 1), amounts(), amounts(0, 9), amounts(), amounts()),
            *(amounts(1, 2), amounts(1, 2), whole_numbers(0, 1)),
        ),
    ),
    (cycles.level_cost, (amounts(), whole_numbers(1, 6))),
    (
        data_privacy.privacy_cost,
        (
            *(amounts(), amounts(), amounts(0, 9), amounts()),
            *(amounts(1, 2), amounts(1, 2), whole_numbers(0, 1), amounts(0, 1)),
        ),
    ),
    (
        data_privacy.officer_cost,
        (amounts(0, 1), amounts(), amounts(0, 1), amounts(1, 2), amounts(0, 1)),
    ),
    (
        network.equipment_replaced,
        (
            by_year(0, 300),
            whole_numbers(1, 6, 2, COUNT),
            next_years(),
            YEARS,
            whole_numbers(0, 1, 2, COUNT),
        ),
    ),
    (network.equipment_cost, (amounts(), amounts(), amounts(), amounts(1, 2))),
    (network.maintenance_cost, (amounts(), amounts(), amounts(0, 1), amounts(1, 2))),
    (
        network.sustainable_cost,
        (amounts(), amounts(), amounts(), whole_numbers(1, 9), amounts(1, 2)),
    ),
    (
        cyber_incidents.retained_loss,
        (amounts(), np.where(amounts(0, 1) < 0.3, np.inf, amounts(0, 200)), amounts(0, 500)),
    ),
    (cyber_incidents.expected_loss, (amounts(0, 2), amounts())),
    (
        cyber_incidents.break_even_probability,
        (amounts(), np.where(amounts(0, 1) < 0.3, 0.0, amounts())),
    ),
    (cyber_incidents.days_lost, (amounts(0, 2), amounts(0, 15))),
    (
        local_levy.share_of_levy,
        (
            whole_numbers(24_320, 24_350, 1),
            whole_numbers(24_330, 24_390, 1),
            12.0 * YEARS[:, None] - 6.0,
            amounts(0, 1, 1),
        ),
    ),
    (yearly_money.yearly_money, (amounts(), amounts(1, 2), amounts(0, 1))),
    (
        yearly_money.students_counted,
        (amounts(0, 900, COUNT), whole_numbers(0, 5, 1), amounts(0, 1, 1)),
    ),
    (yearly_money.student_share, (amounts(0, 900, COUNT), amounts(1, 900, 1))),
    (
        grants.award,
        (
            amounts(0, 900, 2, COUNT),
            whole_numbers(-9, 50, 2, 1),
            whole_numbers(-9, 90, 2, 1),
            MONTHS,
        ),
    ),
    (
        grants.carried_over,
        (
            amounts(),
            amounts(),
            True,
            np.where(amounts(0, 1) < 0.4, np.inf, amounts(0, 1)),
            whole_numbers(0, 1),
        ),
    ),
    (erate.discount_rate, (amounts(0, 1), *BANDS)),
    (erate.category_two_budget, (amounts(0, 400, 4), 201.57, 30175.0, True)),
    (
        erate.category_two_use,
        (
            amounts(0, 90, COUNT),
            amounts(0, 200, 2, COUNT),
            np.array([[1, 1, 0.5, 0, 0], [0, 0, 0.5, 1, 1]]),
            amounts(0, 50),
        ),
    ),
    (
        erate.category_two_sustained,
        (
            amounts(0, 90, COUNT),
            amounts(0, 200, 2, COUNT),
            np.array([[1, 1, 0.5, 0, 0], [0, 0, 0.5, 1, 1]]),
            5,
        ),
    ),
    (
        erate.eligible_rate,
        (
            amounts(0, 400, 12, COUNT),
            amounts(0, 1, 12, 1),
            np.where(amounts(0, 1, 12, 1) < 0.5, np.nan, amounts(0, 1, 12, 1)),
            amounts(1, 2),
        ),
    ),
    (erate.is_rural, (whole_numbers(0, 1, 4, 1), whole_numbers(0, 1, 4, COUNT))),
    (state_aid.per_student_aid, (amounts(), amounts(), amounts(1, 2), amounts(0, 1))),
    (
        state_aid.reimbursed_aid,
        (amounts(), amounts(0, 1), np.where(amounts(0, 1) < 0.3, np.inf, amounts())),
    ),
    (
        state_aid.two_year_allotment,
        (amounts(), by_year(1, 2), YEARS, whole_numbers(2024, 2030, 2, 1)),
    ),
    (
        state_aid.paid_later,
        (by_year(0, 900), whole_numbers(0, 1, 2, 1), amounts(0, 900, 2, 1)),
    ),
    (
        federal_titles.received_with_delay,
        (by_year(0, 900), whole_numbers(0, 12, 2, 1), whole_numbers(0, 1, 2, 1)),
    ),
    (federal_titles.carry_limit, (amounts(0, 1), amounts(0, 90_000), amounts(0, 90_000))),
    (federal_titles.title_iv_a_limits, (amounts(0, 60_000, 2, COUNT), 30_000.0, 0.6, 0.15)),
    (
        federal_titles.spendable_share,
        (
            whole_numbers(-9, 50, 2, 1),
            np.where(amounts(0, 1, 2, 1) < 0.3, np.inf, whole_numbers(0, 40, 2, 1)),
            MONTHS,
        ),
    ),
    (
        fees.fee_revenue,
        (
            amounts(),
            amounts(),
            amounts(0, 1),
            amounts(0, 0.7),
            amounts(0, 0.7),
            amounts(1, 2),
            amounts(0, 1),
        ),
    ),
    (
        leases.level_payment,
        (amounts(), np.where(amounts(0, 1) < 0.3, 0.0, amounts(0, 0.2)), whole_numbers(1, 6)),
    ),
    (
        leases.lease_payments,
        (
            by_year(0, 900),
            np.where(by_year() < 0.3, 0.0, by_year(0, 0.2)),
            whole_numbers(1, 4, 2, COUNT),
            amounts(0, 0.3, 2, 1),
        ),
    ),
    (
        leases.payments_left,
        (amounts(0, 900, 3, 1), whole_numbers(-1, 6, 3, 1), amounts(0, 90, 3, 1), 5),
    ),
    (
        leases.lease_level_cost,
        (amounts(), amounts(0, 0.2), whole_numbers(1, 6), amounts(0, 0.3)),
    ),
]

#: Formulas of one number that no array reaches.
SCALAR = {
    local_levy.cost_to_home,
    local_levy.levy_mills,
    subscription_liability.disclosure,
}
EVERY = pytest.mark.parametrize(
    ("formula", "inputs"), FORMULAS, ids=lambda v: getattr(v, "__name__", "")
)


def arrays_of(result: Any) -> list[Floats]:  # noqa: ANN401  whatever a formula returns
    """Numbers of a result: one array, several, or those of a named set."""
    if isinstance(result, device_fleets.FleetYears):
        return [result.bought, result.in_service, *arrays_of(result.by_slot)]
    if is_dataclass(result):
        return [getattr(result, f.name) for f in fields(result)]
    return list(result) if isinstance(result, tuple) else [result]


def one_case(value: Any, case: int) -> Any:  # noqa: ANN401  any input of a formula
    """The part of an input that belongs to one case."""
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: one_case(getattr(value, f.name), case) for f in fields(value)}
        return replace(value, **parts)
    if isinstance(value, np.ndarray) and value.shape[-1] == CASES:
        return value[..., case : case + 1]
    return value


@EVERY
def test_many_cases_at_once_are_each_case_alone(formula: Formula, inputs: tuple[Any, ...]) -> None:
    together = formula(*inputs)
    for case in range(CASES):
        alone = formula(*(one_case(value, case) for value in inputs))
        for of_many, of_one in zip(arrays_of(together), arrays_of(alone), strict=True):
            assert of_many.shape[-1] == CASES
            assert np.array_equal(of_many[..., case : case + 1], of_one, equal_nan=False)


@EVERY
def test_formula_leaves_its_inputs_as_they_were(formula: Formula, inputs: tuple[Any, ...]) -> None:
    def arrays() -> list[Floats]:
        flat = [vars(value).values() if is_dataclass(value) else [value] for value in inputs]
        return [part for parts in flat for part in parts if isinstance(part, np.ndarray)]

    before = [array.copy() for array in arrays()]
    formula(*inputs)
    for old, new in zip(before, arrays(), strict=True):
        assert np.array_equal(old, new, equal_nan=old.dtype.kind == "f")


def test_every_formula_is_held_to_this() -> None:
    modules: list[ModuleType] = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for package in (planner.costs, planner.revenue)
        for found in pkgutil.iter_modules(package.__path__)
    ]
    formulas = {
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert formulas == {formula for formula, _ in FORMULAS} | SCALAR
