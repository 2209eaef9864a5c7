"""What an office reads of a district is what the district's own results say, to the last bit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from planner.analysis.compare import Comparison, compare
from planner.analysis.roll_up.measures import CRITERIA
from planner.analysis.roll_up.standing import standing
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.views.documents.project import ScenarioDocument, plan_document
from tests.generated_plans import examples, plans
from tests.small_plan import small_plan

GENERAL = {"name": "General fund", "kind": "general_fund"}


def compared(**tables: Any) -> Comparison:  # noqa: ANN401  (tables of a small plan)
    """The current plan of a small district."""
    return compare(small_plan(**tables), ["base"])


def agrees_with_results(comparison: Comparison) -> None:
    """Measures and years against ``results.json``."""
    (document, *_) = plan_document(comparison, "").scenarios
    stands = standing(comparison, document.name)
    found = stands.measures
    assert tuple(found) == CRITERIA
    assert found["unfunded_in_all"].first_year == document.first_unfunded
    assert found["unfunded_in_all"].amount == pytest.approx(document.unfunded_in_all, abs=0.01)
    assert found["structural_gap"].first_year == document.first_structural_gap
    assert found["reserve_policy"].first_year == document.first_under_policy
    assert found["cliff"].first_year == document.cliff_year
    assert found["cliff"].amount == pytest.approx(document.cliff_size or 0.0, abs=0.01)
    for before in document.years:
        if before.fiscal_year + 1 == document.cliff_year and before.sustained_cost > 1:
            share = (document.cliff_size or 0.0) / before.sustained_cost
            assert found["cliff"].held == pytest.approx(share, abs=1e-6)
    of_cliff = {name or "prepayments" for name in found["cliff"].about}
    assert of_cliff <= set(document.cliff_sources)
    years_agree(document, stands.years)
    in_all: dict[str, float] = {}
    for row in document.rows:
        in_all[row.name] = in_all.get(row.name, 0.0) + sum(row.unfunded)
    (largest,) = found["unfunded_item"].about or ("",)
    if largest:
        assert in_all[largest] == pytest.approx(max(in_all.values()), abs=0.01)


def years_agree(document: ScenarioDocument, years: tuple[Any, ...]) -> None:
    """Every year that an office sees is that of the results."""
    for year, own in zip(document.years, years, strict=True):
        assert own.fiscal_year == year.fiscal_year
        for name in ("cost", "unfunded", "structural_balance", "reserve", "reserve_policy"):
            assert getattr(own, name) == pytest.approx(getattr(year, name), abs=0.01), name


@pytest.mark.parametrize("district", ["prairie-view", "altoona-wi"])
def test_the_examples_say_to_an_office_what_they_say_to_their_boards(district: str) -> None:
    plan = read_plan(example(district))
    together = compare(plan, list(plan.compared_names))
    for one in together.answers:
        agrees_with_results(together.about(one))


@examples(8)
@given(plans())
def test_any_plan_says_to_an_office_what_it_says_to_its_board(plan: Plan) -> None:
    agrees_with_results(compare(plan, ["base"]))


def test_what_is_unfunded_is_held_per_student_of_the_first_year() -> None:
    found = standing(
        compared(
            district={"years": 2},
            enrollment=[{"name": "School", "students": 200}],
            staffing=[
                {"name": "Technician", "fte": 1, "salary": 60_000, "benefits_rate": 0},
                {
                    "name": "Director",
                    "fte": 1,
                    "salary": 90_000,
                    "benefits_rate": 0,
                    "priority": "1",
                },
            ],
            funding=[{**GENERAL, "amount": 100_000}],
        ),
        "base",
    ).measures
    first, in_all = found["unfunded_first_year"], found["unfunded_in_all"]
    assert (first.amount, first.held) == (50_000.0, 250.0)
    assert (in_all.amount, in_all.held) == (100_000.0, 500.0)
    assert first.about == in_all.about == found["unfunded_item"].about == ("Technician",)
    assert (found["must_keep"].held, found["must_keep"].amount) == (0, 0.0)
    assert found["structural_gap"].held == pytest.approx(1 / 3)


def test_what_the_plan_does_not_say_is_not_known() -> None:
    """No policy, no row that must be kept, no device with an end of support; no student either."""
    alone: dict[str, Any] = {
        "staffing": [{"name": "Technician", "fte": 1, "salary": 60_000, "benefits_rate": 0}]
    }
    quiet: dict[str, Any] = {
        "district": {"reserve_policy_rate": 0},
        "enrollment": [{"name": "S", "students": 0}],
    }
    found = standing(compared(**alone, **quiet), "base").measures
    not_known = [name for name, measure in found.items() if measure.held is None]
    assert not_known == [
        "unfunded_first_year",
        "unfunded_in_all",
        "reserve_policy",
        "devices_past_support",
        "unfunded_item",
        "must_keep",
    ]
    assert found["unfunded_in_all"].amount is not None
    assert found["must_keep"].amount is None


def test_the_largest_levy_that_awaits_its_vote_is_the_one_at_risk() -> None:
    levies = [
        {"name": name, "kind": "local_levy", "amount": amount, "voted": "not_yet_counted"}
        for name, amount in (("Small levy", 10_000), ("Large levy", 30_000))
    ]
    plan = compared(enrollment=[{"name": "School", "students": 200}], funding=[GENERAL, *levies])
    found = standing(plan, "base").measures["vote_at_risk"]
    assert found.about == ("Large levy",)
    assert found.amount is not None
    assert 20_000 < found.amount <= 30_000
