"""A workbook is a plan: read like the folder with the same tables, whatever people do to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from docs.generate import examples as problem_examples
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.problems.problem import Problem
from planner.plan.read import read_plan
from planner.plan.reading.headings import heading
from planner.plan.start_sheet.questions import QUESTIONS
from planner.plan.tables import TABLES
from planner.plan.tables.roster import ROW_TABLES
from planner.projection.project import project
from planner.workbook.convert import folder_to_workbook
from planner.workbook.new_workbook import blank_workbook
from tests.plan.problems.test_problems import content
from tests.tiny_plan import TINY, PlanWriter, with_rows, write_tiny
from tests.workbook.answered import answered_workbook
from tests.workbook.typed_book import (
    NAME,
    column_of,
    problems_of,
    saved,
    sentences_of,
    typed_book,
    with_results,
)

PROBLEMS = problem_examples()
ANSWERS = {name: question.column.example for name, question in QUESTIONS.items()}


def rows_of(plan: Plan) -> dict[str, list[str]]:
    """Everything typed, without where it stands."""
    rows = {
        table: [row.model_dump_json(exclude_unset=True) for row in plan.rows(table)]
        for table in ROW_TABLES
    }
    return {**rows, "district": [plan.district.model_dump_json(exclude_unset=True)]}


def reads_like(folder: Path, workbook: Path) -> None:
    typed, read = read_plan(folder), read_plan(workbook)
    assert rows_of(read) == rows_of(typed)
    assert read.digest == typed.digest
    assert [(w.code, w.message) for w in read.warnings] == [
        (w.code, w.message) for w in typed.warnings
    ]


@pytest.mark.parametrize("name", ["prairie-view", "altoona-wi"])
def test_example_reads_the_same_from_a_workbook(name: str, tmp_path: Path) -> None:
    workbook = folder_to_workbook(example(name), tmp_path / f"{name}.xlsx")
    reads_like(example(name), workbook)
    assert read_plan(workbook).name == name


#: Problems of a file of text, which a workbook cannot have.
_OF_A_FILE = ("P01", "P03", "P99", "W07", "W36", "W38", "W39", "W90")
BROKEN = [
    code
    for code, found in PROBLEMS.items()
    if code not in _OF_A_FILE and not (found.workbook or found.kind)
]
#: Sentences that name columns or tables, which have other names in a workbook.
_NAMES = re.compile(r"(Did you mean|Columns are|Settings are|column names|Add a column).*")


@pytest.mark.parametrize("code", BROKEN)
def test_broken_workbook_gives_the_sentences_of_the_broken_folder(
    code: str, tmp_path: Path
) -> None:
    found = PROBLEMS[code]
    tables = content(found, found.typed)
    folder = write_tiny(tmp_path / "plan", **tables)
    workbook = saved(typed_book(**tables), tmp_path)

    def told(path: Path) -> list[tuple[str, int, str]]:
        read = problems_of(path, allow_difference=found.allow_difference)
        return [(p.code, p.row, _NAMES.sub("", p.message)) for p in read]

    assert told(workbook) == told(folder)


def test_fifteen_answers_are_a_plan(tmp_path: Path) -> None:
    workbook = answered_workbook(tmp_path / NAME, ANSWERS)
    plan = read_plan(workbook)
    assert plan.warnings == ()
    assert (project(plan).expenses.cost.sum(axis=(1, 2)) > 0).all()


def test_tables_take_the_place_of_questions_that_are_not_answered(tmp_path: Path) -> None:
    """Somebody answered one question and then typed the tables."""
    workbook = folder_to_workbook(example("prairie-view"), tmp_path / NAME)
    book = load_workbook(workbook)
    for row in book["Start"].iter_rows():
        if row[0].value == QUESTIONS["name"].ask:
            row[1].value = "Prairie View School District"
    book.save(workbook)
    reads_like(example("prairie-view"), workbook)


def test_question_that_is_not_answered_is_asked_once(tmp_path: Path) -> None:
    answers = {k: v for k, v in ANSWERS.items() if k not in ("staff", "price_growth_rate")}
    found = problems_of(answered_workbook(tmp_path / NAME, answers))
    assert [(problem.code, problem.row) for problem in found] == [("P92", 11), ("P92", 20)]


# What people do to a workbook that changes nothing.


def cells_of(book: Workbook) -> Iterator[tuple[str, Worksheet, str, int]]:
    """Each column of each table's sheet: table, sheet, field name, place."""
    for sheet in book.worksheets:
        for place, cell in enumerate(sheet[1], start=1):
            yield sheet.title.lower(), sheet, str(cell.value), place


