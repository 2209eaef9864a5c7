"""The region is the sum of its districts to the dollar, and says how many it counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.figures import exact
from planner.analysis.roll_up.region import region
from planner.analysis.roll_up.roll_up import RollUp
from planner.analysis.roll_up.standing import DistrictStanding
from tests.analysis.roll_up.by_hand import standing_of, yearly
from tests.generated_plans import examples

#: A district with a surplus, one with a gap whose plan begins a year later.
RICH = standing_of(
    "rich",
    yearly(
        2027,
        cost=[100.0, 110.0, 120.0],
        structural_balance=[50.0, 50.0, -5.0],
        reserve=[30.0, 30.0, 30.0],
        reserve_policy=[10.0, 10.0, 40.0],
        students=[10.0, 10.0, 10.0],
    ),
)
POOR = standing_of(
    "poor",
    yearly(
        2028,
        cost=[200.0, 210.0],
        structural_balance=[-20.0, -40.0],
        reserve=[0.0, 5.0],
        reserve_policy=[20.0, 20.0],
        students=[20.0, 20.0],
    ),
    stands_in=True,
)
TOTALS = ("cost", "unfunded", "reserve", "structural_balance", "device_cost")


def test_districts_do_not_pay_for_each_other() -> None:
    (_, year, last) = region([RICH, POOR])
    assert (year.structural_balance, year.structural_gap, year.with_gap) == (30.0, 20.0, 1)
    assert (year.reserve, year.reserve_policy) == (30.0, 30.0)
    assert (year.missing_reserve, year.below_policy) == (20.0, 1)
    assert (last.structural_gap, last.with_gap) == (45.0, 2)
    assert (last.missing_reserve, last.below_policy) == (25.0, 2)


def test_every_year_says_how_many_it_counts() -> None:
    found = region([RICH, POOR])
    assert [(year.fiscal_year, year.counted, year.stand_in) for year in found] == [
        (2027, 1, 0),
        (2028, 2, 1),
        (2029, 2, 1),
    ]
    assert [year.all_counted for year in found] == [False, True, True]
    assert {year.districts for year in found} == {2}
    assert [year.cost for year in found] == [100.0, 310.0, 330.0]
    assert [year.students for year in found] == [10.0, 30.0, 30.0]


def test_less_than_a_cent_is_no_gap() -> None:
    tiny = standing_of("tiny", yearly(2027, structural_balance=[-0.004], reserve_policy=[0.004]))
    (year,) = region([tiny])
    assert (year.with_gap, year.structural_gap, year.below_policy) == (0, 0, 0)


def test_a_region_of_nobody_has_no_years() -> None:
    assert region([]) == ()


def test_a_row_for_each_scenario_and_year() -> None:
    frame = RollUp(("base",), (), (RICH, POOR)).region()
    assert list(frame["fiscal_year"]) == [2027, 2028, 2029]
    assert list(frame["counted"]) == [1, 2, 2]
    assert list(frame["structural_gap"]) == [0.0, 20.0, 45.0]
    assert len(RollUp(("base",), (), ()).region()) == 0


@st.composite
def districts(draw: st.DrawFn) -> list[DistrictStanding]:
    """A few districts of different first years and horizons, amounts as figures have them."""
    amount = st.integers(-(10**12), 10**12).map(lambda cents: exact(cents / 100))
    found = []
    for number in range(draw(st.integers(1, 6))):
        count = draw(st.integers(1, 5))
        column = st.lists(amount, min_size=count, max_size=count)
        years = yearly(draw(st.integers(2025, 2028)), **{name: draw(column) for name in TOTALS})
        found.append(standing_of(f"district {number}", years))
    return found


@examples(30)
@given(districts())
def test_the_region_is_the_sum_of_its_districts(found: list[DistrictStanding]) -> None:
    for year in region(found):
        there = [y for one in found for y in one.years if y.fiscal_year == year.fiscal_year]
        assert year.counted == len(there) > 0
        for name in TOTALS:
            assert getattr(year, name) == sum(getattr(one, name) for one in there)
        gaps = [-one.structural_balance for one in there if one.structural_balance < -0.01]
        assert year.structural_gap == sum(gaps)
        assert year.structural_gap >= -year.structural_balance - 0.01 * len(there)
    backwards = region(found[::-1])
    assert backwards == region(found)
