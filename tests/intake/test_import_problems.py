"""Each problem of an import says exactly what it should, and goes away when it is corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.generate import Example, examples
from planner.intake import Import, run_import
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from tests.intake.exports import options_of, write
from tests.tiny_plan import PlanWriter, with_rows

EXAMPLES = {code: example for code, example in examples().items() if example.kind}
TYPED = [code for code, example in EXAMPLES.items() if example.typed is not None]


def imported(example: Example, typed: str | None, tiny: PlanWriter, folder: Path) -> Import:
    tables = {table: with_rows(table, rows) for table, rows in example.others.items()}
    plan = read_plan(tiny(**tables))
    file = folder / example.file
    if typed is not None:
        write(folder, example.file, typed)
    return run_import(example.kind, file, plan, options_of(example.options))


@pytest.mark.parametrize("code", [*TYPED, "P80"])
def test_export_gives_exactly_these_sentences(code: str, tiny: PlanWriter, tmp_path: Path) -> None:
    example = EXAMPLES[code]
    found = imported(example, example.typed, tiny, tmp_path)
    assert [str(problem) for problem in found.problems] == list(example.says)
    assert {problem.code for problem in found.problems} == {code}
    assert found.blocked == code.startswith("P")


@pytest.mark.parametrize("code", [c for c in TYPED if EXAMPLES[c].fixed])
def test_what_fixes_it_fixes_it(code: str, tiny: PlanWriter, tmp_path: Path) -> None:
    assert imported(EXAMPLES[code], EXAMPLES[code].fixed, tiny, tmp_path).problems == ()


@pytest.mark.parametrize("code", [c for c in TYPED if c.startswith("P")])
def test_what_blocks_is_never_written(code: str, tiny: PlanWriter, tmp_path: Path) -> None:
    found = imported(EXAMPLES[code], EXAMPLES[code].typed, tiny, tmp_path)
    before = found.preview.file.read_bytes()
    with pytest.raises(PlanError):
        found.write()
    assert found.preview.file.read_bytes() == before
    assert "nothing changes until this is fixed" in found.text


def test_table_that_changed_meanwhile_is_left_alone(tiny: PlanWriter, tmp_path: Path) -> None:
    export = write(
        tmp_path, "devices.csv", "model,lastEnrollmentTime\nDell Chromebook 3110,2025-08-14"
    )
    found = run_import("chromebooks", export, read_plan(tiny()))
    changed = found.preview.file.read_bytes() + b"Labs,FY2024,3,\n"
    found.preview.file.write_bytes(changed)
    with pytest.raises(PlanError) as stopped:
        found.write()
    assert [str(problem) for problem in stopped.value.problems] == list(EXAMPLES["P82"].says)
    assert found.preview.file.read_bytes() == changed


def test_two_sheets_with_such_a_list_are_asked_about(tiny: PlanWriter, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for name in ("2025", "2026"):
        sheet = book.create_sheet(name)
        sheet.append(["Purchase date", "Quantity"])
        sheet.append(["8/14/2025", 3])
    book.save(tmp_path / "assets.xlsx")
    found = run_import("assets", tmp_path / "assets.xlsx", read_plan(tiny()))
    assert [str(problem) for problem in found.problems] == list(EXAMPLES["P83"].says)


def test_one_fault_in_ten_thousand_rows_is_not_told_ten_thousand_times(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    rows = "".join("Dell Chromebook 3110,soon\n" for _ in range(10_000))
    export = write(tmp_path, "devices.csv", "model,lastEnrollmentTime\n" + rows)
    assert len(run_import("chromebooks", export, read_plan(tiny())).problems) == 20
