"""A plan of many that is to be read: the same for pages of plans and for the picture of all."""

from __future__ import annotations

from dataclasses import dataclass

from planner.plan.plan import Plan
from planner.plan.read import read_plan
from planner.publish.file_names import is_readable_name
from planner.publish.plans.plans_in_folder import PlanPlace
from planner.publish.processes.tasks import TaskFailed

_LEADS_OUT = (
    "it is a link that leads out of the folder of plans, and is not read. Put the plan itself there"
)


@dataclass(frozen=True)
class PlanToRead:
    """A plan of a folder, before it is read.

    Attributes
    ----------
    place : PlanPlace
        Where it is and what it is called.
    allow_difference : bool
        Whether it continues even if its base year does not tie out.
    """

    place: PlanPlace
    allow_difference: bool = False

    def read(self) -> Plan | TaskFailed:
        """The plan, or why it cannot be opened.

        Raises
        ------
        PlanError
            With every problem of its tables.
        """
        path, name = self.place.path, self.place.name
        if not is_readable_name(f"{path.name}{name}"):
            return TaskFailed("its name holds letters that are not UTF-8. Rename it")
        if self.place.leads_out:
            return TaskFailed(_LEADS_OUT)
        try:
            return read_plan(path, name=name, allow_difference=self.allow_difference)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            return TaskFailed(f"{path.name} cannot be opened: {why}")
