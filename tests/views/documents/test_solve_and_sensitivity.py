"""Goal seek and sensitivity for other programs say what the words say."""

from __future__ import annotations

import planner.startup  # noqa: F401

import json
from dataclasses import replace
from typing import Any

import pytest
from typer.testing import CliRunner

from planner.analysis.goal_seek.solve import solve
from planner.analysis.sensitivity.one_at_a_time import sensitivity
from planner.analysis.simulation.uncertainty_sources import uncertainty_sources
from planner.cli import app
from planner.packaged import example
from planner.plan.read import read_plan
from planner.views.documents.solve_and_sensitivity import sensitivity_document, solution_document
from planner.views.questions.goal_seek import answer

FOLDER = str(example("prairie-view"))
PLAN = read_plan(example("prairie-view"))
LEVY = "funding/Technology levy, renewal/amount"


def again(document: dict[str, Any]) -> dict[str, Any]:
    """As another program reads it."""
    read: dict[str, Any] = json.loads(json.dumps(document, allow_nan=False))
    return read


def test_a_solution_is_told_with_the_plan_before_and_after() -> None:
    found = solve(PLAN, LEVY, "funded")
    document = again(solution_document(found))
    assert document["answer"] == answer(found)
    assert document["value"] == found.value
    assert sum(document["before"]["unfunded"]) > 0
    assert sum(document["after"]["unfunded"]) == pytest.approx(0, abs=0.01)
    assert document["before"]["reserve"] == found.before.reserve.tolist()


@pytest.mark.parametrize("lever", ["refresh", "district/reserve_policy_rate", "price-cap"])
@pytest.mark.parametrize("goal", ["balanced", "policy", "funded"])
def test_every_outcome_is_plain_json(lever: str, goal: str) -> None:
    document = again(solution_document(solve(PLAN, lever, goal)))
    assert document["value"] is None or isinstance(document["value"], float)


@pytest.mark.parametrize(("draws", "told"), [(1, 0), (2, 2), (64, 64)])
def test_a_plan_as_typed_has_no_draws(draws: int, told: int) -> None:
    found = replace(solve(PLAN, LEVY, "funded"), draws=draws)
    assert solution_document(found)["draws"] == told


def test_effects_and_where_uncertainty_comes_from() -> None:
    found = sensitivity(PLAN)
    document = again(sensitivity_document(found, uncertainty_sources(PLAN, draws=64)))
    assert [one["name"] for one in document["inputs"]] == [shift.name for shift in found.shifts]
    assert len(document["inputs"][0]["up"]["cost"]) == len(document["fiscal_years"])
    assert len(document["uncertainty"]["total"]) == len(document["uncertainty"]["results"])
    assert again(sensitivity_document(found))["uncertainty"] is None


def test_the_commands_print_it() -> None:
    asked = ["solve", FOLDER, "--lever", LEVY, "--goal", "policy", "--json"]
    solved = CliRunner().invoke(app, asked)
    assert json.loads(solved.stdout)["goal"] == "policy"
    measured = CliRunner().invoke(app, ["sensitivity", FOLDER, "--json"])
    assert json.loads(measured.stdout)["scenario"] == "base"
