"""What an import writes: its own rows, and every other byte of the table as it was."""

from __future__ import annotations

import contextlib
import multiprocessing
import zipfile
from datetime import date
from pathlib import Path

import pytest

from docs.generate import examples
from planner.intake import Options, run_import
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.reading.folder_or_workbook import is_workbook
from planner.spreadsheets.workbook_file import part_of_sheet
from planner.workbook.convert import folder_to_workbook
from tests.intake.exports import write
from tests.tiny_plan import TINY, PlanWriter

OPTIONS = Options(
    category="instructional_software", as_of=date(2026, 11, 25), chart="nces", entity="1"
)
LIST = "Product,Seats,Used,Price per seat\nTyping,130,90,8\nDrawing,10,,5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_rows_that_are_not_touched_stay_to_the_byte(
    encoding: str, end: str, separator: str, tiny: PlanWriter, tmp_path: Path
) -> None:
    table = (
        "Licenses of Tiny\nName , CATEGORY,Paid per,Price,number,units_used,note\n# seen by Ann\n"
        'Café,instructional_software,flat,  300 ,,,"two\nlines"\n\n'
        'Typing,"instructional_software",unit,8,120, 90,keep  this\n'
        "Wifi,network_software,flat,30000,,,\n# end"
    ).replace(",", separator)
    raw = table.replace("\n", end).encode(encoding)
    folder = tiny(licenses=raw)
    export = write(tmp_path, "l.csv", LIST)
    run_import("licenses", export, read_plan(folder), OPTIONS).write()
    after = (folder / "licenses.csv").read_bytes()
    assert after[:2] == raw[:2]
    text = after.decode(encoding).replace(end, "\n").replace(separator, ",")
    old = table.replace(separator, ",").split("\n")
    new = text.split("\n")
    assert new[:2] == [old[0], old[1] + ",source"]
    assert new[2:6] == old[2:6]
    assert (
        new[6]
        == "Typing,instructional_software,unit,8,130, 90,keep  this,License list of 11/25/2026"
    )
    assert new[7] == old[7]
    assert new[8] == "Drawing,instructional_software,unit,5,10,,,License list of 11/25/2026"
    assert new[9:] == old[8:]
    assert run_import("licenses", export, read_plan(folder), OPTIONS).preview.merge.is_empty


def test_table_that_is_not_there_is_made(tiny: PlanWriter, tmp_path: Path) -> None:
    folder = tiny(ledger=None)
    export = write(tmp_path, "gl.csv", "Function,Object,Amount\n2580,530,24000\n")
    run_import("ledger", export, read_plan(folder, allow_difference=True), OPTIONS).write()
    (row,) = read_plan(folder, allow_difference=True).ledger
    assert (row.name, row.amount, row.fiscal_year) == ("2580-530", 24_000, 2026)


