"""The document of a plan where the kept one takes the other branch."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from planner.analysis.compare import compare
from planner.plan.what_if.scenarios import Change, Scenario
from planner.views.documents.project import ScenarioDocument, plan_document
from tests.small_plan import READING, small_plan


def scenario(**tables: Any) -> ScenarioDocument:  # noqa: ANN401
    found, *_ = plan_document(compare(small_plan(**tables)), "1").scenarios
    return found


def test_a_plan_whose_money_does_not_end_has_no_cliff() -> None:
    found = scenario(funding=[{"name": "General fund", "kind": "general_fund", "amount": 9000}])
    assert (found.cliff_year, found.cliff_size, found.cliff_sources) == (None, None, {})


def test_prepayments_that_end_are_called_prepayments() -> None:
    found = scenario(
        licenses=[{**READING, "price": 12_000, "prepaid_until": date(2028, 6, 30)}],
    )
    assert (found.cliff_year, found.cliff_size) == (2029, 12_000)
    assert found.cliff_sources == {"prepayments": 12_000}


def test_cost_per_student_without_students_is_null() -> None:
    year = scenario(enrollment=[{"name": "School", "students": 0}]).years[0]
    assert (year.cost_per_student, year.cash_cost_per_student) == (None, None)


LEVY = {"kind": "local_levy", "amount": 5000}


def test_every_source_says_its_kind_end_vote_and_revenue() -> None:
    sources = scenario(
        funding=[
            {"name": "Grant", "kind": "grant", "amount": 800, "award": "yearly"}
            | {"pays_for": ("staffing",), "end_date": date(2028, 6, 30)},
            {"name": "Now", **LEVY},
            {"name": "Later", **LEVY, "start_date": date(2028, 7, 1)},
            {"name": "Asked", **LEVY, "voted": "not_yet_counted", "renewal_probability": 0.6},
        ],
    ).sources
    assert [(s.key, s.end_date, s.vote) for s in sources] == [
        ("funding/Grant", "2028-06-30", None),
        ("funding/Now", None, "passed"),
        ("funding/Later", None, "not_yet_left_out"),
        ("funding/Asked", None, "not_yet_counted"),
    ]
    assert [s.kind_label for s in sources[:2]] == ["Grant", "Local levy"]
    assert [s.counted for s in sources] == [True, True, False, True]
    assert [s.revenue for s in sources] == [[800, 800, 0], [5000] * 3, [0] * 3, [5000] * 3]
    assert sources[3].chance_of_approval == 0.6


def test_a_source_that_a_scenario_has_in_some_years_is_counted() -> None:
    plan = small_plan(funding=[{"name": "Levy", **LEVY}])
    away = Change("funding", "Levy", "active", "set", value=False)
    cases = [
        Scenario("ends", changes=(replace(away, from_year=2028),)),
        Scenario("never", changes=(away,)),
    ]
    found = plan_document(compare(plan, cases), "1").scenarios
    assert [[s.counted for s in one.sources] for one in found] == [[True], [False]]


def test_last_day_of_a_source_is_that_of_the_scenario() -> None:
    """Typed on a day within a month; moved, it ends with a month."""
    plan = small_plan(
        funding=[
            {"name": "Levy", **LEVY, "end_date": date(2028, 12, 20)},
        ],
    )
    moved = Scenario(
        "longer", changes=(Change("funding", "Levy", "end_date", "set", date(2029, 2, 28)),)
    )
    days = [
        found.sources[0].end_date
        for found in plan_document(compare(plan, ["base", moved]), "1").scenarios
    ]
    assert days == ["2028-12-20", "2029-02-28"]


def test_devices_are_told_by_fleet_and_year_and_support_where_it_is_known() -> None:
    laptops = {"category": "student_devices", "serves": "students", "unit_price": 100}
    fleets = scenario(
        devices=[
            {"name": "Supported", **laptops, "useful_life_years": 3, "support_years": 2},
            {"name": "Other", **laptops, "useful_life_years": 3},
        ],
    ).fleets
    assert [fleet.key for fleet in fleets] == ["devices/Supported", "devices/Other"]
    assert fleets[0].bought[0] == fleets[0].in_service[0] > 0
    assert (fleets[0].past_support is None, fleets[1].past_support) == (False, None)


def test_keys_stand_next_to_labels_and_unfunded_cost_is_told_by_row() -> None:
    document = plan_document(compare(small_plan(licenses=[{**READING, "price": 900}])), "1")
    [found] = document.scenarios
    labels = {line.key: line.label for line in document.lines}
    [row] = found.rows
    assert (row.key, row.line, row.line_label) == (
        "licenses/Reading",
        "software_licenses",
        labels["software_licenses"],
    )
    assert row.cost == row.unfunded
    assert (row.unfunded_in_all, row.first_unfunded) == (sum(row.cost), 2027)
    year = found.years[0]
    assert year.cost_by_line_key == {"software_licenses": year.cost_by_line["Software licenses"]}
    assert {labels[key]: cost for key, cost in year.cost_by_line_key.items()} == year.cost_by_line
    assert year.paid_by_reserve + year.unfunded == year.cost


def test_what_began_on_relief_money_is_said_with_who_pays_it_now() -> None:
    coach = {"name": "Coach", "fte": 1.5, "salary": 40_000, "benefits_rate": 0}
    general = {"name": "General fund", "kind": "general_fund", "amount": 50_000}
    assert scenario(staffing=[coach], funding=[general]).began_on_relief is None
    found = scenario(staffing=[{**coach, "began_on": "esser"}], funding=[general]).began_on_relief
    assert found is not None
    assert (found.rows, found.yearly_cost, found.positions) == (["Coach"], 60_000, 1.5)
    assert found.paid_by_source == {"General fund": 50_000}


def test_a_decision_has_no_day_where_the_budget_of_its_year_is_adopted() -> None:
    coach = {"name": "Coach", "fte": 1, "salary": 40_000, "benefits_rate": 0}
    plan = small_plan(district={"budget_adoption": date(2027, 6, 14)}, staffing=[coach])
    documents = plan_document(compare(plan), "1").decisions
    assert [(one.due, one.due_reason) for one in documents] == [(None, "adopted")] * 2
