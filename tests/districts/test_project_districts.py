"""Many districts together are each district alone, from a table and from plans of their own."""

from __future__ import annotations

import itertools
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.districts.district_table import read_district_table
from planner.districts.project_districts import mean_and_chances, project_districts, project_plans
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import Change, Scenario, apply_changes, scenario_of
from planner.projection import blocks
from planner.projection.blocks import project_blocks
from planner.projection.inputs.same_shape import groups_of_plans, shape_of
from planner.projection.inputs.variations import Variation
from planner.projection.project import project
from planner.projection.yearly_totals import yearly_totals
from tests.generated_plans import examples, plans, scenarios
from tests.small_plan import small_plan

CELLS: dict[str, list[Any]] = {
    "name": ["East", "West", "North", "South", "Middle"],
    "enrollment/School/students": [100, "1,200", "340", 5, 87.5],
    "district/staff": ["12", 140, 33, "0", 9],
    "district/locale": ["urban", "rural", "urban", "rural", "urban"],
    "devices/Fleet/unit_price": ["$350", "350.55", 299, "1", 400],
    "inventory/Fleet FY2026/units": [80, 10, 0, 0, 500],
    "funding/Levy/end_date": ["6/30/2028", "6/30/2040", "1/1/2028", "2029-06-30", "6/30/2028"],
    "funding/General fund/amount": [9_000, "90,000", 12_500.25, 0, 4_000],
    "assumptions/wage_growth_rate": ["3%", 0.025, "0.04", "-1%", 0],
}


def county() -> Plan:
    """One model for a county."""
    return small_plan(
        district={"years": 6},
        enrollment=[{"name": "School", "students": 1}],
        devices=[
            {"name": "Fleet", "category": "student_devices", "unit_price": 1, "loss_rate": 0.05}
        ],
        inventory=[{"name": "Fleet", "bought": 2026, "units": 0}],
        licenses=[
            {"name": "A", "category": "network_software", "basis": "student", "price": 9},
            {"name": "B", "category": "network_software", "basis": "student", "price": 4},
        ],
        staffing=[{"name": "Technician", "fte": 0.5, "salary": 50_000}],
        funding=[
            {"name": "E-Rate", "kind": "erate"},
            {"name": "Levy", "kind": "local_levy", "amount": 20_000},
            {"name": "General fund", "kind": "general_fund", "amount": 1},
        ],
    )


def draws_of(plan: Plan, count: int) -> list[Variation]:
    """Raises of every year, and a levy that fails in some of the draws."""
    numbers = np.random.default_rng(3).uniform(-0.02, 0.06, (len(plan.years), count))
    fails = Variation(
        *("funding", "Levy", "active", "set"), np.array([[0.0]]), cases=np.array([1, 3])
    )
    return [Variation("assumptions", "general_inflation_rate", "value", "set", numbers), fails]


