"""Cells of a workbook as text: what a person sees in Excel is what is read, or it is refused."""

from __future__ import annotations

import random
from datetime import date, datetime
from datetime import time as time_of_day
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.formula import ArrayFormula

from planner.plan.cells.read_cell import read_rate
from planner.spreadsheets.grid import Grid, Line, UnreadableError
from planner.spreadsheets.number_formats import Kind, kind_of_format, show_date, show_number
from planner.spreadsheets.workbook_file import read_workbook
from tests.any_machine import counted
from tests.raw_workbook import MAIN, OFFICE, parts_of, relations, sheet, text_cell, write_parts


def read_raw(tmp_path: Path, rows: str, after: str = "", **pieces: str) -> tuple[Line, ...]:
    """Lines of a sheet called Devices that is written by hand."""
    parts = parts_of({"Devices": sheet(rows, after)}, **pieces)  # type: ignore[arg-type]
    return read_workbook(write_parts(tmp_path / "plan.xlsx", parts))["Devices"].lines


def cells_of(lines: tuple[Line, ...]) -> list[tuple[str, ...]]:
    return [line.cells for line in lines]


def test_cells_that_openpyxl_writes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Devices"
    bold = CellRichText("Lap", TextBlock(InlineFont(b=True), "tops"))
    page.append(["Name", 5.0, 1e-05, 1200.5, True, False, date(2026, 7, 1), -0.0, "#REF!", bold])
    page.append([datetime(2026, 7, 1, 13, 5, 9), time_of_day(8, 30), 123456789012345, 1e22])
    page["D1"].number_format = "$#,##0.00"
    page.append([])
    page.append(["Case  with\n two lines", " ", None, "x"])
    book.save(tmp_path / "plan.xlsx")
    lines = read_workbook(tmp_path / "plan.xlsx")["Devices"].lines
    assert lines[0].cells == (
        *("Name", "5", "0.00001", "1200.5", "yes", "no", "2026-07-01", "0", "#REF!"),
        "Laptops",
    )
    assert lines[1].cells == (
        *("2026-07-01 13:05:09", "08:30:00"),
        *("123456789012345", "10000000000000000000000"),
    )
    assert lines[2] == Line(4, ("Case  with\n two lines", "", "", "x"))


def test_every_sheet_in_order_hidden_ones_too_without_charts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, state in (("Zoo", "visible"), ("a & b", "hidden"), ("Élan", "veryHidden")):
        page = book.create_sheet(name)
        page["B2"] = name
        page.sheet_state = state
    book.create_chartsheet("Chart")
    book.save(tmp_path / "plan.xlsx")
    assert read_workbook(tmp_path / "plan.xlsx") == {
        "Sheet": Grid(()),
        "Zoo": Grid((Line(2, ("", "Zoo")),)),
        **{name: Grid((Line(2, ("", name)),), hidden=True) for name in ("a & b", "Élan")},
    }


