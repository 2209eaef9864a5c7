"""The sheets of a workbook of many districts: what is in their cells, and how it is shown."""

from __future__ import annotations

from typing import Any, TypeAlias

import pytest

from planner.analysis.roll_up.investments import Investment
from planner.views.roll_up.book_sheets import book_sheets
from planner.workbook.book_parts import HUNDREDTHS, SHOWN, BookColumn
from tests.views.roll_ups import roll_up_of

Sheets: TypeAlias = dict[str, dict[str, BookColumn]]
WHOLE, DOLLARS, PERCENT, YEAR = (SHOWN[one] for one in ("number", "money", "rate", "fiscal_year"))
YEARS = [
    {"fiscal_year": 2027, "students": 900, "cost": 1e6, "reserve_policy": 5e4},
    {"fiscal_year": 2028, "students": 890, "cost": 1.1e6, "structural_balance": -9e4},
]
CLIFF = {"held": 0.2, "amount": 3e4, "first_year": 2028, "worst_year": 2028, "about": ["A", ""]}
PHONES = Investment(
    *(1, "Phones", "Network", 2, 1200.0, "annual", ((2027, 1200.0),), (("Levy", 1200.0),))
)
DISTRICTS: list[dict[str, Any]] = [
    {"plan": "ash", "state": "OH", "nces_id": "0123456", "years": YEARS},
    {
        "plan": "elm",
        "district": "=Elm",
        "years": YEARS[1:],
        "measures": {"cliff": CLIFF, "devices_past_support": {}},
        "ending": [{"name": "ESSER III", "kind": "grant", "covered": [500]}],
        "explanations": {"cliff": "The board knows."},
        "investments": (PHONES,),
    },
]
LATE = [
    {**DISTRICTS[0], "scenario": "late", "title": "Late levy"},
    {**DISTRICTS[1], "scenario": "late", "stands_in": True},
]


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    found = roll_up_of(
        [*DISTRICTS, *LATE],
        ["base", "late"],
        ["cliff", "devices_past_support"],
        failures=[("oak", "", "row 2: no\nrow 3: no"), ("ash", "late", "row 4: no")],
        left_out=[("old/", "It is an archive.")],
        remarks=[("elm", "It has a namesake.")],
    )
    return {one.name: {c.heading: c for c in one.columns} for one in book_sheets(found)}


def test_districts_are_worst_first_in_each_scenario_with_what_each_criterion_says(
    sheets: Sheets,
) -> None:
    found = sheets["Districts"]
    assert {heading: column.values for heading, column in found.items()} == {
        "District": ["=Elm", "ash"] * 2,
        "State": ["", "OH"] * 2,
        "Scenario": ["Current plan", "Current plan", "Late levy", "Late levy"],
        "Current plan stands in": ["no", "no", "yes", "no"],
        "Students": [890, 900] * 2,
        "Criteria not met": [1, 0] * 2,
        "Not met and not explained": [0, 0] * 2,
        "First reason to call": ["A funding cliff of $30,000 comes in FY2028.", ""] * 2,
        "Largest funding cliff": ["Not met", "Met"] * 2,
        "Largest funding cliff, dollars": [30_000, 0] * 2,
        "Largest funding cliff, first year": [2028, None] * 2,
        "Largest funding cliff, share of sustainable annual cost": [0.2, 0] * 2,
        "Largest funding cliff, worst year": [2028, None] * 2,
        "Largest funding cliff, what it is about": ["A; prepayments", ""] * 2,
        "Largest funding cliff, the district's explanation": ["The board knows.", ""] * 2,
        "Devices past support": ["Not known", "Met"] * 2,
        "Devices past support, first year": [None] * 4,
        "Devices past support, devices": [None, 0] * 2,
        "Devices past support, worst year": [None] * 4,
        "Devices past support, what it is about": [""] * 4,
        "Devices past support, the district's explanation": [""] * 4,
        "First fiscal year": [2028, 2027] * 2,
        "Last fiscal year": [2028, 2028] * 2,
        "NCES id": ["", "0123456"] * 2,
        "Plan": ["elm", "ash"] * 2,
    }
    assert found["First fiscal year"].form == found["Last fiscal year"].form == YEAR
    about_cliff = [column for name, column in found.items() if name.startswith("Largest")]
    assert [column.is_detail for column in about_cliff] == [False] * 3 + [True] * 4
    assert [column.form for column in about_cliff[1:5]] == [DOLLARS, YEAR, PERCENT, YEAR]
    assert not found["Devices past support, devices"].is_detail
    assert found["Devices past support, devices"].form == WHOLE
    assert {column.marked for column in found.values()} == {"", "Not met"}


def test_criteria_have_a_threshold_a_unit_and_a_source(sheets: Sheets) -> None:
    found = sheets["Criteria"]
    assert rows(found) == [
        (
            "Largest funding cliff",
            0.05,
            "share of sustainable annual cost",
            "Our assumption: a twentieth of the cost in one year is more than a budget absorbs",
            *(1, 0, 1, 0),
        ),
        (
            "Devices past support",
            0,
            "devices",
            "Our assumption: a device without security updates is in no district's service",
            *(0, 1, 0, 1),
        ),
    ]
    assert found["Most that meets it"].form == [PERCENT, WHOLE]
    assert [*found][:6] == [
        *("Criterion", "Most that meets it", "Unit", "Source"),
        "Not met: Current plan, districts",
        "Not known: Current plan, districts",
    ]


