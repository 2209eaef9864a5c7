"""Many districts in one picture: how each stands, which plans could not be read, and the criteria.

Everything that a page, a table or a workbook of many districts shows is made of one ``RollUp``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planner.analysis.roll_up.judged import Judged, judged, worst_first
from planner.analysis.roll_up.standing import DistrictStanding
from planner.reference.criteria import Criterion


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


@dataclass(frozen=True)
class RollUp:
    """Many districts in one picture.

    Attributes
    ----------
    scenarios : tuple of str
        Scenarios by name, the one that matters most first.
    criteria : tuple of Criterion
        What districts are held against, the weightiest first.
    standings : tuple of DistrictStanding
        One for each district and scenario.
    failures : tuple of PlanFailure
        What could not be projected.
    """

    scenarios: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    standings: tuple[DistrictStanding, ...]
    failures: tuple[PlanFailure, ...] = ()

    def in_scenario(self, scenario: str) -> Sequence[DistrictStanding]:
        """Districts in one scenario, worst first."""
        there = [one for one in self.standings if one.scenario == scenario]
        return worst_first(there, self.criteria)

    def judged(self, standing: DistrictStanding) -> tuple[Judged, ...]:
        """What the criteria say of a district in a scenario, in their order."""
        return judged(standing, self.criteria)
