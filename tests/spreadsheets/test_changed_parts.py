"""Parts of a workbook that are written again: formats, sheets, drop-downs, other programs' XML."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from planner.spreadsheets.added_formats import AddedFormats
from planner.spreadsheets.added_sheet import EMPTY_SHEET, with_sheets
from planner.spreadsheets.changed_package import repacked
from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.safe_package import DAMAGED
from planner.spreadsheets.sheet_part import NewCell, SheetPart
from planner.spreadsheets.workbook_file import parts_of_workbook, read_workbook
from tests.workbook.typed_book import saved, typed_book

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PERCENT = "0.0####%"


def styles(own: str = "", prefix: str = "") -> bytes:
    p = prefix
    return (
        f'<{p}styleSheet xmlns{":" + p[:-1] if p else ""}="{SPACE}">{own}'
        f'<{p}cellStyleXfs count="1"><{p}xf numFmtId="0"/></{p}cellStyleXfs>'
        f'<{p}cellXfs count="2"><{p}xf numFmtId="0" fontId="0"/>'
        f'<{p}xf numFmtId="3" fontId="1" applyNumberFormat="0"><{p}alignment/></{p}xf></{p}cellXfs>'
        f'<{p}dxfs count="1"><{p}dxf><{p}numFmt numFmtId="200" formatCode="0"/></{p}dxf></{p}dxfs>'
        f"</{p}styleSheet>"
    ).encode()


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize(
    ("own", "number", "listed"),
    [
        ("", 164, 1),
        ("<{p}numFmts/>", 164, 1),
        ('<{p}numFmts count="0"></{p}numFmts>', 164, 1),
        ('<{p}numFmts count="1"><{p}numFmt numFmtId="170" formatCode="0.0"/></{p}numFmts>', 171, 2),
    ],
)
def test_a_format_is_added_like_the_one_it_is_made_from(
    own: str, number: int, listed: int, prefix: str
) -> None:
    formats = AddedFormats(styles(own.format(p=prefix), prefix))
    assert formats.with_format(1, PERCENT) == formats.with_format(1, PERCENT) == 2
    assert formats.with_format(0, PERCENT) == 3
    assert formats.format(2).kind == "percent"
    text = formats.part.decode()
    assert f'numFmts count="{listed}"' in text
    assert text.count(f'<{prefix}numFmt numFmtId="{number}" formatCode="{PERCENT}"/>') == 1
    assert f'<{prefix}cellXfs count="4">' in text
    new = f'<{prefix}xf applyNumberFormat="1" numFmtId="{number}" fontId="1"><{prefix}alignment/>'
    assert new in text
    assert f'<{prefix}cellStyleXfs count="1">' in text
    again = AddedFormats(text.encode())
    assert (again.format(2).kind, again.format(3).kind) == ("percent", "percent")
    assert again.with_format(1, PERCENT) == 2
    assert again.part == text.encode()


def test_a_format_that_is_there_already_is_used() -> None:
    own = f'<numFmts count="1"><numFmt numFmtId="170" formatCode="{PERCENT}"/></numFmts>'
    formats = AddedFormats(styles(own))
    formats.with_format(0, PERCENT)
    assert b'numFmts count="1"' in formats.part
    assert b'<xf applyNumberFormat="1" numFmtId="170" fontId="0"/>' in formats.part


@pytest.mark.parametrize(
    ("code", "is_whole", "is_text"),
    [("0", True, False), ("0.00", False, False), ("General", False, False), ("@", True, True)],
)
def test_what_a_format_hides(code: str, is_whole: bool, is_text: bool) -> None:
    formats = AddedFormats(styles())
    style = formats.with_format(0, code)
    assert formats.is_whole(style) is is_whole
    assert formats.is_text(style) is is_text
    assert formats.is_whole(1)  # #,##0, which every workbook has
    assert not formats.is_whole(99)


@pytest.mark.parametrize("part", [b"\xff\xfe", b"<styleSheet/>"])
def test_formats_that_are_written_otherwise_are_refused(part: bytes) -> None:
    with pytest.raises(UnreadableError) as error:
        AddedFormats(part)
    assert error.value.reason == DAMAGED


def test_sheets_are_added_behind_the_others(tmp_path: Path) -> None:
    workbook = saved(typed_book(), tmp_path).read_bytes()
    new = SheetPart(EMPTY_SHEET).changed({1: {1: NewCell("a < b", False, 0)}})
    content = repacked(
        workbook, with_sheets(workbook, parts_of_workbook(workbook), {"R & D": new, "Two": new})
    )
    assert [*read_workbook(content)][-2:] == ["R & D", "Two"]
    assert read_workbook(content)["R & D"].lines[0].cells == ("a < b",)
    assert load_workbook(io.BytesIO(content))["Two"]["A1"].value == "a < b"
    before, after = ZipFile(io.BytesIO(workbook)), ZipFile(io.BytesIO(content))
    assert after.namelist()[: len(before.namelist())] == before.namelist()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", SPACE, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
        ("xl/workbook.xml", "</sheets>", "</sheets >"),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", "</Relationships >"),
        ("[Content_Types].xml", "</Types>", "</Types >"),
    ],
)
def test_a_workbook_that_lists_its_sheets_otherwise_is_refused(
    part: str, old: str, new: str, tmp_path: Path
) -> None:
    workbook = saved(typed_book(), tmp_path).read_bytes()
    text = ZipFile(io.BytesIO(workbook)).read(part).decode().replace(old, new)
    odd = repacked(workbook, {part: text.encode()})
    with pytest.raises(UnreadableError) as error:
        with_sheets(odd, parts_of_workbook(odd), {"New": EMPTY_SHEET})
    assert error.value.reason == DAMAGED


def sheet(rows: str, before: str = "", behind: str = "") -> SheetPart:
    return SheetPart(f"<s>{before}<sheetData>{rows}</sheetData>{behind}</s>".encode())


def test_a_cell_has_the_format_of_its_column_if_it_has_none() -> None:
    columns = '<cols><col min="1" max="1"/><col min="2" max="3" style="7"/></cols>'
    part = sheet('<row r="1"><c r="B1" s="4"/></row>', columns)
    places = ((1, 2), (1, 3), (1, 1), (9, 2))
    assert [part.lent_style(*place) for place in places] == [4, 7, 0, 7]


def test_which_cells_hold_numbers_and_formulas() -> None:
    part = sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c>'
        '<c r="C1"><f>A1</f><v>1</v></c><c r="D1"><f t="array" ref="D1:E2">A1</f></c>'
        '<c r="F1"><f t="array" ref="F1">A1</f></c></row>'
    )
    assert [part.holds_number(1, column) for column in range(1, 7)] == [
        True, False, True, False, False, False,
    ]  # fmt: skip
    assert {*part.formulas} == {(1, 3), (1, 4), (1, 6)}
    assert part.filled_together == {(1, 4), (1, 5), (2, 4), (2, 5)}


@pytest.mark.parametrize("removed", [(), (1,)])
def test_formulas_that_repeat_one_that_goes_have_their_own(removed: tuple[int, ...]) -> None:
    part = sheet(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="0">B1&amp;"&lt;"</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="0"></f><v>3</v></c></row>'
        '<row r="4"><c r="A4"><f t="shared" si="1"/><v>4</v></c></row>'
    )
    cells = {} if removed else {1: {1: NewCell("5", True, 0)}}
    after = part.changed(cells, removed).decode()
    assert '<c r="A2"><f>B2&amp;"&lt;"</f><v>2</v></c>' in after
    assert '<c r="A3"><f>B3&amp;"&lt;"</f><v>3</v></c>' in after
    assert '<c r="A4"><f t="shared" si="1"/><v>4</v></c>' in after
    assert ('<c r="A1"/>' if removed else '<c r="A1"><v>5</v></c>') in after


def test_drop_downs_and_colors_are_led_on_and_nothing_else() -> None:
    rules = (
        '<conditionalFormatting sqref="B2:B9"/><dataValidations><dataValidation type="list" '
        'sqref="C2:C9 E9 F2:F8"/></dataValidations><ignoredErrors sqref="B2:B9"/>'
    )
    after = sheet("", '<selection sqref="A9"/>', rules).with_rules_to(9, 12).changed({}).decode()
    assert '<selection sqref="A9"/>' in after
    assert '<conditionalFormatting sqref="B2:B12"/>' in after
    assert 'sqref="C2:C12 E9:E12 F2:F8"' in after
    assert '<ignoredErrors sqref="B2:B9"/>' in after
