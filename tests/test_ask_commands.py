"""Commands that ask: what they print, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planner.cli import app
from planner.plan.problems.problem import PlanError
from tests.tiny_plan import PlanWriter

VIEW = Path("data/examples/prairie-view")
LEVY = "funding/Technology levy, renewal/amount"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_solve_answers_first() -> None:
    result = run("solve", VIEW, "--lever", LEVY, "--goal", "balanced", "--by", "FY2030")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Amount of Technology levy, renewal must be at least $2,666,6")
    assert result.stdout.isascii()


def test_solve_with_a_chance_draws_by_itself(tiny: PlanWriter) -> None:
    plan = tiny()
    result = run("solve", plan, "--lever", "allocation", "--goal", "balanced", "--chance", "90%")
    assert result.exit_code == 0, result.output
    assert "General fund" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--by", "soon"), '"soon" is not a fiscal year'),
        (("--chance", "often"), '"often" is not a chance'),
    ],
)
def test_solve_says_what_to_type(arguments: tuple[str, ...], said: str, tiny: PlanWriter) -> None:
    result = run("solve", tiny(), "--lever", "levy", "--goal", "funded", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_unclear_lever_is_a_question(tiny: PlanWriter) -> None:
    result = run("solve", tiny(), "--lever", "staffing", "--goal", "funded")
    assert isinstance(result.exception, PlanError)


def test_sensitivity_prints_sentences_and_both_tables() -> None:
    result = run("sensitivity", VIEW, "--draws", "64")
    assert result.exit_code == 0, result.output
    for part in ("Size and sensitivity", "Input, changed alone", "Sobol indices from", "- Losing"):
        assert part in result.stdout


def test_compare_by_line_takes_one_or_two_scenarios() -> None:
    one = run("compare", VIEW, "-s", "levy-fails", "--by-line")
    two = run("compare", VIEW, "-s", "base", "-s", "levy-fails", "--by-line")
    assert one.exit_code == 0, one.output
    assert one.stdout == two.stdout
    assert "funding/Technology levy, renewal/active" in one.stdout
    assert run("compare", VIEW, "--by-line").exit_code == 2


def test_facts_weigh_new_defaults_and_write_nothing(tiny: PlanWriter, tmp_path: Path) -> None:
    plan = tiny()
    file = tmp_path / "defaults.csv"
    file.write_text(
        "name,value,unit,as_of,source\nbenefits_rate,0.7,share of salary,2026-05,BLS\n",
        encoding="utf-8",
    )
    before = {path: path.read_bytes() for path in plan.iterdir()}
    result = run("facts", plan, "--refresh", file)
    assert result.exit_code == 0, result.output
    assert "Cost with the new figures less cost with those in use now" in result.stdout
    assert {path: path.read_bytes() for path in plan.iterdir()} == before
    assert run("facts", "--refresh", file).exit_code == 2
    assert run("facts", plan).exit_code == 2


def test_facts_that_are_overdue_on_a_day() -> None:
    found = run("facts", "--due", "--on", "2026-11-01")
    assert found.exit_code == 0, found.output
    assert "public figures are overdue on 11/1/2026." in found.stdout
    assert "a newer figure was due 7/31/2026. Where to look: bls.gov/news.rel" in found.stdout
    assert "cpi u growth" in found.stdout
