"""Plans that this machine knows, and a way to any other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planner.desk.file_stamps import Stamp, last_changed, stamp_of
from planner.desk.live.controls import button, text_input
from planner.desk.opening.known_plans import KnownPlan, known_plans
from planner.desk.panels.start.glance import Glance, seen
from planner.plan.cells.moments import moment
from planner.views.format.markup import text_of

WAITING = "Being calculated."
GONE = "It is no longer there. It was moved or renamed, or its drive is not connected."
NO_OTHERS = "No other plan has been opened on this machine yet."
NO_DESK = (
    "Another plan opens from here only where the desk was started with planner desk. "
    "Type: planner desk {plan}"
)
#: A plan that this machine knows, and its files.
OtherPlan = tuple[KnownPlan, Stamp]
LISTED = "Plans that were opened on this machine"


def other_plans(opened: Path) -> Sequence[OtherPlan]:
    """Plans that this machine knows, but for the one on the desk, and their files as they are now.

    Parameters
    ----------
    opened : Path
        The plan on the desk.
    """
    return [(plan, stamp_of(plan.path)) for plan in known_plans() if plan.path != opened]


def plans_html(others: Sequence[OtherPlan]) -> str:
    """Other plans of this machine as a list, the last one opened first."""
    if not others:
        return f"<p>{NO_OTHERS}</p>"
    listed = "".join(_item(number, *plan) for number, plan in enumerate(others))
    return f'<ul class="planner-start-plans" aria-label="{LISTED}">{listed}</ul>'


def waiting(others: Sequence[OtherPlan]) -> Path | None:
    """The next plan that is still to be calculated; None if all are."""
    unseen = (plan.path for plan, stamp in others if seen(stamp) is None and _is_there(plan, stamp))
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


def _is_there(plan: KnownPlan, stamp: Stamp) -> bool:
    """Whether a plan is still where it was; where it has files, nobody needs to look again."""
    return len(stamp) > 1 or plan.is_there


def _item(number: int, plan: KnownPlan, stamp: Stamp) -> str:
    """A plan: its name, its answer, where it is and when it changed, and what to do with it."""
    fields = {"path": str(plan.path)}
    there = _is_there(plan, stamp)
    glance = seen(stamp) if there else Glance(plan.path.stem, GONE)
    name, answer = (glance.name, glance.answer) if glance else (plan.path.stem, WAITING)
    changed = last_changed(stamp)
    facts = [glance.wrong if glance else "", f"Last changed {moment(changed)}" if changed else ""]
    said = " ".join(f"{fact}." for fact in facts if fact)
    buttons = [button("start.forget", "Remove from the list", fields, key=f"start-forget-{number}")]
    if there:
        buttons.insert(0, button("start.go", "Open", fields, key=f"start-go-{number}"))
    return (
        f"<li><h3>{text_of(name)}</h3><p>{text_of(answer)}</p>"
        f'<p class="planner-hint">{text_of(said)} {text_of(str(plan.path))}</p>'
        f"<div>{''.join(buttons)}</div></li>"
    )