def test_letter_that_the_encoding_has_not_changes_the_encoding(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    folder = tiny(
        licenses=(TINY["licenses"] + "Café,instructional_software,flat,,,30\n").encode("cp1252")
    )
    export = write(tmp_path, "l.csv", LIST.replace("Drawing", "数学"))
    run_import("licenses", export, read_plan(folder), OPTIONS).write()
    names = [row.name for row in read_plan(folder).licenses]
    assert names[-2:] == ["Café", "数学"]


def test_no_other_file_is_written(tiny: PlanWriter, tmp_path: Path) -> None:
    folder = tiny()
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    run_import("licenses", write(tmp_path, "l.csv", LIST), read_plan(folder), OPTIONS).write()
    after = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert {name for name in after if after[name] != before.get(name)} == {"licenses.csv"}


def _write_one(folder: str, export: str, started: object) -> None:
    found = run_import("licenses", export, read_plan(folder), OPTIONS)
    with contextlib.suppress(PlanError, OSError):  # another one was first
        found.write()


def test_two_imports_at_once_leave_a_table_that_is_read(tiny: PlanWriter, tmp_path: Path) -> None:
    folder = tiny()
    files = [
        write(tmp_path, f"l{n}.csv", LIST.replace("Drawing", f"Drawing {n}")) for n in range(4)
    ]
    context = multiprocessing.get_context("fork")
    running = [
        context.Process(target=_write_one, args=(str(folder), str(file), None)) for file in files
    ]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert len(read_plan(folder).licenses) in range(5, 9)


def parts(workbook: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(workbook) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture
def book(tiny: PlanWriter, tmp_path: Path) -> Path:
    """The small plan as a workbook."""
    return folder_to_workbook(tiny(), tmp_path / "plan.xlsx")


def test_sheet_is_changed_and_every_other_part_stays(book: Path, tmp_path: Path) -> None:
    before, plan = parts(book), read_plan(book)
    assert is_workbook(plan.path)
    export = write(tmp_path, "l.csv", LIST)
    found = run_import("licenses", export, plan, OPTIONS)
    assert found.preview.where == "plan.xlsx, sheet Licenses"
    found.write()
    after = parts(book)
    assert list(after) == list(before)
    assert sum(after[name] != before[name] for name in before) == 1
    changed = read_plan(book)
    assert [(r.name, r.units, r.price) for r in changed.licenses[3:]] == [
        ("Typing", 130, 8),
        ("Drawing", 10, 5),
    ]
    assert changed.licenses[:3] == plan.licenses[:3]
    again = run_import("licenses", export, changed, OPTIONS)
    assert again.preview.merge.is_empty, again.text


def test_workbook_gives_what_the_folder_gives(book: Path, tiny: PlanWriter, tmp_path: Path) -> None:
    exports = {
        "chromebooks": "model,firstEnrollmentTime\nDell Chromebook 3110,2025-08-14\n,2024-08-14\n",
        "licenses": LIST,
        "ledger": "Function,Object,Amount\n2580,530,24000.10\n",
        "erate": "ben,c2_budget_cycle,funded_c2_budget_amount\n1,FY2026-2030,500\n",
    }
    folder = tiny("again")
    for kind, text in exports.items():
        export = write(tmp_path, "e.csv", text)
        for path in (book, folder):
            found = run_import(kind, export, read_plan(path, allow_difference=True), OPTIONS)
            found.write()
    one, other = (read_plan(path, allow_difference=True) for path in (book, folder))
    for table in ("inventory", "licenses", "ledger"):
        rows = [
            sorted(repr(row.model_dump(exclude={"file", "row"})) for row in plan.rows(table))
            for plan in (one, other)
        ]
        assert rows[0] == rows[1]
    assert one.district == other.district


def test_excel_opens_what_was_written_and_no_text_is_a_formula(book: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    export = write(tmp_path, "l.csv", LIST.replace("Drawing", '=HYPERLINK("x")'))
    run_import("licenses", export, read_plan(book), OPTIONS).write()
    sheet = load_workbook(book)["Licenses"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(cell.value == '=HYPERLINK("x")' and cell.data_type != "f" for cell in cells)
    numbers = [cell.value for cell in cells if cell.value in (130, "130")]
    assert numbers == [130]


def test_formulas_elsewhere_keep_their_results_and_are_told(book: Path, tmp_path: Path) -> None:
    content = parts(book)
    sheet = part_of_sheet(book, "Sources")
    row = b'<row r="900"><c r="B900"><f>1+1</f><v>2</v></c></row></sheetData>'
    content[sheet] = content[sheet].replace(b"</sheetData>", row)
    with zipfile.ZipFile(book, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)
    export = write(
        tmp_path, "c2.csv", "ben,c2_budget_cycle,funded_c2_budget_amount\n1,FY2026-2030,500\n"
    )
    found = run_import("erate", export, read_plan(book), OPTIONS)
    assert [str(problem) for problem in found.problems] == list(examples()["W47"].says)
    found.write()
    assert parts(book)[sheet] == content[sheet]
    assert read_plan(book).district.category_two_used == 500


def test_the_same_import_gives_the_same_bytes(book: Path, tmp_path: Path) -> None:
    export, raw = write(tmp_path, "l.csv", LIST), book.read_bytes()
    written = []
    for _ in range(2):
        book.write_bytes(raw)
        run_import("licenses", export, read_plan(book), OPTIONS).write()
        written.append(book.read_bytes())
    assert written[0] == written[1]
