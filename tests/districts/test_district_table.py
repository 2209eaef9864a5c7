"""A table of districts: every cell is read as in a plan, every bad one has its sentence."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.districts.district_table import DistrictTable, read_district_table
from planner.plan.cells.read_cell import CellError, read_cell
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.tables import DRIVERS, TABLES
from tests.small_plan import small_plan


def model() -> Plan:
    """A model with a levy and a row whose name holds a stroke."""
    return small_plan(
        licenses=[
            {"name": "Reading/math", "category": "network_software", "basis": "flat", "price": 9}
        ],
        funding=[{"name": "Levy", "kind": "local_levy", "amount": 20_000}],
    )


def read(**cells: Any) -> DistrictTable:  # noqa: ANN401  any column
    named = {key.replace("__", "/"): values for key, values in cells.items()}
    return read_district_table(model(), {"name": ["East", "West"], **named})


def problems(cells: dict[str, Any]) -> list[str]:
    with pytest.raises(PlanError) as error:
        read_district_table(model(), cells)
    return [f"{p.row} {p.column} {p.code}: {p.message}" for p in error.value.problems]


def test_cells_are_read_as_typed() -> None:
    found = read_district_table(
        model(),
        {
            "name": ["East", "West", "North"],
            "licenses/Reading/math/price": ["$1,200", "3", 7.25],
            "funding/Levy/end_date": ["6/30/2028", "2029-06-30", date(2028, 6, 30)],
            "funding/Levy/active": ["yes", "no", "Y"],
            "district/lunch_rate": ["48%", 0.5, "0"],
            "assumptions/wage_growth_rate": [1e-05, "3.6%", "-0.01"],
            "licenses/Reading/math/next_renewal": ["FY2029", "2028-29", 2030],
            "enrollment/all/students": [10, "20", 30.0],
        },
    )
    assert found.names == ("East", "West", "North")
    assert [column.values for column in found.columns] == [
        (1200.0, 3.0, 7.25),
        (date(2028, 6, 30), date(2029, 6, 30), date(2028, 6, 30)),
        (True, False, True),
        (0.48, 0.5, 0.0),
        (0.00001, 0.036, -0.01),
        (2029, 2029, 2030),
        (10.0, 20.0, 30.0),
    ]
    assert found.columns[0].row == "Reading/math"
    assert (found.columns[6].row, found.changes(1)[6].value) == ("all", 20.0)


def test_every_bad_cell_has_its_sentence() -> None:
    assert problems(
        {
            "name": ["East", "East", ""],
            "district/staff": ["twelve", "", -3],
            "assumptions/wage_growth_rate": ["3", "250%", math.nan],
            "assumptions/erate_share": ["50%", "-10%", "100%"],
            "licenses/Reading/math/term_years": ["1", "1.5", "99"],
            "district/locale": ["urban", "suburb", "rural"],
        }
    ) == [
        '2 district/staff P11: "twelve" is not a number. Use digits, for example 620.',
        '2 assumptions/wage_growth_rate P13: does "3" mean 3%? Type it with a percent sign. The '
        "maximum is 100%.",
        '3 name P09: "East" appears twice, first in row 2. Give each row its own name.',
        "3 district/staff P10: the cell is blank. What to type: all employees who use technology, "
        "for example 620.",
        '3 assumptions/wage_growth_rate P19: "250%" is too large. The maximum is 100%.',
        '3 assumptions/erate_share P18: "-10%" is too small. The minimum is 0%.',
        '3 licenses/Reading/math/term_years P20: "1.5" is not a whole number. '
        "Type a whole number, for example 1.",
        '3 district/locale P16: "suburb" is not one of: urban, rural.',
        "4 name P10: the cell is blank. What to type: the district's name.",
        '4 district/staff P18: "-3" is too small. The minimum is 0.',
        "4 assumptions/wage_growth_rate P10: the cell is blank. What to type: "
        f"{DRIVERS['wage_growth_rate'].what_to_type}.",
        '4 licenses/Reading/math/term_years P19: "99" is too large. The maximum is 20.',
    ]


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("staff", "P05"),
        ("districts/staff", "P05"),
        ("history/K/students", "P05"),
        ("district/staf", "P51"),
        ("district/first_year", "P51"),
        ("licenses/Reading/price", "P50"),
        ("licenses/Reading/math/name", "P51"),
        ("assumptions/wage_growth", "P50"),
    ],
)
def test_heading_that_means_no_cell_is_refused(heading: str, code: str) -> None:
    (found,) = problems({"name": ["A"], heading: ["1"]})
    assert found.startswith(f"1 {heading} {code}: ")


def test_table_needs_names_and_full_columns() -> None:
    assert problems({"district/staff": [1]})[0].startswith("1  P06")
    short = problems({"name": ["A", "B"], "district/staff": [1]})
    assert [line[:22] for line in short] == ["3 district/staff P10: "]


def test_rules_between_rows_are_asked_where_a_column_can_break_one() -> None:
    with pytest.raises(PlanError, match="needs the next renewal") as error:
        read(licenses__Reading__math__term_years=[1, 3])
    assert [(p.row, p.code) for p in error.value.problems] == [(3, "P60")]


def test_file_is_read_with_its_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "county.csv"
    path.write_text("name;district/staff\nEast;12\n\nWest;x\n", encoding="utf-8")
    with pytest.raises(PlanError) as error:
        read_district_table(model(), path)
    assert [str(p) for p in error.value.problems] == [
        'county.csv, row 4, district/staff: "x" is not a number. Use digits, for example 620.'
    ]
    path.write_text("name;district/staff\nEast;12\nWest;13\n", encoding="utf-8")
    assert read_district_table(model(), path).columns[0].values == (12.0, 13.0)
    path.write_text("name,name\nA,B\n", encoding="utf-8")
    with pytest.raises(PlanError, match="two columns have this name"):
        read_district_table(model(), path)
    path.write_text("", encoding="utf-8")
    with pytest.raises(PlanError, match="the table is empty"):
        read_district_table(model(), path)


@given(st.from_regex(r"-?[0-9]{0,4}\.?[0-9]{0,5}%?", fullmatch=True))
def test_short_cut_for_plain_digits_reads_what_the_reader_reads(text: str) -> None:
    for heading, table, field in (
        ("district/reserve_policy_rate", "district", "reserve_policy_rate"),
        ("district/reserve_opening_balance", "district", "reserve_opening_balance"),
    ):
        try:
            expected: Any = read_cell(TABLES[table].columns[field], text, field)
        except CellError:
            expected = None
        try:
            found = read_district_table(model(), {"name": ["A"], heading: [text]})
            assert found.columns[0].values == (expected,)
        except PlanError:
            low, high = 0, 5 if "rate" in field else math.inf
            assert expected is None or not low <= expected <= high
