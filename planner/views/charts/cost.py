"""Charts of cost: cost against recurring revenue, and when devices are replaced."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.compare import Comparison
from planner.reference.accounts import LINE_LABELS
from planner.views.charts.cost_rows import calendar_rows, cost_rows
from planner.views.charts.kept_shapes import Shape, kept_shape
from planner.views.charts.style import figure_of, in_colors, with_legend
from planner.views.format.figure import Figure
from planner.views.format.theme import LINE_COLORS


def cost_against_revenue(comparison: Comparison) -> Figure:
    """Cost of each year by budget line, against recurring revenue."""
    drawn = cost_rows(comparison.main.figures)
    return figure_of("cost_against_revenue", drawn, cost_shape(drawn.parts))


def cost_shape(parts: Sequence[str]) -> Shape:
    """How cost by these budget lines is drawn, against recurring revenue."""
    colors = {LINE_LABELS[name]: color for name, color in LINE_COLORS.items()}
    own = in_colors({part: colors[part] for part in parts})
    return with_legend(kept_shape("cost_against_revenue", **own), parts)


def refresh_calendar(comparison: Comparison) -> Figure:
    """Devices bought each year by fleet: where the peak is."""
    drawn = calendar_rows(comparison.main.figures)
    shape = kept_shape("refresh_calendar", fleets=drawn.parts)
    shape["height"] = max(len(drawn.parts), 1) * 34
    return figure_of("refresh_calendar", drawn, shape, table_when_narrow=True)
