"""The answer of a plan that counts on votes which are still to come: both with and without them."""

from __future__ import annotations

from planner.analysis.figures import BoardFigures
from planner.views.board.decisions import fund_in_sentence
from planner.views.board.sentences import answer_parts


def answer_with_votes(board: BoardFigures) -> str:
    """The answer, and what it is without levies that voters have not passed.

    Every surface shows this one: the page, the command line, JSON, the index of a batch and the
    desk.
    """
    return " ".join(parts_with_votes(board))


def parts_with_votes(board: BoardFigures) -> list[str]:
    """The same in its parts: what is urgent, money at risk, and the structural balance."""
    parts = answer_parts(board.main)
    return [*parts[:-1], *_without_votes(board), parts[-1]]


def _without_votes(board: BoardFigures) -> list[str]:
    """What the plan counts on, and the worst of what it is without it; nothing without votes."""
    if board.without_votes is None:
        return []
    names = [fund_in_sentence(name) for name in board.votes]
    otherwise = answer_parts(board.without_votes, explained=False)[0]
    return [
        f"The plan counts on {' and '.join(names)}, which voters have not passed. "
        f"Without {'it' if len(names) == 1 else 'them'}: "
        f"{otherwise[:1].lower()}{otherwise[1:]}"
    ]
