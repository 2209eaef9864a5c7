"""Who is called first: by the most important criterion that is missed, and by how much."""

from __future__ import annotations

from planner.analysis.roll_up.judged import worst_first
from planner.analysis.roll_up.standing import DistrictStanding
from planner.reference.criteria import usual_criteria
from tests.analysis.roll_up.by_hand import standing_of, yearly

#: A cliff may be a twentieth of the cost; there may be no structural gap.
CRITERIA = [one for one in usual_criteria() if one.name in ("cliff", "structural_gap")]


def district(name: str, cliff: float | None, gap: float) -> DistrictStanding:
    found = {"cliff": {"held": cliff}, "structural_gap": {"held": gap}}
    return standing_of(name, yearly(2027, cost=[1.0]), measures=found)


def test_the_first_criterion_weighs_most_and_what_is_missed_by_more_comes_first() -> None:
    assert [one.name for one in CRITERIA] == ["cliff", "structural_gap"]
    there = [
        district("meets all", 0.05, 0.0),
        district("gap, cliff not known", None, 0.2),
        district("small gap", 0.01, 0.1),
        district("cliff", 0.1, 0.0),
        district("large cliff", 0.3, 0.0),
        district("cliff and gap", 0.1, 0.4),
    ]
    assert [one.plan for one in worst_first(there, CRITERIA)] == [
        "large cliff",
        "cliff and gap",
        "cliff",
        "gap, cliff not known",
        "small gap",
        "meets all",
    ]
