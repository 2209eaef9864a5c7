"""Technology funding sustainability planner for US school districts.

Which technology can the district keep, from which money, until when, and what must the board
decide? The package answers from a folder of tables:

>>> import planner
>>> plan = planner.read_plan(planner.example("prairie-view"))
>>> planner.compare(plan, ["base"]).scenarios[0].name
'base'

Names are loaded on first use, so that ``planner --help`` does not pay for pandas and Altair.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.analysis.answers import Answers, answers
    from planner.analysis.compare import Comparison, compare
    from planner.packaged import example
    from planner.plan.plan import Plan
    from planner.plan.problems import PlanError, Problem
    from planner.plan.read import read_plan
    from planner.plan.scenarios import Change, Scenario
    from planner.projection.project import Projection, project

__version__ = "0.1.0"

_WHERE = {
    "Answers": "planner.analysis.answers",
    "Change": "planner.plan.scenarios",
    "Comparison": "planner.analysis.compare",
    "Plan": "planner.plan.plan",
    "PlanError": "planner.plan.problems",
    "Problem": "planner.plan.problems",
    "Projection": "planner.projection.project",
    "Scenario": "planner.plan.scenarios",
    "answers": "planner.analysis.answers",
    "compare": "planner.analysis.compare",
    "example": "planner.packaged",
    "project": "planner.projection.project",
    "read_plan": "planner.plan.read",
}

__all__ = [
    "Answers",
    "Change",
    "Comparison",
    "Plan",
    "PlanError",
    "Problem",
    "Projection",
    "Scenario",
    "__version__",
    "answers",
    "compare",
    "example",
    "project",
    "read_plan",
]


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it, on first use."""
    if name not in _WHERE:
        msg = f"module 'planner' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_WHERE[name]), name)
