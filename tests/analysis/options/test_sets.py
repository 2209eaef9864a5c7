"""Sets of options: which may be, which close the gap, which come first."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from planner.analysis.answers import A_CENT
from planner.analysis.options.search import best_place
from planner.analysis.options.sets import (
    SetMeasures,
    allowed_sets,
    breaks_nothing,
    in_order_of_loss,
    sets_of,
)
from planner.analysis.options.study import options
from planner.plan.tables import OptionRow
from tests.analysis.options.option_plan import change, option
from tests.analysis.options.test_cards import district


def measures(**given: list[float]) -> SetMeasures:
    """Figures of some sets; those not given are zero."""
    count = len(next(iter(given.values())))
    names = SetMeasures.__dataclass_fields__
    return SetMeasures(**{name: np.array(given.get(name, [0.0] * count)) for name in names})


def rows(*points: float, **cells: object) -> list[OptionRow]:
    return [
        OptionRow.model_validate(option(f"o{k}", lost, **cells)) for k, lost in enumerate(points)
    ]


def test_half_a_cent_missing_is_a_gap() -> None:
    found = measures(
        unfunded_in_all=[0.0, A_CENT, 0.0, 0.0, 0.0, 0.0],
        years_under=[0.0, 0.0, 1.0, 0.0, 0.0, 0.0],
        structural_balance_last=[0.0, 0.0, 0.0, -A_CENT, -0.004, 5.0],
    )
    assert found.closes.tolist() == [True, False, False, False, True, True]


def test_the_gap_of_a_set_is_the_lump_sum_and_the_deficit_of_the_last_year() -> None:
    found = measures(short=[5.0, 0.0, 7.0], structural_balance_last=[-3.0, -3.0, 9.0])
    assert [found.at(place)["gap"] for place in range(3)] == [8.0, 3.0, 7.0]


def test_points_that_add_up_to_the_limit_are_within_it() -> None:
    """0.1 + 0.2 is a hair more than 0.3 to a computer."""
    masks = allowed_sets(rows(0.1, 0.2, 0.4), 100, 0.3)
    assert masks is not None
    assert masks.tolist() == [0, 1, 2, 3]


def test_what_is_needed_and_not_there_forbids_and_what_is_excluded_and_not_there_does_not() -> None:
    taken = sets_of(np.arange(4), 2)
    needs = [*rows(1.0, needs=("gone",)), *rows(1.0)]
    assert breaks_nothing(needs, taken).tolist() == [True, False, True, False]
    excludes = [*rows(1.0, excludes=("gone",)), *rows(1.0)]
    assert breaks_nothing(excludes, taken).all()


def test_of_sets_that_lose_as_little_the_smaller_comes_first_then_the_richer_to_the_cent() -> None:
    found = measures(
        points=[2.0, 1.0, 1.0, 1.0, 1.0, 1.0],
        size=[1.0, 2.0, 1.0, 1.0, 1.0, 1.0],
        position=[900.0, 900.0, 100.0, 120.0, 100.00496, 100.0],
    )
    assert in_order_of_loss(found, np.arange(6)).tolist() == [3, 2, 4, 5, 1, 0]
    assert in_order_of_loss(found, np.array([5, 0, 4])).tolist() == [4, 5, 0]


@pytest.mark.parametrize(
    ("figures", "best"),
    [
        (
            {"points": [9.0, 1.0], "structural_balance_last": [0.0, -0.01]},
            0,
        ),  # one closes, the other a cent off
        ({"points": [3.0, 2.0, 2.0], "size": [1.0, 2.0, 1.0]}, 2),
        ({"position": [5.0, 5.01, 5.01]}, 1),
        ({"position": [5.0, 5.02, 5.02496]}, 1),
        ({"short": [9.0, 4.0, 4.0], "points": [0.0, 2.0, 1.0], "unfunded_in_all": [1.0] * 3}, 2),
        ({"short": [4.00496, 4.0], "points": [0.0, 2.0], "unfunded_in_all": [1.0] * 2}, 0),
        ({"short": [4.01, 4.0], "points": [0.0, 2.0], "unfunded_in_all": [1.0] * 2}, 1),
        ({"short": [0.0, 0.0], "points": [0.0, 9.0], "unfunded_in_all": [1.0, 0.0]}, 1),
    ],
)
def test_the_best_set_closes_the_gap_or_comes_closest(
    figures: dict[str, list[float]], best: int
) -> None:
    assert best_place(measures(**figures)) == best


def test_devices_past_their_support_are_counted_by_set_and_year() -> None:
    """Of 30 laptops without support from FY2028 on, ten a year are replaced, or all at once."""
    laptops = {
        "name": "Laptops",
        "category": "staff_devices",
        "serves": "nobody",
        "fixed_units": 30,
        "unit_price": 1000,
        "useful_life_years": 5,
        "replacement": "capped",
        "yearly_cap": 10,
    }
    found = options(
        district(
            option("at-once", 1),
            option("drop", 1),
            devices=[laptops],
            inventory=[
                {
                    "name": "Laptops",
                    "bought": 2025,
                    "units": 30,
                    "support_ends": date(2027, 6, 30),
                }
            ],
            scenarios=[
                change("at-once", "devices", "Laptops", "yearly_cap", "set", "30"),
                change("drop", "licenses", "Reading", "active", "set", "no"),
            ],
        )
    )
    names = [found.names(place) for place in range(len(found.masks))]
    assert names == [(), ("at-once",), ("drop",), ("at-once", "drop")]
    assert found.measures.past_support.tolist() == [30.0, 0.0, 30.0, 0.0]


def test_the_structural_balance_of_a_card_is_that_of_the_last_year() -> None:
    [card] = options(district(option("dear", 1, earliest_year=2029))).cards
    assert card.structural == pytest.approx(-2000)
    assert card.by_year == pytest.approx([0, 0, -2000], abs=1e-5)
