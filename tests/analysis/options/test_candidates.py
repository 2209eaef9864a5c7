"""What the board page asks of the sets is the same, though not every set is settled."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from planner.analysis.options.candidates import money_of_candidates
from planner.analysis.options.set_study import SetStudy, study_sets
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.projection.project import Projection
from tests.analysis.options.option_plan import OPTIONS, option_plan

#: Reserves with which every set, some, and none close the gap of the small plan.
RESERVES = [0.0, 20_000.0, 35_000.0, 60_000.0, 10_000_000.0]


def both(plan: Plan, scenario: str = "base", **told: Any) -> tuple[SetStudy, SetStudy]:  # noqa: ANN401
    """Every set settled, and as far as the board page asks."""
    every = study_sets(plan, scenario=scenario, **told)
    return every, study_sets(plan, scenario=scenario, keep=money_of_candidates, **told)


def assert_same_answer(every: SetStudy, few: SetStudy) -> None:
    assert few.masks.tolist() == every.masks.tolist()
    assert np.array_equal(few.measures.closes, every.measures.closes)
    assert few.best == every.best
    asked = {place: few.measures.at(place) for place in [few.best, *few.closing.tolist()]}
    for place, found in asked.items():
        full = every.measures.at(place)
        del found["past_support"], full["past_support"]
        assert found == full


@pytest.mark.parametrize("reserve", RESERVES)
@pytest.mark.parametrize("count", [1, 3, 5, 7])
def test_the_answer_is_that_of_all_sets(reserve: float, count: int) -> None:
    assert_same_answer(*both(option_plan(OPTIONS[:count], reserve=reserve)))


@pytest.mark.parametrize("fund", [20_000, 30_000, 50_000])
@pytest.mark.parametrize("policy", [0.0, 0.05, 0.5])
@pytest.mark.parametrize("reserve", [0.0, 20_000.0, 100_000.0])
def test_the_answer_does_not_depend_on_how_many_are_settled_at_first(
    reserve: float, policy: float, fund: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.analysis.options.candidates._AT_FIRST", 1)
    plan = option_plan(years=3, reserve=reserve)
    *others, general = plan.funding
    funding = (*others, general.model_copy(update={"amount": fund}))
    district = plan.district.model_copy(update={"reserve_policy_rate": policy})
    assert_same_answer(*both(replace(plan, funding=funding, district=district)))


@pytest.mark.parametrize("scenario", ["base", "levy-fails", "prices-rise", "erate-halved"])
def test_the_answer_on_an_example_district_is_that_of_all_sets(scenario: str) -> None:
    assert_same_answer(*both(read_plan(example("prairie-view")), scenario))


@pytest.mark.parametrize("most", [5, 12, 25])
@pytest.mark.parametrize("reserve", [0.0, 35_000.0])
def test_the_answer_of_a_search_is_the_same(most: int, reserve: float) -> None:
    assert_same_answer(*both(option_plan(reserve=reserve), most=most))


def test_sets_that_cannot_be_the_answer_are_not_settled() -> None:
    _, few = both(read_plan(example("prairie-view")), "prices-rise")
    settled = ~np.isnan(few.measures.position)
    assert 0 < settled.sum() < len(settled) / 4


@pytest.mark.parametrize(
    ("balances", "short", "years_under", "settled"),
    [
        pytest.param([5, -0.5], [0, 0], [0, 0], [0], id="a lasting set gets through"),
        pytest.param(
            [5, -0.5], [0, 0], [2, 0], [0], id="none does: those no farther than the closest"
        ),
        pytest.param([5, -0.5], [1, 0], [1, 0], [0, 1], id="the same, another is as close"),
        pytest.param([5, 5], [0, 9], [1, 1], [0, 1], id="lasting sets are settled together"),
        pytest.param(
            [-5, -30, -36], [30, 0, 0], [1, 0, 0], [0, 1], id="none lasts: all within the closest"
        ),
    ],
)
def test_which_sets_are_settled(
    balances: list[float],
    short: list[float],
    years_under: list[float],
    settled: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Made-up money: no plan was found in which the limits differ by so little.
    money = {"short": np.array(short, float), "years_under": np.array(years_under, float)}
    money |= {name: np.zeros(len(short)) for name in ("cost", "position", "unfunded_in_all")}
    room = "planner.analysis.options.candidates"
    monkeypatch.setattr(f"{room}._AT_FIRST", 1)
    monkeypatch.setattr(f"{room}.last_balance", lambda _: np.array(balances, float))
    monkeypatch.setattr(
        f"{room}.settled_money", lambda _, cases: {n: found[cases] for n, found in money.items()}
    )
    found = money_of_candidates(cast("Projection", SimpleNamespace()))
    assert np.flatnonzero(~np.isnan(found["short"])).tolist() == settled
