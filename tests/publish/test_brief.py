"""The brief: exactly one printed sheet, whatever the plan, with the page's numbers."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_notebook

from planner import __version__
from planner.analysis.compare import compare
from planner.packaged import example
from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.publish.board import BoardRun
from planner.publish.brief import make_brief
from planner.publish.page.render import write_page
from planner.views.board import brief
from planner.views.board.votes import answer_with_votes
from tests.browser import PageOpener, violations
from tests.publish.page.sample_report import shown
from tests.publish.quick_pages import quick_engine
from tests.small_plan import small_plan

#: So many rows, scenarios and sources has the largest plan that is tried.
ROWS, SCENARIOS, SOURCES = 100, 15, 8


@pytest.fixture(scope="module", params=["prairie-view", "altoona-wi"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BoardRun:
    return make_brief(
        read_plan(example(request.param)),
        output=tmp_path_factory.mktemp("outputs"),
        engine=quick_engine(),
    )


def sheets(page: Path, open_page: PageOpener, paper: str) -> int:
    """How many sheets of paper a page takes when it is printed."""
    printed = open_page(page).page.pdf(format=paper, print_background=True)
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def brief_of(plan: Plan, folder: Path) -> Path:
    """The sheet of a plan, made without papermill."""
    comparison = compare(plan)
    blocks = brief.masthead(comparison), brief.sheet(comparison, __version__, "2026-11-28")
    notebook = folder / "brief.ipynb"
    nbformat.write(new_notebook(cells=[shown(block.html) for block in blocks]), notebook)
    return write_page(notebook, folder / "brief.html", "Brief")


def long_name(what: str, number: int) -> str:
    return f"{what} {number} with a name that somebody copied from an order of the past"


def large_plan(years: int) -> Plan:
    """100 rows of nine priorities under long names, 15 scenarios, money that falls short."""
    licenses = [
        {
            "name": long_name("Product", number),
            "category": "instructional_software",
            "basis": "flat",
            "price": 3_000 + 137 * number,
            "priority": str(1 + number % 9),
            "start_date": date(2026 + number % 4, 7, 1),
        }
        for number in range(ROWS)
    ]
    grants: list[dict[str, Any]] = [
        {
            "name": long_name("Grant", number),
            "kind": "grant",
            "amount": 20_000 + 9_000 * number,
            "award": "yearly",
            "recurring": "no",
            "end_date": date(2028 + number, 6, 30),
        }
        for number in range(SOURCES)
    ]
    levy = {
        "name": "Levy for capital and technology, renewal",
        "kind": "local_levy",
        "amount": 300_000,
        "start_date": date(2028, 7, 1),
        "voted": "not_yet_counted",
    }
    scenarios = [
        {
            "name": f"s{number}",
            "title": long_name("Scenario", number),
            "table": "licenses",
            "changes": "all",
            "field": "price",
            "how": "multiply",
            "value": str(1 - number / 100),
        }
        for number in range(SCENARIOS)
    ]
    return small_plan(
        district={
            "name": "The Consolidated Unified Independent School District of the County",
            "years": years,
            "reserve_opening_balance": 50_000,
        },
        licenses=licenses,
        funding=[
            {"name": "General fund", "kind": "general_fund", "amount": 200_000},
            levy,
            *grants,
        ],
        scenarios=scenarios,
    )


@pytest.mark.browser
@pytest.mark.parametrize("paper", ["Letter", "A4"])
def test_the_brief_of_an_example_is_one_sheet(
    run: BoardRun, open_page: PageOpener, paper: str
) -> None:
    assert sheets(run.page, open_page, paper) == 1


@pytest.mark.browser
@pytest.mark.parametrize("years", [1, 8, 30])
def test_the_brief_of_a_large_plan_is_one_sheet(
    open_page: PageOpener, tmp_path: Path, years: int
) -> None:
    page = brief_of(large_plan(years), tmp_path)
    assert [sheets(page, open_page, paper) for paper in ("Letter", "A4")] == [1, 1]


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_left_out(run: BoardRun, open_page: PageOpener, width: int) -> None:
    opened = open_page(run.page, width=width)
    assert violations(opened) == []
    assert not opened.scrolls_sideways()
    assert opened.requests == []
    assert opened.complaints == []


def test_it_opens_with_the_answer_and_says_where_it_comes_from(run: BoardRun) -> None:
    html = run.page.read_text(encoding="utf-8")
    plan = read_plan(run.folder / "inputs")
    first = re.search(r'<p class="planner-answer">(.*?)</p>', html)
    assert first is not None
    answer = answer_with_votes(compare(plan).figures)
    assert re.sub(r"</?a\b[^>]*>", "", first[1]) == answer.replace("'", "&#x27;")
    assert plan.digest in html
    assert __version__ in html
