"""Laws of decisions: one for each fact, in order, with a day or the cell that would give one."""

from __future__ import annotations

from hypothesis import given

from planner.analysis.compare import compare
from planner.analysis.decisions.facts import decisions
from planner.plan.plan import Plan
from tests.generated_plans import examples, plans

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
        assert one.due.cell.endswith(".csv")
        assert (one.due.day is None) == (one.due.reason in _WITHOUT_A_DAY)
