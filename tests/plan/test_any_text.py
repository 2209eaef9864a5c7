"""Whatever stands in a cell, a row or a file: a plan or a list of problems, never a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.plan.problems.problem import PlanError
from planner.plan.read import read_plan
from planner.plan.tables import TABLES
from planner.projection.project import project
from tests.generated_plans import examples
from tests.tiny_plan import TINY, Content, write_tiny

#: Accidents that people make are tried by the thousand in ``tests/fuzz``.
USUAL = examples(100)

#: Text that people, spreadsheets and accidents leave, beside anything at all.
CELLS = st.text(max_size=20) | st.sampled_from(
    [
        *("", " ", "#", "0", "-1", "1", "3", "1e400", "nan", "9" * 400, "$1,200", "(5)", "3%"),
        *("FY2027", "FY1800", "9999", "2026-27", "6/30/2027", "1/1/0001", "all", "base", "none"),
        *("Levy", "Laptops", "Elm", "K-5", "students", "value", "end_date", "include", "add"),
        *("scenarios", "funding", "device_refresh", "stretch", "both", '"', '""', "\n", "\x00"),
        *("\U0001f3eb", "=1+1", "a;b;c", "a+b", "x" * 300, "50000000", "yes", "staff", "-100%"),
        *("1 200,50", "1.200", "1,20", "12%", "\u00bd", "350k", "46204", "13/7/2026", "7/1/95"),
        *("n/a", "-", "TBD", "none", "?", "#REF!", "#####", "Total", "Subtotal:", "E-Rate"),
        *("3%; 5%", "teachers", "lease", "even", "capped", "once", "vendor", "fees", "state_aid"),
    ]
)

SUMS = ("number", "money", "rate", "fiscal_year")
NAMES = ("name", "source", "note", "first_year", "years")
LIKELY = {
    "rate": ["3%", "0%", "10%", "-5%", "50%", "100%"],
    "number": ["0", "1", "2", "0.5", "3", "400"],
    "money": ["0", "1", "0.9", "2", "350", "(10)", "250000"],
    "fiscal_year": ["FY2020", "FY2027", "FY2029"],
    "start_date": ["7/1/2026", "1/15/2028", "7/1/2040"],
    "end_date": ["6/30/2020", "6/30/2027", "1/16/2029"],
    "day": ["6/30/2026", "3/15/2027"],
    "yes_no": ["yes", "no"],
    "list": ["staffing", "device_refresh; Wifi", "all"],
    "rates": ["3%", "0%; 50%", "1%; 2%; 90%"],
}
#: Rows that are named by more than their name.
KEYS = {
    "inventory": ["Chromebooks FY2023", "Laptops FY2024"],
    "eligibility": ["Levy staff_devices"],
}
#: What a scenario may change: the past and incidents beside the budget are not for it.
CHANGED = [name for name in TABLES["scenarios"].columns["table"].choices if name != "scenarios"]


def read(**tables: Content) -> None:
    """Read the small plan with other tables; whatever can be read is projected too."""
    with tempfile.TemporaryDirectory() as folder:
        write_tiny(Path(folder), **tables)
        try:
            plan = read_plan(folder)
        except PlanError as error:
            assert any(problem.blocks for problem in error.problems)
            assert str(error)
            return
        for scenario in plan.scenario_names:
            projection = project(plan, scenario)
            assert np.all(np.isfinite(projection.expenses.cost))
            assert np.all(projection.expenses.cost >= 0)
            assert np.all(projection.funding.unfunded >= 0)


@st.composite
def one_cell_typed_differently(draw: st.DrawFn) -> dict[str, Content]:
    table = draw(st.sampled_from(sorted(TINY)))
    lines = TINY[table].splitlines()
    number = draw(st.integers(0, len(lines) - 1))
    cells = lines[number].split(",") if '"' not in lines[number] else ["name", "x", "", ""]
    place = draw(st.integers(0, len(cells) - 1))
    cells[place] = draw(CELLS)
    lines[number] = ",".join(cells)
    return {table: "\n".join(lines).encode("utf-8", "replace")}


@st.composite
def row_added(draw: st.DrawFn) -> dict[str, Content]:
    table = draw(st.sampled_from(sorted(TINY)))
    width = TINY[table].partition("\n")[0].count(",") + 1
    cells = draw(st.lists(CELLS, min_size=1, max_size=width + 1))
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    return {table: (TINY[table] + quoted).encode("utf-8", "replace")}


@st.composite
def scenario_added(draw: st.DrawFn) -> dict[str, Content]:
    """Changes that are mostly well formed, so that what they come to is judged and projected."""
    rows = []
    for _ in range(draw(st.integers(1, 3))):
        table = draw(st.sampled_from(CHANGED))
        columns = TABLES[table].columns
        field = draw(st.sampled_from([name for name in columns if name not in NAMES]))
        kind = columns[field].kind
        names = [line.partition(",")[0] for line in TINY[table].splitlines()[1:]]
        names = KEYS.get(table, names)
        likely: st.SearchStrategy[str] = st.sampled_from(
            [*columns[field].choices, *LIKELY.get(kind, ["staff", "K-5"])]
        )
        how = draw(st.sampled_from(["set", "add", "multiply", ""])) if kind in SUMS else ""
        cells = [
            draw(st.sampled_from(["x", "x", "y", "levy-fails"])),
            "",
            "",
            table,
            draw(st.sampled_from(["all", *names])),
            "value" if table == "assumptions" else field,
            how,
            draw(likely if draw(st.integers(0, 9)) else CELLS.map(clean_of_signs)),
            draw(st.sampled_from(["", "", "FY2028", "FY2050"])) if columns[field].numeric else "",
        ]
        rows.append(",".join(cells))
    return {"scenarios": (TINY["scenarios"] + "\n".join(rows)).encode("utf-8", "replace")}


def clean_of_signs(text: str) -> str:
    """Text that stays in its cell."""
    return "".join(sign for sign in text if sign not in ',"\r\n\x00')


@USUAL
@given(one_cell_typed_differently())
def test_any_text_in_any_cell(tables: dict[str, Content]) -> None:
    read(**tables)


@USUAL
@given(row_added())
def test_any_row_under_any_table(tables: dict[str, Content]) -> None:
    read(**tables)


@USUAL
@given(scenario_added())
def test_any_change_in_a_scenario(tables: dict[str, Content]) -> None:
    read(**tables)


@USUAL
@given(st.sampled_from(sorted(TINY)), st.binary(max_size=200))
def test_any_bytes_in_any_file(table: str, content: bytes) -> None:
    read(**{table: content})
