"""Two plans of one name are told apart by where they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from planner.analysis.plan_bridge.compare_plans import compare_plans
from planner.views.questions.plan_comparison import comparison_sentences
from tests.small_plan import small_plan


def test_plans_of_one_name_are_called_by_their_paths() -> None:
    plan = small_plan()
    first, second = (replace(plan, path=Path(place) / "tech") for place in ("june", "july"))
    assert comparison_sentences(compare_plans(first, second)) == [
        "The two plans have the same inputs.",
        "Plan A is june/tech, plan B july/tech; both are of Small.",
    ]
