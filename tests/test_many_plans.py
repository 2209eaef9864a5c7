"""Plans of invented districts, for trials: all of them can be read but those that are broken."""

from __future__ import annotations

from pathlib import Path

import planner
from benchmarks.broken_plans import WAYS
from benchmarks.many_plans import write_plans


def test_broken_plans_are_found_and_no_others(tmp_path: Path) -> None:
    broken = write_plans(tmp_path, plans=len(WAYS) + 6, broken=len(WAYS))
    found = planner.roll_up(tmp_path, ["base", "levy-fails", "prices-rise"])
    assert {failure.plan for failure in found.failures} == set(broken)
    assert all(failure.problems for failure in found.failures)
    assert len(found.in_scenario("base")) == 6
    assert len({one.digest for one in found.standings}) == 6
