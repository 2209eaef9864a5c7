"""How a sheet of a workbook is changed: its own XML, cell by cell, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from planner.intake.merge import Changed, Merge, TableRow
from planner.intake.table_sheet import TableSheet
from planner.plan.tables import TABLES
from planner.spreadsheets.grid import UnreadableError
from planner.spreadsheets.safe_package import DAMAGED
from tests.raw_workbook import MAIN, parts_of, sheet, text_cell, write_parts

LICENSES = TABLES["licenses"]
HEAD = f"<row r='1'>{text_cell('A1', 'Name')}{text_cell('B1', 'Price')}</row>"
A = f"<row r='2' spans='1:2' ht='20'>{text_cell('A2', 'A')}<c r='B2' s='7'><v>1</v></c></row>"
B = (
    "<row r='4'><c r='A4' s='1' t='inlineStr'><is><t>B</t></is></c>"
    "<c r='B4' s='0'><v>2</v></c></row>"
)
PART = "xl/worksheets/sheet1.xml"
#: How B<1>&'" is written.
QUOTED = "B&lt;1&gt;&amp;'\""


def table_of(folder: Path, rows: str, **parts: str) -> TableSheet:
    path = folder / "plan.xlsx"
    content = parts_of(
        {"Licenses": sheet(rows), **{name: sheet(part) for name, part in parts.items()}}
    )
    return TableSheet(LICENSES, write_parts(path, content))


def merge_of(
    table: TableSheet,
    *,
    added: tuple[dict[str, str], ...] = (),
    changed: dict[int, dict[str, str]] | None = None,
    removed: tuple[int, ...] = (),
) -> Merge:
    rows = {row.number: row for row in table.rows()}
    cells = [
        Changed(
            rows[number], {c: (rows[number].cells.get(c, ""), new) for c, new in columns.items()}
        )
        for number, columns in (changed or {}).items()
    ]
    return Merge(added, tuple(cells), tuple(TableRow(number, {}) for number in removed), 0)


def part_of(content: bytes, name: str = PART) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name).decode()


def rows_of(content: bytes) -> list[str]:
    return re.findall(r"<row.*?</row>|<row[^>]*/>", part_of(content), re.DOTALL)


def text(name: str, shown: str, style: str = "") -> str:
    """XML of a text as it is written."""
    looks = f' s="{style}"' if style else ""
    return f'<c r="{name}"{looks} t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def test_a_cell_keeps_its_format_and_a_number_stays_a_number(tmp_path: Path) -> None:
    table = table_of(tmp_path, HEAD + A + B)
    after = table.rewritten(
        merge_of(table, changed={2: {"price": "1.5"}, 4: {"name": "B<1>&'\"\x07"}})
    )
    assert rows_of(after) == [
        HEAD,
        f"<row r='2' ht='20'>{text_cell('A2', 'A')}<c r=\"B2\" s=\"7\"><v>1.5</v></c></row>",
        f"<row r='4'>{text('A4', QUOTED, '1')}<c r='B4' s='0'><v>2</v></c></row>",
    ]


@pytest.mark.parametrize(
    ("old", "new", "written"),
    [
        ("<v>1</v>", "-2", '<c r="B2"><v>-2</v></c>'),
        ("<v>1</v>", "2.", text("B2", "2.")),
        ("<v>1</v>", "n/a", text("B2", "n/a")),
        ("<v>1</v>", "", '<c r="B2"/>'),
        ("", "2", text("B2", "2")),
    ],
)
def test_a_number_is_written_where_a_number_was(
    tmp_path: Path, old: str, new: str, written: str
) -> None:
    row = f"<row r='2'>{text_cell('A2', 'A')}<c r='B2'>{old}</c></row>"
    table = table_of(tmp_path, HEAD + row)
    after = table.rewritten(merge_of(table, changed={2: {"price": new}}))
    assert rows_of(after)[1] == f"<row r='2'>{text_cell('A2', 'A')}{written}</row>"


def test_everything_around_the_rows_stays(tmp_path: Path) -> None:
    whole = sheet(HEAD + B, after="<pageMargins/>", before="<dimension ref='A1:B4'/><cols/>")
    path = write_parts(tmp_path / "plan.xlsx", parts_of({"Licenses": whole}))
    table = TableSheet(LICENSES, path)
    after = table.rewritten(merge_of(table, changed={4: {"price": "3"}}))
    changed = B.replace("<c r='B4' s='0'><v>2</v>", '<c r="B4" s="0"><v>3</v>')
    assert part_of(after) == sheet(HEAD + changed, after="<pageMargins/>", before="<cols/>")


def test_the_first_rows_go_below_the_headings_without_their_format(tmp_path: Path) -> None:
    head = HEAD.replace("r='A1'", "r='A1' s='1'")
    table = table_of(tmp_path, head)
    new = merge_of(table, added=({"name": "A"}, {"name": "B"}))
    assert rows_of(table.rewritten(new)) == [
        head,
        f'<row r="2">{text("A2", "A")}</row>',
        f'<row r="3">{text("A3", "B")}</row>',
    ]
    table = table_of(tmp_path, "")
    assert rows_of(table.rewritten(new)) == [
        f'<row r="1">{text("A1", "Name")}</row>',
        f'<row r="2">{text("A2", "A")}</row>',
        f'<row r="3">{text("A3", "B")}</row>',
    ]


def test_new_rows_take_blanked_rows_first_and_the_format_of_the_last(tmp_path: Path) -> None:
    table = table_of(tmp_path, HEAD + A + B)
    new = ({"name": "C", "price": "3"}, {"name": "D", "price": "4", "units": ""})
    after = table.rewritten(merge_of(table, added=new, removed=(2,)))
    assert rows_of(after) == [
        HEAD,
        f"<row r='2' ht='20'>{text('A2', 'C')}<c r=\"B2\" s=\"7\"><v>3</v></c></row>",
        B,
        f'<row r="5">{text("A5", "D", "1")}<c r="B5" s="0"><v>4</v></c></row>',
    ]


def test_a_removed_row_is_blanked_and_keeps_its_formats(tmp_path: Path) -> None:
    table = table_of(tmp_path, HEAD + A + B)
    after = table.rewritten(merge_of(table, removed=(4,)))
    assert rows_of(after) == [
        HEAD,
        A.replace(" spans='1:2'", ""),
        '<row r=\'4\'><c r="A4" s="1"/><c r="B4" s="0"/></row>',
    ]


def test_a_new_column_gets_its_heading_in_the_next_free_column(tmp_path: Path) -> None:
    table = table_of(tmp_path, HEAD + A + B)
    changed = {2: {"units": "5", "note": "x"}, 4: {"units": "6"}}
    after = table.rewritten(merge_of(table, changed=changed))
    one, two, four = rows_of(after)
    price = text_cell("B1", "Price")
    assert one.endswith(f"{price}{text('C1', 'Number')}{text('D1', 'Note')}</row>")
    assert two.endswith(f"<c r='B2' s='7'><v>1</v></c>{text('C2', '5')}{text('D2', 'x')}</row>")
    assert four.endswith(f"<c r='B4' s='0'><v>2</v></c>{text('C4', '6')}</row>")


def test_rows_and_cells_without_names_are_counted(tmp_path: Path) -> None:
    rows = (
        f"<row>{text_cell('A1', 'Name')}{text_cell('B1', 'Price')}</row>"
        "<row><c t='inlineStr'><is><t>A</t></is></c><c><v>1</v></c></row>"
        "<row r='4'/><row><c t='inlineStr'><is><t>B</t></is></c><c><v>2</v></c></row>"
    )
    table = table_of(tmp_path, rows)
    assert [(row.number, row.cells["name"]) for row in table.rows()] == [(2, "A"), (5, "B")]
    after = table.rewritten(merge_of(table, changed={5: {"price": "3"}}))
    first = "<c t='inlineStr'><is><t>B</t></is></c>"
    assert rows_of(after)[-1] == f'<row>{first}<c r="B5"><v>3</v></c></row>'


def test_names_of_the_xml_may_have_a_prefix(tmp_path: Path) -> None:
    part = (
        f"<x:worksheet xmlns:x='{MAIN}'><x:dimension ref='A1:B2'/><x:sheetData><x:row r='1'>"
        "<x:c r='A1' t='inlineStr'><x:is><x:t>Name</x:t></x:is></x:c>"
        "<x:c r='B1' t='inlineStr'><x:is><x:t>Price</x:t></x:is></x:c></x:row>"
        "<x:row r='2'><x:c r='A2' t='inlineStr'><x:is><x:t>A</x:t></x:is></x:c>"
        "<x:c r='B2'><x:v>1</x:v></x:c></x:row></x:sheetData><x:pageMargins/></x:worksheet>"
    )
    path = write_parts(tmp_path / "plan.xlsx", parts_of({"licenses ": part}))
    table = TableSheet(LICENSES, path)
    merge = merge_of(table, changed={2: {"price": "2", "name": ""}}, added=({"name": "C"},))
    after = part_of(table.rewritten(merge))
    start = part[: part.index("<x:row r='2'>")].replace("<x:dimension ref='A1:B2'/>", "")
    assert after == start + (
        '<x:row r=\'2\'><x:c r="A2"/><x:c r="B2"><x:v>2</x:v></x:c></x:row>'
        '<x:row r="3"><x:c r="A3" t="inlineStr"><x:is><x:t xml:space="preserve">C</x:t></x:is>'
        "</x:c></x:row></x:sheetData><x:pageMargins/></x:worksheet>"
    )


FORMULA = f"<row r='2'>{text_cell('A2', 'A')}<c r='B2'><f>1+1</f><v>2</v></c></row>"
ORDER = "xl/calcChain.xml"


def test_a_replaced_formula_takes_the_order_of_calculation_along(tmp_path: Path) -> None:
    content = parts_of({"Licenses": sheet(HEAD + FORMULA + B)})
    listed = '<Override PartName="/xl/calcChain.xml" ContentType="c"/>'
    kept = '<Override PartName="/xl/styles.xml" ContentType="s"/>'
    related = "<Relationship Id='c' Type='t/calcChain' Target='calcChain.xml'/>"
    content = {ORDER: "<calcChain/>", **content}
    content["[Content_Types].xml"] = f"<Types>{kept}{listed}</Types>"
    relations = str(content["xl/_rels/workbook.xml.rels"])
    content["xl/_rels/workbook.xml.rels"] = relations.replace("</Rel", f"{related}</Rel")
    table = TableSheet(LICENSES, write_parts(tmp_path / "plan.xlsx", content))
    assert table.has_formulas

    after = table.rewritten(merge_of(table, changed={4: {"price": "3"}}))
    assert part_of(after, ORDER) == "<calcChain/>"
    assert part_of(after, "[Content_Types].xml") == content["[Content_Types].xml"]

    after = table.rewritten(merge_of(table, changed={2: {"price": "3"}}))
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        assert ORDER not in package.namelist()
    assert part_of(after, "[Content_Types].xml") == f"<Types>{kept}</Types>"
    assert part_of(after, "xl/_rels/workbook.xml.rels") == relations


def test_every_other_part_keeps_its_bytes_its_date_and_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    content = parts_of({"Licenses": sheet(HEAD + A), "Other": sheet(FORMULA)})
    with zipfile.ZipFile(path, "w") as package:
        for name, part in content.items():
            info = zipfile.ZipInfo(name, (2020, 2, 3, 4, 5, 6))
            info.external_attr = 0o640 << 16
            package.writestr(info, part)
    table = TableSheet(LICENSES, path)
    assert table.has_formulas
    after = table.rewritten(merge_of(table, changed={2: {"price": "2"}}))
    with zipfile.ZipFile(io.BytesIO(after)) as package:
        assert package.namelist() == list(content)
        for info in package.infolist():
            assert info.date_time == (2020, 2, 3, 4, 5, 6)
            assert info.external_attr == 0o640 << 16
            assert info.compress_type == zipfile.ZIP_DEFLATED
            same = package.read(info).decode() == content[info.filename]
            assert same is (info.filename != PART)


def test_without_formulas_there_are_no_results_to_worry_about(tmp_path: Path) -> None:
    assert not table_of(tmp_path, HEAD + A, Other=B).has_formulas
    content = parts_of({"Licenses": sheet(HEAD + A)})
    content["xl/charts/chart1.xml"] = "<c:chart><c:f>Licenses!A1:B2</c:f></c:chart>"
    path = write_parts(tmp_path / "chart.xlsx", content)
    assert not TableSheet(LICENSES, path).has_formulas


def test_a_workbook_without_the_sheet_says_which_to_add(tmp_path: Path) -> None:
    path = write_parts(tmp_path / "plan.xlsx", parts_of({"Devices": sheet(HEAD)}))
    table = TableSheet(LICENSES, path)
    assert table.rows() == []
    with pytest.raises(UnreadableError) as stopped:
        table.rewritten(merge_of(table, added=({"name": "A"},)))
    assert stopped.value.reason == "it has no sheet Licenses. Copy one from a blank workbook"


@pytest.mark.parametrize(
    ("part", "row"),
    [
        (f"<worksheet xmlns='{MAIN}'/>".encode(), 0),
        (sheet(HEAD + A).encode("utf-16"), 0),
        (sheet(HEAD + A.replace("B2", "B3")).encode(), 2),
    ],
)
def test_a_sheet_that_cannot_be_changed_safely_is_refused(
    tmp_path: Path, part: bytes, row: int
) -> None:
    table = table_of(tmp_path, HEAD + A)
    content = parts_of({"Licenses": sheet(HEAD + A)})
    content[PART] = part
    table.raw = write_parts(tmp_path / "damaged.xlsx", content).read_bytes()
    with pytest.raises(UnreadableError) as stopped:
        table.rewritten(merge_of(table, added=({"name": "B"},)))
    assert (stopped.value.reason, stopped.value.row) == (DAMAGED, row)


def test_the_right_sheet_of_several_is_changed(tmp_path: Path) -> None:
    content = parts_of({"Notes": sheet(HEAD), "LICENSES": sheet(HEAD + A)})
    table = TableSheet(LICENSES, write_parts(tmp_path / "plan.xlsx", content))
    after = table.rewritten(merge_of(table, changed={2: {"price": "2"}}))
    assert part_of(after, PART) == content[PART]
    assert '<c r="B2" s="7"><v>2</v></c>' in part_of(after, "xl/worksheets/sheet2.xml")
