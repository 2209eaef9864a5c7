"""A few levers on a tab that shows what they do: those that were moved, or the usual first ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.desk.live.controls import button
from planner.desk.panels.explore.panel import ExplorePanel
from planner.plan.plan import Plan
from planner.views.levers.usual import usual_levers

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench

#: Levers that are shown where none has been moved: the first of as many groups.
FIRST = 4
ALL_LEVERS = "All levers"


class MovedLevers:
    """The levers of the Explore tab that are moved, shown on another tab as well.

    A lever that was moved stays in sight when it is put back, until another plan or scenario is
    taken up: it does not vanish from under the hand.

    Parameters
    ----------
    bench : Workbench
        The plan, and what is tried out on it.
    """

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self._of: tuple[Plan, str] | None = None
        self._names: list[str] = []

    def html(self) -> str:
        """The levers where they are, and a way to all of them."""
        plan, what_if = self.bench.comparison.plan, self.bench.what_if
        if self._of is None or self._of[0] is not plan or self._of[1] != what_if.start:
            self._of, self._names = (plan, what_if.start), []
        moved = [move.name for move in what_if.moves]
        self._names += [name for name in moved if name not in self._names]
        groups = [group for group in usual_levers(plan) if group.open]
        names = self._names or [group.levers[0] for group in groups[:FIRST]]
        explore = self.bench.panels[ExplorePanel.name]
        assert isinstance(explore, ExplorePanel)
        shown = "".join(explore.lever(name) for name in names)
        more = button("desk.open", ALL_LEVERS, {"panel": ExplorePanel.name}, key="all-levers")
        return f'<div class="planner-at-hand">{shown}<p>{more}</p></div>'