def reversed_sheets(book: Workbook) -> None:
    for sheet in list(book.worksheets):
        book.move_sheet(sheet, -len(book.sheetnames))


def plain_headings(book: Workbook) -> None:
    for table, sheet, name, place in cells_of(book):
        sheet.cell(1, place).value = heading(TABLES[table], name)


def loud_headings(book: Workbook) -> None:
    for _, sheet, name, place in cells_of(book):
        sheet.cell(1, place).value = f" {name.upper().replace('_', ' ')}: *"


def reversed_columns(book: Workbook) -> None:
    for sheet in book.worksheets:
        for row in list(sheet.iter_rows()):
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value


def settings_in_words(book: Workbook) -> None:
    for row in book["District"].iter_rows(min_row=2):
        row[0].value = TABLES["district"].columns[str(row[0].value)].label


def _as_numbers(value: object, kind: str) -> tuple[object, str]:
    text = str(value).replace("$", "").replace(",", "")
    if kind == "rate" and text.endswith("%"):
        return float(text[:-1]) / 100, "0.0##%"
    if kind in ("number", "money") and re.fullmatch(r"-?[\d.]+", text):
        return float(text), '"$"#,##0.00' if kind == "money" else "General"
    if kind == "fiscal_year" and text.startswith("FY"):
        return int(text[2:]), "0"
    if kind in ("start_date", "end_date", "day") and "/" in text:
        return datetime.strptime(text, "%m/%d/%Y"), "m/d/yyyy"
    return value, "General"


def typed_as_numbers(book: Workbook) -> None:
    """Numbers as numbers, rates as percent cells, dates as Excel's dates, years as numbers."""
    for table, sheet, name, place in cells_of(book):
        column = TABLES[table].columns.get(name)
        for row in range(2, sheet.max_row + 1):
            cell = sheet.cell(row, place)
            if table == "district" and name == "value":
                column = TABLES["district"].columns[str(sheet.cell(row, 1).value)]
            if column is not None and cell.value is not None:
                value, form = _as_numbers(cell.value, column.kind)
                cell.value, cell.number_format = value, form  # type: ignore[assignment]


