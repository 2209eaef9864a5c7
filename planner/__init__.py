"""Technology funding sustainability planner for US school districts.

Which technology can the district keep, from which money, until when, and what must the board
decide? The package answers from a folder of tables or a workbook:

>>> import planner
>>> plan = planner.read_plan(planner.example("prairie-view"))
>>> planner.compare(plan, ["base"]).scenarios[0].name
'base'
>>> planner.solve(plan, "assumptions/license_price_growth_rate", "funded").met_now
False

Every answer is a frozen dataclass with NumPy arrays; those with many numbers have ``frame()``.
Names are loaded on first use, so that ``planner --help`` does not pay for pandas.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.analysis.compare import compare
    from planner.analysis.detail.security_risk import security_risks
    from planner.analysis.differences import difference
    from planner.analysis.goal_seek.solve import solve
    from planner.analysis.options.study import options
    from planner.analysis.plan_bridge.compare_plans import compare_plans
    from planner.analysis.sensitivity.one_at_a_time import sensitivity
    from planner.analysis.simulation.simulate import simulate
    from planner.districts.district_table import read_district_table
    from planner.districts.project_districts import project_districts, project_plans
    from planner.packaged import example
    from planner.plan.plan import Plan
    from planner.plan.problems.problem import PlanError
    from planner.plan.read import read_plan
    from planner.plan.what_if.scenarios import Scenario
    from planner.projection.project import project
    from planner.publish.roll_up.roll_up_plans import roll_up

__version__ = "0.1.0"

_WHERE = {
    "Plan": "planner.plan.plan",
    "PlanError": "planner.plan.problems.problem",
    "Scenario": "planner.plan.what_if.scenarios",
    "compare": "planner.analysis.compare",
    "compare_plans": "planner.analysis.plan_bridge.compare_plans",
    "difference": "planner.analysis.differences",
    "example": "planner.packaged",
    "options": "planner.analysis.options.study",
    "project": "planner.projection.project",
    "project_districts": "planner.districts.project_districts",
    "project_plans": "planner.districts.project_districts",
    "read_district_table": "planner.districts.district_table",
    "read_plan": "planner.plan.read",
    "roll_up": "planner.publish.roll_up.roll_up_plans",
    "security_risks": "planner.analysis.detail.security_risk",
    "sensitivity": "planner.analysis.sensitivity.one_at_a_time",
    "simulate": "planner.analysis.simulation.simulate",
    "solve": "planner.analysis.goal_seek.solve",
}

__all__ = [
    "Plan",
    "PlanError",
    "Scenario",
    "__version__",
    "compare",
    "compare_plans",
    "difference",
    "example",
    "options",
    "project",
    "project_districts",
    "project_plans",
    "read_district_table",
    "read_plan",
    "roll_up",
    "security_risks",
    "sensitivity",
    "simulate",
    "solve",
]


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it, on first use."""
    if name not in _WHERE:
        msg = f"module 'planner' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_WHERE[name]), name)
