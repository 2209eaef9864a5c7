"""The two example districts: they read, say where figures come from, and show what they promise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import numpy as np
import pytest

from planner.analysis.answers import Answers, answers
from planner.analysis.second_opinion import disagreements
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.tables.roster import ROW_TABLES
from planner.projection.project import project
from planner.reference.accounts import accounts
from planner.rulebook import solve

EXAMPLES = ("prairie-view", "altoona-wi")
DATED = re.compile(r"(?<!\d)(19|20)\d{2}(?!\d)")
A_CENT = 0.005


@cache
def plan_of(name: str) -> Plan:
    return read_plan(example(name))


@cache
def answered(name: str, scenario: str = "base") -> Answers:
    return answers(project(plan_of(name), scenario))


def paid_by(found: Answers, kind: str) -> float:
    """Everything that sources of one kind pay in all years [USD]."""
    funding = found.projection.funding
    return sum(
        float(funding.paid[number].sum())
        for number, fund in enumerate(found.projection.funds)
        if fund.kind == kind
    )


def sources(plan: Plan) -> Iterator[tuple[str, str]]:
    for setting in plan.setting_rows:
        yield f"district.csv, {setting}", plan.setting_sources.get(setting, "")
    for table in ROW_TABLES:
        for row in plan.rows(table):
            yield f"{row.file}, row {row.row}, {row.key}", row.source


# Both districts


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_row_says_where_its_figures_come_from(name: str) -> None:
    said = list(sources(plan_of(name)))
    assert len(said) > 50
    lacking = [
        where for where, source in said if not (source.startswith("ours: ") or DATED.search(source))
    ]
    assert lacking == [], "neither dated nor marked as ours"


@pytest.mark.parametrize(("name", "codes"), [("prairie-view", ["W06"]), ("altoona-wi", [])])
def test_warnings_are_the_intended_ones(name: str, codes: list[str]) -> None:
    assert [problem.code for problem in plan_of(name).warnings] == codes


@pytest.mark.parametrize("name", EXAMPLES)
def test_folder_says_what_it_is(name: str) -> None:
    text = (example(name) / "README.md").read_text(encoding="utf-8")
    assert "ours" in text
    assert ("invented" if name == "prairie-view" else "not a statement by the") in text


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_scenario_agrees_with_the_slow_model(name: str) -> None:
    plan = plan_of(name)
    for scenario in plan.scenario_names:
        projection = project(plan, scenario)
        assert disagreements(solve(plan, projection.scenarios[0]), projection, 0) == (), scenario


# Altoona, Wisconsin: the base year ties out to the survey (F-33, NCES 5500270, FY2022)


def base_year_cost(*objects: str) -> float:
    """Modelled cost of the base year in rows whose NCES object begins so [USD]."""
    found = answered("altoona-wi")
    return sum(
        float(found.cost_by_row[number, 0])
        for number, line in enumerate(found.projection.lines)
        if accounts()[line.category].nces_object.startswith(objects)
    )


def base_year_relief() -> float:
    """What the relief source pays in the base year [USD]."""
    projection = answered("altoona-wi").projection
    [place] = [n for n, fund in enumerate(projection.funds) if fund.name.startswith("ESSER")]
    return float(projection.funding.paid[place, :, 0, 0].sum())


TIE_OUT: dict[str, tuple[float, Callable[[], float]]] = {
    "technology services and supplies, V02": (736_000.0, lambda: base_year_cost("35", "65")),
    "technology equipment, K14": (0.0, lambda: base_year_cost("73")),
    "paid with relief money, AE5 + AE6": (79_000.0, base_year_relief),
    "fall membership, V33": (1_861.0, lambda: float(answered("altoona-wi").students[0])),
}


@pytest.mark.parametrize("figure", TIE_OUT)
def test_altoona_base_year_ties_out_to_the_survey(figure: str) -> None:
    surveyed, modelled = TIE_OUT[figure]
    assert modelled() == pytest.approx(surveyed, rel=0, abs=A_CENT), figure


def test_altoona_has_nothing_beside_what_the_survey_counts() -> None:
    plan = plan_of("altoona-wi")
    assert answered("altoona-wi").cost[0] == pytest.approx(736_000.0, rel=0, abs=A_CENT)
    assert plan.staffing == ()
    assert not any(fund.kind == "erate" for fund in plan.funding)
    assert plan.years[0] == 2022
    assert len(plan.years) >= 6


def test_altoona_first_year_is_paid_without_anything_left_over_for_nobody() -> None:
    found = answered("altoona-wi")
    assert found.unfunded[0] == pytest.approx(0.0, abs=A_CENT)
    assert {"relief-ends-early", "enrollment-flat", "refresh-stretched"} <= set(
        plan_of("altoona-wi").scenario_names
    )


def test_altoona_relief_that_ends_early_leaves_less() -> None:
    early = answered("altoona-wi", "relief-ends-early")
    assert early.reserve[-1] < answered("altoona-wi").reserve[-1]


# Prairie View: shows what it promises


def test_prairie_view_is_of_the_promised_size() -> None:
    plan = plan_of("prairie-view")
    assert sum(row.students for row in plan.enrollment) == pytest.approx(9_000, abs=300)
    schools = {row.school or row.name for row in plan.enrollment}
    assert 12 <= len(schools) <= 14, "more than ten, so that E-Rate's large-district rule applies"
    assert {row.grades for row in plan.enrollment} == {"K-2", "3-5", "6-8", "9-12"}
    cost = (*plan.devices, *plan.licenses, *plan.security, *plan.staffing)
    assert 60 <= len(cost) + len(plan.funding) <= 100
    assert 5 <= len(plan.years) <= 10


def test_prairie_view_costs_about_what_districts_spend() -> None:
    found = answered("prairie-view")
    assert 450 < float(found.cost_per_student[0]) < 650
    assert 450 < float(found.cash_cost_per_student[0]) < 650


def test_prairie_view_prepayments_run_out_inside_the_plan() -> None:
    prepaid = answered("prairie-view").projection.expenses.prepaid[:, :, 0]
    ran_out = (prepaid[:, 0] > A_CENT) & (prepaid[:, -1] < A_CENT)
    assert ran_out.sum() >= 5
    ends = {row.prepaid_until for row in plan_of("prairie-view").licenses if row.prepaid_until}
    assert len(ends) >= 3


def test_prairie_view_buys_its_devices_in_a_peak() -> None:
    fleets = answered("prairie-view").projection.expenses.fleets
    bought = fleets.bought.sum(axis=0)[:, 0]
    assert bought.argmax() > 0
    assert bought.max() > 2 * np.median(bought)


def test_prairie_view_lives_on_one_time_money_that_ends() -> None:
    found = answered("prairie-view")
    assert found.one_time_support[0] > 100_000
    assert found.one_time_support[-1] == pytest.approx(0.0, abs=A_CENT)
    assert found.cliff is not None
    assert found.cliff.size > 500_000
    assert found.base_to_restore[0] == 0.0
    assert found.base_to_restore[-1] == pytest.approx(285_000)


def test_prairie_view_has_the_levy_and_its_renewal_in_two_rows() -> None:
    levies = [row for row in plan_of("prairie-view").funding if row.kind == "local_levy"]
    current, renewal = sorted(levies, key=lambda row: row.start_date is not None)
    assert current.end_date is not None
    assert renewal.start_date is not None
    assert renewal.start_date > current.end_date
    assert (renewal.start_date - current.end_date).days == 1


def test_prairie_view_is_paid_by_erate_in_both_categories() -> None:
    found = answered("prairie-view")
    funding = found.projection.funding
    [place] = [n for n, fund in enumerate(found.projection.funds) if fund.kind == "erate"]
    shares = found.projection.by_line(funding.paid[place])[:, 0, 0]
    for wanted in ("category_one", "category_two"):
        paid = sum(
            float(shares[number])
            for number, line in enumerate(found.projection.lines)
            if line.erate_category == wanted
        )
        assert paid > 50_000, wanted


def test_prairie_view_runs_out_of_reserve() -> None:
    found = answered("prairie-view")
    assert found.first_structural_gap == found.years[0]
    assert -500_000 < found.structural_balance[0] < -200_000
    assert found.first_under_policy is not None
    assert found.reserve_used_up is not None
    assert found.years[2] < found.first_under_policy < found.reserve_used_up <= found.years[-1]
    assert found.unfunded[:3].max() == pytest.approx(0.0, abs=A_CENT)
    assert found.unfunded[-1] > 0


SCENARIOS = (
    "levy-fails",
    "refresh-stretched",
    "enrollment-falls",
    "security-in-house",
    "erate-halved",
    "prices-rise",
    "hard-times",
)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_prairie_view_scenario_changes_the_answer(scenario: str) -> None:
    assert scenario in plan_of("prairie-view").scenario_names
    found, base = answered("prairie-view", scenario), answered("prairie-view")
    assert found.title != scenario, "has a title in plain words"
    better = {"refresh-stretched", "way-back"}
    change = float(found.unfunded.sum() - base.unfunded.sum())
    assert (change < -100_000) if scenario in better else (change > 100_000)


def test_prairie_view_stacked_scenario_is_the_two_together() -> None:
    stacked = answered("prairie-view", "hard-times")
    by_hand = answered("prairie-view", "levy-fails+enrollment-falls")
    assert np.array_equal(stacked.reserve, by_hand.reserve)
    assert np.array_equal(stacked.unfunded, by_hand.unfunded)


def test_prairie_view_security_in_house_is_compared_honestly() -> None:
    plan = plan_of("prairie-view")
    idle = [row.name for row in (*plan.security, *plan.staffing) if not row.active]
    assert len(idle) == 2, "the alternative stands in the plan, not active"
    base, in_house = answered("prairie-view"), answered("prairie-view", "security-in-house")
    names = [line.name for line in base.projection.lines]
    for name in idle:
        assert base.cost_by_row[names.index(name)].sum() == 0
        assert in_house.cost_by_row[names.index(name)].sum() > 0
    contract = names.index("Monitoring and response contract")
    assert in_house.cost_by_row[contract, -1] == 0


def test_prairie_view_has_a_way_back() -> None:
    found = answered("prairie-view", "way-back")
    assert found.unfunded.sum() == pytest.approx(0.0, abs=A_CENT)
    assert found.first_under_policy is None
    assert paid_by(found, "grant") > 0
