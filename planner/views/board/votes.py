"""The answer of a plan that counts on votes which are still to come: both with and without them."""

from __future__ import annotations

from planner.analysis.compare import Comparison
from planner.views.board.decisions import fund_in_sentence
from planner.views.board.sentences import answer_sentence


def answer_with_votes(comparison: Comparison) -> str:
    """The answer, and what it is without levies that voters have not passed."""
    answer, without = answer_sentence(comparison.main), comparison.without_votes
    if without is None:
        return answer
    names = [fund_in_sentence(name) for name in comparison.votes_counted]
    otherwise = answer_sentence(without)
    return (
        f"{answer} This counts on {' and '.join(names)}, which voters have not passed. "
        f"Without {'it' if len(names) == 1 else 'them'}: "
        f"{otherwise[:1].lower()}{otherwise[1:]}"
    )
