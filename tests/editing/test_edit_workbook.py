"""A workbook edited in memory: its cells hold what was typed, all else stays as it was."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given
from openpyxl import load_workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.table import Table

from planner.editing.draft import EditError, open_draft
from planner.packaged import example
from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.start_sheet.questions import QUESTIONS
from planner.plan.tables import TABLES
from planner.workbook.convert import folder_to_workbook
from tests.editing.edits import EDITS, Edit, make, row_called
from tests.editing.test_edit_folder import copied
from tests.office import Resaver
from tests.workbook.answered import answered_workbook
from tests.workbook.typed_book import (
    NAME,
    column_of,
    saved,
    typed_book,
    typed_workbook,
    with_results,
)

EXAMPLES = ("prairie-view", "altoona-wi")
LEVY = {"name": "Levy", "category": "staff_devices", "may_pay": "no"}


def parts(workbook: Path) -> dict[str, bytes]:
    with ZipFile(workbook) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The examples as workbooks, to be copied and not changed."""
    folder = tmp_path_factory.mktemp("made")
    return {name: folder_to_workbook(example(name), folder / f"{name}.xlsx") for name in EXAMPLES}


@pytest.fixture
def prairie_view(made: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(made["prairie-view"], tmp_path / NAME))


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_draft_that_is_not_edited_says_what_was_read_and_writes_nothing(
    name: str, made: dict[str, Path], tmp_path: Path
) -> None:
    workbook = Path(shutil.copy(made[name], tmp_path / NAME))
    before = workbook.read_bytes()
    draft = open_draft(workbook)
    assert draft.changes == ()
    assert draft.check().plan == read_plan(workbook)
    assert draft.check().problems == read_plan(workbook).warnings
    assert draft.save().paths == ()
    assert workbook.read_bytes() == before


def test_the_same_edits_in_a_folder_and_in_its_workbook_make_the_same_plan(
    prairie_view: Path, tmp_path: Path
) -> None:
    drafts = open_draft(copied("prairie-view", tmp_path)), open_draft(prairie_view)
    for draft in drafts:
        software = row_called(draft, "licenses", "Learning management system")
        draft.set("licenses", software, "price", "$5.10")
        draft.set("licenses", software, "escalator_rate", "4.125%")
        draft.set("licenses", software, "prepaid_until", "June 30, 2029")
        draft.set("licenses", software, "next_renewal", "FY2030")
        draft.set("licenses", software, "priority", "3 could go")
        draft.set("devices", draft.tables["devices"].rows[0].id, "loss_rate", "0.041")
        paid = next(row.id for row in draft.tables["funding"].rows if row.cells["amount"])
        draft.set("funding", paid, "amount", "$123,456.78")
        draft.set(
            "assumptions", row_called(draft, "assumptions", "wage_growth_rate"), "value", "3.5%"
        )
        draft.set("scenarios", draft.tables["scenarios"].rows[2].id, "value", "700")
        last = draft.tables["licenses"].rows[-1].id
        draft.set("licenses", draft.copy("licenses", last), "name", "Again")
        draft.save()
    folder, workbook = (draft.check() for draft in drafts)
    assert folder.plan is not None
    assert workbook.plan is not None
    assert workbook.plan.digest == folder.plan.digest
    assert workbook.plan == read_plan(prairie_view)


def test_numbers_are_numbers_in_the_format_that_shows_them(prairie_view: Path) -> None:
    draft = open_draft(prairie_view)
    row = draft.add(
        "devices",
        {
            "name": "Carts",
            "category": "classroom_devices",
            "serves": "nobody",
            "fixed_units": "40",
            "unit_price": "$1,200.50",
            "loss_rate": "4.1%",
            "useful_life_years": "6",
            "note": "0012",
        },
    )
    draft.save()
    line = draft.tables["devices"].row(row).line
    sheet = load_workbook(prairie_view)["Devices"]
    cells = {
        name: sheet.cell(line, column_of(sheet, column.label))
        for name, column in TABLES["devices"].columns.items()
    }
    assert (cells["unit_price"].value, cells["unit_price"].number_format) == (1200.5, '"$"#,##0.00')
    assert (cells["loss_rate"].value, cells["loss_rate"].number_format) == (0.041, "0.0####%")
    assert cells["fixed_units"].value == 40
    assert (cells["name"].value, cells["note"].value) == ("Carts", "0012")
    above = sheet.cell(line - 1, column_of(sheet, "Price"))
    assert cells["unit_price"].alignment.horizontal == above.alignment.horizontal == "right"
    fleet = read_plan(prairie_view).devices[-1]
    assert (fleet.unit_price, fleet.loss_rate, fleet.note) == (1200.5, 0.041, "0012")


