"""Whole imports by hand: what is printed, row by row, to the cent.

``tests/cases/imports/<kind>.toml`` holds the cases of a kind of export. A case has the text of the
export, what was typed along with it, rows added to the small plan or other tables for it, and
every line that the import prints. Lines about problems are written as code, row, heading and
facts: their sentences are proved elsewhere.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planner.intake import KINDS, Import, Options, run_import
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.plan.read import read_plan
from tests.intake.exports import write
from tests.tiny_plan import PlanWriter, with_rows, write_tiny

CASES = Path(__file__).parents[1] / "cases" / "imports"


@dataclass(frozen=True)
class Case:
    """One import."""

    kind: str
    title: str
    export: str
    prints: str
    plan: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    writes: str = ""
    file: str = "export.csv"

    @property
    def options(self) -> Options:
        units = tuple(self.typed.get("units", {}).items())
        # The district of these ledgers says that it has the national codes, or names its state.
        chart = "" if "state," in repr((self.plan, self.tables)) else "nces"
        told = {"as_of": date(2026, 11, 25), "chart": chart, **self.typed, "units": units}
        return Options(**told)


def cases() -> list[Case]:
    return [
        Case(kind, **case)
        for kind in KINDS
        for case in tomllib.loads((CASES / f"{kind}.toml").read_text(encoding="utf-8"))["case"]
    ]


def line_of(problem: Problem) -> str:
    row = f" row {problem.row}" if problem.row else ""
    heading = f" {problem.column}" if problem.column else ""
    facts = "; ".join(f"{name} = {fact}" for name, fact in problem.facts.items())
    return f"{problem.code} {problem.file}{row}{heading}" + (f": {facts}" if facts else "")


def printed(found: Import) -> str:
    """The printed lines, with each problem's sentence exchanged for its code and facts."""
    sentences = {str(problem): line_of(problem) for problem in found.problems}
    return "\n".join(sentences.get(line, line) for line in found.text.splitlines())


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The small plan as it is, for cases that do not write."""
    return read_plan(write_tiny(tmp_path_factory.mktemp("usual")), allow_difference=True)


def plan_of(case: Case, tiny: PlanWriter, usual: Plan) -> Plan:
    if not (case.plan or case.tables or case.writes):
        return usual
    tables = {table: with_rows(table, rows.strip("\n")) for table, rows in case.plan.items()}
    tables |= {table: text.lstrip("\n") for table, text in case.tables.items()}
    return read_plan(tiny(**tables), allow_difference=True)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.kind}: {case.title}")
def test_import_prints_exactly_this(
    case: Case, tiny: PlanWriter, usual: Plan, tmp_path: Path
) -> None:
    export = write(tmp_path, case.file, case.export)
    found = run_import(case.kind, export, plan_of(case, tiny, usual), case.options)
    assert printed(found) == case.prints.strip("\n")
    assert found.preview.intake.kind == case.kind
    if case.writes:
        found.write()
        written = found.preview.file.read_text(encoding="utf-8").splitlines()
        assert written[-len(case.writes.strip("\n").splitlines()) :] == (
            case.writes.strip("\n").splitlines()
        )
