"""What the page that computes is made of: the functions that its script calls, by their names.

Everything that they reach, in whatever module, is translated with them.
"""

from __future__ import annotations

ROOTS = (
    "planner.rulebook.ledger.solve",
    "planner.rulebook.kept.Kept",
    "planner.analysis.figures_by_the_rulebook.board_figures",
    "planner.views.board.board.headline",
    "planner.views.board.key_figures.key_figures",
    "planner.views.board.keep.what_we_keep",
    "planner.analysis.effect.scenario_effect",
    "planner.views.charts.cost_rows.cost_rows",
    "planner.views.charts.money_rows.payer_rows",
    "planner.views.charts.money_rows.reserve_rows",
    "planner.views.board.forecast.forecast_rows",
    "planner.views.board.tables.moved_table",
    "planner.views.board.what_changed.what_you_changed",
    "planner.views.board.what_changed.lever_counts",
    "planner.views.board.what_changed.in_short",
    "planner.views.board.what_changed.left_with",
    "planner.views.questions.gap_words.options_on",
    "planner.views.questions.gap_words.one_more",
    "planner.views.board.what_changed.does_alone",
    "planner.views.board.what_changed.not_switched_on",
    "planner.views.board.what_changed.not_switched_off",
    "planner.views.board.what_changed.checked",
    "planner.views.what_if.typed_number.read_typed_number",
    "planner.views.what_if.typed_number.plainly_typed",
    "planner.views.what_if.typed_number.shown_number",
    "planner.views.what_if.refused.refused",
    "planner.views.what_if.published.published_amounts",
    "planner.views.what_if.published.differing",
)
