"""The region that many districts make up, by fiscal year, with how many of them are counted.

Plans begin and end in different years, so a sum of one year may be of fewer districts than that of
the year before. Every year says how many it counts. Districts do not pay for each other: the
region's gap is the sum of the gaps of those that have one, which is more than the gap of the sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.analysis.roll_up.standing import DistrictStanding, YearStanding, years_covered
from planner.projection.yearly_totals import A_CENT


@dataclass(frozen=True)
class RegionYear:
    """One fiscal year of a region [USD unless said otherwise].

    Attributes
    ----------
    scenario : str
        Scenario by name.
    fiscal_year : int
        The year.
    districts : int
        Districts in the picture [districts].
    counted : int
        Districts whose plan covers the year: all amounts are sums of these [districts].
    stand_in : int
        Of those counted, districts that have no such scenario: their current plan is counted
        [districts].
    with_gap : int
        Districts that have a structural gap [districts].
    below_policy : int
        Districts whose reserve is below the board's policy [districts].
    students : float
        Students [students].
    cost, sustained_cost : float
        Paid in the year, and the sustainable annual cost.
    recurring_revenue, structural_balance : float
        Recurring revenue, and the same less sustainable annual cost: one district's surplus
        hides another's gap here.
    structural_gap : float
        Gaps of the districts that have one, added up: no district pays for another.
    recurring_on_one_time : float
        Recurring cost paid with one-time money, prepayments or the reserve.
    unfunded : float
        Cost that nobody pays.
    reserve, reserve_policy : float
        Reserves at the end of the year, and what the boards' policies ask for.
    missing_reserve : float
        What is missing in the districts that are below their policy, added up.
    device_cost, devices_bought : float
        What devices cost in the year, and how many are bought [devices].
    """

    scenario: str
    fiscal_year: int
    districts: int
    counted: int
    stand_in: int
    with_gap: int
    below_policy: int
    students: float
    cost: float
    sustained_cost: float
    recurring_revenue: float
    structural_balance: float
    structural_gap: float
    recurring_on_one_time: float
    unfunded: float
    reserve: float
    reserve_policy: float
    missing_reserve: float
    device_cost: float
    devices_bought: float

    @property
    def all_counted(self) -> bool:
        """Whether the plan of every district covers the year."""
        return self.counted == self.districts


#: What is added up as it is.
_SUMS = (
    "students",
    "cost",
    "sustained_cost",
    "recurring_revenue",
    "structural_balance",
    "recurring_on_one_time",
    "unfunded",
    "reserve",
    "reserve_policy",
    "device_cost",
    "devices_bought",
)


def region(standings: Sequence[DistrictStanding]) -> tuple[RegionYear, ...]:
    """The region by fiscal year, from the first year of any plan to the last.

    Parameters
    ----------
    standings : sequence of DistrictStanding
        Districts in one scenario.

    Examples
    --------
    >>> from planner.analysis.roll_up.standing import standings
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = [
    ...     one
    ...     for name in ("altoona-wi", "prairie-view")
    ...     for one in standings(read_plan(example(name)))
    ... ]
    >>> [(one.fiscal_year, one.counted) for one in region(found) if not one.all_counted][:2]
    [(2022, 1), (2023, 1)]
    """
    return tuple(_year(standings, year) for year in years_covered(standings))


def _year(standings: Sequence[DistrictStanding], fiscal_year: int) -> RegionYear:
    counted = list(in_year(standings, fiscal_year))
    years = [year for _, year in counted]
    gaps = [-year.structural_balance for year in years if year.structural_balance < -A_CENT]
    missing = [year.reserve_policy - year.reserve for year in years]
    short = [amount for amount in missing if amount > A_CENT]
    sums = {name: sum(getattr(year, name) for year in years) for name in _SUMS}
    return RegionYear(
        scenario=standings[0].scenario,
        fiscal_year=fiscal_year,
        districts=len(standings),
        counted=len(counted),
        stand_in=sum(one.stands_in for one, _ in counted),
        with_gap=len(gaps),
        below_policy=len(short),
        structural_gap=sum(gaps),
        missing_reserve=sum(short),
        **sums,
    )


def in_year(
    standings: Sequence[DistrictStanding], fiscal_year: int
) -> Iterator[tuple[DistrictStanding, YearStanding]]:
    """Districts whose plan covers a fiscal year, each with that year.

    Parameters
    ----------
    standings : sequence of DistrictStanding
        Districts in one scenario.
    fiscal_year : int
        The year.
    """
    for standing in standings:
        for year in standing.years:
            if year.fiscal_year == fiscal_year:
                yield standing, year