def test_formulas_of_openpyxl_have_no_result(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["A1"], page["B1"] = "Price", "=1+1"
    page["B2"] = ArrayFormula("B2:B4", "=C1:C3*2")
    page["C2"] = "=text"
    page["C2"].data_type = "s"
    book.save(tmp_path / "plan.xlsx")
    assert read_workbook(tmp_path / "plan.xlsx")["Sheet"].lines == (
        Line(1, ("Price", ""), uncalculated=frozenset({1})),
        Line(2, ("", "", "=text"), uncalculated=frozenset({1})),
        Line(3, ("", ""), uncalculated=frozenset({1})),
        Line(4, ("", ""), uncalculated=frozenset({1})),
    )


FORMULAS = (
    "<row r='1'><c r='A1'><f>1+1</f><v>2</v></c><c r='B1' t='str'><f>A1&amp;\"x\"</f><v>2x</v></c>"
    "<c r='C1' t='str'><f>IF(A1,\"\")</f><v></v></c><c r='D1' t='e'><f>#REF!</f><v>#REF!</v></c>"
    "<c r='E1' t='b'><f>TRUE()</f><v>1</v></c><c r='F1'><f>NOW()</f></c></row>"
    "<row r='2'><c r='A2'><f t='shared' ref='A2:B2' si='0'>A1</f><v>3</v></c>"
    "<c r='B2'><f t='shared' si='0'/><v>4</v></c></row>"
    "<row r='3'><c r='A3'><f t='array' ref='A3:B3'>A1:B1</f><v>5</v></c>"
    "<c r='B3'><v>6</v></c></row>"
    "<row r='4'><c r='A4'><f t='dataTable' ref='A4:B4' dt2D='1'/><v>7</v></c>"
    "<c r='B4'><v>8</v></c></row>"
)


def test_saved_results_of_formulas(tmp_path: Path) -> None:
    assert read_raw(tmp_path, FORMULAS) == (
        Line(1, ("2", "2x", "", "#REF!", "yes", ""), uncalculated=frozenset({5})),
        Line(2, ("3", "4")),
        Line(3, ("5", "6")),
        Line(4, ("7", "8")),
    )


def test_results_that_a_program_could_not_compute_do_not_count(tmp_path: Path) -> None:
    lines = read_raw(tmp_path, FORMULAS, computing="<calcPr fullCalcOnLoad='1'/>")
    assert [line.uncalculated for line in lines] == [
        frozenset(range(6)),
        *[frozenset({0, 1})] * 3,
    ]
    assert not any("".join(line.cells) for line in lines)


def test_formats_give_numbers_their_meaning(tmp_path: Path) -> None:
    row = "".join(f"<c s='{style}'><v>46204.5</v></c>" for style in range(8))
    assert cells_of(read_raw(tmp_path, f"<row>{row}</row>")) == [
        (
            *("46204.5", "4620450%", "2026-07-01 12:00:00", "46204.5 (shown with %)", "Jul 2026"),
            *("1108908:00:00", "2026-07-01 12:00:00", "46204.5"),
        )
    ]


def test_dates_since_1904_and_dates_as_text(tmp_path: Path) -> None:
    row = "<row><c s='2'><v>44742</v></c><c t='d'><v>2026-07-01T00:00:00</v></c></row>"
    properties = "<workbookPr date1904='1'/>"
    lines = read_raw(tmp_path, row, properties=properties)
    assert cells_of(lines) == [("2026-07-01", "2026-07-01")]


def test_text_in_all_its_ways(tmp_path: Path) -> None:
    row = (
        "<row>"
        + "".join(f"<c t='s'><v>{number}</v></c>" for number in range(4))
        + "<c t='str'><v>=1+1</v></c><c t='str'><v>  two  </v></c><c t='inlineStr'><is><r><t>a</t>"
        "</r><r><t> b</t></r><rPh><t>read aloud</t></rPh></is></c><c t='b'><v>0</v></c></row>"
    )
    texts = (
        "<si><t>=SUM(A1)</t></si><si><r><rPr><b/></rPr><t>Lap</t></r><r><t>tops</t></r></si>"
        "<si><t>one_x000D_two _x005F_x0041_ _xD83D_</t></si>"
        "<si><t><![CDATA[<b>]]></t><rPh sb='0'><t>kana</t></rPh></si>"
    )
    assert cells_of(read_raw(tmp_path, row, texts=texts)) == [
        (
            *("=SUM(A1)", "Laptops", "one\rtwo _x0041_ _xD83D_", "<b>"),
            *("=1+1", "  two  ", "a b", "no"),
        )
    ]


def test_cells_and_rows_without_names_follow_each_other(tmp_path: Path) -> None:
    rows = (
        "<row><c><v>1</v></c><c r='C1'><v>2</v></c><c><v>3</v></c></row><row/>"
        "<row><c><v>4</v></c></row>"
    )
    assert read_raw(tmp_path, rows) == (Line(1, ("1", "", "2", "3")), Line(3, ("4",)))


def test_only_the_first_of_merged_cells_holds_anything(tmp_path: Path) -> None:
    rows = "".join(
        f"<row r='{row}'><c><v>{row}1</v></c><c><v>{row}2</v></c><c><f>1</f></c></row>"
        for row in (1, 2)
    )
    lines = read_raw(tmp_path, rows, "<mergeCells><mergeCell ref='A1:C2'/></mergeCells>")
    assert lines == (Line(1, ("11",)),)


def test_hidden_rows(tmp_path: Path) -> None:
    rows = "".join(
        f"<row r='{row}' {how}><c><v>1</v></c></row>"
        for row, how in enumerate(["", "hidden='1'", "hidden='true'", "ht='0'", "hidden='0'"], 1)
    )
    assert [line.hidden for line in read_raw(tmp_path, rows)] == [False, True, True, True, False]


def test_strict_workbook_with_prefixes_and_parts_elsewhere(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml"
    parts = {
        "_rels/.rels": relations({"a": ("officeDocument", "/book/Main.xml")}),
        "book/main.xml": (
            f"<x:workbook xmlns:x='{strict}/spreadsheetml/main' xmlns:q='{OFFICE}'><x:sheets>"
            "<x:sheet name='Devices' q:id='z'/></x:sheets></x:workbook>"
        ),
        "book/_rels/main.xml.rels": relations({"z": ("worksheet", "../pages/one.xml")}),
        "pages/one.xml": (
            f"<x:worksheet xmlns:x='{MAIN}'><x:sheetData><x:row r='2'><x:c r='B2' t='inlineStr'>"
            "<x:is><x:t>Laptops</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
        ),
    }
    path = write_parts(tmp_path / "plan.xlsx", parts)
    assert read_workbook(path) == {"Devices": Grid((Line(2, ("", "Laptops")),))}


def test_what_stands_beside_the_cells_is_no_cell(tmp_path: Path) -> None:
    after = (
        "<controls><from><row>5</row></from></controls><extLst><ext><c r='A1'><f>1</f><v>9</v></c>"
        "</ext></extLst>"
    )
    assert cells_of(read_raw(tmp_path, "<row><c><v>1</v></c></row>", after)) == [("1",)]


def test_rows_and_columns_beyond_a_table_may_be_empty(tmp_path: Path) -> None:
    rows = "<row r='9000'><c r='ZZ9000' s='1'/><c t='str'><v> </v></c></row>"
    assert read_raw(tmp_path, f"<row><c><v>1</v></c></row>{rows}") == (Line(1, ("1",)),)


@pytest.mark.parametrize("place", ["A5001", "KO1", "XFD1048576"])
def test_rows_and_columns_beyond_a_table_may_hold_nothing(tmp_path: Path, place: str) -> None:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    with pytest.raises(UnreadableError) as caught:
        read_raw(tmp_path, f"<row r='{row}'>{text_cell(place, 'note')}</row>")
    assert caught.value.reason == (
        f"sheet Devices has something in cell {place}, but a table ends at 5,000 rows and 300 "
        "columns. Delete what is beyond that"
    )


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        *[(code, "plain") for code in ("General", "0.00", '#,##0 "days"', "[Red]0;[<=5]-0", "@")],
        *[(code, "plain") for code in (r"0\%", '0"%"', "0.00E+00", "_-* #,##0_-", "#,##0,", "")],
        *[(code, "percent") for code in ("0%", "0.00%", "0%;[Red]-0%", "# ?/?%", '0 % "of"')],
        *[(code, "date") for code in ("yyyy-mm-dd", "M/D/YY", "[$-409]d-mmm", "h:mm AM/PM")],
        *[(code, "elapsed") for code in ("[h]:mm", "[mm]:ss", "[S]")],
    ],
)
def test_kind_of_format(code: str, kind: str) -> None:
    assert kind_of_format(code) == kind


