"""The public names: few, typed, loaded on first use; answers are frozen and can be tables."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import planner
from tests.any_machine import PATIENCE

PLAN = planner.read_plan(planner.example("prairie-view"))
STAFF = {"name": ["East", "West"], "district/staff": ["600", "1,200"]}
ANSWERS: dict[str, Callable[[], Any]] = {
    "project": lambda: planner.project(PLAN),
    "compare": lambda: planner.compare(PLAN, ["base"]),
    "compare_plans": lambda: planner.compare_plans(PLAN, replace(PLAN, training=())),
    "difference": lambda: planner.difference(PLAN, "base", "levy-fails"),
    "simulate": lambda: planner.simulate(PLAN, 64),
    "sensitivity": lambda: planner.sensitivity(PLAN),
    "solve": lambda: planner.solve(PLAN, "district/reserve_policy_rate", "policy"),
    "options": lambda: planner.options(PLAN),
    "project_districts": lambda: planner.project_districts(PLAN, STAFF),
    "project_plans": lambda: planner.project_plans([PLAN, PLAN]),
    "read_district_table": lambda: planner.read_district_table(PLAN, STAFF),
    "roll_up": lambda: planner.roll_up(planner.example("prairie-view")),
}


def test_there_are_a_dozen_names_and_a_few_types() -> None:
    assert set(planner.__all__) == {*planner._WHERE, "__version__"}
    assert len(planner.__all__) <= 21
    assert {*ANSWERS, "read_plan", "example", "security_risks"} < set(planner.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = planner.nothing


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_frozen(name: str) -> None:
    answer = ANSWERS[name]()
    assert dataclasses.is_dataclass(answer)
    field = dataclasses.fields(answer)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(answer, field, None)


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("simulate", {"scenario", "amount", "fiscal_year", "mean", "standard_error", "p5", "p95"}),
        ("sensitivity", {"input", "output", "fiscal_year", "down", "up"}),
        ("options", {"closes"}),
        ("project_districts", {"district", "fiscal_year", "cost", "reserve", "unfunded"}),
        ("project_plans", {"district", "fiscal_year", "cost", "reserve_policy"}),
        ("compare_plans", {"step", "part", "difference", "fiscal_year", "structural_balance"}),
    ],
)
def test_answers_with_many_numbers_come_as_tables(name: str, columns: set[str]) -> None:
    frame = ANSWERS[name]().frame()
    assert columns <= set(frame.columns)
    assert len(frame) > 10


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import sys, planner; assert not {'numpy', 'pandas', 'altair'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=PATIENCE)
