"""The workbook that a district starts from: every sheet, heading, note, drop-down and format."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.reading.headings import column_names, setting_names
from planner.plan.reading.records import plain
from planner.plan.start_sheet.questions import QUESTIONS
from planner.plan.tables import DRIVERS, TABLES
from planner.plan.tables.column import is_required
from planner.reference.accounts import accounts
from planner.reference.defaults import Default, defaults
from planner.reference.facts import Fact, facts
from planner.workbook.new_workbook import blank_workbook

ROWS = [name for name, table in TABLES.items() if table.shape == "rows"]
NEEDED_FILL = "001F4E79"


@cache
def blank() -> Workbook:
    return load_workbook(io.BytesIO(blank_workbook()))


def sheet_of(table: str) -> Worksheet:
    found: Worksheet = blank()[table.capitalize()]
    return found


def texts(sheet: Worksheet, row: int) -> list[str]:
    return [str(cell.value or "") for cell in sheet[row]]


def allowed(sheet: Worksheet, cell: str) -> str:
    """What the drop-down of a cell offers."""
    found = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
    return str(found[0].formula1) if found else ""


def test_sheets_stand_in_order_and_start_is_open() -> None:
    names = [table.capitalize() for table in TABLES]
    assert blank().sheetnames == ["Start", *names, "Sources"]
    assert blank().active is blank()["Start"]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert blank_workbook() == blank_workbook()


@pytest.mark.parametrize("table", TABLES)
def test_no_two_columns_of_a_table_are_called_the_same(table: str) -> None:
    columns = TABLES[table].columns
    names = column_names(table) if TABLES[table].shape == "rows" else setting_names(table)
    for name, column in columns.items():
        assert names[plain(column.label)] == name
        assert names[plain(name)] == name


@pytest.mark.parametrize("table", ROWS)
def test_every_heading_stands_out_and_explains_itself(table: str) -> None:
    sheet = sheet_of(table)
    model = TABLES[table].model
    for place, (name, column) in enumerate(TABLES[table].columns.items(), start=1):
        cell = sheet.cell(1, place)
        assert cell.value == column.label
        assert cell.font.bold
        must = is_required(model, name)
        assert (cell.fill.start_color.rgb == NEEDED_FILL) == must
        assert ("needed" in str(sheet.cell(2, place).value)) == must
        if name in ("source", "note"):
            continue
        assert cell.comment is not None
        note = cell.comment.text
        assert column.help in note
        assert column.unit in note
        assert all(word in note for word in column.shown_choices)
        assert ("Needed" in note.splitlines()) == must
        assert must or column.default or column.blank_means in note
    assert sheet.freeze_panes == "B3"
    assert sheet.auto_filter.ref is None


@pytest.mark.parametrize("table", ROWS)
def test_drop_downs_offer_what_is_allowed(table: str) -> None:
    sheet = sheet_of(table)
    for place, column in enumerate(TABLES[table].columns.values(), start=1):
        words = ("yes", "no") if column.kind == "yes_no" else column.shown_choices
        offered = allowed(sheet, sheet.cell(4, place).coordinate)
        if len(",".join(words)) > 250:
            assert offered.startswith("Sources!$I$3:$I$")
        elif words:
            assert offered == f'"{",".join(words)}"'
            assert len(offered) <= 255  # Excel takes the workbook for damaged otherwise


def test_kinds_of_cost_are_listed_where_the_drop_downs_look() -> None:
    sheet = blank()["Sources"]
    listed = [str(row[0].value) for row in sheet["I3:I200"] if row[0].value]
    assert listed == [*accounts()]


@pytest.mark.parametrize(
    ("sheet", "cell", "offered"),
    [
        ("Inventory", "A5", "Devices!$A$3:$A$1000"),
        ("Eligibility", "A5", "Funding!$A$3:$A$1000"),
    ],
)
def test_names_of_other_tables_are_suggested(sheet: str, cell: str, offered: str) -> None:
    assert allowed(blank()[sheet], cell) == offered


@pytest.mark.parametrize("table", [name for name in ROWS if name != "assumptions"])
def test_example_is_grey_and_is_not_read(table: str) -> None:
    sheet = sheet_of(table)
    assert texts(sheet, 3)[0] == "# for example"
    assert sheet["A3"].font.italic
    assert not any(texts(sheet, 4))


def test_cells_look_like_what_is_typed_into_them() -> None:
    sheet = sheet_of("devices")
    formats = {
        str(sheet.cell(1, place).value): sheet.column_dimensions[letter].number_format
        for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWX", start=1)
    }
    assert formats["Price"] == '"$"#,##0.00'
    assert formats["Loss"] == "0.0####%"
    assert formats["Serves"] == "@"  # or 6-8 becomes the 8th of June
    inventory = sheet_of("inventory")
    assert inventory.column_dimensions["E"].number_format == "m/d/yyyy"
    assert inventory.column_dimensions["B"].number_format == "0"


@pytest.mark.parametrize("table", ROWS)
def test_no_heading_is_cut_and_no_sheet_is_printed_too_small(table: str) -> None:
    """Words are put into lines one by one here, as a spreadsheet does."""
    sheet = sheet_of(table)
    letters = [get_column_letter(place) for place in range(1, sheet.max_column + 1)]
    widths = [sheet.column_dimensions[letter].width for letter in letters]
    lines = []
    for heading, width in zip(texts(sheet, 1), widths, strict=True):
        room, count = 0.0, 0
        for word in heading.split():
            count, room = (count, room) if len(word) < room else (count + 1, 0.95 * width)
            room -= len(word) + 1
        lines.append(count)
    assert 14 * max(lines) <= sheet.row_dimensions[1].height
    assert sheet.print_title_cols == "$A:$A"
    assert sum(widths) <= 260 * (sheet.page_setup.fitToWidth or 0)


def test_a_wide_table_is_printed_on_more_than_one_page_and_others_on_one() -> None:
    assert sheet_of("devices").page_setup.fitToWidth == 2
    assert sheet_of("history").page_setup.fitToWidth == 1


def test_district_is_a_form_with_every_setting() -> None:
    sheet = sheet_of("district")
    assert texts(sheet, 1) == ["Setting", "Value", "Source", "Note", "Unit", "What to type"]
    for row, (name, column) in enumerate(TABLES["district"].columns.items(), start=2):
        said = texts(sheet, row)
        assert (said[0], said[1], said[4]) == (column.label, "", column.unit)
        must = is_required(TABLES["district"].model, name)
        assert ("needed" in said[5].split("; ")) == must
        assert (sheet.cell(row, 1).fill.start_color.rgb == NEEDED_FILL) == must
        assert allowed(sheet, f"B{row}") == (
            f'"{",".join(column.shown_choices)}"' * bool(column.choices)
            or '"yes,no"' * (column.kind == "yes_no")
        )


def test_assumptions_list_the_drivers() -> None:
    sheet = sheet_of("assumptions")
    listed = [texts(sheet, row)[0] for row in range(3, 3 + len(DRIVERS))]
    assert listed == [*DRIVERS]
    assert all(texts(sheet, row)[-1] for row in range(3, 3 + len(DRIVERS)))


def test_start_asks_fifteen_questions() -> None:
    assert len(QUESTIONS) == 15
    sheet = blank()["Start"]
    asked = {str(row[0].value): row for row in sheet.iter_rows()}
    for question in QUESTIONS.values():
        row = asked[question.ask]
        assert row[1].value is None
        told = str(row[3].value)
        assert question.column.help in told
        assert told.endswith("; needed") == question.required


def test_sources_hold_every_packaged_figure() -> None:
    sheet = blank()["Sources"]
    listed = {str(row[5].value): row for row in sheet.iter_rows(min_row=3)}
    figures: list[Default | Fact] = [*defaults().values(), *facts()]
    for figure in figures:
        assert figure.source in listed
    values = [row[1].value for row in sheet.iter_rows(min_row=3) if row[0].value]
    assert values == [figure.value for figure in figures]


def test_blank_workbook_says_where_to_begin(tmp_path: Path) -> None:
    workbook = tmp_path / "blank.xlsx"
    workbook.write_bytes(blank_workbook())
    with pytest.raises(PlanError) as refused:
        read_plan(workbook)
    assert [problem.code for problem in refused.value.problems] == ["P95"]
