"""Laws of decisions: one for each fact, in order, with a day or the cell that would give one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from planner.analysis.compare import compare
from planner.analysis.decisions.facts import decisions
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from tests.generated_plans import examples, plans
from tests.small_plan import small_plan

_WITHOUT_A_DAY = ("adopted", "not_given")


@examples(60)
@given(plan=plans())
def test_no_two_decisions_are_about_the_same_subject(plan: Plan) -> None:
    found = decisions(compare(plan, ["base"]))
    subjects = [(one.table, one.subject or one.kind) for one in found]
    replaced = [("funding", name) for one in found for name in one.replaces]
    assert len({*subjects, *replaced}) == len(subjects) + len(replaced)
    answering = [option.name for one in found for option in one.options]
    assert len(set(answering)) == len(answering)


@examples(60)
@given(plan=plans())
def test_each_decision_has_an_amount_its_years_and_a_day_or_a_cell(plan: Plan) -> None:
    for one in decisions(compare(plan, ["base"])):
        assert one.kind == "option" or one.amount > 0
        assert set(one.years) <= set(plan.years)
        assert one.due.cell.rpartition(" ")[0].endswith("in the table")
        assert (one.due.day is None) == (one.due.reason in _WITHOUT_A_DAY)


@pytest.mark.parametrize("ends", ["2028-06-30", "2029-06-30"])
def test_the_day_of_money_that_ends_is_that_of_the_scenario(ends: str) -> None:
    plan = small_plan(
        district={"years": 4, "reserve_policy_rate": 0.0},
        security=[
            {"name": "Monitoring", "category": "monitoring", "basis": "flat", "price": 9_000}
        ],
        funding=[
            {"name": "State grant", "kind": "grant", "amount": 5_000, "award": "yearly"}
            | {"pays_for": ["managed_security"], "end_date": "2027-06-30"},
            {"name": "General fund", "kind": "general_fund", "amount": 90_000},
        ],
        scenarios=[
            {"name": "longer", "table": "funding", "changes": "State grant", "field": "end_date"}
            | {"value": ends}
        ],
    )
    base, longer = (decisions(compare(plan, [name])) for name in ("base", "longer"))
    assert [(one.kind, one.due.day) for one in base] == [("ends", date(2027, 6, 30))]
    assert [(one.kind, one.due.day) for one in longer] == [("ends", date.fromisoformat(ends))]


def test_what_is_asked_every_year_is_told_from_what_is_missing_once() -> None:
    """Local budget is restored a year; the reserve is short of policy by one amount."""
    comparison = compare(read_plan(example("prairie-view")), ["base"])
    of_kind = {decision.kind: decision for decision in decisions(comparison)}
    main = comparison.main.figures
    missing = [asked - held for asked, held in zip(main.reserve_policy, main.reserve, strict=True)]
    assert of_kind["restore"].yearly
    assert of_kind["restore"].amount == max(main.base_to_restore)
    assert not of_kind["reserve"].yearly
    assert of_kind["reserve"].amount == max(missing)
    assert of_kind["gap"].yearly
    assert of_kind["gap"].amount == -min(main.structural_balance)
