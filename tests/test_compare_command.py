"""``planner compare A B``: the answer first, a document, a table, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner, Result

from planner.cli import app
from planner.plan.problems.problem import PlanError
from tests.tiny_plan import PlanWriter, with_row_instead

SCHEMA = Path(__file__).parent.parent / "docs" / "compare.schema.json"
AMOUNTS = ("structural_balance", "recurring_revenue", "sustained_cost", "cost", "unfunded")
#: $10,000 more for two technicians, with the public share of benefits.
RAISED = with_row_instead("staffing", "Technician,2,60000,,", "Technician,2,65000,,")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_answer_comes_first(tiny: PlanWriter) -> None:
    result = run("compare", tiny(), tiny("later", staffing=RAISED))
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].startswith(
        "In FY2027, plan B's structural gap is $14,000 wider than plan A's: "
    )
    assert lines[0].endswith("Staffing, Technician, salary: $60,000 to $65,000.")
    assert "- Staffing, Technician, salary: $60,000 to $65,000." in lines
    for part in ("From plan A to plan B", "What each difference is worth", "Difference in cost"):
        assert part in result.stdout
    assert result.stdout.isascii()


def test_the_document_follows_its_schema_and_its_steps_add_up(tiny: PlanWriter) -> None:
    result = run("compare", tiny(), tiny("later", staffing=RAISED, training=None), "--json")
    document = json.loads(result.stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert document["fiscal_years"] == [2027, 2028, 2029, 2030]
    places = [place for step in document["steps"] for place in step["differences"]]
    assert sorted(places) == list(range(len(document["differences"])))
    for name in AMOUNTS:
        for worth in ("worth", "worth_in_opposite_order"):
            by_year = zip(*(step[worth][name] for step in document["steps"]), strict=True)
            assert [sum(year) for year in by_year] == pytest.approx(document["difference"][name])
    cost = document["plan_a"]["cost_by_line"]
    assert document["plan_a"]["cost_by_line_key"]["staffing"] == cost["Technology staff"]
    by_year = zip(*cost.values(), strict=True)
    assert [sum(year) for year in by_year] == pytest.approx(document["plan_a"]["amounts"]["cost"])


def test_amounts_per_student_are_null_without_students(tiny: PlanWriter) -> None:
    nobody = "name,school,grades,students\nElm,,K-5,0\nOak,,6-12,0\n"
    document = json.loads(run("compare", tiny(), tiny("later", enrollment=nobody), "--json").stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert document["plan_b"]["amounts_per_student"] is None
    each = document["plan_a"]["amounts_per_student"]["cost"][0]
    assert each * 900 == pytest.approx(document["plan_a"]["amounts"]["cost"][0])


def test_csv_has_a_row_for_each_step_and_year_and_runs_no_formula(tiny: PlanWriter) -> None:
    named = with_row_instead("staffing", "Technician,2,60000,,", "=1+1,2,65000,,")
    result = run(
        "compare", tiny(), tiny("later", staffing=named, actuals=None, ledger=None), "--csv"
    )
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["fiscal_year"] for row in rows] == ["2027", "2028", "2029", "2030"] * 2
    assert {row["row"] for row in rows} == {"'=1+1", "Technician"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-s", "base"), "two plans are compared as they are: leave out -s, --by-line and --draws"),
        (("--by-line",), "two plans are compared as they are: leave out -s, --by-line and --draws"),
        (("--json", "--csv"), "choose one of --json and --csv"),
    ],
)
def test_what_goes_with_one_plan_only_is_refused(
    arguments: tuple[str, ...], said: str, tiny: PlanWriter
) -> None:
    result = run("compare", tiny(), tiny("later"), *arguments)
    assert result.exit_code == 2
    assert result.stderr.strip() == said


def test_json_of_one_plan_is_refused(tiny: PlanWriter) -> None:
    result = run("compare", tiny(), "--json")
    assert result.exit_code == 2
    assert "--json and --csv need two plans: planner compare A.xlsx B.xlsx" in result.stderr


def test_what_is_wrong_comes_after_the_name_of_its_plan(tiny: PlanWriter) -> None:
    wrong = with_row_instead("staffing", "Technician,2,60000,,", "Technician,two,60000,,")
    result = run("compare", tiny(), tiny("later", staffing=wrong))
    assert isinstance(result.exception, PlanError)
    said = result.stderr.strip()
    assert said.endswith("later cannot be compared until this is corrected:")


def test_plans_without_a_common_year(tiny: PlanWriter) -> None:
    later = with_row_instead("district", "first_year,FY2027,,", "first_year,FY2040,,")
    result = run("compare", tiny(), tiny("later", district=later))
    assert "no fiscal year in common" in str(result.exception)
