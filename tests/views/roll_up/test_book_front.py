"""The first sheet of a workbook of many districts, line for line."""

from __future__ import annotations

from datetime import date
from typing import Any

from planner.views.roll_up.book_front import front_lines
from planner.workbook.book_parts import BookSheet
from tests.views.roll_ups import roll_up_of

SHEETS = [BookSheet("Criteria", "What districts are measured against.", [])]
GAP: dict[str, Any] = {
    "structural_gap": {"held": 0.1, "amount": 9e3, "first_year": 2027, "worst_year": 2027}
}
VOTE: dict[str, Any] = {
    "vote_at_risk": {"held": 0.5, "amount": 2e5, "first_year": 2027, "about": ["Levy"]}
}
YEAR = {"fiscal_year": 2027, "students": 900, "structural_balance": -9e3, "device_cost": 4e4}
MADE = [
    ("Prepared", date(2026, 11, 29)),
    ("Planner version", "1.2.3"),
    ("Scenario", "What is shown"),
]
LAST = [
    ("Sheet", "What it holds"),
    ("Criteria", "What districts are measured against."),
    ("How to read it", ""),
    ("Fiscal years", "2027 is FY2027, the fiscal year that ends in 2027."),
    ("Empty cells", "The plan does not say, or does not cover the year. A zero is a zero."),
    (
        "Dollars",
        "Dollars of each year, as the district pays them. Cells hold cents that are not shown.",
    ),
]


def said(**typed: Any) -> list[tuple[str, object]]:  # noqa: ANN401  (what a roll-up holds)
    lines = front_lines(roll_up_of(**typed), SHEETS, date(2026, 11, 29), "1.2.3")
    assert [one.label for one in lines if one.is_heading] == ["Scenario", "Sheet", "How to read it"]
    assert [one.leads_to for one in lines if one.leads_to] == ["Criteria"]
    return [(one.label, one.said) for one in lines]


def test_many_districts_in_three_scenarios() -> None:
    ash, elm = ({"plan": name, "state": "OH"} for name in ("ash", "elm"))
    short: dict[str, Any] = {"years": [YEAR], "measures": GAP}
    late = {"scenario": "late", "stands_in": True}
    districts = [
        {**ash, **short},
        {**elm, **short, "measures": {**GAP, **VOTE}},
        {**ash, **short, "scenario": "levy-fails", "title": "Levy fails"},
        {**elm, **short, "scenario": "levy-fails", "stands_in": True},
        {**ash, **late},
        {**elm, **late},
    ]
    failures = [("oak", "", "no"), ("ash", "levy-fails", "no")]
    gap = (
        "In FY2027, the worst year, 2 districts together have a structural gap of $18,000; nothing"
    )
    missed = (
        "2 of 2 districts miss at least one criterion; all meet the most important one, unfunded "
        "in year 1."
    )
    assert said(
        districts=districts,
        scenarios=["base", "levy-fails", "late"],
        failures=failures,
        unnamed=[{"plan": "fir"}],
    ) == [
        (
            "Answer",
            f"{missed} {gap} is unfunded in any year. 1 small district is not named; it is counted "
            "in the region's totals only. 1 plan could not be read; it is not counted.",
        ),
        (
            "Call these 2 today",
            "elm, OH: up to $200,000 a year depends on the vote on Levy, from FY2027 on. 1 more "
            "criterion is not met.",
        ),
        ("", "ash, OH: the structural gap is $9,000 in FY2027."),
        (
            "Votes",
            "One district counts on a vote that is still to come: elm, OH, up to $200,000 a year.",
        ),
        (
            "Device purchases",
            "Device purchases peak in FY2027: $80,000 for 0 devices, 1.0 times an average year; 2 "
            "of 3 districts buy more in that year than in any other.",
        ),
        (
            "Other scenarios",
            f"Levy fails: {missed} {gap} is unfunded in any year. 1 district has no such scenario; "
            "for it, its current plan is counted.",
        ),
        (
            "Other scenarios",
            "late: both districts meet every criterion. No district has a structural gap or "
            "unfunded cost in any year. 2 districts have no such scenario; for them, their "
            "current plan is counted.",
        ),
        ("Districts shown", 2),
        ("Districts in the totals only", 1),
        ("Plans that could not be read", 1),
        ("Years and scenarios", "FY2027. Scenarios: Current plan, Levy fails, late."),
        *MADE,
        ("Current plan", 'Called "base" in the plans. 2 districts.'),
        (
            "Levy fails",
            'Called "levy-fails" in the plans. 2 districts, of which 1 is shown with its current '
            "plan: it has no such scenario.",
        ),
        (
            "late",
            'Called "late" in the plans. 2 districts, of which 2 are shown with their current '
            "plan: they have no such scenario.",
        ),
        *LAST,
    ]


def test_one_district_that_meets_every_criterion() -> None:
    assert said(districts=[{"plan": "ash"}]) == [
        (
            "Answer",
            "The district meets every criterion. No district has a structural gap or unfunded cost "
            "in any year.",
        ),
        ("Districts shown", 1),
        ("Years and scenarios", "FY2027. Scenarios: Current plan."),
        *MADE,
        ("Current plan", 'Called "base" in the plans. 1 district.'),
        *LAST,
    ]


def test_nothing_could_be_read() -> None:
    assert said(districts=[], failures=[("oak", "", "no")]) == [
        ("Answer", "No plan could be projected. 1 plan could not be read; it is not counted."),
        ("Districts shown", 0),
        ("Plans that could not be read", 1),
        ("Years and scenarios", "Scenarios: base."),
        *MADE,
        ("base", 'Called "base" in the plans. 0 districts.'),
        *LAST,
    ]


def test_of_small_districts_only_how_many_there_are_is_said() -> None:
    bought = {"plan": "fir", "years": [YEAR]}
    labels = [label for label, _ in said(districts=[], unnamed=[bought])]
    assert labels[:4] == [
        "Answer",
        "Districts shown",
        "Districts in the totals only",
        "Years and scenarios",
    ]
