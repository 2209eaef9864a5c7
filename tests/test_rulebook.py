"""docs/model.md points from its rules to the rulebook, and the rulebook has no rule of its own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RULEBOOK = ROOT / "planner" / "rulebook"
MODEL = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
#: What follows the answers is made of them, and has no formula.
UNTIL = "### What to vote on"
#: What the rulebook may use: itself, a plan's tables, public figures, and a few parts of Python.
MAY_IMPORT = (
    *("__future__", "collections.abc", "dataclasses", "datetime", "itertools", "math", "typing"),
    *("planner.rulebook", "planner.plan", "planner.reference"),
)


def functions() -> set[str]:
    """Every function of the rulebook, as ``module.function``."""
    return {
        f"{file.stem}.{found.name}"
        for file in RULEBOOK.glob("*.py")
        for found in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(found, ast.FunctionDef)
    }


def pointed_at(text: str) -> list[str]:
    """Functions that the page points at, in its order."""
    lines = re.findall(r"Rulebook: ((?:`[\w.]+`[,.]\s*)+)", text)
    return [name for line in lines for name in re.findall(r"`([\w.]+)`", line)]


def test_every_function_is_pointed_at_once_and_every_pointer_leads_to_one() -> None:
    found = pointed_at(MODEL)
    assert sorted(found) == sorted(functions())


def test_every_section_with_rules_points_to_its_functions() -> None:
    rules = MODEL.split(UNTIL, 1)[0]
    sections = re.split(r"(?m)^##+ ", rules)[1:]
    assert [text.splitlines()[0] for text in sections if not pointed_at(text)] == []


@pytest.mark.parametrize("file", sorted(RULEBOOK.glob("*.py")), ids=lambda file: str(file.name))
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
