"""When device purchases of a region peak together, and which districts make the peak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.roll_up.largest_half import largest_half
from planner.analysis.roll_up.region import in_year, region
from planner.analysis.roll_up.standing import DistrictStanding
from planner.projection.yearly_totals import A_CENT


@dataclass(frozen=True)
class DevicePeak:
    """The year in which a region buys most devices.

    Attributes
    ----------
    fiscal_year : int
        The year.
    device_cost, devices_bought : float
        What devices cost in it, and how many are bought [USD, devices].
    usual : float
        What they cost in an average year of the same districts [USD].
    counted : int
        Districts whose plans cover the year [districts].
    in_their_peak : int
        Districts that buy more in it than in any other year [districts].
    makers : tuple of (str, float)
        Plans that buy most above their own average, until half of all that districts buy above
        theirs is named; by how much [USD].
    """

    fiscal_year: int
    device_cost: float
    devices_bought: float
    usual: float
    counted: int
    in_their_peak: int
    makers: tuple[tuple[str, float], ...]


def device_peak(standings: Sequence[DistrictStanding]) -> DevicePeak | None:
    """The year in which device purchases of a region peak together, None where there are none.

    Years that some plans do not cover count too; how many they cover is said.

    Parameters
    ----------
    standings : sequence of DistrictStanding
        Districts in one scenario.

    Examples
    --------
    >>> from planner.analysis.roll_up.standing import standings
    >>> from planner.packaged import example
    >>> from planner.plan.read import read_plan
    >>> found = device_peak(standings(read_plan(example("prairie-view"))))
    >>> found.fiscal_year, found.in_their_peak
    (2034, 1)
    """
    years = region(standings)
    worst = max(years, key=lambda year: year.device_cost, default=None)
    if worst is None or worst.device_cost < A_CENT:
        return None
    there = list(in_year(standings, worst.fiscal_year))
    averages = [_average(one) for one, _ in there]
    above = [
        (one.plan, year.device_cost - average)
        for (one, year), average in zip(there, averages, strict=True)
        if year.device_cost - average > A_CENT
    ]
    return DevicePeak(
        fiscal_year=worst.fiscal_year,
        device_cost=worst.device_cost,
        devices_bought=worst.devices_bought,
        usual=sum(averages),
        counted=worst.counted,
        in_their_peak=sum(_is_peak(one, year.device_cost) for one, year in there),
        makers=largest_half(sorted(above, key=lambda one: (-one[1], one[0]))),
    )


def _average(standing: DistrictStanding) -> float:
    return sum(year.device_cost for year in standing.years) / len(standing.years)


def _is_peak(standing: DistrictStanding, device_cost: float) -> bool:
    return device_cost > A_CENT and device_cost == max(y.device_cost for y in standing.years)
