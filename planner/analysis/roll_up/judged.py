"""What an office's criteria say of a district: met, not met, or not known, and who is called first.

Districts are ordered by the office's own table: the first criterion in it matters most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planner.analysis.roll_up.measures import Measure
from planner.analysis.roll_up.standing import DistrictStanding
from planner.reference.criteria import Criterion

Outcome = Literal["met", "not met", "not known"]
#: Differences below this are what rounding leaves, in every unit that criteria have.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Judged:
    """One criterion of an office, and whether a district meets it.

    Attributes
    ----------
    criterion : Criterion
        The criterion.
    measure : Measure
        What the plan says.
    outcome : Outcome
        Whether it is met.
    explanation : str
        What the district says where it is not; blank where it says nothing.
    """

    criterion: Criterion
    measure: Measure
    outcome: Outcome
    explanation: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether it is not met; what a plan does not say is not missed."""
        return self.outcome == "not met"

    @property
    def is_unexplained(self) -> bool:
        """Whether it is not met and the district does not say why."""
        return self.is_missed and not self.explanation


def judged(standing: DistrictStanding, criteria: Sequence[Criterion]) -> tuple[Judged, ...]:
    """What an office's criteria say of a district in one scenario, in their order."""
    return tuple(_judged(standing, criterion) for criterion in criteria)


def worst_first(
    standings: Sequence[DistrictStanding], criteria: Sequence[Criterion]
) -> tuple[DistrictStanding, ...]:
    """Districts in the order in which an office would call them.

    First come those that do not meet the first criterion, by how much; then those that do not meet
    the second, and so on; last those that meet all. Where a plan does not say, it counts as met.

    Parameters
    ----------
    standings : sequence of DistrictStanding
        One a district, all in one scenario.
    criteria : sequence of Criterion
        The office's criteria, the most important first.
    """

    def called_by(standing: DistrictStanding) -> tuple[float, ...]:
        found = judged(standing, criteria)
        beyond = [-(one.measure.held or 0.0) if one.is_missed else 1.0 for one in found]
        return tuple(beyond)

    return tuple(sorted(standings, key=lambda one: (*called_by(one), one.district, one.plan)))


def _judged(standing: DistrictStanding, criterion: Criterion) -> Judged:
    measure = standing.measures[criterion.name]
    if measure.held is None:
        return Judged(criterion, measure, "not known")
    if measure.held <= criterion.most + _ROUNDING:
        return Judged(criterion, measure, "met")
    explanation = standing.explanations.get(criterion.name, "")
    return Judged(criterion, measure, "not met", explanation)
