"""Every set of options is what the slow model says of it, and the answers follow from the sets."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from planner.analysis.answers import answers
from planner.analysis.effect import cash
from planner.analysis.options.study import OptionStudy, options
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import OptionRow
from planner.plan.what_if.options import a_year_later, open_options, option_scenario
from planner.plan.what_if.scenarios import Scenario, scenario_of
from planner.projection.project import project
from planner.rulebook import solve
from tests.analysis.options.option_plan import OPTIONS, option, option_plan

A_CENT = 0.005


@cache
def study() -> OptionStudy:
    return options(option_plan())


@cache
def prairie_view() -> OptionStudy:
    return options(read_plan(example("prairie-view")))


def together(plan: Plan, rows: tuple[OptionRow, ...]) -> Scenario:
    """One scenario that makes the changes of several options."""
    changes = [change for row in rows for change in option_scenario(plan, row).changes]
    return Scenario("+".join(row.name for row in rows), changes=tuple(changes))


def by_the_slow_model(plan: Plan, scenario: Scenario) -> dict[str, float]:
    """What a set comes to, from the second implementation in plain Python."""
    found = solve(plan, scenario)
    last = plan.years[-1]
    unfunded = {y: sum(line[y] for line in found.unfunded.values()) for y in plan.years}
    recurring = [fund.name for fund in project(plan).funds if fund.recurring]
    revenue = sum(max(found.received[n][last] - found.lapsed[n][last], 0.0) for n in recurring)
    so_far = np.cumsum([unfunded[year] for year in plan.years])
    position = [found.reserve[y] - u for y, u in zip(plan.years, so_far, strict=True)]
    lacking = [found.reserve_policy[y] - p for y, p in zip(plan.years, position, strict=True)]
    return {
        "cost": sum(sum(line.values()) for line in found.cost.values()),
        "position": position[-1],
        "unfunded_in_all": float(so_far[-1]),
        "short": max(*lacking, 0.0),
        "structural_balance_last": revenue - sum(line[last] for line in found.sustained.values()),
        "years_under": sum(found.reserve[y] < found.reserve_policy[y] - A_CENT for y in plan.years),
        "past_support": sum(sum(fleet.values()) for fleet in found.past_support.values()),
    }


def test_every_set_is_what_the_slow_model_says_of_it() -> None:
    """Brute force: every combination by plain loops, those that break a rule left out."""
    found, plan = study(), option_plan()
    rows, tried, broken = open_options(plan), 0, 0
    for taken in itertools.product([False, True], repeat=len(rows)):
        names = {row.name for row, yes in zip(rows, taken, strict=True) if yes}
        clash = {"drop", "cheap"} <= names or {"fewer", "outside"} <= names
        if clash or ("outside" in names and "levy" not in names):
            broken += 1
            continue
        mask = sum(1 << k for k, yes in enumerate(taken) if yes)
        [place] = np.flatnonzero(found.masks == mask)
        chosen = tuple(row for row in rows if row.name in names)
        slow = by_the_slow_model(plan, together(plan, chosen))
        fast = found.measures.at(int(place))
        assert {name: fast[name] for name in slow} == pytest.approx(slow, rel=1e-9, abs=A_CENT)
        assert fast["points"] == sum(row.service_points for row in chosen)
        assert fast["size"] == len(chosen)
        assert set(found.names(int(place))) == names
        tried += 1
    assert (len(found.masks), found.left_out) == (tried, broken)
    assert found.exact
    assert found.proved


def test_a_sample_of_sets_is_each_projection_alone_to_the_cent() -> None:
    found = prairie_view()
    plan, draws = found.plan, np.random.default_rng(2027)
    for place in draws.choice(len(found.masks), 25, replace=False).tolist():
        chosen = tuple(row for row in found.options if row.name in found.names(place))
        alone = answers(project(plan, together(plan, chosen)))
        fast = found.measures.at(place)
        unfunded = float(alone.unfunded.sum())
        assert fast["cost"] == pytest.approx(float(alone.cost.sum()), abs=A_CENT)
        assert fast["unfunded_in_all"] == pytest.approx(unfunded, abs=A_CENT)
        assert fast["position"] == pytest.approx(float(alone.reserve[-1]) - unfunded, abs=A_CENT)
        assert fast["structural_balance_last"] == pytest.approx(
            float(alone.structural_balance[-1]), abs=A_CENT
        )
        closes = (
            unfunded < A_CENT
            and alone.first_under_policy is None
            and alone.structural_balance[-1] > -A_CENT
        )
        assert bool(found.measures.closes[place]) == closes


@pytest.mark.parametrize("studied", [study, prairie_view], ids=["small", "prairie-view"])
def test_cheapest_sets_are_those_of_an_exhaustive_search(
    studied: Callable[[], OptionStudy],
) -> None:
    found = studied()
    closing = [k for k in range(len(found.masks)) if found.measures.closes[k]]
    assert closing

    def loss(k: int) -> tuple[float, float, float]:
        m = found.measures.at(k)
        return m["points"], m["size"], -round(m["position"] * 100)

    assert [loss(int(k)) for k in found.closing] == sorted(map(loss, closing))
    assert found.best == found.closing[0]


def test_a_gap_that_no_set_closes_is_told_with_how_far_the_best_comes() -> None:
    found = options(option_plan(reserve=0.0, options=OPTIONS[:2]))
    assert len(found.closing) == 0
    assert found.measures.gap[found.best] == found.measures.gap.min() > 0
    assert not any(card.indispensable or card.never for card in found.cards)


def test_the_lump_sum_that_is_short_is_what_would_be_enough() -> None:
    """With as much more in the reserve at the start, every cost is paid and policy kept."""
    found, plan = options(option_plan(reserve=0.0)), option_plan(reserve=0.0)
    short = float(found.measures.short[0])
    assert short > 0
    for more, enough in ((short + 0.01, True), (short - 1.0, False)):
        with_more = answers(project(option_plan(reserve=more)))
        held = with_more.first_unfunded is None and with_more.first_under_policy is None
        assert held == enough
    assert plan.district.reserve_opening_balance == 0


def test_an_option_that_does_nothing_changes_nothing() -> None:
    found = options(option_plan((*OPTIONS, option("nothing", 0))))
    without, last = study(), 1 << len(OPTIONS)
    own = found.masks < last
    assert np.array_equal(found.masks[own], without.masks)
    for name in ("cost", "position", "short", "structural_balance_last", "points"):
        expected = getattr(without.measures, name)
        assert np.array_equal(getattr(found.measures, name)[own], expected), name
        assert np.array_equal(getattr(found.measures, name)[~own], expected), name
    assert found.names(found.best) == without.names(without.best)
    assert [found.names(int(k)) for k in found.frontier] == [
        without.names(int(k)) for k in without.frontier
    ]
    assert found.cards[-1].changes_nothing
    assert found.cards[-1].waiting == pytest.approx(0.0, abs=A_CENT)


def test_the_same_plan_gives_the_same_bytes() -> None:
    again = options(option_plan())
    for name, array in vars(study().measures).items():
        assert array.tobytes() == getattr(again.measures, name).tobytes()
    assert again.closing.tolist() == study().closing.tolist()


def test_cards_say_what_single_projections_say() -> None:
    found, plan = study(), option_plan()
    rows = {row.name: row for row in found.options}

    def end(*names: str) -> float:
        alone = answers(project(plan, together(plan, tuple(rows[name] for name in names))))
        return float(alone.reserve[-1] - alone.unfunded.sum())

    cards = {card.option.name: card for card in found.cards}
    for name, card in cards.items():
        needs = rows[name].needs
        assert cash(card.effect) == pytest.approx(end(*needs, name) - end(*needs), abs=0.01), name
        assert float(card.by_year.sum()) == pytest.approx(cash(card.effect), abs=0.01)
    best = found.names(found.best)
    for name in best:
        rest = tuple(other for other in best if other != name)
        if all(name not in rows[other].needs for other in rest):
            saved = end(*best) - end(*rest)
            assert cards[name].beside_best == pytest.approx(saved, abs=0.01), name
    levy = cards["levy"]
    later = a_year_later(plan, option_scenario(plan, rows["levy"]))
    assert later is not None
    waited = answers(project(plan, later))
    lost = end("levy") - float(waited.reserve[-1] - waited.unfunded.sum())
    assert levy.waiting == pytest.approx(lost, abs=0.01)
    assert levy.waiting == pytest.approx(9000, abs=0.01)
    assert levy.effect.revenue_for_good == pytest.approx(9000, abs=0.01)
    assert cards["level"].waiting is None
    assert all(card.closing == len(found.closing) for card in found.cards)


def test_counts_in_closing_sets_are_counted_one_by_one() -> None:
    found = study()
    for card in found.cards:
        of_it = [k for k in found.closing.tolist() if card.option.name in found.names(k)]
        assert card.in_closing == len(of_it)
        assert card.indispensable == (len(of_it) == len(found.closing))
        assert card.never == (not of_it)


def test_options_stand_on_a_scenario() -> None:
    plan = read_plan(example("prairie-view"))
    found = options(plan, scenario="levy-fails")
    alone = answers(project(plan, "levy-fails"))
    assert found.measures.unfunded_in_all[0] == pytest.approx(
        float(alone.unfunded.sum()), abs=A_CENT
    )
    assert len(found.closing) == 0


def test_an_option_that_a_scenario_leaves_no_room_for_is_refused() -> None:
    plan = option_plan()
    row = plan.scenarios[0].model_copy(update={"name": "far", "value": "16"})
    with pytest.raises(PlanError, match="useful_life_years"):
        options(replace(plan, scenarios=(*plan.scenarios, row)), scenario="far")


def test_a_plan_without_options_has_an_empty_study() -> None:
    found = options(option_plan(()))
    assert (len(found.masks), found.cards, found.waiting) == (1, (), None)
    assert found.names(found.best) == ()


def test_the_frame_has_a_row_for_each_set() -> None:
    frame = study().frame()
    assert len(frame) == len(study().masks)
    assert frame["closes"].sum() == len(study().closing)
    assert frame["levy"].dtype == bool


def test_no_change_comes_before_its_earliest_year() -> None:
    plan = option_plan()
    base = project(plan).expenses.cost
    for row in open_options(plan):
        first = (row.earliest_year or plan.years[0]) - plan.years[0]
        changed = project(plan, option_scenario(plan, row)).expenses.cost
        assert np.array_equal(changed[:, :first], base[:, :first]), row.name


def test_option_scenarios_stay_off_the_board_page() -> None:
    plan = read_plan(example("prairie-view"))
    assert "fee-phased" in plan.scenario_names
    assert "fee-phased" not in plan.compared_names
    assert {"base", "levy-fails", "student-crew"} <= set(plan.compared_names)
    assert scenario_of(plan, "fee-phased").choice
