"""The charts of the board page, each a figure with its finding and its numbers."""

from planner.views.charts.cost import cost_against_revenue, refresh_calendar
from planner.views.charts.money import reserve_against_policy, who_pays
from planner.views.charts.scenarios import scenario_comparison

__all__ = [
    "cost_against_revenue",
    "refresh_calendar",
    "reserve_against_policy",
    "scenario_comparison",
    "who_pays",
]
