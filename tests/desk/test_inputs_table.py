"""A table on the desk: lines, columns, headings, rows as regions, and what is wrong in them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from planner.desk.panels.inputs.hints import hints, names_lists
from planner.desk.panels.inputs.lines import (
    all_columns,
    cell_needed,
    lines_of,
    meaning_of,
    used_columns,
)
from planner.desk.panels.inputs.list import TableCount, table_list
from planner.desk.panels.inputs.table import OpenTable, grid, row
from planner.editing.typed_rows import TypedRow
from planner.plan.problems.problem import Problem
from planner.plan.tables import DRIVERS, TABLES


def typed(number: int, **cells: str) -> TypedRow:
    return TypedRow(str(number), cells, number)


def opened(
    table: str, *rows: TypedRow, said: Mapping[tuple[str, str], tuple[Problem, ...]] = {}
) -> OpenTable:
    lines = lines_of(TABLES[table], rows)
    return OpenTable(TABLES[table], lines, used_columns(TABLES[table], lines), said)


TABLETS = typed(2, name="Tablets", bought="FY2024", units="400")


def test_the_district_lists_every_setting_and_then_what_it_does_not_know() -> None:
    rows = [typed(2, setting="Staff headcount", value="620"), typed(3, setting="stafff", value="1")]
    lines = lines_of(TABLES["district"], rows)
    assert [line.key for line in lines] == [*TABLES["district"].columns, "3"]
    staff = next(line for line in lines if line.key == "staff")
    assert (staff.row, staff.name, staff.number) == ("2", "Staff headcount", 2)
    assert lines[-1].name == "stafff"
    assert meaning_of(TABLES["district"], staff, "value").label == "Staff headcount"
    assert meaning_of(TABLES["district"], lines[-1], "value").label == "Value"
    assert cell_needed(TABLES["district"], staff, "value")
    assert not cell_needed(TABLES["district"], staff, "source")


def test_assumptions_are_listed_and_a_second_one_of_a_name_comes_after_them() -> None:
    rows = [
        typed(2, name="wage_growth_rate", value="3%"),
        typed(3, name="wage_growth_rate", value="2%", from_year="FY2029"),
    ]
    lines = lines_of(TABLES["assumptions"], rows)
    assert [line.key for line in lines] == [*DRIVERS, "3"]
    raises = lines[list(DRIVERS).index("wage_growth_rate")]
    assert (raises.row, raises.name, lines[-1].name) == ("2", "Raises", "Raises")
    table = TABLES["assumptions"]
    growth = next(line for line in lines if line.key == "enrollment_growth_rate")
    assert cell_needed(table, growth, "value")
    assert not cell_needed(table, raises, "value")


def test_rows_are_called_by_their_name_or_their_number() -> None:
    lines = lines_of(TABLES["devices"], [typed(7, name=" "), TypedRow("new1"), TABLETS])
    assert [line.name for line in lines] == ["row 7", "the new row", "Tablets"]


def test_columns_in_use_come_first_and_unknown_ones_last() -> None:
    table = TABLES["inventory"]
    lines = lines_of(table, [typed(2, name="Tablets", units="4", mine="x")])
    assert used_columns(table, lines) == ("bought", "units", "mine")
    assert all_columns(table, lines)[-1] == "mine"
    assert meaning_of(table, lines[0], "mine").help == "The planner does not read this column"


def test_an_empty_table_shows_the_columns_of_its_example() -> None:
    columns = TABLES["inventory"].columns
    explained = tuple(name for name in columns if columns[name].example and name != "name")
    assert used_columns(TABLES["inventory"], ()) == explained
    assert "note" not in explained


def test_a_table_has_a_caption_headings_and_a_place_for_each_row() -> None:
    html = grid(opened("inventory", TABLETS))
    assert ">Inventory: devices in service, by year bought</caption>" in html
    assert html.count('<th scope="col"') == 4
    assert '<tbody data-region="inputs.row-inventory-2"></tbody>' in html
    assert 'data-paste="inputs.paste"' in html


def test_a_table_without_rows_says_what_to_do() -> None:
    html = grid(opened("inventory"))
    assert "This table has no rows. Add one, or paste rows from Excel into the first one." in html


def test_a_row_is_headed_by_its_name_and_can_be_copied_and_removed() -> None:
    html = row(opened("inventory", TABLETS), opened("inventory", TABLETS).lines[0])
    assert '<span class="number">2</span><span><input type="text"' in html
    for name in ("name", "units"):
        assert f'aria-label="{TABLES["inventory"].columns[name].label}, Tablets"' in html
    assert 'data-do="inputs.copy" data-row="2">Copy<span class="planner-desk-said"> Tablets' in html
    assert 'data-do="inputs.remove" data-row="2">Remove<span' in html
    assert len(set(ids := re.findall(r' id="([^"]+)"', html))) == len(ids)


def test_a_setting_says_what_to_type_and_cannot_be_removed() -> None:
    table = opened("district", typed(2, setting="staff", value="620"))
    staff = next(line for line in table.lines if line.key == "staff")
    html = row(table, staff)
    assert "All employees who use technology, such as 620. Unit: people. Needed." in html
    assert 'aria-label="Staff headcount"' in html
    assert "inputs.remove" not in html
    assert 'aria-describedby="inputs-help-district-of-staff"' in html


def test_what_is_wrong_is_told_below_the_row_in_the_sentence_of_the_command_line() -> None:
    wrong = Problem("P11", "inventory.csv", 2, "units", {"value": "many", "example": "400"})
    unusual = Problem("W22", "inventory.csv", 2, "", {"value": "1.2", "read": "1", "other": "2"})
    table = opened("inventory", TABLETS, said={("2", "units"): (wrong,), ("2", ""): (unusual,)})
    html = row(table, table.lines[0])
    label = TABLES["inventory"].columns["units"].label
    assert f'<span class="to-fix"><b>{label}:</b> ' in html
    assert wrong.message.replace('"', "&quot;") in html
    assert '<span class="to-check"><b>Tablets (warning):</b> ' in html
    assert html.count('aria-invalid="true"') == 1


def test_hints_are_numbered_as_the_columns_are() -> None:
    html = hints(opened("inventory", TABLETS))
    assert re.findall(r'class="hint (k\d+)" id="inputs-help-inventory-(\w+)"', html) == [
        ("k1", "name"),
        ("k2", "bought"),
        ("k3", "units"),
    ]
    numbered = hints(opened("district", typed(2, setting="staff", value="1", source="HR")))
    assert 'k2" id="inputs-help-district-value"' in numbered
    assert 'k4" id="inputs-help-district-source"' in numbered


def test_names_of_fleets_are_suggested_for_the_inventory() -> None:
    table = opened("inventory", TABLETS)
    suggested = OpenTable(
        table.table, table.lines, table.columns, {}, {"devices": ["Tablets", '"><b>']}
    )
    assert names_lists(suggested) == (
        '<datalist id="inputs-names-devices"><option value="Tablets"></option>'
        '<option value="&quot;&gt;&lt;b&gt;"></option></datalist>'
    )
    assert ' list="inputs-names-devices"' in row(suggested, suggested.lines[0])
    assert "list=" not in row(table, table.lines[0])


def test_a_long_note_and_an_odd_name_stay_one_cell() -> None:
    note = "word " * 2_000
    odd = typed(2, name='"><img src=x>', bought="FY2024", units="4", note=note)
    table = opened("inventory", odd)
    html = row(table, table.lines[0])
    assert "<img" not in html
    assert html.count("<td") == 4


def test_the_list_groups_tables_and_counts_what_is_wrong() -> None:
    counts = {name: TableCount() for name in TABLES} | {"devices": TableCount(12, 1, 2)}
    html = table_list(counts, "devices")
    assert re.findall("<h3>([^<]+)</h3>", html) == [
        *("The district", "What costs money", "Money"),
        *("Growth and changes", "What if", "For your office", "The base year"),
    ]
    assert html.count("<li>") == len(TABLES)
    assert html.count('aria-current="true" class="to-fix"') == 1
    assert "12 rows, 1 to fix, 2 warnings" in html
