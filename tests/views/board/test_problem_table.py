"""Problems as a table: every one is there, in words and in cells, and nothing of it runs."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from planner.plan.problems.problem import Problem
from planner.views.board.problem_table import HEADINGS, NOTHING, counted, problem_table

PROBLEMS = (
    Problem("P11", "devices.csv", 3, "unit_price", {"value": "nine", "example": "350"}),
    Problem("P02", "funding.csv"),
    Problem("W08", "plan.xlsx, sheet Enrollment", 0, ""),
)


class Cells(HTMLParser):
    """Text of the cells of a table by row, and the elements that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.scopes: list[str] = []
        self.in_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.scopes += [value or "" for name, value in attrs if name == "scope"]
        if tag == "tr":
            self.rows.append([])
        self.in_cell = tag in ("td", "th")
        if self.in_cell:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.in_cell = self.in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self.in_cell:
            self.rows[-1][-1] += data


def test_every_problem_is_a_row_that_says_where_and_what_to_do() -> None:
    found = Cells(problem_table(PROBLEMS).html)
    assert found.rows == [
        list(HEADINGS),
        ["Problem P11", "devices.csv", "3", "unit_price", PROBLEMS[0].message],
        ["Problem P02", "funding.csv", "", "", PROBLEMS[1].message],
        ["Warning W08", "plan.xlsx, sheet Enrollment", "", "", PROBLEMS[2].message],
    ]
    assert found.scopes == ["col"] * len(HEADINGS) + ["row"] * len(PROBLEMS)
    assert "caption" in found.tags


def test_plain_text_reads_as_on_the_command_line() -> None:
    assert problem_table(PROBLEMS).text.splitlines() == [
        "2 problems to fix and 1 warning",
        str(PROBLEMS[0]),
        str(PROBLEMS[1]),
        f"warning: {PROBLEMS[2]}",
    ]


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        (["P04"], "1 problem to fix"),
        (["P04", "P04"], "2 problems to fix"),
        (["P04", "W08", "W08"], "1 problem to fix and 2 warnings"),
        (["W08"], "1 warning about the tables"),
    ],
)
def test_heading_counts_problems_and_warnings(codes: list[str], says: str) -> None:
    assert counted([Problem(code, "a.csv") for code in codes]) == says


def test_words_from_the_tables_show_and_do_not_run() -> None:
    nasty = Problem("P11", "a.csv", 1, "<i>x", {"value": "</td><script>x", "example": "1"})
    assert not {"script", "i"} & Cells(problem_table([nasty]).html).tags


def test_nothing_to_say_is_said() -> None:
    assert problem_table(()).text == NOTHING
