"""Levers on the board page: those of the desk, and money that ends and could go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from planner.analysis.goal_seek.levers import lever_of
from planner.fiscal import end_edge, first_month
from planner.plan.plan import Plan
from planner.plan.what_if.changes import Change
from planner.plan.what_if.scenarios import Scenario
from planner.projection.funding.sources import fund_of
from planner.views.levers.control import LeverControl, control_of
from planner.views.levers.usual import usual_levers

_GOES_ON = "goes_on"
#: Groups in the order of the page, with the column that each stands in.
_COLUMNS = {
    "money": 1,
    _GOES_ON: 1,
    "arrives": 1,
    "people": 2,
    "security": 2,
    "devices": 3,
    "growth": 3,
}
#: Money that does not end by a date of its own: a levy is renewed, the rest has no grant period.
_NO_GRANTS = ("local_levy", "general_fund", "erate")


@dataclass(frozen=True)
class GoesOn:
    """A source that ends during the plan, as a switch: it goes on.

    Attributes
    ----------
    name : str
        Name of the source.
    change : Change
        Moves its end behind the plan's.
    """

    name: str
    change: Change

    @property
    def label(self) -> str:
        """What the switch is called."""
        return f"{self.name} goes on"


PageLever: TypeAlias = LeverControl | GoesOn


@dataclass(frozen=True)
class PageGroup:
    """Levers under one heading, in a column of the page; folded unless ``open``."""

    name: str
    heading: str
    levers: tuple[PageLever, ...]
    open: bool

    @property
    def column(self) -> int:
        """Column of the page."""
        return _COLUMNS[self.name]


def page_levers(plan: Plan, start: Scenario) -> list[PageGroup]:
    """Levers of the page in their groups, those that the plan does not have left out.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    start : Scenario
        The scenario that the page is about.
    """
    found = [
        PageGroup(
            group.name,
            group.heading,
            tuple(control_of(plan, lever_of(plan, name, start)) for name in group.levers),
            group.open,
        )
        for group in usual_levers(plan)
    ]
    going_on = tuple(_going_on(plan))
    found.append(PageGroup(_GOES_ON, "Grants that end, and could go on", going_on, open=True))
    places = list(_COLUMNS)
    return sorted(
        (group for group in found if group.levers), key=lambda group: places.index(group.name)
    )


def _going_on(plan: Plan) -> Iterator[GoesOn]:
    """Yearly awards that end during the plan; of one paid once, a later end brings no more."""
    first, last = plan.years[0], plan.years[-1]
    begins, after = (
        first_month(year, plan.district.fiscal_year_start_month) for year in (first, last + 1)
    )
    for row in plan.funding:
        ends = row.end_date is not None and begins < end_edge(row.end_date) < after
        if not row.active or row.kind in _NO_GRANTS or not ends or fund_of(row).award != "yearly":
            continue
        yield GoesOn(
            row.name, Change("funding", row.name, "end_date", "set", date(last + 1, 12, 31))
        )
