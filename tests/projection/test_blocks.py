"""Cases in blocks are the cases of one large projection, and need little memory."""

from __future__ import annotations

import gc
import itertools
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.arrays import Floats, sum_of_rows
from planner.packaged import example
from planner.plan.cached import answer_alike, cached_per_plan
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import BASE, Change, Scenario, scenario_of
from planner.projection import blocks
from planner.projection.blocks import project_blocks, project_stacked
from planner.projection.inputs.as_typed import driver_paths
from planner.projection.inputs.cases import case_inputs
from planner.projection.inputs.variations import Variation, variation_of, variations_of
from planner.projection.project import Projection, project, project_cases, project_inputs
from planner.projection.yearly_totals import yearly_totals
from tests.generated_plans import examples, plans, scenarios
from tests.small_plan import small_plan

MIB = 2**20


def drawn_drivers(plan: Plan, count: int) -> list[Variation]:
    """Every driver drawn in every year and case, around what the plan says."""
    draws = np.random.default_rng(2027)
    around = {name: np.array(path)[:, None] for name, path in driver_paths(plan).items()}
    spread = {name: draws.uniform(-0.02, 0, (len(plan.years), count)) for name in around}
    return [
        Variation("assumptions", name, "value", "set", around[name] + spread[name])
        for name in around
    ]


def long_plan() -> Plan:
    """A hundred rows of cost."""
    return small_plan(
        district={"years": 10},
        enrollment=[{"name": "School", "students": 5000, "grades": "K-12"}],
        devices=[
            {
                "name": f"Fleet {k}",
                "category": "student_devices",
                "serves": "K-12",
                "units_per_person": 0.05,
                "unit_price": 300,
                "useful_life_years": 4 + k % 3,
                "replacement": "capped" if k == 0 else "as_due",
                "yearly_cap": 50 if k == 0 else None,
            }
            for k in range(20)
        ],
        licenses=[
            {
                "name": f"License {k}",
                "category": "instructional_software",
                "basis": ("student", "staff", "flat")[k % 3],
                "price": 6,
            }
            for k in range(60)
        ],
        staffing=[{"name": f"Position {k}", "fte": 1, "salary": 60_000} for k in range(20)],
        funding=[
            {"name": "E-Rate", "kind": "erate"},
            {"name": "Levy", "kind": "local_levy", "amount": 300_000},
            {"name": "General fund", "kind": "general_fund", "amount": 1_500_000},
        ],
    )


def everything(projection: Projection) -> dict[str, Floats]:
    """Arrays of every part of a projection."""
    expenses, funding = projection.expenses, projection.funding
    return {
        **yearly_totals(projection),
        "students": projection.students,
        "sustained": expenses.sustained,
        "prepaid": expenses.prepaid,
        "bought": expenses.fleets.bought,
        "by_age": expenses.fleets.by_age,
        "paid": projection.by_line(funding.paid),
        "reserve_paid": projection.by_line(funding.reserve_paid),
        "received": funding.received,
        "carried": funding.carried,
        "lapsed": funding.lapsed,
    }


@pytest.fixture(params=[1, 3])
def small_blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_FEWEST", request.param)
    monkeypatch.setattr(blocks, "_MOST", request.param)


@pytest.mark.usefixtures("small_blocks")
def test_cases_in_blocks_are_those_of_one_projection_to_the_last_bit() -> None:
    plan, count = long_plan(), 7
    variations = drawn_drivers(plan, count)
    whole = project_inputs(case_inputs(plan, variations, count), (Scenario(BASE),) * count)
    found = project_blocks(plan, variations, count, everything)
    for name, array in everything(whole).items():
        assert np.array_equal(found[name], array), name


