"""The year in which a region buys most devices, and who makes it so."""

from __future__ import annotations

from planner.analysis.roll_up.device_peaks import device_peak
from tests.analysis.roll_up.by_hand import standing_of, yearly


def test_the_peak_names_the_fewest_that_make_half_of_it() -> None:
    found = device_peak(
        [
            standing_of("a", yearly(2027, device_cost=[0, 90, 0], devices_bought=[0, 3, 0])),
            standing_of("b", yearly(2027, device_cost=[0, 60, 0], devices_bought=[0, 2, 0])),
            standing_of("c", yearly(2027, device_cost=[60, 30, 0], devices_bought=[2, 1, 0])),
            standing_of("d", yearly(2028, device_cost=[30, 30], devices_bought=[1, 1])),
            standing_of("e", yearly(2029, device_cost=[30])),
        ]
    )
    assert found is not None
    assert (found.fiscal_year, found.device_cost, found.devices_bought) == (2028, 210, 7)
    assert (found.counted, found.in_their_peak) == (4, 3)
    assert found.usual == 30 + 20 + 30 + 30
    assert found.makers == (("a", 60.0),)


def test_where_nothing_is_bought_there_is_no_peak() -> None:
    assert device_peak([]) is None
    assert device_peak([standing_of("a", yearly(2027, device_cost=[0.0]))]) is None


def test_where_purchases_are_level_nobody_makes_the_peak() -> None:
    found = device_peak([standing_of("a", yearly(2027, device_cost=[5.0, 5.0]))])
    assert found is not None
    assert (found.fiscal_year, found.makers, found.usual) == (2027, (), 5.0)
