"""The brief says as much as its sheet has room for, counts the rest, and says what made it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from planner.analysis.compare import compare
from planner.plan.plan import Plan
from planner.views.board.brief import sheet
from tests.small_plan import small_plan
from tests.views.words import lines_of

#: So many grants end, and each asks for a decision; that on the gap comes first.
GRANTS = 30
#: So many options are recommended of a plan without cost.
OPTIONS = 20


def products(names: Sequence[str], priorities: int = 1) -> list[dict[str, Any]]:
    """One product of each name for $20,000 a year."""
    return [
        {
            "name": name,
            "category": "instructional_software",
            "basis": "flat",
            "price": 20_000,
            "priority": str(1 + number % priorities),
        }
        for number, name in enumerate(names)
    ]


def plan_of_grants(years: int, priorities: int, *, prepaid: bool = False) -> Plan:
    """12 products of some priorities, and grants that end; perhaps a product paid in advance."""
    news = {"category": "instructional_software", "basis": "flat", "price": 100, "priority": "1"}
    paid = {"kind": "general_fund", "amount": 100, "pays_for": ["News"]}
    return small_plan(
        district={"years": years, "reserve_policy_rate": 0.0},
        licenses=[
            *products([f"Product {number}" for number in range(12)], priorities),
            *([{"name": "News", "prepaid_until": date(2027, 6, 30), **news}] if prepaid else []),
        ],
        funding=[
            *([{"name": "General fund", **paid}] if prepaid else []),
            *(
                {
                    "name": f"Grant {number}",
                    "kind": "grant",
                    "amount": 1_000,
                    "award": "yearly",
                    "recurring": "no",
                    "end_date": date(2028, 6, 30),
                }
                for number in range(GRANTS)
            ),
        ],
    )


def plan_of_options() -> Plan:
    """Nothing costs anything, and each of many options is recommended."""
    names = [f"o{number}" for number in range(OPTIONS)]
    lower = {"table": "licenses", "changes": "Free", "field": "price", "how": "set", "value": "0"}
    return small_plan(
        district={"budget_adoption": date(2026, 6, 15)},
        licenses=[{**row, "price": 0} for row in products(["Free"])],
        scenarios=[{"name": name, "title": name, "choice": True, **lower} for name in names],
        options=[
            {
                "name": name,
                "scenario": name,
                "service_points": 1,
                "felt_by": "all",
                "reversible": "yes",
                "recommended": True,
            }
            for name in names
        ],
    )


def decisions_of(plan: Plan) -> tuple[int, list[str]]:
    """How many decisions the sheet of a plan names, and what it says of the others."""
    block = sheet(compare(plan, ["base"]), "1.0", "")
    listed = block.html.partition('<ol class="planner-decisions">')[2].partition("</ol>")[0]
    notes = block.html.split('<p class="planner-note">')[1:]
    said = [note.partition("</p>")[0] for note in notes]
    return listed.count("<li>"), [note for note in said if "more decision" in note]


@pytest.mark.parametrize(
    ("years", "priorities", "named"),
    [
        # Of 30 lines the answer takes 3, what is kept 8, 9, 10 or 12, the gap 2.5, a grant 1.5.
        (12, 1, 12),
        (12, 2, 11),
        (12, 3, 10),
        (12, 5, 8),
        # More years than the sheet shows: the line that says so takes one.
        (13, 1, 11),
        (13, 6, 7),
    ],
)
def test_as_many_decisions_as_have_room(years: int, priorities: int, named: int) -> None:
    more = f"{1 + GRANTS - named} more decisions: see the board page."
    assert decisions_of(plan_of_grants(years, priorities)) == (named, [more])


def test_a_long_sentence_on_what_is_kept_leaves_less_room() -> None:
    # It takes 4 lines of 56 letters, and the table of one priority 4: still 8.
    more = f"{1 + GRANTS - 11} more decisions: see the board page."
    assert decisions_of(plan_of_grants(13, 1, prepaid=True)) == (11, [more])


def test_a_plan_without_cost_has_more_room_for_decisions() -> None:
    # The answer takes 2 lines, and that nothing costs anything one: 18 times 1.5 are left.
    assert decisions_of(plan_of_options()) == (18, ["2 more decisions: see the board page."])


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        (60, ["Not funded from FY2027: {}, {}, {}, and {}."]),
        (80, ["4 rows not paid in full: see the board page."]),
    ],
)
def test_rows_that_are_not_kept_are_named_in_seven_lines(letters: int, said: list[str]) -> None:
    names = [f"{number:0{letters}}" for number in range(4)]
    plan = small_plan(licenses=products(names))
    lines = lines_of(sheet(compare(plan), "1.0", ""))
    found = [line for line in lines if line.startswith("Not funded") or "not paid in full" in line]
    assert found == [line.format(*names) for line in said]


@pytest.mark.parametrize(("prepared", "made"), [("", ""), ("2026-11-28", ", November 28, 2026")])
def test_it_ends_with_what_made_it(prepared: str, made: str) -> None:
    plan = small_plan(licenses=products(["Reading"]))
    *_, last = lines_of(sheet(compare(plan), "1.0", prepared))
    assert last == (
        f"Plan small, fingerprint of the tables {plan.digest}, planner 1.0{made}. Not a "
        "prediction: what happens if the assumptions hold. The board page has every table."
    )
