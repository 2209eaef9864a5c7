"""A screen gives what each district's own plan gives alone, and says where nothing is known."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from planner.districts.dollars_of import carried, consumer_prices
from planner.districts.f33 import FIGURES, Survey, f33_survey
from planner.districts.peers import likeness_of, nearest_peers
from planner.districts.scaled_model import (
    MONEY,
    band_factors,
    compared_model,
    scaled_cells,
    students_of,
)
from planner.districts.screen import Screen, screen
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import ChangeRow, RangeRow
from planner.plan.what_if.scenarios import Change, Scenario, apply_changes
from planner.projection.inputs.variations import Variation
from planner.rulebook import solve
from tests.small_plan import small_plan


@pytest.fixture(scope="module")
def model() -> Plan:
    return compared_model(read_plan(example("prairie-view")))


@pytest.fixture(scope="module")
def delaware() -> Survey:
    survey = f33_survey()
    return survey.part(survey.places_in("DE"))


def table_of(**columns: list[float]) -> Survey:
    """Districts with some figures; grades unknown."""
    count = len(columns["students"])
    words = dict.fromkeys(
        ("nces_id", "state", "level", "charter", "grade_low", "grade_high", "locale"), ("",) * count
    )
    blank = np.full(count, np.nan)
    names = [name for name in FIGURES if name != "title_iv_a"]
    figures = {name: np.array(columns.get(name, blank), dtype=float) for name in names}
    return Survey({**words, "name": tuple(f"District {k}" for k in range(count))}, figures, 2027)


def own_plan(model: Plan, survey: Survey, found: Screen, place: int) -> Plan:
    """The plan of one district, written out cell by cell at its own size."""
    span = survey.words["grade_low"][place], survey.words["grade_high"][place]
    factors = {band: float(share[0]) for band, share in band_factors(model, [span]).items()}
    size = float(survey.students[place]) / students_of(model)
    changes = [
        Change(
            *(c.table, c.row, c.field, "set"),
            c.value * size * (factors[c.band] if c.band or c.table == "enrollment" else 1.0),
        )
        for c in scaled_cells(model)
    ]
    amount = float(found.spending[place] * survey.students[place])
    return apply_changes(model, (*changes, Change("funding", MONEY, "amount", "set", amount)))


def test_districts_are_their_own_plans_by_the_slow_rulebook(model: Plan) -> None:
    survey = f33_survey()
    arizona = survey.part(survey.places_in("AZ"))
    found = screen(model, arizona)
    spans = list(zip(arizona.words["grade_low"], arizona.words["grade_high"], strict=True))
    for place in (0, spans.index(("09", "12")), spans.index(("PK", "08"))):
        answer = solve(own_plan(model, arizona, found, place), Scenario("base"))
        students = float(arizona.students[place])
        missing = max(-answer.structural_balance[year] for year in model.years) / students
        assert found.gap[place] == pytest.approx(missing, abs=1e-6)
        assert (found.outcomes[place] == "met") == (missing <= 0)


def test_draws_of_a_district_are_those_of_its_plan(model: Plan, delaware: Survey) -> None:
    def drawn(*growth: float) -> list[Variation]:
        values = np.array([growth])
        return [Variation("assumptions", "device_price_growth_rate", "value", "set", values)]

    some = delaware.part(np.arange(4))
    found = screen(model, some, drawn(0.0, 0.05, 0.1), 3)
    low, high = screen(model, some, drawn(0, 0), 2), screen(model, some, drawn(0.1, 0.1), 2)
    np.testing.assert_allclose(found.gap_high, high.gap_high)
    np.testing.assert_allclose(found.gap_low, low.gap_low)
    assert (found.gap_high > found.gap_low).all()
    assert found.draws == 3
    np.testing.assert_allclose(found.gap, screen(model, some).gap)


def test_cells_of_ones_own_are_those_of_the_district(model: Plan) -> None:
    survey = table_of(students=[900, 18_000], technology_supplies=[300_000, 6_000_000])
    cells = {
        "security/Backup and recovery/price": ("90,000", "0"),
        "devices/Tablets K-2/unit_price": ("$500", "360"),
    }
    found = screen(model, replace(survey, own_cells=cells))
    changes = (
        Change("security", "Backup and recovery", "price", "set", 90_000.0),
        Change("devices", "Tablets K-2", "unit_price", "set", 500.0),
    )
    plan = apply_changes(own_plan(model, survey, found, 0), changes)
    answer = solve(plan, Scenario("base"))
    missing = max(-answer.structural_balance[year] for year in model.years) / 900
    assert found.gap[0] == pytest.approx(missing, abs=1e-6)
    assert found.cost[1] < screen(model, survey).cost[1] < found.cost[0]


def test_cells_that_are_not_compared_are_refused(model: Plan) -> None:
    survey = table_of(students=[900], technology_supplies=[300_000])
    staff = replace(survey, own_cells={"staffing/Technicians/fte": ("2",)}, file="ours.csv")
    with pytest.raises(PlanError) as refused:
        screen(model, staff)
    assert str(refused.value.problems[0]) == (
        "ours.csv, row 1, staffing/Technicians/fte: "
        'there is no row "Technicians" in table staffing.'
    )
    every = replace(staff, own_cells={"devices/all/unit_price": ("2",)})
    with pytest.raises(
        ValueError, match=r"ours.csv: name the rows whose unit_price districts have"
    ):
        screen(model, every)


def test_other_workers_give_the_same(model: Plan, delaware: Survey) -> None:
    alone = screen(model, delaware)
    with ThreadPoolExecutor(2) as pool:
        shared = screen(model, delaware, pool=pool)
    np.testing.assert_array_equal(alone.gap, shared.gap)


def test_outcomes_are_known_only_where_the_survey_says_enough(model: Plan) -> None:
    survey = table_of(
        students=[100] * 7,
        technology_supplies=[80_000, 80_000, 5_000, 5_000, np.nan, 80_000, 5_000],
        technology_equipment=[0, 0, 0, np.nan, 0, np.nan, np.nan],
        relief_supplies=[0, np.nan, 0, 0, 900, np.nan, np.nan],
        relief_equipment=[0, np.nan, 100, 0, np.nan, np.nan, np.nan],
    )
    found = screen(model, survey)
    assert list(zip(found.outcomes, found.reasons, strict=True)) == [
        ("met", ""),
        ("not known", "relief inside"),
        ("not met", ""),
        ("not known", "no equipment"),
        ("not known", "no technology"),
        ("not known", "relief inside"),
        ("not known", "no equipment"),
    ]
    np.testing.assert_array_equal(found.relief[:5], [0, np.nan, 100, 0, 900])
    np.testing.assert_allclose(found.spending[:4], [800, 800, 49, 50])
    assert np.isnan(found.gap[4])
    assert np.isnan(found.chance).tolist() == [False, True, False, True, True, True, True]
    assert found.having("met", np.arange(7)).tolist() == [True, *[False] * 6]


def test_money_is_carried_into_the_first_year_of_the_plan() -> None:
    model = read_plan(example("prairie-view"))
    prices = consumer_prices()
    grown = prices[2025] / prices[2022] * 1.026**2
    assert carried(model, 2022) == pytest.approx(grown)
    assert carried(model, 2027) == 1.0
    assert carried(model, 2026) == pytest.approx(1.026)
    early = read_plan(example("altoona-wi"))
    assert carried(early, 2022) == prices[early.district.first_year] / prices[2022]


def test_only_what_the_survey_counts_is_compared() -> None:
    model = compared_model(read_plan(example("prairie-view")))
    assert not model.staffing
    assert not model.privacy
    assert [row.name for row in model.training] == ["Phishing exercises"]
    assert "Cyber insurance" not in {row.name for row in model.security}
    assert [fund.name for fund in model.funding] == [MONEY]
    assert all(row.active for row in model.licenses)
    left_out = {"General fund", "Enrollment"} - {row.name for row in model.ranges}
    assert not left_out


def test_ranges_that_moved_with_one_that_is_left_out_move_alone() -> None:
    plan = read_plan(example("prairie-view"))
    added = {"table": "assumptions", "changes": "general_inflation_rate", "how": "add"}
    shape = {"shape": "normal", "low": "-5%", "high": "5%"}
    fees = {"table": "funding", "changes": "Family fee, grades 6-8", "field": "uptake_rate"}
    moved = {"moves_with": "Fees", "correlation": 0.5}
    ranges = (
        RangeRow.model_validate({"name": "Fees", **fees, "how": "add", **shape}),
        RangeRow.model_validate({"name": "Prices", **added, **shape, **moved}),
    )
    (kept,) = compared_model(replace(plan, ranges=ranges)).ranges
    assert (kept.name, kept.moves_with, kept.correlation) == ("Prices", "", None)


def test_what_cannot_be_scaled_is_refused() -> None:
    plan = read_plan(example("prairie-view"))
    cells = {"table": "devices", "changes": "Lab computers", "field": "fixed_units"}
    more = {"name": "More labs", "how": "set", "value": "300", "from_year": 2029}
    change = ChangeRow.model_validate({**cells, **more})
    with pytest.raises(
        ValueError,
        match="changes of the model names fixed_units of Lab computers, "
        "which has to grow with each district: use multiply, or leave the row out",
    ):
        compared_model(replace(plan, changes=(change,)))
    doubled = change.model_copy(update={"how": "multiply", "value": "2"})
    assert compared_model(replace(plan, changes=(doubled,))).changes == (doubled,)
    with pytest.raises(ValueError, match="nothing in the model is technology that the survey "):
        compared_model(small_plan(staffing=[{"name": "One", "fte": 1, "salary": 1}]))
    empty = replace(plan, enrollment=())
    with pytest.raises(ValueError, match="the model has no students"):
        compared_model(empty)


def test_peers_are_the_nearest_by_brute_force() -> None:
    survey = f33_survey()
    some = survey.part(survey.places_in("OH"))
    may_be = ~np.isnan(some.figures["technology_supplies"])
    found, likeness = nearest_peers(some, may_be), likeness_of(some)
    levels = np.array(some.words["level"])
    for place in range(0, len(some.names), 40):
        away = ((likeness - likeness[place]) ** 2).sum(axis=1)
        away[~may_be | (levels != levels[place])] = np.inf
        away[place] = np.inf
        assert found[place].tolist() == np.argsort(away, kind="stable")[:5].tolist()


def test_peers_where_there_are_few_and_where_the_locale_is_known() -> None:
    alike = table_of(students=[100, 100, 100], title_i=[1, 1, 1], current_spending=[5, 5, 5])
    words = {**alike.words, "locale": ("rural", "urban", "rural")}
    with_locale = replace(alike, words=words)
    found = nearest_peers(with_locale, np.array([True, True, True]))
    assert found.tolist() == [[2, 1, -1, -1, -1], [0, 2, -1, -1, -1], [0, 1, -1, -1, -1]]
    nobody = nearest_peers(alike, np.array([False] * 3), 2)
    assert nobody.tolist() == [[-1, -1]] * 3
