"""Held draws: the same answers, few settlements, and a turn that is proved whatever its shape."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache, cached_property
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.analysis.goal_seek import trials as trials_module
from planner.analysis.goal_seek.goals import Goal, GoalName
from planner.analysis.goal_seek.lever_range import boundary, look_over
from planner.analysis.goal_seek.levers import lever_of
from planner.analysis.goal_seek.solve import Solution, hold, solve
from planner.analysis.goal_seek.trials import HeldDraws, Trials, met
from planner.analysis.goal_seek.turning_point import Guess, turn_in_draws
from planner.arrays import Floats
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Scenario
from planner.projection.blocks import project_blocks
from planner.projection.inputs.variations import Variation
from planner.projection.project import Projection, project_inputs
from planner.projection.yearly_totals import yearly_totals
from tests.small_plan import small_plan

FUND = "funding/General fund, technology/amount"
MONEY = (FUND, "district/reserve_opening_balance", "district/reserve_policy_rate")
GOALS: tuple[GoalName, ...] = ("balanced", "policy", "funded")
#: Draws that the few of the first look cannot all show.
DRAWS = 512


@pytest.fixture(scope="module")
def held() -> HeldDraws:
    return hold(read_plan(example("prairie-view")), draws=DRAWS)


def told(found: Solution) -> tuple[Any, ...]:
    """All that a solution says, projections aside."""
    return tuple(
        getattr(found, name)
        for name in (
            *("value", "met_now", "flat", "steady", "holds", "best", "best_room"),
            *("room_now", "chance_now", "chance", "draws"),
        )
    )


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("lever", [*MONEY, "devices/all/unit_price"])
def test_held_draws_answer_as_draws_anew(held: HeldDraws, lever: str, goal: GoalName) -> None:
    kept = solve(held.plan, lever, goal, chance=0.8, draws=held)
    anew = solve(held.plan, lever, goal, chance=0.8, draws=DRAWS)
    assert told(kept) == told(anew)
    np.testing.assert_array_equal(kept.before.reserve, anew.before.reserve)
    np.testing.assert_array_equal(kept.after.reserve, anew.after.reserve)


def test_held_draws_are_projected_once(monkeypatch: pytest.MonkeyPatch) -> None:
    projected: list[int] = []

    def counted(inputs: Any, scenarios: Any) -> Any:  # noqa: ANN401  as project_inputs
        projected.append(inputs.cases)
        return project_inputs(inputs, scenarios)

    monkeypatch.setattr("planner.analysis.goal_seek.trials.project_inputs", counted)
    held = hold(read_plan(example("prairie-view")), draws=DRAWS)
    assert projected == []
    for lever in MONEY:
        for goal in GOALS:
            solve(held.plan, lever, goal, chance=0.9, draws=held)
    assert len(projected) == 2
    assert projected[0] == DRAWS


@pytest.mark.parametrize("chance", [None, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("lever", MONEY)
def test_all_draws_are_settled_a_few_times(
    held: HeldDraws,
    lever: str,
    goal: GoalName,
    chance: float | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settled: list[float] = []
    once = Trials._settled

    def counted(trials: Trials, values: Floats) -> Floats:
        settled.extend(values.tolist())
        return once(trials, values)

    monkeypatch.setattr(Trials, "_settled", counted)
    solve(held.plan, lever, goal, chance=chance, draws=held)
    assert len(settled) == len(set(settled)) <= 6


def test_held_draws_of_something_else_are_refused(held: HeldDraws) -> None:
    with pytest.raises(ValueError, match="another plan or scenario"):
        solve(held.plan, FUND, "funded", chance=0.8, draws=held, scenario="levy-fails")
    with pytest.raises(ValueError, match="another plan or scenario"):
        solve(licensed(), "allocation", "funded", chance=0.8, draws=held)
    same = replace(held.plan)
    assert solve(same, FUND, "funded", chance=0.8, draws=held).draws == DRAWS
    levy = hold(held.plan, "levy-fails", 64)
    assert solve(held.plan, FUND, "funded", draws=levy, scenario="levy-fails").draws == 64


def test_too_many_draws_are_not_kept(held: HeldDraws, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = solve(held.plan, FUND, "policy", chance=0.8, draws=held)
    monkeypatch.setattr(trials_module, "_MOST_KEPT", 10_000)
    many = hold(held.plan, draws=DRAWS)
    assert not many.kept
    assert solve(held.plan, FUND, "policy", chance=0.8, draws=many).value == kept.value
    assert "costed" not in vars(many)


def test_draws_come_out_the_same_in_whatever_block(
    held: HeldDraws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trials_module, "_BLOCK", 60)
    blocks = hold(held.plan, draws=DRAWS)
    assert [block.inputs.cases for block in blocks.costed] == [60] * 8 + [32]
    whole, parts = (trials_of(FUND, Goal("policy"), draws) for draws in (held, blocks))
    values = np.array([500_000.0, 900_000.0])
    np.testing.assert_array_equal(whole.rooms(values), parts.rooms(values))


def trials_of(lever: str, goal: Goal, held: HeldDraws) -> Trials:
    return Trials(lever_of(held.plan, lever), goal, held)


def licensed(**changed: Any) -> Plan:  # noqa: ANN401  tables of the plan
    """Two licenses, and an allocation that pays for them beside a reserve."""
    rows = [("Suite", 1000.0), ("Reading", 400.0)]
    tables: dict[str, Any] = {
        "district": {"reserve_opening_balance": 600, "reserve_policy_rate": 0.1},
        "licenses": [
            {"name": name, "category": "instructional_software", "basis": "flat", "price": price}
            for name, price in rows
        ],
        "funding": [{"name": "General fund", "kind": "general_fund", "amount": 1000.0}],
    }
    return small_plan(**{**tables, **changed})


def prices(seed: int) -> list[Variation]:
    """Prices far apart, in the second license year by year: the worst year is not always one."""
    draws = np.random.default_rng(seed)
    suite, reading = draws.lognormal(6.9, 0.2, (1, DRAWS)), draws.uniform(100, 900, (3, DRAWS))
    return [
        Variation("licenses", "Suite", "price", "set", suite),
        Variation("licenses", "Reading", "price", "set", reading),
    ]


def whole_projections(
    held: HeldDraws, lever: str, values: Floats, goals: tuple[GoalName, ...] = GOALS
) -> dict[str, Floats]:
    """Room of each goal, every value in every draw: projected in full, nothing held or settled."""
    plan, cases = held.plan, len(values) * DRAWS

    def rooms(projection: Projection) -> dict[str, Floats]:
        totals = yearly_totals(projection)
        return {goal: Goal(goal).room(totals, plan.years) for goal in goals}

    tiled = [replace(one, values=np.tile(one.values, (1, len(values)))) for one in held.draws]
    moved = lever_of(plan, lever).variation(np.repeat(values, DRAWS))
    found = project_blocks(plan, [*tiled, moved], cases, rooms)
    return {goal: room.reshape(len(values), DRAWS) for goal, room in found.items()}


DOLLARS = np.arange(1000.0, 3500.0)


@cache
def every_dollar(seed: int) -> dict[str, Floats]:
    """What every goal has to spare at each dollar: chances of a goal are asked of the same."""
    held = hold(licensed(), draws=prices(seed))
    return whole_projections(held, "funding/General fund/amount", DOLLARS)


@pytest.mark.parametrize("chance", [None, 0.25, 0.9])
@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize("seed", [1, 2])
def test_least_allocation_is_that_of_every_dollar_tried(
    goal: GoalName, chance: float | None, seed: int
) -> None:
    held = hold(licensed(), draws=prices(seed))
    one = trials_of("funding/General fund/amount", Goal(goal, chance=chance), held)
    every = one.deciding(every_dollar(seed)[goal])
    found = solve(held.plan, "allocation", goal, chance=chance, draws=held)
    assert not found.met_now
    assert found.value == DOLLARS[[met(room) for room in every.tolist()]].min()


def test_greatest_policy_is_that_of_every_rate_tried() -> None:
    """The lever harms: the reserve must hold more."""
    lever = "district/reserve_policy_rate"
    rich = licensed(funding=[{"name": "G", "kind": "general_fund", "amount": 2000.0}])
    held = hold(rich, draws=prices(4))
    rates = np.arange(8_000) / 10_000
    rooms = whole_projections(held, lever, rates, ("policy",))["policy"]
    for chance in (0.6, 0.8):
        every = trials_of(lever, Goal("policy", chance=chance), held).deciding(rooms)
        found = solve(rich, lever, "policy", chance=chance, draws=held)
        assert found.met_now
        assert not met(float(every[-1]))
        assert found.value == rates[[met(room) for room in every.tolist()]].max()


def test_lever_that_helps_and_harms_in_draws() -> None:
    """A grant pays for what is bought in its two years, savings do not suffice in the third.

    Bought every year, all fall due in the third as well; every fourth year, in none. Each draw has
    a price of its own.
    """
    plan = small_plan(
        district={"years": 3, "reserve_opening_balance": 0, "reserve_policy_rate": 0},
        devices=[
            {
                "name": "Laptops",
                "category": "staff_devices",
                "serves": "nobody",
                "fixed_units": 100,
                "unit_price": 100.0,
                "useful_life_years": 1,
            }
        ],
        inventory=[{"name": "Laptops", "bought": 2026, "units": 100}],
        funding=[
            {"name": "G", "kind": "general_fund", "amount": 2000.0},
            {"name": "Grant", "kind": "grant", "amount": 15_000.0, "end_date": date(2028, 6, 30)},
        ],
    )
    values = np.random.default_rng(5).uniform(60, 140, (1, DRAWS))
    held = hold(plan, draws=[Variation("devices", "Laptops", "unit_price", "set", values)])
    lives = np.arange(1.0, 21.0)
    one = trials_of("refresh", Goal("funded", chance=0.7), held)
    every = one.deciding(one._projected(lives, None))
    holds = [met(room) for room in every.tolist()]
    assert holds[:4] == [False, True, False, True]
    found = solve(plan, "refresh", "funded", chance=0.7, draws=held)
    assert found.value == lives[holds].min()
    assert found.holds == ((2.0, 2.0), (4.0, 20.0))
    assert not found.steady


class Made(Trials):
    """Draws of a goal whose room is made up: ``shape`` gives it, shape (value, draw)."""

    def shape(self, values: Floats) -> Floats:
        raise NotImplementedError

    def rooms(self, values: Floats) -> Floats:
        return self.shape(values)

    @cached_property
    def rooms_now(self) -> Floats:
        return np.asarray(self.shape(np.array([self.lever.now]))[0])

    def thin_scores(self, values: Floats) -> Floats:
        return self.deciding(self.shape(values)[:, self.held.thin])


def made(kind: type[Made], chance: float, count: int) -> Made:
    plan, base = licensed(), Scenario(BASE)
    lever = replace(lever_of(plan, "allocation"), per_unit=1)
    return kind(lever, Goal("funded", chance=chance), HeldDraws(plan, base, base, (), count))


class Hills(Made):
    """Each draw is met near a top of its own and nowhere else."""

    def shape(self, values: Floats) -> Floats:
        draws = np.random.default_rng(6)
        tops, wide = draws.normal(2_345, 8, self.count), draws.uniform(30, 60, self.count)
        room: Floats = wide - np.abs(values[:, None] - tops)
        return room


@pytest.mark.parametrize("chance", [0.5, 0.8])
def test_stretch_met_in_enough_draws_is_found(chance: float) -> None:
    hills = made(Hills, chance, DRAWS)
    steps = np.arange(4000)
    holds = hills.scores(steps.astype(float)) >= -0.005
    assert boundary(hills, look_over(hills), met_now=False) == steps[holds].min()


class Bent(Made):
    """Each draw goes along five straight pieces, up and down."""

    def shape(self, values: Floats) -> Floats:
        draws, knots = np.random.default_rng(7), np.linspace(0, 1e6, 6)
        heights = draws.normal(self.lever.now, 1e5, (self.count, 6))
        bent: Floats = np.stack([np.interp(values, knots, one) for one in heights], axis=1)
        return bent


@settings(max_examples=60, deadline=None)
@given(
    high=st.integers(-80_000, 80_000),
    chance=st.floats(0.05, 1.0),
    start=st.integers(0, 1_000_000),
    toward=st.sampled_from([-1, 1]),
    slope=st.floats(0.0, 10.0),
    clearest=st.tuples(st.integers(0, 1_000_000), st.integers(0, 1_000_000)),
)
def test_turn_is_proved_whatever_the_guess(
    high: int,
    chance: float,
    start: int,
    toward: int,
    slope: float,
    clearest: tuple[int, int],
) -> None:
    bent = made(Bent, chance, 64)
    bent = replace(bent, lever=replace(bent.lever, present=np.full(3, float(high))))
    found = turn_in_draws(bent, Guess((start,), toward, slope, (0, 1_000_000), clearest), 1)
    ends = np.array([start, 0, 1_000_000], dtype=float)
    at_start, *at_ends = (met(room) for room in bent.scores(ends).tolist())
    way = -toward if at_start else toward
    if found is None:
        assert at_ends[int(way > 0)] == at_start  # nothing else at the end of the range either
        return
    before, here, after = (met(r) for r in bent.scores(found + np.array([-1.0, 0.0, 1.0])).tolist())
    assert here
    assert not (before and after)
