"""Plans that this machine knows, and a way to any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from planner.desk.live.controls import button, text_input
from planner.desk.opening.known_plans import KnownPlan
from planner.desk.panels.start.glance import Glance, last_changed, seen
from planner.views.format.markup import text_of

WAITING = "Being calculated."
GONE = "It is no longer there. It was moved or renamed, or its drive is not connected."
NO_OTHERS = "No other plan has been opened on this machine yet."
NO_DESK = (
    "Another plan opens from here only where the desk was started with planner desk. "
    "Type: planner desk {plan}"
)
LISTED = "Plans that were opened on this machine"


def plans_html(plans: Sequence[KnownPlan], opened: Path) -> str:
    """Plans of this machine as a list; the one on the desk is not among them.

    Parameters
    ----------
    plans : sequence of KnownPlan
        The last one opened first.
    opened : Path
        The plan on the desk.
    """
    others = [plan for plan in plans if plan.path != opened]
    if not others:
        return f"<p>{NO_OTHERS}</p>"
    listed = "".join(_item(number, plan) for number, plan in enumerate(others))
    return f'<ul class="planner-start-plans" aria-label="{LISTED}">{listed}</ul>'


def waiting(plans: Sequence[KnownPlan], opened: Path) -> Path | None:
    """The next plan that is still to be calculated; None if all are."""
    unseen = (
        plan.path
        for plan in plans
        if plan.path != opened and seen(plan.path) is None and plan.is_there
    )
    return next(unseen, None)


def open_another_html(typed: str, wrong: str) -> str:
    """A place to type or paste where a plan is.

    Parameters
    ----------
    typed : str
        What was typed.
    wrong : str
        Why it cannot be opened.
    """
    hint = "A workbook, or the folder of the tables; paste its path."
    place = text_input(
        "", "start-path", "Open another plan", typed, wrong=wrong, hint=hint, name="path"
    )
    return (
        f'<form class="planner-start-line" data-do="start.open" id="start-open">{place}'
        '<button type="submit" id="start-open-now">Open</button></form>'
    )


def path_of(typed: str, folder: Path) -> Path:
    r"""Path that somebody typed or pasted, with the quotation marks that Windows puts around it.

    Parameters
    ----------
    typed : str
        What was typed.
    folder : Path
        Where a path begins that does not say so.

    Examples
    --------
    >>> path_of(' "plans/north.xlsx" ', Path("finance")).as_posix()
    'finance/plans/north.xlsx'
    """
    bare = typed.strip().strip("\"'").strip()
    return folder / Path(bare).expanduser() if bare else folder


def moment(when: datetime | None) -> str:
    """Day and time as people write them; blank if there is none.

    >>> moment(datetime(2026, 11, 3, 14, 5)), moment(datetime(2026, 11, 3))
    ('November 3, 2026, 2:05 PM', 'November 3, 2026, 12:00 AM')
    """
    if when is None:
        return ""
    hour = when.hour % 12 or 12
    half = "AM" if when.hour < 12 else "PM"
    return f"{when:%B} {when.day}, {when.year}, {hour}:{when.minute:02} {half}"


def _item(number: int, plan: KnownPlan) -> str:
    """A plan: its name, its answer, where it is and when it changed, and what to do with it."""
    fields = {"path": str(plan.path)}
    glance = seen(plan.path) if plan.is_there else Glance(plan.path.stem, GONE)
    name, answer = (glance.name, glance.answer) if glance else (plan.path.stem, WAITING)
    changed = moment(last_changed(plan.path))
    facts = [glance.wrong if glance else "", f"Last changed {changed}" if changed else ""]
    said = " ".join(f"{fact}." for fact in facts if fact)
    buttons = [button("start.forget", "Take off the list", fields, key=f"start-forget-{number}")]
    if plan.is_there:
        buttons.insert(0, button("start.go", "Open", fields, key=f"start-go-{number}"))
    return (
        f"<li><h3>{text_of(name)}</h3><p>{text_of(answer)}</p>"
        f'<p class="planner-hint">{text_of(said)} {text_of(str(plan.path))}</p>'
        f"<div>{''.join(buttons)}</div></li>"
    )
