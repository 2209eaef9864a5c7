"""A plan calculated twice: a number that is off is found, and said with both values."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from planner.analysis import second_opinion as module
from planner.analysis.second_opinion import Disagreement, SecondOpinion, disagreements
from planner.cli import app
from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import scenario_of
from planner.projection.project import project
from planner.rulebook import solve


def test_both_examples_agree_in_every_scenario() -> None:
    for name in ("prairie-view", "altoona-wi"):
        run = CliRunner().invoke(app, ["check", str(example(name)), "--twice"])
        assert run.exit_code == 0, run.output
        assert "Calculated twice, by the engine and by the rulebook: all " in run.stdout
        assert run.stdout.rstrip().endswith("agree.")


def test_a_number_that_is_off_is_found() -> None:
    plan = read_plan(example("altoona-wi"))
    base = scenario_of(plan, "base")
    answer, projection = solve(plan, base), project(plan, base)
    year = plan.years[2]
    answer.students[year] += 1
    (found,) = disagreements(answer, projection)
    assert (found.what, found.year) == ("students", year)
    assert found.rulebook == pytest.approx(found.engine + 1)


def test_a_plan_whose_numbers_differ_is_not_to_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = SecondOpinion("base", 1200, (Disagreement("reserve", 2029, 10.0, 12.5),))
    monkeypatch.setattr(module, "second_opinion", lambda _plan, _name: wrong)
    run = CliRunner().invoke(app, ["check", str(example("altoona-wi")), "--twice"])
    assert run.exit_code == 2
    assert "Do not use this plan's numbers" in run.stderr
