"""USAC's Category Two figures become the budget already used, of the right cycle and district."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake import Options, read_export, run_import
from planner.plan.read import read_plan
from tests.intake.exports import csv_text, write
from tests.tiny_plan import TINY, PlanWriter

HEAD = (
    "BEN", "Billed Entity Name", "C2 Budget Cycle", "Full Time Students", "C2 Budget",
    "Funded C2 Budget Amount", "Pending C2 Budget Amount", "Available C2 Budget Amount",
)  # fmt: skip
ROWS = [
    (
        "100001",
        "TINY ISD",
        "FY2021-2025",
        "890",
        "$148,630.00",
        "$140,000.00",
        "$0.00",
        "$8,630.00",
    ),
    (
        "100001",
        "TINY ISD",
        "FY2026-2030",
        "900",
        "$181,413.00",
        "$52,300.50",
        "$4,000",
        "$125,112.50",
    ),
    ("100002", "OAK ISD", "FY2026-2030", "90", "$30,175", "$1", "$0", "$30,174"),
]


def test_used_budget_is_that_of_the_district_and_the_cycle(
    tiny: PlanWriter, tmp_path: Path
) -> None:
    folder = tiny()
    export = write(tmp_path, "c2.csv", csv_text(HEAD, ROWS))
    found = run_import("erate", export, read_plan(folder))
    assert found.problems == ()
    assert "$4,000 is still pending and is not counted." in found.text
    found.write()
    plan = read_plan(folder)
    assert plan.district.category_two_used == 52_300.5
    assert "USAC C2 Budget Tool, cycle FY2026-2030" in plan.setting_sources["category_two_used"]
    text = (folder / "district.csv").read_text(encoding="utf-8")
    assert text.startswith(TINY["district"])
    assert run_import("erate", export, plan).preview.merge.is_empty


def test_setting_that_is_there_is_changed_in_its_row(tiny: PlanWriter, tmp_path: Path) -> None:
    folder = tiny(district=TINY["district"] + 'Category_Two_Used,"1,000",,as of May\n# end\n')
    export = write(tmp_path, "c2.csv", csv_text(HEAD, ROWS))
    found = run_import("erate", export, read_plan(folder), Options(entity="100002"))
    found.write()
    last = (folder / "district.csv").read_text(encoding="utf-8").splitlines()[-2:]
    assert last[0].startswith('Category_Two_Used,1,"USAC C2')
    assert last[0].endswith(",as of May")
    assert last[1] == "# end"


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        ([ROWS[0]], Options()),  # not of the plan's cycle
        ([ROWS[1], ROWS[1]], Options()),
        ([ROWS[2], (*ROWS[2][:1], "ELM ISD", *ROWS[2][2:])], Options()),
        (ROWS, Options(entity="999")),
    ],
)
def test_row_that_is_not_certain_is_asked_about(
    rows: list[tuple[str, ...]], options: Options, tiny: PlanWriter, tmp_path: Path
) -> None:
    export = write(tmp_path, "c2.csv", csv_text(HEAD, rows))
    intake = read_export("erate", export, read_plan(tiny()), options)
    assert [problem.code for problem in intake.problems] == ["P88"]
    assert intake.rows == ()


def test_used_is_what_the_budget_no_longer_has(tiny: PlanWriter, tmp_path: Path) -> None:
    places = [0, 1, 2, 4, 6, 7]
    text = csv_text([HEAD[p] for p in places], [[ROWS[1][p] for p in places]])
    intake = read_export("erate", write(tmp_path, "c2.csv", text), read_plan(tiny()))
    assert [row["value"] for row in intake.rows] == ["52300.5"]
