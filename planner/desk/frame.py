"""What is around the tabs of the desk: the answer on top, the tabs, and what must be said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planner.analysis.compare import Comparison
from planner.desk.live.controls import button, disclosure
from planner.desk.what_if import WhatIf
from planner.plan.problems.problem import Problem
from planner.views.board.assumptions import change_sentence
from planner.views.board.problem_table import counted
from planner.views.board.sentences import scenario_sentence
from planner.views.board.votes import parts_with_votes
from planner.views.format.markup import text_of

#: What is read out of the part of the bar that says what is tried out.
MOVES = "What is tried out"
NOTHING_MOVED = "Nothing has been moved: this is the scenario as entered."
MORE = "More of the answer"
#: From how many characters on the answer is set smaller, so that the tabs keep their room.
_LONG = 170
FIX_FIRST = "{problems}. Until then, nothing can be calculated."

_FRAME = (
    '<section class="planner-desk-bar" aria-label="Answer" data-region="desk.answer"></section>'
    '<nav class="planner-desk-tabs" aria-label="Desk" data-region="desk.tabs"></nav>'
    '<div class="planner-desk-notices" data-region="desk.notice"></div>'
    '<div class="planner-desk-panel" data-region="desk.panel"></div>'
)


def frame() -> str:
    """HTML of the sheet, with a place for each of its parts."""
    return _FRAME


def tabs(titles: Mapping[str, str], opened: str) -> str:
    """Buttons that open the tabs, by name and title; the one that is open is marked."""
    made = []
    for name, title in titles.items():
        html = button("desk.open", title, {"panel": name}, key=f"tab-{name}")
        current = ' aria-current="page"' if name == opened else ""
        made.append(html.replace("<button", f"<button{current}", 1))
    return "".join(made)


def notice_html(sentences: Sequence[str], *, done: bool = False) -> str:
    """Sentences that need somebody's attention, or that say what is done; nothing without any."""
    looks = ' class="planner-desk-done"' if done else ""
    return "".join(f"<p{looks}>{text_of(sentence)}</p>" for sentence in sentences)


def problems_bar(problems: Sequence[Problem]) -> str:
    """What is shown instead of the answer while the tables must be fixed."""
    said = FIX_FIRST.format(problems=counted(problems))
    return f'<p class="planner-desk-answer">{text_of(said)}</p>'


def answer_bar(comparison: Comparison, what_if: WhatIf, unsaved: str) -> str:
    """The answer, what was moved, and what that does.

    Parameters
    ----------
    comparison : Comparison
        What is tried out, against the scenario it starts from.
    what_if : WhatIf
        What is tried out.
    unsaved : str
        What the plan here has that its files do not have, in a sentence.
    """
    start = comparison.others[0].title
    first, *rest = parts_with_votes(comparison.figures)
    more = "".join(f"<p>{text_of(sentence)}</p>" for sentence in rest)
    unfolds = disclosure("more-of-the-answer", MORE, more) if more else ""
    looks = "planner-desk-answer planner-desk-long" if len(first) > _LONG else "planner-desk-answer"
    return (
        f'<div><p class="planner-desk-whose">{text_of(comparison.plan.district.name)}. '
        f"Scenario: {text_of(start)}.</p>"
        f'<p class="{looks}">{text_of(first)}</p>{unfolds}</div>'
        # It scrolls where little room is left, so the keyboard must reach it.
        f'<div class="planner-desk-moves" tabindex="0" role="group" aria-label="{MOVES}">'
        f"{_moved(comparison, what_if, unsaved)}</div>"
    )


def _moved(comparison: Comparison, what_if: WhatIf, unsaved: str) -> str:
    if not what_if.is_moved:
        said, back = NOTHING_MOVED, ""
    else:
        moved = [change_sentence(move.change) for move in what_if.moves]
        effect = scenario_sentence(comparison.main.figures, comparison.others[0].figures)
        taken = [f"{option.title}." for option in what_if.taken(comparison.plan)]
        said = " ".join([*taken, *moved, effect])
        back = button("desk.put-back", "Put everything back", key="put-everything-back")
    words = "".join(
        f'<p class="planner-desk-{kind}">{text_of(sentence)}</p>'
        for kind, sentence in (("unsaved", unsaved), ("moved", said))
        if sentence
    )
    return back + words
