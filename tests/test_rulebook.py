"""docs/model.md points from its rules to the rulebook, and the rulebook has no rule of its own."""

from __future__ import annotations

import ast
import json
import math
import re
from pathlib import Path

import pytest

from docs.rules_page import pointers
from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.what_if.scenarios import scenario_of
from planner.rulebook.plan_data import facts, plan_data, scenario_data
from planner.rulebook.sums import power, root

ROOT = Path(__file__).resolve().parents[1]
RULEBOOK = ROOT / "planner" / "rulebook"
MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
#: What follows the answers is made of them, and has no formula.
UNTIL = "### What to vote on"
#: What hands the rules their plain data, or keeps what they found, and has no rule.
ADAPTERS = ("__init__", "kept", "plan_data")
RULES = sorted(file for file in RULEBOOK.glob("*.py") if file.stem not in ADAPTERS)
#: What a rule may use: other rules, and what gives its values a type.
MAY_IMPORT = ("__future__", "collections.abc", "dataclasses", "typing", "planner.rulebook")


def functions() -> set[str]:
    """Every function of the rulebook, as ``module.function``."""
    return {
        f"{file.stem}.{found.name}"
        for file in RULES
        for found in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(found, ast.FunctionDef)
    }


def test_every_function_is_pointed_at_once_and_every_pointer_leads_to_one() -> None:
    found = pointers("Rulebook", MODEL)
    assert sorted(found) == sorted(functions())


def test_every_section_with_rules_points_to_its_functions() -> None:
    rules = MODEL.split(UNTIL, 1)[0]
    sections = re.split(r"(?m)^##+ ", rules)[1:]
    assert [text.splitlines()[0] for text in sections if not pointers("Rulebook", text)] == []


@pytest.mark.parametrize("file", RULES, ids=lambda file: str(file.name))
def test_it_is_plain_python(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported = [
        alias.name if isinstance(found, ast.Import) else found.module or ""
        for found in ast.walk(tree)
        if isinstance(found, ast.Import | ast.ImportFrom)
        for alias in found.names
    ]
    odd = [
        name for name in imported if not any(f"{name}.".startswith(f"{one}.") for one in MAY_IMPORT)
    ]
    assert odd == []


@pytest.mark.parametrize("file", RULES, ids=lambda file: str(file.name))
def test_its_numbers_are_the_same_everywhere(file: Path) -> None:
    """No power and no sum of Python's own, nor a set: they differ by version, machine or run."""
    names = ("sum", "pow", "round", "set", "frozenset", "fsum", "prod")
    found = [
        f"{file.name}:{node.lineno}"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if (isinstance(node, ast.Name) and node.id in names)
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow))
        or isinstance(node, ast.Set | ast.SetComp)
    ]
    assert found == []


def test_its_input_is_plain_data() -> None:
    plan = read_plan(example("prairie-view"))
    scenario = scenario_of(plan, "+".join(plan.scenario_names[1:4]))
    for data in (plan_data(plan), scenario_data(scenario), facts()):
        assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize("times", range(1, 6))
def test_a_root_is_what_its_power_was_made_of(times: int) -> None:
    for number in (0.0, 1e-9, 0.5, 0.97, 1.0, 1.03, 2.0, 1e6):
        assert math.isclose(root(power(number, times), times), number, rel_tol=1e-14)
