"""Headings of workbooks, in today's words and in those of earlier workbooks."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.packaged import example
from planner.plan.read import read_plan
from planner.plan.reading.headings import column_names
from planner.plan.reading.records import plain
from planner.workbook.convert import folder_to_workbook

EARLIER = [
    ("Licenses", "Minimum number", "Least number", "minimum_units"),
    ("Security", "Minimum number", "Least number", "minimum_units"),
    ("Funding", "Total allocation", "Whole allocation", "allocation"),
    ("Funding", "Participation", "Taking part", "uptake_rate"),
    ("Funding", "Unpaid", "Not paid", "unpaid_rate"),
    ("Funding", "Maximum share", "Pays at most", "cost_share_rate"),
    ("Funding", "Infrastructure limit", "Infrastructure at most", "infrastructure_limit_rate"),
    ("Funding", "Carryover limit", "Carry at most", "carry_limit_rate"),
    ("Repair", "Redone", "Done again", "redone_rate"),
    ("Eligibility", "Funding source", "Source of money", "name"),
]


@pytest.mark.parametrize(("sheet", "heading", "earlier", "field"), EARLIER)
def test_heading_means_what_it_meant(sheet: str, heading: str, earlier: str, field: str) -> None:
    names = column_names(sheet.lower())
    assert names[plain(heading)] == names[plain(earlier)] == field


def test_workbook_with_earlier_headings_holds_the_same_plan(tmp_path: Path) -> None:
    workbook = folder_to_workbook(example("prairie-view"), tmp_path / "plan.xlsx")
    digest = read_plan(workbook).digest
    book = load_workbook(workbook)
    for sheet, heading, earlier, _ in EARLIER:
        for cell in book[sheet][1]:
            if cell.value == heading:
                cell.value = earlier
                break
        else:
            pytest.fail(f"{sheet} has no heading {heading}")
    book.save(workbook)
    assert read_plan(workbook).digest == digest
