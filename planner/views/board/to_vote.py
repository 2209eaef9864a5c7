"""The section of the board page that is voted on: decisions, the best set of options, chances."""

from __future__ import annotations

from planner.analysis.compare import Comparison
from planner.analysis.options.candidates import money_of_candidates
from planner.analysis.options.set_study import study_sets
from planner.analysis.simulation.simulate import simulate, whether_money_lasts
from planner.plan.problems.problem import PlanError
from planner.plan.what_if.options import open_options, recommended_options
from planner.plan.what_if.ranges import uncertain_inputs
from planner.views.board.decisions import decision_list
from planner.views.format.markup import Block, joined, paragraphs, text_of
from planner.views.questions.options import in_short
from planner.views.questions.simulation import chances_in_short


def what_to_vote_on(comparison: Comparison) -> Block:
    """Decisions, then the best set of options and the chances, so that they are found."""
    sets = [best_sets(comparison)] if open_options(comparison.plan) else []
    return joined(decision_list(comparison), *sets, chances(comparison))


def best_sets(comparison: Comparison) -> Block:
    """The cheapest set of options that closes the gap, and where the others are."""
    plan, scenario = comparison.plan, comparison.scenarios[0]
    try:
        study = study_sets(plan, scenario=scenario, keep=money_of_candidates)
    except PlanError:
        return paragraphs("The tables do not allow some of the options in this scenario.")
    said = "The options page has a card for each option and the other combinations."
    more = _page_of_its_own(said, "planner options PLAN --page")
    return joined(in_short(study, recommended_options(plan)), more)


def chances(comparison: Comparison) -> Block:
    """How often the money lasts if what is uncertain varies; nothing where nothing does."""
    plan = comparison.plan
    if not uncertain_inputs(plan):
        return paragraphs(
            "The plan lists no ranges (table ranges) and no chance that voters approve a levy, so "
            "no chances are given here."
        )
    found = simulate(plan, scenarios=comparison.scenarios[:1], keep=whether_money_lasts)
    said = (
        f"These are {found.draws:,} futures in which what is uncertain varies as the district "
        "typed. The simulation page has the chances by year."
    )
    more = _page_of_its_own(said, "planner simulate PLAN --page")
    return joined(paragraphs(chances_in_short(found)), more)


def _page_of_its_own(said: str, command: str) -> Block:
    """What another page has, and how it is made: the board need not know what a command is."""
    told = f"{said} The business office makes it with "
    html = f'<p class="planner-note">{text_of(told)}<code>{command}</code>.</p>'
    return Block(html, f"{told}{command}.")
