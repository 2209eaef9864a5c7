"""Plans and scenarios that nobody typed: hypothesis strategies for whole districts.

Sizes are realistic and edges frequent: schools without students, devices that live one year,
prices of nothing, dates on the 14th, 15th and 16th, lunch shares on a band's edge, awards that
ended long ago. Everything generated would be accepted if a district typed it, with one exception
that is left in because people do it: a scenario may end a thing before it starts.

Making a plan takes three times as long as projecting it. So all laws of a usual run are tried on
the same plans, made once in a process; a long run makes new plans for each law.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.plan.plan import Plan
from tests.generated_plans.changing import changing_plans
from tests.generated_plans.scenarios import scenarios

#: PLANNER_EXAMPLES=3000 makes a long run with new plans; without it every run has the same 75.
_LONG = os.environ.get("PLANNER_EXAMPLES")
_USUAL = 75

Made = TypeVar("Made")


def examples(usual: int = _USUAL) -> settings:
    """How many plans a property is tried on."""
    return settings(
        max_examples=int(_LONG) if _LONG else usual,
        derandomize=not _LONG,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def made_once(made: st.SearchStrategy[Made]) -> st.SearchStrategy[Made]:
    """Any of those that a usual run makes, all at once when the first of them is asked for."""
    if _LONG:
        return made

    @cache
    def all_of_them() -> list[Made]:
        # A thread in which there is no law, whose example all this would be a part of.
        with ThreadPoolExecutor(max_workers=1) as apart:
            return apart.submit(_drawn, made).result()

    return st.deferred(lambda: st.sampled_from(all_of_them()))


def _drawn(made: st.SearchStrategy[Made]) -> list[Made]:
    found: list[Made] = []

    @examples()
    @given(made)
    def keep(one: Made) -> None:
        found.append(one)

    keep()
    return found


_SOME, _WITH, _WITHOUT = (made_once(changing_plans(erate=erate)) for erate in (None, True, False))


def plans(*, erate: bool | None = None) -> st.SearchStrategy[Plan]:
    """A district's plan; with E-Rate, without it, or (left out) some with and some without."""
    return {None: _SOME, True: _WITH, False: _WITHOUT}[erate]


__all__ = ["examples", "made_once", "plans", "scenarios"]
