"""A marked copy shows every cell to mend, holds the same plan, and costs nobody any work."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from planner.packaged import example
from planner.plan.problems.problem import Problem
from planner.plan.read import read_plan
from planner.plan.reading.plan_files import TO_FIX
from planner.plan.start_sheet.questions import QUESTIONS
from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.workbook_file import read_workbook
from planner.workbook.convert import folder_to_workbook, workbook_to_folder
from planner.workbook.marked_copy import NOTHING, write_marked
from tests.any_machine import counted
from tests.raw_workbook import parts_of, sheet, text_cell, write_parts
from tests.tiny_plan import with_rows
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

FIX, CHECK = "00FFC7CE", "00FFEB9C"
ANSWERS = {name: question.column.example for name, question in QUESTIONS.items()}


def marked(path: Path) -> Workbook:
    """The marked copy, which holds the same plan as the workbook that nobody touched."""
    before, found = path.read_bytes(), problems_of(path)
    copy = write_marked(path, found)
    assert path.read_bytes() == before
    assert copy.parent == path.parent
    again = [(p.code, p.file.partition(", ")[2], p.row, p.message) for p in problems_of(copy)]
    assert again == [(p.code, p.file.partition(", ")[2], p.row, p.message) for p in found]
    if not any(problem.blocks for problem in found):
        assert read_plan(copy).digest == read_plan(path).digest
    return load_workbook(copy)


def marks_of(book: Workbook) -> dict[tuple[str, str], str]:
    """What the comments of marked cells say; each such cell is colored."""
    found = {}
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.comment and "Planner check:" in cell.comment.text:
                    assert cell.fill.start_color.rgb in (FIX, CHECK)
                    found[page.title, cell.coordinate] = cell.comment.text
    return found


def listed(book: Workbook) -> list[tuple[object, ...]]:
    return [row[:5] for row in book[TO_FIX].iter_rows(min_row=2, values_only=True)]


def price(book: Workbook, row: int = 2) -> Cell:
    """A price in the sheet of devices."""
    cell = book["Devices"].cell(row, column_of(book["Devices"], "unit_price"))
    assert isinstance(cell, Cell)
    return cell


def with_mistakes() -> Workbook:
    book = typed_book()
    price(book).value = "35O"
    book["District"]["B5"] = "many"
    book["Staffing"].cell(2, column_of(book["Staffing"], "salary")).value = "60.000"
    return book


def test_cells_are_colored_and_commented_and_listed_in_front(tmp_path: Path) -> None:
    book = marked(saved(with_mistakes(), tmp_path))
    assert marks_of(book) == {
        ("District", "B5"): 'Planner check:\nFix: "many" is not a number. Use digits, for '
        "example 620.",
        ("Devices", price(book).coordinate): 'Planner check:\nFix: "35O" is not a number. Use '
        "digits, for example 350.",
        ("Staffing", "C2"): 'Planner check:\nCheck: "60.000" is read as 60, because its point is '
        "a decimal point. If you mean 60000, type it without the point.",
    }
    assert price(book).fill.start_color.rgb == FIX
    assert book["Staffing"]["C2"].fill.start_color.rgb == CHECK
    assert book.sheetnames[0] == TO_FIX
    assert book.active is book[TO_FIX]
    assert [row[:4] for row in listed(book)] == [
        ("Fix", "District", "5", "Staff headcount"),
        ("Fix", "Devices", "2", "Price"),
        ("Check", "Staffing", "2", "Salary"),
    ]
    links = [book[TO_FIX].cell(row, 2).hyperlink for row in (2, 3, 4)]
    assert [link.location for link in links if link] == [
        "'District'!B5",
        f"'Devices'!{price(book).coordinate}",
        "'Staffing'!C2",
    ]
    assert [page.title for page in book.worksheets if page.sheet_view.tabSelected] == [TO_FIX]
    tabs = {p.title: p.sheet_properties.tabColor for p in book.worksheets}
    assert [getattr(tabs[name], "rgb", "") for name in ("District", "Staffing")] == [FIX, CHECK]
    assert tabs["Funding"] is None


def test_plan_without_a_problem_is_copied_and_says_so(tmp_path: Path) -> None:
    book = marked(folder_to_workbook(example("altoona-wi"), tmp_path / NAME))
    assert marks_of(book) == {}
    assert book[TO_FIX]["E2"].value == NOTHING
    assert (tmp_path / "plan-marked.xlsx").is_file()


def test_rest_of_the_workbook_is_kept(tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("prairie-view"), tmp_path / NAME)
    book = load_workbook(workbook)
    book["Devices"]["G4"] = "35O"
    book["Devices"].row_dimensions[5].hidden = True
    book["Sources"].sheet_state = "hidden"
    book.save(workbook)
    before, after = load_workbook(workbook), marked(workbook)
    assert after.sheetnames == [TO_FIX, *before.sheetnames]
    assert after["Sources"].sheet_state == "hidden"
    marks = marks_of(after)
    assert set(marks) == {("Devices", "G4"), ("Devices", "A5")}
    for page in before.worksheets:
        same = after[page.title]
        assert same.freeze_panes == page.freeze_panes
        assert same.print_title_rows == page.print_title_rows
        assert len(same.data_validations.dataValidation) == len(
            page.data_validations.dataValidation
        )
        widths = {k: d.width for k, d in page.column_dimensions.items()}
        assert {k: d.width for k, d in same.column_dimensions.items()} == widths
        for row in page.iter_rows():
            for cell in row:
                copied = same[cell.coordinate]
                assert (copied.value, copied.data_type) == (cell.value, cell.data_type)
                assert copied.number_format == cell.number_format
                if (page.title, cell.coordinate) not in marks:
                    assert repr(copied.font) == repr(cell.font)
                    assert repr(copied.fill) == repr(cell.fill)
                    notes = [c.comment.text if c.comment else "" for c in (copied, cell)]
                    assert notes[0] == notes[1]
    assert (after["Devices"]["A1"].comment.height or 0) > 30


def test_formulas_keep_their_saved_results(tmp_path: Path) -> None:
    book = with_mistakes()
    book["Devices"].cell(3, column_of(book["Devices"], "unit_price")).value = "=450*2"
    book["Staffing"]["A3"] = '="Help"&" desk"'
    book["Staffing"]["G3"] = "=100000-5000"
    path = saved(book, tmp_path)
    texts = {"450*2": "900", '"Help"&amp;" desk"': "Help desk", "100000-5000": "95000"}
    with_results(path, texts)
    copy = marked(path)
    assert price(copy, 3).value == "=450*2"
    assert copy["Staffing"]["A3"].value == '="Help"&" desk"'
    results = load_workbook(tmp_path / "plan-marked.xlsx", data_only=True)
    assert price(results, 3).value == 900
    assert results["Staffing"]["A3"].value == "Help desk"


def test_several_problems_in_one_cell_stand_in_one_comment(tmp_path: Path) -> None:
    book = typed_book(licenses=with_rows("licenses", "Reading,instructional,student,,,20"))
    book["Licenses"]["A2"].comment = Comment("ask Ana", "us")
    cell = book["Licenses"]["A6"]
    path = saved(book, tmp_path)
    found = [
        Problem("P11", f"{NAME}, sheet Licenses", 2, "Name", {"value": "x", "example": "1"}),
        Problem("W10", f"{NAME}, sheet Licenses", 2, "Name", {"value": "x"}),
    ]
    copy = load_workbook(write_marked(path, found))
    assert copy["Licenses"]["A2"].comment.text.splitlines() == [
        *("ask Ana", "", "Planner check:", 'Fix: "x" is not a number. Use digits, for example 1.'),
        'Check: "x" looks like the total of other rows, which would be counted twice. If so, '
        "delete the row.",
    ]
    assert copy["Licenses"]["A2"].fill.start_color.rgb == FIX
    assert cell.comment is None


def test_what_means_a_whole_sheet_or_file_is_listed(tmp_path: Path) -> None:
    book = with_mistakes()
    book.remove(book["Funding"])
    book["Security"].delete_rows(1, 10)
    book.create_sheet("Device 'B'")["B3"] = "Tablets"
    copy = marked(saved(book, tmp_path))
    told = {(row[1], row[2]): str(row[4]) for row in listed(copy)}
    assert "the table is missing" in told["plan.xlsx, sheet Funding", None]
    assert "the table is empty" in told["Security", None]
    assert "not a table of the plan" in told["Device 'B'", None]
    assert "the table is empty" in copy["Security"]["A1"].comment.text
    assert copy["Device 'B'"]["A1"].fill.start_color.rgb == CHECK


def test_heading_that_is_not_known_is_marked_where_it_stands(tmp_path: Path) -> None:
    book = with_mistakes()
    page = book["Devices"]
    page.cell(1, column_of(page, "useful_life_years")).value = "Use life"
    page["N1"], page["N2"] = None, "per year"
    book["District"]["A7"] = "Reserve polcy"
    book["District"]["A3"].value, book["District"]["B3"].value = "years", 5
    copy = marked(saved(book, tmp_path))
    found = marks_of(copy)
    assert ("Devices", "F1") in found
    assert "no column of that name" in found["Devices", "F1"]
    assert "per year" in found["Devices", "N2"]
    assert "no setting of that name" in found["District", "A7"]


def test_columns_in_another_order_and_titles_above(tmp_path: Path) -> None:
    book = typed_book()
    for page in (book["Devices"], book["District"]):
        rows = [[cell.value for cell in row][::-1] for row in page.iter_rows()]
        for row, values in enumerate(rows, start=1):
            for place, value in enumerate(values, start=1):
                page.cell(row, place).value = value
        page.insert_rows(1, 2)
        page["A1"] = "Technology department"
        page.merge_cells("A1:F2")
    place = [cell.value for cell in book["Devices"][3]].index("unit_price") + 1
    book["Devices"].cell(4, place).value = "35O"
    book["District"]["C7"] = "many"
    found = marks_of(marked(saved(book, tmp_path)))
    assert set(found) == {
        ("District", "C7"),
        ("Devices", book["Devices"].cell(4, place).coordinate),
    }


def test_answer_and_question_of_the_start_sheet(tmp_path: Path) -> None:
    path = answered_workbook(tmp_path / NAME, {**ANSWERS, "students": "4,8OO", "staff": ""})
    book = load_workbook(path)
    fill = book["Start"]["B9"].fill.start_color.rgb
    book["Start"]["A12"] = "What does a device cost?"
    book.save(path)
    assert fill not in (FIX, CHECK)
    found = marks_of(marked(path))
    # The question that was changed is missing, so that there is no cell for its answer.
    assert set(found) == {("Start", cell) for cell in ("A1", "B9", "B11", "A12")}
    assert '"What does one student device cost?" is not answered' in found["Start", "A1"]


def test_text_that_begins_like_a_formula_is_text(tmp_path: Path) -> None:
    loud = '=HYPERLINK("http://x","y")'
    book = typed_book()
    price(book).value = loud
    price(book).data_type = "s"
    page = book.create_sheet("=1+1")
    page["A1"] = "x"
    copy = marked(saved(book, tmp_path))
    assert price(copy).value == loud
    assert price(copy).data_type == "s"
    for row in copy[TO_FIX].iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n")


def test_marks_are_made_again_in_a_copy_that_was_corrected(tmp_path: Path) -> None:
    book = with_mistakes()
    green = PatternFill("solid", start_color="C6E0B4")
    price(book).fill, price(book).font = green, Font(bold=True, color="006100")
    price(book).comment = Comment("list price", "Ana")
    marked(saved(book, tmp_path))
    first = tmp_path / "plan-marked.xlsx"
    corrected = load_workbook(first)
    price(corrected).value = 350
    corrected.save(first)
    second = marked(first)
    assert (tmp_path / "plan-2-marked.xlsx").is_file()
    assert second.sheetnames.count(TO_FIX) == 1
    assert second.sheetnames[0] == TO_FIX
    assert {place for place, _ in marks_of(second)} == {"District", "Staffing"}
    assert price(second).fill.start_color.rgb == "00C6E0B4"
    assert price(second).font.color.rgb == "00006100"
    assert price(second).comment == Comment("list price", "Planner")
    assert second["Devices"].sheet_properties.tabColor is None


def test_older_copy_is_replaced_but_not_one_that_somebody_typed_into(tmp_path: Path) -> None:
    path = saved(with_mistakes(), tmp_path)
    names = [write_marked(path, problems_of(path)).name for _ in range(2)]
    assert names == ["plan-marked.xlsx"] * 2
    typed = load_workbook(tmp_path / "plan-marked.xlsx")
    price(typed).value = 350
    typed.save(tmp_path / "plan-marked.xlsx")
    before = (tmp_path / "plan-marked.xlsx").read_bytes()
    assert write_marked(path, problems_of(path)).name == "plan-2-marked.xlsx"
    (tmp_path / "plan-2-marked.xlsx").write_bytes(b"not ours")
    assert write_marked(path, problems_of(path)).name == "plan-3-marked.xlsx"
    assert (tmp_path / "plan-marked.xlsx").read_bytes() == before


def test_list_in_front_is_no_table_and_no_question(tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("altoona-wi"), tmp_path / NAME)
    copy = write_marked(workbook, [Problem("W08", f"{NAME}, sheet Enrollment")])
    assert sentences_of(copy) == sentences_of(workbook)
    workbook_to_folder(copy, tmp_path / "plan")
    assert read_plan(tmp_path / "plan").digest == read_plan(workbook).digest


def test_thousands_of_problems_are_marked_with_little_work_each(tmp_path: Path) -> None:
    book = typed_book()
    for row in range(5, 505):
        book["Devices"].append([f"Fleet {row}", *["wrong"] * 11])
    path = saved(book, tmp_path)
    found = problems_of(path)
    assert len(found) > 3_000
    with counted() as calls:
        marked = write_marked(path, found)
    assert calls.number < 1_600 * len(found)
    copy = load_workbook(marked)
    last = listed(copy)[-1]
    assert (
        last[4] == f"There are {len(found) - 1000:,} more. Fix these, and mark the workbook again."
    )


# What is refused.


def _large_area(kind: str) -> Callable[[Path], None]:
    after = {
        "merged": "<mergeCells><mergeCell ref='A3:XFD1048576'/></mergeCells>",
        "linked": "<hyperlinks><hyperlink ref='A3:XFD1048576' location='A1'/></hyperlinks>",
    }[kind]

    def write(path: Path) -> None:
        row = f"<row r='1'>{text_cell('A1', 'Name')}</row>"
        write_parts(path, parts_of({"Devices": sheet(row, after)}))

    return write


def _large_comments(path: Path) -> None:
    saved(with_mistakes(), path.parent)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive:
        archive.writestr("xl/comments/comment1.xml", b"<a>" + b" " * 200_000_000 + b"</a>")


def _strict(path: Path) -> None:
    """A workbook of the strict form, in which the library finds no cells."""
    saved(with_mistakes(), path.parent)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part.replace(old, b"http://purl.oclc.org/ooxml/main"))


@pytest.mark.parametrize(
    "write",
    [
        *(_large_area("merged"), _large_area("linked"), _large_comments, _strict),
        lambda path: path.write_bytes(b"PK\x03\x04 no workbook"),
    ],
    ids=["merged", "linked", "comments", "strict", "damaged"],
)
def test_workbook_that_cannot_be_copied_safely_is_refused_at_once(
    write: Callable[[Path], None], tmp_path: Path
) -> None:
    path = tmp_path / NAME
    write(path)
    before = path.read_bytes()
    with counted() as calls, pytest.raises(UnreadableError) as caught:
        write_marked(path, [Problem("W08", f"{NAME}, sheet Devices")])
    assert calls.number < 300_000
    assert not caught.value.reason.endswith(".")
    assert [file.name for file in tmp_path.iterdir()] == [NAME]
    assert path.read_bytes() == before


def test_folder_has_no_cells_to_mark() -> None:
    folder = example("altoona-wi")
    with pytest.raises(ValueError, match="only a workbook has cells to mark"):
        write_marked(folder, [])


MARKS_FOR_EVER = """
import sys
from pathlib import Path
from planner.plan.problems.problem import Problem
from planner.workbook.marked_copy import write_marked
path = Path(sys.argv[1])
print("ready", flush=True)
while True:
    write_marked(path, [Problem("W08", f"{path.name}, sheet Enrollment")])
    print("marked", flush=True)
"""


def test_killed_program_leaves_a_whole_copy_or_none(tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("altoona-wi"), tmp_path / "clean.xlsx")
    moments = random.Random(4)
    seen = 0
    for turn in range(8):
        folder = tmp_path / str(turn)
        folder.mkdir()
        path = folder / NAME
        shutil.copy(workbook, path)
        command = [sys.executable, "-c", MARKS_FOR_EVER, str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
            assert running.stdout is not None
            assert running.stdout.readline() == b"ready\n"
            for _ in range(moments.randrange(3)):
                assert running.stdout.readline() == b"marked\n"
            running.kill()
        assert path.read_bytes() == workbook.read_bytes()
        files = [file for file in folder.iterdir() if not file.name.endswith(".partial")]
        for file in files:
            assert read_workbook(file)
        seen += len(files) > 1
    assert seen > 0