@examples(40)
@given(st.data())
def test_numbers_of_scenarios_in_blocks_are_those_of_each_alone(data: st.DataObject) -> None:
    plan: Plan = data.draw(plans())
    drawn = [data.draw(scenarios(plan, most=3)) for _ in range(data.draw(st.integers(1, 4)))]
    several = [replace(s, changes=s.numbers) for s in drawn]
    found = project_blocks(plan, variations_of(several), len(several), everything)
    for case, scenario in enumerate(several):
        for name, array in everything(project(plan, scenario)).items():
            assert np.array_equal(found[name][..., case], array[..., 0]), name


def test_scenarios_with_words_are_stacked_in_every_combination() -> None:
    plan = small_plan(
        licenses=[
            {"name": "A", "category": "instructional_software", "basis": "flat", "price": 900},
            {"name": "B", "category": "instructional_software", "basis": "student", "price": 9},
        ],
        funding=[{"name": "General fund", "kind": "general_fund", "amount": 1500}],
    )
    options = [
        Scenario("drop", changes=(Change("licenses", "A", "active", "set", False),)),
        Scenario("flat", changes=(Change("licenses", "B", "basis", "set", "flat"),)),
        Scenario("keep", changes=(Change("licenses", "B", "priority", "set", "1"),)),
        Scenario("dear", changes=(Change("licenses", "all", "price", "multiply", 1.5, 2028),)),
        Scenario("cheap", changes=(Change("licenses", "B", "price", "set", 5.0),)),
    ]
    sets = list(itertools.product([False, True], repeat=len(options)))
    found = project_stacked(plan, options, np.array(sets).T, yearly_totals)
    for case, chosen in enumerate(sets):
        changes = [c for s, taken in zip(options, chosen, strict=True) if taken for c in s.changes]
        alone = yearly_totals(project_cases(plan, [Scenario("x", changes=tuple(changes))])[0])
        for name, array in alone.items():
            assert np.array_equal(found[name][:, case], array[:, 0]), (name, chosen)


@examples(40)
@given(st.data())
def test_cases_that_cost_the_same_are_costed_once_to_the_last_bit(data: st.DataObject) -> None:
    """Twice as many sets as there are costs, and more: some scenarios only say who pays."""
    plan: Plan = data.draw(plans())
    drawn = [data.draw(scenarios(plan, most=2)) for _ in range(2)]
    funds = [
        Scenario(f"pay {k}", changes=(Change("funding", "all", "amount", "multiply", 0.5 + k),))
        for k in range(2)
    ]
    every = [*(replace(s, changes=s.numbers) for s in drawn), *funds]
    taken = np.array(list(itertools.product([False, True], repeat=len(every)))).T
    found = project_stacked(plan, every, taken, in_total, in_totals=True)
    for name, array in project_stacked(plan, every, taken, in_total).items():
        assert np.array_equal(found[name], array), name


def in_total(projection: Projection) -> dict[str, Floats]:
    """What is asked of many cases: totals of cost, and who pays."""
    kept = everything(projection)
    return {
        **{name: array for name, array in kept.items() if name not in ("bought", "by_age")},
        "past_support": projection.expenses.past_support,
        "last": projection.structural_in(slice(-1, None)).balance,
    }


@examples(20)
@given(st.data())
def test_a_question_about_some_years_or_cases_has_the_same_answer(data: st.DataObject) -> None:
    plan: Plan = data.draw(plans())
    several = [replace(s, changes=s.numbers) for s in (data.draw(scenarios(plan)) for _ in "abcd")]
    asked = case_inputs(plan, variations_of(several), 4), (Scenario(BASE),) * 4
    whole = project_inputs(*asked)
    for years in (slice(-1, None), slice(0, 2)):
        some = project_inputs(*asked).structural_in(years)
        assert np.array_equal(some.balance, whole.structural.balance[years])
        assert np.array_equal(some.covered, whole.structural.covered[:, years])
    chosen = np.array([0, 2, 3])
    some_cases = project_inputs(*asked).funding_of(chosen)
    for name in ("paid", "reserve_paid", "unfunded", "reserve", "carried", "lapsed", "received"):
        found = getattr(some_cases, name)
        assert np.array_equal(found, getattr(whole.funding, name)[..., chosen]), name
    assert project_inputs(*asked).funding_of(np.arange(4)).reserve.shape[1] == 4