@pytest.mark.parametrize(
    ("digits", "kind", "shown"),
    [
        *[("0.29", "percent", "29%"), ("3", "percent", "300%"), ("-0.05", "percent", "-5%")],
        *[
            ("0", "percent", "0%"),
            ("1e-6", "percent", "0.0001%"),
            ("0.9951", "percent", "99.51%"),
            ("abc", "percent", "abc"),
        ],
        *[("0.10000000000000001", "plain", "0.1"), ("1e400", "plain", "1e400")],
        *[("007", "plain", "7"), ("1_0", "plain", "1_0"), ("nan", "plain", "nan")],
        *[("9" * 500, "plain", "9" * 500), ("-12", "date", "-12")],
        ("12345678901234567890", "plain", "12345678901234567890"),
        *[("0", "date", "00:00:00"), ("1", "date", "1900-01-01"), ("59", "date", "1900-02-28")],
        *[("60", "date", "1900-02-29"), ("61", "date", "1900-03-01")],
        *[("46203.9999999", "date", "2026-07-01"), ("2958465", "date", "9999-12-31")],
        *[("2958465.9999999", "date", "2958465.9999999"), ("2958466", "date", "2958466")],
        *[("1.25", "elapsed", "30:00:00"), ("-3.5", "plain", "-3.5"), ("", "plain", "")],
    ],
)
def test_show_number(digits: str, kind: Kind, shown: str) -> None:
    assert show_number(digits, kind) == shown


