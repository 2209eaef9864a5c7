"""Combinations of options that close the gap, each with a button that switches it on."""

from __future__ import annotations

from collections.abc import Collection

from planner.analysis.options.study import OptionStudy
from planner.desk.live.controls import button, disclosure
from planner.plan.problems.problem import PlanError
from planner.views.format.counts import how_many
from planner.views.format.markup import text_of
from planner.views.questions.chosen_options import combination_in_short
from planner.views.questions.options import SETS_SHOWN, answer, set_names

NOT_YET = "The combinations are being calculated."
REFUSED = (
    "Combinations cannot be calculated from here, because the tables do not allow some of them:"
)
#: Between the names of a combination; no name has one.
APART = ";"


def sets_html(
    study: OptionStudy | PlanError | None, taken: Collection[str], doubt: str = ""
) -> str:
    """The cheapest combinations that close the gap, or the one that comes closest.

    Parameters
    ----------
    study : OptionStudy, PlanError or None
        The combinations; None until they are calculated, the problems where the tables refuse
        some of them.
    taken : collection of str
        Names of the options that are on.
    doubt : str
        What to know before comparing them with the answer above; blank if nothing.
    """
    if study is None:
        return f"<p>{NOT_YET}</p>"
    if isinstance(study, PlanError):
        why = "".join(f"<li>{text_of(str(problem))}</li>" for problem in study.problems)
        return f"<p>{REFUSED}</p><ul>{why}</ul>"
    said = f'<p class="planner-wrong">{text_of(doubt)}</p>' if doubt else ""
    best, *others = [int(place) for place in study.closing[:SETS_SHOWN]] or [study.best]
    rows = "".join(
        f"<li><p>{text_of(combination_in_short(study, place))}</p>"
        f"<p>{_use(study, place, taken)}</p></li>"
        for place in others
    )
    more = f"{how_many(len(others), 'other combination')} that close the gap"
    folded = disclosure("decide-others", more, f'<ul class="planner-options">{rows}</ul>')
    use = f'<p class="planner-tools">{_use(study, best, taken)}</p>' if study.names(best) else ""
    return f"{said}{answer(study).html}{use}{folded if others else ''}"


def _use(study: OptionStudy, place: int, taken: Collection[str]) -> str:
    """Button that switches on a combination; of the one that is on already it says so."""
    names = study.names(place)
    if place == study.best:
        which = "this option" if len(names) == 1 else f"these {len(names)} options"
    else:
        which = f"combination {set_names(study)[place]}"
    same = set(taken) == set(names)
    return button(
        "decide.use",
        f"On now: {which}" if same else f"Switch on {which}",
        {"key": APART.join(names)},
        key=f"decide-use-{place}",
    )