def test_only_the_edited_sheet_is_another_part(prairie_view: Path) -> None:
    before = parts(prairie_view)
    draft = open_draft(prairie_view)
    draft.set("licenses", row_called(draft, "licenses", "Early reading K-2"), "price", "25")
    draft.save()
    after = parts(prairie_view)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet8.xml"]
    assert list(after) == list(before)


def test_a_sheet_of_plain_numbers_gets_a_percent_format_where_it_is_needed(tmp_path: Path) -> None:
    book = typed_book()
    sheet = book["Devices"]
    column = column_of(sheet, "loss_rate")
    for row in (2, 3):
        sheet.cell(row, column).value = 0.04
        sheet.cell(row, column).font = Font(bold=True)
    workbook = saved(book, tmp_path)
    draft = open_draft(workbook)
    draft.set("devices", "2", "unit_price", "6/30/2029")
    draft.check()
    draft.undo()
    draft.set("devices", "2", "loss_rate", "4.1%")
    draft.set("devices", "3", "loss_rate", "0.05")
    draft.check()
    draft.save()
    assert parts(workbook)["xl/styles.xml"].count(b"formatCode") == 1
    cells = [load_workbook(workbook)["Devices"].cell(row, column) for row in (2, 3)]
    assert [cell.value for cell in cells] == [0.041, 0.05]
    assert [cell.number_format for cell in cells] == ["0.0####%", "0.0####%"]
    assert all(cell.font.b for cell in cells)
    assert [row.loss_rate for row in read_plan(workbook).devices[:2]] == [0.041, 0.05]
    assert draft.tables["devices"].row("2").cells["loss_rate"] == "4.1%"


def test_a_number_in_a_column_of_words_stays_one(tmp_path: Path) -> None:
    book = typed_book()
    book["Scenarios"]["H2"] = 0.5
    book["Scenarios"]["H2"].number_format = "0%"
    workbook = saved(book, tmp_path)
    draft = open_draft(workbook)
    draft.set("scenarios", "2", "value", "60%")
    draft.save()
    assert load_workbook(workbook)["Scenarios"]["H2"].value == 0.6
    draft.set("scenarios", "2", "value", "soon")
    draft.save()
    assert load_workbook(workbook)["Scenarios"]["H2"].value == "soon"


def with_formulas(folder: Path) -> Path:
    """A price that is calculated, and a sheet of the district's own that adds up prices."""
    book = typed_book()
    sheet = book["Licenses"]
    price = column_of(sheet, "price")
    for row in range(2, 6):
        sheet.cell(row, price).value = float(str(sheet.cell(row, price).value))
    sheet.cell(2, price).value = "=10*2"
    sheet.cell(3, price).value = "=15000*2"
    own = book.create_sheet("Notes of ours")
    own["A1"] = (
        f"=SUM(Licenses!{sheet.cell(2, price).coordinate}:{sheet.cell(5, price).coordinate})"
    )
    sum_of_prices = str(own["A1"].value)[1:]
    return with_results(
        saved(book, folder), {"10*2": "20", "15000*2": "30000", sum_of_prices: "54028"}
    )


def test_a_formula_that_is_typed_over_is_said_and_every_other_stays(tmp_path: Path) -> None:
    workbook = with_formulas(tmp_path)
    draft = open_draft(workbook)
    assert draft.tables["licenses"].row("2").formulas == {"price"}
    draft.set("licenses", "2", "price", "$21")
    draft.set("licenses", "4", "price", "25000")
    assert [change.sentence for change in draft.changes] == [
        "Licenses, Reading, price: the formula that gave $20 is replaced by $21.",
        "Licenses, Internet, price: $24,000 to $25,000.",
    ]
    assert draft.notes == (
        "The workbook has formulas, whose saved results may be older than what was just written. "
        "Open it in Excel and save it once.",
    )
    draft.save()
    book, results = load_workbook(workbook), load_workbook(workbook, data_only=True)
    price = column_of(book["Licenses"], "price")
    assert [book["Licenses"].cell(row, price).value for row in (2, 3)] == [21, "=15000*2"]
    assert results["Licenses"].cell(3, price).value == 30_000
    assert str(book["Notes of ours"]["A1"].value).startswith("=SUM(")
    assert results["Notes of ours"]["A1"].value == 54_028
    assert [row.price for row in read_plan(workbook).licenses[:3]] == [21, 30_000, 25_000]
    assert draft.tables["licenses"].row("2").formulas == frozenset()


