"""Sentences on one step of an input, at the limits between one wording and the next."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from planner.analysis.sensitivity.one_at_a_time import OUTPUTS, Sensitivity, sensitivity
from planner.analysis.sensitivity.steps import Shift
from planner.views.questions.sensitivity import sentence, sentences_block
from tests.small_plan import small_plan

A_YEAR = "a year by FY2029, in FY2027 dollars"


@cache
def found(inflation: float = 0.0) -> Sensitivity:
    return sensitivity(small_plan(drivers={"general_inflation_rate": inflation}))


def said(
    effect: float,
    *,
    cost: float = 0.0,
    pay: float = np.nan,
    inflation: float = 0.0,
    **shift: Any,  # noqa: ANN401
) -> str:
    """The sentence on one input, which moves the balance of the last year, and cost before."""
    plain = {"key": "x", "name": "Prices", "step": "1% of price", "line": "", "table": "licenses"}
    cell = {"row": "all", "field": "price", "how": "multiply", "down": 0.99, "up": 1.01}
    moved = {name: np.zeros((1, 3)) for name in OUTPUTS}
    moved["structural_balance"] = np.array([[0.0, 0.0, effect]])
    moved["cost"] = np.array([[cost, 0.0, 0.0]])
    return sentence(
        replace(
            found(inflation),
            shifts=(Shift(**{**plain, **cell, **shift}),),
            down=moved,
            up=moved,
            full_time_pay=np.array([pay] * 3),
        ),
        0,
    )


@pytest.mark.parametrize(
    ("effect", "says"),
    [
        (
            1.0,
            f"A 1% increase in prices raises the structural balance by $1 {A_YEAR}.",
        ),
        (0.99, ""),
        (-0.99, ""),
        (
            -1.0,
            f"A 1% increase in prices reduces the structural balance by $1 {A_YEAR}.",
        ),
    ],
)
def test_effects_are_told_from_a_dollar_on(effect: float, says: str) -> None:
    assert said(effect) == says


def test_effects_of_the_last_year_are_told_in_dollars_of_the_first() -> None:
    told = said(1210.0, inflation=0.1)
    assert told == f"A 1% increase in prices raises the structural balance by $1,000 {A_YEAR}."


@pytest.mark.parametrize(
    ("cost", "says"),
    [
        (1.0, "costs"),
        (-1.0, "costs"),
        (0.99, "reduces the structural balance by"),
        (0.0, "reduces the structural balance by"),
    ],
)
def test_what_costs_a_dollar_in_any_year_is_cost(cost: float, says: str) -> None:
    assert said(-50.0, cost=cost) == f"A 1% increase in prices {says} $50 {A_YEAR}."


def test_what_belongs_to_a_budget_line_is_cost() -> None:
    assert said(1.0, line="devices") == f"A 1% increase in prices saves $1 {A_YEAR}."
    assert said(-1.0, line="devices") == f"A 1% increase in prices costs $1 {A_YEAR}."


@pytest.mark.parametrize(
    ("table", "row", "says"),
    [
        ("funding", "General fund", "revenue"),
        ("assumptions", "general_fund_growth_rate", "revenue"),
        ("assumptions", "erate_share", "revenue"),
        ("assumptions", "enrollment_growth_rate", "the structural balance"),
    ],
)
def test_what_bears_on_revenue_alone_is_revenue(table: str, row: str, says: str) -> None:
    told = said(500.0, table=table, row=row, step="1 percentage point", name="Growth")
    assert told == f"An extra percentage point of growth raises {says} by $500 {A_YEAR}."


@pytest.mark.parametrize(
    ("pay", "says"),
    [
        (10_000.0, ""),  # 0.0049 positions
        (9800.0, ", equal to 0.01 of a position"),  # 0.005
        (980.0, ", equal to 0.1 of a position"),  # 0.05
        (981.0, ", equal to 0.05 of a position"),
        (49 / 0.949, ", equal to 0.9 of a position"),
        (49 / 0.95, ", equal to 0.9 positions"),
        (10.0, ", equal to 4.9 positions"),
        (np.nan, ""),
    ],
)
def test_effects_are_told_in_positions_where_there_are_some(pay: float, says: str) -> None:
    told = said(-49.0, cost=49.0, pay=pay)
    assert told == f"A 1% increase in prices costs $49 a year by FY2029, in FY2027 dollars{says}."


@pytest.mark.parametrize(
    ("step", "up", "starts"),
    [
        ("1% of price", 1.01, "A 1% increase in prices"),
        ("1% of price", None, "A 1% decrease in prices"),
        ("1 FTE", 1.1, "An extra position"),
        ("1 FTE", None, "One position less"),
        ("1 year", 1, "An extra year of prices from FY2027 on"),
        ("1 year", None, "One year less of prices from FY2027 on"),
        ("1 percentage point", 0.01, "An extra percentage point of prices"),
        ("1 percentage point", None, "One less percentage point of prices"),
        ("10 percentage points", 0.1, "Ten percentage points more of prices"),
        ("10 percentage points", None, "Ten percentage points less of prices"),
        ("low to high", 1.0, "The high end of the range for prices"),
        ("low to high", None, "The low end of the range for prices"),
    ],
)
def test_a_step_is_told_by_its_size_and_way(step: str, up: float | None, starts: str) -> None:
    assert said(-9.0, cost=9.0, step=step, up=up) == f"{starts} costs $9 {A_YEAR}."


def test_inputs_that_move_nothing_in_the_last_year_get_no_sentence() -> None:
    """The levy ends after a year, and moves the balance most over all years."""
    plan = small_plan(
        funding=[
            {"name": "General fund", "kind": "general_fund", "amount": 80_000},
            {"name": "Levy", "kind": "local_levy", "amount": 500_000, "end_date": "2027-06-30"},
        ]
    )
    moved = sensitivity(plan)
    assert moved.shifts[moved.ranked("structural_balance")[0]].name == "Levy"
    assert sentences_block(moved).text.splitlines() == [
        f"- An extra percentage point of general fund growth raises revenue by $1,608 {A_YEAR}.",
        f"- A 1% increase in general fund raises revenue by $800 {A_YEAR}.",
    ]
