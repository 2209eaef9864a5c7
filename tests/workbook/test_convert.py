"""A folder as a workbook and back holds the same plan: values, sources, notes, remarks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from planner.analysis.completeness import completeness
from planner.packaged import example
from planner.plan.blank_tables import write_templates
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.plan.start_sheet.questions import QUESTIONS
from planner.plan.tables import TABLES
from planner.plan.tables.district import District
from planner.plan.tables.roster import ROW_TABLES
from planner.plan.tables.row import Row
from planner.spreadsheets.csv_file import read_csv
from planner.spreadsheets.grid import UnreadableError
from planner.workbook.cell_values import UnwritableError
from planner.workbook.convert import folder_to_workbook, workbook_to_folder
from planner.workbook.new_workbook import blank_workbook, workbook_with
from tests.generated_plans import examples, plans
from tests.tiny_plan import TINY, PlanWriter, write_tiny
from tests.workbook.answered import answered_workbook

LOUD = {"sample": "=SUM(A1)", "note": '"quoted", then\na new line; naïve 東京', "name": "+Levy, =x"}


def there_and_back(folder: Path) -> tuple[Path, Path]:
    """The workbook of a folder, and the folder of that workbook."""
    workbook = folder_to_workbook(folder, folder.parent / f"{folder.name}.xlsx")
    back = folder.parent / f"{folder.name} back"
    workbook_to_folder(workbook, back)
    return workbook, back


def values_of(plan: Plan) -> dict[str, list[str]]:
    """Everything typed: settings and rows with what was left blank left blank."""
    found = {
        name: [row.model_dump_json(exclude_unset=True) for row in plan.rows(name)]
        for name in ROW_TABLES
    }
    found["district"] = [plan.district.model_dump_json(exclude_unset=True)]
    found["sources"] = sorted(f"{k}: {v}" for k, v in plan.setting_sources.items() if v)
    return found


def same_plan(folder: Path, *others: Path) -> None:
    plan = read_plan(folder)
    for other in others:
        read = read_plan(other)
        assert values_of(read) == values_of(plan)
        assert read.digest == plan.digest
        # Rows of a workbook all have as many cells, so none of them looks slipped (W39).
        assert [(w.code, w.message) for w in read.warnings] == [
            (w.code, w.message) for w in plan.warnings if w.code != "W39"
        ]


def copy_of(folder: Path, to: Path) -> Path:
    to.mkdir()
    for file in folder.glob("*.csv"):
        (to / file.name).write_bytes(file.read_bytes())
    return to


@pytest.mark.parametrize("name", ["prairie-view", "altoona-wi"])
def test_example_districts_lose_nothing(name: str, tmp_path: Path) -> None:
    folder = copy_of(example(name), tmp_path / name)
    workbook, back = there_and_back(folder)
    same_plan(folder, workbook, back)
    counted = [completeness(read_plan(path)) for path in (folder, back)]
    assert counted[0] == counted[1] or counted[0].rows == counted[1].rows
    _, again = there_and_back(back)
    for file in back.glob("*.csv"):
        assert (again / file.name).read_bytes() == file.read_bytes()


def test_notes_of_settings_stay(tmp_path: Path) -> None:
    folder = copy_of(example("prairie-view"), tmp_path / "p")
    _, back = there_and_back(folder)
    notes = [
        [
            (line.cells[0], line.cells[3])
            for line in read_csv(f / "district.csv").lines
            if line.cells[3]
        ]
        for f in (folder, back)
    ]
    assert notes[0] == notes[1]


def test_same_folder_gives_the_same_workbook(tiny: PlanWriter, tmp_path: Path) -> None:
    first = folder_to_workbook(tiny("one"), tmp_path / "one.xlsx").read_bytes()
    assert folder_to_workbook(tiny("two"), tmp_path / "two.xlsx").read_bytes() == first


def typed_text(value: object, kind: str) -> str:
    """A value as somebody might type it, to its last digit."""
    if value is None or isinstance(value, (str, date)):
        return str(value or "")
    if isinstance(value, tuple):
        return "; ".join(typed_text(part, kind) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    number = Decimal(repr(value))
    if kind in ("rate", "rates") and abs(number) >= 1:
        return f"{number.scaleb(2):f}%"
    return f"{number:f}"


def write_plan(folder: Path, plan: Plan) -> Path:
    """A plan as a folder, its cells as somebody might type them."""
    folder.mkdir()

    def cell(table: str, row: Row | District, name: str) -> str:
        blank = name not in row.model_fields_set
        return "" if blank else typed_text(getattr(row, name), TABLES[table].columns[name].kind)

    settings = [
        [name, cell("district", plan.district, name)] for name in TABLES["district"].columns
    ]
    rows = {"district": [["setting", "value"], *settings]}
    for table in ROW_TABLES:
        names = [*TABLES[table].columns]
        cells = [[cell(table, row, name) for name in names] for row in plan.rows(table)]
        rows[table] = [names, *cells]
    for table, lines in rows.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(lines)
    return folder


@examples(20)  # half a second each; every plan has rows in most of the tables
@given(plans())
def test_generated_plans_lose_nothing(plan: Plan) -> None:
    with TemporaryDirectory() as place:
        folder = write_plan(Path(place) / "generated", plan)
        same_plan(folder, *there_and_back(folder))


TYPED = st.fixed_dictionaries(
    {
        "price": st.floats(0, 1e9),
        "loss": st.floats(0, 0.9),
        "growth": st.floats(-0.5, 1.0),
        "day": st.dates(date(1990, 1, 1), date(2100, 12, 31)),
        "note": st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40),
    }
)


def rows_added(folder: Path, table: str, rows: list[dict[str, str]]) -> None:
    """Write a table of the small plan with rows under it, and the columns that they need."""
    before = list(csv.DictReader(io.StringIO(TINY[table])))
    names = list(dict.fromkeys([*before[0], *rows[0]]))
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows([*before, *rows])


@examples(15)  # half a second each, with four rows: every row is an example of its own
@given(st.lists(TYPED, min_size=4, max_size=4))
def test_values_to_the_last_digit_and_any_note(typed: list[dict[str, Any]]) -> None:
    fleets = [
        {
            "name": f"Spare Chromebooks {number}",
            "category": "student_devices",
            "unit_price": typed_text(row["price"], "money"),
            "loss_rate": typed_text(row["loss"], "rate"),
            "price_growth_rate": typed_text(row["growth"], "rate"),
            "note": row["note"],
        }
        for number, row in enumerate(typed)
    ]
    licenses = [
        {
            "name": f"=Reading {number}",
            "category": "instructional_software",
            "basis": "flat",
            "price": "0.000000001",
            "end_date": row["day"].isoformat(),
            "source": "-1+1",
        }
        for number, row in enumerate(typed)
    ]
    with TemporaryDirectory() as place:
        folder = write_tiny(Path(place) / "plan")
        rows_added(folder, "devices", fleets)
        rows_added(folder, "licenses", licenses)
        same_plan(folder, *there_and_back(folder))


def lines_of(file: Path) -> list[tuple[str, ...]]:
    return [line.cells for line in read_csv(file).lines]


def test_remarks_titles_and_unknown_columns_stay(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    text = (
        "Fleets of our district,,,,\n"
        "mine,name,category,unit_price,loss_rate,mine\n"
        "# a remark,with, more,cells,,\n"
        "a,Tablets,student_devices,350,4%,b,beyond\n"
        "c,#2 carts,student_devices,411,n/a,d\n"
    )
    (folder / "devices.csv").write_text(text, encoding="utf-8")
    _, back = there_and_back(folder)
    header, *rows = lines_of(back / "devices.csv")
    assert header.count("mine") == 2
    shown = [tuple(filter(None, row)) for row in rows]
    assert ("# Fleets of our district",) in shown
    assert ("# a remark", "with", " more", "cells") in shown
    named = [row for row in rows if row[header.index("name")] == "Tablets"]
    assert set(named[0]) - {""} == {"a", "Tablets", "student_devices", "350", "4%", "b", "beyond"}


def test_row_whose_name_begins_like_a_remark_stays_a_row(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    text = "category,name,unit_price,loss_rate\nstudent_devices,#2 carts,411,2%\n"
    (folder / "devices.csv").write_text(text, encoding="utf-8")
    _, back = there_and_back(folder)
    header, row = lines_of(back / "devices.csv")
    assert row[header.index("name")] == "#2 carts"
    assert row[0] == "student_devices"


def test_templates_come_back_as_blank_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    write_templates(folder)
    workbook, back = there_and_back(folder)
    assert workbook.read_bytes() == blank_workbook()
    required = {table.file for table in TABLES.values() if table.required}
    assert {file.name for file in back.iterdir()} == required


def test_answers_of_the_start_sheet_become_rows(tmp_path: Path) -> None:
    answers = {name: question.column.example for name, question in QUESTIONS.items()}
    workbook = answered_workbook(tmp_path / "plan.xlsx", answers)
    workbook_to_folder(workbook, tmp_path / "plan")
    same_plan(workbook, tmp_path / "plan")


def test_start_sheet_answered_in_part_is_refused(tmp_path: Path) -> None:
    workbook = answered_workbook(tmp_path / "plan.xlsx", {"name": "Ours"})
    with pytest.raises(UnreadableError, match="sheet Start, row 8 is not answered"):
        workbook_to_folder(workbook, tmp_path / "plan")
    assert not (tmp_path / "plan").exists()


def test_sheet_that_is_no_table_is_not_lost_in_silence(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(blank_workbook()))
    book.create_sheet("Devises")["A1"] = "mine"
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(UnreadableError, match='"Devices"'):
        workbook_to_folder(tmp_path / "plan.xlsx", tmp_path / "plan")


def test_formula_without_a_result_is_not_lost_in_silence(tmp_path: Path) -> None:
    book = load_workbook(io.BytesIO(blank_workbook()))
    book["Devices"]["A4"] = "=1+1"
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(UnreadableError, match="sheet Devices, row 4 has a formula"):
        workbook_to_folder(tmp_path / "plan.xlsx", tmp_path / "plan")


def _struck(book: Workbook) -> None:
    book["Devices"]["A4"].font = Font(strike=True)


def _struck_in_part(book: Workbook) -> None:
    book["Devices"]["D4"] = CellRichText(TextBlock(InlineFont(strike=True), "289"), " 350")


def _merged(book: Workbook) -> None:
    book["Devices"].merge_cells("D3:D4")
    book["Devices"]["D3"] = 350


@pytest.mark.parametrize("change", [_struck, _struck_in_part, _merged])
def test_what_a_table_cannot_keep_is_not_lost_in_silence(
    change: Callable[[Workbook], None], tmp_path: Path
) -> None:
    book = load_workbook(io.BytesIO(blank_workbook()))
    book["Devices"]["A4"] = "Tablets"
    change(book)
    book.save(tmp_path / "plan.xlsx")
    with pytest.raises(UnreadableError, match="sheet Devices, row 4 has a cell that is struck out"):
        workbook_to_folder(tmp_path / "plan.xlsx", tmp_path / "plan")
    assert not (tmp_path / "plan").exists()


def test_nothing_is_overwritten(tiny: PlanWriter, tmp_path: Path) -> None:
    workbook = tmp_path / "plan.xlsx"
    workbook.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"plan\.xlsx already exists"):
        folder_to_workbook(tiny(), workbook)
    assert workbook.read_text(encoding="utf-8") == "mine"
    workbook.write_bytes(blank_workbook())
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "Ledger.CSV").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError, match=r"Ledger\.CSV already exists"):
        workbook_to_folder(workbook, taken)
    assert [file.name for file in taken.iterdir()] == ["Ledger.CSV"]
    with pytest.raises(FileExistsError):
        workbook_to_folder(workbook, taken / "Ledger.CSV")


def test_table_that_cannot_be_read_is_named(tiny: PlanWriter, tmp_path: Path) -> None:
    folder = tiny(funding=b"PK\x03\x04\x00\x00")
    with pytest.raises(UnreadableError, match=r"^funding\.csv: "):
        folder_to_workbook(folder, tmp_path / "plan.xlsx")


def test_text_longer_than_a_cell_is_refused_with_its_place(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    licenses = f"{TINY['licenses'].splitlines()[0]},note\nReading,{'x' * 40_000}\n"
    with pytest.raises(UnwritableError, match="sheet Licenses, row 3: a cell holds more"):
        folder_to_workbook(tiny(licenses=licenses), tmp_path / "plan.xlsx")
    assert not (tmp_path / "plan.xlsx").exists()


def test_workbook_of_records_holds_their_rows(tmp_path: Path) -> None:
    from planner.plan.reading.headings import column_names
    from planner.plan.reading.records import records_of
    from planner.workbook.layout import sheet_of

    folder = example("prairie-view")
    content = {
        name: sheet_of(records_of(read_csv(folder / table.file), column_names(name)))
        for name, table in TABLES.items()
        if (folder / table.file).exists()
    }
    (tmp_path / "plan.xlsx").write_bytes(workbook_with(content))
    same_plan(folder, tmp_path / "plan.xlsx")
