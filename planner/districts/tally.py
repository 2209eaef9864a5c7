"""How many districts meet a screen's criterion, by state and in all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from planner.arrays import Places
from planner.districts.screen import (
    HIGH,
    LOW,
    NO_EQUIPMENT,
    NO_TECHNOLOGY,
    RELIEF_INSIDE,
    Screen,
)


@dataclass(frozen=True)
class Tally:
    """What became of some districts.

    Attributes
    ----------
    state : str
        Two letters; blank for all districts.
    districts, met, not_met : int
        How many there are, meet the criterion, and do not.
    no_technology, relief_inside, no_equipment : int
        How many are not known, by reason.
    either_way : int
        How many of those that are known could come out either way in the draws.
    spending : float
        What the middle one of those whose spending is known has for technology [USD per student].
    cost : float
        What the model's technology costs the middle one [USD per student].
    short : float
        What is missing in all those that do not meet the criterion, in their worst year [USD].
    relief : float
        What relief money paid in all districts that say so [USD].
    relief_districts : int
        How many had any.
    relief_per_student : float
        The same for each student of these districts [USD per student].
    relief_known : bool
        Whether it is known of any.
    """

    state: str
    districts: int
    met: int
    not_met: int
    no_technology: int
    relief_inside: int
    no_equipment: int
    either_way: int
    spending: float
    cost: float
    short: float
    relief: float
    relief_districts: int
    relief_per_student: float
    relief_known: bool

    @property
    def judged(self) -> int:
        """Districts of which the outcome is known."""
        return self.met + self.not_met

    @property
    def not_known(self) -> int:
        """Districts of which it is not."""
        return self.districts - self.judged


def tally(found: Screen, places: Places, state: str = "") -> Tally:
    """Count the districts at some places.

    Parameters
    ----------
    found : Screen
        What became of every district.
    places : ndarray of int
        Which of them.
    state : str
        Their state; blank for all.
    """
    not_met = found.having("not met", places)
    reasons = np.array([found.reasons[place] for place in places])
    students = found.survey.students[places]
    known = found.spending[places][~np.isnan(found.spending[places])]
    chance = found.chance[places]
    missing = found.gap[places] * students
    relief = np.nan_to_num(found.relief[places])
    with_relief = float(students[relief > 0].sum())
    return Tally(
        state=state,
        districts=len(places),
        met=int(found.having("met", places).sum()),
        not_met=int(not_met.sum()),
        no_technology=int((reasons == NO_TECHNOLOGY).sum()),
        relief_inside=int((reasons == RELIEF_INSIDE).sum()),
        no_equipment=int((reasons == NO_EQUIPMENT).sum()),
        either_way=int(((chance > LOW) & (chance < HIGH)).sum()),
        spending=float(np.median(known)) if len(known) else float("nan"),
        cost=float(np.median(found.cost[places])),
        short=float(missing[not_met].sum()),
        relief=float(relief.sum()),
        relief_districts=int((relief > 0).sum()),
        relief_per_student=float(relief.sum()) / with_relief if with_relief else 0.0,
        relief_known=bool((~np.isnan(found.relief[places])).any()),
    )


def by_state(found: Screen) -> list[Tally]:
    """One tally for each state, in the order of their letters."""
    states = sorted(set(found.survey.words["state"]))
    return [tally(found, found.survey.places_in(state), state) for state in states if state]


def worst_first(found: Screen, places: Places) -> Places:
    """Districts in the order in which they need help, those that are not known last.

    Those that do not meet the criterion come first, the most missing per student first; of two as
    far away, the larger.
    """
    order = {"not met": 0, "met": 1, "not known": 2}
    kind = np.array([order[found.outcomes[place]] for place in places])
    missing = np.where(kind == order["not known"], 0.0, found.gap[places])
    return places[np.lexsort((-found.survey.students[places], -missing, kind))]
