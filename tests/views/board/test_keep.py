"""The section of what can be kept agrees with the other tables of the page, as displayed."""

from __future__ import annotations

import re

import pytest

from planner.analysis.compare import Comparison, compare
from planner.packaged import example
from planner.plan.read import read_plan
from planner.views.board.keep import keep_in_full, what_we_keep
from planner.views.board.tables import unfunded_table
from planner.views.format.footed_amounts import footed_amounts
from tests.small_plan import small_plan
from tests.views.words import lines_of


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(read_plan(example("prairie-view")), ["base"])


def rows_of(lines: tuple[str, ...]) -> dict[str, list[str]]:
    """Cells of the rows of tables, by their headings."""
    split = [line.split(" | ") for line in lines if " | " in line]
    return {name: cells for name, *cells in split}


def whole(cell: str) -> int:
    return int(re.sub(r"[$,]", "", cell))


def test_unfunded_is_the_same_in_both_tables(comparison: Comparison) -> None:
    every = rows_of(lines_of(keep_in_full(comparison.figures)))
    yearly = rows_of(lines_of(unfunded_table(comparison)))
    total = yearly.pop("Total")
    others = [name for name in yearly if re.fullmatch(r"\d+ other rows?", name)]
    for name in yearly:
        if name not in others and name != "Row":
            assert whole(every[name][2]) == sum(map(whole, yearly[name])), name
    assert whole(every["Total"][2]) == sum(map(whole, total))
    assert sum(map(whole, total)) == sum(footed_amounts(comparison.main.figures).unfunded)


def test_the_section_adds_up_to_what_it_says_of_all_rows(comparison: Comparison) -> None:
    found = comparison.figures
    for block in (what_we_keep(found), keep_in_full(found)):
        lines = [line for line in lines_of(block) if line.count(" | ") == 4][1:]
        *rows, total = [whole(line.split(" | ")[3]) for line in lines]
        assert sum(rows) == total
        costs = [re.findall(r"\$([\d,]+) a year", line.split(" | ")[4]) for line in lines]
        *each, every = [sum(map(whole, found)) for found in costs]
        assert sum(each) == every


def test_a_hundred_rows_are_a_page(comparison: Comparison) -> None:
    """However many rows, the section names a few of each priority and gathers the others."""
    found = comparison.figures
    lines = [line for line in lines_of(what_we_keep(found)) if line.count(" | ") == 4]
    assert len(lines) <= 3 * 14
    assert len(lines_of(keep_in_full(found))) > 60


@pytest.mark.parametrize("every_row", [False, True])
def test_the_name_of_one_row_can_lead_to_where_it_is_typed(every_row: bool) -> None:
    """A line of several rows, and the total, lead nowhere."""
    plan = small_plan(
        licenses=[
            {"name": name, "category": "instructional_software", "basis": "flat", "price": price}
            for name, price in (("Reading", 300), ("Writing", 200))
        ],
        staffing=[{"name": "Technician", "fte": 1, "salary": 90, "benefits_rate": 0.0}],
        funding=[
            {
                "name": "Fund",
                "kind": "general_fund",
                "amount": 500,
                "pays_for": ["software_licenses"],
            },
        ],
    )
    found = compare(plan).figures
    block = what_we_keep(found, every_row=every_row, named=lambda row: f"<u>{row.name}</u>")
    names = re.findall(r'scope="row">(.*?)</th>', block.html)
    several = ['2 more rows <span class="rows">Reading and Writing</span>']
    each = ["<u>Reading</u>", "<u>Writing</u>"]
    assert names == ["<u>Technician</u>", *(each if every_row else several), "Total"]


def test_the_total_of_one_row_leads_nowhere() -> None:
    plan = small_plan(staffing=[{"name": "Aide", "fte": 1, "salary": 90, "benefits_rate": 0.0}])
    block = what_we_keep(compare(plan).figures, named=lambda row: f"<u>{row.name}</u>")
    assert re.findall(r'scope="row">(.*?)</th>', block.html) == ["<u>Aide</u>", "Total"]
