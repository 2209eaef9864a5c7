"""Where to go next on the desk, by what the plan shows: the worst news first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from planner.analysis.compare import Comparison
from planner.analysis.concerns import ConcernKind, concerns
from planner.desk.live.controls import button
from planner.views.board.concern_words import capital, gap_words, reserve_clause
from planner.views.board.decisions import fund_in_sentence
from planner.views.board.sentences import cliff_sentence, restore_sentence, unfunded_sentence
from planner.views.format.markup import text_of

#: Concern -> the tabs that help with it, and what each is good for.
_HELP: dict[ConcernKind, tuple[tuple[str, str], ...]] = {
    "unfunded_soon": (("keep", "See what falls first"), ("decide", "Find what closes it")),
    "unfunded_later": (("keep", "See what falls first"), ("decide", "Find what closes it")),
    "reserve_used_up": (("risk", "See how likely that is"), ("decide", "Find what closes it")),
    "below_policy": (("risk", "See how likely that is"),),
    "vote": (("explore", "Try it without the vote"),),
    "cliff": (("keep", "See what depends on it"), ("explore", "Try it with other money")),
    "base_to_restore": (("explore", "Try it with other money"),),
    "structural_gap": (("decide", "Find what closes it"), ("explore", "Move what drives it")),
}
_WHERE_SOUND = (("explore", "Try what could change"), ("risk", "See what could happen"))
PAGE = "The board page says all this on one page that opens anywhere."
_WHERE_PAGE = (("publish", "Make the board page"),)


@dataclass(frozen=True)
class Step:
    """One thing to know, and the tabs that help with it."""

    sentence: str
    tabs: tuple[tuple[str, str], ...]


def next_steps(comparison: Comparison) -> tuple[Step, ...]:
    """What the plan shows, the worst first, and where on the desk to go with it.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of a plan; the first is the one it is about.

    Returns
    -------
    tuple of Step
        One for each sentence, the page for the board last.
    """
    found: dict[str, Step] = {}
    for concern in concerns(comparison.figures):
        sentence = _sentence(concern.kind, comparison)
        if sentence:
            found.setdefault(sentence, Step(sentence, _HELP[concern.kind]))
    sound = Step(unfunded_sentence(comparison.main.figures), _WHERE_SOUND)
    steps = tuple(found.values()) or (sound,)
    return (*steps, Step(PAGE, _WHERE_PAGE))


def next_html(comparison: Comparison, tabs: Collection[str]) -> str:
    """The same as a list, with a button for each tab that there is.

    Parameters
    ----------
    comparison : Comparison
        Scenarios of a plan; the first is the one it is about.
    tabs : collection of str
        Names of the desk's tabs.
    """
    steps = [step for step in next_steps(comparison) if {tab for tab, _ in step.tabs} & {*tabs}]
    return "".join(_item(number, step, tabs) for number, step in enumerate(steps))


def _item(number: int, step: Step, tabs: Collection[str]) -> str:
    buttons = "".join(
        button("desk.open", label, {"panel": tab}, key=f"start-next-{number}-{tab}")
        for tab, label in step.tabs
        if tab in tabs
    )
    return f"<li><p>{text_of(step.sentence)}</p><div>{buttons}</div></li>"


def _sentence(kind: ConcernKind, comparison: Comparison) -> str:
    """What a concern is, in the words of the page."""
    main = comparison.main
    if kind == "vote":
        names = [fund_in_sentence(name) for name in comparison.votes_counted]
        return f"The plan counts on {' and '.join(names)}, which voters have not passed."
    if kind == "cliff":
        return cliff_sentence(main.figures)
    if kind == "base_to_restore":
        return restore_sentence(main.figures) or ""
    if kind in ("reserve_used_up", "below_policy"):
        return f"{capital(reserve_clause(main.figures))}."
    if kind == "structural_gap":
        return f"{gap_words(main.figures).split('; ')[0].rstrip('.')}."
    return unfunded_sentence(main.figures)
