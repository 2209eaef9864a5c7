"""Options of a plan as switches, each with what it does, what it takes, and its card."""

from __future__ import annotations

from collections.abc import Collection
from zlib import crc32

from planner.analysis.options.study import OptionStudy
from planner.desk.live.controls import disclosure, switch
from planner.plan.plan import Plan
from planner.plan.problems.problem import PlanError
from planner.plan.tables.options import OptionRow
from planner.plan.what_if.options import open_options, option_scenarios
from planner.views.format.markup import text_of
from planner.views.questions.chosen_options import what_it_does, what_it_takes
from planner.views.questions.option_cards import card_of

ALREADY = "Part of the scenario that you start from."
NOT_YET = "What it does is being calculated."


def options_html(
    plan: Plan,
    taken: Collection[str],
    study: OptionStudy | PlanError | None,
    refused: tuple[str, str],
    already: Collection[str] = (),
) -> str:
    """Every option of a plan with its switch.

    Parameters
    ----------
    plan : Plan
        What the district typed.
    taken : collection of str
        Names of the options that are on.
    study : OptionStudy, PlanError or None
        What the options do; None until it is calculated, the problems where the tables refuse
        some of them.
    refused : tuple of str
        Name of the option that could not be switched just now, and the sentence that says why.
    already : collection of str
        Names of the options that the scenario has that is started from: they have no switch.
    """
    items = []
    for row in open_options(plan):
        key, title = (
            f"option-{crc32(row.name.encode()):08x}",
            option_scenarios(plan)[row.name].title,
        )
        if row.name in already:
            made = f"<p><strong>{text_of(title)}</strong></p><p>{ALREADY}</p>"
        else:
            made = switch("decide.take", key, title, {"key": row.name}, on=row.name in taken)
            why_not = refused[1] if refused[0] == row.name else ""
            made += f'<p class="planner-wrong">{text_of(why_not)}</p>' if why_not else ""
            made += _facts(plan, row, study, key)
        items.append(f'<li id="{key}-item">{made}</li>')
    return f'<ul class="planner-options">{"".join(items)}</ul>'


def _facts(plan: Plan, row: OptionRow, study: OptionStudy | PlanError | None, key: str) -> str:
    """What an option does and takes, and its card where it is calculated."""
    takes = f'<p class="planner-note">{text_of(what_it_takes(plan, row.name))}</p>'
    if not isinstance(study, OptionStudy):
        return f"<p>{NOT_YET}</p>{takes}" if study is None else takes
    does = f"<p>{text_of(what_it_does(study, row.name))}</p>"
    card = disclosure(f"{key}-card", "All its figures", card_of(study, row.name).html)
    return f"{does}{takes}{card}"