def test_formulas_that_repeat_one_that_is_typed_over_go_on(tmp_path: Path) -> None:
    workbook = with_formulas(tmp_path)
    held = parts(workbook)
    name = next(n for n, part in held.items() if b"10*2" in part)
    text = held[name].decode()
    text = text.replace("<f>10*2</f>", '<f t="shared" ref="F2:F3" si="0">10*2+A9</f>')
    text = text.replace("<f>15000*2</f>", '<f t="shared" si="0"/>')
    with ZipFile(workbook, "w") as package:
        for other, part in {**held, name: text.encode()}.items():
            package.writestr(other, part)
    draft = open_draft(workbook)
    draft.set("licenses", "2", "price", "21")
    draft.save()
    assert load_workbook(workbook)["Licenses"]["F3"].value == "=10*2+A10"
    assert read_plan(workbook).licenses[1].price == 30_000


def test_a_cell_that_one_formula_fills_with_others_is_left_to_excel(tmp_path: Path) -> None:
    book = typed_book()
    book["Licenses"]["F2"] = ArrayFormula("F2:F3", "=A9:A10")
    workbook = with_results(saved(book, tmp_path), {})
    draft = open_draft(workbook)
    sentence = (
        "This can only be changed in Excel: one of the cells is merged with the cell above it, or "
        "one formula fills it together with others."
    )
    with pytest.raises(EditError) as typed:
        draft.set("licenses", "3", "price", "5")
    with pytest.raises(EditError) as removed:
        draft.remove("licenses", "2")
    assert str(typed.value) == str(removed.value) == sentence
    draft.set("licenses", "3", "note", "ours")
    assert len(draft.changes) == 1


def test_new_rows_have_the_drop_downs_and_colors_of_the_row_above(tmp_path: Path) -> None:
    book = typed_book()
    sheet = book["Licenses"]
    last = sheet.max_row
    words = DataValidation(type="list", formula1='"flat,unit"')
    words.add(f"C2:C{last}")
    sheet.add_data_validation(words)
    red = Rule(type="cellIs", operator="greaterThan", formula=["9"])
    sheet.conditional_formatting.add(f"F2:F{last}", red)
    workbook = saved(book, tmp_path)
    draft = open_draft(workbook)
    draft.add("licenses", {"name": "Typing", "basis": "flat", "price": "9"}, after="2")
    draft.save()
    after = load_workbook(workbook)["Licenses"]
    assert str(after.data_validations.dataValidation[0].sqref) == f"C2:C{last + 1}"
    assert [str(area.sqref) for area in after.conditional_formatting] == [f"F2:F{last + 1}"]


@pytest.mark.parametrize("has_totals", [False, True])
def test_an_excel_table_is_led_on_to_new_rows(has_totals: bool, tmp_path: Path) -> None:
    book = typed_book()
    sheet = book["Training"]
    last = sheet.max_row
    area = Table(displayName="Training", ref=f"A1:J{last}", totalsRowCount=int(has_totals) or None)
    sheet.add_table(area)
    workbook = saved(book, tmp_path)
    draft = open_draft(workbook)
    draft.set("training", "2", "flat_price", "3100")
    draft.save()
    assert load_workbook(workbook)["Training"].tables["Training"].ref == f"A1:J{last}"
    draft.copy("training", "2")
    draft.save()
    table = load_workbook(workbook)["Training"].tables["Training"]
    assert table.ref == (f"A1:J{last}" if has_totals else f"A1:J{last + 1}")


def test_a_removed_row_is_blank_and_the_others_stay_where_they_are(prairie_view: Path) -> None:
    draft = open_draft(prairie_view)
    gone = row_called(draft, "licenses", "Early reading K-2")
    line = draft.tables["licenses"].row(gone).line
    draft.remove("licenses", gone)
    draft.save()
    sheet = load_workbook(prairie_view)["Licenses"]
    assert {cell.value for cell in sheet[line]} == {None}
    assert sheet.cell(line + 1, 1).value == "Reading practice 3-5"
    draft.undo()
    draft.save()
    assert draft.tables["licenses"].row(gone).line == sheet.max_row + 1


def test_a_table_without_a_sheet_gets_one(tmp_path: Path) -> None:
    workbook = saved(typed_book(eligibility=None), tmp_path)
    draft = open_draft(workbook)
    assert draft.tables["eligibility"].rows == ()
    draft.add("eligibility", LEVY)
    draft.save()
    book = load_workbook(workbook)
    assert book.sheetnames[-1] == "Eligibility"
    columns = TABLES["eligibility"].columns.values()
    assert [cell.value for cell in book["Eligibility"][1]] == [column.label for column in columns]
    assert [row.may_pay for row in read_plan(workbook).eligibility] == ["no"]