def test_variation_of_chosen_cases_is_what_it_is_in_each() -> None:
    drawn = Variation("district", "", "staff", "add", np.array([[1.0, 2.0, 3.0]]))
    some = replace(drawn, cases=np.array([1, 4, 5]))
    places = np.array([5, 0, 1])
    assert drawn.of_cases(np.array([2, 0])).values.tolist() == [[3.0, 1.0]]
    found = some.of_cases(places)
    assert found.cases is not None
    assert found.cases.tolist() == [0, 2]
    assert found.values.tolist() == [[3.0, 1.0]]
    alike = replace(some, values=np.array([[7.0]])).of_cases(places)
    assert alike.values.tolist() == [[7.0]]


def test_scenario_that_all_cases_share_is_changed_first() -> None:
    plan = read_plan(example("prairie-view"))
    common = scenario_of(plan, "levy-fails")
    more = Variation("district", "", "staff", "multiply", np.array([[1.0, 2.0]]))
    found = project_blocks(plan, [more], 2, yearly_totals, common)
    alone = yearly_totals(project_cases(plan, [common])[0])
    assert np.array_equal(found["cost"][:, :1], alone["cost"])
    assert np.all(found["cost"][:, 1] > found["cost"][:, 0])


def test_variation_of_some_cases_is_cut_to_its_block() -> None:
    change = Change("district", "", "staff", "add", 5.0)
    some = variation_of(change, np.array([0, 2, 5, 6]))
    parts = [some.part(0, 3), some.part(3, 5), some.part(5, 8)]
    assert [[] if p.cases is None else p.cases.tolist() for p in parts] == [[0, 2], [], [0, 1]]
    assert all(variation_of(change).part(k, k + 1).cases is None for k in range(2))


def test_what_follows_from_a_plan_is_asked_once_and_forgotten_with_it() -> None:
    asked: list[str] = []

    @cached_per_plan
    def rows(plan: Plan) -> int:
        asked.append(plan.name)
        return len(plan.licenses)

    first, second = small_plan(), small_plan(licenses=[])
    assert [rows(first), rows(first), rows(second)] == [0, 0, 0]
    assert len(asked) == 2
    del first
    gc.collect()
    again = small_plan()
    assert rows(again) == 0
    assert len(asked) == 3


def test_what_is_said_of_a_plan_is_said_of_another_that_is_alike_as_long_as_either_is_there() -> (
    None
):
    asked: list[str] = []

    @cached_per_plan
    def name_of(plan: Plan) -> str:
        asked.append(plan.name)
        return plan.name

    first, second = small_plan(), small_plan(licenses=[])
    assert name_of(first) == first.name
    answer_alike(first, second)
    del first
    gc.collect()
    assert name_of(second) == asked[0]
    assert len(asked) == 1


def test_memory_is_that_of_the_results_and_32_mib() -> None:
    plan, count = long_plan(), 1500
    variations = drawn_drivers(plan, count)
    tracemalloc.start()
    try:
        found = project_blocks(plan, variations, count, yearly_totals)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak <= sum(array.nbytes for array in found.values()) + 32 * MIB


@pytest.mark.parametrize("cases", [1, 2])
@pytest.mark.parametrize("years", [1, 3])
def test_rows_add_up_in_their_order_however_they_lie_in_memory(years: int, cases: int) -> None:
    rows = np.random.default_rng(1).uniform(0.0, 1e6, (200, years, cases))
    one_by_one = np.zeros((years, cases))
    for row in rows:
        one_by_one = one_by_one + row
    swapped = np.ascontiguousarray(rows.swapaxes(0, 1)).swapaxes(0, 1)
    for laid in (rows, np.asfortranarray(rows), swapped, rows[:, ::-1][:, ::-1]):
        assert np.array_equal(sum_of_rows(laid), one_by_one)
