"""Many districts in one picture: how each stands, which plans could not be read, and the criteria.

Everything that a page, a table or a workbook of many districts shows is made of one ``RollUp``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.analysis.roll_up.frames import districts_frame, to_fix_frame, years_frame
from planner.analysis.roll_up.judged import Judged, judged, worst_first
from planner.analysis.roll_up.region import RegionYear, region
from planner.analysis.roll_up.region_frames import ending_frame, outliers_frame, region_frame
from planner.analysis.roll_up.sections import criteria_review_table, investments_table
from planner.analysis.roll_up.standing import DistrictStanding
from planner.reference.criteria import Criterion

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class PlanFailure:
    """A plan, or a scenario of one, that could not be projected.

    Attributes
    ----------
    plan : str
        What the plan is called.
    scenario : str
        Blank where the plan could not be read at all.
    why : str
        What to fix, one problem a line.
    """

    plan: str
    scenario: str
    why: str

    @property
    def problems(self) -> tuple[str, ...]:
        """What to fix, one by one."""
        return tuple(line for line in self.why.splitlines() if line.strip())


@dataclass(frozen=True)
class PlanNote:
    """What else to know about a plan or folder: why it is left out, or that it has a namesake.

    Attributes
    ----------
    plan : str
        What the plan or folder is called.
    why : str
        What there is to know.
    """

    plan: str
    why: str


@dataclass(frozen=True)
class RollUp:
    """Many districts in one picture.

    Attributes
    ----------
    scenarios : tuple of str
        Scenarios by name, the one that matters most first.
    criteria : tuple of Criterion
        What districts are measured against, the most important first.
    standings : tuple of DistrictStanding
        One for each district and scenario.
    failures : tuple of PlanFailure
        What could not be projected.
    left_out : tuple of PlanNote
        Copies, archives and folders of other plans.
    remarks : tuple of PlanNote
        Plans that are here and about which there is something to know.
    unnamed : tuple of DistrictStanding
        Small districts that only the region's totals count, see ``small_districts.py``.
    """

    scenarios: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    standings: tuple[DistrictStanding, ...]
    failures: tuple[PlanFailure, ...] = ()
    left_out: tuple[PlanNote, ...] = ()
    remarks: tuple[PlanNote, ...] = ()
    unnamed: tuple[DistrictStanding, ...] = ()

    def in_scenario(self, scenario: str) -> Sequence[DistrictStanding]:
        """Districts in one scenario, worst first."""
        there = [one for one in self.standings if one.scenario == scenario]
        return worst_first(there, self.criteria)

    def in_region(self, scenario: str) -> Sequence[DistrictStanding]:
        """Districts that the region's totals count in one scenario, those without a name too."""
        unnamed = [one for one in self.unnamed if one.scenario == scenario]
        return [*self.in_scenario(scenario), *unnamed]

    def region_by_year(self, scenario: str) -> tuple[RegionYear, ...]:
        """The districts together by fiscal year, in one scenario."""
        return region(self.in_region(scenario))

    def districts(self) -> pd.DataFrame:
        """A row for each district and scenario, worst first, with what each criterion says."""
        return districts_frame(self)

    def years(self) -> pd.DataFrame:
        """A row for each district, scenario and fiscal year, in dollars."""
        return years_frame(self)

    def region(self) -> pd.DataFrame:
        """A row for each scenario and fiscal year: the districts together, in dollars."""
        return region_frame(self)

    def ending(self) -> pd.DataFrame:
        """A row for each scenario, kind of money that ends and fiscal year, in dollars."""
        return ending_frame(self)

    def outliers(self) -> pd.DataFrame:
        """A row for each district that is far from others of its size, and in what."""
        return outliers_frame(self)

    def investments(self) -> pd.DataFrame:
        """A row for each of the five largest investments of a district, with who pays."""
        return investments_table(self.in_order())

    def criteria_review(self) -> pd.DataFrame:
        """A row for each district and criterion: met or not, and the explanation if required."""
        return criteria_review_table(self.in_order(), self.criteria)

    def in_order(self) -> Sequence[DistrictStanding]:
        """Districts in every scenario, scenario by scenario, worst first in each."""
        return [one for scenario in self.scenarios for one in self.in_scenario(scenario)]

    def to_fix(self) -> pd.DataFrame:
        """A row for each problem that keeps a plan, or a scenario of one, from being projected."""
        return to_fix_frame(self)

    def judged(self, standing: DistrictStanding) -> tuple[Judged, ...]:
        """What the criteria say of a district in a scenario, in their order."""
        return judged(standing, self.criteria)

    def missed(self, standing: DistrictStanding) -> tuple[Judged, ...]:
        """Criteria that a district does not meet in a scenario, the most important first."""
        return tuple(one for one in self.judged(standing) if one.is_missed)