def test_wrong_text_is_kept_and_said_as_on_the_command_line(prairie_view: Path) -> None:
    draft = open_draft(prairie_view)
    row = draft.tables["devices"].rows[0].id
    draft.set("devices", row, "unit_price", "35O")
    checked = draft.check()
    draft.save()
    with pytest.raises(PlanError) as error:
        read_plan(prairie_view)
    assert checked.problems == error.value.problems
    assert [str(problem) for problem in checked.by_cell["devices", row, "unit_price"]] == [
        'plan.xlsx, sheet Devices, row 3, Price: "35O" is not a number. Use digits, for example '
        "350."
    ]
    assert draft.tables["devices"].row(row).cells["unit_price"] == "35O"


def test_text_that_is_too_long_for_a_cell_is_refused(prairie_view: Path) -> None:
    before = prairie_view.read_bytes()
    draft = open_draft(prairie_view)
    draft.set("devices", draft.tables["devices"].rows[0].id, "note", "x" * 40_000)
    assert [str(problem) for problem in draft.check().problems] == [
        "plan.xlsx: the file cannot be read as a table: a cell holds more than 32,767 characters, "
        "the most that Excel allows. Shorten it."
    ]
    with pytest.raises(EditError) as error:
        draft.save()
    assert str(error.value) == (
        "plan.xlsx cannot be saved: a cell holds more than 32,767 characters, the most that Excel "
        "allows. Shorten it. Nothing was saved."
    )
    assert prairie_view.read_bytes() == before


ANSWERS = {name: question.column.example for name, question in QUESTIONS.items()}


def test_an_edited_answer_becomes_typed_rows_and_the_rest_stays_answered(tmp_path: Path) -> None:
    workbook = answered_workbook(tmp_path / NAME, ANSWERS)
    plan = read_plan(workbook)
    draft = open_draft(workbook)
    assert not draft.changes
    fleet = draft.tables["devices"].rows[0]
    assert fleet.from_start
    assert fleet.cells["unit_price"] == ANSWERS["device_price"]
    draft.set("devices", fleet.id, "useful_life_years", "5")
    staff = row_called(draft, "district", "Staff headcount")
    draft.set("district", staff, "value", "650")
    assert [change.sentence for change in draft.changes] == [
        "District, staff headcount: 620 to 650.",
        "Devices, Student devices, useful life: blank to 5.",
    ]
    checked = draft.check()
    draft.save()
    after = read_plan(workbook)
    assert checked.plan == after
    assert (after.devices[0].useful_life_years, after.district.staff) == (5, 650)
    assert after.devices[0].file == "devices.csv"
    assert [row.units for row in after.inventory] == [row.units for row in plan.inventory]
    assert after.funding == plan.funding
    draft.undo()
    draft.undo()
    assert len(draft.changes) == 2


@given(edits=EDITS)
def test_saved_edits_read_as_they_were_checked(edits: list[Edit]) -> None:
    with TemporaryDirectory() as home:
        draft = open_draft(typed_workbook(Path(home)))
        for edit in edits:
            make(draft, edit)
        checked = draft.check()
        draft.save()
        again = open_draft(draft.path)
        assert again.changes == draft.changes == ()
        assert again.check().problems == draft.check().problems == checked.problems
        assert again.check().plan == checked.plan


@given(edits=EDITS)
def test_undone_edits_leave_every_byte(edits: list[Edit]) -> None:
    with TemporaryDirectory() as home:
        workbook = typed_workbook(Path(home))
        before = workbook.read_bytes()
        draft = open_draft(workbook)
        for edit in edits:
            if edit[0] != "save":
                make(draft, edit)
        while draft.undo():
            pass
        assert draft.changes == ()
        draft.save()
        assert workbook.read_bytes() == before


@pytest.mark.office
def test_a_saved_workbook_opens_in_libreoffice_and_says_the_same(
    resave: Resaver, prairie_view: Path, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    own = saved(typed_book(eligibility=None), tmp_path / "own").rename(tmp_path / "own.xlsx")
    other = open_draft(own)
    other.add("eligibility", LEVY)
    other.set("devices", "2", "loss_rate", "4.1%")
    other.save()
    theirs = resave(prairie_view, "xlsx").rename(tmp_path / "theirs.xlsx")
    workbooks = (prairie_view, theirs, own)
    for workbook in workbooks:
        draft = open_draft(workbook)
        draft.set("devices", draft.tables["devices"].rows[0].id, "loss_rate", "4.1%")
        new = {"name": "New", "category": "network_software", "basis": "flat", "price": "1,200.5"}
        draft.add("licenses", {**new, "prepaid_until": "7/1/2029"})
        draft.remove("network", draft.tables["network"].rows[-1].id)
        checked = draft.check()
        draft.save()
        plan = read_plan(workbook)
        assert checked.plan == plan
        assert (plan.devices[0].loss_rate, plan.licenses[-1].price) == (0.041, 1200.5)
    out = resave(prairie_view, "xlsx", theirs, own).parent
    for workbook in workbooks:
        assert read_plan(out / workbook.name).digest == read_plan(workbook).digest