@settings(max_examples=500, derandomize=True, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back_to_the_last_bit(number: float) -> None:
    shown = show_number(repr(number))
    assert float(shown) == number
    assert "e" not in shown.lower()


@settings(max_examples=2000, derandomize=True, deadline=None)
@given(st.floats(-1, 1) | st.decimals(0, 1, places=4).map(float))
def test_percentages_come_back_to_the_last_bit(rate: float) -> None:
    shown = show_number(repr(rate), "percent")
    assert read_rate(shown) == rate


def test_percentages_that_people_type_come_back() -> None:
    for thousandths in range(-20_000, 150_001):
        rate = float(f"{thousandths}e-5")
        shown = show_number(repr(rate), "percent")
        # From 100% on some decimals have no percentage to the last bit.
        assert read_rate(shown) == (rate if abs(rate) < 1 else pytest.approx(rate, rel=3e-16))
        assert shown.endswith("%") or abs(rate) < 1


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.floats(1, 1e12))
def test_percentages_from_one_on_stay_percentages(rate: float) -> None:
    shown = show_number(repr(rate), "percent")
    assert shown.endswith("%")
    assert float(shown[:-1]) / 100 == pytest.approx(rate, rel=3e-16)


def test_dates_as_text() -> None:
    assert show_date("2026-07-01T08:00:00") == "2026-07-01 08:00:00"
    assert show_date("08:00:00") == "08:00:00"


@settings(max_examples=60, derandomize=True, deadline=None)
@given(
    st.lists(
        st.lists(
            st.none()
            | st.booleans()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.integers(-(10**15), 10**15)
            | st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
                lambda moment: moment.replace(microsecond=0)
            )
            # Text such as _x0041_ is a code for a character, which openpyxl leaves alone here.
            | st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=9).filter(
                lambda text: "_x" not in text
            ),
            max_size=5,
        ),
        max_size=6,
    )
)
def test_openpyxl_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]
) -> None:
    path = tmp_path_factory.mktemp("book") / "plan.xlsx"
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Devices")
    for row in rows:
        page.append([f"'{cell}" if isinstance(cell, str) else cell for cell in row])
    book.save(path)
    ours = {line.number: line.cells for line in read_workbook(path)["Devices"].lines}
    theirs = openpyxl.load_workbook(path)["Devices"]
    for number, values in enumerate(theirs.iter_rows(values_only=True), start=1):
        shown = ours.get(number, ())
        for place, cell in enumerate(values):
            text = shown[place] if place < len(shown) else ""
            if isinstance(cell, bool):
                assert text == ("yes" if cell else "no")
            elif isinstance(cell, (int, float)):
                assert float(text) == cell
            elif isinstance(cell, datetime):
                assert text in (f"{cell:%Y-%m-%d}", f"{cell:%Y-%m-%d %H:%M:%S}")
            else:
                assert text == (cell or "")


def test_usual_workbook_is_read_with_little_work(tmp_path: Path) -> None:
    rng = random.Random(1)
    book = openpyxl.Workbook()
    for number in range(17):
        page = book.create_sheet(f"Table {number}")
        for row in range(100):
            page.append([f"row {row}", *[rng.random() * 1e4 for _ in range(12)], "source", "note"])
    book.save(tmp_path / "plan.xlsx")
    with counted() as calls:
        found = read_workbook(tmp_path / "plan.xlsx")
    assert sum(len(grid.lines) for grid in found.values()) == 1700
    assert calls.number < 60 * 1700 * 15  # for each cell


def test_macros_are_not_run_and_links_not_followed(tmp_path: Path) -> None:
    parts = parts_of({"Devices": sheet("<row><c><v>1</v></c></row>")})
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    parts["xl/_rels/workbook.xml.rels"] = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        "</Relationships>",
        "<Relationship Id='x' Type='a/externalLink' Target='file:///etc/passwd' "
        "TargetMode='External'/><Relationship Id='y' Type='a/styles' "
        "Target='../../../../etc/passwd'/></Relationships>",
    )
    path = write_parts(tmp_path / "plan.xlsm", parts)
    assert read_workbook(path)["Devices"].lines == (Line(1, ("1",)),)
    with ZipFile(path) as archive:
        assert "xl/vbaProject.bin" in archive.namelist()