def since_1904(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    typed_as_numbers(book)


def years_in_short(book: Workbook) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if re.fullmatch(r"FY20\d\d", str(cell.value)):
                    cell.value = f" fy{str(cell.value)[4:]} "


def merged_titles(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.insert_rows(1, 3)
        sheet["A1"], sheet["A2"] = "Technology department", "Fiscal year 2027"
        sheet.merge_cells("A1:F1")
        sheet.merge_cells("A2:C2")


def blank_lines(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.insert_rows(3, 2)
        sheet.cell(sheet.max_row + 40, 2).value = "  "


def remarks(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.insert_rows(2)
        sheet["A2"], sheet["B2"] = "# as of June", 12


def hidden_sheets(book: Workbook) -> None:
    for sheet in book.worksheets[1:]:
        sheet.sheet_state = "hidden"


def names_in_capitals(book: Workbook) -> None:
    for sheet in book.worksheets:
        sheet.title = f"{sheet.title.upper()} "


def other_parts(book: Workbook) -> None:
    """A filter that hides nothing, a table, a comment, a drop-down, a blank sheet."""
    from openpyxl.comments import Comment
    from openpyxl.worksheet.table import Table

    sheet = book["Devices"]
    sheet.add_table(Table(displayName="Fleets", ref=sheet.dimensions))
    sheet["A2"].comment = Comment("ask Ana", "us")
    book["Licenses"].auto_filter.ref = book["Licenses"].dimensions
    book.create_sheet("Sheet1")


def units_beside(book: Workbook) -> None:
    sheet = book["District"]
    sheet.cell(1, 5).value, sheet.cell(2, 5).value = "Unit", "people"
    sheet.cell(1, 6).value, sheet.cell(2, 6).value = "What to type", "how it is called"


SAME: list[Callable[[Workbook], None]] = [
    *(reversed_sheets, plain_headings, loud_headings, reversed_columns, settings_in_words),
    *(typed_as_numbers, since_1904, years_in_short, merged_titles, blank_lines, remarks),
    *(names_in_capitals, other_parts, units_beside),
]


def test_hidden_sheets_count_and_are_reported(tiny: PlanWriter, tmp_path: Path) -> None:
    book = typed_book()
    hidden_sheets(book)
    read = read_plan(saved(book, tmp_path))
    assert rows_of(read) == rows_of(read_plan(tiny()))
    assert [(w.code, w.where) for w in read.warnings] == [
        ("W48", f"{NAME}, sheet {sheet.title}") for sheet in book.worksheets[1:]
    ]


@pytest.mark.parametrize("change", SAME, ids=lambda change: change.__name__)
def test_this_changes_nothing(
    change: Callable[[Workbook], None], tiny: PlanWriter, tmp_path: Path
) -> None:
    book = typed_book()
    change(book)
    reads_like(tiny(), saved(book, tmp_path))


# What is read rightly, or refused with its sentence.


def price_of(**typed: object) -> Callable[[Workbook], None]:
    """Type something into the price of the Chromebooks."""

    def change(book: Workbook) -> None:
        sheet = book["Devices"]
        cell = sheet.cell(2, column_of(sheet, "unit_price"))
        cell.value = typed["value"]  # type: ignore[assignment]
        if "form" in typed:
            cell.number_format = str(typed["form"])

    return change


@pytest.mark.parametrize(
    ("change", "price"),
    [
        (price_of(value=410), 410),
        (price_of(value=410.5, form='_($* #,##0.00_);_($* (#,##0.00);_($* "-"??_);_(@_)'), 410.5),
        (price_of(value="$1,200.00"), 1200),
        (price_of(value="\u00a0 410 "), 410),
        (price_of(value=4.1e2), 410),
    ],
)
def test_number_is_read_however_it_is_shown(
    change: Callable[[Workbook], None], price: float, tmp_path: Path
) -> None:
    book = typed_book()
    change(book)
    assert read_plan(saved(book, tmp_path)).devices[0].unit_price == price


@pytest.mark.parametrize(
    ("value", "form", "says"),
    [
        ("#REF!", "General", '"#REF!" is a spreadsheet error.'),
        (True, "General", '"yes" is not a number.'),
        (date(2026, 7, 1), "m/d/yyyy", "2026-07-01"),
        (0.35, "0%", 'does "35%" mean 0.35 or 35?'),
        (-350, "$#,##0;($#,##0)", "is too small. The minimum is 0."),
        ("1 200,50", "General", "Type it that way"),
        ("TBD", "General", '"TBD" says the value is not known yet.'),
    ],
)
def test_what_is_no_price_is_refused_where_it_stands(
    value: object, form: str, says: str, tmp_path: Path
) -> None:
    book = typed_book()
    price_of(value=value, form=form)(book)
    (sentence,) = sentences_of(saved(book, tmp_path))
    assert sentence.startswith("plan.xlsx, sheet Devices, row 2, Price: ")
    assert says in sentence


def test_share_without_a_percent_sign_is_asked_about(tmp_path: Path) -> None:
    book = typed_book()
    sheet = book["Devices"]
    sheet.cell(2, column_of(sheet, "loss_rate")).value = 4
    (sentence,) = sentences_of(saved(book, tmp_path))
    assert sentence.startswith('plan.xlsx, sheet Devices, row 2, Loss: does "4" mean 4%?')


def formulas(book: Workbook) -> None:
    price_of(value="=300+50")(book)
    book["Staffing"]["A2"] = '="Techni"&"cian"'


def test_formula_counts_by_its_saved_result(tiny: PlanWriter, tmp_path: Path) -> None:
    book = typed_book()
    formulas(book)
    path = saved(book, tmp_path)
    results = {"300+50": "350", '"Techni"&amp;"cian"': "Technician"}
    reads_like(tiny(), with_results(path, results))


def test_formula_without_a_result_is_told_once_and_nothing_stands_in(tmp_path: Path) -> None:
    book = typed_book()
    formulas(book)
    found = problems_of(saved(book, tmp_path))
    assert [(p.code, p.file, p.row, p.column) for p in found] == [
        ("P90", "plan.xlsx, sheet Devices", 2, "Price"),
        ("P90", "plan.xlsx, sheet Staffing", 2, "Name"),
    ]


def test_formula_in_a_setting_without_a_result_is_told_once(tmp_path: Path) -> None:
    book = typed_book()
    book["District"]["B5"] = "=60+40"
    (sentence,) = sentences_of(saved(book, tmp_path))
    assert sentence.startswith("plan.xlsx, sheet District, row 5")
    assert "never calculated" in sentence


def test_hidden_rows_count_and_are_named(tiny: PlanWriter, tmp_path: Path) -> None:
    book = typed_book()
    for row in (3, 4):
        book["Devices"].row_dimensions[row].hidden = True
    book["Devices"].auto_filter.ref = "A1:L4"
    path = saved(book, tmp_path)
    assert read_plan(path).digest == read_plan(tiny()).digest
    assert sentences_of(path) == [
        "plan.xlsx, sheet Devices, row 3: hidden rows are counted too: 3, 4. Unhide them, or "
        "delete what should not count."
    ]


def test_row_of_totals_is_refused(tmp_path: Path) -> None:
    book = typed_book()
    book["Licenses"].append(["Total", None, None, None, None, 54028])
    (problem,) = problems_of(saved(book, tmp_path))
    assert (problem.code, problem.row) == ("P79", 6)


def test_renamed_column_is_refused_with_the_nearest_heading(tmp_path: Path) -> None:
    book = typed_book()
    sheet = book["Devices"]
    sheet.cell(1, column_of(sheet, "unit_price")).value = "Prices"
    first, second = problems_of(saved(book, tmp_path))
    assert (first.code, first.column, second.code) == ("P05", "prices", "P06")
    assert 'Did you mean "Price"?' in first.message
    assert second.message == "the column is missing. Add a column Price to the first row."


def test_extra_column_is_refused_so_that_nothing_in_it_is_lost(tmp_path: Path) -> None:
    book = typed_book()
    book["Enrollment"]["H1"] = "Principal"
    (problem,) = problems_of(saved(book, tmp_path))
    assert (problem.code, problem.row, problem.column) == ("P05", 1, "principal")


def test_two_sheets_of_one_name_are_refused(tmp_path: Path) -> None:
    book = typed_book()
    book.create_sheet("Devices ")["A1"] = "mine"
    assert sentences_of(saved(book, tmp_path)) == [
        "plan.xlsx: the file cannot be read as a table: it has two sheets called Devices. Rename "
        "one."
    ]


def test_sheet_that_a_plan_needs_is_named_by_its_sheet(tmp_path: Path) -> None:
    (problem,) = problems_of(saved(typed_book(funding=None), tmp_path))
    assert (problem.code, problem.file) == ("P02", "plan.xlsx, sheet Funding")


# The sentences of docs/problems.toml that speak of workbooks.


def _formula(book: Workbook) -> None:
    book["Devices"].cell(4, column_of(book["Devices"], "unit_price")).value = "=1+1"


def _other_sheet(book: Workbook) -> None:
    book.create_sheet("Device")["A1"] = "Tablets"


def _hidden_row(book: Workbook) -> None:
    book["Devices"].row_dimensions[4].hidden = True


def _merged(book: Workbook) -> None:
    sheet, life = book["Devices"], column_of(book["Devices"], "useful_life_years")
    sheet.merge_cells(start_row=3, end_row=4, start_column=life, end_column=life)


def _struck_cell(book: Workbook) -> None:
    price = book["Devices"].cell(4, column_of(book["Devices"], "unit_price"))
    price.font = Font(strike=True)


def _struck_row(book: Workbook) -> None:
    for cell in book["Devices"][4]:
        cell.font = Font(strike=True)


def _struck_text(book: Workbook) -> None:
    price = book["Devices"].cell(4, column_of(book["Devices"], "unit_price"))
    price.value = CellRichText(TextBlock(InlineFont(strike=True), "900"), " 1000")


def _hidden_column(book: Workbook) -> None:
    sheet = book["Devices"]
    sheet.column_dimensions[get_column_letter(column_of(sheet, "unit_price"))].hidden = True


TYPED: dict[str, Callable[[Workbook], None]] = {
    "P90": _formula,
    "P96": _merged,
    "P97": _struck_cell,
    "W48": _hidden_column,
    "W49": _struck_row,
    "W58": _struck_text,
    "W33": _other_sheet,
    "W34": _hidden_row,
}


def _start_without(path: Path, question: str) -> None:
    answered_workbook(path, {**ANSWERS, question: ""})


def _changed_question(path: Path) -> None:
    book = load_workbook(answered_workbook(path, ANSWERS))
    book["Start"].insert_rows(6)
    book["Start"]["A6"], book["Start"]["B6"] = "Number of pupils", 480
    book.save(path)


def _blank(path: Path) -> None:
    path.write_bytes(blank_workbook())


def _superseded(path: Path) -> None:
    book = load_workbook(answered_workbook(path, ANSWERS))
    sheet = book["District"]
    (cell,) = [row[1] for row in sheet.iter_rows() if row[0].value == "Staff headcount"]
    cell.value = 700
    book.save(path)


OF_FILES: dict[str, Callable[[Path], None]] = {
    "W59": _superseded,
    "P92": lambda path: _start_without(path, "device_loss_rate"),
    "P93": _changed_question,
    "P94": lambda _path: None,
    "P95": _blank,
}


@pytest.mark.parametrize("code", [code for code, found in PROBLEMS.items() if found.workbook])
def test_workbook_says_exactly_what_the_page_says(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if code in TYPED:
        book = typed_book()
        TYPED[code](book)
        saved(book, tmp_path)
    else:
        OF_FILES[code](Path(NAME))
    assert sentences_of(Path(NAME)) == list(PROBLEMS[code].says)


def test_blank_workbook_says_one_thing_and_so_does_a_saved_one(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(blank_workbook())
    load_workbook(path).save(path)
    (problem,) = problems_of(path)
    assert problem.code == "P95"


def test_answer_that_was_never_calculated_is_told_and_not_called_missing(tmp_path: Path) -> None:
    book = load_workbook(answered_workbook(tmp_path / NAME, ANSWERS))
    book["Start"]["B9"], book["Start"]["B11"] = "=4000+800", "=600+20"
    found = problems_of(saved(book, tmp_path))
    assert [(p.code, p.row) for p in found if p.file == "plan.xlsx, sheet Start"] == [
        ("P90", 9),
        ("P90", 11),
    ]
    assert "P10" not in {problem.code for problem in found}


def _start(book: Workbook, question: str) -> int:
    """Row of a question on the Start sheet."""
    asked = QUESTIONS[question].ask
    return next(row[0].row for row in book["Start"].iter_rows() if row[0].value == asked)


def test_answer_is_a_cell_like_any_other(tmp_path: Path) -> None:
    book = load_workbook(answered_workbook(tmp_path / NAME, ANSWERS))
    sheet = book["Start"]
    sheet.cell(_start(book, "licenses"), 2).font = Font(strike=True)
    price = sheet.cell(_start(book, "device_price"), 2)
    price.value = CellRichText(TextBlock(InlineFont(strike=True), "289"), " 390")
    staff = _start(book, "staff")
    sheet.merge_cells(start_row=staff - 1, end_row=staff, start_column=2, end_column=2)
    sheet.row_dimensions[_start(book, "security")].hidden = True
    found = problems_of(saved(book, tmp_path))
    assert [(p.code, p.row) for p in found if p.file == "plan.xlsx, sheet Start"] == [
        ("P96", staff),
        ("W58", _start(book, "device_price")),
        ("P97", _start(book, "licenses")),
        ("W34", _start(book, "security")),
    ]


def test_answers_nobody_sees_are_told(tmp_path: Path) -> None:
    for change in ("sheet", "column"):
        book = load_workbook(answered_workbook(tmp_path / NAME, ANSWERS))
        if change == "sheet":
            book["Start"].sheet_state = "hidden"
        else:
            book["Start"].column_dimensions["B"].hidden = True
        (problem,) = problems_of(saved(book, tmp_path))
        assert (problem.code, problem.file) == ("W48", "plan.xlsx, sheet Start")


@pytest.mark.parametrize(
    ("sheet", "row", "says"),
    [
        ("Enrollment", {"Name": "Elm", "Students": 4000}, ['"4,800"', 'Enrollment has "4000"']),
        ("Enrollment", {"Name": "Elm", "Students": 4800}, []),
        ("Licenses", {"Name": "A", "Price": 20}, ['"310,000"', "Licenses has rows of its own"]),
        ("Funding", {"Source": "Levy", "Kind": "local_levy", "Amount": 5}, ["rows of its own"]),
        ("Inventory", {"Fleet": "Tablets"}, ['"390"', "Inventory has rows of its own", '"4%"']),
        ("Assumptions", {"Assumption": "general_fund_growth_rate", "Value": 0.5}, ['"0.5"']),
    ],
)
def test_answer_that_a_table_replaces_is_told_with_what_the_table_says(
    sheet: str, row: dict[str, str | float], says: list[str], tmp_path: Path
) -> None:
    book = load_workbook(answered_workbook(tmp_path / NAME, ANSWERS))
    headings = [cell.value for cell in book[sheet][1]]
    place = book[sheet].max_row + 1
    for name, value in row.items():
        book[sheet].cell(place, headings.index(name) + 1).value = value
    sentences = [s for s in sentences_of(saved(book, tmp_path)) if "is not used, because" in s]
    for words in says:
        assert any(words in sentence for sentence in sentences)
    assert bool(sentences) == bool(says)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("devices.csv", "it is one table. Name the folder that holds all of them."),
        ("plan.ods", "its name does not end in .xlsx. Rename it."),
        ("plan.pdf", "it is a PDF. Copy its table into a workbook."),
    ],
)
def test_file_that_is_no_plan_says_why(name: str, says: str, tmp_path: Path) -> None:
    path = saved(typed_book(), tmp_path).rename(tmp_path / name)
    if name.endswith("pdf"):
        path.write_bytes(b"%PDF-1.7")
    assert sentences_of(path) == [f"{name}: the file cannot be read as a table: {says}"]


def test_one_cell_typed_is_no_blank_workbook(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(blank_workbook())
    book = load_workbook(path)
    book["District"]["B2"] = "Ours"
    book.save(path)
    assert "P95" not in {problem.code for problem in problems_of(path)}
    assert len(problems_of(path)) > 5


def test_problems_stand_in_the_order_of_the_tables(tmp_path: Path) -> None:
    book = typed_book(funding=with_rows("funding", "Gift,grant,,,,devices,"))
    price_of(value="x")(book)
    reversed_sheets(book)
    found: list[Problem] = problems_of(saved(book, tmp_path))
    assert [p.file for p in found] == [
        "plan.xlsx, sheet Devices",
        *["plan.xlsx, sheet Funding"] * (len(found) - 1),
    ]
    assert TINY  # the plan itself is whole
