"""Outliers against a search by brute force, and what makes them so."""

from __future__ import annotations

import random

import pytest

from planner.analysis.roll_up.outliers import PEERS, outliers
from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import DistrictStanding
from tests.analysis.roll_up.by_hand import standing_of, yearly

#: Cost per student of eight districts, the last one far above.
COSTS = (100.0, 102.0, 98.0, 101.0, 99.0, 103.0, 97.0, 160.0)


def district(name: str, cost: float, students: float = 10.0, **more: float) -> DistrictStanding:
    """One of two years; its cost is devices but for 50 a student."""
    amounts = {
        "cost": cost * students,
        "students": students,
        "sustained_cost": 100.0 * students,
        **{key: amount * students for key, amount in more.items()},
    }
    years = yearly(2027, **{key: [amount, amount] for key, amount in amounts.items()})
    lines = {"device_refresh": (cost - 50) * 2 * students, "staffing": 100.0 * students}
    return standing_of(name, years, cost_by_line=lines)


def test_the_one_that_is_far_is_named_with_its_line() -> None:
    (found,) = outliers([district(f"d{n}", cost) for n, cost in enumerate(COSTS)])
    assert (found.plan, found.quantity, found.value, found.median) == (
        "d7",
        "cost_per_student",
        160.0,
        100.5,
    )
    assert found.score == pytest.approx(0.6745 * 59.5 / 2.0)
    assert found.parts == (("device_refresh", 59.5),)
    assert found.compared == 8


def test_a_row_for_each_outlier() -> None:
    there = tuple(district(f"d{n}", cost) for n, cost in enumerate(COSTS))
    (row,) = RollUp(("base",), (), there).outliers().to_dict("records")
    assert (row["scenario"], row["plan"], row["parts"]) == ("base", "d7", "device_refresh")


def test_with_seven_districts_there_is_no_telling() -> None:
    assert outliers([district(f"d{n}", cost) for n, cost in enumerate(COSTS[1:])]) == ()


def test_where_most_are_equal_nobody_is_named() -> None:
    assert outliers([district(f"d{n}", 100.0 if n else 500.0) for n in range(9)]) == ()


def test_a_district_without_students_is_held_against_nobody() -> None:
    empty = standing_of("empty", yearly(2027, cost=[5.0]))
    found = outliers([empty, *(district(f"d{n}", cost) for n, cost in enumerate(COSTS))])
    assert [one.plan for one in found] == ["d7"]


def test_a_low_one_is_named_by_what_it_lacks() -> None:
    found = outliers([district(f"d{n}", 200 - cost) for n, cost in enumerate(COSTS)])
    assert [(one.plan, one.score < 0, one.parts) for one in found] == [
        ("d7", True, (("device_refresh", -59.5),))
    ]


def test_a_balance_is_explained_by_cost_or_revenue() -> None:
    """Revenue falls short by 60 a student; sustainable cost is what it is everywhere."""
    balances = (0.0, 2.0, -2.0, 1.0, -1.0, 3.0, -3.0, -60.0)
    found = outliers(
        [
            district(f"d{n}", 100.0 + n % 3, structural_balance=b, recurring_revenue=100.0 + b)
            for n, b in enumerate(balances)
        ]
    )
    assert [(one.plan, one.quantity, one.value) for one in found] == [("d7", "balance_share", -0.6)]
    assert found[0].parts == (("recurring_revenue", -59.5),)


def by_brute_force(standings: list[DistrictStanding]) -> set[str]:
    """Plans whose cost per student is far from that of the 41 nearest in size, the long way."""

    def middle(values: list[float]) -> float:
        ordered = sorted(values)
        half = len(ordered) // 2
        return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2

    ranked = sorted(standings, key=lambda one: one.years[0].students)
    found = set()
    for place, one in enumerate(ranked):
        first = max(0, min(place - 20, len(ranked) - 41))
        costs = [peer.years[0].cost / peer.years[0].students for peer in ranked[first:][:41]]
        own = one.years[0].cost / one.years[0].students
        spread = middle([abs(cost - middle(costs)) for cost in costs])
        if abs(0.6745 * (own - middle(costs)) / spread) > 3.5:
            found.add(one.plan)
    return found


@pytest.mark.parametrize("count", [8, 40, 41, 42, 120])
def test_the_same_as_by_brute_force(count: int) -> None:
    dice = random.Random(count)
    there = [
        district(f"d{n}", dice.lognormvariate(5, 0.4), students=100.0 + n * 7)
        for n in dice.sample(range(count), count)
    ]
    found = [one for one in outliers(there) if one.quantity == "cost_per_student"]
    assert {one.plan for one in found} == by_brute_force(there)
    assert {one.compared for one in found} <= {min(count, PEERS)}
    scores = [abs(one.score) for one in found]
    assert scores == sorted(scores, reverse=True)
