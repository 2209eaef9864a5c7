"""What two sets of inputs have in common, so it need not be calculated twice.

Inputs that were not touched are the same arrays in both; nothing is compared number by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from planner.arrays import Floats
from planner.plan.tables.roster import COST_TABLES
from planner.projection.expenses.fleets import PRICES
from planner.projection.inputs.cases import Inputs

_PEOPLE_BY = {
    "drivers": ("enrollment_growth_rate", "staff_growth_rate"),
    "district": ("staff", "teachers", "staff_follow_students"),
}
_ERATE_BY = ("lunch_rate", "category_two_used")


class Unchanged:
    """Which stages of a projection have the same inputs as before.

    Parameters
    ----------
    before : Inputs or None
        Inputs of the projection before; none of the stages is the same without.
    after : Inputs
        Inputs now.
    """

    def __init__(self, before: Inputs | None, after: Inputs) -> None:
        self.before, self.after = before, after

    @cached_property
    def people(self) -> bool:
        """Whether there are as many students and staff."""
        return (
            self._tables(("enrollment",))
            and self._named("drivers", _PEOPLE_BY["drivers"])
            and self._named("district", _PEOPLE_BY["district"])
        )

    @cached_property
    def fleets(self) -> bool:
        """Whether as many devices are needed, bought and in service."""
        if not self.people or self.before is None or not self._tables(("inventory",)):
            return False
        before, after = self.before.tables["devices"], self.after.tables["devices"]
        rolled_by = set(after) - PRICES
        return _are(before, after, rolled_by) and self._named("drivers", ("breakage_change_rate",))

    @cached_property
    def cost(self) -> bool:
        """Whether everything costs as much."""
        return self.fleets and self._tables(COST_TABLES) and self._named("drivers")

    @cached_property
    def erate(self) -> bool:
        """Whether E-Rate pays the same share of the same cost."""
        return self.cost and self._named("district", _ERATE_BY)

    def _tables(self, names: Iterable[str]) -> bool:
        if self.before is None:
            return False
        before, after = self.before.tables, self.after.tables
        return all(_are(before[name], after[name]) for name in names)

    def _named(self, kind: str, names: Iterable[str] | None = None) -> bool:
        if self.before is None:
            return False
        return _are(getattr(self.before, kind), getattr(self.after, kind), names)


def _are(
    before: Mapping[str, Floats], after: Mapping[str, Floats], names: Iterable[str] | None = None
) -> bool:
    """Whether arrays are the same objects."""
    return before is after or all(
        before[name] is after[name] for name in (after if names is None else names)
    )
