"""What was moved on the Explore tab, and what it does against the scenario it starts from."""

from __future__ import annotations

from collections.abc import Mapping

from planner.analysis.compare import Comparison
from planner.analysis.keep.comparison import kept_change
from planner.analysis.keep.verdict import kept
from planner.desk.panels.explore.levers import back_button, key_of
from planner.desk.what_if import WhatIf
from planner.views.board.assumptions import change_sentence
from planner.views.board.keep_compared import change_words
from planner.views.board.tables import moved_table
from planner.views.format.markup import text_of

NOTHING_MOVED = "Nothing has been moved: move a lever, or type a number next to it."


def titles(comparison: Comparison) -> Mapping[str, str]:
    """Names of the plan's scenarios -> their titles, with the name where two share a title."""
    plan = comparison.plan
    rows = {row.name: row.title for row in reversed(plan.scenarios) if row.title}
    named = {name: rows.get(name, name) for name in plan.scenario_names} | {"base": "Current plan"}
    several = [title for title in named.values() if list(named.values()).count(title) > 1]
    return {
        name: f"{title} ({name})" if title in several else title for name, title in named.items()
    }


def effect_html(comparison: Comparison, what_if: WhatIf) -> str:
    """What was moved, each with a button that puts it back, and what all of it does.

    Parameters
    ----------
    comparison : Comparison
        What is tried out, against the scenario it starts from.
    what_if : WhatIf
        What is tried out.
    """
    main = comparison.main
    started = next((one for one in comparison.others if one is not main), main)
    table = moved_table(started.figures, None if started is main else main.figures).html
    if not what_if.is_moved:
        return f"<div><h3>What you moved</h3><p>{NOTHING_MOVED}</p></div>{table}"
    change = kept_change(
        kept(started.figures), kept(main.figures), main.scenario, "What can be kept"
    )
    moves = _moves(comparison, what_if)
    said = f"<p>{text_of(change_words(change))}</p>"
    return f"<div><h3>What you moved</h3>{moves}{said}</div>{table}"


def _moves(comparison: Comparison, what_if: WhatIf) -> str:
    """A line for each option that is taken and each lever that was moved."""
    taken = what_if.taken(comparison.plan)
    rows = [f"<li>{text_of(option.title)}.</li>" for option in taken]
    for move in what_if.moves:
        sentence = change_sentence(move.change)
        back = back_button(move.name, f"{key_of(move.name)}-undo", sentence, style="link")
        rows.append(f"<li>{text_of(sentence)} {back}</li>")
    return f'<ul class="planner-moves">{"".join(rows)}</ul>'