def test_years_are_in_the_order_of_districts_and_say_nothing_of_a_policy_that_is_not_there(
    sheets: Sheets,
) -> None:
    found = sheets["Years"]
    assert found["District"].values[:3] == ["=Elm", "ash", "ash"]
    assert found["Fiscal year"].values[:3] == [2028, 2027, 2028]
    assert found["Structural balance"].values[:3] == [-90_000, 0, -90_000]
    assert found["Reserves required by policy"].values[:3] == [None, 50_000, 0]
    shown = [found[name].form for name in ("Fiscal year", "Students", "Cost", "Devices bought")]
    assert shown == [YEAR, WHOLE, DOLLARS, WHOLE]


def test_the_region_says_how_many_districts_are_counted(sheets: Sheets) -> None:
    found = sheets["Region"]
    names = ("Scenario", "Fiscal year", "Districts", "Districts counted", "Structural gap")
    assert rows({name: found[name] for name in names}) == [
        ("Current plan", 2027, 2, 1, 0),
        ("Current plan", 2028, 2, 2, 180_000),
        ("Late levy", 2027, 2, 1, 0),
        ("Late levy", 2028, 2, 2, 180_000),
    ]
    assert found["Counted with their current plan"].values == [0, 0, 0, 1]


def test_a_fall_is_not_known_in_a_year_that_no_plan_covers_with_the_one_before(
    sheets: Sheets,
) -> None:
    assert [*sheets["Ending"]][:3] == ["Scenario", "Kind of money", "Districts"]
    assert rows(sheets["Ending"])[:2] == [
        ("Current plan", "Federal relief money", 1, 2027, 0, 0, None),
        ("Current plan", "Federal relief money", 1, 2028, 1, 500, 0),
    ]


def test_what_to_fix_is_one_list(sheets: Sheets) -> None:
    assert [*sheets["To fix"]] == ["What it is", "Plan", "Scenario", "Why"]
    assert rows(sheets["To fix"]) == [
        ("To fix", "oak", "", "row 2: no"),
        ("To fix", "oak", "", "row 3: no"),
        ("To fix", "ash", "Late levy", "row 4: no"),
        ("Left out", "old/", "", "It is an archive."),
        ("To know", "elm", "", "It has a namesake."),
    ]


def test_shapes_say_in_every_row_that_they_are_not_the_form(sheets: Sheets) -> None:
    found = sheets["Shape of top investments"]
    assert [*found][4:13] == [
        *("Rank", "Item", "Estimated cost", "One-time, annual or both", "Funding sources"),
        *("Kind", "Priority", "FY2027", "FY2028"),
    ]
    assert rows(found)[0][4:13] == (
        *(1, "Phones", 1200.0, "annual", "Levy $1,200", "Network", 2, 1200.0),
        None,
    )
    assert [one.form for one in found.values()][4:12:2] == [WHOLE, DOLLARS, DOLLARS, WHOLE]
    review = sheets["Shape of criteria review"]
    assert rows(review)[0][4:14] == (
        *("Largest funding cliff", 0.05, "share of sustainable annual cost", 0.2, "Not met"),
        *("yes", "The board knows.", 30_000, 2028, 2028),
    )
    assert rows(review)[1][7:12] == (None, "Not known", "no", "", None)
    for name in ("Standard", "Found"):
        assert review[name].form == [PERCENT, WHOLE] * 4
    for shape in (found, review):
        assert all("not the official form" in str(said) for said in shape["Shape"].values)
        assert shape["Shape"].is_long


@pytest.mark.parametrize(
    ("name", "usual", "odd", "form", "value", "measure"),
    [
        ("cost", 9e4, 9e6, DOLLARS, 10_000, "Cost per student and year"),
        ("devices_bought", 90, 450, HUNDREDTHS, 0.5, "Devices bought per student and year"),
        (
            *("structural_balance", 1e4, -7.5e5, PERCENT, -0.75),
            "Structural balance as a share of cost",
        ),
    ],
)
def test_an_outlier_is_shown_in_the_unit_of_what_is_unusual(
    name: str, usual: float, odd: float, form: str, value: float, measure: str
) -> None:
    amounts = [odd, *(usual * (1 + number / 10) for number in range(9))]
    year = {"fiscal_year": 2027, "students": 900, "sustained_cost": 1e6}
    districts = [
        {"plan": f"plan {number}", "state": "OH", "years": [{**year, name: amount}]}
        for number, amount in enumerate(amounts)
    ]
    (found,) = (one for one in book_sheets(roll_up_of(districts)) if one.name == "Outliers")
    columns = {column.heading: column for column in found.columns}
    assert columns["District"].values == ["plan 0, OH"]
    assert columns["Scenario"].values == ["Current plan"]
    assert str(columns["What is unusual, and why"].values[0]).endswith(").")
    assert columns["Compared with others by"].values == [measure]
    assert columns["This district"].values == [value]
    assert columns["This district"].form == columns["Median"].form == [form]
    assert columns["Modified z-score"].form == HUNDREDTHS
    assert columns["Districts compared"].values == [10]


def test_a_policy_of_one_dollar_is_a_policy() -> None:
    years = [{"fiscal_year": 2027, "students": 10, "reserve_policy": 1.0}]
    found = {one.name: one for one in book_sheets(roll_up_of([{"plan": "ash", "years": years}]))}
    columns = {one.heading: one.values for one in found["Years"].columns}
    assert columns["Reserves required by policy"] == [1]


def test_without_a_plan_that_could_be_read_the_sheets_are_empty() -> None:
    found = book_sheets(roll_up_of([], failures=[("oak", "", "no")]))
    assert [one.name for one in found if any(column.values for column in one.columns)] == [
        *("Criteria", "To fix")
    ]


def rows(columns: dict[str, BookColumn]) -> list[tuple[Any, ...]]:
    return list(zip(*(one.values for one in columns.values()), strict=True))
