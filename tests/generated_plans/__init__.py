"""Plans and scenarios that nobody typed: hypothesis strategies for whole districts.

Sizes are realistic and edges frequent: schools without students, devices that live one year,
prices of nothing, dates on the 14th, 15th and 16th, lunch shares on a band's edge, awards that
ended long ago. Everything generated would be accepted if a district typed it, with one exception
that is left in because people do it: a scenario may end a thing before it starts.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from tests.generated_plans.changing import changing_plans as plans
from tests.generated_plans.scenarios import scenarios

#: PLANNER_EXAMPLES=3000 makes a long run with new plans; without it every run has the same 75.
_LONG = os.environ.get("PLANNER_EXAMPLES")


def examples(usual: int = 75) -> settings:
    """How many plans a property is tried on."""
    return settings(
        max_examples=int(_LONG) if _LONG else usual,
        derandomize=not _LONG,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


__all__ = ["examples", "plans", "scenarios"]
