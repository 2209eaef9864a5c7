"""What is typed on the page is read as a cell of the tables is read, or refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.analysis.goal_seek.levers import lever_of
from planner.packaged import example as packaged
from planner.plan.cells.cell_words import cell_words
from planner.plan.cells.read_cell import doubt_of, read_cell
from planner.plan.cells.text import clean
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables.column import Column
from planner.views.levers.control import control_of
from planner.views.levers.typed import read_typed
from planner.views.levers.usual import usual_levers
from planner.views.what_if.lever_data import lever_data
from planner.views.what_if.typed_number import (
    Digits,
    TypedNumber,
    read_typed_number,
    shown_number,
    written,
)

PLAN = read_plan(packaged("prairie-view"))
CONTROLS = {
    name: control_of(PLAN, lever_of(PLAN, name))
    for group in usual_levers(PLAN)
    for name in group.levers
}
NUMBERS = {name: one for name, one in CONTROLS.items() if not one.switches}
LEVY = "funding/Technology levy, current/amount"
RAISES, PRICE = "assumptions/wage_growth_rate", "devices/all/unit_price"
MONEY = {"kind": "money", "how": "set", "whole": False, "example": "$350"}
MONEY |= {"least": -1e12, "most": 1e12, "least_shown": "low", "most_shown": "high"}
RATE: dict[str, Any] = {**MONEY, "kind": "rate", "example": "3%"}
#: What people and spreadsheets type for numbers.
TYPED = st.text("0123456789,. $%()-+\u2212\u00a0", max_size=12) | st.from_regex(
    r"[-(+]?\$?[0-9]{1,3}(,[0-9]{3}){0,3}(\.[0-9]{0,3})?[%)]{0,2}", fullmatch=True
)


@given(TYPED)
@example("1200")
@example("$ 1,200.50")
@example("( 300 )")
@example("$(300.00)")
@example("007")
@example("$-")
def test_an_amount_that_is_accepted_is_what_a_cell_reads(typed: str) -> None:
    column = Column("Price", "money", "")
    found = read_typed_number(MONEY, typed)
    if not found.problem:
        assert read_cell(column, clean(typed)) == found.value
        assert doubt_of(column, clean(typed)) is None


@given(TYPED)
@example("3%")
@example("(2 %)")
@example("0.035")
@example("3.6 %")
def test_a_rate_that_is_accepted_is_what_a_cell_reads(typed: str) -> None:
    found = read_typed_number(RATE, typed)
    if not found.problem:
        assert read_cell(Column("Spares", "rate", ""), clean(typed)) == found.value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        *(("1200", 1200), ("1,234,567", 1234567), ("$1,200.50", 1200.5), ("$ 1,200", 1200)),
        *(("1200.", 1200), (".5", 0.5), ("$.50", 0.5), ("007", 7), ("+5", 5), ("-300", -300)),
        *(("\u2212300", -300), ("-$300", -300), ("$-300", -300), ("(300)", -300)),
        *(("($1,300.25)", -1300.25), ("$(300.00)", -300), ("( 300 )", -300), ("$-", 0)),
        *(("$ -", 0), ("- 300", -300), ("1000.000", 1000), ("0.1234567891", 0.1234567891)),
        *(("1\u00a0200", 1200), ("1 200.50", 1200.5), (" 1200 ", 1200), ("0.125", 0.125)),
    ],
)
def test_the_usual_forms_of_an_amount_are_accepted(typed: str, value: float) -> None:
    found = read_typed_number(MONEY, typed)
    assert (found.value, found.problem) == (value, "")


@pytest.mark.parametrize(
    ("typed", "value"),
    [("3%", 0.03), ("3 %", 0.03), ("3.6%", 0.036), ("0.03", 0.03), (".03", 0.03), ("(2%)", -0.02)],
)
def test_the_usual_forms_of_a_rate_are_accepted(typed: str, value: float) -> None:
    found = read_typed_number(RATE, typed)
    assert (found.value, found.problem) == (value, "")


@pytest.mark.parametrize(
    ("lever", "typed", "problem"),
    [
        (LEVY, "abc", '"abc" is not a plain number. Use digits, for example $1,500,000.'),
        (LEVY, "1,20", '"1,20" is not a plain number. Use digits, for example $1,500,000.'),
        (LEVY, "5%", '"5%" is not a plain number. Use digits, for example $1,500,000.'),
        (LEVY, "1.200", 'Does "1.200" mean 1.2000 or 1,200? Type it that way.'),
        (LEVY, "-5", '"-5" is too small. The minimum is 0.'),
        (LEVY, "9,000,000,000,000", '"9,000,000,000,000" is too large. The maximum is '
         "1,000,000,000,000."),
        (LEVY, "1.000", 'Does "1.000" mean 1.0000 or 1,000? Type it that way.'),
        (LEVY, "1.2.3", '"1.2.3" is not a plain number. Use digits, for example $1,500,000.'),
        (LEVY, "1234,567", '"1234,567" is not a plain number. Use digits, for example $1,500,000.'),
        (LEVY, "+-5", '"+-5" is not a plain number. Use digits, for example $1,500,000.'),
        (LEVY, "-$-5", '"-$-5" is not a plain number. Use digits, for example $1,500,000.'),
        (RAISES, "1", 'Does "1" mean 1%? Type it with a percent sign.'),
        (RAISES, "1.05", 'Does "1.05" mean 1.05%? Type it with a percent sign.'),
        (RAISES, "-50.1%", '"-50.1%" is too small. The minimum is -50%.'),
        (RAISES, "4", 'Does "4" mean 4%? Type it with a percent sign.'),
        (RAISES, "$4", '"$4" is not a rate. Type a percentage such as 3.6%.'),
        (RAISES, "400%", '"400%" is too large. The maximum is 100%.'),
        (PRICE, "1000%", '"1000%" is too large. The maximum is 900%.'),
        ("devices/all/useful_life_years", "1.5", '"1.5" is not a whole number. Type a whole '
         "number, for example 0."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_to_type(lever: str, typed: str, problem: str) -> None:
    found = read_typed_number(lever_data(PLAN, NUMBERS[lever]), typed)
    assert found.problem == problem
    if "is too" not in problem and "whole" not in problem:
        assert found.value == 0.0


@pytest.mark.parametrize(
    ("lever", "typed", "value"),
    [(LEVY, "0", 0), (RAISES, "100%", 1), (RAISES, "-50%", -0.5), (PRICE, "-100%", 0)],
)
def test_the_least_and_the_most_are_taken(lever: str, typed: str, value: float) -> None:
    assert read_typed_number(lever_data(PLAN, NUMBERS[lever]), typed) == TypedNumber(value, "")


def test_as_many_digits_are_read_as_a_number_keeps() -> None:
    assert written("123456789012345") == Digits(False, 123456789012345, 0)
    assert written("1234567890123456") is None
    assert written("0.1234567891") == Digits(False, 1234567891, 10)
    assert written("0.12345678912") is None
    assert written("$-") == written("$ -") == Digits(False, 0, 0)


@given(st.sampled_from(sorted(NUMBERS)), TYPED)
def test_the_page_takes_what_the_desk_takes(lever: str, typed: str) -> None:
    found = read_typed_number(lever_data(PLAN, NUMBERS[lever]), typed)
    if found.problem or not typed.strip():
        return
    try:
        change = read_typed(PLAN, NUMBERS[lever], typed).change
    except PlanError as error:
        pytest.fail(f"{lever}, {typed}: {error}")
    assert change is None or change.value == found.value


@given(st.sampled_from(sorted(NUMBERS)), st.floats(0, 1))
def test_a_slider_says_what_the_desk_says_and_is_read_back(lever: str, share: float) -> None:
    control = NUMBERS[lever]
    slider = control.slider()
    if slider is None:
        return
    steps = round((slider.high - slider.low) / slider.step * share)
    position = slider.low + steps * slider.step
    value = round(position + (1.0 if control.lever.how == "multiply" else 0.0), 10)
    said = shown_number(lever_data(PLAN, control), value)
    assert said == control.shown(value)
    assert read_typed_number(lever_data(PLAN, control), said).value == pytest.approx(value)


@pytest.mark.parametrize(
    ("value", "said"),
    [(350.0, "$350"), (0.05, "$0.05"), (-500.0, "-$500"), (-1234.5, "-$1,234.50"), (0.0, "$0")],
)
def test_money_is_shown_as_a_cell_says_it(value: float, said: str) -> None:
    assert shown_number(MONEY, value) == said == cell_words(Column("", "money", ""), value)


def test_what_is_next_to_nothing_is_shown_as_nothing() -> None:
    assert shown_number(MONEY, -1e-9) == "$0"
    assert shown_number(RATE, -1e-9) == "0%"
