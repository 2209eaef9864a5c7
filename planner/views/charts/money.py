"""Charts of money: who pays, and the reserve against policy."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.compare import Comparison
from planner.plan.plan import Plan
from planner.projection.funding.sources import plan_funds
from planner.views.board.concern_words import policy_rate
from planner.views.charts.kept_shapes import Shape, kept_shape
from planner.views.charts.money_rows import payer_rows, reserve_rows
from planner.views.charts.style import figure_of, in_colors, with_legend
from planner.views.format.drawn_names import drawn_name
from planner.views.format.figure import Figure
from planner.views.format.footed_amounts import RESERVE, UNFUNDED
from planner.views.format.theme import RESERVE_COLOR, UNFUNDED_COLOR, fund_colors


def who_pays(comparison: Comparison) -> Figure:
    """Cost of each year by who pays it; what is unfunded is hatched."""
    drawn = payer_rows(comparison.main.figures)
    return figure_of("who_pays", drawn, payers_shape(comparison.plan, drawn.parts))


def payers_shape(plan: Plan, parts: Sequence[str]) -> Shape:
    """How cost paid by these sources of a plan, its reserve and nobody is drawn.

    A source has the same color whichever others pay.
    """
    every = {**fund_colors(plan_funds(plan)), RESERVE: RESERVE_COLOR, UNFUNDED: UNFUNDED_COLOR}
    colors = {drawn_name(name): color for name, color in every.items()}
    own = in_colors({part: colors[part] for part in parts})
    return with_legend(kept_shape("who_pays", **own), parts)


def reserve_against_policy(comparison: Comparison) -> Figure:
    """Technology reserve at the end of each year, and what the board's policy requires, if any."""
    found = comparison.main.figures
    shape = reserve_shape(has_policy=policy_rate(found) > 0)
    return figure_of("reserve_against_policy", reserve_rows(found), shape)


def reserve_shape(*, has_policy: bool) -> Shape:
    """How the reserve is drawn: against policy, or alone where the plan states none."""
    return kept_shape("reserve_against_policy" if has_policy else "reserve_alone")
