"""What was copied from a board page, in words: where it comes from, what it changes and does."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.compare import Comparison
from planner.plan.what_if.scenarios import Change
from planner.views.board.assumptions import change_sentence
from planner.views.board.sentences import scenario_sentence
from planner.views.board.votes import answer_with_votes
from planner.views.format.counts import how_many
from planner.views.format.markup import Block, bullets, joined, paragraphs

NOT_SAID = (
    "The text does not say which plan the changes were tried out on: its first line is missing. "
    "Check that they are meant for this plan."
)
ANOTHER_PLAN = (
    'The changes were tried out on a page of the plan "{theirs}", and this plan is "{ours}". Check '
    "that they are meant for it."
)
OTHER_TABLES = (
    "The tables of this plan have been changed since the page was made, so the page may show "
    "amounts other than these."
)
INCLUDED = 'All that the scenario "{title}" changes.'


def copied_from(ours: str, theirs: str, *, same_tables: bool) -> str:
    """Whether changes were tried out on this plan; empty where nothing is to be said.

    Parameters
    ----------
    ours, theirs : str
        Name of this plan, and of the plan that the page was made with; blank if it is not known.
    same_tables : bool
        Whether both have the same fingerprint.

    Examples
    --------
    >>> copied_from("Prairie View", "Prairie View", same_tables=True)
    ''
    """
    if same_tables:
        return ""
    if not theirs:
        return NOT_SAID
    if ours != theirs:
        return ANOTHER_PLAN.format(ours=ours, theirs=theirs)
    return OTHER_TABLES


def copied_changes(
    comparison: Comparison, included: Sequence[str], changes: Sequence[Change]
) -> Block:
    """What a new scenario changes, and the answer without it and with it.

    Parameters
    ----------
    comparison : Comparison
        The plan as it is, and with the scenario.
    included : sequence of str
        Titles of the scenarios that it includes.
    changes : sequence of Change
        What it changes itself.
    """
    main, new = comparison.answers
    said = [INCLUDED.format(title=title) for title in included]
    said += [change_sentence(change) for change in changes]
    count = how_many(len(said), "change")
    return joined(
        paragraphs(f"{new.title} ({count})"),
        bullets(said),
        paragraphs(
            f"{main.title}: {answer_with_votes(comparison.figures)}",
            f"With these changes: {answer_with_votes(comparison.about(new).figures)}",
        ),
        paragraphs(scenario_sentence(new.figures, main.figures)),
    )