@pytest.mark.parametrize("size", [1, 7, 4096])
def test_district_of_a_table_is_its_plan_alone(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("_FEWEST", "_MOST"):
        monkeypatch.setattr(blocks, limit, size)
    model, count = county(), 4
    table, draws = read_district_table(model, CELLS), draws_of(county(), 4)
    common = Scenario(
        "cut",
        changes=(
            Change("district", "", "staff", "multiply", 0.5, 2029),
            Change("funding", "Levy", "pays_for", "set", ("device_refresh",)),
        ),
    )
    found = project_districts(model, table, yearly_totals, draws, count, scenario=common)
    assert found["cost"].shape == (6, 5, 4)
    for district in range(5):
        plan = apply_changes(model, table.changes(district))
        raises = table.columns[-1].change(district)
        scenario = replace(common, changes=(raises, *common.changes))
        alone = project_blocks(plan, draws, count, yearly_totals, scenario)
        for name, array in alone.items():
            assert np.array_equal(found[name][:, district], array), (name, district)


def test_without_draws_it_is_the_projection_of_the_plan() -> None:
    model = county()
    table = read_district_table(model, CELLS)
    found = project_districts(model, table, yearly_totals)
    for district in range(5):
        raises = Scenario("raises", changes=(table.columns[-1].change(district),))
        alone = yearly_totals(project(apply_changes(model, table.changes(district)), raises))
        assert all(np.array_equal(found[name][:, district], alone[name]) for name in alone)


def test_draws_of_a_district_are_reduced_to_means_and_chances() -> None:
    model, count = county(), 4
    table, draws = read_district_table(model, CELLS), draws_of(model, 4)
    full = project_districts(model, table, yearly_totals, draws, count)
    short = project_districts(
        *(model, table, yearly_totals, draws, count), over_draws=mean_and_chances
    )
    np.testing.assert_allclose(short["cost"], full["cost"].mean(axis=-1), rtol=1e-9)
    below = (full["reserve"] < full["reserve_policy"] - 0.005).mean(axis=-1)
    assert np.array_equal(short["below_policy"], below)
    assert short["unfunded_chance"].shape == (6, 5)


def test_two_processes_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    model, count = county(), 4
    table, draws = read_district_table(model, CELLS), draws_of(model, 4)
    alone = project_districts(model, table, yearly_totals, draws, count)
    for limit in ("_FEWEST", "_MOST"):
        monkeypatch.setattr(blocks, limit, 8)  # parts of two districts
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        together = project_districts(model, table, yearly_totals, draws, count, pool=pool)
    assert all(np.array_equal(alone[name], together[name]) for name in alone)


@examples(40)
@given(st.data())
def test_plans_of_their_own_are_each_plan_alone(data: st.DataObject) -> None:
    plan: Plan = data.draw(plans())
    # Changes of numbers leave the shape, changes of words make another one.
    drawn = [data.draw(scenarios(plan, most=3)) for _ in range(3)]
    lasting = [tuple(replace(c, from_year=None) for c in s.changes) for s in drawn]
    several = [plan]
    for changes in lasting:
        try:
            several.append(apply_changes(plan, changes))
        except PlanError:  # only in some years would the tables take it
            continue
    raises = np.array([[0.01, 0.05]])
    draws = [Variation("assumptions", "wage_growth_rate", "value", "set", raises)]
    found = project_plans(several, yearly_totals, draws, 2)
    for place, one in enumerate(several):
        alone = project_blocks(one, draws, 2, yearly_totals)
        for name, array in alone.items():
            assert np.array_equal(found[name][:, place], array), name


def test_plans_are_sorted_by_what_is_no_number() -> None:
    def licensed(**cells: Any) -> Plan:  # noqa: ANN401  any column
        usual = {"name": "A", "category": "network_software", "basis": "flat", "price": 9}
        return small_plan(licenses=[{**usual, **cells}])

    one, dear = licensed(), licensed(price=10, next_renewal=2029, active=False)
    counted, grown = licensed(basis="student"), small_plan()
    groups = groups_of_plans([one, counted, dear, grown, one])
    assert [group.places.tolist() for group in groups] == [[0, 2, 4], [1], [3]]
    assert {v.field for v in groups[0].columns} == {"price", "next_renewal", "active"}


def test_schools_are_alike_whatever_they_are_called() -> None:
    def schools(*names: str) -> Plan:
        return small_plan(enrollment=[{"name": n, "students": 9, "school": n[0]} for n in names])

    east, west, one = schools("A1", "A2", "B"), schools("X1", "X2", "Y"), schools("A1", "B", "B2")
    assert shape_of(east) == shape_of(west) != shape_of(one)
    assert shape_of(east, by_school=True) != shape_of(west, by_school=True)


def test_lots_of_one_year_are_told_apart_by_their_numbers() -> None:
    def stocked(*units: int) -> Plan:
        lots = [
            {"name": "Fleet", "bought": 2025, "units": n, "model": model}
            for n, model in zip(units, ("Acer C720", "HP Chromebook 11 G5"), strict=True)
        ]
        fleet = {"name": "Fleet", "category": "student_devices", "unit_price": 300}
        return small_plan(devices=[fleet], inventory=lots)

    several = [stocked(5, 9), stocked(9, 5), stocked(5, 9)]
    found = project_plans(several, yearly_totals)["cost"][..., 0]
    for plan, cost in zip(several, found.T, strict=True):
        assert np.array_equal(yearly_totals(project(plan))["cost"][:, 0], cost)
    assert [g.places.tolist() for g in groups_of_plans(several)] == [[0, 2], [1]]


def test_calendar_and_history_are_part_of_the_shape() -> None:
    shapes = [
        shape_of(plan)
        for plan in (
            small_plan(),
            small_plan(district={"years": 4}),
            small_plan(district={"locale": "rural"}),
            small_plan(history=[{"name": "K", "fiscal_year": 2025, "students": 5}]),
            small_plan(eligibility=[]),
        )
    ]
    assert shapes[0] == shapes[4]
    assert all(a != b for a, b in itertools.combinations(shapes[:4], 2))


def with_years(first: int, years: int, name: str, **tables: Any) -> Plan:  # noqa: ANN401
    """A plan over some years, under a name of its own."""
    general = {"name": "General fund", "kind": "general_fund", "amount": 9_000}
    people = [{"name": "Technician", "fte": 0.5, "salary": 50_000}]
    called = {"first_year": first, "years": years, "name": name}
    return small_plan(**{"district": called, "staffing": people, "funding": [general], **tables})


def test_plans_with_other_years_and_rows_share_one_calendar() -> None:
    """Each is its plan alone in its own years; where it has none, no number stands for nothing."""
    several = [
        with_years(2027, 3, "East"),
        with_years(2028, 4, "West"),
        with_years(2027, 3, "North", staffing=[], licenses=[]),
    ]
    found = project_plans(several)
    assert found.years == (2027, 2028, 2029, 2030, 2031)
    assert found.counted == {2027: 2, 2028: 3, 2029: 3, 2030: 1, 2031: 1}
    for place, plan in enumerate(several):
        alone = yearly_totals(project(plan))
        here = found.has_year[:, place]
        for name, array in alone.items():
            assert np.array_equal(found[name][here, place, :], array), (name, place)
            assert np.isnan(found[name][~here, place]).all()
    frame = found.frame()
    assert frame.groupby("district", sort=False)["fiscal_year"].agg(list).to_dict() == {
        "East": [2027, 2028, 2029],
        "West": [2028, 2029, 2030, 2031],
        "North": [2027, 2028, 2029],
    }
    assert not frame.isna().to_numpy().any()
    west = frame[frame["district"] == "West"]
    assert west["cost"].tolist() == yearly_totals(project(several[1]))["cost"][:, 0].tolist()


def test_draws_are_rows_of_their_own_or_made_one() -> None:
    several = [with_years(2027, 3, "East"), with_years(2027, 2, "West")]
    raises = Variation("assumptions", "wage_growth_rate", "value", "set", np.array([[0.01, 0.05]]))
    each = project_plans(several, draws=[raises], count=2)
    frame = each.frame()
    assert len(frame) == (3 + 2) * 2
    last = frame[(frame["district"] == "East") & (frame["fiscal_year"] == 2029)]
    assert last["draw"].tolist() == [0, 1]
    assert last["cost"].tolist() == each["cost"][2, 0].tolist()
    means = project_plans(several, draws=[raises], count=2, over_draws=mean_and_chances).frame()
    assert "draw" not in means
    assert means["cost"].tolist() == pytest.approx(
        frame.groupby(["district", "fiscal_year"])["cost"].mean().tolist()
    )


def test_what_is_not_by_year_and_district_is_no_table() -> None:
    found = project_plans([county()], lambda projection: {"staff": projection.students[0]})
    assert found["staff"].shape == (1, 1)
    with pytest.raises(ValueError, match=r'^"staff" is not by year and district, so it is not a'):
        found.frame()


def test_district_that_does_not_fit_is_named() -> None:
    east, west = with_years(2027, 3, "East"), with_years(2027, 4, "West", funding=[])
    less = Scenario("less", changes=(Change("funding", "General fund", "amount", "set", 5.0),))
    with pytest.raises(ValueError, match=r'^West has no row "General fund" in funding, which is'):
        project_plans([east, west], scenario=less)
    by_year = np.array([[0.01, 0.02]] * 3)
    raises = Variation("assumptions", "wage_growth_rate", "value", "set", by_year)
    with pytest.raises(ValueError, match=r"^West has 4 years, and the draws have 3$"):
        project_plans([east, west], draws=[raises], count=2)
    with pytest.raises(
        ValueError, match=r'^"rows" of West has a different shape from that of East; '
    ):
        project_plans([east, west], lambda found: {"rows": found.funding.received})


def test_table_may_be_given_as_it_is_typed_and_a_scenario_by_its_name() -> None:
    model = read_plan(example("prairie-view"))
    staff: dict[str, list[object]] = {"name": ["East", "West"], "district/staff": [600, "1,200"]}
    found = project_districts(model, staff, scenario="levy-fails")
    read = read_district_table(model, staff)
    again = project_districts(model, read, scenario=scenario_of(model, "levy-fails"))
    assert found.names == ("East", "West")
    assert found.counted == dict.fromkeys(model.years, 2)
    assert all(np.array_equal(found[name], again[name]) for name in found)
    assert list(found) == list(again.amounts)
    assert len(found) == len(again.amounts)
