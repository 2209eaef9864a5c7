"""Scenarios that are asked of many plans: one that none of them has was misspelled."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import islice

from planner.plan.problems.problem import PlanError, Problem, nearest
from planner.plan.what_if.scenarios import STACK

#: So many of the scenarios that there are get named: hundreds of plans may have thousands.
_MOST_NAMED = 40


@dataclass(frozen=True)
class ScenarioAsked:
    """A scenario that is asked of many plans.

    Attributes
    ----------
    name : str
        Its name, or several joined by ``+``.
    where : str
        Folder of the plans, or file of the table that asks for it.
    row : int
        Row of the table; 0 where no table asks for it.
    """

    name: str
    where: str
    row: int = 0


def refuse_unknown(
    asked: Iterable[ScenarioAsked], known: Collection[str], *, unread: int = 0
) -> None:
    """Refuse scenarios that no plan has, before anything is made of any plan.

    Parameters
    ----------
    asked : iterable of ScenarioAsked
        Scenarios.
    known : collection of str
        Names of the scenarios of all plans; none where no plan could be read.
    unread : int
        Plans that could not be read, whose scenarios nobody knows.

    Raises
    ------
    PlanError
        With the names that there are, for each that there is not.

    Examples
    --------
    >>> refuse_unknown([ScenarioAsked("levy-fials", "plans")], ["base", "levy-fails"])
    Traceback (most recent call last):
    planner.plan.problems.problem.PlanError: plans: there is no scenario "levy-fials". Did you mean
    "levy-fails"? Scenarios are: base, levy-fails.
    """
    named = ", ".join(islice(known, _MOST_NAMED))
    more = f" and {len(known) - _MOST_NAMED:,} more" if len(known) > _MOST_NAMED else ""
    plans = "1 plan" if unread == 1 else f"{unread:,} plans"
    others = f" ({plans} could not be read, and may have others)" if unread else ""
    facts = {"expected": f"{named}{more}{others}"}
    parts = dict.fromkeys(
        (one.where, one.row, part.strip()) for one in asked for part in one.name.split(STACK)
    )
    unknown = [
        Problem(
            "P55",
            where,
            row,
            "scenarios" if row else "",
            facts | {"value": part, "nearest": nearest(part, known)},
        )
        for where, row, part in parts
        if known and part not in known
    ]
    if unknown:
        raise PlanError(unknown)
