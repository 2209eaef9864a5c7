"""What every tab of the desk is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from planner.desk.live.events import Event
from planner.desk.live.sheet import Shown

if TYPE_CHECKING:
    from planner.desk.workbench import Workbench


class Panel:
    """One tab: what it shows of the workbench, and what its controls do.

    Attributes
    ----------
    name : str
        Name that its controls and its address begin with.
    title : str
        What its tab is called.
    needs_plan : bool
        Whether it has nothing to show while the plan's tables must be fixed first.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    needs_plan: ClassVar[bool] = True

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench

    def layout(self) -> str:
        """HTML with places for regions (``data-region``) and charts (``data-figure``)."""
        return '<div data-region="all"></div>'

    def regions(self) -> Mapping[str, Shown]:
        """What is in those places now."""
        return {}

    def heed(self, event: Event) -> None:
        """Do what a control asks."""

    def reloaded(self) -> None:
        """Do what follows where the plan's files were read again."""

    def at(self, **where: str) -> None:
        """Go to a place on the tab, for another tab that leads here."""
