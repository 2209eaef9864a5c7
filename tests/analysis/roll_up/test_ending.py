"""Money that ends across a region: by kind, and a fall that no plan's end makes."""

from __future__ import annotations

import pytest

from planner.analysis.roll_up.ending import kind_of, region_ending
from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import EndingSource
from tests.analysis.roll_up.by_hand import standing_of, yearly


def test_kinds_come_first_and_then_what_districts_call_it() -> None:
    found = region_ending(
        [
            standing_of(
                "a",
                yearly(2027, cost=[1.0, 1.0, 1.0]),
                [("ESSER III", "grant", [90, 40, 0]), ("", "", [5, 0, 0])],
            ),
            standing_of("b", yearly(2027, cost=[1.0, 1.0]), [("ESSER III", "grant", [10, 10])]),
            standing_of("c", yearly(2028, cost=[1.0, 1.0]), [("Levy", "local_levy", [20, 0])]),
        ]
    )
    assert found.years == (2027, 2028, 2029)
    assert [(one.kind, one.districts, one.covered) for one in found.kinds] == [
        ("relief", 2, (100, 50, 0)),
        ("local_levy", 1, (0, 20, 0)),
        ("prepaid", 1, (5, 0, 0)),
    ]
    assert found.kinds[0].names == (("ESSER III", 2),)
    assert found.kinds[2].names == ()


def test_a_plan_that_ends_is_no_cliff() -> None:
    """In FY2029 the plan of b is over; what its money covered until then does not fall."""
    a = standing_of("a", yearly(2027, cost=[1.0] * 3), [("Grant", "grant", [30, 30, 20])])
    b = standing_of("b", yearly(2027, cost=[1.0] * 2), [("Levy", "local_levy", [50, 45])])
    found = region_ending([a, b])
    assert found.falls == (0, 5, 10)
    assert found.counted == (0, 2, 1)
    assert (found.fall_year, found.fall_size) == (2029, 10)


def test_a_plan_that_begins_later_is_no_rise() -> None:
    a = standing_of("a", yearly(2027, cost=[1.0] * 2), [("Grant", "grant", [30, 20])])
    b = standing_of("b", yearly(2028, cost=[1.0] * 2), [("Grant", "grant", [50, 50])])
    assert region_ending([a, b]).falls == (0, 10, 0)


def test_where_nothing_falls_there_is_no_year() -> None:
    rises = standing_of("a", yearly(2027, cost=[1.0] * 2), [("Grant", "grant", [10, 20])])
    found = region_ending([rises])
    assert (found.fall_year, found.fall_size) == (None, 0.0)
    nobody = region_ending([])
    assert (nobody.years, nobody.fall_year, nobody.fall_size) == ((), None, 0.0)


def test_a_row_for_each_kind_and_year() -> None:
    a = standing_of("a", yearly(2027, cost=[1.0] * 2), [("Grant", "grant", [30, 20])])
    frame = RollUp(("base",), (), (a,)).ending()
    assert frame.to_dict("records") == [
        {
            "scenario": "base",
            "kind": "grant",
            "districts": 1,
            "fiscal_year": year,
            "counted": counted,
            "covered": covered,
            "falls_by": falls,
        }
        for year, counted, covered, falls in ((2027, 0, 30, 0), (2028, 1, 20, 10))
    ]


@pytest.mark.parametrize(
    ("name", "kind", "found"),
    [
        ("ESSER relief, technology part", "grant", "relief"),
        ("ARP grant", "grant", "relief"),
        ("State relief", "grant", "relief"),
        ("Harper Foundation", "grant", "grant"),
        ("Technology levy", "local_levy", "local_levy"),
        ("", "", "prepaid"),
    ],
)
def test_relief_money_is_a_kind_of_its_own(name: str, kind: str, found: str) -> None:
    assert kind_of(EndingSource(name, kind, ())) == found
