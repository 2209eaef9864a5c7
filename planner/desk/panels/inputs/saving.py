"""What is asked before anything is written or dropped: one question at a time."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.compare import Comparison
from planner.desk.live.controls import button, disclosure
from planner.desk.panels.inputs.difference import changes_table, effect_on_answer
from planner.editing.cell_changes import CellChange
from planner.views.format.counts import how_many
from planner.views.format.markup import paragraphs, text_of

#: Ids of the buttons that the keyboard is brought to when a question is asked.
SAVE, RELOAD, MERGE = "inputs-save-now", "inputs-reload-now", "inputs-merge"
_GO_ON = "Keep editing"


def ask_to_save(
    changes: Sequence[CellChange],
    notes: Sequence[str],
    saved: Comparison | None,
    edited: Comparison | None,
    to_fix: int,
) -> str:
    """The difference, and whether to save it.

    Parameters
    ----------
    changes : sequence of CellChange
        What is not saved yet.
    notes : sequence of str
        What else saving does.
    saved, edited : Comparison or None
        The plan as its files have it, and with the changes; None where it cannot be calculated.
    to_fix : int
        How many problems the edited tables have.
    """
    label = f"Save {_these(len(changes))}"
    effect = effect_on_answer(saved, edited, to_fix)
    buttons = button("inputs.save", label, key=SAVE, style="main") + _go_on()
    return _question(
        f"{label}?",
        f"{changes_table(changes)}{paragraphs(*notes).html}"
        f"<h4>The answer before and after</h4>{effect}",
        buttons,
    )


def ask_to_reload(count: int) -> str:
    """Whether to drop changes that are not saved.

    Parameters
    ----------
    count : int
        How many there are.
    """
    said = (
        f"You have {how_many(count, 'change')} not saved yet. Reload reads the plan's files again "
        f"and drops {'it' if count == 1 else 'them'}."
    )
    label = f"Drop {_these(count)} and reload"
    return _question(said, "", button("inputs.drop", label, key=RELOAD) + _go_on())


def ask_to_keep(changes: Sequence[CellChange], since: str) -> str:
    """Whether edits of a time before are wanted.

    Parameters
    ----------
    changes : sequence of CellChange
        The edits.
    since : str
        When they were made.
    """
    count = len(changes)
    them = "it" if count == 1 else "them"
    said = f"You have {how_many(count, 'unsaved change')} from {since}: keep {them} or drop {them}?"
    buttons = button("inputs.keep", f"Keep {them}", key="inputs-keep", style="main")
    buttons += button("inputs.drop", f"Drop {them}", key="inputs-drop")
    seen = disclosure("inputs-kept-changes", f"Show {them}", changes_table(changes))
    return _question(said, seen, buttons)


def ask_about_theirs(reason: str, theirs: Sequence[CellChange], count: int) -> str:
    """What to do about a file that somebody else changed meanwhile.

    Parameters
    ----------
    reason : str
        Which file was changed, and when.
    theirs : sequence of CellChange
        What is different in it.
    count : int
        How many changes of one's own are not saved yet.
    """
    mine = _these(count)
    different = (
        changes_table(theirs, f"What is different in the file: {how_many(len(theirs), 'change')}")
        if theirs
        else "<p>No cell of its tables is different.</p>"
    )
    buttons = (
        button("inputs.merge", f"Keep theirs and put {mine} on top", key=MERGE, style="main")
        + button("inputs.overwrite", "Overwrite theirs", key="inputs-overwrite")
        + button("inputs.go_on", "Cancel", key="inputs-go-on")
    )
    return _question(reason, different, buttons)


def told_after_merge(left: Sequence[CellChange], count: int) -> str:
    """What became of the edits on top of a file that somebody else changed.

    Parameters
    ----------
    left : sequence of CellChange
        Edits that no longer fit.
    count : int
        How many changes are not saved now.
    """
    kept = f"Their changes are in, and {how_many(count, 'change')} of yours on top, not saved yet."
    if not left:
        return _question(kept, "", button("inputs.go_on", "OK", key="inputs-go-on"))
    fit = "does not fit" if len(left) == 1 else "do not fit"
    said = f"{kept} {how_many(len(left), 'change')} of yours {fit}: theirs stayed."
    seen = changes_table(left, "Your changes that were left out, because they changed the same")
    return _question(said, seen, button("inputs.go_on", "OK", key="inputs-go-on"))


def _these(count: int) -> str:
    """Changes as a button names them.

    >>> _these(1), _these(3)
    ('this change', 'these 3 changes')
    """
    return "this change" if count == 1 else f"these {count:,} changes"


def _go_on() -> str:
    return button("inputs.go_on", _GO_ON, key="inputs-go-on")


def _question(said: str, html: str, buttons: str) -> str:
    return (
        f'<section class="planner-question" aria-label="{text_of(said)}"><h3>{text_of(said)}</h3>'
        f'<p class="planner-buttons">{buttons}</p>{html}</section>'
    )
