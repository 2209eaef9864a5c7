"""What the page that computes is made of: the functions that its script calls, by their names.

Everything that they reach, in whatever module, is translated with them.
"""

from __future__ import annotations

ROOTS = (
    "planner.rulebook.ledger.solve",
    "planner.analysis.figures_by_the_rulebook.figures",
    "planner.views.board.keep.what_we_keep",
)
