"""What is printed before an import is written, and when it may be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake import Options, Preview, make_preview, run_import, write_preview
from planner.intake.intake import Intake, Owned
from planner.plan.problems.problem import PlanError, Problem
from planner.plan.read import read_plan
from tests.intake.exports import write
from tests.tiny_plan import PlanWriter

NAMES = ("A", "B")


def preview(folder: Path, *problems: Problem, **cells: str) -> Preview:
    rows = ({"name": "Typing", "price": "9", **cells},) if cells else ()
    return make_preview(folder, Intake("x", "e.csv", "licenses", rows, problems=problems))


def test_nothing_changes_without_rows_or_with_what_is_there(tiny: PlanWriter) -> None:
    folder = tiny()
    before = (folder / "licenses.csv").stat().st_ino
    for found in (preview(folder), preview(folder, price="8")):
        assert found.text == "licenses.csv: no changes, 4 rows kept."
        assert not found.may_be_written
        assert write_preview(found) == folder / "licenses.csv"
    assert (folder / "licenses.csv").stat().st_ino == before


def test_a_warning_is_printed_and_does_not_block(tiny: PlanWriter) -> None:
    found = preview(tiny(), Problem("W40", "e.csv"), price="10")
    assert found.text.splitlines()[1:] == [
        "licenses.csv: 0 rows added, 1 changed, 0 removed, 3 kept.",
        "  ~ row 5, Typing: price 8 -> 10",
    ]
    assert found.may_be_written


def test_what_blocks_is_printed_and_nothing_is_written(tiny: PlanWriter) -> None:
    folder = tiny()
    before = (folder / "licenses.csv").read_bytes()
    problem = Problem("P80", "e.csv", facts={"value": "e.csv"})
    found = preview(folder, problem, price="10")
    assert found.text == f"{problem}\nlicenses.csv: nothing changes until this is fixed."
    assert not found.may_be_written
    assert found.content == before
    with pytest.raises(PlanError) as stopped:
        write_preview(found)
    assert stopped.value.problems == (problem,)
    assert (folder / "licenses.csv").read_bytes() == before


def test_notes_and_sources_of_whole_rows_and_signs_of_the_machine_are_not_printed(
    tiny: PlanWriter,
) -> None:
    rows = (
        {"name": "New\x1b[31m", "price": "1\x07", "source": "List", "note": "x", "units": ""},
        {"name": "Typing", "price": "9\u202e", "units_used": "1"},
        {"price": "7"},
    )
    found = make_preview(tiny(), Intake("x", "e.csv", "licenses", rows))
    assert found.text.splitlines() == [
        "licenses.csv: 2 rows added, 1 changed, 0 removed, 3 kept.",
        "  + New?[31m, price 1?",
        "  + , price 7",
        "  ~ row 5, Typing: price 8 -> 9?; units_used 90 -> 1",
    ]


def test_sixty_lines_of_each_kind_are_printed_and_the_others_counted(tiny: PlanWriter) -> None:
    typed = "".join(f"T{n},instructional_software,flat,,,1,,,,,\n" for n in range(62))
    folder = tiny(licenses="name,category,basis,serves,units,price\n" + typed)
    rows = tuple({"name": f"T{n}", "price": "2"} for n in range(61))
    found = make_preview(folder, Intake("x", "e.csv", "licenses", rows))
    lines = found.text.splitlines()
    assert lines[0] == "licenses.csv: 0 rows added, 61 changed, 0 removed, 1 kept."
    assert lines[1:] == [
        *(f"  ~ row {n + 2}, T{n}: price 1 -> 2" for n in range(60)),
        "  and 1 other",
    ]
    found = make_preview(folder, Intake("x", "e.csv", "licenses", rows[:60]))
    assert found.text.splitlines()[-1] == "  ~ row 61, T59: price 1 -> 2"
    owned = Owned({"price": frozenset({"1"})})
    found = make_preview(folder, Intake("x", "e.csv", "licenses", (), owned=owned))
    lines = found.text.splitlines()
    assert lines[0] == "licenses.csv: 0 rows added, 0 changed, 62 removed, 0 kept."
    assert lines[1] == "  - row 2: T0, category instructional_software, basis flat, price 1"
    assert len(lines) == 62
    assert lines[-1] == "  and 2 others"


def test_a_file_that_changed_after_the_preview_is_not_written(tiny: PlanWriter) -> None:
    folder = tiny(ledger=None)
    found = make_preview(folder, Intake("x", "e.csv", "ledger", ({"name": "A", "amount": "1"},)))
    assert found.file == folder / "ledger.csv"
    assert write_preview(found).read_text(encoding="utf-8").splitlines()[1].startswith("A,")
    with pytest.raises(PlanError) as stopped:
        write_preview(found)
    assert [(p.code, p.file) for p in stopped.value.problems] == [("P82", "ledger.csv")]


def test_a_table_that_cannot_be_read_is_named(tiny: PlanWriter) -> None:
    folder = tiny()
    (folder / "licenses.csv").write_text("name,price\n" + "x" * 131_073, encoding="utf-8")
    with pytest.raises(PlanError) as stopped:
        preview(folder, price="10")
    assert [(p.code, p.file) for p in stopped.value.problems] == [("P03", "licenses.csv")]


def test_an_import_says_what_its_preview_says(tiny: PlanWriter, tmp_path: Path) -> None:
    export = write(tmp_path, "l.csv", "Product,Seats,Price per seat\nTyping,121,8\n")
    found = run_import("licenses", export, read_plan(tiny()), Options())
    assert found.text == found.preview.text
    assert (found.blocked, found.may_be_written, found.problems) == (False, True, ())
    assert found.write() == found.preview.file
    missing = run_import("licenses", tmp_path / "no.csv", read_plan(tiny()))
    assert (missing.blocked, missing.may_be_written) == (True, False)
    assert [problem.code for problem in missing.problems] == ["P80"]
    assert missing.preview.intake.table == "licenses"
