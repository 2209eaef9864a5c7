"""Tables in the shape of an office's forms, of one plan and of many."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from planner.analysis.compare import Comparison, compare
from planner.analysis.roll_up.investments import top_investments
from planner.analysis.roll_up.measures import CRITERIA
from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.sections import MISSING, plan_criteria, plan_investments
from planner.analysis.roll_up.standing import standing
from planner.cli import app
from planner.plan.read import read_plan
from planner.publish.results import as_csv
from planner.reference.criteria import usual_criteria
from tests.test_cli import run
from tests.tiny_plan import PlanWriter, with_rows

ONCE = "Rollout,instructional_software,flat,,,90000,,,,7/1/2027,6/30/2028,"
WHY = "name,explanation\nstructural_gap,The levy is on the ballot in November.\n"


@pytest.fixture
def compared(tiny: PlanWriter) -> Comparison:
    licenses = with_rows("licenses", ONCE)
    return compare(read_plan(tiny(explanations=WHY, licenses=licenses)), ["base"])


def test_investments_are_ranked_by_cost_and_add_up_by_year_and_by_who_pays(
    compared: Comparison,
) -> None:
    every = top_investments(compared, None)
    assert [one.rank for one in every] == list(range(1, len(every) + 1))
    assert [one.cost for one in every] == sorted((one.cost for one in every), reverse=True)
    for one in every:
        assert sum(amount for _, amount in one.by_year) == pytest.approx(one.cost, abs=0.01)
        assert sum(amount for _, amount in one.paid_by) == pytest.approx(one.cost, abs=0.05)
        amounts = [amount for _, amount in one.paid_by]
        assert amounts == sorted(amounts, reverse=True)
    in_all = sum(compared.main.figures.cost)
    assert sum(one.cost for one in every) == pytest.approx(in_all, abs=0.01)
    assert [one.item for one in top_investments(compared)] == [one.item for one in every[:5]]


def test_a_cost_that_recurs_is_annual_and_one_that_does_not_is_one_time(
    compared: Comparison,
) -> None:
    occurs = {one.item: one.occurs for one in top_investments(compared, None)}
    assert occurs["Technician"] == "annual"
    assert occurs["Access points"] == "annual", "it comes back, though not in every year"
    one_time = {row.name for row in compared.main.figures.rows if not row.recurring}
    assert {name for name, how in occurs.items() if how == "one-time"} <= one_time


def test_every_row_says_that_it_is_not_the_form_and_text_is_never_a_formula(
    compared: Comparison,
) -> None:
    for table in (plan_investments(compared), plan_criteria(compared)):
        assert table["shape"].str.endswith("not the official form").all()
        assert len(table) >= len(CRITERIA)
    assert list(plan_investments(compared, 3)["rank"]) == [1, 2, 3]


def test_an_explanation_is_required_where_a_criterion_is_not_met(compared: Comparison) -> None:
    table = plan_criteria(compared).set_index("criterion")
    assert list(table["outcome"]) == [
        one.outcome for one in _roll_up(compared).judged(_roll_up(compared).standings[0])
    ]
    required = table["explanation_required"] == "yes"
    assert (required == (table["outcome"] == "not met")).all()
    assert table.loc["Structural gap", "explanation"] == "The levy is on the ballot in November."
    rest = table[required].drop(index="Structural gap")
    assert set(rest["explanation"]) == {MISSING}
    assert set(table[~required]["explanation"]) == {""}


def test_tables_of_many_districts_are_those_of_each(compared: Comparison) -> None:
    found = _roll_up(compared)
    assert as_csv(found.investments()) == as_csv(plan_investments(compared, 5))
    assert as_csv(found.criteria_review()) == as_csv(plan_criteria(compared))


def test_the_command_prints_both_and_names_the_sections_that_there_are(tiny: PlanWriter) -> None:
    folder = tiny(explanations=WHY)
    assert "Technician" in run("sections", folder, "investments").stdout
    assert "on the ballot" in run("sections", folder, "criteria").stdout
    wrong = CliRunner().invoke(app, ["sections", str(folder), "criterion"])
    assert wrong.exit_code == 2
    assert "Sections are: investments, criteria" in wrong.output


def _roll_up(compared: Comparison) -> RollUp:
    return RollUp(("base",), usual_criteria(), (standing(compared, "base"),))
